"""Records: the parts of a print file that a print shop folds, counts and packs one by one.

They are document parts (ISO 32000-2, 14.12; ISO 16612-2, where they come from). Readers that do not
know them leave them alone, and PDF/A-3 allows what it does not describe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import String

from appeal_cli.writers.pdf.print_file.objects_out import ObjectsOut, references

_TOGETHER = 1_000
"""How many records stand in one array."""


@dataclass(frozen=True)
class Record:
    """One letter: the number of its object, whose it is, and the numbers of its pages."""

    number: int
    name: str
    pages: Sequence[int]


def write_records(out: ObjectsOut, records: Sequence[Record]) -> int:
    """Writes the records, all below one node; the number of the root above that."""
    root, node = out.reserve(), out.reserve()
    for record in records:
        end = f"/End {record.pages[-1]} 0 R" if len(record.pages) > 1 else ""
        pages = f"/Start {record.pages[0]} 0 R{end}".encode()
        name = String(record.name).unparse()
        out.give(
            record.number,
            b"<</Type /DPart/Parent %d 0 R%b/DPM<</Name %b>>>>" % (node, pages, name),
        )
    arrays = [records[start : start + _TOGETHER] for start in range(0, len(records), _TOGETHER)]
    kids = "".join(f"[{references(each.number for each in array)}]" for array in arrays)
    out.give(node, f"<</Type /DPart/Parent {root} 0 R/DParts[{kids}]>>".encode())
    names = "/RecordLevel 1/NodeNameList[/Letters /Letter]"
    out.give(root, f"<</Type /DPartRoot/DPartRootNode {node} 0 R{names}>>".encode())
    return root
