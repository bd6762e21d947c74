"""Starting: WeasyPrint is imported, without what it looks for and never uses here."""

from __future__ import annotations

import ctypes.util
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib import import_module
from io import StringIO
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
            _libraries_by_file_name(),
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
                "libpangoft2-1.0-0 libharfbuzz-subset0`; macOS: `brew install pango`); "
                "HTML and DOCX work without it",
                kind=Kind.PANGO,
            )
        ) from None


@contextmanager
def _libraries_by_file_name() -> Iterator[None]:
    """Lets libraries of the system be found by the names of their files alone, until the block
    ends: by these (`libpango-1.0.so.0`) Linux loads them at once.

    WeasyPrint asks by other names first, as other systems have them, and for each of those Python
    would run `ldconfig`, and the compiler and the linker where there are any: forty processes.
    """
    find = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = find


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
