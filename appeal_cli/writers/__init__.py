"""Writers: the HTML of a letter in, the bytes of a file out. One module a format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

Writer = Callable[..., bytes]
"""`write(html, template)`, and for a format of HOLDS the bytes of what it holds besides."""

FORMATS = {
    "pdf": "to print",
    "docx": "to edit in Word",
    "html": "to publish",
    "txt": "plain text",
    "eml": "a mail to check and send",
}
"""The formats and what each is for: a module of that name here, with a function `write`."""


HOLDS = {"eml": "pdf"}
"""The formats whose files hold one of another format, and which."""


def is_on_paper(format: str) -> bool:
    """Whether files of the format are pages, or hold pages."""
    return HOLDS.get(format, format) == "pdf"


def writer_for(format: str) -> Writer:
    """The writer of a format. Its module is imported here, because some are heavy."""
    write: Writer = import_module(f"appeal_cli.writers.{format}").write
    return write
