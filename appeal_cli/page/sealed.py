"""Sealed words: what a template can print, and do nothing else with.

A template that is given sealed words in the place of a letter's shows what it does with them. If
it comes to its end, it has printed them and done nothing else: it does the same with any other
words. Whatever else it tries (to compare, cut, count, sort, filter or look them up) ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping, Sequence
from pathlib import Path
from types import CodeType
from typing import Any, NoReturn

import markupsafe
from jinja2 import Environment, Template
from jinja2.nodes import EvalContext
from jinja2.runtime import Macro
from markupsafe import Markup

from appeal_cli.page.sandbox import Compiled, Sandbox


class Looked(BaseException):
    """The template does more with words than print them. It is no Exception, so that nothing on
    its way catches it."""


def _looked(*given: object, **named: object) -> NoReturn:
    raise Looked


class Sealed:
    """Words that can be printed, or a part of a letter of which fields can be read.

    `printed` is what stands in the page for the words, and `field` returns a field of that name.
    It counts as true, as words that are not blank and parts of letters do.
    """

    __slots__ = ("field", "printed")

    def __init__(
        self, printed: str | None = None, field: Callable[[str], object] = _looked
    ) -> None:
        self.printed, self.field = printed, field

    def __bool__(self) -> bool:
        return True

    # All that Python, Jinja or a filter of it may ask of a value.
    __getattribute__ = _looked
    __str__ = __repr__ = __format__ = __bytes__ = __hash__ = __dir__ = __sizeof__ = _looked
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _looked
    __len__ = __length_hint__ = __iter__ = __reversed__ = __contains__ = __getitem__ = _looked
    __add__ = __radd__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _looked
    __int__ = __float__ = __complex__ = __index__ = __round__ = __trunc__ = _looked
    __reduce__ = __reduce_ex__ = __getstate__ = __copy__ = __deepcopy__ = _looked


class Written(Sealed):
    """What a part of the template wrote with sealed words in it: it may be blank or not."""

    __slots__ = ()
    __bool__ = _looked


def printed(value: object) -> str:
    """What stands in the page for a value that is printed."""
    if isinstance(value, Sealed):
        words = object.__getattribute__(value, "printed")
        return _looked() if words is None else str(words)
    return str(value)


class SealingSandbox(Sandbox):
    """The sandbox in which letters are sealed. What a template writes with sealed words is sealed
    too. It lacks what is another thing each time, or shows which values are one object."""

    def __init__(self, folders: Sequence[Path], compiled: Compiled | None = None) -> None:
        super().__init__(folders, self._once, compiled)
        self.template_class = _Template
        self.filters = {name: each for name, each in self.filters.items() if name != "random"}
        self.tests = {name: each for name, each in self.tests.items() if name != "sameas"}
        for name in ("cycler", "joiner", "lipsum", "namespace"):
            del self.globals[name]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute as a template sees it."""
        if isinstance(obj, Sealed):
            return object.__getattribute__(obj, "field")(attribute)
        return super().getattr(obj, attribute)

    @staticmethod
    def concat(pieces: Iterable[object]) -> Any:
        """The pieces as one: what a template, a macro or a block has written."""
        pieces = list(pieces)
        text = "".join(map(printed, pieces))
        return Written(text) if any(isinstance(each, Sealed) for each in pieces) else text

    def _once(self, macro: Macro, *values: object) -> object:
        # Without it, a macro would look whether it is the first of the values.
        return macro(EvalContext(self), *values)


class _Template(Template):
    """A compiled template that uses what is below in the place of what Jinja has."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """The template. Names that Jinja's compiler does not write any more change nothing."""
        made = super().from_code(environment, code, globals, uptodate)
        names = {"Macro": _Macro, "Markup": _markup, "escape": _escape}
        made.root_render_func.__globals__.update(names)
        return made


class _Macro(Macro):
    def _invoke(self, arguments: list[Any], autoescape: bool) -> Any:
        written = self._func(*arguments)
        return _markup(written) if autoescape else written


def _markup(value: object) -> object:
    return value if isinstance(value, Sealed) else Markup(value)


def _escape(value: object) -> object:
    return value if isinstance(value, Sealed) else markupsafe.escape(value)
