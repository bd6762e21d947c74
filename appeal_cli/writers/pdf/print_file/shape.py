"""A shape: how letters that were made alike are built, with gaps for what each has of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple, TypeAlias

PART, PAGES, TAGS = 0, 1, 2
"""The places of what each letter has besides its own objects: its part of the tag tree, the
node above its pages, and its leaf of the parent tree."""

Content: TypeAlias = tuple[bytes, bytes]
"""What a page shows: the entries of the stream's dictionary, and its bytes."""


class Form(NamedTuple):
    """What is said of labels as forms on a sheet, and what pages like theirs say of themselves."""

    head: bytes
    page: bytes


NO_FORM = Form(b"", b"")


@dataclass(frozen=True)
class Gapped:
    """A text with gaps, and the places whose numbers fill them."""

    text: bytes
    places: tuple[int, ...]

    def filled(self, numbers: Sequence[int]) -> bytes:
        """The text with the numbers of those places."""
        given = itemgetter(*self.places)(numbers) if self.places else ()
        filled: bytes = self.text % given
        return filled


@dataclass(frozen=True)
class Shape:
    """How letters of a kind are built.

    Places are counted through: PART and PAGES, the objects with a text each, the contents of the
    pages, the keys of the parent tree, and what is beyond the letter: its record, or the sheet that
    a label is on. `kids` is what stands in the letter's part of the tag tree. `labels` are those of
    its pages (12.4.2), by how many pages are before them. `own` are the numbers of the contents in
    files of the kind, 0 for what all of them have, and `begin` the bytes that these begin with;
    nothing where no other file can be of it. `form` is what labels have besides.
    """

    objects: tuple[Gapped, ...]
    pages: tuple[int, ...]
    contents: tuple[tuple[Content, int], ...]
    keys: int
    kids: Gapped
    language: bytes
    files: tuple[tuple[str, int], ...]
    labels: tuple[tuple[int, str], ...]
    own: tuple[int, ...]
    begin: bytes
    form: Form = NO_FORM

    @property
    def count(self) -> int:
        """How many numbers a letter needs for its objects."""
        return TAGS + len(self.objects)
