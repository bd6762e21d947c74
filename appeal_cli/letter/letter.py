"""Letter: one appeal addressed to everyone or to one deputy, ready for a template.

These are its values, all frozen: what a template reads as `letter`. `addressing.py` makes them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from appeal_cli.appeal.enclosures import EnclosedFile
from appeal_cli.appeal.pictures import Picture
from appeal_cli.appeal.windows import WindowKind, WindowPlace
from appeal_cli.letter.language_parts import Layout
from appeal_cli.letter.name_filters import UnsureForm
from appeal_cli.letter.paper import PageLimit, Paper
from appeal_cli.problems import Problem

Origin = Callable[[str], Problem]
"""Where something was written: a problem without a message, placed at the words in it that
the origin is given, or at its beginning."""


@dataclass(frozen=True)
class Passage:
    """A piece of text as HTML: `strong`, `em`, `u`, `a`, `sup`, `sub`, `br` and text.

    `language` and `direction` (`rtl`, `ltr`) are set where they differ from the letter's.
    `origin` says where it was written, for problems.
    """

    html: str
    language: str = ""
    direction: str = ""
    origin: Origin | None = field(default=None, compare=False, repr=False)

    def __html__(self) -> str:
        return self.html


@dataclass(frozen=True)
class Image:
    """A picture: its name among the letter's images, what it shows, and its width in
    millimetres."""

    source: str
    alt: str
    width: float
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class PrintedDate:
    """A day as `2013-10-17` and as the letter prints it."""

    iso: str
    text: str
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class SourceFile:
    """A file that the letter can be made from again: `relationship` is `Source` or `Data`,
    as PDF's associated files call it (ISO 19005-3, annex E)."""

    name: str
    data: bytes
    relationship: str


@dataclass(frozen=True)
class RunningLine:
    """What stands above the text from the second page on, on the left, in the middle and on the
    right; `{page}` and `{pages}` stand for numbers."""

    left: str = ""
    middle: str = ""
    right: str = ""


@dataclass(frozen=True)
class LetterheadLines:
    """The head of the letter: names, ways to reach them, a logo."""

    names: tuple[Passage, ...]
    contacts: tuple[Passage, ...] = ()
    logo: Image | None = None


@dataclass(frozen=True)
class Party:
    """Who writes or who reads, as mail and envelopes name them.

    `email` is "" and `address`, the lines of a postal address, empty where none is known.
    `spoken` is the name as one says it, without what letters put before it, where it is known.
    """

    name: str
    email: str
    address: tuple[Passage, ...]
    origin: Origin | None = field(default=None, compare=False, repr=False)
    spoken: str = ""


@dataclass(frozen=True)
class OnlineLink:
    """Where the appeal is on the web: a line with a link, and the same as a QR code."""

    line: Passage
    code: Image


@dataclass(frozen=True)
class SignatureLines:
    """Who signs, line by line, and the image of the signature."""

    lines: tuple[Passage, ...]
    image: Image | None = None
    position: Passage | None = None


@dataclass(frozen=True)
class NameList:
    """Names under a label: the signatories, or the enclosures."""

    label: Passage
    names: tuple[Passage, ...]


@dataclass(frozen=True)
class Enclosed:
    """A file that goes with the letter: what the letter calls it, in which language, the file, and
    where it is named."""

    words: str
    language: str
    file: EnclosedFile
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True)
class Paragraph:
    """A block of one paragraph; `is_long` where it has two lines at least on any paper, `is_short`
    where it has so few that all of them go with a closing to its page."""

    kind: ClassVar[str] = "paragraph"
    text: Passage
    is_long: bool = False
    is_short: bool = True


@dataclass(frozen=True)
class Heading:
    """A heading in the body, of level 2 or 3."""

    kind: ClassVar[str] = "heading"
    text: Passage
    level: int


@dataclass(frozen=True)
class Entry(Passage):
    """An entry of a list: its mark, where it is not a usual one, and the list below it, if any."""

    mark: str = ""
    inner: ItemList | None = None


@dataclass(frozen=True)
class ItemList:
    """A list. `marks` is the mark of a first entry, such as `a)`, where it is not the usual one of
    the template; `start` is the number of the list's own first."""

    kind: ClassVar[str] = "list"
    items: tuple[Entry, ...]
    numbered: bool
    start: int = 1
    marks: str = ""


@dataclass(frozen=True)
class Quote:
    """Somebody else's words; `is_short` as that of a paragraph."""

    kind: ClassVar[str] = "quote"
    paragraphs: tuple[Passage, ...]
    is_short: bool = True


@dataclass(frozen=True)
class TableBlock:
    """A table with one row of headings; `align` says of each column where its words stand:
    `left`, `center`, `right`, or nothing where they do as usual. It `has_short_rows` where none has
    more than some five lines."""

    kind: ClassVar[str] = "table"
    header: tuple[Passage, ...]
    rows: tuple[tuple[Passage, ...], ...]
    caption: Passage | None
    align: tuple[str, ...]
    has_short_rows: bool = False


@dataclass(frozen=True)
class FigureBlock:
    """A picture with its caption."""

    kind: ClassVar[str] = "figure"
    image: Image
    caption: Passage | None = None


@dataclass(frozen=True)
class Group:
    """What is made of one block of which the appeal says where on paper it stands: on a new page,
    and kept `together` or `with next`."""

    kind: ClassVar[str] = "group"
    blocks: tuple[LetterBlock, ...]
    new_page: bool
    keep: str


LetterBlock = Paragraph | Heading | ItemList | Quote | TableBlock | FigureBlock | Group


@dataclass(frozen=True)
class Letter:
    """One letter in one language: what a template puts in its place.

    `document_title` is the file's title and names the deputy. `addressee` and `recipient`
    are empty in an open letter, as is `window`, the name of the window that the envelope has (its
    `window_kind`); `place` is what shows of the page in it, once the page is known.
    `paper` is what the appeal and the template say of the page, `usual_paper` what the language
    does, which comes before the template's stylesheet. `smaller` is by how many steps the address
    is set smaller than usual, to fit its window, envelope or label, and `ordinal` the number of
    the letter in the print file, where its envelope or label is to have it.
    `notices` are about how the deputy is named, `automatic` the forms of the name that a
    rule of grammar made, `unsure` those that are not certain, `enclosed` the files that go with
    it, `fields` what the roster says of the deputy, `images` its pictures by their names, and
    `origins` where those of its fields come from that are plain text.
    """

    language: str
    direction: str
    document_title: str
    author: str
    date: PrintedDate
    title: Passage
    salutation: Passage
    body: tuple[LetterBlock, ...]
    page: str
    layout: Layout = field(default_factory=Layout)
    running: RunningLine = field(default_factory=RunningLine)
    letterhead: LetterheadLines | None = None
    reference: Passage | None = None
    addressee: tuple[Passage, ...] = ()
    closing: Passage | None = None
    signature: SignatureLines | None = None
    about: tuple[LetterBlock, ...] = ()
    signatories: NameList | None = None
    enclosures: NameList | None = None
    enclosed: tuple[Enclosed, ...] = ()
    online: OnlineLink | None = None
    sender: Party | None = None
    recipient: Party | None = None
    window: str = ""
    window_kind: WindowKind | None = None
    place: WindowPlace | None = None
    paper: Paper | None = None
    usual_paper: Paper | None = None
    smaller: int = 0
    ordinal: int = 0
    notice: Passage | None = None
    notices: tuple[Problem, ...] = ()
    automatic: tuple[str, ...] = ()
    unsure: tuple[UnsureForm, ...] = ()
    images: Mapping[str, Picture] = field(default_factory=dict, compare=False, repr=False)
    appeal: SourceFile | None = field(default=None, compare=False, repr=False)
    fields: tuple[tuple[str, str], ...] = ()
    page_limit: PageLimit | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False, repr=False)

    def with_own(self, **own: Any) -> Letter:
        """The same letter but for those fields: `replace`, in a tenth of its time."""
        made = object.__new__(Letter)
        made.__dict__.update(self.__dict__, **own)
        return made

    @property
    def sources(self) -> tuple[SourceFile, ...]:
        """The appeal and the deputy as files, from which the letter can be made again."""
        appeal = (self.appeal,) if self.appeal else ()
        if not self.fields:
            return appeal
        deputy = json.dumps(dict(self.fields), ensure_ascii=False, indent=1)
        return (*appeal, SourceFile("deputy.json", deputy.encode("utf-8"), "Data"))
