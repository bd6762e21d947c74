"""Where the templates and the data that come with the package are."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=2)
def shipped(name: str) -> Path:
    """The folder `templates` or `data`: in the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def is_shipped_template(path: Path) -> bool:
    """Whether it is the folder of a template that comes with the package, or a file of one."""
    return path.is_relative_to(shipped("templates"))


def read_words(name: str) -> Any:
    """The data of a file of words that is shipped: every value in it is text."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = (shipped("data") / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=loader)
