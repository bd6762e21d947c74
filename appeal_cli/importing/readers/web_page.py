"""The elements of a web page."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from appeal_cli.problems import AppealError, Kind, Problem


def page_of(text: str | bytes, file: str, encoding: str | None = None) -> HtmlElement:
    """The root element of a page. Raises AppealError where there is none, and where the parser
    stopped before the page's end."""
    try:
        parser = HTMLParser(
            encoding=encoding,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
            huge_tree=True,
        )
        root = document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError, LookupError):
        raise _no_letter("there are no words in this page", file) from None
    if any(each.type == _RESOURCE_LIMIT for each in parser.error_log):
        raise _no_letter("this page is nested too deep to be read to its end", file)
    return root


def _no_letter(message: str, file: str) -> AppealError:
    return AppealError(Problem(message, file=file, kind=Kind.NOT_A_LETTER))


_RESOURCE_LIMIT = 114
"""libxml2's XML_ERR_RESOURCE_LIMIT (xmlerror.h), which lxml has had a name for since 6.0.2."""
