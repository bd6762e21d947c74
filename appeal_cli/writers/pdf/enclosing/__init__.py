"""Enclosures behind a letter, in its PDF file.

The pages of others (`foreign`) are taken apart as letters are for the print file, and written
behind what the letter shares with others, once for all letters that have them (`behind.py`). So a
letter with enclosures is imprinted as quickly as one without, and the print file has them once.
"""

from __future__ import annotations

from appeal_cli.writers.pdf.enclosing.enclosing import Enclosing

__all__ = ["Enclosing"]
