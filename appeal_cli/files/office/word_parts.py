"""What may stay in a Word document that others bring: its parts, elements and attributes.

The names are those of WordprocessingML and DrawingML (ISO/IEC 29500-1, 17 and 20) and of VML
(ISO/IEC 29500-4, 19). Whatever is in no list here goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_OFFICE = "http://schemas.openxmlformats.org/"
W = f"{{{_OFFICE}wordprocessingml/2006/main}}"
R = f"{{{_OFFICE}officeDocument/2006/relationships}}"
A = f"{{{_OFFICE}drawingml/2006/main}}"
PIC = f"{{{_OFFICE}drawingml/2006/picture}}"
WP = f"{{{_OFFICE}drawingml/2006/wordprocessingDrawing}}"
M = f"{{{_OFFICE}officeDocument/2006/math}}"
MC = f"{{{_OFFICE}markup-compatibility/2006}}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  # its usual prefix
W10 = "{urn:schemas-microsoft-com:office:word}"

RELATION = f"{_OFFICE}officeDocument/2006/relationships/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


class PartKind(NamedTuple):
    """A kind of XML part: where it stands in the file, its root, what it is, and the kinds of what
    it may call by ids."""

    name: str
    root: str
    content_type: str
    calls: tuple[str, ...] = ()


_SHOWN = ("image", "hyperlink")
PARTS: Mapping[str, PartKind] = {
    "officeDocument": PartKind(
        "word/document{}.xml",
        f"{W}document",
        f"{_WORD}document.main+xml",
        ("styles", "numbering", "settings", "fontTable", "theme", "header", "footer", *_SHOWN),
    ),
    "styles": PartKind("word/styles{}.xml", f"{W}styles", f"{_WORD}styles+xml"),
    "numbering": PartKind(
        "word/numbering{}.xml", f"{W}numbering", f"{_WORD}numbering+xml", ("image",)
    ),
    "settings": PartKind("word/settings{}.xml", f"{W}settings", f"{_WORD}settings+xml"),
    "fontTable": PartKind("word/fontTable{}.xml", f"{W}fonts", f"{_WORD}fontTable+xml", ("font",)),
    "theme": PartKind(
        "word/theme{}.xml",
        f"{A}theme",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        ("image",),
    ),
    "header": PartKind("word/header{}.xml", f"{W}hdr", f"{_WORD}header+xml", _SHOWN),
    "footer": PartKind("word/footer{}.xml", f"{W}ftr", f"{_WORD}footer+xml", _SHOWN),
}
"""The parts that may stay, by the kind of relation that leads to them."""

BY_THEMSELVES = ("styles", "numbering", "settings", "fontTable", "theme")
"""Those that belong to the document although no element of it names them."""

CALLS = {
    f"{A}blip": ("embed", "image"),
    f"{V}imagedata": ("id", "image"),
    f"{V}fill": ("id", "image"),
    f"{V}stroke": ("id", "image"),
    f"{A}hlinkClick": ("id", "hyperlink"),
    f"{W}hyperlink": ("id", "hyperlink"),
    f"{W}headerReference": ("id", "header"),
    f"{W}footerReference": ("id", "footer"),
    f"{W}embedRegular": ("id", "font"),
    f"{W}embedBold": ("id", "font"),
    f"{W}embedItalic": ("id", "font"),
    f"{W}embedBoldItalic": ("id", "font"),
}
"""The elements that may call something by its id, the attribute, and the kind of what it is."""


def _named(space: str, names: str) -> frozenset[str]:
    return frozenset(f"{space}{name}" for name in names.split())


_TEXT = _named(
    W,
    "document body hdr ftr background p r t tab br cr sym noBreakHyphen softHyphen ptab drawing "
    "pict hyperlink fldSimple fldChar instrText tbl tr tc tblGrid gridCol txbxContent bdo dir "
    "ruby rt rubyBase rubyPr rubyAlign hps hpsRaise hpsBaseText lid",
)
_OF_PARAGRAPHS = _named(
    W,
    "pPr pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr numId ilvl "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl cnfStyle top left bottom right start end between bar",
)
_OF_RUNS = _named(
    W,
    "rPr rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof vanish webHidden color w kern position sz szCs highlight u effect bdr fitText "
    "vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
)
_OF_TABLES = _named(
    W,
    "tblPr tblPrEx trPr tcPr tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize "
    "tblStyleColBandSize tblW tblCellSpacing tblInd tblBorders tblLayout tblCellMar tblLook "
    "tblCaption tblDescription insideH insideV tl2br tr2bl tcW gridSpan hMerge vMerge tcBorders "
    "noWrap tcMar tcFitText vAlign hideMark gridBefore gridAfter wBefore wAfter cantSplit "
    "trHeight tblHeader hidden",
)
_OF_SECTIONS = _named(
    W,
    "sectPr headerReference footerReference type pgSz pgMar pgBorders lnNumType pgNumType cols "
    "col noEndnote titlePg rtlGutter docGrid",
)
_OF_STYLES = _named(
    W,
    "styles docDefaults rPrDefault pPrDefault latentStyles lsdException style name aliases "
    "basedOn next link autoRedefine uiPriority semiHidden unhideWhenUsed qFormat locked "
    "tblStylePr",
)
_OF_LISTS = _named(
    W,
    "numbering numPicBullet abstractNum nsid multiLevelType tmpl styleLink numStyleLink lvl "
    "numFmt lvlRestart isLgl suff lvlText lvlPicBulletId legacy lvlJc num abstractNumId "
    "lvlOverride startOverride numIdMacAtCleanup",
)
_OF_FONTS = _named(
    W,
    "fonts font altName panose1 charset family notTrueType pitch sig embedRegular embedBold "
    "embedItalic embedBoldItalic",
)
_VML = _named(
    V,
    "shape shapetype rect roundrect line oval polyline arc curve group textbox imagedata path "
    "formulas f stroke fill shadow textpath handles h background",
)
_AROUND_VML = _named(O, "lock callout extrusion left right top bottom column") | _named(
    W10, "wrap anchorlock borderleft borderright bordertop borderbottom"
)

ELEMENTS = frozenset().union(
    _TEXT, _OF_PARAGRAPHS, _OF_RUNS, _OF_TABLES, _OF_SECTIONS, _OF_STYLES, _OF_LISTS, _OF_FONTS,
    _VML, _AROUND_VML,
)  # fmt: skip
"""The elements that may stay, but those of drawings and of settings."""

DRAWN = (A, PIC, WP, WPS, WPG)
"""The namespaces of drawings, of which every element may stay that is not in `NOT_DRAWN`."""

NOT_DRAWN = frozenset(
    (
        *(f"{A}{name}" for name in ("extLst", "snd", "hlinkHover", "audioFile", "videoFile")),
        *(f"{A}{name}" for name in ("audioCd", "wavAudioFile", "quickTimeFile", "hlinkMouseOver")),
        *(f"{space}extLst" for space in (PIC, WP, WPS, WPG)),
        *(f"{WPS}linkedTxbx", f"{WPG}contentPart", f"{WPS}contentPart"),
    )
)

SETTINGS = _named(
    W,
    "settings defaultTabStop gutterAtTop alignBordersAndEdges "
    "bordersDoNotSurroundHeader bordersDoNotSurroundFooter autoHyphenation "
    "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps characterSpacingControl compat "
    "themeFontLang clrSchemeMapping decimalSymbol listSeparator noLineBreaksAfter "
    "noLineBreaksBefore displayBackgroundShape defaultTableStyle embedTrueTypeFonts "
    "saveSubsetFonts drawingGridHorizontalSpacing drawingGridVerticalSpacing "
    "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "noPunctuationKerning strictFirstAndLastChars",
)
"""The settings that say how the document looks; what stands in one goes with it."""

UNSAID = frozenset(
    (
        *_named(
            W,
            "proofErr bookmarkStart bookmarkEnd permStart permEnd lastRenderedPageBreak rsid "
            "sdtEndPr smartTagPr customXmlPr ffData fldData divId personal personalCompose "
            "personalReply footnotePr endnotePr formProt footnoteReference endnoteReference "
            "annotationRef footnoteRef endnoteRef separator continuationSeparator",
        ),
        *NOT_DRAWN,
    )
)
"""What goes without a word, because nobody would see the difference."""

VML_ATTRIBUTES = frozenset(
    str.split(
        "id type style alt coordsize coordorigin path adj opacity chromakey fillcolor "
        "filled stroked strokecolor strokeweight strokeok fillok insetpen wrapcoords "
        "allowincell allowoverlap print limo points control1 control2 arcsize startangle "
        "endangle inset gradientshapeok textboxrect textpathok connecttype eqn on color "
        "color2 colors weight linestyle miterlimit joinstyle endcap dashstyle startarrow "
        "endarrow startarrowwidth endarrowwidth startarrowlength endarrowlength obscured "
        "offset offset2 origin matrix string from to fitshape fitpath trim xscale "
        "cropleft croptop cropright cropbottom gain blacklevel gamma grayscale bilevel "
        "embosscolor recolortarget aspect size position alignshape focus focussize "
        "focusposition method rotate angle ext text aspectratio rotation grouping "
        "adjusthandles shapetype cropping verticies ungrouping anchorx anchory side "
        "border width spt spid preferrelative hr hralign hrstd hrnoshade hrpct insetmode "
        "connectlocs connectangles bullet button dgmlayout master targetscreensize "
        "connectortype bwmode pure normal editas "
    )
)
"""The attributes of VML that may stay: none of them is an address."""
