"""Letter: one appeal addressed to everyone or to one deputy, ready for a template."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from appeal_cli.appeal.appeal import Appeal, Letterhead
from appeal_cli.appeal.blocks import Block, PassageText, PictureFile
from appeal_cli.appeal.markup import MarkupError, to_html
from appeal_cli.appeal.pictures import Picture
from appeal_cli.appeal.placeholder_problems import unfilled
from appeal_cli.appeal.placeholder_values import (
    Blank,
    Fields,
    NothingThere,
    OpenLetter,
    PlaceholderError,
)
from appeal_cli.appeal.placeholders import fill, holds
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.language import Language, direction_of, load_language
from appeal_cli.letter.mail_address import mail_address, not_an_address
from appeal_cli.problems import AppealError, Kind, Problem, raise_for
from appeal_cli.roster.deputy import Deputy

if TYPE_CHECKING:
    from appeal_cli.letter.naming import Naming


Origin = Callable[[str], Problem]
"""Where something was written: a problem without a message, placed at the words in it that
the origin is given, or at its beginning."""


@dataclass(frozen=True)
class Passage:
    """A piece of text as HTML: `strong`, `em`, `a`, `sup`, `br` and text.

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


@dataclass(frozen=True)
class PrintedDate:
    """A day as `2013-10-17` and as the letter prints it."""

    iso: str
    text: str


@dataclass(frozen=True)
class SourceFile:
    """A file that the letter can be made from again: `relationship` is `Source` or `Data`,
    as PDF's associated files call it (ISO 19005-3, annex E)."""

    name: str
    data: bytes
    relationship: str


@dataclass(frozen=True)
class PageLimit:
    """How many pages the letter may have, and where that is said: a problem without a message."""

    pages: int
    place: Problem


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
    """

    name: str
    email: str
    address: tuple[Passage, ...]
    origin: Origin | None = field(default=None, compare=False, repr=False)


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


@dataclass(frozen=True)
class NameList:
    """Names under a label: the signatories, or the enclosures."""

    label: Passage
    names: tuple[Passage, ...]


@dataclass(frozen=True)
class Paragraph:
    """A block of one paragraph."""

    kind: ClassVar[str] = "paragraph"
    text: Passage


@dataclass(frozen=True)
class Heading:
    """A heading in the body, of level 2 or 3."""

    kind: ClassVar[str] = "heading"
    text: Passage
    level: int


@dataclass(frozen=True)
class ItemList:
    """A list, with bullets or numbers."""

    kind: ClassVar[str] = "list"
    items: tuple[Passage, ...]
    numbered: bool


@dataclass(frozen=True)
class Quote:
    """Somebody else's words."""

    kind: ClassVar[str] = "quote"
    paragraphs: tuple[Passage, ...]


@dataclass(frozen=True)
class TableBlock:
    """A table with one row of headings."""

    kind: ClassVar[str] = "table"
    header: tuple[Passage, ...]
    rows: tuple[tuple[Passage, ...], ...]
    caption: Passage | None = None


@dataclass(frozen=True)
class FigureBlock:
    """A picture with its caption."""

    kind: ClassVar[str] = "figure"
    image: Image
    caption: Passage | None = None


LetterBlock = Paragraph | Heading | ItemList | Quote | TableBlock | FigureBlock


@dataclass(frozen=True)
class Letter:
    """One letter in one language: what a template puts in its place.

    `document_title` is the file's title and names the deputy. `addressee` and `recipient`
    are empty in an open letter, as is `window`, the kind of the envelope that has one.
    `notices` are about how the deputy is named, `automatic` the forms of the name that a
    rule of grammar made, `fields` what the roster says of the deputy.
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
    letterhead: LetterheadLines | None = None
    reference: Passage | None = None
    addressee: tuple[Passage, ...] = ()
    closing: Passage | None = None
    signature: SignatureLines | None = None
    about: tuple[LetterBlock, ...] = ()
    signatories: NameList | None = None
    enclosures: NameList | None = None
    online: OnlineLink | None = None
    sender: Party | None = None
    recipient: Party | None = None
    window: str = ""
    notice: Passage | None = None
    notices: tuple[Problem, ...] = ()
    automatic: tuple[str, ...] = ()
    images: Mapping[str, Picture] = field(default_factory=dict, compare=False, repr=False)
    appeal: SourceFile | None = field(default=None, compare=False, repr=False)
    fields: tuple[tuple[str, str], ...] = ()
    page_limit: PageLimit | None = None

    @property
    def sources(self) -> tuple[SourceFile, ...]:
        """The appeal and the deputy as files, from which the letter can be made again."""
        appeal = (self.appeal,) if self.appeal else ()
        if not self.fields:
            return appeal
        deputy = json.dumps(dict(self.fields), ensure_ascii=False, indent=1)
        return (*appeal, SourceFile("deputy.json", deputy.encode("utf-8"), "Data"))


def address(
    appeal: Appeal, deputy: Deputy | None = None, language: Language | None = None
) -> Letter:
    """The letter of the appeal to the deputy; to everyone where there is none.

    `language` says how its language greets, names and dates; the appeal's own is found
    beside the appeal or among those shipped.

    Raises AppealError with every placeholder that can't be filled and every piece of
    markup that no letter may hold, each with its place in the appeal.
    """
    language = language or language_of(appeal)
    writer = _Writer(appeal, language, deputy, _naming(deputy, language) if deputy else None)
    letter = writer.letter()
    raise_for(list(dict.fromkeys(writer.problems)))  # a text may stand in several places
    return letter


def title_for_all(appeal: Appeal) -> str:
    """The title of the letters to all, on one line; the name of the appeal's file where only a
    letter to one deputy has a title."""
    writer = _Writer(appeal, language_of(appeal), None, None)
    title = writer.line(("title",), appeal.title)
    return Path(appeal.file).stem if "{" in appeal.title and writer.problems else title


def _naming(deputy: Deputy, language: Language) -> Naming:
    from appeal_cli.letter.naming import name_deputy

    return name_deputy(deputy, language)


def language_of(appeal: Appeal) -> Language:
    """The language of the appeal, from beside it or from those shipped."""
    try:
        return load_language(appeal.language, appeal.folder)
    except AppealError as error:
        first = error.problems[0]
        if first.kind != Kind.UNKNOWN_LANGUAGE:
            raise
        path: YamlPath = ("language",)
        placed = appeal.problem(path, first.message, hint=first.hint, kind=first.kind)
        raise AppealError(placed) from None


Made = TypeVar("Made")


@dataclass
class _Writer:
    """Fills the texts of one appeal in for one deputy, and keeps what went wrong."""

    appeal: Appeal
    language: Language
    deputy: Deputy | None
    naming: Naming | None
    problems: list[Problem] = field(default_factory=list)
    values: Mapping[str, Any] = field(default_factory=dict)
    images: dict[str, Picture] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.personal, self.kept = self.appeal.personal, self.appeal.kept
        self.images = self.kept.setdefault("images", {})
        self.problems += self.naming.problems if self.naming else ()
        self.values = {
            "deputy": Fields("deputy", self.naming.values)
            if self.naming
            else OpenLetter(name="deputy"),
            "filters": self.naming.filters if self.naming else {"quoted": self.language.quoted},
            "language": self.language.code,
            "date": self.date(),
        }
        self.values = {**self.values, "everyone": self.everyone()}

    def date(self) -> str:
        """The day of the letter, as the language prints it."""
        try:
            return self.language.date_text(self.appeal.date)
        except PlaceholderError as error:
            self.placeholder_problem(("date",), error, self.language)
            return ""

    def everyone(self) -> object:
        """What `{{ everyone }}` stands for: blank, and so an error in a sentence, where the
        appeal calls them nothing."""
        text = self.appeal.addressee.everyone
        if not text:
            return Blank(name="everyone")
        try:
            filled = fill(text, self.values)
        except PlaceholderError as error:
            self.placeholder_problem(("addressee", "everyone"), error)
            return text  # no letter is made of it
        return filled if filled.strip() else Blank(name="everyone")

    def letter(self) -> Letter:
        appeal = self.appeal
        title = self.plain(("title",), appeal.title)
        note = appeal.source.note if appeal.source else None
        return Letter(
            language=appeal.language,
            direction=direction_of(appeal.language),
            document_title=self.document_title(title.html),
            author=self.author(),
            date=PrintedDate(appeal.date.isoformat(), str(self.values["date"])),
            title=title,
            salutation=self.salutation(),
            body=self.blocks("body", appeal.body),
            page=self.language.page,
            letterhead=self.part(("letterhead",), self.letterhead),
            reference=self.optional("reference", appeal.reference),
            addressee=self.addressee(),
            closing=self.closing(),
            signature=self.part(("signature",), self.signature),
            about=self.blocks("about", appeal.about),
            signatories=self.part(("signatories",), self.signatories),
            enclosures=self.part(("enclosures",), self.enclosures),
            online=self.part(("online",), self.online),
            sender=self.part(("letterhead",), self.sender, "sender"),
            recipient=self.recipient(),
            window=(appeal.addressee.window or "") if self.naming else "",
            notice=self.marked(("source", "note"), note) if note else None,
            notices=self.notices(),
            automatic=self.naming.automatic if self.naming else (),
            images=MappingProxyType(self.images),
            appeal=self.source_file(),
            fields=tuple(self.deputy.fields.items()) if self.deputy else (),
            page_limit=self.page_limit(),
        )

    def part(self, path: YamlPath, make: Callable[[], Made], part: str = "") -> Made:
        """What `make` returns: made once for all letters, where the appeal says the same to
        all at that path and nothing is wrong there. `part` tells parts of one path apart."""
        if path in self.personal:
            return make()
        kept, key = self.kept, (part, path, id(self.language))
        if key not in kept:
            before = len(self.problems)
            made = make()
            if len(self.problems) > before:
                return made
            kept[key] = (self.language, made)  # held, so that no other language gets its id
        found: Made = kept[key][1]
        return found

    # Texts

    def plain(self, path: YamlPath, text: str, language: str | None = None) -> Passage:
        """Text without inline markup, on one line."""
        return self.typeset(path, text, language, _one_line)

    def marked(self, path: YamlPath, text: str, language: str | None = None) -> Passage:
        """Text with inline markup."""
        return self.typeset(path, text, language, to_html)

    def typeset(
        self,
        path: YamlPath,
        text: str,
        language: str | None,
        write: Callable[[str], str],
        origin: Appeal | Language | None = None,
    ) -> Passage:
        """The text with its placeholders filled in; one without any is set once for all letters.
        It stands at that path in `origin`, which is the appeal unless it is given."""
        filled = self.filled(path, text, markup=write is to_html, origin=origin)
        compose = _standing if filled is text else _passage
        try:
            made = compose(filled, write, language, self.appeal.language)
            return replace(made, origin=self.origin(path, origin))
        except MarkupError as error:
            self.complain(path, error.message, error.snippet, Kind.LINK, origin=origin)
            return Passage("")

    def origin(self, path: YamlPath, source: Appeal | Language | None = None) -> Origin:
        source = source or self.appeal
        return lambda words: source.problem(path, "", snippet=words)

    def row(self) -> Origin | None:
        """The deputy's row of the roster."""
        deputy = self.deputy
        return (lambda words: Problem("", file=deputy.file, line=deputy.line)) if deputy else None

    def passage(self, path: YamlPath, text: PassageText, *, markup: bool = True) -> Passage:
        typeset = self.marked if markup else self.plain
        return typeset((*path, "text"), text.text, text.language)

    def passages(self, path: YamlPath, texts: Iterable[PassageText]) -> tuple[Passage, ...]:
        return tuple(self.passage((*path, index), text) for index, text in enumerate(texts))

    def optional(self, key: str, text: str | None) -> Passage | None:
        return self.plain((key,), text) if text else None

    def line(self, path: YamlPath, text: str) -> str:
        """The text, filled in, on one line and not as HTML."""
        return _on_one_line(self.filled(path, text))

    def label(self, key: str, text: str, **values: str) -> str:
        """A label of the language, which may say those values."""
        return self.filled(("labels", key), text, origin=self.language, values=values)

    def filled(
        self,
        path: YamlPath,
        text: str,
        *,
        markup: bool = False,
        origin: Appeal | Language | None = None,
        values: Mapping[str, Any] = MappingProxyType({}),
    ) -> str:
        try:
            return fill(text, {**self.values, **values} if values else self.values, markup=markup)
        except PlaceholderError as error:
            self.placeholder_problem(path, error, origin)
            return ""

    def placeholder_problem(
        self,
        path: YamlPath,
        error: PlaceholderError,
        origin: Appeal | Language | None = None,
    ) -> None:
        known = [*(name for name in self.values if name != "filters")]
        if self.naming:
            known += [f"deputy.{field}" for field in self.naming.values]
        hint = ""
        if not self.naming and not origin and error.snippet.startswith("deputy"):
            hint = "`when: deputy` before a block keeps it out of the open letter"
        whom = self.deputy.id if self.deputy else ""
        place = (origin or self.appeal).problem
        self.problems.append(unfilled(place, path, error, known, whom=whom, hint=hint))

    def complain(
        self,
        path: YamlPath,
        message: str,
        snippet: str,
        kind: Kind,
        hint: str = "",
        origin: Appeal | Language | None = None,
    ) -> None:
        place = (origin or self.appeal).problem
        self.problems.append(place(path, message, snippet=snippet, kind=kind, hint=hint))

    # Parts of the letter

    def document_title(self, title: str) -> str:
        plain = _unescaped(title)
        return f"{plain} — {self.naming.values['full_name']}" if self.naming else plain

    def author(self) -> str:
        """Who wrote it, for the file's properties: the letterhead in the letter's language."""
        if self.appeal.letterhead:
            return self.part(("letterhead",), self.office, "office")
        signed = self.appeal.signature
        return self.line(("signature", "name"), signed.name) if signed else ""

    def office(self) -> str:
        """The name in the letterhead that is in the letter's language, else the first."""
        assert self.appeal.letterhead
        names = self.appeal.letterhead.names
        own = (self.appeal.language, None)
        index = next((at for at, name in enumerate(names) if name.language in own), 0)
        return self.line(("letterhead", "names", index, "text"), names[index].text)

    def salutation(self) -> Passage:
        given = self.appeal.salutation
        if self.naming:
            if given.deputy:
                return self.plain(("salutation", "deputy"), given.deputy)
            return Passage(_escaped(self.naming.values["salutation"]), origin=self.row())
        if given.everyone:
            return self.plain(("salutation", "everyone"), given.everyone)
        if not self.values["everyone"]:
            self.complain(
                (),
                "the open letter has no salutation",
                "",
                Kind.MISSING_KEY,
                "add `addressee: {everyone: …}` or `salutation: {everyone: …}`",
            )
            return Passage("")
        text = self.language.salutation.everyone
        return self.typeset(("salutation", "everyone"), text, None, _one_line, self.language)

    def closing(self) -> Passage | None:
        """The appeal's own words before the signature, else the language's."""
        if self.appeal.closing:
            return self.marked(("closing",), self.appeal.closing)
        if not self.appeal.signature:
            return None
        return self.typeset(("closing",), self.language.closing, None, to_html, self.language)

    def addressee(self) -> tuple[Passage, ...]:
        if not self.naming:
            return ()
        lines = self.appeal.addressee.lines
        if lines is not None:
            path = ("addressee", "lines")
            return tuple(self.plain((*path, index), line) for index, line in enumerate(lines))
        usual = tuple(Passage(_escaped(line), origin=self.row()) for line in self.usual_addressee())
        if not usual and self.deputy:
            message = f"no line of `addressee` can be filled for `{self.deputy.id}`"
            hint = "add a line that needs only `deputy.name_to`"
            self.complain(("addressee",), message, "", Kind.PLACEHOLDER, hint, self.language)
        return usual

    def usual_addressee(self) -> Iterable[str]:
        """The language's own lines, less those that the roster has nothing for."""
        for index, line in enumerate(self.language.addressee):
            try:
                yield fill(line, self.values)
            except NothingThere:
                continue
            except PlaceholderError as error:
                self.placeholder_problem(("addressee", index), error, self.language)

    def letterhead(self) -> LetterheadLines | None:
        head = self.appeal.letterhead
        if not head:
            return None
        path: YamlPath = ("letterhead", "names")
        names = tuple(
            self.passage((*path, index), name, markup=False)
            for index, name in enumerate(head.names)
        )
        contacts = [self.plain(("letterhead", "address"), head.address)] if head.address else []
        reach = [
            self.line(("letterhead", key), text)
            for key, text in (
                ("phone", head.phone),
                ("email", head.email),
                ("website", head.website),
            )
            if text
        ]
        if any(reach):
            contacts.append(Passage(_escaped(" · ".join(filter(None, reach)))))
        return LetterheadLines(names, tuple(contacts), self.logo())

    def logo(self) -> Image | None:
        head = self.appeal.letterhead
        if not head or not head.logo:
            return None
        alt = self.label("logo", self.language.labels.logo, name=self.office())
        return self.image(("letterhead", "logo"), head.logo, alt, 30)

    def image(self, path: YamlPath, picture: PictureFile, alt: str, width: float) -> Image:
        """The image, `width` millimetres wide unless the appeal says otherwise."""
        loaded = self.appeal.picture(path)
        self.images[loaded.source] = loaded
        if picture.alt:
            alt = self.filled((*path, "alt"), picture.alt)
        return Image(loaded.source, alt, picture.width or width)

    def signature(self) -> SignatureLines | None:
        signed = self.appeal.signature
        if not signed:
            return None
        lines = [self.plain(("signature", "name"), signed.name)]
        if signed.position:
            lines.append(self.plain(("signature", "position"), signed.position))
        if not signed.image:
            return SignatureLines(tuple(lines))
        name = self.line(("signature", "name"), signed.name)
        alt = self.label("signature", self.language.labels.signature, name=name)
        return SignatureLines(
            tuple(lines), self.image(("signature", "image"), signed.image, alt, 40)
        )

    def signatories(self) -> NameList | None:
        given = self.appeal.signatories
        if not given:
            return None
        label = self.plain(("signatories", "label"), given.label)
        return NameList(label, self.passages(("signatories", "names"), given.names))

    def enclosures(self) -> NameList | None:
        if not self.appeal.enclosures:
            return None
        label = Passage(_escaped(self.language.labels.enclosures))
        return NameList(label, self.passages(("enclosures",), self.appeal.enclosures))

    # Mail, envelopes, the web

    def sender(self) -> Party | None:
        """Who writes, where there is a letterhead."""
        head = self.appeal.letterhead
        if not head:
            return None
        path: YamlPath = ("letterhead", "address")
        return Party(
            self.office(),
            self.email(head),
            self.lines(path, head.address or ""),
            self.origin(("letterhead", "email") if head.email else ("letterhead",)),
        )

    def email(self, head: Letterhead) -> str:
        """The sender's e-mail address. What placeholders made is looked at for every format:
        nobody has seen it in the appeal."""
        path: YamlPath = ("letterhead", "email")
        made = self.line(path, head.email or "")
        if made and made != _on_one_line(head.email or ""):
            try:
                mail_address(made)
            except ValueError as error:
                self.complain(path, not_an_address(made, error), "", Kind.SENDER)
        return made

    def recipient(self) -> Party | None:
        """Who reads, in a letter to a deputy."""
        if not self.naming or not self.deputy:
            return None
        return Party(
            self.naming.values["full_name"], self.deputy.get("email"), self.postal(), self.row()
        )

    def postal(self) -> tuple[Passage, ...]:
        """The deputy's own postal address, else the one that the appeal gives them all."""
        assert self.deputy
        column = f"address_{self.language.code}"
        own = _lines(self.deputy.get(column) or self.deputy.get("address"))
        if own:
            return tuple(Passage(_escaped(line), origin=self.row()) for line in own)
        return self.lines(("addressee", "address"), self.appeal.addressee.address or "")

    def lines(self, path: YamlPath, text: str) -> tuple[Passage, ...]:
        """Each line of a text without inline markup."""
        filled, origin = self.filled(path, text), self.origin(path)
        return tuple(Passage(_escaped(line), origin=origin) for line in _lines(filled))

    def online(self) -> OnlineLink | None:
        if not self.appeal.online:
            return None
        from appeal_cli.letter.qr import qr_code

        url = self.filled(("online",), self.appeal.online)
        shown = url.partition("://")[2].rstrip("/")
        label = f"{self.language.labels.online} " if self.language.labels.online else ""
        line = f'{_escaped(label)}<a href="{_escaped(url)}">{_escaped(shown)}</a>'
        code = ""
        try:
            picture = qr_code(url)
            code = picture.source
            self.images[code] = picture
        except ValueError as error:
            self.complain(("online",), str(error), url, Kind.WRONG_VALUE)
        alt = self.label("code", self.language.labels.code, address=shown)
        return OnlineLink(Passage(line), Image(code, alt, 22))

    # The body

    def blocks(self, key: str, blocks: Iterable[Block]) -> tuple[LetterBlock, ...]:
        made: list[LetterBlock] = []
        for index, block in enumerate(blocks):
            path: YamlPath = (key, index)
            if self.stands(path, block):
                made += self.part(path, partial(self.block, path, block))
        return tuple(made)

    def stands(self, path: YamlPath, block: Block) -> bool:
        if block.when is None:
            return True
        try:
            return holds(block.when, self.values)
        except PlaceholderError as error:
            self.placeholder_problem((*path, "when"), error)
            return False

    def block(self, at: YamlPath, block: Block) -> Sequence[LetterBlock]:
        path = (*at, block.kind)
        if block.paragraph:
            texts = self.paragraphs(path, block.paragraph, block.language)
            return [Paragraph(text) for text in texts]
        if block.heading:
            return [Heading(self.marked(path, block.heading, block.language), 2)]
        if block.subheading:
            return [Heading(self.marked(path, block.subheading, block.language), 3)]
        if block.quote:
            return [Quote(tuple(self.paragraphs(path, block.quote, block.language)))]
        if block.table:
            return [self.table(path, block)]
        if block.figure:
            return [self.figure(path, block)]
        items = block.list or block.numbered or ()
        return [ItemList(self.items(path, items, block.language), bool(block.numbered))]

    def paragraphs(self, path: YamlPath, text: str, language: str | None) -> list[Passage]:
        """One paragraph for each stretch of text between blank lines."""
        parts = re.split(r"\n[ \t]*\n\s*", text.strip())
        return [self.marked(path, part, language) for part in parts]

    def items(
        self, path: YamlPath, items: Iterable[PassageText], language: str | None
    ) -> tuple[Passage, ...]:
        return tuple(
            self.marked((*path, index, "text"), item.text, item.language or language)
            for index, item in enumerate(items)
        )

    def table(self, path: YamlPath, block: Block) -> TableBlock:
        table = block.table
        assert table is not None
        rows = tuple(
            self.items((*path, "rows", index), row, block.language)
            for index, row in enumerate(table.rows)
        )
        caption = self.passage((*path, "caption"), table.caption) if table.caption else None
        return TableBlock(
            self.items((*path, "header"), table.header, block.language), rows, caption
        )

    def figure(self, path: YamlPath, block: Block) -> FigureBlock:
        figure = block.figure
        assert figure is not None
        caption = self.passage((*path, "caption"), figure.caption) if figure.caption else None
        return FigureBlock(self.image(path, figure, figure.alt, 100), caption)

    # What to check

    def source_file(self) -> SourceFile:
        file = self.appeal.file
        name = "appeal.yaml" if file == "<stdin>" else Path(file).name
        return SourceFile(name, self.appeal.text.encode("utf-8"), "Source")

    def page_limit(self) -> PageLimit | None:
        most = self.appeal.max_pages
        return PageLimit(most, self.appeal.problem(("max_pages",), "")) if most else None

    def notices(self) -> tuple[Problem, ...]:
        if not self.naming or not self.deputy:
            return ()
        return tuple(
            Problem(
                f"{self.deputy.name} {notice.message}",
                file=self.deputy.file,
                line=self.deputy.line,
                severity="warning",
                kind=notice.kind,
                subject=self.deputy.name,
            )
            for notice in self.naming.notices
        )


def _passage(text: str, write: Callable[[str], str], language: str | None, around: str) -> Passage:
    """The text as HTML in its own language, in a letter whose language is `around`."""
    if language is None or language == around:
        return Passage(write(text))
    direction = direction_of(language)
    return Passage(write(text), language, "" if direction == direction_of(around) else direction)


_standing = lru_cache(maxsize=2_000)(_passage)


def _one_line(text: str) -> str:
    return _escaped(_on_one_line(text))


def _on_one_line(text: str) -> str:
    """The text with line ends as spaces; no-break and other spaces stay what they are."""
    return re.sub("[ \t\r\n]+", " ", text).strip(" ")


def _lines(text: str) -> list[str]:
    """The lines of the text, without the blank ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _escaped(text: str) -> str:
    from markupsafe import escape

    return str(escape(text))


def _unescaped(html: str) -> str:
    from markupsafe import Markup

    return Markup(html).unescape()
