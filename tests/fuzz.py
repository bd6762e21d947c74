"""`make fuzz`: each reader on bytes that a coverage-guided fuzzer makes up.

A reader may return or raise AppealError; anything else is a finding, which is written to
`.fuzz/` and belongs into the corpus of tests/hostile. Letters, letterheads and spreadsheets are
real files, twisted at random (`tests.twisted`), since a fuzzer gets no further than an archive's
checksums. `python -m tests.fuzz csv 600` runs one reader for ten minutes.
"""

from __future__ import annotations

import contextlib
import datetime
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

HOME = Path(".fuzz")
Reader = Callable[[bytes], object]


def _appeals() -> dict[str, Reader]:
    """The readers of what an appeal is made of."""
    from appeal_cli.appeal.loading import read_appeal
    from appeal_cli.appeal.markup import to_html
    from appeal_cli.appeal.markup_rules import MarkupError
    from appeal_cli.appeal.pictures import picture_of
    from appeal_cli.appeal.placeholder_values import PlaceholderError
    from appeal_cli.appeal.placeholders import fill
    from appeal_cli.files.unfilled import Text
    from appeal_cli.letter.addressing import address
    from appeal_cli.page.template import load_template
    from appeal_cli.pipeline import Pipeline

    def letter(data: bytes) -> None:
        made = address(read_appeal(data, "fuzz.yaml", Path("/nonexistent")))
        pipeline = Pipeline(load_template())
        pipeline.proof(pipeline.rendered(made))

    def markup(data: bytes) -> None:
        with contextlib.suppress(MarkupError):
            to_html(data.decode("utf-8", "ignore")[:2_000])

    def placeholders(data: bytes) -> None:
        with contextlib.suppress(PlaceholderError):
            text = Text(data.decode("utf-8", "ignore")[:2_000])
            fill(text, {"date": "today"}, markup=True)

    return {
        "appeal": letter,
        "markup": markup,
        "placeholders": placeholders,
        "picture": lambda data: picture_of(data, "fuzz.png"),
    }


def _rosters() -> dict[str, Reader]:
    """The readers of rosters."""
    from appeal_cli.roster.cleaning import tidy
    from appeal_cli.roster.readers.formats import _delimited, _json, _old_sheet, _sheet, _yaml
    from appeal_cli.roster.readers.workbook import workbook_table

    return {
        "csv": lambda data: tidy(_delimited(data, "fuzz.csv", None)),
        "json": lambda data: tidy(_json(data, "fuzz.json", None)),
        "yaml": lambda data: tidy(_yaml(data, "fuzz.yaml", None)),
        "xlsx": lambda data: tidy(workbook_table(_sheet(data, "fuzz.xlsx", None))),
        "ods": lambda data: tidy(workbook_table(_sheet(data, "fuzz.ods", None))),
        "xls": lambda data: tidy(workbook_table(_old_sheet(data, "fuzz.xls", None))),
    }


def _letters() -> dict[str, Reader]:
    """The readers of letters and letterheads that others wrote."""
    from appeal_cli.importing.campaign import new_campaign
    from appeal_cli.importing.document import Document
    from appeal_cli.importing.draft import draft_of
    from appeal_cli.importing.letterheads.folder import letterhead_of
    from appeal_cli.importing.readers import mail, markdown, opendocument, text, web, word

    def campaign(read: Callable[[bytes, Path], Document]) -> Reader:
        def made(data: bytes) -> None:
            draft = draft_of(read(data, Path("letter")))
            new_campaign(draft.language, datetime.date(2026, 3, 2), draft)

        return made

    return {
        "word": campaign(word.read),
        "letterhead": lambda data: letterhead_of(data, b"", Path("letter")),
        "odt": campaign(opendocument.read),
        "html": campaign(web.read),
        "eml": campaign(mail.read),
        "md": campaign(markdown.read),
        "txt": campaign(text.read),
    }


GROUPS = (
    (_appeals, ("appeal", "markup", "placeholders", "picture")),
    (_rosters, ("csv", "json", "yaml", "xlsx", "ods", "xls")),
    (_letters, ("word", "letterhead", "odt", "html", "eml", "md", "txt")),
)
NAMES = tuple(name for _, names in GROUPS for name in names)
TWISTED = ("word", "letterhead", "odt", "xlsx", "ods")


def reader_of(name: str) -> Reader:
    """The reader of that name."""
    (group,) = (group for group, names in GROUPS if name in names)
    return group()[name]


def fuzz(name: str, seconds: int) -> None:
    """Runs one reader for so many seconds, or until something is found."""
    import atheris

    # Much is imported only when it is used: what is not used here would guide nobody.
    with atheris.instrument_imports(include=list(GUIDES)):
        reader, first = reader_of(name), seeds(name)
        from appeal_cli.problems import AppealError

        def once(data: bytes) -> None:
            with contextlib.suppress(AppealError):
                reader(data)

        for seed in first:
            once(seed)
    corpus = HOME / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(first):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [f"-max_total_time={seconds}", "-timeout=60", "-rss_limit_mb=1500", "-max_len=20000"]
    atheris.Setup([sys.argv[0], str(corpus), f"-artifact_prefix={corpus}-", *options], once)
    atheris.Fuzz()


GUIDES = ("appeal_cli", "markdown_it", "mdurl", "jinja2", "yaml", "email", "xlrd")
"""The packages whose branches guide the fuzzer: ours, and those in Python that read for us."""


def twist(name: str, seconds: int) -> bool:
    """Gives one reader twisted files for so many seconds. Prints each program error once, and
    returns whether there was any."""
    from appeal_cli.problems import AppealError
    from tests.twisted import open_letters, open_sheets, twisted, word_letters, workbooks

    makers = {"odt": open_letters, "xlsx": workbooks, "ods": open_sheets}
    files = makers.get(name, word_letters)(_own_files())
    reader = reader_of(name)
    found: set[str] = set()
    until, runs = time.monotonic() + seconds, 0
    chosen = random.Random()
    while time.monotonic() < until:
        runs += 1
        file = twisted(chosen.randbytes(60), files)
        try:
            reader(file)
        except AppealError:
            continue
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a library in Rust that panics raises no Exception
            where = traceback.format_tb(error.__traceback__)[-1]
            if where not in found:
                found.add(where)
                path = HOME / f"{name}-{len(found)}"
                path.write_bytes(file)
                print(path, "".join(traceback.format_exception(error)[-4:]), flush=True)
    print(f"{name}: {runs} files, {len(found)} found", flush=True)
    return bool(found)


def _own_files() -> Path:
    """The folder that letters and spreadsheets are made in."""
    folder = HOME / "files"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def seeds(name: str) -> list[bytes]:
    """The small files of the hostile corpus that this reader reads, or letters of ours."""
    from tests.hostile import appeals, rosters, templates
    from tests.making import make
    from tests.twisted import BLOCKS, LOOK, RICH, full_letters, old_workbook

    if name in ("markup", "placeholders"):
        lines = [line for path in (RICH, BLOCKS) for line in path.read_bytes().splitlines()]
        more = b"{{ deputy.given_name | dative }}", b"{% if a %}", b"^[a *note*] ~2~ ++u++ \\\n"
        return [*lines, *more]
    if name == "xls":
        return [old_workbook()]
    if name in ("html", "eml", "md", "txt"):
        letters = full_letters(_own_files())
        format = "txt" if name == "md" else name
        return [make(letter, [format], LOOK)[format][:20_000] for letter in letters]
    endings = {"appeal": "appeal.yaml", "picture": ".png"}
    wanted = endings.get(name, f".{name}")
    found = []
    for module in (appeals, rosters, templates):
        for case in module.CASES.values():
            for path, content in case.files.items():
                if path.endswith(wanted) and isinstance(content, (str, bytes)):
                    raw = (
                        content if isinstance(content, bytes) else content.encode("utf-8", "ignore")
                    )
                    found.append(raw[:20_000])
    return found


def main(arguments: list[str]) -> int:
    """One reader, or each of them in a process of its own, for as many seconds."""
    name, seconds = arguments[0], int(arguments[1])
    if name in TWISTED:
        return int(twist(name, seconds))
    if name != "all":
        fuzz(name, seconds)
        return 0
    statuses = [
        subprocess.run(
            [sys.executable, "-m", "tests.fuzz", each, str(seconds)], check=False
        ).returncode
        for each in NAMES
    ]
    return int(any(statuses))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
