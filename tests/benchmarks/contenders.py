"""The contenders: one makes all letters of a folder, each in its best settings.

`python -m tests.benchmarks.contenders NAME FOLDER COUNT JOBS` saves them under FOLDER/out/NAME.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

Make = Callable[[dict[str, Any]], bytes]
"""From a letter's words to the bytes of its file."""


def weasyprint(folder: Path) -> Make:
    """The stylesheets are read once; the fonts are the template's."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    css = [CSS(filename=folder / "fonts" / "fonts.css", font_config=fonts)]

    def make(letter: dict[str, Any]) -> bytes:
        html = HTML(string=letter["html"], base_url=f"{folder}/")
        return bytes(html.write_pdf(stylesheets=css, font_config=fonts, pdf_tags=True))

    return make


def typst(folder: Path) -> Make:
    """One compiler for all letters, which keeps what it has set."""
    import typst

    compiler = typst.Compiler(
        str(folder / "letter.typ"), font_paths=[str(folder / "fonts")], ignore_system_fonts=True
    )
    return lambda letter: bytes(compiler.compile(format="pdf", sys_inputs=letter["words"]))


def typst_fresh(folder: Path) -> Make:
    """A compiler for each letter."""
    import typst

    return lambda letter: bytes(
        typst.compile(
            str(folder / "letter.typ"),
            format="pdf",
            font_paths=[str(folder / "fonts")],
            ignore_system_fonts=True,
            sys_inputs=letter["words"],
        )
    )


def docxtpl(folder: Path) -> Make:
    """The template is in memory; docxtpl wants a new one for each letter."""
    from io import BytesIO

    from docxtpl import DocxTemplate

    template = (folder / "template.docx").read_bytes()

    def make(letter: dict[str, Any]) -> bytes:
        document = DocxTemplate(BytesIO(template))
        document.render(letter["words"], autoescape=True)
        saved = BytesIO()
        document.save(saved)
        return saved.getvalue()

    return make


def python_docx(folder: Path) -> Make:
    """The template is opened for each letter, and its own lines are written over."""
    from io import BytesIO

    from docx import Document

    template = (folder / "template.docx").read_bytes()

    def make(letter: dict[str, Any]) -> bytes:
        document = Document(BytesIO(template))
        for paragraph in document.paragraphs:
            if (name := paragraph.text.strip("{ }")) in letter["words"]:
                paragraph.runs[0].text = letter["words"][name]
        saved = BytesIO()
        document.save(saved)
        return saved.getvalue()

    return make


def appeal(format: str) -> Callable[[Path], Make]:
    """This tool from Python, one letter after the other, from the roster's row on."""

    def ready(folder: Path) -> Make:
        from appeal_cli import (
            address,
            load_appeal,
            load_deputies,
            load_language,
            load_template,
            render,
        )

        loaded, language = load_appeal(folder / "appeal.yaml"), load_language("en")
        deputies = iter(load_deputies(folder / "names.csv"))
        template = load_template()
        return lambda letter: render(address(loaded, next(deputies), language), format, template)

    return ready


CONTENDERS: dict[str, Callable[[Path], Make]] = {
    "weasyprint": weasyprint,
    "typst": typst,
    "typst-fresh": typst_fresh,
    "docxtpl": docxtpl,
    "python-docx": python_docx,
    **{f"appeal-{format}": appeal(format) for format in ("html", "docx", "txt", "pdf")},
}


def _share(name: str, folder: Path, count: int, jobs: int, share: int) -> None:
    """Every `jobs`-th letter, made in one process."""
    make = CONTENDERS[name](folder)
    target = folder / "out" / name
    for number, letter in enumerate(_letters(folder, count)):
        if number % jobs == share:
            (target / f"{number}").write_bytes(make(letter))


def _letters(folder: Path, count: int) -> Iterator[dict[str, Any]]:
    with (folder / "letters.jsonl").open(encoding="utf-8") as file:
        for _, line in zip(range(count), file, strict=False):
            letter: dict[str, Any] = json.loads(line)
            yield letter


def main(name: str, folder: Path, count: int, jobs: int) -> None:
    """All the letters, in so many processes."""
    (folder / "out" / name).mkdir(parents=True, exist_ok=True)
    work = [(name, folder, count, jobs, share) for share in range(jobs)]
    if jobs == 1:
        _share(*work[0])
    else:
        with get_context("spawn").Pool(jobs) as pool:
            pool.starmap(_share, work, chunksize=1)


if __name__ == "__main__":
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
