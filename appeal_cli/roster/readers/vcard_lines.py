"""The lines of a vCard file as properties, in the versions 2.1, 3.0 and 4.0."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NAME = re.compile(r"(?:[A-Za-z0-9_-]+\.)?(?P<name>[A-Za-z0-9-]+)(?=[;:])")
_ENCODINGS = ("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT")
_ESCAPE = re.compile(r"\\(.)", re.S)


@dataclass(frozen=True, eq=False)
class Property:
    """One property: its name in capitals, what it is said to be, its value as written, and
    the line and column where it stands."""

    name: str
    parameters: dict[str, list[str]]
    raw: str
    line: int
    column: int

    @property
    def types(self) -> frozenset[str]:
        """What kind it is of: `WORK`, `PREF`, `FAX`."""
        words = {word.upper() for word in self.parameters.get("TYPE", [])}
        return frozenset(words | {"PREF"} if self.parameters.get("PREF") == ["1"] else words)

    @property
    def text(self) -> str:
        """The value without its escapes."""
        return _plain(self.raw).strip()

    def parts(self) -> list[str]:
        """The value's parts, which stand between semicolons."""
        return [_plain(part).strip() for part in re.split(r"(?<!\\);", self.raw)]


def _plain(value: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def properties(lines: Sequence[str]) -> Iterator[Property | int]:
    """The properties in their order; the number of each line that is none, from 1."""
    number = 0
    while number < len(lines):
        first, line = number + 1, lines[number]
        number += 1
        if not line.strip():
            continue
        head = _head(line)
        if head is None:
            yield first
            continue
        name, parameters, start = head
        pieces = [line]
        is_quoted = _encoding(parameters) == "QUOTED-PRINTABLE"
        while number < len(lines):
            if is_quoted and pieces[-1].endswith("="):
                pieces[-1] = pieces[-1][:-1]
                pieces.append(lines[number])
            elif lines[number][:1] in (" ", "\t") and lines[number].strip():
                pieces.append(lines[number][1:])
            elif _encoding(parameters) in ("BASE64", "B") and _is_base64(lines[number]):
                pass
            else:
                break
            number += 1
        if len(pieces) > 1:
            whole = "".join(pieces)
            name, parameters, start = _head(whole) or head
        else:
            whole = line
        value = whole[start:]
        yield Property(name, parameters, _decoded(value, parameters), first, start + 1)


def _is_base64(line: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9+/=]+", line))


def _head(line: str) -> tuple[str, dict[str, list[str]], int] | None:
    """The name and parameters before the colon, and where the value starts."""
    match = _NAME.match(line)
    if not match:
        return None
    colon = _outside_quotes(line, ":", match.end())
    colon = line.find(":", match.end()) if colon < 0 else colon
    if colon < 0:
        return None
    found: dict[str, list[str]] = {}
    for word in _split(line[match.end() : colon], ";"):
        key, equals, value = word.partition("=")
        if not equals:  # 2.1 leaves the key out
            key, value = ("ENCODING" if word.upper() in _ENCODINGS else "TYPE"), word
        if key:
            values = [_unquoted(one) for one in _split(value, ",")]
            if key.upper() == "TYPE":
                values = [part for one in values for part in one.split(",")]
            found.setdefault(key.upper(), []).extend(filter(None, values))
    return match["name"].upper(), found, colon + 1


def _outside_quotes(line: str, sign: str, start: int) -> int:
    is_quoted = False
    for index in range(start, len(line)):
        is_quoted ^= line[index] == '"'
        if line[index] == sign and not is_quoted:
            return index
    return -1


def _split(text: str, sign: str) -> list[str]:
    return re.findall(rf'(?:"[^"]*"|[^{sign}])+', text)


def _unquoted(value: str) -> str:
    signs = {"^n": "\n", "^'": '"', "^^": "^", "\\n": "\n"}
    return re.sub(r"\^[n'^]|\\n", lambda match: signs[match[0]], value.strip().strip('"'))


def _encoding(parameters: dict[str, list[str]]) -> str:
    return (parameters.get("ENCODING") or [""])[0].upper()


def _decoded(value: str, parameters: dict[str, list[str]]) -> str:
    """The value, out of quoted-printable where it is in that; bytes that are not in the
    CHARSET become U+FFFD."""
    if _encoding(parameters) != "QUOTED-PRINTABLE":
        return value
    data = quopri.decodestring(value.encode("utf-8", "surrogatepass"))
    charset = (parameters.get("CHARSET") or ["utf-8"])[0]
    try:
        return data.decode(charset, errors="replace")
    except LookupError:
        return data.decode("utf-8", errors="replace")
