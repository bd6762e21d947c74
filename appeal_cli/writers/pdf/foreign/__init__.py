"""PDF pages of others, taken into the letter's own file: enclosures, and an office's paper.

opened → objections → cleaned → judged. What a page shows and how it is tagged is kept; what a
letter can't hold is refused by its name and page (`objections.py`), and so is whatever else
PDF/A-3a or PDF/UA-1 forbids (`judging.py`). What is left (`Foreign`) is a PDF file of its own:
pages whose resources and tags are all in it, roles in the standard's words. It can be put behind
a letter, or a page of it under one. A file without tags can be taken with each page as a figure
with a text (`figures.py`), and one that has what a letter can't hold as pictures (`pictures.py`).
"""

from __future__ import annotations

from appeal_cli.writers.pdf.foreign.taking_in import (
    Foreign,
    Wish,
    taken_as_figures,
    taken_as_pictures,
    taken_in,
)

__all__ = ["Foreign", "Wish", "taken_as_figures", "taken_as_pictures", "taken_in"]
