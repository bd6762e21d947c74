"""Where the command `appeal` begins, `python -m appeal_cli`, and the program of `make binary`."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # a part of `signal` that loads at once

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Runs the command line and exits with its status. Ctrl-C that comes while Python loads it
    ends the process as quietly as one that comes later."""
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    from appeal_cli.cli import main as command

    command()


if __name__ == "__main__":
    from multiprocessing import freeze_support

    freeze_support()  # A program of its own starts itself again for a letter's process.
    main()
