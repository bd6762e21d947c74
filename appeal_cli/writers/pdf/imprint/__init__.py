"""The imprint: many letters of one appeal, for which only the lines that differ are laid out.

Print shops set a page once and imprint what differs on each sheet. So here: of letters with the
same skeleton (`copy.py`), the first is laid out in full and becomes the master. For each other one,
only the paragraphs whose text differs are laid out, those of many letters on one tall sheet, by the
same engine in the same style (`setting.py`). Their lines then take the places of the master's lines
in its pages (`plate.py`).

A letter is imprinted only where that gives, byte for byte, the file that laying it out in
full gives. So this is proved each time: the master's own paragraphs, set on the sheet before and
after all others, must come out as they stand on its pages; each differing paragraph must have as
many lines as the one that it replaces, as high, with the same marks; and its glyphs must be of the
alphabet that every file has in its font (`writers/pdf.py`). A letter for which any of this does not
hold is laid out in full itself, and may be the first of another shape.

What comes out depends on nothing but the letter: not on who else is in the run, nor on
their order. Tests compare whole files.
"""

from __future__ import annotations

from appeal_cli.writers.pdf.imprint.imprint import Imprint, Imprinted

__all__ = ["Imprint", "Imprinted"]
