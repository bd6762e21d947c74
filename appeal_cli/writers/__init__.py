"""Writers: the HTML of a letter in, the bytes of a file out. One module a format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

Writer = Callable[..., bytes]
"""`write(html, template)`, and for a format of HOLDS the bytes of what it holds besides."""


_HOMES = {
    "pdf": "appeal_cli.writers.pdf.printing",
    "docx": "appeal_cli.writers.docx",
    "html": "appeal_cli.writers.html",
    "txt": "appeal_cli.writers.txt",
    "eml": "appeal_cli.writers.eml",
}


def writer_for(format: str) -> Writer:
    """The writer of a format. Its module is imported here, because some are heavy."""
    write: Writer = import_module(_HOMES[format]).write
    return write
