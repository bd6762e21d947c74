"""Judging: whether a file may stand in a letter that follows PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from appeal_cli.writers.pdf.pdfua import with_pdfua

_PROFILES = ("3a", "ua1")
_DEPTH = 100_000
"""How long chains of references may be: those of tags are as long as the text is deep."""

_XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<rdf:Description rdf:about="" pdfaid:part="3" pdfaid:conformance="A"/>
<rdf:Description rdf:about=""><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li>
</rdf:Alt></dc:title></rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def failures(data: bytes, title: str) -> Iterator[str]:
    """What the standards forbid of the file, in the judge's words, each once."""
    from page import PageError, SafetyLimits, validate_pdf_bytes

    dressed = _dressed(data, title)
    limits = SafetyLimits(max_reference_depth=_DEPTH)
    found: dict[str, None] = {}
    for profile in _PROFILES:
        try:
            report = validate_pdf_bytes(dressed, profile=profile, limits=limits)
            found.update(dict.fromkeys(each.message for each in report.failures))
        except PageError as error:
            found[str(error)] = None
    return iter(found)


def _dressed(data: bytes, title: str) -> bytes:
    """The file as it would be by itself, with all that a letter's own says of the whole."""
    written = BytesIO()
    with Pdf.open(BytesIO(data)) as pdf:
        xmp = _XMP.format(title=escape(title, quote=False)).encode("utf-8")
        pdf.Root.Metadata = pdf.make_stream(with_pdfua(xmp), Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.OutputIntents = Array(
            [
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFA1,
                    OutputConditionIdentifier=String("sRGB"),
                    Info=String("sRGB"),
                    DestOutputProfile=pdf.make_stream(_profile(), N=3),
                )
            ]
        )
        _end_clearly(pdf)
        pdf.save(written, static_id=True, compress_streams=False)
    return written.getvalue()


def _end_clearly(pdf: Pdf) -> None:
    """Puts a line's end behind what ends with a carriage return: the judge would take that for a
    part of the line's end before `endstream`. What is packed later could end so again: the
    profile, which has the time in it, would in one of 256 seconds. A letter's own writer has
    another way (`streams.plain_stream`)."""
    for each in pdf.objects:
        if isinstance(each, Stream) and (data := each.read_raw_bytes()).endswith(b"\r"):
            packed: Any = each.get("/Filter")
            how: Any = each.get("/DecodeParms")
            each.write(data + b"\n", filter=packed, decode_parms=how)


@cache
def _profile() -> bytes:
    """The colours of screens, to which a letter's are meant too."""
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
