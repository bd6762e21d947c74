"""What this package relies on in python-docx, besides what its documentation promises."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest
from docx import Document
from docx.opc.package import OpcPackage
from docx.opc.part import Part, XmlPart
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.shape import CT_Inline

from appeal_cli.files.office.docx_engine import CT, RT, PackURI, members_of, nsmap, qn
from tests.conftest import ROOT

DOCUMENTED = {"docx", "docx.table", "docx.text.paragraph"}
"""The modules that python-docx's documentation promises, as far as they are used here."""


@pytest.mark.parametrize(
    ("owner", "name", "parameters"),
    [
        (OpcPackage, "open", ("pkg_file",)),
        (OpcPackage, "iter_parts", ("self",)),
        (OpcPackage, "relate_to", ("self", "part", "reltype")),
        (PackageWriter, "_write_content_types_stream", ("phys_writer", "parts")),
        (PackageWriter, "_write_pkg_rels", ("phys_writer", "pkg_rels")),
        (PackageWriter, "_write_parts", ("phys_writer", "parts")),
        (Part, "before_marshal", ("self",)),
        (Part, "relate_to", ("self", "target", "reltype", "is_external")),
        (Part, "part_related_by", ("self", "reltype")),
        (XmlPart, "__init__", ("self", "partname", "content_type", "element", "package")),
        (CT_Inline, "new_pic_inline", ("shape_id", "rId", "filename", "cx", "cy")),
    ],
)
def test_it_has_what_is_relied_on(owner: type, name: str, parameters: tuple[str, ...]) -> None:
    """Each function takes what it is given."""
    assert tuple(inspect.signature(getattr(owner, name)).parameters) == parameters


def test_a_package_is_taken_apart_into_its_files() -> None:
    """The parts, what they are and how they belong together."""
    document = Document(str(ROOT / "templates/letter/reference.docx"))
    members = members_of(document.part.package)
    assert {"[Content_Types].xml", "_rels/.rels", "word/document.xml"} <= set(members)
    assert CT.WML_STYLES.encode() in members["[Content_Types].xml"]
    assert RT.OFFICE_DOCUMENT.encode() in members["_rels/.rels"]
    assert PackURI("/word/document.xml").membername == "word/document.xml"
    assert qn("w:p") == f"{{{nsmap['w']}}}p"


def test_no_other_module_knows_its_private_parts() -> None:
    """What is not documented is imported in one place."""
    for path in sorted((ROOT / "appeal_cli").rglob("*.py")):
        if path.name != "docx_engine.py":
            assert _imported(path) <= DOCUMENTED, path


def _imported(path: Path) -> set[str]:
    """The modules of python-docx that a module imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name for name in names if name.partition(".")[0] == "docx"}
