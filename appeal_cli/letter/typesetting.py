"""Typesetting: texts of the appeal and of its language become passages for one reader.

This is where they are filled in, made into HTML, and told where they come from.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from appeal_cli.appeal.blocks import PassageText, PictureFile
from appeal_cli.appeal.markup import to_html
from appeal_cli.appeal.markup_rules import MarkupError
from appeal_cli.appeal.pictures import Picture
from appeal_cli.appeal.placeholder_problems import unfilled
from appeal_cli.appeal.placeholder_values import Blank, Fields, OpenLetter, PlaceholderError
from appeal_cli.appeal.placeholders import fill, fill_if_any, holds
from appeal_cli.files.unfilled import Text
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.directions import isolated
from appeal_cli.letter.language import direction_of
from appeal_cli.letter.letter import Image, Origin, Passage
from appeal_cli.letter.origins import Source, at, at_or_in_row
from appeal_cli.letter.outgoing import Outgoing, values_of
from appeal_cli.letter.plain_text import escaped, lines_of, on_one_line, one_line
from appeal_cli.letter.shared import Kept, Reader, Shared
from appeal_cli.problems import Kind, Problem

Made = TypeVar("Made")
Write = Callable[[str], str]
"""Makes HTML of a text that is filled in."""


Alt = tuple[str, Origin | None]
"""What an image shows, and where that is said."""


class Typesetter:
    """Sets the texts of one appeal for one reader, or for everyone, and keeps what went wrong
    and the images that are used."""

    def __init__(
        self, shared: Shared, reader: Reader | None = None, outgoing: Outgoing | None = None
    ) -> None:
        self.shared, self.reader = shared, reader
        self.appeal, self.language = shared.appeal, shared.language
        self.problems: list[Problem] = list(reader.naming.problems) if reader else []
        self.images: dict[str, Picture] = {}
        self.values: dict[str, Any] = {}
        self.values = {
            "deputy": Fields("deputy", reader.naming.values)
            if reader
            else OpenLetter(name="deputy"),
            "filters": reader.naming.filters if reader else {"quoted": self.language.quoted},
            "language": self.language.code,
            **values_of(outgoing, self._day),
            "date": self.once("date", lambda: self._day(self.appeal.date)),
        }
        self.values["everyone"] = self.part(("addressee", "everyone"), self._everyone)

    def _day(self, day: date) -> str:
        """The day, as the language prints it."""
        try:
            return self.language.date_text(day)
        except PlaceholderError as error:
            self._placeholder_problem(("date",), error, self.language)
            return ""

    def _everyone(self) -> object:
        """What `{{ everyone }}` stands for: blank, and so an error in a sentence, where the
        appeal calls them nothing."""
        text = self.appeal.addressee.everyone
        if not text:
            return Blank(name="everyone")
        try:
            filled = fill(text, self.values, compiled=self.shared.compiled)
        except PlaceholderError as error:
            self._placeholder_problem(("addressee", "everyone"), error)
            return "everyone"  # no letter is made of it
        return filled if filled.strip() else Blank(name="everyone")

    # Once for all letters

    def part(self, path: YamlPath, make: Callable[[], Made], part: str = "") -> Made:
        """What `make` returns: made once for all letters, where the appeal says the same to
        all at that path. `part` tells parts of one path apart."""
        return make() if path in self.shared.personal else self.once((part, path), make)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` returns, which is the same in all letters to somebody, and in all open
        letters."""
        key = (self.reader is None, key)
        kept = self.shared.kept.get(key)
        if kept is None:
            kept = self.shared.kept[key] = self._recorded(make)
        if kept.problems or kept.images:
            self.problems += kept.problems
            self.images.update(kept.images)
        made: Made = kept.value
        return made

    def _recorded(self, make: Callable[[], Any]) -> Kept:
        problems, images = self.problems, self.images
        self.problems, self.images = [], {}
        try:
            return Kept(make(), tuple(self.problems), self.images)
        finally:
            self.problems, self.images = problems, images

    # Texts

    def plain(self, path: YamlPath, text: Text, language: str | None = None) -> Passage:
        """Text without inline markup, on one line."""
        return self.passage(path, text, language, write=one_line)

    def optional(self, key: str, text: Text | None) -> Passage | None:
        """Such a text, if it is given."""
        return self.plain((key,), text) if text else None

    def passage(
        self,
        path: YamlPath,
        text: Text,
        language: str | None = None,
        *,
        write: Write = to_html,
        source: Source | None = None,
    ) -> Passage:
        """The text with its placeholders filled in, as inline markup unless `write` is another
        way. It stands at that path in `source`, which is the appeal unless it is given."""
        if text.has_placeholders:
            return self._set(path, text, language, write, source)
        key = (path, text, language, write, source is None)
        return self.once(key, lambda: self._set(path, text, language, write, source))

    def _set(
        self, path: YamlPath, text: Text, language: str | None, write: Write, source: Source | None
    ) -> Passage:
        filled = self.filled(path, text, markup=write is to_html, source=source)
        try:
            html = self.set_in_lines(write(filled), language)
        except MarkupError as error:
            self.complain(path, error.message, error.snippet, Kind.LINK, source=source)
            return Passage("")
        origin, around = self.origin(path, text, source), self.appeal.language
        if language is None or language == around:
            return Passage(html, origin=origin)
        direction = direction_of(language)
        differs = direction != direction_of(around)
        return Passage(html, language, direction if differs else "", origin)

    def passages(
        self,
        path: YamlPath,
        texts: Iterable[PassageText],
        language: str | None = None,
        write: Write = to_html,
    ) -> tuple[Passage, ...]:
        """Each of the texts in its own language, else in the one that is given."""
        return tuple(
            self.passage((*path, index, "text"), each.text, each.language or language, write=write)
            for index, each in enumerate(texts)
        )

    def lines(self, path: YamlPath, text: Text | None) -> tuple[Passage, ...]:
        """Each line of a text without inline markup."""
        if text is None:
            return ()
        origin = self.origin(path, text)
        return tuple(
            Passage(self.set_in_lines(escaped(line)), origin=origin)
            for line in lines_of(self.filled(path, text))
        )

    def set_in_lines(self, html: str, language: str | None = None) -> str:
        """The HTML of a passage, held together where the language parts no line, and in order."""
        return self.in_order(self.language.line_ends.set(html), language)

    def in_order(self, html: str, language: str | None = None) -> str:
        """The HTML of a passage, in which no number is turned round by words from right to left."""
        return isolated(html, direction_of(language) if language else self.language.direction)

    def line(self, path: YamlPath, text: Text) -> str:
        """The text, filled in, on one line and not as HTML."""
        return on_one_line(self.filled(path, text))

    def label(self, key: str, text: Text, **values: str) -> str:
        """A label of the language, which may say those values."""
        return self.filled(("labels", key), text, source=self.language, values=values)

    def image(self, path: YamlPath, picture: PictureFile, width: float, usual: Alt) -> Image:
        """The image, `width` millimetres wide and described as usual unless the appeal says
        otherwise."""
        loaded = self.appeal.picture(path)
        self.images[loaded.source] = loaded
        alt, origin = usual
        if picture.alt:
            own = (*path, "alt")
            alt, origin = self.filled(own, picture.alt), self.origin(own, picture.alt)
        return Image(loaded.source, alt, picture.width or width, origin)

    # Filling in

    def filled(
        self,
        path: YamlPath,
        text: Text,
        *,
        markup: bool = False,
        source: Source | None = None,
        values: Mapping[str, Any] = MappingProxyType({}),
    ) -> str:
        """The text with its placeholders filled in; "" where that can't be done."""
        values = {**self.values, **values} if values else self.values
        try:
            return fill(text, values, markup=markup, compiled=self.shared.compiled)
        except PlaceholderError as error:
            self._placeholder_problem(path, error, source)
            return ""

    def filled_if_any(self, path: YamlPath, text: Text) -> str | None:
        """A text of the language, filled in; None where a placeholder stands for nothing."""
        try:
            return fill_if_any(text, self.values, self.shared.compiled)
        except PlaceholderError as error:
            self._placeholder_problem(path, error, self.language)
            return None

    def holds(self, path: YamlPath, condition: Text) -> bool:
        """Whether the condition is true for the reader."""
        try:
            return holds(condition, self.values, self.shared.compiled)
        except PlaceholderError as error:
            self._placeholder_problem(path, error)
            return False

    # Problems

    def origin(
        self, path: YamlPath, text: Text | None = None, source: Source | None = None
    ) -> Origin:
        """Where what stands at the path comes from: the row, if its words are the row's."""
        source = source or self.appeal
        if self.reader and text and text.has_placeholders:
            return at_or_in_row(source, path, text, self.reader.deputy, self.reader.row)
        return at(source, path)

    def complain(
        self,
        path: YamlPath,
        message: str,
        snippet: str,
        kind: Kind,
        hint: str = "",
        source: Source | None = None,
    ) -> None:
        """Notes a problem of what stands at the path."""
        place = (source or self.appeal).problem
        self.problems.append(place(path, message, snippet=snippet, kind=kind, hint=hint))

    def _placeholder_problem(
        self, path: YamlPath, error: PlaceholderError, source: Source | None = None
    ) -> None:
        known = [name for name in self.values if name != "filters"]
        known += ["first.number", "first.date"]
        hint = whom = ""
        if self.reader:
            known += [f"deputy.{field}" for field in self.reader.naming.values]
            whom = self.reader.deputy.id
        elif not source and error.snippet.startswith("deputy"):
            hint = "`when: deputy` before a block keeps it out of the open letter"
        place = (source or self.appeal).problem
        self.problems.append(unfilled(place, path, error, known, whom=whom, hint=hint))
