"""Addressing: one appeal becomes a letter to each of its readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any
from weakref import finalize

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.appeal.enclosures import EnclosedFile
from appeal_cli.files.unfilled import Text
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter import parts
from appeal_cli.letter.enclosures import enclosures, files_of
from appeal_cli.letter.greeting import closing, is_settled, salutation
from appeal_cli.letter.keyed_parts import common_parts, own_parts
from appeal_cli.letter.lacking_cases import lacking_cases
from appeal_cli.letter.language import Language
from appeal_cli.letter.languages import load_language
from appeal_cli.letter.letter import (
    Letter,
    Origin,
    Passage,
)
from appeal_cli.letter.origins import at, in_row_or_at, in_row_or_form, one_of
from appeal_cli.letter.outgoing import Outgoing, without_number
from appeal_cli.letter.plain_text import escaped
from appeal_cli.letter.shared import Reader, Shared
from appeal_cli.letter.typesetting import Typesetter
from appeal_cli.problems import AppealError, Kind, Problem, raise_for
from appeal_cli.roster.deputy import Deputy


class Addresser:
    """Makes the letters of one appeal in its language, and reads no file but those that are
    enclosed. What is the same in all of them is made for the first, and held as long as the
    Addresser is."""

    def __init__(self, appeal: Appeal, language: Language) -> None:
        self._shared = Shared(appeal, language)
        self._lacking = tuple(lacking_cases(appeal, language))

    def letter(self, deputy: Deputy | None = None, outgoing: Outgoing | None = None) -> Letter:
        """The letter to the deputy; to everyone where there is none.

        `outgoing` is its number; where none is known (None), a blank line stands in its place.

        Raises AppealError with every placeholder that can't be filled and every piece of
        markup that no letter may hold, each with its place in the appeal.
        """
        if self._lacking or outgoing:
            raise_for([*self._lacking, *without_number(deputy, outgoing)])
        reader = self._reader(deputy) if deputy else None
        setter = Typesetter(self._shared, reader, outgoing)
        letter = _letter(setter)
        if outgoing is None and self._shared.unnumbered:
            letter = letter.with_own(notices=(*letter.notices, *self._shared.unnumbered))
        if setter.problems:
            raise_for(list(dict.fromkeys(setter.problems)))  # a text may stand in several places
        return letter

    def enclosed(self, deputy: Deputy) -> tuple[EnclosedFile | None, ...]:
        """The files that go with the letter to the deputy; None for one that can't, for which
        there is no letter."""
        names = [each.file for each in self._shared.appeal.enclosures if each.file]
        is_named = any(name.has_placeholders for name in names)
        reader = self._reader(deputy) if is_named else None
        return tuple(files_of(Typesetter(self._shared, reader))) if names else ()

    def _reader(self, deputy: Deputy) -> Reader:
        naming = self._shared.namer.naming(deputy)
        row = in_row_or_form(deputy, self._shared.language, naming.forms.values())
        return Reader(deputy, naming, row)


def address(
    appeal: Appeal,
    deputy: Deputy | None = None,
    language: Language | None = None,
    outgoing: Outgoing | None = None,
) -> Letter:
    """The letter of the appeal to the deputy; to everyone where there is none.

    `language` says how its language greets, names and dates; the appeal's own is found
    beside the appeal or among those shipped. `outgoing` is the letter's number. Raises
    AppealError as Addresser.letter does.
    """
    return _addresser(appeal, language or language_of(appeal)).letter(deputy, outgoing)


def enclosed_with(appeal: Appeal, deputy: Deputy) -> tuple[EnclosedFile | None, ...]:
    """The files that go with the letter of the appeal to the deputy; None for one that can't."""
    return _addresser(appeal, language_of(appeal)).enclosed(deputy)


_LAST: dict[tuple[int, int], Addresser] = {}
_MOST_LAST = 4
_LOCK = Lock()
"""The addressers of the last appeals, by the identities of appeal and language, as long as the
appeal is there: many letters are made of one appeal, and an appeal that is equal may have its
words elsewhere in its file."""


def _addresser(appeal: Appeal, language: Language) -> Addresser:
    key = (id(appeal), id(language))
    with _LOCK:
        found = _LAST.get(key)
        if not found:
            # Of a copy, so that it does not itself keep the appeal alive.
            found = _LAST[key] = Addresser(appeal.model_copy(), language)
            finalize(appeal, _LAST.pop, key, None).atexit = False
            while len(_LAST) > _MOST_LAST:
                _LAST.pop(next(iter(_LAST)), None)
    return found


def title_for_all(appeal: Appeal) -> str:
    """The title of the letters to all, on one line; the name of the appeal's file where only a
    letter to one deputy has a title."""
    setter = Typesetter(Shared(appeal, language_of(appeal)))
    title = setter.line(("title",), appeal.title)
    if appeal.title.has_placeholders and setter.problems:
        return Path(appeal.file).stem
    return title


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


def _letter(setter: Typesetter) -> Letter:
    common, reader = setter.once("common", lambda: _common(setter)), setter.reader
    own = own_parts(setter)
    document_title, named = _document_title(setter, own.get("title", common.title))
    author, written = parts.author(setter)
    listed, enclosed = setter.part(("enclosures",), lambda: enclosures(setter))
    if reader:
        own["recipient"] = parts.recipient(setter, reader)
        own["notices"] = (*setter.language.warnings, *_notices(setter, reader))
        own["automatic"] = reader.naming.automatic
        own["unsure"] = tuple(reader.naming.unsure)
        own["fields"] = tuple(reader.deputy.fields.items())
    return common.with_own(
        **own,
        document_title=document_title,
        author=author,
        salutation=salutation(setter),
        running=parts.running(setter),
        addressee=_addressee(setter),
        closing=closing(setter),
        enclosures=listed,
        enclosed=enclosed,
        images=MappingProxyType(setter.images),
        origins=_origins(setter, named, written),
    )


def _common(setter: Typesetter) -> Letter:
    """A letter with what is the same in all to somebody, and in all open letters, and nothing in
    the place of what each says itself."""
    language = setter.language
    window = setter.appeal.addressee.window if setter.reader else None
    blank = {name: Passage("") for name in ("title", "salutation")}
    made: dict[str, Any] = {**blank, "body": (), **common_parts(setter)}
    return Letter(
        **made,
        document_title="",
        author="",
        page=language.page,
        layout=language.layout,
        window=window.name if window else "",
        window_kind=window,
        notices=language.warnings,
    )


def _document_title(setter: Typesetter, title: Passage) -> tuple[str, Origin | None]:
    """The title of the file, which names the deputy, and where it comes from."""
    path: YamlPath = ("title",)
    plain = setter.part(path, lambda: setter.line(path, setter.appeal.title), "document title")
    if not setter.reader or not title.origin:
        return plain, title.origin
    name = setter.reader.naming.values["full_name"]
    origin = one_of([(plain, title.origin), (name, setter.reader.row)])
    return f"{plain} — {name}", origin


def _origins(setter: Typesetter, named: Origin | None, written: Origin | None) -> dict[str, Origin]:
    found = {
        "document_title": named,
        "author": written,
        "page": at(setter.language, ("page",)),
    }
    return {name: origin for name, origin in found.items() if origin}


def _addressee(setter: Typesetter) -> tuple[Passage, ...]:
    if not setter.reader:
        return ()
    if setter.appeal.addressee.lines is not None:
        fixed = setter.once("addressee", lambda: [*_fixed_lines(setter)])
        return tuple([made or setter.plain(path, line) for path, line, made in fixed])
    usual = _usual_addressee(setter, setter.reader.row)
    if not usual:
        message = f"no line of `addressee` can be filled for `{setter.reader.deputy.id}`"
        hint = "add a line that needs only `deputy.name_to`"
        setter.complain(("addressee",), message, "", Kind.PLACEHOLDER, hint, setter.language)
    return usual


def _fixed_lines(setter: Typesetter) -> Iterator[tuple[YamlPath, Text, Passage | None]]:
    """The appeal's own lines with their places; those that are the same for all as they stand."""
    for index, line in enumerate(setter.appeal.addressee.lines or ()):
        path: YamlPath = ("addressee", "lines", index)
        yield path, line, None if line.has_placeholders else setter.plain(path, line)


def _usual_addressee(setter: Typesetter, row: Origin) -> tuple[Passage, ...]:
    """The language's own lines, without those that the roster has nothing for."""
    made = []
    key, lines = "addressee", setter.language.addressee
    as_it_stands = setter.language.addressee_as_it_stands
    if as_it_stands and setter.reader and not setter.reader.naming.agrees:
        key, lines = "addressee_as_it_stands", as_it_stands
    for index, line in enumerate(lines):
        path: YamlPath = (key, index)
        filled = setter.filled_if_any(path, line)
        if filled is not None:
            origin = in_row_or_at(row, setter.language, path, line)
            made.append(Passage(setter.set_in_lines(escaped(filled)), origin=origin))
    return tuple(made)


def _notices(setter: Typesetter, reader: Reader) -> tuple[Problem, ...]:
    """What a careful writer wants to know about how the deputy is named."""
    deputy, naming = reader.deputy, reader.naming
    notices = (notice for notice in naming.notices if not is_settled(setter, notice))
    told = [(each.kind, f"{deputy.name} {each.message}", deputy.name) for each in notices]
    role = naming.values["role"]
    if role and setter.appeal.addressee.lines is None and not setter.language.writes(role):
        message = f"{deputy.name} has no `role_{setter.language.columns[0]}`: `{role}` is used"
        told.append((Kind.ROLE, f"{message} as it is", deputy.name))
    for form in naming.unsure:
        message = f"{deputy.name} is `{form.text}` in the {form.case}: {form.why}; "
        message += f"the column `{form.column}` settles it"
        told.append((Kind.UNSURE_FORM, message, f"{deputy.name} → {form.text}"))
    if not told:
        return ()
    place = Problem("", file=deputy.file, line=deputy.line, severity="warning")
    return tuple(
        replace(place, message=message, kind=kind, subject=subject)
        for kind, message, subject in told
    )
