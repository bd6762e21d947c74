"""The addresses of mails in the rows of a roster, and what is to be reported of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from appeal_cli.problems import Kind, Problem, shortened
from appeal_cli.roster.mails import mails_among, mails_of, phones_of
from appeal_cli.roster.readers.table import Row, rows_said


def contacts_in(text: str) -> dict[str, str]:
    """The addresses of mails among other ways to reach somebody, and the first phone; a text with
    a sign of an address that is none stays as it is, to be reported."""
    mails, phones = mails_among(text), phones_of(text)
    found = {"phone": phones[0]} if phones else {}
    if mails:
        found |= {"email": mails[0]} | ({"email_2": ", ".join(mails[1:])} if mails[1:] else {})
    return found if mails or "@" not in text else {**found, "email": text}


class MailCells:
    """Reads the cells of one column, and remembers those that say something else than one
    address."""

    def __init__(self) -> None:
        self.none: list[tuple[Row, str]] = []
        self.several: list[Row] = []
        self.spelt: list[tuple[Row, str, str]] = []

    def read(self, row: Row, text: str, found: dict[str, str], *, linked: bool) -> None:
        """The address of a mail without what stands around it; of several the first, and the
        others as `email_2`. A cell that is `linked` leads to one, whatever it says."""
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
            message = f"several e-mail addresses in {rows_said(self.several)}: the first is taken"
            yield _notice(self.several, heading, message)


def _notice(rows: Sequence[Row], heading: str, message: str) -> Problem:
    told = rows[0].problem(heading, message, severity="notice", kind=Kind.HEADING)
    return replace(told, message=message)
