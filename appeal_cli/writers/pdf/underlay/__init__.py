"""The office's own paper under a letter, in its PDF file: the pages of a PDF that a template names.

The first of them lies under the first page, the second under all that follow; where there is no
second, these are bare. Pages of others (`foreign`) become forms, written behind what a letter
shares with others, so that a letter on such paper is imprinted as quickly as one without, and a
print file has the paper once (`under.py`). What the paper says is read once, before the letter.
"""

from __future__ import annotations

from appeal_cli.writers.pdf.underlay.underlay import Underlay

__all__ = ["Underlay"]
