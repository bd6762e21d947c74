"""Deputies whom an appeal names in letters that go to others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.files.unfilled import Text, as_written
from appeal_cli.files.validation import texts_in
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.mentions import Mention, Named, Said
from appeal_cli.problems import Kind, Problem, Severity
from appeal_cli.roster.deputy import NAME_PARTS, Deputy

_SAID = ("title", "reference", "addressee", "salutation", "body", "closing", "about", "enclosures")
"""The keys of an appeal that speak to its readers; the others name who writes."""

_TO_ONE = ("addressee", "salutation")
"""Where one name by itself is that of the reader."""

_MARKUP = re.compile(r"[*+\\]")

_NO_WORDS = ("when", "file", "language", "window")


def named_deputies(
    appeals: Iterable[Appeal], deputies: Sequence[Deputy], readers: Sequence[Deputy]
) -> list[Problem]:
    """A warning for each of the deputies whom an appeal names by its own words, where any
    reader is somebody else; a notice where it has the surname alone, which others may have. A
    block for the named alone (`when: deputy.id == …`) is none."""
    return [each for appeal in appeals for each in _named_in(appeal, deputies, readers)]


def _named_in(
    appeal: Appeal, deputies: Sequence[Deputy], readers: Sequence[Deputy]
) -> Iterator[Problem]:
    said = [(path, text) for path, text in texts_in(appeal) if _is_said(path)]
    plain = [_MARKUP.sub("", as_written(text)) for _, text in said]
    told: set[str] = set()
    for deputy, name in _likely(deputies, Said(plain)):
        if deputy.id in told or all(reader.id == deputy.id for reader in readers):
            continue
        own = [(path, words) for (path, _), words in zip(said, plain, strict=True)
               if not _is_for(appeal, path, deputy)]  # fmt: skip
        found = _named(name, own)
        if found:
            told.add(deputy.id)
            path, mention, severity = found
            yield _problem(appeal, path, mention, deputy, severity)


def _likely(deputies: Sequence[Deputy], said: Said) -> Iterator[tuple[Deputy, Named]]:
    """The deputies whom those words may name, with their names."""
    columns: set[str] = set()
    columns = columns.union(*(deputy.fields for deputy in deputies))
    naming = [column for column in columns if "name" in column]
    for deputy in deputies:
        fields = deputy.fields
        if said.may_have(" ".join([fields[each] for each in naming if each in fields])):
            yield from ((deputy, name) for name in _names(deputy) if said.may_name(name))


def _named(
    name: Named, said: Sequence[tuple[YamlPath, str]]
) -> tuple[YamlPath, Mention, Severity] | None:
    """Where the texts name the person first, and how surely; None where they do not."""
    for path, words in said:
        mention = next(name.mentions(words, alone=path[0] in _TO_ONE), None)
        if mention:
            return path, mention, "warning"
    for path, words in said:
        if mention := name.bare(words):
            return path, mention, "notice"
    return None


def _is_said(path: YamlPath) -> bool:
    is_for_all = path[:2] in (("addressee", "everyone"), ("salutation", "everyone"))
    return path[0] in _SAID and path[-1] not in _NO_WORDS and not is_for_all


def _names(deputy: Deputy) -> Iterator[Named]:
    """The deputy's names, and those in other languages that the roster gives."""
    endings = {column[len("family_name") :] for column in deputy.fields if "family_name" in column}
    for ending in sorted({"", *endings}):
        family, given, patronymic = (deputy.get(f"{part}{ending}") for part in NAME_PARTS)
        words = deputy.get(f"name{ending}").replace(",", " ").split()
        if family and given:
            yield Named(family, given, patronymic)
        elif len(words) == 2:  # nobody knows which of them is the surname
            yield Named(*words)
            yield Named(*reversed(words))


def _is_for(appeal: Appeal, path: YamlPath, deputy: Deputy) -> bool:
    """Whether the text stands in a block whose condition names the deputy."""
    if path[0] not in ("body", "about") or not isinstance(path[1], int):
        return False
    blocks = appeal.body if path[0] == "body" else appeal.about
    when: Text | None = blocks[path[1]].when
    names = (deputy.id, deputy.name, deputy.get("family_name"), deputy.get("email"))
    return when is not None and any(name and when.mentions(name) for name in names)


def _problem(
    appeal: Appeal, path: YamlPath, mention: Mention, deputy: Deputy, severity: Severity
) -> Problem:
    names = "names" if severity == "warning" else "may name"
    return appeal.problem(
        path,
        f"`{mention.words}` {names} one deputy, {deputy.name}, in letters to others too",
        snippet=mention.words,
        hint="write a placeholder such as `{{ deputy.name_to }}` in its place",
        severity=severity,
        kind=Kind.NAMED,
    )
