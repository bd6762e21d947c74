"""The print file: many letters' PDF files as one document, written as they are read.

Letters of a batch are alike: `shapes.py` takes the first of each kind apart, and of the others
only what they show. `objects_out.py` writes what is known at once and keeps nothing but
numbers, so that ten thousand letters need no more memory than ten. `trees.py` ties the pages,
bookmarks and tags together at the end. `labels.py` puts labels on sheets in the same way.
"""

from __future__ import annotations

from appeal_cli.writers.pdf.print_file.joining import Bookmarked, write_print_file
from appeal_cli.writers.pdf.print_file.labels import write_labels

__all__ = ["Bookmarked", "write_labels", "write_print_file"]
