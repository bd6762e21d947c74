"""Where pages and lines end in Word as in the PDF: LibreOffice shows what Word would."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import yaml

from appeal_cli import address, load_appeal, load_template
from tests.judges.lines import FAR, MM, differences, lines_of
from tests.judges.tools import needs, through_libreoffice
from tests.making import make

TEMPLATES = ("letter", "brief")

LINE = "The committee heard the experts and noted what they had found in the registers there. "
ENDS: list[list[object]] = [
    [LINE * 4],
    [LINE * 9],
    [LINE * 6, "Please answer."],
    [{"quote": f"They said: {LINE * 3}\n\nAnd so: {LINE * 4}"}],
    ["Please answer.", {"quote": f"They said: {LINE * 3}"}],
]


@needs("LibreOffice")
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_short_text_goes_with_the_closing_to_its_page(template: str, tmp_path: Path) -> None:
    """All of it, in the PDF and in Word, where two lines of it would have had room before."""
    ours: list[bytes] = []
    for number, end in enumerate(ENDS):
        path = tmp_path / f"{number}.yaml"
        body = [LINE * 4] * (8 if template == "letter" else 9) + end
        head = {"language": "en", "date": "2024-02-29", "title": "T", "closing": "Yours,"}
        text = {**head, "addressee": {"everyone": "All"}, "body": body, "signature": {"name": "A"}}
        path.write_text(yaml.safe_dump({**text, "enclosures": ["Answers"]}), "utf-8")
        made = make(address(load_appeal(path)), ["pdf", "docx"], load_template(template))
        path.with_suffix(".docx").write_bytes(made["docx"])
        ours.append(made["pdf"])
    theirs = through_libreoffice(*sorted(tmp_path.glob("*.docx")))
    for number, data in enumerate(ours):
        assert len(pypdfium2.PdfDocument(data)) == 2
        assert differences(data, theirs[str(number)].read_bytes()) == [], ENDS[number]


@needs("LibreOffice")
@pytest.mark.parametrize("template", TEMPLATES)
def test_no_row_of_a_table_stands_alone(template: str, tmp_path: Path) -> None:
    """Neither its header, nor the first row or the last, wherever the page ends."""
    ours: list[bytes] = []
    rows = [[f"Sample {number}", "what it says"] for number in range(3)]
    for number in range(6):
        path = tmp_path / f"{number}.yaml"
        lines = ["Yes."] * (number + (25 if template == "letter" else 29))
        table = {"table": {"header": ["Samplehead", "Who"], "rows": rows}}
        text = {"language": "en", "date": "2024-02-29", "title": "T", "closing": "Yours,"}
        text |= {"addressee": {"everyone": "All"}, "body": [*lines, table, LINE * 9]}
        path.write_text(yaml.safe_dump(text), "utf-8")
        made = make(address(load_appeal(path)), ["pdf", "docx"], load_template(template))
        path.with_suffix(".docx").write_bytes(made["docx"])
        ours.append(made["pdf"])
    theirs = through_libreoffice(*sorted(tmp_path.glob("*.docx")))
    for number, data in enumerate(ours):
        assert differences(data, theirs[str(number)].read_bytes()) == [], number
    words = [[word.text for line in lines_of(data) for word in line.words] for data in ours]
    assert all(each.count("Samplehead") == 1 for each in words)
    assert len({on_page(data, "Samplehead") for data in ours}) == 2


def on_page(data: bytes, word: str) -> int:
    """The number of the first page with the word."""
    return min(each.page for line in lines_of(data) for each in line.words if each.text == word)


ADDRESS = "https://archive.example/" + "part-" * 20 + "/item?id=1234567890&lang=en&view=full"


@needs("LibreOffice")
@pytest.mark.parametrize("template", TEMPLATES)
def test_an_address_in_a_table_takes_no_room_from_words(template: str, tmp_path: Path) -> None:
    """It is parted in its column, as in the PDF, and the words of the others are not."""
    path = tmp_path / "address.yaml"
    header = ["№", "Адрес", "Дата", "Кем", "Вид"]
    rows = [["1", ADDRESS, "6 марта 2026 г.", "А. Б. Образцов", "подлинник"]]
    text = {"language": "ru", "date": "2024-02-29", "title": "Т", "closing": "С уважением,"}
    text |= {
        "addressee": {"everyone": "Все"},
        "body": [{"table": {"header": header, "rows": rows}}],
    }
    path.write_text(yaml.safe_dump(text, allow_unicode=True), "utf-8")
    made = make(address(load_appeal(path)), ["pdf", "docx"], load_template(template))
    path.with_suffix(".docx").write_bytes(made["docx"])
    theirs = through_libreoffice(path.with_suffix(".docx"))["address"].read_bytes()
    assert not [each for each in differences(made["pdf"], theirs) if "cut" in each]
    places = [
        [word for line in lines_of(data) for word in line.words] for data in (made["pdf"], theirs)
    ]
    ours, word = ({each.text: each.left / MM for each in words} for words in places)
    assert [word[each] for each in header] == pytest.approx(
        [ours[each] for each in header], abs=FAR
    )
