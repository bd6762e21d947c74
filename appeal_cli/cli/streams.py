"""Standard input, output and error, as they are handed to the command: any may be closed, and
take fewer characters than a letter has."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import IO, Any

from appeal_cli.files.characters import printable

_STREAMS = (("stdin", os.O_WRONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY))
"""Each stream by its number, and how the null device takes the place of a closed one: so that
input can't be read and output can't be written, rather than lost, and messages vanish."""


def prepare_streams() -> None:
    """Makes each stream usable: one that was closed fails when it is used, and no file that is
    opened later is taken for it; a character that the console has no code for is escaped, and
    output that goes elsewhere is UTF-8."""
    stream: IO[Any]
    for number, (name, flags) in enumerate(_STREAMS):
        if not _is_open(number):
            os.dup2(os.open(os.devnull, flags), number)
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
    for stream in (sys.stdout, sys.stderr):
        assert isinstance(stream, TextIOWrapper)
        # File names may hold bytes that are no UTF-8, and scripts read them as they are.
        if not stream.isatty():
            # A file or a program gets UTF-8, whatever the console can show.
            stream.reconfigure(encoding="utf-8")
        is_utf8 = stream.encoding.lower().replace("-", "") == "utf8"
        stream.reconfigure(errors="surrogateescape" if is_utf8 else "backslashreplace")


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def say(text: object) -> None:
    """Prints a line, as long as anybody reads: the files that it names matter more. A program reads
    a name as it is; to a terminal it may do nothing."""
    try:
        line = printable(str(text)) if sys.stdout.isatty() else str(text)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        silence_output()


def silence_output() -> None:
    """Lets what is left to be written vanish, once standard output has failed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
