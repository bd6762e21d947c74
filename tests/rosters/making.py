"""Spreadsheet files made part by part, as no spreadsheet program would make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def archive(parts: dict[str, bytes | str]) -> bytes:
    """A zip file of the parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return packed.getvalue()


def xlsx_parts(sheet: str, head: str = "") -> dict[str, bytes | str]:
    """The parts of a workbook of one sheet, whose rows are given as XML."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="Members" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{sheet}'
        "</sheetData></worksheet>",
    }


def xlsx(sheet: str, head: str = "") -> bytes:
    """A workbook of one sheet, whose rows are given as XML."""
    return archive(xlsx_parts(sheet, head))


def row(number: int, *cells: str) -> str:
    """A row of texts; a cell that begins with `<` stands as it is."""
    made = []
    for index, cell in enumerate(cells):
        reference = f"{chr(65 + index)}{number}"
        text = f'<c r="{reference}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        made.append(cell if cell.startswith("<") else text)
    return f'<row r="{number}">{"".join(made)}</row>'


def ods(rows: str, head: str = "") -> bytes:
    """An OpenDocument spreadsheet of one table, whose rows are given as XML."""
    return ods_of({"Members": rows}, head=head)


def ods_of(sheets: Mapping[str, str], hidden: str = "", head: str = "") -> bytes:
    """An OpenDocument spreadsheet of tables by their names; one may be hidden, as a style says.
    Words in the style `struck` have a line through them."""
    names = {"office": "office", "table": "table", "text": "text", "style": "style"}
    spaces = " ".join(f'xmlns:{name}="{_OFFICE}:{space}:1.0"' for name, space in names.items())
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table">'
        f'<style:table-properties table:display="{shown}"/></style:style>'
        for name, shown in (("shown", "true"), ("hidden", "false"))
    )
    styles += (
        '<style:style style:name="struck" style:family="table-cell"><style:text-properties '
        'style:text-line-through-style="solid" style:text-line-through-type="single"/>'
        "</style:style>"
    )
    tables = "".join(
        f'<table:table table:name="{escape(name)}" '
        f'table:style-name="{"hidden" if name == hidden else "shown"}">{rows}</table:table>'
        for name, rows in sheets.items()
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_OFFICE}:manifest:1.0"/>',
            "content.xml": f"{head}<office:document-content {spaces}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_row(*cells: str, repeated: int = 1) -> str:
    """A row of texts; a cell that begins with `<` stands as it is."""
    texts = (
        cell
        if cell.startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
        "</table:table-cell>"
        for cell in cells
    )
    start = f'<table:table-row table:number-rows-repeated="{repeated}">'
    return f"{start}{''.join(texts)}</table:table-row>"
