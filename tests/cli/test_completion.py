"""The feel of the command line: completion, the overview, colours."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from appeal_cli.cli import cli
from tests.conftest import DATA, ROOT, SMALL_APPEAL, Appeal

ROSTER = DATA / "deputies.csv"
LETTER = DATA / "appeal.kk.yaml"
WORDBREAKS = " \t\n\"'@><=;|&(:"


def offered(appeal: Appeal, *words: str | Path) -> list[str]:
    """What bash is offered for the last of the words, each with its kind."""
    line = " ".join(["appeal", *map(str, words)])
    ran = appeal(_APPEAL_COMPLETE="bash_complete", COMP_LINE=line, COMP_WORDBREAKS=WORDBREAKS)
    assert ran.stderr == b""
    return list(filter(None, ran.stdout.decode().splitlines()))


def test_deputies_of_the_roster_on_the_line(appeal: Appeal) -> None:
    """`--to` and `--exclude` know who is in the file, wherever it stands."""
    assert "plain,nurkina-aigul" in offered(appeal, "render", LETTER, "-d", ROSTER, "--to", "")
    line = ("batch", LETTER, "-d", ROSTER, "--exclude", "abd")
    assert offered(appeal, *line) == ["plain,abdirov-nurlan"]
    assert offered(appeal, "deputies", "list", ROSTER, "--to", "kos") == ["plain,kosarev-vladislav"]


@pytest.mark.parametrize("roster", ["missing.csv", LETTER])
def test_a_roster_that_can_not_be_read_offers_nothing(appeal: Appeal, roster: str | Path) -> None:
    """Pressing Tab never shows an error."""
    assert offered(appeal, "render", LETTER, "-d", roster, "--to", "") == []


def test_fields_and_their_values(appeal: Appeal) -> None:
    """`--where` knows the roster's columns, and what stands in them."""
    line = ("render", LETTER, "-d", ROSTER, "--where")
    assert "plain,group=" in offered(appeal, *line, "")
    assert offered(appeal, *line, "group=N") == [r"plain,Nur\ Otan"]
    assert offered(appeal, *line, r"group\=N") == [r"plain,group=Nur\ Otan"]


def test_words_are_quoted_for_bash(appeal: Appeal, tmp_path: Path) -> None:
    """It takes them as they are: quoted, or left out where an open quote has no place for them."""
    roster = tmp_path / "r.csv"
    roster.write_text("id,name,group\n1,A,a$x\n2,B,a'b\n3,C,a `c`\n4,D,a d\n", encoding="utf-8")
    line = ("deputies", "list", roster, "--where")
    assert offered(appeal, *line, "group=a") == [r"plain,a\$x", r"plain,a\'b", r"plain,a\ d"]
    assert offered(appeal, *line, "'group=a") == ["plain,group=a$x", "plain,group=a `c`",
                                                  "plain,group=a d"]  # fmt: skip
    assert offered(appeal, *line, 'group="a') == ["plain,a'b", "plain,a d"]
    assert offered(appeal, *line, r"group=a\ ") == [r"plain,a\ d"]


def test_formats_languages_and_names(appeal: Appeal) -> None:
    """One, or another after a comma; of the languages those of the appeals on the line."""
    assert offered(appeal, "render", LETTER, "-f", "d") == ["plain,docx"]
    assert "plain,docx,pdf" in offered(appeal, "render", LETTER, "-f", "docx,")
    assert offered(appeal, "render", LETTER, "--language", "") == ["plain,kk"]
    assert offered(appeal, "check", LETTER, "--ignore", "gend") == ["plain,gender"]
    assert offered(appeal, "schema", "--of", "l") == ["plain,language"]


def test_files_are_left_to_the_shell(appeal: Appeal) -> None:
    """Appeals and rosters are files, a template is a folder."""
    assert offered(appeal, "render", "da") == ["file,"]
    assert offered(appeal, "render", LETTER, "-d", "da") == ["file,"]
    assert offered(appeal, "render", LETTER, "--template", "da") == ["dir,"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_says_how_to_install_it(appeal: Appeal, shell: str) -> None:
    """Each shell's script asks this command, and is a script that bash can read."""
    script = appeal("completion", shell).stdout.decode()
    assert "# To install it: appeal completion" in script
    assert re.search(f"_APPEAL_COMPLETE ?= ?'?{shell}_complete", script)
    assert script.startswith("#compdef appeal\n") == (shell == "zsh")
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script.encode(), check=True)


def test_the_overview_knows_the_folder(appeal: Appeal, tmp_path: Path) -> None:
    """`appeal` alone names the files that are there, and commands that work on them."""
    assert "appeal new campaign" in appeal().stdout.decode()
    (tmp_path / "appeal.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    (tmp_path / "deputies.csv").write_bytes(ROSTER.read_bytes())
    (tmp_path / "other.yaml").write_text("a: b\n", encoding="utf-8")
    ran = appeal()
    assert ran.returncode == 0
    shown = ran.stdout.decode()
    assert "appeal.yaml: A small appeal" in shown
    assert "other.yaml" not in shown
    assert "appeal batch appeal.yaml -d deputies.csv" in shown
    (tmp_path / "appeal.yaml").write_text("titel: x\n", encoding="utf-8")
    assert "appeal.yaml: 5 errors" in appeal().stdout.decode()


@pytest.mark.parametrize(("no_colour", "is_coloured"), [("", True), ("1", False)])
def test_no_color_is_honoured(tmp_path: Path, no_colour: str, is_coloured: bool) -> None:
    """On a terminal problems have colours, unless NO_COLOR has a value."""
    (tmp_path / "a.yaml").write_text("titel: x\n", encoding="utf-8")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": no_colour}
    command = [sys.executable, "-m", "appeal_cli", "check", "a.yaml"]
    subprocess.run(command, cwd=tmp_path, env=environment, stderr=theirs, check=False)
    os.close(theirs)
    assert (b"\x1b[" in os.read(ours, 100_000)) is is_coloured
    os.close(ours)


def test_no_colours_where_nobody_looks(appeal: Appeal, tmp_path: Path) -> None:
    """A pipe gets plain text."""
    (tmp_path / "a.yaml").write_text("titel: x\n", encoding="utf-8")
    assert b"\x1b" not in appeal("check", "a.yaml").stderr


def commands(group: click.Group, above: str) -> list[tuple[str, click.Command]]:
    """The commands of the group and of those in it, with their whole names."""
    found: list[tuple[str, click.Command]] = [(above, group)]
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        own = f"{above} {name}"
        found += commands(command, own) if isinstance(command, click.Group) else [(own, command)]
    return found


COMMANDS = commands(cli, "appeal")


def test_every_command_has_an_example() -> None:
    """Each command's help shows a line that can be copied."""
    listed = [(name, each) for name, each in COMMANDS if not isinstance(each, click.Group)]
    assert len(listed) > 10
    for name, command in listed:
        assert f"  {name} " in (command.help or "") or f"  {name}\n" in f"{command.help}\n", name


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_help_fits_a_terminal(name: str) -> None:
    """No line is wider than 80 columns, so none is broken, and no summary is cut off."""
    shown = CliRunner().invoke(cli, [*name.split()[1:], "--help"], terminal_width=80).output
    rest = shown.partition("\n\n")[2]
    assert [line for line in rest.splitlines() if len(line) > 80] == []
    assert not re.search(r"\.\.\.$", rest, re.M)
