"""A letterhead in browsers: on a screen as wide as the sheet it looks as on paper, on a narrower
one its parts stand below one another in plain colours, and printed it is where the PDF has it."""

from __future__ import annotations

from collections.abc import Mapping

from appeal_cli.importing.letterheads.page_borders import PageBorder

_ROOM = 5
"""How many millimetres a screen is wider than the sheet, for the bar at its side."""


def screen_css(width: float, margins: Mapping[str, float], around: PageBorder | None) -> str:
    """The stylesheet of screens, for paper of that width and those margins, in millimetres, with
    those lines around it."""
    left, right = margins["left"], margins["right"]
    whole = width + _ROOM
    border = around.on_screen(margins) if around else ""
    return _SCREENS.format(
        whole=whole, text=width - left - right, left=left, right=right, border=border
    )


def print_css(margins: Mapping[str, float]) -> str:
    """The stylesheet of a letter that a browser prints on paper with those margins: browsers take
    nothing out of the text, and print all of a page smaller where something reaches out of it."""
    return _PRINTED.format(left=margins["left"], right=margins["right"])


def head_css(top: float, edge: float) -> str:
    """The stylesheet of the header of a letter that a browser prints, which begins `edge`
    millimetres below the upper edge of the first page, and its text `top`."""
    return _HEADED.format(edge=edge, head=top - edge)


_SCREENS = """\
@media screen {{
  body {{ display: flex; flex-direction: column; }}
  .first-foot {{ order: 1; margin-top: 14pt; }}
  .first-head {{ margin-bottom: 14pt; }}
  .office {{ position: relative; }}
  main {{ position: relative; z-index: 1; }} /* the letterhead lies behind it */
  .office table {{ display: table; overflow: visible; }}
  .below-cell {{ display: none; }}
}}
/* A screen as wide as the sheet shows it, white by night too. */
@media screen and (min-width: {whole:g}mm) {{
  :root {{ color-scheme: light; }}
  body {{ max-width: {text:g}mm; padding-left: {left:g}mm; padding-right: {right:g}mm; }}
  img {{ background: none; }}
{border}}}
/* On a narrower one nothing has a place of its own. */
@media screen and (not (min-width: {whole:g}mm)) {{
  .office table, .office tbody, .office tr, .office td {{ display: block; }}
  .office * {{
    position: static !important; float: none !important; transform: none !important;
    height: auto !important; min-height: 0 !important; max-height: none !important;
    margin-left: 0 !important; margin-right: 0 !important; text-indent: 0 !important;
    padding-left: 0 !important; padding-right: 0 !important; white-space: normal !important;
    color: inherit !important; background: none !important; overflow-wrap: anywhere;
  }}
  .office :not(img) {{ width: auto !important; }}
  .office .drawn-words {{ font-size: 2rem !important; line-height: 1.2 !important; }}
  .office img {{ max-width: 100% !important; background: white !important; }}
}}
"""
_PRINTED = """\
/* Of browsers alone: the margins are the text's own, so that nothing on the sheet is cut off. */
@supports (overflow: clip) {{
  @page {{
    margin-left: 0; margin-right: 0;
    @top-left {{ padding-left: {left:g}mm; }}
    @top-center {{ padding-left: {left:g}mm; padding-right: {right:g}mm; }}
    @top-right {{ padding-right: {right:g}mm; }}
  }}
  /* Marks to fold at, of 4 and 7 mm, stand 5 mm from the edge, without a margin too. */
  @page :first {{
    @left-top {{ margin-right: -9mm; }}
    @left-middle {{ margin-right: -12mm; }}
    @left-bottom {{ margin-right: -9mm; }}
  }}
  @media print {{
    body {{ display: flex; flex-direction: column; contain: layout; overflow: clip;
      padding: 0 {right:g}mm 0 {left:g}mm; }}
    .first-foot {{ order: 1; margin-top: 14pt; }}
    main {{ position: relative; z-index: 1; }}
    .above-window.office.beside-window {{ left: {left:g}mm; right: {right:g}mm; width: auto; }}
  }}
}}"""
_HEADED = """
@supports (overflow: clip) {{
  @page :first {{ margin-top: 0; }}
  @media print {{
    .first-head {{ padding-top: {edge:.2f}mm; height: {head:.2f}mm; contain: size; }}
  }}
}}
"""
