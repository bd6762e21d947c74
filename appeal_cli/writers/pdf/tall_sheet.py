"""A tall sheet: paper without end, on which lines are set apart from their letter."""

from __future__ import annotations

_MARGIN_BOXES = (
    *(f"{edge}-{part}" for edge in ("top", "bottom") for part in ("left", "center", "right")),
    *(f"{edge}-{part}" for edge in ("left", "right") for part in ("top", "middle", "bottom")),
    *(f"{edge}-{side}-corner" for edge in ("top", "bottom") for side in ("left", "right")),
)
"""What stands around the text of a sheet (CSS Paged Media 3, 4.2): labels, marks to fold at."""

_TALL = (
    "<style>@page {{ size: {width}px {height}px !important; background: none !important; "
    + " ".join(f"@{box} {{{{ content: none !important }}}}" for box in _MARGIN_BOXES)
    + " }}</style>"
)


def tall_sheet(head: str, body: str, width: float, lines: int) -> str:
    """The HTML of a sheet as wide as that, in CSS pixels, which has room for so many lines. `head`
    is that of the letter, with its styles."""
    tall = _TALL.format(width=width, height=lines * 300 + 3000)
    return f"{head.replace('</head>', f'{tall}</head>')}<body>{body}</body></html>"
