"""Enclosures of one letter: listed with their pages, and the files that go with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from appeal_cli.appeal.blocks import Enclosure
from appeal_cli.appeal.enclosures import EnclosedFile, enclosed_file
from appeal_cli.files.pdf_file import MAX_BYTES
from appeal_cli.files.reading import stamp
from appeal_cli.files.unfilled import Text
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.letter import Enclosed, NameList, Passage
from appeal_cli.letter.origins import at, in_row
from appeal_cli.letter.plain_text import escaped
from appeal_cli.letter.typesetting import Typesetter
from appeal_cli.problems import AppealError, Kind, Problem

Listed = tuple[NameList | None, tuple[Enclosed, ...]]


def enclosures(setter: Typesetter) -> Listed:
    """What is sent with the letter, as it lists it, and those of it that are files."""
    given = setter.appeal.enclosures
    if not given:
        return None, ()
    text, language = setter.language.labels.enclosures, setter.language
    label = setter.passage(("labels", "enclosures"), text, write=escaped, source=language)
    names, files = [], []
    for index, (each, name) in enumerate(
        zip(given, setter.passages(("enclosures",), given), strict=True)
    ):
        file = _file(setter, index, each)
        names.append(_with_pages(setter, name, file) if file else name)
        if file:
            files.append(_enclosed(setter, index, each, name, file))
    _check_size(setter, files)
    return NameList(label, tuple(names)), tuple(files)


def files_of(setter: Typesetter) -> Iterator[EnclosedFile | None]:
    """The files that go with the letter; None for one that can't."""
    for index, each in enumerate(setter.appeal.enclosures):
        if each.file:
            yield _file(setter, index, each)


def _file(setter: Typesetter, index: int, given: Enclosure) -> EnclosedFile | None:
    """The file of an enclosure; None where it has none, or one that can't be sent."""
    if not given.file:
        return None
    path: YamlPath = ("enclosures", index, "file")
    name = setter.filled(path, given.file)
    if not name:
        return None
    state = stamp(setter.appeal.folder / name)  # it may be edited while the appeal is held
    found = setter.once((*path, name, state), lambda: _looked_at(setter, name))
    if isinstance(found, EnclosedFile):
        return found
    setter.problems += [_placed(setter, path, given.file, problem) for problem in found.problems]
    return None


def _looked_at(setter: Typesetter, name: str) -> EnclosedFile | AppealError:
    try:
        return enclosed_file(setter.appeal.folder, name)
    except AppealError as error:
        return error


def _placed(setter: Typesetter, path: YamlPath, text: Text, problem: Problem) -> Problem:
    """The problem where it can be corrected: in the row, where the row is what names the file."""
    place = at(setter.appeal, path)("")
    if setter.reader and path[:2] in setter.shared.personal and text.has_placeholders:
        place = in_row(setter.reader.deputy)("")
    return place.saying(problem.message, problem.hint, problem.kind)


def _with_pages(setter: Typesetter, name: Passage, file: EnclosedFile) -> Passage:
    """The words with the number of pages, as the language says it."""
    label = setter.language.labels.pages
    said = setter.label("pages", label, pages=str(file.pages)) if label else ""
    return replace(name, html=f"{name.html.removesuffix('.')}{escaped(said)}") if said else name


def _enclosed(
    setter: Typesetter, index: int, given: Enclosure, name: Passage, file: EnclosedFile
) -> Enclosed:
    words = Markup(name.html).striptags()
    language = given.language or setter.appeal.language
    return Enclosed(words, language, file, at(setter.appeal, ("enclosures", index, "file")))


def _check_size(setter: Typesetter, files: list[Enclosed]) -> None:
    """Notes it where all of them are more than a mail can take."""
    if sum(each.file.size for each in files) > MAX_BYTES:
        message = f"the enclosures of a letter are larger than {MAX_BYTES:,} bytes"
        setter.complain(("enclosures",), message, "", Kind.ENCLOSURE, "make them smaller")
