"""Text that is not what was meant: letters that an encoding spoilt, and addresses that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli.problems import AppealError
from tests.roster.lists import messages, read, rows


def test_spoilt_letters_in_a_note_stop_nobody(tmp_path: Path) -> None:
    """They are told of and left out: a letter that asks for them says that the column is blank."""
    roster = read(tmp_path, "name;notes\nAnn Sample;mit MÃ¼ller\nBob Test;ok\n")
    assert rows(roster, "name", "notes") == [("Ann Sample", ""), ("Bob Test", "ok")]
    said = "`mit MÃ¼ller` is `mit Müller`, read in a wrong encoding; it is blank"
    assert said in messages(roster)
    with pytest.raises(AppealError, match="read in a wrong encoding"):
        read(tmp_path, "name;notes\nAnn MÃ¼ller;\n")


def test_digits_around_an_at_sign_are_no_address(tmp_path: Path) -> None:
    """What an address of mails is, is said in one place; what is none stays in the name, to be
    seen."""
    roster = read(tmp_path, "name;phone\nAnn Sample <0@0>;1\nEva Muster <eva@example.org>;2\n")
    assert rows(roster, "email") == [("",), ("eva@example.org",)]
    roster = read(tmp_path, "Ann Sample <ann@example.org>\nEva Muster <eva@example.org>\n")
    assert rows(roster, "name", "email")[0] == ("Ann Sample", "ann@example.org")
