"""Whether a program makes the golden letters: `python tests/smoke.py PROGRAM...`.

For what is built for others: the installed wheel, the folder, the single file, the container. Each
makes the six letters of `tests/golden/` in an empty folder, from the example that it brings; the
web pages are compared byte for byte, and the words on each page of paper.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.golden_files import golden_of  # noqa: E402  # beside this file, wherever it is run

LANGUAGES = ("en", "ru", "kk")
DEPUTY = "nurkina-aigul"


def made(program: Path, folder: Path) -> None:
    """Has the program put its example into the folder, and make the letters of it there."""

    def run(*arguments: str) -> None:
        subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True)

    run("new", ".", "--example")
    for language in LANGUAGES:
        letter = ("render", f"data/appeal.{language}.yaml", "-f", "html,pdf,docx")
        to = ("-d", "data/deputies.csv", "--to", DEPUTY)
        run(*letter, "-o", "everyone/")
        run(*letter, *to, "-o", f"{DEPUTY}/")


def differences(folder: Path) -> list[str]:
    """The golden files that the letters in the folder are not like."""
    wrong = []
    for to in ("everyone", DEPUTY):
        for language in LANGUAGES:
            (html,) = (folder / to).glob(f"*{language}.html")
            (pdf,) = (folder / to).glob(f"*{language}.pdf")
            for name, text in golden_of(to, language, html.read_bytes(), pdf.read_bytes()):
                if text != (ROOT / "tests" / "golden" / name).read_text(encoding="utf-8"):
                    wrong.append(name)
    return wrong


def main() -> int:
    """1 where one of the programs makes another letter, 0 where none does."""
    status = 0
    for name in sys.argv[1:]:
        found = next(path for path in (Path(name), Path(name + ".exe")) if path.is_file())
        with tempfile.TemporaryDirectory() as folder:
            made(found.resolve(), Path(folder))
            wrong = differences(Path(folder))
        print(f"{name}: {', '.join(wrong) + ' differ' if wrong else 'the golden letters'}")
        status = 1 if wrong else status
    return status


if __name__ == "__main__":
    sys.exit(main())
