"""The formats of letters, and which of them are pages."""

from __future__ import annotations

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
