"""What is built and installed: the wheel, the source distribution and the editable install."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from appeal_cli.version import __version__
from tests.conftest import ROOT
from tests.reading import READERS

NAME = f"appeal_cli-{__version__}"

# Without one of these no letter can be made, however the other lists are put together.
NEEDED = [
    "appeal_cli/__init__.py",
    "appeal_cli/__main__.py",
    "appeal_cli/cli/__init__.py",
    "appeal_cli/cli/render.py",
    "appeal_cli/data/appeal.en.yaml",
    "appeal_cli/data/appeal.kk.yaml",
    "appeal_cli/data/appeal.ru.yaml",
    "appeal_cli/data/deputies.csv",
    "appeal_cli/data/languages/de.yaml",
    "appeal_cli/data/languages/en-US.yaml",
    "appeal_cli/data/languages/en.yaml",
    "appeal_cli/data/languages/kk.yaml",
    "appeal_cli/data/languages/ru.yaml",
    "appeal_cli/data/languages/uk.yaml",
    "appeal_cli/data/majilis-5.csv",
    "appeal_cli/py.typed",
    "appeal_cli/templates/brief/template.yaml",
    "appeal_cli/templates/envelope/letter.html.j2",
    "appeal_cli/templates/envelope/template.yaml",
    "appeal_cli/templates/labels/letter.html.j2",
    "appeal_cli/templates/letter/fonts/LICENSE.txt",
    "appeal_cli/templates/letter/fonts/Tinos-Bold.ttf",
    "appeal_cli/templates/letter/fonts/Tinos-BoldItalic.ttf",
    "appeal_cli/templates/letter/fonts/Tinos-Italic.ttf",
    "appeal_cli/templates/letter/fonts/Tinos-Regular.ttf",
    "appeal_cli/templates/letter/fonts/fonts.css",
    "appeal_cli/templates/letter/letter.css",
    "appeal_cli/templates/letter/letter.html.j2",
    "appeal_cli/templates/letter/parts.html.j2",
    "appeal_cli/templates/letter/reference.docx",
    "appeal_cli/writers/docx.py",
    "appeal_cli/writers/eml.py",
    "appeal_cli/drawing/fontconfig.xml",
    "appeal_cli/writers/pdf/printing.py",
    "appeal_cli/writers/html.py",
    "appeal_cli/writers/txt.py",
]

METADATA = [
    f"{NAME}.dist-info/{name}"
    for name in (
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
        "licenses/templates/letter/fonts/LICENSE.txt",
    )
]

KINDS = {
    "appeal_cli": {".css", ".html", ".js", ".py", ".svg", ".typed", ".xml"},
    "templates": {".css", ".docx", ".j2", ".ttf", ".txt", ".yaml"},
    "data": {".csv", ".docx", ".md", ".yaml"},
}

PROJECT_FILES = [
    ".dockerignore",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".pre-commit-hooks.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Containerfile",
    "LICENSE",
    "Makefile",
    "PKG-INFO",
    "README.md",
    "SECURITY.md",
    "action.yml",
    "appeal.spec",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements-dev.txt",
]


@dataclass(frozen=True)
class Built:
    """The files that `python -m build` made."""

    sdist: Path
    wheel: Path


def run(*command: str | Path, cwd: Path) -> str:
    """The standard output of a command that does not see the checkout through Python's path."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    return done.stdout.decode()


def build(source: Path, target: Path, *options: str) -> None:
    """Runs `python -m build`, with the hatchling that is here and without a network."""
    run(sys.executable, "-m", "build", "--no-isolation", *options, "-o", target, source, cwd=target)


def said(scripts: Path, code: str) -> Path:
    """The path that a line of Python prints in an environment."""
    return Path(run(scripts / "python", "-c", code, cwd=scripts).strip())


def new_environment(folder: Path, *install: str | Path) -> Path:
    """The scripts of a fresh virtual environment with a package and the dependencies from here."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    packages = said(scripts, "import sysconfig; print(sysconfig.get_path('purelib'))")
    here = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    # A folder that a .pth file names is searched, but its own .pth files are not read: the
    # editable install that runs these tests stays out.
    (packages / "dependencies.pth").write_text("\n".join(here), encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python", "install")
    run(*pip, "--no-deps", "--no-index", "--no-build-isolation", *install, cwd=folder)
    return scripts


def shipped_files() -> Iterable[str]:
    """Every file of the package, its templates and its data, where the wheel should have it."""
    for folder, kinds in KINDS.items():
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in kinds:
                place = path.relative_to(ROOT).as_posix()
                yield place if folder == "appeal_cli" else f"appeal_cli/{place}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The source distribution, and the wheel made from it and from nothing else."""
    target = tmp_path_factory.mktemp("dist")
    build(ROOT, target)
    return Built(target / f"{NAME}.tar.gz", target / f"{NAME}-py3-none-any.whl")


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment with the wheel in it."""
    return new_environment(tmp_path_factory.mktemp("wheel") / "environment", built.wheel)


def test_the_wheel_has_exactly_the_files_of_the_package(built: Built) -> None:
    """Each source, template and data file is in the wheel once, and nothing else is."""
    with ZipFile(built.wheel) as wheel:
        names = wheel.namelist()
    assert sorted(names) == sorted([*shipped_files(), *METADATA])


def test_the_wheel_has_what_a_letter_needs(built: Built) -> None:
    """Moving or losing a file that the letter is made of is noticed by its name."""
    with ZipFile(built.wheel) as wheel:
        assert set(NEEDED) - set(wheel.namelist()) == set()


def test_the_wheel_is_the_same_from_the_checkout_and_from_the_source_distribution(
    built: Built, tmp_path: Path
) -> None:
    """Whichever way `pip` gets the project, it installs the same bytes."""
    build(ROOT, tmp_path, "--wheel")
    assert (tmp_path / built.wheel.name).read_bytes() == built.wheel.read_bytes()


def test_the_source_distribution_has_no_stray_files(built: Built) -> None:
    """It holds the package, its tests and the project's own files, so that its tests pass there
    too; no caches, no letters."""
    with tarfile.open(built.sdist) as sdist:
        names = [name.removeprefix(f"{NAME}/") for name in sdist.getnames()]
    assert sorted(name for name in names if "/" not in name) == PROJECT_FILES
    assert {name.split("/")[0] for name in names if "/" in name} == {
        *(*KINDS, "docs", "tests"),
        *(".ci", ".github"),
    }
    assert [name for name in names if "__pycache__" in name or "_cache/" in name] == []


def test_the_installed_command_runs(installed: Path, tmp_path: Path) -> None:
    """`appeal` is a command of the environment, and so is `python -m appeal_cli`."""
    version = run(installed / "appeal", "--version", cwd=tmp_path)
    assert __version__ in version
    assert run(installed / "python", "-m", "appeal_cli", "--version", cwd=tmp_path) == version


def test_an_installed_wheel_makes_the_letter(installed: Path, tmp_path: Path) -> None:
    """In a folder of one's own, every format is made with the templates inside the package."""
    package = said(installed, "import appeal_cli; print(appeal_cli.__file__)").parent
    assert package.is_relative_to(installed.parent)
    source = package / "data" / "appeal.en.yaml"
    formats = ",".join(READERS)
    written = run(
        installed / "appeal", "render", source, "-f", formats, "-o", "letters", cwd=tmp_path
    )
    for line in written.splitlines():
        path = tmp_path / line
        assert "You iniciate the work" in READERS[path.suffix[1:]](path.read_bytes())
    assert len(written.splitlines()) == len(READERS)


def test_an_installed_wheel_brings_the_example_of_the_documents(
    installed: Path, tmp_path: Path
) -> None:
    """The files that the README's commands name are put into a folder by one command."""
    written = run(installed / "appeal", "new", "first", "--example", cwd=tmp_path).splitlines()
    assert "first/data/majilis-5.csv" in written
    for line in written:
        assert (tmp_path / line).read_bytes() == (ROOT / line.removeprefix("first/")).read_bytes()
    command = "render data/appeal.kk.yaml -d data/majilis-5.csv --to nurkina-aigul -o one.docx"
    run(installed / "appeal", *command.split(), cwd=tmp_path / "first")
    assert "Құрметті Айгүл Қабдешқызы!" in READERS["docx"](
        (tmp_path / "first/one.docx").read_bytes()
    )


def test_the_lock_has_every_package_that_is_named() -> None:
    """With one version, and without the address of any registry."""
    locked = (ROOT / "requirements-dev.txt").read_text("utf-8")
    lines = [line.partition(" ;")[0] for line in locked.splitlines()]
    versions = dict(line.split("==") for line in lines)
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = [told["project"]["dependencies"], told["dependency-groups"]["dev"]]
    groups += told["project"]["optional-dependencies"].values()
    for requirement in (each for group in groups for each in group):
        name = re.split(r"[<>=\[]", requirement)[0]
        assert name in versions, f"{name}: run `make lock`"
    assert "://" not in locked


def test_an_editable_install_uses_the_checkout(tmp_path: Path) -> None:
    """`pip install --editable` finds templates and data in the checkout, and copies neither."""
    scripts = new_environment(tmp_path / "environment", "--editable", ROOT)
    templates = said(
        scripts, "from appeal_cli.files.resources import shipped; print(shipped('templates'))"
    )
    assert templates == ROOT / "templates"
    source = ROOT / "data" / "appeal.en.yaml"
    page = run(scripts / "appeal", "render", source, "-f", "html", "-o", "-", cwd=tmp_path)
    assert "You iniciate the work" in page
    assert not (ROOT / "appeal_cli" / "templates").exists()
