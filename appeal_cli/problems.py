"""What can be wrong with an appeal, a roster or a template, and where."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import Literal, Self, TypeVar

Made = TypeVar("Made")

Severity = Literal["error", "warning", "notice"]

MOST_PROBLEMS = 100
"""The most problems of one kind that are reported for one file: nobody reads more at once."""


class Kind(StrEnum):
    """The kinds of problems, by the names that people filter by: in JSON, and behind `--ignore`.

    `as_error` says what a problem of the kind means where it stops a letter from being made;
    `as_warning`, where it is only to be checked. One of them is blank for most kinds.
    """

    as_error: str
    as_warning: str

    def __new__(cls, name: str, as_error: str, as_warning: str = "") -> Self:
        """The kind of that name, with what it means."""
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.as_error, kind.as_warning = as_error, as_warning
        return kind

    UNNAMED = ("", "the command was used in a way that it does not know")
    ALT = ("alt", "an image has no words for those who can't see it")
    BLANK = ("blank", "a key or an entry of a list has no value")
    BLOCKED = ("blocked", "a template asks for a file outside its own folder, or for the network")
    BROKEN_FILE = ("broken-file", "a spreadsheet can't be opened")
    CELL_WITHOUT_VALUE = ("cell-without-value", "a formula in a spreadsheet has no saved value")
    CLUSTER = ("cluster", "the Dask cluster can't be used")
    COMMENT = ("comment", "YAML takes words for a comment", "a comment stands behind a text")
    CONDITION = ("condition", "`--where` is not a condition")
    CRASH = ("crash", "making the letter ended in a crash")
    CSV = ("csv", "a CSV file has the wrong form")
    DANGLING_MEMBERSHIP = ("dangling-membership", "a Popolo membership names nobody who is there")
    DATA = ("data", "a YAML or JSON roster has the wrong form")
    DIRECTION_OVERRIDE = ("direction-override", "", "an invisible character turns text around")
    DRAFT = ("draft", "", "a part of a letter that became an appeal is to be checked")
    DUPLICATE_HEADING = ("duplicate-heading", "two columns of the roster mean the same")
    DUPLICATE_KEY = ("duplicate-key", "a key stands twice")
    EMPTY_FILE = ("empty-file", "there is nothing in the file")
    EMPTY_LIST = ("empty-list", "a list of exclusions is empty")
    EMPTY_ROSTER = ("empty-roster", "nobody is in the roster")
    EMPTY_SELECTION = ("empty-selection", "nobody is left after `--to`, `--where` and `--exclude`")
    ENCLOSURE = ("enclosure", "a file that is to be enclosed is missing, elsewhere or too large")
    ENCODING = ("encoding", "a file is not UTF-8", "a roster was read in another encoding")
    EXCLUDED = ("excluded", "", "the lists of exclusions left somebody out, or were unclear")
    EXISTS = ("exists", "a file that would be written already exists")
    FILE_NAME = ("file-name", "`--name` does not make a file name")
    FONT = ("font", "a font of the template can't be read, or is not named in its stylesheet")
    FOREIGN_PDF = ("foreign-pdf", "pages of a PDF file can't become a part of the letter's own")
    FORBIDDEN_CHARACTER = ("forbidden-character", "a character that no letter can hold")
    GENDER = (
        "gender",
        "the roster's word for a gender is not known",
        "it is not known whether a deputy is a man or a woman: the wording is neutral",
    )
    HEADING = (
        "heading",
        "a column of the roster has no heading",
        "a column of the roster was not read as its heading says",
    )
    IDS_FROM_NAMES = ("ids-from-names", "", "the roster has no ids: they are made from the names")
    IMAGE = ("image", "an image is missing, broken or elsewhere")
    IMPRINT = ("imprint", "an imprinted letter was not the same as its full layout")
    INCOMPLETE = ("incomplete", "the PDF would lack something")
    JSON = ("json", "a file is not JSON")
    LANGUAGE = ("language", "two appeals are in the same language")
    LANGUAGE_DRAFT = ("language-draft", "", "no native reader has approved the language's file")
    LETTERHEAD = ("letterhead", "none is found, or Word alone has one", "one of two is not printed")
    LETTERS_LOST = ("letters-lost", "letters of a name became question marks in the file")
    LIMIT = ("limit", "a letter took more time or memory than it may")
    LINK = ("link", "a link or other inline markup that a letter can't hold")
    LISTS = ("lists", "", "the file has several lists of people")
    LOCKED = ("locked", "another batch is at work in the folder")
    MANIFEST = (
        "manifest",
        "a list of letters that were made can't be read, or differs from the files",
    )
    MARKUP = ("markup", "", "markup that an appeal does not know would print as it stands")
    MERGED = ("merged", "", "several rows of the roster are about one person")
    MISSING_GLYPH = (
        "missing-glyph",
        "no font of the template has letters of a script, or a sign",
        "readers see letters of a script in fonts of their own, and no PDF is made",
    )
    MISSING_ID = ("missing-id", "somebody in the roster has no id")
    MISSING_KEY = ("missing-key", "a key that an appeal must have is not there")
    MISSING_NAME = (
        "missing-name",
        "nobody in the roster has a name",
        "rows of the roster have no name, and get no letter",
    )
    NAME = ("name", "", "a name was divided into its parts in a way that should be checked")
    NAME_FORM = ("name-form", "", "a deputy has no form of the name in the letter's language")
    NAMED = ("named", "", "a deputy is named in letters to others")
    NOT_A_LETTER = ("not-a-letter", "no letter can be read from the file")
    NOT_A_NUMBER = ("not-a-number", "JSON has no such number")
    NOT_A_ROSTER = ("not-a-roster", "the file holds something else than deputies")
    NOT_DECLINED = ("not-declined", "", "no grammar rule puts the name in the case that is needed")
    NUMBER = ("number", "a letter has no number of its own", "a number is left blank, or is new")
    OVERFLOW = ("overflow", "something does not fit its line, its box or its page")
    PANGO = (
        "pango",
        "the library that PDF needs is not installed",
        "whether everything fits its page was not checked, because Pango is missing",
    )
    PLACEHOLDER = ("placeholder", "a placeholder can't be read or filled")
    POSTAL_ADDRESS = ("postal-address", "a deputy who gets post has no postal address")
    RAGGED_ROW = ("ragged-row", "a row has more or fewer cells than there are headings")
    RECIPIENT = ("recipient", "a deputy who gets a mail has no e-mail address, or more than one")
    REFERENCE_DOC = ("reference-doc", "it is not a Word file", "foreign parts were taken out of it")
    REFUSED = ("refused", "a template writes what no letter may hold: a script, a link elsewhere")
    REGISTER = ("register", "the register does not fit the letters", "the register is changed")
    REPEATED_ID = ("repeated-id", "two different people have the same id")
    ROLE = ("role", "", "a deputy's role is not in the letter's language")
    ROSTER = ("roster", "a row of the roster is wrong")
    SAME_NAME = (
        "same-name",
        "rows with one name may be one person or two",
        "several people in the roster have one name, and were told apart",
    )
    SENDER = ("sender", "the letterhead's e-mail address is not a single address")
    SET_ASIDE = ("set-aside", "", "rows of the roster are nobody: sums, signatures, hidden rows")
    SHEET = ("sheet", "it is not known which sheet is meant", "a workbook has several sheets")
    STALE = ("stale", "", "a file of an earlier batch belongs to nobody any more")
    TEMPLATE = ("template", "the template can't be found or rendered")
    TERM = (
        "term",
        "no such term, or none was chosen",
        "the roster covers several terms, and some members were left out",
    )
    TITLE = ("title", "", "a title that the letter's language greets nobody with")
    TOO_LARGE = ("too-large", "a file is larger than any letter or roster")
    TOO_LONG = ("too-long", "the letter has more pages than `max_pages`")
    UNCLOSED_QUOTE = ("unclosed-quote", "a quote in a CSV file never closes")
    UNKNOWN_DEPUTY = (
        "unknown-deputy",
        "no deputy in the roster matches",
        "a list of exclusions names somebody who is not in the roster, as it may",
    )
    UNKNOWN_FIELD = ("unknown-field", "the roster has no such field")
    UNKNOWN_KEY = ("unknown-key", "a key that no appeal has")
    UNKNOWN_LANGUAGE = ("unknown-language", "there is no such language")
    UNREADABLE = ("unreadable", "a file can't be read")
    UNSURE_FORM = ("unsure-form", "", "a name is in a form that is usual and not certain")
    UNWRITABLE = ("unwritable", "a file can't be written")
    VCARD = ("vcard", "a file is not built as vCard")
    VOCABULARY = ("vocabulary", "the template writes an element that some format has no rule for")
    WRONG_TYPE = ("wrong-type", "text, a list or a mapping is in the place of another of these")
    WRONG_VALUE = ("wrong-value", "a value is not allowed here")
    XML = ("xml", "a file is not XML, or has a document type")
    YAML = ("yaml", "a file is not YAML")
    ZIP_BOMB = ("zip-bomb", "a spreadsheet would unpack to more than this machine should hold")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, with its place in the file where it can be corrected.

    `line` and `column` count from 1, in characters; 0 where the problem is of the file as a whole.
    `excerpt` is the line itself, unless it is too long to show. `hint` says what to do, `subject`
    whom it is about: what is alike about several people is shown to people once.
    """

    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""
    hint: str = ""
    severity: Severity = "error"
    kind: Kind = Kind.UNNAMED
    subject: str = ""

    @property
    def place(self) -> str:
        """`file:line:column`, as far as it is known."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers] if self.file else [])

    def saying(self, message: str, hint: str = "", kind: Kind = Kind.UNNAMED) -> Problem:
        """The same place with that message, and before it the name of whom it is about."""
        whole = f"{_before(self.subject)}{message}" if self.subject else message
        return replace(self, message=whole, hint=hint, kind=kind)

    def names(self, person: str) -> bool:
        """Whether the message has that name before it."""
        return self.message.startswith(_before(person))

    @property
    def sort_key(self) -> tuple[str, int, int]:
        """The order in which problems are shown: by file and place."""
        return (self.file, self.line, self.column)

    @property
    def data(self) -> dict[str, str | int]:
        """The problem as programs read it: `name` is that of its kind."""
        own = {key: value for key, value in vars(self).items() if key not in ("kind", "subject")}
        return {**own, "name": str(self.kind)}

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class AppealError(Exception):
    """Raised with every problem that one pass found, in the order of their places."""

    def __init__(self, *problems: Problem) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))

    def __reduce__(self) -> tuple[type[AppealError], tuple[Problem, ...]]:
        return type(self), self.problems


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word nearest to `word`, or nothing where none is near."""
    nearest = difflib.get_close_matches(word[:100], list(known), n=1, cutoff=0.6)
    return f"did you mean `{nearest[0]}`?" if nearest else ""


def quoted(text: str) -> str:
    """The text as one word of a command that a message shows, which can be copied to a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


_PLAIN = re.compile(r"[\w@+:,./][\w@+:,./-]*")


def argument(path: object) -> str:
    """The path as an argument of such a command, in quotes where it needs any."""
    text = f"./{path}" if str(path).startswith("-") else str(path)
    return text if _PLAIN.fullmatch(text) else quoted(text)


def shortened(text: str, most: int = 80) -> str:
    """The text, cut where a message would be too long to read."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _before(person: str) -> str:
    """The name as it stands before what is said of the person."""
    return f"{shortened(person)}: "


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Those of the problems that stop a letter from being made."""
    return [problem for problem in problems if problem.severity == "error"]


def raise_for(problems: Sequence[Problem]) -> None:
    """Raise the errors among the problems, sorted by place; nothing where there are none."""
    if errors := errors_in(problems):
        raise AppealError(*sorted(errors, key=lambda problem: problem.sort_key))


def all_of(makers: Iterable[Callable[[], Made]], found: Iterable[Problem] = ()) -> list[Made]:
    """What each of the makers returns; their problems are raised together, with those that
    were found before."""
    values: list[Made] = []
    problems = list(found)
    for maker in makers:
        try:
            values.append(maker())
        except AppealError as error:
            problems += error.problems
    raise_for(problems)
    return values


def first_of(problems: Iterable[Problem]) -> list[Problem]:
    """The first MOST_PROBLEMS of the problems; where there are more, one that says so."""
    found = list(islice(problems, MOST_PROBLEMS + 1))
    if len(found) > MOST_PROBLEMS:
        more, hint = "there are more problems from here on", "correct the others first"
        found[-1] = replace(found[-1], message=more, hint=hint)
    return found


def strict(problem: Problem) -> Problem:
    """The same problem, as an error where it is a warning."""
    return replace(problem, severity="error") if problem.severity == "warning" else problem
