"""What stands alone on no page: the end of a letter, and a row of a table."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import yaml

from appeal_cli import address, load_appeal, load_template, render
from tests.proofs import sampled

LINE = "The committee heard the experts and noted what they had found in the registers there. "
HEAD = {
    "language": "en",
    "date": "2026-03-05",
    "title": "Sample",
    "addressee": {"everyone": "Deputies"},
}
END = {
    "closing": "Yours sincerely,",
    "signature": {"name": "A. Example", "position": "Director"},
    "enclosures": ["Sample of both texts", "List of the questions"],
    "online": "https://sample.example/appeal",
    "source": {"note": "A translation."},
}


def pages(folder: Path, template: str, **content: object) -> list[list[str]]:
    """The lines of each page."""
    path = folder / "appeal.yaml"
    path.write_text(yaml.safe_dump({**HEAD, **content}, allow_unicode=True), encoding="utf-8")
    pdf = pypdfium2.PdfDocument(render(address(load_appeal(path)), "pdf", load_template(template)))
    return [page.get_textpage().get_text_range().splitlines() for page in pdf]


@pytest.mark.parametrize(
    ("last", "template", "language"),
    sampled(
        (
            (last, *look)
            for last in ("paragraph", "short paragraph", "list", "table")
            for look in (("letter", "en"), ("brief", "ru"))
        ),
        3,
    ),
)
def test_the_end_has_two_lines_of_the_text_on_its_page(
    tmp_path: Path, template: str, language: str, last: str
) -> None:
    """However long the text is: closing, signature and all that comes after it go with them."""
    ends = {
        "paragraph": [f"{LINE}{LINE}last"],
        "short paragraph": [f"{LINE}{LINE}", "last"],
        "list": [LINE, {"list": ["last", "last", "last"]}],
        "table": [LINE, {"table": {"header": ["last"], "rows": [["last"]] * 4}}],
    }
    parted = 0
    for lines in range(20, 48, 3):
        body = [LINE * 5] * (lines // 5) + [LINE * (lines % 5 or 5)] + ends[last]
        made = pages(tmp_path, template, body=body, **END, language=language)
        (at,) = (number for number, page in enumerate(made) if "Yours sincerely," in page)
        before = made[at][: made[at].index("Yours sincerely,")]
        own = [
            line for line in before if "committee" in line or "registers" in line or "last" in line
        ]
        assert len(own) >= 2
        after = made[at][len(before) :]
        assert {"A. Example", "Director", "A translation."} <= {*after, *_parted(after)}
        assert at == len(made) - 1
        parted += at
    assert parted


def _parted(lines: list[str]) -> list[str]:
    """The position and the name where they share a line."""
    return [
        part for line in lines for part in line.replace("Director A.", "Director\nA.").split("\n")
    ]


@pytest.mark.parametrize("template", ["letter", "brief"])
def test_a_long_row_is_parted_and_its_header_repeated(tmp_path: Path, template: str) -> None:
    """A row begins where the text before it ends; one of a few lines stays whole."""
    long = {"table": {"header": ["Samplehead", "Who"], "rows": [[LINE * 150, "Chair"]]}}
    made = pages(tmp_path, template, body=[LINE, long, "The last."])
    assert len(made) > 2
    assert all(sum(line.startswith("Samplehead") for line in page) == 1 for page in made)
    assert sum("committee" in line for line in made[0]) > 20
    rows = [[f"begin {LINE * 3} end", "Chair"] for _ in range(40)]
    made = pages(tmp_path, template, body=[{"table": {"header": ["a", "b"], "rows": rows}}])
    text = ["\n".join(page) for page in made]
    assert len(text) > 2
    assert all(page.count("begin") == page.count("end") > 3 for page in text)


@pytest.mark.parametrize("lengths", sampled([range(26, 50, 3), range(26, 50)], 2))
@pytest.mark.parametrize("template", ["letter", "brief"])
def test_no_name_of_those_who_support_it_stands_alone(
    tmp_path: Path, template: str, lengths: range
) -> None:
    """Neither the first of them nor the last, wherever the page ends."""
    names = [f"Supporter {number}" for number in range(6)]
    signatories = {"label": "With us:", "names": names}
    parted = 0
    for lines in lengths:
        body = [LINE * 4] * (lines // 5) + [LINE * (lines % 5 or 5)]
        made = pages(tmp_path, template, body=body, signatories=signatories)
        found = [[line for line in page if line.startswith("Supporter")] for page in made]
        assert all(len(each) != 1 for each in found)
        parted += sum(map(bool, found)) > 1
    assert parted


@pytest.mark.parametrize("lengths", sampled([range(1, 40, 6), range(1, 40)], 2))
def test_a_mark_of_a_footnote_stands_with_its_word_and_its_note(
    tmp_path: Path, lengths: range
) -> None:
    """Wherever the line ends, and the page: under a rule, which is no words."""
    letters = pages_ends = 0
    for number in lengths:
        text = "word " * number + "registers^[NOTE, that is so long: " + LINE * 2 + "]."
        made = pages(tmp_path, "letter", body=[LINE * 5] * 7 + ["m" * number, text])
        for page in made:
            called = [line for line in page if "registers1" in line.replace(" ", "")]
            assert len(called) == sum("NOTE" in line for line in page)
            letters += len(called)
        pages_ends += len(made) > 1
    assert letters == len(lengths)
    assert pages_ends > 0
