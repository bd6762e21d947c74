"""The roster of the fifth convocation that ships with the tool."""

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parent.parent.parent / "data"
COLUMNS = [
    "id",
    "name",
    "family_name",
    "given_name",
    "patronymic_name",
    "gender",
    "group",
    "group_note",
    "chamber",
    "term",
    "name_ru",
    "family_name_ru",
    "given_name_ru",
    "patronymic_name_ru",
    "name_ru_source",
    "name_kk",
    "family_name_kk",
    "given_name_kk",
    "patronymic_name_kk",
    "name_kk_source",
    "parlam_id",
    "wikidata",
    "mended",
]
ENDINGS = {
    "female": ("ovna", "evna", "kyzy", "овна", "евна", "қызы"),
    "male": ("ovich", "evich", "evych", "uly", "ович", "евич", "улы", "ұлы"),
}
LETTERS = {
    "": r"[A-Za-z]",
    "_ru": r"[А-Яа-яЁё]",
    "_kk": r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]",
}

Row = dict[str, str]


def parts(row: Row, language: str) -> list[str]:
    """Give family name, given name and patronymic of one language, without the empty ones."""
    fields = ("family_name", "given_name", "patronymic_name")
    return [row[field + language] for field in fields if row[field + language]]


def scripts(word: str) -> set[str]:
    """Name the scripts that the letters of a word belong to."""
    return {unicodedata.name(letter).split()[0] for letter in word}


@pytest.fixture(scope="module")
def text() -> str:
    """Read the file as it is, line ends included."""
    return (DATA / "majilis-5.csv").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def rows(text: str) -> list[Row]:
    """Read the members."""
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture(scope="module")
def sources() -> str:
    """Read what is said of the data."""
    return (DATA / "SOURCES.md").read_text(encoding="utf-8")


def test_file_is_plain_utf8_with_lf(text: str) -> None:
    """The file has no byte order mark, no carriage return, and ends with a line end."""
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n")
    assert unicodedata.is_normalized("NFC", text)


def test_columns_are_the_public_ones_only(text: str) -> None:
    """The columns are the agreed ones, so nothing personal such as a birth date slips in."""
    header = text.splitlines()[0].split(",")
    assert header == COLUMNS
    assert not re.search(r"birth|death|email|phone|image|address", ",".join(header))


def test_no_cell_holds_an_address_or_a_date(rows: list[Row]) -> None:
    """No cell holds an e-mail address, a link or a full date under another heading."""
    for row in rows:
        for column, cell in row.items():
            if column != "id":
                assert not re.search(r"@|://|\d{4}-\d{2}", cell), (row["id"], column)


def test_there_are_107_members(rows: list[Row]) -> None:
    """The source lists 107 members, each line as long as the header."""
    assert len(rows) == 107
    assert all(list(row) == COLUMNS and None not in row.values() for row in rows)


@pytest.mark.parametrize("column", ["id", "name", "parlam_id"])
def test_keys_are_unique(rows: list[Row], column: str) -> None:
    """No two members share an id, a name or a number at the parliament's site."""
    values = [row[column] for row in rows]
    assert all(values)
    assert len(set(values)) == len(values)


def test_wikidata_ids_are_unique_where_there_are_any(rows: list[Row]) -> None:
    """No two members point at the same item of Wikidata."""
    values = [row["wikidata"] for row in rows if row["wikidata"]]
    assert len(values) == 75
    assert len(set(values)) == len(values)
    assert all(re.fullmatch(r"Q[1-9]\d*", value) for value in values)


def test_members_stand_in_the_order_of_family_names(rows: list[Row]) -> None:
    """The source's order is alphabetical by family name."""
    families = [row["family_name"] for row in rows]
    assert families == sorted(families)


def test_latin_names_are_whole_and_in_ordinary_case(rows: list[Row]) -> None:
    """Every part of a Latin name is one word with one capital, so nothing stays glued."""
    for row in rows:
        assert row["family_name"]
        assert row["given_name"]
        for part in parts(row, ""):
            assert re.fullmatch(r"[A-Z][a-z]+(-[A-Z][a-z]+)*", part), row["name"]


def test_latin_parts_join_to_the_display_name(rows: list[Row]) -> None:
    """The display name is given name, patronymic and family name."""
    for row in rows:
        family, *rest = parts(row, "")
        assert row["name"] == " ".join([*rest, family])


@pytest.mark.parametrize("language", ["_ru", "_kk"])
def test_cyrillic_parts_join_to_the_full_form(rows: list[Row], language: str) -> None:
    """A Cyrillic name is its parts, family name first, and comes with its source."""
    for row in rows:
        assert row["name" + language] == " ".join(parts(row, language))
        if row["name" + language]:
            assert row["family_name" + language]
            assert row["given_name" + language]
            assert row[f"name{language}_source"] in {"N", "W", "NW"}
        else:
            assert row[f"name{language}_source"] == ""


def test_counts_of_cyrillic_names(rows: list[Row]) -> None:
    """77 members have a Russian name, 77 a Kazakh one, and 21 have neither."""
    have = Counter((bool(row["name_ru"]), bool(row["name_kk"])) for row in rows)
    assert have == {(True, True): 68, (True, False): 9, (False, True): 9, (False, False): 21}


def test_missing_patronymics(rows: list[Row]) -> None:
    """Seven members have no patronymic in the source, and none was made up."""
    missing = {row["family_name"] for row in rows if not row["patronymic_name"]}
    assert missing == {
        "Aliyev",
        "Idirisov",
        "Myrzakhmet",
        "Sadibekov",
        "Smagul",
        "Yakovleva",
        "Yertayev",
    }


@pytest.mark.parametrize("language", ["", "_ru", "_kk"])
def test_every_letter_belongs_to_its_alphabet(rows: list[Row], language: str) -> None:
    """No Latin letter hides in a Cyrillic name, and no Kazakh letter in a Russian one."""
    for row in rows:
        letters = row["name" + language].replace(" ", "").replace("-", "")
        assert re.fullmatch(LETTERS[language] + "*", letters), row["name" + language]


def test_no_word_mixes_scripts(text: str) -> None:
    """No word anywhere in the file is written in two alphabets."""
    mixed = [word for word in re.findall(r"[^\W\d_]+", text) if len(scripts(word)) > 1]
    assert mixed == []


def test_gender_is_set(rows: list[Row]) -> None:
    """The source's gender is there for everybody: 79 men and 28 women."""
    assert Counter(row["gender"] for row in rows) == {"male": 79, "female": 28}


@pytest.mark.parametrize("language", ["", "_ru", "_kk"])
def test_gender_agrees_with_the_patronymic(rows: list[Row], language: str) -> None:
    """Every patronymic ends as the gender says."""
    for row in rows:
        patronymic = row["patronymic_name" + language]
        if patronymic:
            assert patronymic.endswith(ENDINGS[row["gender"]]), row["name"]


def test_groups(rows: list[Row]) -> None:
    """The groups are the source's, with an empty cell where the source does not know."""
    assert Counter(row["group"] for row in rows) == {
        "Nur Otan": 83,
        "Ak Zhol": 8,
        "Communist People's Party": 7,
        "Independent": 6,
        "": 3,
    }


def test_inferred_seats_are_said_to_be_inferred(rows: list[Row]) -> None:
    """The nine members outside the parties, and only they, carry the note on the Assembly."""
    noted = [row for row in rows if row["group_note"]]
    assert len(noted) == 9
    assert {row["group"] for row in noted} == {"Independent", ""}
    assert all(row["group_note"].endswith("(inferred from the counts)") for row in noted)
    assert all(row["group_note"] for row in rows if row["group"] in {"Independent", ""})


def test_chamber_and_term(rows: list[Row]) -> None:
    """Everybody sits in the Mazhilis of the fifth convocation."""
    assert {(row["chamber"], row["term"]) for row in rows} == {("Mazhilis", "5")}


def test_no_cell_is_a_formula_or_padded(rows: list[Row]) -> None:
    """A spreadsheet runs no cell as a formula, and no cell begins or ends with a space."""
    for row in rows:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@"))
            assert cell == " ".join(cell.split())


def test_mended_names(rows: list[Row]) -> None:
    """The three glued names and the one in two alphabets are corrected, the rest only trimmed."""
    mended = {row["name"]: row["mended"] for row in rows if row["mended"]}
    trimmed = [name for name, how in mended.items() if how == "trailing space dropped"]
    assert len(trimmed) == 5
    assert set(mended) - set(trimmed) == {
        "Zagipa Yahyanovna Balieva",
        "Tolegen Toktasynovich Ibrayev",
        "Arman Tuleshovich Kozhakhmet",
        "Orazkul Asangazykyzy Asangazy",
    }


def test_every_correction_is_reported(rows: list[Row], sources: str) -> None:
    """SOURCES.md names each correction and each member."""
    for row in rows:
        if row["mended"]:
            assert row["mended"] in sources
            assert row["family_name"] in sources


def test_sources_do_not_claim_too_much(sources: str) -> None:
    """SOURCES.md says that this is no list for the day of the appeal and that seats are guessed."""
    assert "not a list for 17 October 2013" in sources
    assert "inference from the counts" in sources
    assert "unofficial translations" in sources
