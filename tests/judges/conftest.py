"""The letters that the judges look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli import Letter, address, load_appeal, load_deputies
from tests.conftest import DATA
from tests.judges.sample import RICH, rich_appeal
from tests.judges.tools import MISSING

LANGUAGES = ("en", "ru", "kk")
NAMES = (
    "blocks",
    "rich",
    "rich.open",
    *(f"{to}.{language}" for to in ("everyone", "deputy") for language in LANGUAGES),
)


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Letter]:
    """The shipped letters, open and to a deputy, and the rich one, by their names."""
    folder: Path = tmp_path_factory.mktemp("letters")
    deputy = load_deputies(DATA / "deputies.csv")[0]
    rich = load_appeal(rich_appeal(folder))
    blocks = load_appeal(RICH.with_name("blocks.en.yaml"))
    made = {
        "blocks": address(blocks, deputy),
        "rich": address(rich, deputy),
        "rich.open": address(rich),
    }
    for language in LANGUAGES:
        appeal = load_appeal(DATA / f"appeal.{language}.yaml")
        made[f"everyone.{language}"] = address(appeal)
        made[f"deputy.{language}"] = address(appeal, deputy)
    return made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says which judges were missing, so that nobody takes a skipped test for a passed one."""
    reasons = (report.longrepr[2] for report in terminalreporter.stats.get("skipped", []))
    missing = sorted({reason.partition(MISSING)[2] for reason in reasons if MISSING in reason})
    if missing:
        terminalreporter.write_line(f"Judges that were not asked: {', '.join(missing)}.")
        terminalreporter.write_line("`make judges` installs them.")
