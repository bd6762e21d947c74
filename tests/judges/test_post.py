"""Windows, envelopes and labels: the judges find nothing wrong in any format of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from appeal_cli import Deputy, address, load_appeal, load_template
from tests.judges.sample import rich_appeal
from tests.judges.test_archive import failures
from tests.judges.test_word import ours
from tests.judges.tools import needs, through_libreoffice, web_errors, word_errors
from tests.making import make

DEPUTY = Deputy(
    {
        "id": "1",
        "name": "Nurlan Abdirov",
        "gender": "male",
        "address": "Mangilik El 4\n010000 Astana\nKazakhstan",
    },
    frozenset(("id", "name", "gender", "address")),
    "roster.csv",
    2,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of the rich letter for each window, envelope and sheet, by their names."""
    folder: Path = tmp_path_factory.mktemp("post")
    source = rich_appeal(folder)
    text = source.read_text(encoding="utf-8").replace("width: 22}", "width: 10}")
    files = {}
    for window in ("din-5008-a", "din-5008-b", "dl", "c5-6"):
        source.write_text(
            text.replace("addressee:\n", f"addressee:\n  window: {window}\n"), "utf-8"
        )
        files |= saved(folder, window, source, "letter")
    source.write_text(text, encoding="utf-8")
    for template in ("brief", "envelope", "envelope-c5", "labels"):
        files |= saved(folder, template, source, template)
    return files


def saved(folder: Path, name: str, source: Path, template: str) -> dict[str, Path]:
    look = load_template(template)
    formats = [format for format in look.about.formats if format in ("pdf", "docx", "html")]
    letter = address(load_appeal(source), DEPUTY)
    paths = {}
    for format, data in make(letter, formats, look).items():
        paths[f"{name}.{format}"] = folder / f"{name}.{format}"
        paths[f"{name}.{format}"].write_bytes(data)
    return paths


def of(made: dict[str, Path], format: str) -> Iterator[Path]:
    return (path for path in made.values() if path.suffix == f".{format}")


def test_archives_and_screen_readers(made: dict[str, Path], tmp_path: Path) -> None:
    """PDF/A-3a and PDF/UA-1, every one."""
    for path in of(made, "pdf"):
        found = [failures(path.read_bytes(), profile, tmp_path) for profile in ("3a", "ua1")]
        assert found == [[], []], path.name


@needs("Nu HTML checker")
def test_web_pages(made: dict[str, Path]) -> None:
    """Valid, without a warning."""
    assert {name: errors for name, errors in web_errors(*of(made, "html")).items() if errors} == {}


@needs("Open XML validator")
def test_word_files(made: dict[str, Path]) -> None:
    """Microsoft's validator finds no error."""
    assert {path.name: errors for path in of(made, "docx") if (errors := word_errors(path))} == {}


@needs("LibreOffice")
def test_word_files_as_pages(made: dict[str, Path], tmp_path: Path) -> None:
    """LibreOffice exports them as PDF/UA."""
    for path in through_libreoffice(*of(made, "docx")).values():
        found = failures(path.read_bytes(), "ua1", tmp_path)
        assert ours(found) == [], path
