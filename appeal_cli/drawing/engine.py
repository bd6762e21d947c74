"""The engine: WeasyPrint, imported, with nothing of the machine's."""

from __future__ import annotations

import atexit
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from threading import RLock
from typing import Any
from weakref import WeakSet

from appeal_cli.drawing.starting import import_weasyprint
from appeal_cli.problems import Kind, Problem, raise_for

FONTCONFIG = Path(__file__).with_name("fontconfig.xml")
"""A configuration of fontconfig without any folder, so that no font of the machine is used."""

LOCK = RLock()
"""Held while WeasyPrint works: it reads the environment of the process, and its messages go to
one logger, so that two threads can't use it at once."""

# What the libraries below read from the environment, and what they must find there: a
# configuration without the machine's fonts, and no clock (fontTools dates its subsets,
# where libharfbuzz-subset is missing).
_ENVIRONMENT = {"FONTCONFIG_FILE": str(FONTCONFIG), "SOURCE_DATE_EPOCH": "0"}


@contextmanager
def machine_left_out() -> Iterator[None]:
    """Hides the machine's fonts and its clock from the libraries until the block ends; other
    threads wait as long."""
    with LOCK:
        before = {name: os.environ.get(name) for name in _ENVIRONMENT}
        os.environ.update(_ENVIRONMENT)
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value


def engine() -> Any:
    """WeasyPrint, imported. Raises AppealError where Pango is not installed.

    It asks fontconfig for fonts while it is imported, and a machine may have no configuration.
    """
    with machine_left_out():
        if not {"weasyprint", "weasyprint.text.fonts", "weasyprint.urls"} <= sys.modules.keys():
            import_weasyprint()
        return sys.modules["weasyprint"]


# The beginnings of WeasyPrint's messages that mean: something is not in the PDF.
_OMISSIONS = ("Failed to load", "Failed to render", "Font-face", "Unknown image mode", "Missing")


@contextmanager
def nothing_omitted() -> Iterator[None]:
    """Raises AppealError when the block is done, for what WeasyPrint says that it left out.

    Stands inside `machine_left_out`, so that the messages are those of one thread.
    """
    found: list[Problem] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if message.startswith(_OMISSIONS) or "glyph" in message.lower():
                found.append(Problem(message, kind=Kind.INCOMPLETE))

    logger = logging.getLogger("weasyprint")
    before, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [Listener(logging.WARNING)], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before, propagate
    raise_for(found)


# Fonts


def no_fonts() -> Any:
    """A new collection of fonts, as WeasyPrint keeps them, which has none yet."""
    fonts = engine().text.fonts.FontConfiguration()
    _FONTS.add(fonts)
    return fonts


_FONTS: WeakSet[Any] = WeakSet()
"""The collections that somebody holds."""


@atexit.register
def _remove_font_files() -> None:
    """Removes the files of fonts that are still held: WeasyPrint would try it when Python's
    modules are gone."""
    for fonts in list(_FONTS):
        if fonts._folder:
            rmtree(fonts._folder, ignore_errors=True)
            fonts._folder = None
