"""What a Word file or an OpenDocument text carries beside its words, by the names of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal_cli.files.office.package import Package
from appeal_cli.importing.document import SIGNED_FILE, Left

_CARRIED = {
    "macros": re.compile(r"(?:^|/)vbaProject\.bin$|^(?:Basic|Scripts)/.*[^/]$"),
    SIGNED_FILE: re.compile(r"^_xmlsignatures/.*\.xml$|^META-INF/.*signatures\.xml$"),
}


def other_parts(package: Package) -> Iterator[Left]:
    """What of the file is no part of its words, a name each kind."""
    for what, pattern in _CARRIED.items():
        names = filter(pattern.search, sorted(package.parts))
        yield from (Left(what, name) for name in list(names)[:1])
