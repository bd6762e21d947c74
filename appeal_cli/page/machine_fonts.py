"""Fonts of the machine, which a template may ask for by name where its own lack letters."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from appeal_cli.problems import AppealError, Kind, Problem, did_you_mean

_SUFFIXES = (".ttf", ".otf")

_REGULAR, _BOLD, _NORMAL = 400, 700, 5
"""The weights of text and of bold text, and the width of both (OpenType, OS/2, usWeightClass and
usWidthClass)."""


class Face(NamedTuple):
    """A font's file, the family that it is of, its weight and width, and whether it is italic."""

    path: Path
    family: str
    weight: int
    width: int
    is_italic: bool

    @property
    def is_bold(self) -> bool:
        """Whether it is nearer to bold text."""
        return self.weight >= (_REGULAR + _BOLD) / 2

    @property
    def oddness(self) -> tuple[int, int]:
        """How far it is from what text is usually set in."""
        return abs(self.width - _NORMAL), abs(self.weight - (_BOLD if self.is_bold else _REGULAR))

    @property
    def css(self) -> str:
        """The rule by which a stylesheet uses it."""
        weight = "font-weight: bold; " if self.is_bold else ""
        style = "font-style: italic; " if self.is_italic else ""
        source = f'font-family: "{self.family}"; src: url("{self.path.as_uri()}"); '
        return f"@font-face {{ {source}{weight}{style}}}"


def machine_fonts(names: Sequence[str], file: str) -> tuple[Face, ...]:
    """The faces of the families of those names, upright before slanted, light before bold.

    Raises AppealError, placed in the file that asks for them, for a family that is not installed.
    """
    found: list[Face] = []
    for name in names:
        faces = [face for face in _installed() if face.family.casefold() == name.casefold()]
        if not faces:
            families = sorted({face.family for face in _installed()})
            hint = did_you_mean(name, families) or "install it, or name another"
            message = f"this machine has no font `{name}`"
            raise AppealError(Problem(message, file=file, hint=hint, kind=Kind.FONT))
        faces.sort(key=lambda face: face.oddness, reverse=True)
        usual = {(face.is_italic, face.is_bold): face for face in faces}
        found += [usual[key] for key in sorted(usual)]
    return tuple(found)


@lru_cache(maxsize=1)
def _installed() -> tuple[Face, ...]:
    return tuple(sorted(face for path in _files() if (face := _face(path))))


def _face(path: Path) -> Face | None:
    """The font of a file; None for one that can't be read."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(path, lazy=True) as font:
            family = font["name"].getBestFamilyName()
            metrics = font["OS/2"]
            weight, width = metrics.usWeightClass, metrics.usWidthClass
            is_italic = bool(metrics.fsSelection & 1)
            return Face(path, str(family), weight, width, is_italic) if family else None
    except Exception:  # fontTools raises whatever a broken table leads to
        return None


def _files() -> Iterator[Path]:
    for folder in _folders():
        for place, _, names in os.walk(folder):
            for name in names:
                if name.lower().endswith(_SUFFIXES):
                    yield Path(place) / name


def _folders() -> list[Path]:
    """Where systems keep their fonts, and their users."""
    home = Path.home()
    if sys.platform == "win32":
        own = home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts"
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", own]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shared = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return [*shared, home / ".fonts", home / ".local" / "share" / "fonts"]
