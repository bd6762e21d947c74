"""Starting: WeasyPrint is imported, without what it looks for and never uses here."""

from __future__ import annotations

import ctypes.util
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

from appeal_cli.problems import AppealError, Kind, Problem


def import_weasyprint() -> None:
    """Imports it, with the parts that the engine asks for by name. Raises AppealError where Pango
    is not installed."""
    try:
        # That the machine has no fonts is meant here, and for a missing library WeasyPrint
        # prints a banner of its own.
        with (
            warnings.catch_warnings(),
            redirect_stdout(StringIO()),
            redirect_stderr(StringIO()),
            _libraries_found(),
            _imported_when_called("fontTools.subset", "fontTools.varLib.instancer"),
        ):
            warnings.simplefilter("ignore")
            import weasyprint.text.fonts
            import weasyprint.urls  # noqa: F401
    except OSError as error:
        library = str(error).partition("'")[2].partition("'")[0] or "Pango"
        raise AppealError(
            Problem(
                f"PDF needs Pango, and this machine has no `{library}`",
                hint="install it (Debian and Ubuntu: `apt install libpango-1.0-0 "
                "libpangoft2-1.0-0 libharfbuzz-subset0`; Fedora: `dnf install pango harfbuzz`; "
                "macOS: `brew install pango`; Windows, in MSYS2: `pacman -S "
                "mingw-w64-ucrt-x86_64-pango`); HTML and DOCX work without it",
                kind=Kind.PANGO,
            )
        ) from None


HOMEBREW = Path("/opt/homebrew/lib")
"""Where Homebrew has its libraries on Apple's own processors. Its own Python looks there, others
do not."""


@contextmanager
def _libraries_found() -> Iterator[None]:
    """Lets libraries of the system be found as this system has them, until the block ends.

    Linux loads them at once by the names of their files (`libpango-1.0.so.0`). WeasyPrint asks by
    other names first, as other systems have them, and for each of those Python would run
    `ldconfig`, and the compiler and the linker where there are any: forty processes.
    """
    find = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    elif sys.platform == "darwin":
        ctypes.util.find_library = lambda name: find(name) or library_in(HOMEBREW, name)
    try:
        yield
    finally:
        ctypes.util.find_library = find


def library_in(folder: Path, name: str) -> str | None:
    """The file in the folder of the library of that name (`pango-1.0`), or nothing."""
    path = folder / f"lib{name}.dylib"
    return str(path) if path.is_file() else None


@contextmanager
def _imported_when_called(*names: str) -> Iterator[None]:
    """Lets modules of which somebody imports functions until the block ends be imported when the
    first of these is called: those that change fonts in Python, which takes fonts of variable
    weight, or a machine without libharfbuzz-subset."""
    missing = [name for name in names if name not in sys.modules]
    sys.modules.update({name: _later(name) for name in missing})
    try:
        yield
    finally:
        for name in missing:
            sys.modules.pop(name, None)


def _later(name: str) -> ModuleType:
    """What stands for a module of which functions are called, and nothing else is asked for."""

    def function(called: str) -> Any:
        return lambda *given, **named: getattr(import_module(name), called)(*given, **named)

    module = ModuleType(name)
    module.__getattr__ = function  # type: ignore[method-assign]
    return module
