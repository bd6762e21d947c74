"""The imprint: many letters of one appeal, for which only the lines that differ are laid out.

Of letters that are built alike (`Page.skeleton`), the first is laid out in full and becomes a
master (`master.py`). For each other one, only the lines that differ are laid out, those of many
letters on one tall sheet, by the same engine in the same style (`set_line.py`). They then take
the places of the master's own lines in its file.

A letter is imprinted only where that gives, byte for byte, the file that laying it out in
full gives. So the shortcut has to prove itself first: the master's own lines, set on the tall
sheet before and after all others, must come out as they stand on its own sheets; each differing
line must have as many rows as the one that it replaces, as high, with the same marks; and its
glyphs must be of the alphabet that every file has in its font (`alphabet.py`). A letter for
which any of this does not hold is laid out in full itself, and may be another master.

What comes out depends on nothing but the letter: not on who else is in the run, nor on
their order. Tests compare whole files.
"""

from __future__ import annotations

from appeal_cli.writers.pdf.imprint.imprint import Imprint, Imprinted

__all__ = ["Imprint", "Imprinted"]
