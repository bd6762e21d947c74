"""Copying what stands in one part of a Word document into another."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from appeal_cli.files.office.docx_engine import XmlPart, qn
from appeal_cli.files.office.wordml import Element

_CALLS = qn("r:id").removesuffix("id")


def copied(block: Element, source: Any, part: XmlPart) -> Element:
    """A copy of the block, which is of the source, for the part: it calls pictures and links by
    ids of that."""
    made = deepcopy(block)
    for element in made.iter():
        for name, old in list(element.attrib.items()):
            relation = source.rels.get(str(old)) if str(name).startswith(_CALLS) else None
            if relation is not None:
                target = relation.target_ref if relation.is_external else relation.target_part
                new = part.relate_to(target, relation.reltype, is_external=relation.is_external)
                element.set(name, new)
    return made
