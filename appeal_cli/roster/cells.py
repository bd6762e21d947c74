"""What the cells of a row mean under the columns that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from appeal_cli.files.characters import DIRECTION_OVERRIDE, FORBIDDEN, direction_override, forbidden
from appeal_cli.problems import MOST_PROBLEMS, Kind, Problem, shortened
from appeal_cli.roster.address_cells import Addresses, below_the_name
from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.columns import is_own, meaning
from appeal_cli.roster.degrees import FIELD, HELD_IN, degrees_in, without_degrees
from appeal_cli.roster.deputy import A_NAME, NAMING
from appeal_cli.roster.genders import Genders, told_of
from appeal_cli.roster.lexicon import lexicon, words_in
from appeal_cli.roster.looks import entity_in
from appeal_cli.roster.mail_cells import MailCells
from appeal_cli.roster.misread import as_meant, may_be_misread
from appeal_cli.roster.names.generations import is_generation
from appeal_cli.roster.names.parts import surname_and_initials
from appeal_cli.roster.names.scripts import scripts_of
from appeal_cli.roster.names.several import on_one_line
from appeal_cli.roster.office_below import may_have_more, name_and_office
from appeal_cli.roster.readers.grid import fault_at
from appeal_cli.roster.readers.table import Row, cells_under, rows_said
from appeal_cli.roster.whole_addresses import on_lines

_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*")
_SPACES = re.compile("[ \t\r\n]+")
_MARKS_ALONE = re.compile(r"[-–—−?.…/\\*_]+")
_LOST = re.compile(r"(?<=\w)\?|\?(?=\w)|\ufffd")
_OF_SEVERAL_LINES = re.compile(r"[\n;]")
_OF_A_NAME = re.compile(rf"{A_NAME.pattern}|email|honorific_prefix|gender")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""What the web leaves in words; it means nothing in a name or an address of mails."""

_NEVER_EMPTY = ("id", "name", "family_name", "given_name")
"""Fields in which no word of letters stands for nothing: somebody may be called so."""
_LONGEST_EMPTY = 20
_QUOTES = {"'": "'", '"': '"', "‘": "’", "“": "”", "«": "»", "„": "“"}
"""Marks that a list may put around a whole name."""


class Cells:
    """Reads the rows of one table, and adds what is wrong with their cells to the problems."""

    def __init__(self, columns: Columns, rows: Sequence[Row], problems: list[Problem]) -> None:
        self.columns = columns
        self.fields = columns.fields
        self.genders = Genders(columns, rows, problems)
        self.degrees = degrees_in(columns, rows)
        self.of_degrees: list[Row] = []
        self.problems = problems
        self.answered = _answered(columns, rows)
        self.misread = _misread(self.fields, rows)
        self.naming = {key for key, field in self.fields.items() if A_NAME.fullmatch(field)}
        self.empty = lexicon().empty
        self.addresses = Addresses(columns)
        self.lost: list[Row] = []
        self.of_lines: list[tuple[Row, str]] = []
        self.mails = MailCells()
        self.unread: list[Problem] = []

    def read(self, row: Row) -> dict[str, str]:
        """The cells under the fields that they mean, checked and, except addresses, on one line."""
        found: dict[str, str] = {}
        texts: dict[str, str] = {}
        fields = self.fields
        for heading, cell in row.cells.items():
            field = fields[heading]
            if field == "name" and "\n" in cell:
                cell = self.without_office(row, cell, found)
            text = self.text(row, heading, cell, field)
            if self.degrees and HELD_IN.fullmatch(field):
                text = self.without_degrees(row, text, found)
            if field.startswith("address"):
                text = self.mails.out_of(row, text, found)
            if not text:
                continue
            texts[heading] = text
            if field in ("gender", "honorific_prefix"):
                self.genders.read(row, heading, text, found)
            elif field == "email":
                self.mails.read(row, text, found, linked=bool(row.links and heading in row.links))
            elif field == "id":
                found[field] = entity_in(text) or text
            elif field == "language":
                found[field] = lexicon().languages.get(words_in(text), text)
            elif field:
                found[field] = text
        for heading in self.columns.ticked:
            if heading in row.cells:
                self.genders.read(row, heading, row.cells[heading], found)
        if row.links:
            self.links(row, found)
        if row.faults:
            self.faults(row)
        self.addresses.join_lines(texts, found)
        for heading, field in self.columns.second.items():
            if heading in texts and field not in found:
                found |= self.mails.second(row, heading, texts[heading], field)
        self.addresses.join_parts(texts, found)
        if not found.get("gender", "none"):
            del found["gender"]
        _put_together(found)
        if "\n" in found.get("address", ""):
            found["address"] = below_the_name(found["address"], found.get("name", ""))
        return found

    def without_office(self, row: Row, cell: str, found: dict[str, str]) -> str:
        """The name in a cell of several lines without the office below it, which is the role where
        no column has one."""
        name, below = name_and_office(cell)
        if below:
            found.setdefault("role", below)
        elif may_have_more(cell):
            self.of_lines.append((row, " ".join(cell.split())))
        return name

    def without_degrees(self, row: Row, text: str, found: dict[str, str]) -> str:
        """The text without titles that are degrees in this list, which are kept apart."""
        left, degree = without_degrees(text, self.degrees)
        if degree:
            found.setdefault(FIELD, degree)
            self.of_degrees.append(row)
        return left

    def text(self, row: Row, heading: str, cell: str, field: str) -> str:
        """The cell as text, or "" where it holds nothing or a word for nothing."""
        text = cell.strip()
        has_lines = ";" in text and field.startswith("address")
        # printable are no controls, and no other spaces
        if has_lines or not text.isprintable() or "  " in text:
            text = _folded(cell, field)
            _check_characters(row, heading, text, self.problems)
            if _INVISIBLE.fullmatch(text):
                return ""
        if len(text) <= _LONGEST_EMPTY and self.is_empty(text):
            letters = text[0] != "\\" and any(map(str.isalpha, text))
            if not letters or field not in _NEVER_EMPTY:
                return text if heading in self.answered and letters else ""
        if heading in self.misread and (meant := as_meant(text)):
            message = f"`{shortened(text)}` is `{shortened(meant)}`, read in a wrong encoding"
            if is_own(heading, field):
                kind = Kind.LETTERS_LOST
                self.unread.append(row.problem(heading, message, kind=kind, severity="notice"))
                return ""
            self.letters_lost(row, heading, message)
        if heading in self.naming and not text.isalpha():
            if text[:1] in _QUOTES and text[-1:] == _QUOTES[text[:1]]:
                text = text[1:-1].strip()
            if _LOST.search(text):
                message = f"letters of `{text}` were lost when the file was saved"
                self.letters_lost(row, heading, message)
        return text

    def is_empty(self, text: str) -> bool:
        """Whether the text is a word for nothing, as `NULL` of a database, or marks alone."""
        if text == "NULL" or text.casefold() in self.empty:
            return True
        return not text[:1].isalnum() and _MARKS_ALONE.fullmatch(text) is not None

    def told(self) -> Iterator[Problem]:
        """One warning of the genders that contradict others in their rows, what is told of the
        addresses of mails, and one notice of cells without a value."""
        yield from told_of(self.genders.others)
        yield from self.mails.told(self.columns.heading("email") or "")
        if self.of_degrees:
            said = ", ".join(f"`{word}.`" for word in sorted(self.degrees))
            message = (
                f"{said} is read as a degree, of women and men, by the words beside it, and kept"
            )
            message += f" as `{{{{ deputy.{FIELD} }}}}`, in {rows_said(self.of_degrees)}"
            told = self.of_degrees[0].problem("", "", severity="notice", kind=Kind.NAME)
            yield replace(told, message=message)
        if self.of_lines:
            (row, name), rows = self.of_lines[0], [row for row, _ in self.of_lines]
            message = f"`{shortened(name)}` is read as one name of two lines, in {rows_said(rows)}"
            hint = "leave the name alone in its cell, and put what else is below it in a column"
            told = row.problem("", "", hint=hint, severity="warning", kind=Kind.NAME)
            yield replace(told, message=message)
        if self.unread:
            first, more = self.unread[0], len(self.unread) - 1
            message = f"{first.message}; it is blank, as no letter needs it"
            message += f", and so are {more} more" if more else ""
            yield replace(first, message=message, severity="notice")

    def letters_lost(self, row: Row, heading: str, message: str) -> None:
        """Notes a text whose letters are no longer those that were written."""
        self.lost.append(row)
        if len(self.lost) > MOST_PROBLEMS:
            return
        hint = (
            "save the list again where its letters are whole: as CSV UTF-8 (in Excel: Save As, "
            "`CSV UTF-8 (Comma delimited)`), or as XLSX"
        )
        self.problems.append(row.problem(heading, message, hint=hint, kind=Kind.LETTERS_LOST))

    def links(self, row: Row, found: dict[str, str]) -> None:
        """The address that a cell leads to, where the cell says something else than one."""
        for heading, address in (row.links or {}).items():
            field = self.fields.get(heading, "")
            if field == "email" and "@" not in found.get("email", ""):
                found["email"] = address
            elif field in NAMING or (field != "email" and self.columns.heading("email") is None):
                found.setdefault("email", address)

    def faults(self, row: Row) -> None:
        """Notes the cells without a value: a problem each, where letters need their column."""
        for heading, why in (row.faults or {}).items():
            line, column, _ = row.locate(heading)
            found = fault_at(row.file, (line, column), why)
            if is_own(heading, self.fields[heading]):
                self.unread.append(found)
            elif len(self.problems) <= MOST_PROBLEMS:
                self.problems.append(found)


def _answered(columns: Columns, rows: Sequence[Row]) -> set[str]:
    """The columns of their own that are answered with yes and no."""
    answers = lexicon().answers
    own = {key for key, field in columns.fields.items() if not meaning(key).field and field}
    return {
        key
        for row in rows
        for key, cell in row.cells.items()
        if key in own and len(cell) < 8 and cell.strip().casefold() in answers
    }


def _misread(fields: Mapping[str, str], rows: Sequence[Row]) -> set[str]:
    """The columns among whose cells there may be text that was read in a wrong encoding."""
    return {
        key
        for key, field in fields.items()
        if field not in ("", "id") and may_be_misread("\n".join(cells_under(rows, key)))
    }


def _put_together(found: dict[str, str]) -> None:
    """Makes the whole name of its parts, where those are known and it is not."""
    if is_generation(found.get("family_name_prefix", "")):  # `Namenszusatz`: jun.
        found.setdefault("honorific_suffix", found.pop("family_name_prefix"))
    if "family_name" in found:
        found["family_name"] = _whole_surname(found)
    if "given_name" in found and surname_and_initials(found.get("name", "")):
        del found["name"]  # `shortname` beside the parts of the whole one
    if "name" not in found and ("family_name" in found or "given_name" in found):
        found["name"] = whole_name(found)


def _whole_surname(found: Mapping[str, str]) -> str:
    """The family name with what stands before it (`Freiherr von`) and the second one, each once."""
    name, after = found["family_name"], found.get("second_family_name", "")
    before = " ".join(found[word] for word in ("nobility", "family_name_prefix") if word in found)
    if before and not name.startswith(f"{before} "):
        name = f"{before} {name}"
    return f"{name} {after}" if after and not name.endswith(f" {after}") else name


def whole_name(found: Mapping[str, str]) -> str:
    """The parts as one name: in East Asian scripts the family name first, without a space."""
    if scripts_of(found.get("family_name", "")) & {"CJK", "HANGUL"}:
        return found["family_name"] + found.get("given_name", "")
    given = "given_name" if "given_name" in found else "initials"
    parts = (given, "middle_name", "patronymic_name", "family_name")
    name = " ".join(found[part] for part in parts if part in found)
    suffix = found.get("honorific_suffix", "")
    return f"{name} {suffix}" if is_generation(suffix) else name


def _folded(cell: str, field: str) -> str:
    """The cell on one line; a postal address keeps its lines."""
    if field.startswith("address") and _OF_SEVERAL_LINES.search(cell := on_lines(cell)):
        return "\n".join(filter(None, (_folded(line, "") for line in re.split(r"[\n;]", cell))))
    if _OF_A_NAME.fullmatch(field):
        cell = _UNSEEN.sub("", cell)
        return on_one_line(cell) if field == "name" else " ".join(cell.split())
    return _SPACES.sub(" ", cell).strip()


def _check_characters(row: Row, heading: str, text: str, problems: list[Problem]) -> None:
    checks = ((FORBIDDEN, forbidden), (DIRECTION_OVERRIDE, direction_override))
    for pattern, problem_of in checks:
        match = pattern.search(text)
        if match and len(problems) <= MOST_PROBLEMS:
            found = problem_of(match[0])
            told = {(problem.line, problem.kind) for problem in problems}
            if (row.locate(heading).line, found.kind) not in told:
                problems.append(
                    row.problem(
                        heading,
                        found.message,
                        hint=found.hint,
                        kind=found.kind,
                        severity=found.severity,
                    )
                )
