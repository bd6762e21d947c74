"""The files of a batch in one zip archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO


def write_parcel(target: BinaryIO, folder: Path, names: Iterable[str]) -> None:
    """Writes an archive of the named files in the folder, the same for the same files."""
    with zipfile.ZipFile(target, "w") as parcel:
        for name in sorted(names):
            item = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            item.compress_type = zipfile.ZIP_DEFLATED
            item.create_system = 0
            parcel.writestr(item, (folder / name).read_bytes())
