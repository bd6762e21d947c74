"""Where a path leads, by the rules of each system."""

from __future__ import annotations

import ntpath
import posixpath
from pathlib import Path

import pytest

from appeal_cli.files.reading import leads_out, objection_to, on_another_drive


@pytest.mark.parametrize(
    ("path", "is_elsewhere"),
    [
        ("C:\\campaign\\logo.png", False),
        ("c:\\campaign\\logo.png", False),
        ("logo.png", False),
        ("..\\logo.png", False),
        ("\\campaign\\logo.png", False),
        ("D:\\campaign\\logo.png", True),
        ("D:logo.png", True),
        ("\\\\host\\share\\logo.png", True),
        ("//host/share/logo.png", True),
        ("\\\\?\\UNC\\host\\share\\logo.png", True),
    ],
)
def test_drives_and_shares_of_windows(path: str, is_elsewhere: bool) -> None:
    """One that the folder is not on is known by its name alone."""
    assert on_another_drive(path, "C:\\campaign", ntpath) is is_elsewhere
    assert not on_another_drive(path, "/campaign", posixpath)


def test_a_folder_on_a_share_has_its_own_files() -> None:
    """Offices keep campaigns on shares."""
    home = "\\\\host\\share\\campaign"
    assert not on_another_drive("\\\\HOST\\share\\campaign\\logo.png", home, ntpath)
    assert on_another_drive("\\\\other\\share\\logo.png", home, ntpath)
    assert on_another_drive("C:\\logo.png", home, ntpath)


def test_a_link_leads_where_it_leads(tmp_path: Path) -> None:
    """Inside or outside; a name below a link to a folder is refused for writing."""
    home = tmp_path / "home"
    (home / "inner").mkdir(parents=True)
    (home / "alias").symlink_to(home / "inner")
    (home / "away").symlink_to(tmp_path)
    assert not leads_out(home / "alias" / "x", home)
    assert leads_out(home / "away" / "x", home)
    assert objection_to("inner/x", home) == ""
    assert objection_to("alias", home) == ""
    assert "leads through a link" in objection_to("alias/x", home)


def test_letters_of_any_script_are_plain_names(tmp_path: Path) -> None:
    """What means something else to some system is not."""
    for name in ("Ахметова-Ұлжан.kk.pdf", "張偉.pdf", "a_1.b-2.txt"):
        assert objection_to(name, tmp_path) == ""
    for name in ("а.", "а:б", "а\\б", "../а", "а\u202eб", "/а", "а ", "", "."):
        assert objection_to(name, tmp_path)
