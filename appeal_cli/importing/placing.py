"""Merge fields, and the names of the letter's one reader, as placeholders of the appeal."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from appeal_cli.appeal.placeholder_syntax import writing_errors
from appeal_cli.importing.document import (
    Block,
    Cell,
    Left,
    Line,
    Paragraph,
    Run,
    Table,
    cut,
    has_fields,
    plain,
)
from appeal_cli.importing.people import addressed, looks_like_patronymic, people_in
from appeal_cli.letter.mentions import Mention, Named
from appeal_cli.letter.naming import NAMED
from appeal_cli.roster.columns import canonical
from appeal_cli.roster.deputy import FIELDS
from appeal_cli.roster.names.patronymics import is_patronymic

KNOWN = frozenset((*FIELDS, *NAMED, "address", "phone"))
"""The fields that a deputy has whatever the roster, filled or blank."""

NAMES_ONE = "the letter's one reader is named here: write it for each deputy"
NAMED_WELL = "the letter's one reader was named here: each letter names its own deputy now"
UNKNOWN_FIELD = "a merge field that no deputy has: no letter is made until the roster has it"


def field_name(name: str, known: Collection[str]) -> str:
    """The deputy's field that a merge field of that name means; the name where none does."""
    if name in known:
        return name
    meant = canonical(name)
    return meant if meant in known else name


def placeholder(name: str) -> str:
    """The placeholder of a deputy's field, whatever its name: `{{ deputy["Кому дано"] }}`."""
    plain_name = f"{{{{ deputy.{name} }}}}"
    if name.isidentifier() and not writing_errors(plain_name):
        return plain_name
    quoted = json.dumps(re.sub(r"[{}\\\"\n\t]", " ", name), ensure_ascii=False)
    return f"{{{{ deputy[{quoted}] }}}}"


@dataclass
class Placing:
    """Puts placeholders into the letter: for merge fields that the roster `known` has, and for
    the names of the reader. What a person has to look at is noted in `left`."""

    reader: Named | None
    known: Collection[str] = KNOWN
    left: list[Left] = field(default_factory=list)

    def body(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The same of the letter itself, in which a line of an address to somebody is one to the
        reader, and not to those who get a copy."""
        for block in self.blocks(blocks):
            span = addressed(block.text) if isinstance(block, Paragraph) else None
            if isinstance(block, Paragraph) and span and not has_fields(block.runs):
                self.left.append(Left(NAMES_ONE, block.text, block.place, is_changed=True))
                words = block.text[slice(*span)]
                runs = (Run(words, field=words), *cut(block.runs, span[1]))
                block = replace(block, runs=(*cut(block.runs, 0, span[0]), *runs))
            yield block

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The blocks, with placeholders."""
        for block in blocks:
            if isinstance(block, Paragraph):
                yield replace(block, runs=self.line(block.runs, block.place))
            elif isinstance(block, Table):
                yield replace(block, rows=tuple(map(self._row, block.rows)))
            else:
                yield block

    def _row(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                tuple(each for each in self.blocks(cell.paragraphs) if isinstance(each, Paragraph))
            )
            for cell in row
        )

    def line(self, runs: Sequence[Run], place: int, *, alone: bool = True) -> Line:
        """The runs, with placeholders; for one name `alone` too, which in the name of an office
        is that of another."""
        noted = [self._note(run, place) for run in runs]
        filled = tuple(self._field(run, place) for run in noted)
        return self._names(filled, place, alone=alone)

    def _note(self, run: Run, place: int) -> Run:
        return replace(run, note=tuple(self.line(each, place) for each in run.note))

    def _field(self, run: Run, place: int) -> Run:
        if not run.field:
            return run
        name = field_name(run.field, self.known)
        if name not in self.known:
            self.left.append(Left(UNKNOWN_FIELD, run.field, place, is_changed=True))
        return replace(run, field=name)

    def _names(self, runs: Line, place: int, *, alone: bool) -> Line:
        """The runs, where what names the reader can't be printed for another."""
        text = plain(runs)
        found: list[Run] = []
        at = 0
        for mention in self.reader.mentions(text, alone=alone) if self.reader else ():
            inner = cut(runs, mention.start, mention.stop)
            if any(run.field for run in inner) or self._is_word(text, mention):
                continue
            found += cut(runs, at, mention.start)
            look = replace(inner[0], text=mention.words, note=())
            if mention.is_plain or _greets(mention.words):
                found += [replace(look, field="given_name"), replace(look, text=" "),
                          replace(look, field="patronymic_name")]  # fmt: skip
                self.left.append(Left(NAMED_WELL, mention.words, place, is_changed=True))
            else:
                found.append(replace(look, field=mention.words))
                self.left.append(Left(NAMES_ONE, mention.words, place, is_changed=True))
            at = mention.stop
        return (*found, *cut(runs, at)) if at else runs

    def _is_word(self, text: str, mention: Mention) -> bool:
        """Whether a Latin surname may be another word, as it begins a sentence, where any word
        has a capital: `Sample copies are enclosed.` A given name, or one before a comma, is none.
        """
        words = mention.words
        given = self.reader.given_name if self.reader else ""
        if not words.isascii() or " " in words or words.casefold() == given.casefold():
            return False
        before = text[: mention.start].rstrip()
        is_first = not before or before.endswith((".", "!", "?", ":", "…"))
        return is_first and not text[mention.stop :].startswith(",")


def _greets(words: str) -> bool:
    """Whether the words are a given name and a patronymic in the form that greets."""
    given, _, patronymic = " ".join(words.split()).partition(" ")
    return bool(given) and is_patronymic(patronymic)


def completed(reader: Named | None, texts: Sequence[str]) -> Named | None:
    """The reader with the given name and the patronymic that stand in the letter, where only
    the surname and initials stand in the address."""
    if reader is None or reader.given_name or len(reader.initials) != 2:
        return reader
    for text in texts:
        for start, stop in people_in(text):
            words = text[start:stop].split()
            letters = "".join(word[0] for word in words)
            if len(words) == 2 and looks_like_patronymic(words[1]) and letters == reader.initials:
                return replace(reader, given_name=words[0], patronymic_name=words[1])
    return reader
