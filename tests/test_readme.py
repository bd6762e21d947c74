"""The README does not rot: its commands run, its Python works, its table is true."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest

from appeal_cli import address, load_appeal, load_deputies
from appeal_cli.cli import cli
from appeal_cli.page.elements import ELEMENTS
from tests.cli.test_completion import COMMANDS
from tests.conftest import DATA, ROOT, Appeal
from tests.hostile.warm import Warm
from tests.reading import docx_text, pdf_text

README = (ROOT / "README.md").read_text(encoding="utf-8")
LANGUAGES = ("en", "ru", "kk")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.M | re.S)


@pytest.fixture
def checkout(warm_appeal: Warm, tmp_path: Path) -> Path:
    """A folder with the example, in which the README's commands run as they do in a checkout."""
    assert warm_appeal("new", tmp_path, "--example", cwd=tmp_path).status == 0
    return tmp_path


def test_every_command_runs(warm_appeal: Warm, checkout: Path) -> None:
    """Each line of the README's shell blocks does what it says, in their order."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    assert len([line for line in lines if line.startswith("appeal ")]) >= 4
    for line in lines:
        command, *arguments = shlex.split(line)
        if command == "appeal":
            ran = warm_appeal(*arguments, cwd=checkout)
            assert ran.status == 0, (line, ran.err)
        elif command == "cp":
            subprocess.run([command, *arguments], cwd=checkout, check=True)
        else:
            assert line == "make letter"
            assert "letter:" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "Құрметті Айгүл Қабдешқызы!" in docx_text((checkout / "nurkina.docx").read_bytes())


def shown_in_help() -> list[str]:
    """The commands of all help texts that name files of the example, or no file at all."""
    shown = [line for _, each in COMMANDS for line in (each.help or "").splitlines()]
    lines = [line.strip() for line in shown if re.match(" +appeal ", line)]
    return [
        line
        for line in dict.fromkeys(lines)
        if not re.search(r"[|<>]|^appeal preview", line)
        and ("data/" in line or not re.search("[./]", line))
    ]


def test_the_examples_of_help_run(warm_appeal: Warm, checkout: Path) -> None:
    """In their order, as they stand there."""
    lines = shown_in_help()
    assert len(lines) > 20
    for line in lines:
        words = [word for each in shlex.split(line)[1:] for word in expanded(each, checkout)]
        ran = warm_appeal(*words, cwd=checkout)
        assert ran.status == 0, (line, ran.err)


def expanded(word: str, folder: Path) -> list[str]:
    """The word as a shell gives it to a command."""
    found = sorted(folder.glob(word)) if "*" in word else []
    return [path.relative_to(folder).as_posix() for path in found] or [word]


def test_the_python_example_works(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the README shows of the Python API makes a letter."""
    (code,) = blocks("python")
    monkeypatch.chdir(checkout)
    names: dict[str, object] = {}
    exec(code, names)
    made = names["pdf"]
    assert isinstance(made, bytes)
    assert "Dear Mr Abdirov," in pdf_text(made)


def test_the_appeal_that_is_shown_loads(appeal: Appeal, tmp_path: Path) -> None:
    """The YAML of the README makes a letter in every format."""
    from PIL import Image

    (shown,) = blocks("yaml")
    (tmp_path / "shown.yaml").write_text(shown, encoding="utf-8")
    for name in ("logo.png", "chart.png"):
        Image.new("RGB", (60, 40), "navy").save(tmp_path / name)
    ran = appeal(
        "render", "shown.yaml", "-d", DATA / "deputies.csv", "--to", "nurkina-aigul",
        "-f", "pdf,docx,html,txt", "-o", "shown",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()


def rows() -> list[list[str]]:
    table = re.search(r"^\| placeholder .*?\n\n", README, re.M | re.S)
    assert table
    lines = table[0].strip().splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_the_table_of_placeholders_is_true(row: list[str], tmp_path: Path) -> None:
    """Each cell is what the placeholder prints in that language."""
    placeholder = row[0].strip("`").replace("\\|", "|")
    deputy = next(d for d in load_deputies(DATA / "deputies.csv") if d.id == "nurkina-aigul")
    for language, expected in zip(LANGUAGES, row[1:], strict=True):
        if not expected:
            continue
        path = tmp_path / f"{language}.yaml"
        path.write_text(
            f"language: {language}\ndate: 2013-10-17\ntitle: T\nbody: ['{placeholder}']\n",
            encoding="utf-8",
        )
        printed = address(load_appeal(path), deputy).body[0].text.html  # type: ignore[union-attr]
        assert printed.replace("\u00a0", " ") == expected, language


def test_the_vocabulary_is_the_one_documented() -> None:
    """The README lists each element that a template may write; the page's own parts aside."""
    listed = re.search(r"no\s+others: `([^`]+)`", README)
    assert listed
    assert set(listed[1].split()) == ELEMENTS - {
        "html",
        "head",
        "meta",
        "title",
        "link",
        "style",
        "body",
    }


def test_every_column_and_option_is_documented() -> None:
    """A field of a deputy or an option of a command that the README and help leave out fails."""
    from appeal_cli.roster.deputy import FIELDS

    for field in FIELDS:
        assert f"`{field}`" in README, field
    context = click.Context(cli)
    names = cli.list_commands(context)
    assert len(names) == 13
    for command in (cli.get_command(context, name) for name in names):
        assert command
        for parameter in command.params:
            if parameter.param_type_name == "option" and parameter.name != "help":
                assert getattr(parameter, "help", None), (command.name, parameter.name)


def test_links_lead_somewhere() -> None:
    """Files that the documents link to are there."""
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert (ROOT / target).exists(), (name, target)
