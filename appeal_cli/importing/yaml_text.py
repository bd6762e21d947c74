"""YAML as people write it: long texts folded, quotes where they are needed and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

WIDTH = 72
"""Where lines are folded: PyYAML lets the word that stands there end."""


class _Dumper(yaml.SafeDumper):
    """PyYAML's, with lists set in from their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


class _Block(str):
    """A text to write as a block of lines."""


class _Row(list[Any]):
    """A short list to write on one line."""


def _block(dumper: yaml.SafeDumper, text: _Block) -> yaml.Node:
    style = "|" if "\n" in text else ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


def _row(dumper: yaml.SafeDumper, row: _Row) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True)


_Dumper.add_representer(_Block, _block)
_Dumper.add_representer(_Row, _row)


def yaml_text(data: Mapping[str, Any]) -> str:
    """The data as YAML that reads back as the same texts."""
    return _dumped(_laid_out(data))


def _dumped(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)


def _laid_out(value: Any, *, in_list: bool = False) -> Any:
    if isinstance(value, Mapping):
        return {key: _laid_out(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        is_row = in_list and all(isinstance(cell, str) for cell in value)
        if is_row and sum(map(len, value)) < WIDTH - 20:
            return _Row(value)
        return [_laid_out(inner, in_list=True) for inner in value]
    is_long = isinstance(value, str) and (len(value) > WIDTH - 10 or "\n" in value)
    return _Block(value) if is_long and _survives(_Block(value)) else value


def _survives(text: _Block) -> bool:
    """Whether the block reads back exactly: PyYAML writes some texts so that spaces are lost."""
    dumped = _dumped({"text": text})
    is_block = dumped.startswith(("text: >-\n", "text: |-\n"))
    return is_block and bool(yaml.safe_load(dumped)["text"] == str(text))
