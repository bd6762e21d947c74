"""Writers: the HTML of a letter in, the bytes of a file out. One module a format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appeal_cli.template import Template

Writer = Callable[[str, "Template"], bytes]

FORMATS = {
    "pdf": "to print",
    "docx": "to edit in Word",
    "html": "to publish",
    "txt": "plain text",
    "eml": "a mail to look over and send",
}
"""The formats and what each is for: a module of that name here, with a function `write`."""


def writer_for(format: str) -> Writer:
    """The writer of a format. Its module is imported here, because some are heavy."""
    write: Writer = import_module(f"appeal_cli.writers.{format}").write
    return write
