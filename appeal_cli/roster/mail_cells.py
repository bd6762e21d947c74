"""The addresses of mails in the rows of a roster, and what is to be reported of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from appeal_cli.problems import Kind, Problem, quoted, shortened
from appeal_cli.roster.address_columns import is_home
from appeal_cli.roster.columns import meaning
from appeal_cli.roster.mails import contacts_apart, mails_among, mails_of, phones_of
from appeal_cli.roster.readers.table import Row, rows_said


def contacts_in(text: str) -> dict[str, str]:
    """The addresses of mails among other ways to reach somebody, and the first phone; a text with
    a sign of an address that is none stays as it is, to be reported."""
    mails, phones = mails_among(text), phones_of(text)
    found = {"phone": phones[0]} if phones else {}
    if mails:
        found |= {"email": mails[0]} | ({"email_2": ", ".join(mails[1:])} if mails[1:] else {})
    return found if mails or "@" not in text else {**found, "email": text}


_BETWEEN = re.compile(r"\s*[;,|\n]\s*")
_MAIL = re.compile(r"\S+@\S+")


def homes_behind(text: str) -> str:
    """Several addresses with those of somebody's home behind the others: of `a@home.example
    (private); b@office.example` the second is written to. Any other text as it is."""
    mails = [mail for mail in _BETWEEN.split(text) if mail]
    at_home = [mail for mail in mails if is_home([_MAIL.sub(" ", mail)])]
    if not at_home or not all("@" in mail for mail in mails):
        return text
    return "; ".join([*(mail for mail in mails if mail not in at_home), *at_home])


class MailCells:
    """Reads the cells of one column, and remembers those that say something else than one
    address."""

    def __init__(self) -> None:
        self.none: list[tuple[Row, str]] = []
        self.several: list[Row] = []
        self.had_homes = False
        self.spelt: list[tuple[Row, str, str]] = []
        self.left_out: list[tuple[Row, str]] = []
        self.rest: dict[str, list[tuple[Row, str]]] = {}

    def read(self, row: Row, text: str, found: dict[str, str], *, linked: bool) -> None:
        """The address of a mail without what stands around it; of several the first that is of no
        home, and the others as `email_2`. A cell that is `linked` leads to one, whatever it says.
        """
        text, written = homes_behind(text), text
        self.had_homes |= text != written
        mails, phones = mails_of(text), phones_of(text)
        if phones:
            found.setdefault("phone", phones[0])
        if not mails and "@" not in text and not linked:
            self.none.append((row, text))
            if phones:
                return
        found["email"] = mails[0] if mails else text
        if len(mails) > 1:
            found["email_2"] = ", ".join(mails[1:])
            self.several.append(row)
        elif mails and mails[0] not in text:
            self.spelt.append((row, text, mails[0]))

    def out_of(self, row: Row, address: str, found: dict[str, str]) -> str:
        """The postal address without the phones and the addresses of mails that stand in it: they
        are the person's, where no other column has them."""
        apart = contacts_apart(address)
        if not (apart.mails or apart.phones):
            return address
        self.left_out.append((row, (apart.mails + apart.phones)[0]))
        for field, texts in (("email", apart.mails), ("phone", apart.phones)):
            if texts:
                found.setdefault(field, texts[0])
        return apart.left

    def second(self, row: Row, heading: str, text: str, field: str) -> dict[str, str]:
        """What a column gives to the field that another has blank; the rest of a column of several
        ways to reach somebody is noted."""
        if field != "email":
            return {field: text}
        left = contacts_apart(text).left
        if meaning(heading).field != "email" and any(map(str.isalpha, left)):
            self.rest.setdefault(heading, []).append((row, " ".join(left.split())))
        return contacts_in(text)

    def told(self, heading: str) -> Iterator[Problem]:
        """One warning of what is no address, one notice of those that are spelt in other signs,
        and one of the rows with several."""
        if self.none:
            rows = [row for row, _ in self.none]
            said = ", ".join(f"`{shortened(text)}`" for _, text in self.none[:3])
            message = f"no e-mail address in {rows_said(rows)}: {said}"
            hint = "write an address with @ there, or leave it blank"
            told = rows[0].problem(
                heading, message, hint=hint, severity="warning", kind=Kind.ROSTER
            )
            yield replace(told, message=message)
        if self.spelt:
            _, text, mail = self.spelt[0]
            message = f"`{shortened(text)}` is read as `{mail}`"
            if more := [row for row, *_ in self.spelt[1:]]:
                message += f", and what stands in {rows_said(more)} likewise"
            yield _notice([row for row, *_ in self.spelt], heading, message)
        if self.several:
            which = "first that is of no home" if self.had_homes else "first"
            message = f"several e-mail addresses in {rows_said(self.several)}: the {which} is taken"
            yield _notice(self.several, heading, message)

        if self.left_out:
            row, text = self.left_out[0]
            rows = [row for row, _ in self.left_out]
            message = "phones and addresses of mails in postal addresses, such as "
            message += f"`{shortened(text)}`, are read as that and not printed"
            yield _notice(rows, "", f"{message}, in {rows_said(rows)}")
        for contacts, left in self.rest.items():
            row, text = left[0]
            message = f"the rest of `{contacts.strip()}` is not read, such as `{shortened(text)}`, "
            message += f"in {rows_said([row for row, _ in left])}"
            hint = f"if it is the postal address, say so: `--column address={quoted(contacts)}`"
            told = _notice([row], contacts, message)
            yield replace(told, hint=hint)


def _notice(rows: Sequence[Row], heading: str, message: str) -> Problem:
    told = rows[0].problem(heading, message, severity="notice", kind=Kind.HEADING)
    return replace(told, message=message)
