"""What the kernel sees of each command: no network, and no change outside of what it makes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import click
import pytest
from docx import Document

from appeal_cli.cli import cli
from tests.conftest import ROOT, SMALL_APPEAL, heed_interrupts
from tests.files.office_making import office
from tests.importing.pdf_papers import sheets

MADE = "made"
"""Everything that a command makes stands in a folder of this name."""

LETTERHEAD = "letterhead: {names: [Sample Trust], email: office@sample.example}\n"
WEB_LETTER = "<p>Dear Members,<p>Please read this letter. <img src=https://a.example/b.png>"
OLD_LETTER = r"""{\rtf1\ansi Dear Members,\par Please read this letter.
{\field{\*\fldinst INCLUDEPICTURE \\d "http://127.0.0.1:9/a.png"}{\fldrslt }}\par}"""
ROSTER = """\
id,name,gender,email,address
1,Ann Sample,female,ann@sample.example,1 Road
2,Bert Muster,male,bert@sample.example,2 Road
"""
LETTERS = ("batch", "a.yaml", "-d", "d.csv", "-j", "2", "-o", f"{MADE}/letters")
COMMANDS: dict[str, tuple[str, ...]] = {
    "pdf": (*LETTERS, "-f", "pdf", "--merge", f"{MADE}/print.pdf", "--with", "envelope,labels"),
    "the other formats": (
        *(*LETTERS, "-f", "docx,html,txt,eml", "--zip", f"{MADE}/letters.zip"),
        *("--report", f"{MADE}/report.xml"),
    ),
    "render": ("render", "a.yaml", "-d", "d.csv", "--to", "1", "-f", "pdf,docx", "-o", f"{MADE}/"),
    "check": ("check", "a.yaml", "-d", "d.csv", "-f", "pdf,docx,html,txt,eml"),
    "import": ("deputies", "import", "d.csv", "-o", f"{MADE}/imported.csv"),
    "list": ("deputies", "list", "d.csv", "--explain"),
    "the letter to begin with": ("new", f"{MADE}/campaign"),
    "an example": ("new", f"{MADE}/campaign", "--example"),
    "a letter": ("new", f"{MADE}/campaign", "--from", "letter.docx"),
    "a letter of the web": ("new", f"{MADE}/campaign", "--from", "letter.html"),
    "an old letter": ("new", f"{MADE}/campaign", "--from", "letter.rtf"),
    "a letterhead": ("letterhead", "paper.docx", "-o", f"{MADE}/paper"),
    "a letterhead in PDF": ("letterhead", "paper.pdf", "-o", f"{MADE}/paper"),
    "templates": ("templates", "list"),
    "files of a template": ("templates", "show", "letter"),
    "a template": ("templates", "export", "letter", f"{MADE}/template"),
    "register": ("register", f"{MADE}/sent", "--answered", "answered.txt", "-o", f"{MADE}/j.xlsx"),
    "manifests": ("manifest", "merge", f"{MADE}/sent", "-o", f"{MADE}/all"),
    "problems": ("problems",),
    "schema": ("schema",),
    "overview": (),
    "version": ("--version",),
    **{f"for {shell}": ("completion", shell) for shell in ("bash", "zsh", "fish", "powershell")},
}

SENT = (
    *("batch", "numbered.yaml", "-d", "d.csv", "-f", "html", "-o", f"{MADE}/sent"),
    *("--number-from", "1"),
)
"""The letters of which the register and the manifests speak."""

LIBREOFFICE = re.compile("/tmp/OSL_PIPE_[^/]*$|/usr/lib/libreoffice/share/uno_packages/")
"""Its pipe, and what it would write beside itself if it might."""

CHANGES = (
    *("creat", "mkdir", "mkdirat", "mknod", "mknodat", "link", "linkat", "symlink", "symlinkat"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "truncate"),
    *("chmod", "fchmodat", "chown", "fchownat", "utimensat"),
)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)")
_PATH = re.compile(r'(?:<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office's files."""
    for name in ("office", "home/.config", "tmp"):
        (tmp_path / name).mkdir(parents=True)
    folder = tmp_path / "office"
    (folder / MADE).mkdir()
    (folder / "a.yaml").write_text(SMALL_APPEAL + LETTERHEAD, encoding="utf-8")
    (folder / "d.csv").write_text(ROSTER, encoding="utf-8")
    letter = Document()
    letter.add_paragraph("Dear Members,")
    letter.add_paragraph("Please read this letter.")
    letter.save(str(folder / "letter.docx"))
    (folder / "letter.html").write_text(WEB_LETTER, encoding="utf-8")
    (folder / "letter.rtf").write_text(OLD_LETTER, encoding="ascii")
    (folder / "paper.docx").write_bytes(office())
    (folder / "paper.pdf").write_bytes(sheets("<p>Sample Trust"))
    numbered = SMALL_APPEAL + LETTERHEAD + 'reference: "01/{{ number }}"\n'
    (folder / "numbered.yaml").write_text(numbered, encoding="utf-8")
    (folder / "answered.txt").write_text("01/1\n", encoding="utf-8")
    return folder


def line(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "appeal_cli", *arguments]


def environment(folder: Path, **more: str) -> dict[str, str]:
    home, scratch = str(folder.parent / "home"), str(folder.parent / "tmp")
    usual = {"PYTHONPATH": str(ROOT), "HOME": home, "TMPDIR": scratch}
    return {**os.environ, **usual, "PYTHONDONTWRITEBYTECODE": "1", **more}


def tracer(folder: Path) -> list[str | Path]:
    """What a command is written after, for its calls to be noted that reach the network or change
    files."""
    strace = shutil.which("strace")
    if not strace:
        pytest.skip("needs strace")
    calls = f"trace=%network,open,openat,openat2,{','.join(CHANGES)}"
    return [strace, "-f", "-y", "-s", "4096", "-o", folder.parent / "trace", "-e", calls]


def noted(folder: Path) -> list[str]:
    """The calls that were noted."""
    return (folder.parent / "trace").read_text(encoding="utf-8").splitlines()


def traced(folder: Path, *arguments: str, **more: str) -> list[str]:
    """The calls of the command that reach the network or change files."""
    ran = subprocess.run(
        [*tracer(folder), *line(*arguments)],
        cwd=folder,
        env=environment(folder, **more),
        capture_output=True,
        check=False,
    )
    if b"ptrace" in ran.stderr:
        pytest.skip("this user may not trace")
    assert ran.returncode == 0, ran.stderr.decode()
    return noted(folder)


def changed(calls: list[str], folder: Path) -> Iterator[Path]:
    """The paths that the calls make, change or delete."""
    for line in calls:
        found = _CALL.match(line)
        if not found or " = -1 " in line:
            continue
        name, arguments = found.groups()
        if name.startswith("open") and not re.search("O_WRONLY|O_RDWR|O_CREAT", arguments):
            continue
        if name.startswith("open") or name in CHANGES:
            for beside, path in _PATH.findall(arguments):
                yield Path(os.path.normpath(folder / beside / path))


def others(folder: Path) -> dict[Path, int]:
    """The files beside what is made, and when each was changed."""
    return {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != MADE}


def elsewhere(calls: list[str], folder: Path) -> set[Path]:
    """What the calls change that is neither made nor scratch."""
    homes = (folder / MADE, folder.parent / "tmp", Path("/dev/null"), Path("/dev/shm"))
    return {
        path
        for path in changed(calls, folder)
        if not any(path.is_relative_to(h) for h in homes) and not LIBREOFFICE.match(str(path))
    }


def reached(calls: list[str]) -> list[str]:
    """The calls that reach further than this machine's own processes."""
    found = [call for call in calls if re.search(r"\b(?:socket|connect|bind|sendto)\(", call)]
    return [call for call in found if "AF_UNIX" not in call]


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_else_is_touched(folder: Path, command: str) -> None:
    """No call reaches the network, and none changes a file elsewhere than in what is made, and in
    a scratch folder that is gone afterwards."""
    arguments = COMMANDS[command]
    if f"{MADE}/sent" in arguments:
        subprocess.run(line(*SENT), cwd=folder, env=environment(folder), check=True)
    before = others(folder)
    calls = traced(folder, *arguments)
    assert reached(calls) == []
    assert elsewhere(calls, folder) == set()
    assert list((folder.parent / "tmp").iterdir()) == []
    assert others(folder) == before
    assert any((folder / MADE).iterdir()) or "-o" not in arguments


def test_every_command_is_looked_at() -> None:
    """Those of the groups too."""
    looked = {arguments[:2] for arguments in COMMANDS.values()} | {("preview",)}
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        below = command.list_commands(context) if isinstance(command, click.Group) else [""]
        for each in below:
            assert any(words[:1] == (name,) and each in ("", *words[1:]) for words in looked), name


@pytest.mark.parametrize("words", ["render a", "render a.yaml -d d.csv --to ", "templates show "])
def test_completion_touches_nothing(folder: Path, words: str) -> None:
    """Though it reads the roster that is named."""
    before = others(folder)
    calls = traced(folder, _APPEAL_COMPLETE="bash_complete", COMP_LINE=f"appeal {words}")
    assert (reached(calls), elsewhere(calls, folder), others(folder)) == ([], set(), before)


def test_the_preview_answers_this_machine_alone(folder: Path) -> None:
    """It binds to the loopback, connects to nothing, and writes nothing."""
    before = others(folder)
    arguments = line("preview", "a.yaml", "-d", "d.csv", "--no-open")
    with subprocess.Popen(
        [*tracer(folder), *arguments],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interrupts,
    ) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        if not address:
            pytest.skip("this user may not trace")
        kinds = [f"letter/{kind}?template=letter&language=en" for kind in ("web", "paper", "word")]
        for path in ("", "files", "roster", *kinds):
            with urlopen(f"{address}{path}", timeout=120) as answer:
                assert answer.read()
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) == 0
    calls = noted(folder)
    (opened, bound) = (call for call in reached(calls) if "sendto(" not in call)
    assert "socket(AF_INET, SOCK_STREAM" in opened
    assert 'inet_addr("127.0.0.1")' in bound
    assert (elsewhere(calls, folder), others(folder)) == (set(), before)
    assert list((folder.parent / "tmp").iterdir()) == []


def test_a_change_elsewhere_would_be_seen(folder: Path) -> None:
    """A command that is told to write beside its folder is seen to do so."""
    calls = traced(folder, "render", "a.yaml", "-f", "html", "-o", "../elsewhere.html")
    assert folder.parent / "elsewhere.html" in set(changed(calls, folder))
