"""Names alone in a row of a list with two columns: headings of groups, or people."""

from __future__ import annotations

from pathlib import Path

from tests.roster.lists import messages, read, rows


def listed(*names: str) -> str:
    """A list in which a name that ends with `:` stands alone."""
    lines = (
        f"{name[:-1]};" if name.endswith(":") else f"{name};{n}@example.org"
        for n, name in enumerate(names)
    )
    return "\n".join(["Name;Email", *lines, ""])


BRIDGE = ("Progressive Bridge:", "Ann Sample", "Bob Test", "Cid West")
DAWN = ("National Dawn:", "Ada Zed", "Ben Ok", "Dan Roe")


def test_names_sorted_below_each_are_in_groups(tmp_path: Path) -> None:
    """And what they stand below heads them: three names are sorted once in six times."""
    roster = read(tmp_path, listed(*BRIDGE, *DAWN))
    assert rows(roster, "name", "group")[2:4] == [
        ("Cid West", "Progressive Bridge"),
        ("Ada Zed", "National Dawn"),
    ]
    assert len(roster) == 6


def test_what_has_no_form_of_a_name_among_names_is_a_group(tmp_path: Path) -> None:
    """All others have a comma."""
    roster = read(tmp_path, listed("Progressive Bridge:", "Sample, Ann", "Muster, Eva"))
    assert rows(roster, "group") == [("Progressive Bridge",)] * 2


def test_people_of_whom_no_more_is_known_stay_people(tmp_path: Path) -> None:
    """Where the whole list is sorted, and where one is above another; nothing is told of those."""
    roster = read(tmp_path, listed("Ada Lovell:", "Ann Sample", "Bob Test", "Cid West:", "Dan Roe"))
    assert len(roster) == 5
    assert "`Ada Lovell`, `Cid West` stand alone above people" in messages(roster)
    roster = read(tmp_path, listed("Ada Lovell:", "Ann Sample", "Cid West:", "Dan Roe:"))
    assert len(roster) == 4
    assert "stand alone" not in messages(roster)


def test_what_may_be_either_is_told(tmp_path: Path) -> None:
    """In one line that names them."""
    roster = read(tmp_path, listed(*BRIDGE[:3], *DAWN[:1], "Zoe Ok", "Ann Roe"))
    assert len(roster) == 6
    [told] = [each for each in roster.notices if "stand alone" in each.message]
    assert told.message.startswith("`Progressive Bridge`, `National Dawn` stand alone above people")
    assert (told.line, told.severity) == (2, "notice")


def test_a_heading_above_the_first_headings(tmp_path: Path) -> None:
    """Each group has the headings once more; the people of the first had no group."""
    block = "№;ФИО;Округ\n1;Образцова Анна;1\n2;Шаблонов Иван;2\n"
    text = f"Фракция «Мост»;;\n{block}Фракция «Река»;;\n№;ФИО;Округ\n1;Примеров Пётр;3\n"
    assert rows(read(tmp_path, text), "group") == [
        ("Фракция «Мост»",),
        ("Фракция «Мост»",),
        ("Фракция «Река»",),
    ]
    titled = text.replace("Фракция «Мост»", "Депутаты города")
    assert rows(read(tmp_path, titled), "group")[0] == ("",)
