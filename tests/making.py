"""Letters as the pipeline makes them, and PDF files that are changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from pikepdf import Pdf

from appeal_cli import Letter, Template
from appeal_cli.pipeline import Pipeline, Wanted


def make(
    letter: Letter, formats: Sequence[str], template: Template, others: Sequence[Letter] = ()
) -> dict[str, bytes]:
    """The letter as a file of each of the formats; `others` are letters on the same pages."""
    wanted = Wanted(letter, tuple(formats), tuple(others))
    (made,) = Pipeline(template).made([wanted])
    if isinstance(made, Exception):
        raise made
    return {format: file.data for format, file in made.files.items()}


def changed(data: bytes, change: Callable[[Pdf], None], **options: object) -> bytes:
    """The PDF file with a change."""
    written = BytesIO()
    with Pdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(written, **options)  # type: ignore[arg-type]
    return written.getvalue()
