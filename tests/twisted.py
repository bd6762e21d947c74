"""Word and OpenDocument files that are whole as archives and as XML, and odd in what they say.

Bytes are read as steps: each takes an element of a real letter away, doubles or moves it, or gives
it other words or an odd value.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from lxml import etree

from appeal_cli import Letter, address, load_appeal, load_template
from tests.conftest import ROOT
from tests.files.office_making import packed, parts_of
from tests.judges.sample import RICH, rich_appeal
from tests.making import make

ODD = (
    "", " ", "0", "-1", "1", "7", "63", "99999999999999999999", "1e400", "NaN", "abc", "№ 5", "%",
    "50%", "-0.5cm", "1.2.3pt", "true", "none", "auto", "#", "../x", "rId1", "rId99", "Heading 1",
    "first", "\u202e", "\u0661", "\u00b2", "{{ deputy.name }}", "a" * 2_000, " \\* MERGEFORMAT ",
    "MERGEFIELD", 'IF "a" = "b"', "PAGE", "http://", "javascript:x", "file:///etc/passwd",
)  # fmt: skip
"""Values that a file may have where a number, a name, a length or a place is expected."""

BLOCKS = RICH.with_name("blocks.en.yaml")
LOOK = load_template()
MOST_STEPS = 12
XML = (".xml", ".rels")


class Steps:
    """Bytes, read as numbers below others; 0 where there are no more."""

    def __init__(self, data: bytes) -> None:
        self._left = iter(data)

    def below(self, most: int) -> int:
        """The next number below `most`, which is at least 1."""
        return (next(self._left, 0) * 256 + next(self._left, 0)) % most


def twisted(data: bytes, letters: list[dict[str, bytes]]) -> bytes:
    """One of the letters, given by their parts, after the steps that the bytes say."""
    steps = Steps(data)
    parts = dict(letters[steps.below(len(letters))])
    names = sorted(name for name in parts if name.endswith(XML))
    for _ in range(1 + steps.below(MOST_STEPS)):
        name = names[steps.below(len(names))]
        root = etree.fromstring(parts[name])
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        TWISTS[steps.below(len(TWISTS))](elements, steps)
        parts[name] = etree.tostring(root)
    return packed(parts)


def _one(elements: list[etree._Element], steps: Steps) -> etree._Element:
    return elements[steps.below(len(elements))]


def _drop(elements: list[etree._Element], steps: Steps) -> None:
    element = _one(elements, steps)
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _double(elements: list[etree._Element], steps: Steps) -> None:
    element = _one(elements, steps)
    if (parent := element.getparent()) is not None and len(elements) < 5_000:
        parent.append(deepcopy(element))


def _move(elements: list[etree._Element], steps: Steps) -> None:
    element, into = _one(elements, steps), _one(elements, steps)
    if element not in (into, *into.iterancestors()):
        into.insert(steps.below(len(into) + 1), element)


def _rename(elements: list[etree._Element], steps: Steps) -> None:
    _one(elements, steps).tag = _one(elements, steps).tag


def _value(elements: list[etree._Element], steps: Steps) -> None:
    element = _one(elements, steps)
    if names := sorted(element.attrib):
        element.set(names[steps.below(len(names))], ODD[steps.below(len(ODD))])


def _borrow(elements: list[etree._Element], steps: Steps) -> None:
    element, other = _one(elements, steps), _one(elements, steps)
    for name, value in other.attrib.items():
        element.set(name, value)


def _bare(elements: list[etree._Element], steps: Steps) -> None:
    _one(elements, steps).attrib.clear()


def _words(elements: list[etree._Element], steps: Steps) -> None:
    _one(elements, steps).text = ODD[steps.below(len(ODD))]


Twist = Callable[[list[etree._Element], Steps], None]
TWISTS: tuple[Twist, ...] = (_drop, _double, _move, _rename, _value, _borrow, _bare, _words)


def word_letters(folder: Path) -> list[dict[str, bytes]]:
    """The parts of real Word letters: of ours, with all that a letter may have, and the shipped
    letterhead. The folder is written to."""
    made = [file for each in full_letters(folder) for file in make(each, ["docx"], LOOK).values()]
    return [parts_of(data) for data in (*made, (ROOT / "data" / "letterhead.docx").read_bytes())]


def open_letters(folder: Path) -> list[dict[str, bytes]]:
    """The parts of the same letters as LibreOffice saves them, as OpenDocument texts."""
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    for number, parts in enumerate(word_letters(folder)):
        (folder / f"{number}.docx").write_bytes(packed(parts))
    documents = sorted(folder.glob("*.docx"))
    converted = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", folder]
    subprocess.run([*converted, *documents], check=True, capture_output=True)
    return [parts_of(path.with_suffix(".odt").read_bytes()) for path in documents]


def full_letters(folder: Path) -> list[Letter]:
    """The letters that have everything that a letter can have."""
    return [address(load_appeal(path)) for path in (rich_appeal(folder), BLOCKS)]
