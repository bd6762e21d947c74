"""The sandbox: Jinja as a stranger's template may use it, on values that are all data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

Once = Callable[..., object]
"""What `once(macro, value)` does in a template: it writes what the macro writes."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which need not look at the fields of a letter: they are all data."""

    def __init__(self, folders: Sequence[Path], once: Once) -> None:
        super().__init__(
            loader=FileSystemLoader(folders),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
        )
        self.globals["once"] = once

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute as a template sees it."""
        if attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read it."""
        fields = getattr(type(obj), "__dataclass_fields__", ())
        return attr in fields or super().is_safe_attribute(obj, attr, value)


def each_time(macro: Macro, *values: object) -> object:
    """What the macro writes, made anew. Raises TypeError where it is none."""
    if not isinstance(macro, Macro):
        raise TypeError("`once` takes a macro and what it is given")
    return macro(*values)
