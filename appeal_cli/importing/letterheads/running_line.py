"""The running line in Word, where things have places of their own in the header of the pages that
follow: it stands below these, by a style that an office may change."""

from __future__ import annotations

from collections.abc import Mapping

from appeal_cli.files.office.docx_engine import RT, DocumentPart, main_part, members_of
from appeal_cli.files.office.wordml import Element, twips, w
from appeal_cli.files.office.zip_parts import pack
from appeal_cli.importing.letterheads.looks import Looks
from appeal_cli.importing.letterheads.measuring import Tall
from appeal_cli.importing.letterheads.paper import Paper, blocks_of
from appeal_cli.importing.letterheads.tops import BELOW
from appeal_cli.writers.word.reference import roots_of
from appeal_cli.writers.word.running import RUNNING_LINE


def with_running_line(paper: Paper, tall: Mapping[str, Tall]) -> bytes:
    """The document for Word, with a style for the running line where something is placed lower
    than the words of the header end; else the document as it is."""
    strip, placed = tall.get("next-head", Tall(0))
    if placed <= strip:
        return paper.reference
    document = main_part(paper.reference)
    assert isinstance(document, DocumentPart)
    last = blocks_of(paper.following["header"].part.element)[-1]
    before = placed - strip + Looks.of(paper.document).room_below(last)
    for styles in roots_of(document, RT.STYLES):
        styles.append(_style(before))
    return pack(members_of(document.package))


def _style(before: float) -> Element:
    """What it says itself; the rest is as the style of headers has it."""
    spacing = w("spacing", before=twips(before), after=twips(BELOW))
    name, own = RUNNING_LINE.replace(" ", ""), w("name", val=RUNNING_LINE)
    return w("style", own, w("pPr", spacing), type="paragraph", customStyle=1, styleId=name)
