"""Letterheads in Word files as other programs write them: Google Docs, Pages, WPS Office, Word on
the web, and old Word. Each has the same logo, names and address, in the words of its maker."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from tests.files.office_making import packed

SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w10": "urn:schemas-microsoft-com:office:word",
        "wpsCustomData": "http://www.wps.cn/officeDocument/2013/wpsCustomData",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EMU = 36_000
"""How many of the units of drawings are in a millimetre."""

ADDRESS = "1 Muster Street"


def logo() -> bytes:
    """A picture with a shape of its own, so that one which is turned or cut is seen."""
    image = Image.new("RGB", (300, 200), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 299, 199), fill=(31, 78, 121))
    draw.ellipse((60, 30, 200, 170), fill=(240, 180, 40))
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def package(
    header: str,
    *,
    footer: str = "",
    body: str = "",
    section: str = "",
    styles: str = "",
    settings: str = "",
    main: str = "document",
    about: str = "",
    more: dict[str, bytes] | None = None,
) -> bytes:
    """A document on A4 with that header, by hand: nothing that the writer of a program adds is in
    it but what is said."""
    parts = {
        f"word/{main}.xml": _root("document", f"<w:body>{body}<w:sectPr>"
            '<w:headerReference w:type="default" r:id="rId1"/>'
            '<w:footerReference w:type="default" r:id="rId2"/>'
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2268" w:right="1134"'
            ' w:bottom="1134" w:left="1417" w:header="567" w:footer="567" w:gutter="0"/>'
            f"{section}</w:sectPr></w:body>", about),
        "word/header1.xml": _root("hdr", header, about),
        "word/footer1.xml": _root("ftr", footer or "<w:p/>", about),
        "word/styles.xml": _root("styles", STYLES + styles),
        "word/settings.xml": _root("settings", settings),
        "word/media/image1.png": logo(),
    }  # fmt: skip
    pictures = _relations(("rId1", "image", "media/image1.png"))
    return packed({
        "[Content_Types].xml": _types(main),
        "_rels/.rels": _relations(("rId1", "officeDocument", f"word/{main}.xml")),
        f"word/_rels/{main}.xml.rels": _relations(
            ("rId1", "header", "header1.xml"), ("rId2", "footer", "footer1.xml"),
            ("rId3", "styles", "styles.xml"), ("rId4", "image", "media/image1.png"),
            ("rId5", "settings", "settings.xml"),
        ),
        "word/_rels/header1.xml.rels": pictures,
        "word/_rels/footer1.xml.rels": pictures,
        **{name: text.encode() if isinstance(text, str) else text for name, text in parts.items()},
        **(more or {}),
    })  # fmt: skip


SETTINGS = (
    '<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman"'
    ' w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style>'
)


def _root(tag: str, inner: str, about: str = "") -> str:
    return f'<?xml version="1.0"?><w:{tag} {SPACES} {about}>{inner}</w:{tag}>'


def _relations(*relations: tuple[str, str, str]) -> bytes:
    made = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for name, kind, target in relations
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{made}</Relationships>'.encode()


def _types(main: str) -> bytes:
    named = {main: "document.main", "header1": "header", "footer1": "footer",
             **{name: name for name in ("styles", "settings")}}  # fmt: skip
    made = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for name, kind in named.items()
    )
    usual = {"png": "image/png", "xml": "application/xml",
             "rels": "application/vnd.openxmlformats-package.relationships+xml"}  # fmt: skip
    made += "".join(f'<Default Extension="{a}" ContentType="{b}"/>' for a, b in usual.items())
    return f'<Types xmlns="{PACKAGE}/content-types">{made}</Types>'.encode()


# What stands in headers


def line(text: str, *, looks: str = "", properties: str = "") -> str:
    """A paragraph."""
    run = f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def blip(inner: str = "") -> str:
    return f'<a:blip r:embed="rId1">{inner}</a:blip>'


def pic(width: float, height: float, *, left: float = 0, top: float = 0, inner: str = "") -> str:
    """A picture as DrawingML has it, in millimetres."""
    return (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="image1.png"/>'
        "<pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill>{blip(inner)}<a:srcRect b="0" l="0" r="0" t="0"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f"<pic:spPr>{frame(width, height, left, top)}"
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
    )


def frame(width: float, height: float, left: float = 0, top: float = 0) -> str:
    place = f'<a:off x="{left * EMU:.0f}" y="{top * EMU:.0f}"/>'
    return f'<a:xfrm>{place}<a:ext cx="{width * EMU:.0f}" cy="{height * EMU:.0f}"/></a:xfrm>'


def inline(
    graphic: str, width: float, height: float, kind: str = "picture", number: int = 1
) -> str:
    """A drawing within a line."""
    size = f'<wp:extent cx="{width * EMU:.0f}" cy="{height * EMU:.0f}"/>'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">{size}'
        f'<wp:docPr id="{number}" name="image{number}.png"/>{_data(graphic, kind)}</wp:inline>'
        "</w:drawing></w:r>"
    )


def anchored(
    graphic: str,
    width: float,
    height: float,
    across: str,
    down: str,
    *,
    kind: str = "picture",
    wrap: str = "<wp:wrapNone/>",
    behind: int = 0,
    number: int = 1,
) -> str:
    """A drawing at a place of its own; `across` and `down` are as `page:20` or `margin:right`."""
    size = f'<wp:extent cx="{width * EMU:.0f}" cy="{height * EMU:.0f}"/>'
    return (
        f'<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0"'
        f' relativeHeight="2" behindDoc="{behind}" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>{_axis("H", across)}{_axis("V", down)}{size}{wrap}'
        f'<wp:docPr id="{number}" name="Box {number}"/>{_data(graphic, kind)}'
        "</wp:anchor></w:drawing>"
    )


def _axis(axis: str, place: str) -> str:
    whence, _, where = place.partition(":")
    is_offset = where.lstrip("-").replace(".", "").isdigit()
    said = (
        f"<wp:posOffset>{float(where) * EMU:.0f}</wp:posOffset>"
        if is_offset
        else f"<wp:align>{where}</wp:align>"
    )
    return f'<wp:position{axis} relativeFrom="{whence}">{said}</wp:position{axis}>'


def _data(graphic: str, kind: str) -> str:
    uri = {
        "picture": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "shape": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "group": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    }[kind]
    return f'<a:graphic><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic>'


def shape(
    width: float,
    height: float,
    words: str = "",
    *,
    left: float = 0,
    top: float = 0,
    form: str = "rect",
    fill: str = "<a:noFill/>",
    rule: str = "<a:ln><a:noFill/></a:ln>",
    body: str = '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>',
) -> str:
    """A shape with words in it, or without."""
    box = f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>" if words else ""
    return (
        f"<wps:wsp><wps:cNvSpPr/><wps:spPr>{frame(width, height, left, top)}"
        f'<a:prstGeom prst="{form}"/>{fill}{rule}</wps:spPr>{box}{body}</wps:wsp>'
    )


def group(width: float, height: float, *shapes: str) -> str:
    """Shapes and pictures together, in a space of their own that is measured twice as fine."""
    size, inner = (round(width * EMU), round(height * EMU)), (width * EMU, height * EMU)
    return (
        "<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{size[0]}" cy="{size[1]}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{inner[0]:.0f}" cy="{inner[1]:.0f}"/></a:xfrm></wpg:grpSpPr>'
        f"{''.join(shapes)}</wpg:wgp>"
    )


def either(requires: str, choice: str, fallback: str) -> str:
    """What newer programs show, and what older ones do."""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


BIG = '<w:b/><w:color w:val="1F4E79"/><w:sz w:val="36"/>'
BLUE = '<a:solidFill><a:srgbClr val="1F4E79"/></a:solidFill>'
RULE = f'<a:ln w="19050">{BLUE}</a:ln>'


# Makers


def google_docs() -> bytes:
    """Runs that say they are not right to left, a table without a name, a smart chip, custom XML;
    a drawing has a picture of itself for others."""
    ltr = '<w:rtl w:val="0"/>'
    logo_cell = paragraph(
        inline(pic(30, 20), 30, 20), '<w:spacing w:line="240" w:lineRule="auto"/>'
    )
    words = line("Sample Trust", looks=BIG + ltr) + (
        '<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>'
        f"{line(ADDRESS, looks=ltr)}</w:sdtContent></w:sdt>"
    )
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Table1"/><w:tblW w:w="9355" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0600"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="2200"/><w:gridCol w:w="7155"/></w:tblGrid><w:tr>'
        f'<w:tc><w:tcPr><w:tcW w:w="2200" w:type="dxa"/></w:tcPr>{logo_cell}</w:tc>'
        f'<w:tc><w:tcPr><w:tcW w:w="7155" w:type="dxa"/></w:tcPr>{words}</w:tc></w:tr></w:tbl>'
    )
    rule = group(165, 4, shape(165, 4, fill=BLUE))
    drawn = either(
        "wpg",
        f"<w:drawing>{inline(rule, 165, 4, 'group', 2)[14:-18]}</w:drawing>",
        f"<w:drawing>{inline(pic(165, 4), 165, 4, number=3)[14:-18]}</w:drawing>",
    )
    chips = (
        '<go:gDocsCustomXmlDataStorage xmlns:go="http://customooxmlschemas.google.com/">'
        "</go:gDocsCustomXmlDataStorage>"
    )
    return package(
        table + paragraph(drawn) + line("office@sample.example", looks=ltr),
        footer=line("Account 0001", looks=ltr),
        section='<w:pgNumType w:start="1"/>',
        settings=SETTINGS,
        body=line("", looks=ltr),
        more={"customXML/item1.xml": chips.encode()},
    )


def pages() -> bytes:
    """Text boxes at places of the page, in the header; direct looks; borders that are nothing."""
    bare = '<w:bdr w:val="nil"/><w:rtl w:val="0"/><w:lang w:val="en-US"/>'
    box = shape(90, 22, line("Sample Trust", looks=BIG + bare) + line(ADDRESS, looks=bare))
    placed = anchored(box, 90, 22, "page:95", "page:12", kind="shape")
    picture = anchored(pic(30, 20), 30, 20, "page:25", "page:12", number=2)
    old = '<w:pict><v:rect style="width:90mm;height:22mm"/></w:pict>'
    return package(
        paragraph(
            f"<w:r>{picture}</w:r>" + either("wps", placed, old),
            '<w:pStyle w:val="Header"/>',
        ),
        footer=line("Account 0001", looks=bare),
        styles='<w:style w:type="paragraph" w:styleId="Header">'
        '<w:name w:val="Header &amp; Footer"/><w:pPr><w:tabs>'
        '<w:tab w:val="right" w:pos="9020"/></w:tabs></w:pPr></w:style>',
        section='<w:bidi w:val="0"/>',
    )


def wps_office(section: str = "") -> bytes:
    """A group with logo and words, a rule that is a line, the number of the page in a text box."""
    words = shape(120, 18, line("Sample Trust", looks=BIG) + line(ADDRESS), left=35, top=1)
    both = group(160, 20, pic(30, 20), words)
    rule = shape(165, 0, form="line", rule=RULE)
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE  \\* MERGEFORMAT'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    number = anchored(
        shape(12, 6, field),
        12,
        6,
        "margin:right",
        "paragraph:0",
        kind="shape",
        wrap="<wp:wrapNone/>",
    )
    built = (
        f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2"'
        ' name="KSOProductBuildVer"><vt:lpwstr>2052-11.1.0.14309</vt:lpwstr>'
        "</property></Properties>"
    )
    line_below = anchored(rule, 165, 0, "column:0", "paragraph:22", kind="shape", number=3)
    return package(
        paragraph(
            either("wpg", anchored(both, 160, 20, "column:0", "paragraph:0", kind="group"), "")
            + either("wps", line_below, "")
        ),
        footer=paragraph(either("wps", number, "")) + line("Account 0001"),
        section=section,
        about='mc:Ignorable="w14 wpsCustomData"',
        more={"docProps/custom.xml": built.encode()},
    )


def word_online() -> bytes:
    """The main part under another name, the revision ids of each run, later attributes."""
    logo_line = paragraph(inline(pic(30, 20), 30, 20), '<w:jc w:val="center"/>')
    words = (
        '<w:p w14:paraId="3FA1C2D4" w14:textId="77777777" w:rsidR="00A11" w:rsidP="00B22">'
        '<w:pPr><w:jc w:val="center"/></w:pPr><w:r w:rsidRPr="00C33">'
        f"<w:rPr>{BIG}</w:rPr><w:t>Sample Trust</w:t></w:r></w:p>"
    )
    return package(
        logo_line + words + line(ADDRESS, properties='<w:jc w:val="center"/>'),
        footer=line("Account 0001"),
        main="document2",
        settings=SETTINGS,
        about='mc:Ignorable="w14"',
    )


def old_word() -> bytes:
    """What Word wrote before 2010: shapes of VML, a frame, a table at a place of its own."""
    mark = (
        '<w:r><w:pict><v:shape type="#_x0000_t75" style="position:absolute;margin-left:0;'
        "margin-top:0;width:30mm;height:20mm;mso-position-horizontal-relative:text;"
        'mso-position-vertical-relative:text"><v:imagedata r:id="rId1" o:title="logo"/>'
        "</v:shape></w:pict></w:r>"
    )
    box = (
        '<w:r><w:pict><v:shape type="#_x0000_t202" style="position:absolute;margin-left:35mm;'
        'margin-top:1mm;width:80mm;height:14mm" filled="f" stroked="f"><v:textbox inset="0,0,0,0">'
        f"<w:txbxContent>{line('Sample Trust', looks=BIG)}</w:txbxContent></v:textbox></v:shape>"
        "</w:pict></w:r>"
    )
    rule = (
        '<w:r><w:pict><v:line from="0,22mm" to="165mm,22mm" style="position:absolute"'
        ' strokecolor="#1f4e79" strokeweight="1.5pt"/></w:pict></w:r>'
    )
    framed = line(
        ADDRESS,
        properties='<w:framePr w:w="2835" w:h="567" w:hSpace="0" w:wrap="around" w:vAnchor="page"'
        ' w:hAnchor="page" w:x="7655" w:y="1134"/>',
    )
    return package(framed + paragraph(mark + box + rule) + line(""), footer=line("Account 0001"))


MAKERS = {
    "Google Docs": google_docs,
    "Pages": pages,
    "WPS Office": wps_office,
    "Word Online": word_online,
    "Word 2003": old_word,
}
