"""Where the templates and the data that come with the package are."""

from __future__ import annotations

from pathlib import Path


def shipped(name: str) -> Path:
    """The folder `templates` or `data`: in the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
