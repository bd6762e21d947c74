"""`make fuzz`: each reader on bytes that a coverage-guided fuzzer makes up.

A reader may return or raise AppealError; anything else is a finding, which is written to
`.fuzz/` and belongs into the corpus of tests/hostile. `python -m tests.fuzz csv 600` runs one
reader for ten minutes.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HOME = Path(".fuzz")


def _readers() -> dict[str, Callable[[bytes], object]]:
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
    from appeal_cli.roster.cleaning import tidy
    from appeal_cli.roster.names.parts import name_order
    from appeal_cli.roster.readers.formats import _delimited, _json, _sheet, _yaml

    order = name_order(None)

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
        "csv": lambda data: tidy(_delimited(data, "fuzz.csv", None), None, order),
        "json": lambda data: tidy(_json(data, "fuzz.json", None), None, order),
        "yaml": lambda data: tidy(_yaml(data, "fuzz.yaml", None), None, order),
        "sheet": lambda data: tidy(_sheet(data, "fuzz.xlsx", None), None, order),
        "picture": lambda data: picture_of(data, "fuzz.png"),
        "markup": markup,
        "placeholders": placeholders,
    }


NAMES = ("appeal", "csv", "json", "yaml", "sheet", "picture", "markup", "placeholders")


def fuzz(name: str, seconds: int) -> None:
    """Runs one reader for so many seconds, or until something is found."""
    import atheris

    with atheris.instrument_imports(include=["appeal_cli"]):
        reader = _readers()[name]
    from appeal_cli.problems import AppealError

    def once(data: bytes) -> None:
        with contextlib.suppress(AppealError):
            reader(data)

    corpus = HOME / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(_seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=1500", "-max_len=20000"]
    atheris.Setup([sys.argv[0], str(corpus), f"-artifact_prefix={corpus}-", *options], once)
    atheris.Fuzz()


def _seeds(name: str) -> list[bytes]:
    """The small files of the hostile corpus that this reader reads."""
    from tests.hostile import appeals, rosters, templates

    endings = {"appeal": "appeal.yaml", "sheet": (".xlsx", ".ods"), "picture": ".png"}
    wanted = endings.get(name, f".{name}")
    seeds = []
    for module in (appeals, rosters, templates):
        for case in module.CASES.values():
            for path, content in case.files.items():
                if path.endswith(wanted) and isinstance(content, (str, bytes)):
                    raw = (
                        content if isinstance(content, bytes) else content.encode("utf-8", "ignore")
                    )
                    seeds.append(raw[:20_000])
    return seeds


def main(arguments: list[str]) -> int:
    """One reader, or each of them in a process of its own, for as many seconds."""
    name, seconds = arguments[0], int(arguments[1])
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
