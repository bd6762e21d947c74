"""The sandbox: Jinja as a stranger's template may use it, on values that are all data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from appeal_cli.page.template_folder import is_hidden

Once = Callable[..., object]
"""What `once(macro, value)` does in a template: it writes what the macro writes."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which need not look at the fields of a letter: they are all data."""

    def __init__(
        self, folders: Sequence[Path], once: Once, compiled: Compiled | None = None
    ) -> None:
        super().__init__(
            loader=_Loader(folders),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            bytecode_cache=compiled,
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


class Compiled(BytecodeCache):
    """What templates are compiled to, for sandboxes that read them alike."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Puts what is known into the bucket."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what is in the bucket."""
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


class _Loader(FileSystemLoader):
    """Finds what a template includes in its folders, and no hidden file there."""

    def get_source(self, environment: Environment, template: str) -> Any:
        if is_hidden(template):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


def each_time(macro: Macro, *values: object) -> object:
    """What the macro writes, made anew. Raises TypeError where it is none."""
    if not isinstance(macro, Macro):
        raise TypeError("`once` takes a macro and what it is given")
    return macro(*values)
