"""Same input, same bytes: in every process, on every machine, in each format."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATA, ROOT
from tests.judges.sample import rich_appeal

FORMATS = ("pdf", "docx", "html")

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>{}</fontconfig>
"""


@pytest.fixture
def machines(tmp_path: Path) -> list[dict[str, str]]:
    """Environments that differ: hash seed, zone, locale, home, clock, and the fonts there are."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    # On one machine all of Tinos is bold, so that the text would change if it were used.
    shutil.copy(ROOT / "templates/letter/fonts/Tinos-Bold.ttf", fonts)
    many, none = tmp_path / "many.conf", tmp_path / "none.conf"
    many.write_text(FONTS.format(f"<dir>{fonts}</dir><cachedir>{tmp_path}</cachedir>"))
    none.write_text(FONTS.format(""))
    return [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {
            "PYTHONHASHSEED": "2",
            "TZ": "Asia/Almaty",
            "LC_ALL": "POSIX",
            "HOME": str(tmp_path),
            "FONTCONFIG_FILE": str(many),
            "SOURCE_DATE_EPOCH": "1",
        },
        {"PYTHONHASHSEED": "3", "TZ": "America/St_Johns", "FONTCONFIG_FILE": str(none)},
    ]


@pytest.mark.parametrize("name", ["rich", "kk"])
def test_machines_agree(name: str, machines: list[dict[str, str]], tmp_path: Path) -> None:
    """The letter with everything, its source inside, and a shipped one are the same files."""
    appeal = rich_appeal(tmp_path) if name == "rich" else DATA / "appeal.kk.yaml"
    made = []
    for number, machine in enumerate(machines):
        folder = tmp_path / str(number)
        command = [
            sys.executable,
            "-m",
            "appeal_cli",
            "render",
            appeal,
            "-d",
            DATA / "deputies.csv",
        ]
        options = [
            "--to",
            "nurkina-aigul",
            "-f",
            ",".join(FORMATS),
            "--attach-source",
            "-o",
            folder,
        ]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **machine}
        subprocess.run([*command, *options], check=True, env=environment, capture_output=True)
        made.append({path.suffix: path.read_bytes() for path in folder.iterdir()})
    assert len(made[0]) == len(FORMATS)
    assert made[0] == made[1] == made[2]
