"""What has a place of its own in a letterhead, as HTML: absolutely placed, or where its words flow
around it, a float. Measures are millimetres."""

from __future__ import annotations

from appeal_cli.importing.letterheads.spots import Room, Spot

_OVER = 0.5
"""How far something may reach out of the text and still be a float in it."""


def placed(
    inner: str, spot: Spot, room: Room, width: float | None, height: float, *, is_first: bool
) -> str:
    """The HTML in its place, before the block that it stands at; `is_first` says whether that
    is the first of the strip. Without a width, it is as wide as its words."""
    left = room.left(spot.across, width or 0)
    is_here = spot.down.whence == "here"
    top = spot.down.offset if is_here else room.top(spot.down, height) - room.edge
    if is_here or (is_first and not room.is_foot):
        if spot.wrap == "below" and top + height > 0:
            own = _at(inner, _across(spot, left, width), f"top: {top:.4g}mm", spot)
            return f'<div style="position: relative; height: {top + height:.4g}mm">{own}</div>\n'
        if spot.wrap == "around" and width and _is_in_text(left, width, room):
            return _float(inner, spot, room, (left, top), (width, height))
    across = _across(spot, left, width)
    if is_here:
        own = _at(inner, across, f"top: {top:.4g}mm", spot)
        return f'<div style="position: relative; height: 0">{own}</div>\n'
    if room.is_foot:
        below = room.size[1] - room.edge - room.top(spot.down, height) - height
        return _at(inner, across, f"bottom: {below:.4g}mm", spot)
    return _at(inner, across, f"top: {top:.4g}mm", spot)


def _is_in_text(left: float, width: float, room: Room) -> bool:
    """Whether words stand beside it: a thing in the margin is in the way of none."""
    return left > -_OVER and left + width < room.width + _OVER


def _across(spot: Spot, left: float, width: float | None) -> str:
    if width:
        return f"left: {left:.4g}mm; width: {width:.4g}mm"
    if spot.across.aligned == "center":
        return f"left: {left:.4g}mm; transform: translateX(-50%)"
    return f"left: {left:.4g}mm" + (
        "; transform: translateX(-100%)" if spot.across.aligned in ("right", "outside") else ""
    )


def _at(inner: str, across: str, down: str, spot: Spot) -> str:
    behind = "; z-index: -1" if spot.is_behind else ""
    return f'<div style="position: absolute; {across}; {down}{behind}">{inner}</div>\n'


def _float(
    inner: str, spot: Spot, room: Room, start: tuple[float, float], size: tuple[float, float]
) -> str:
    (left, top), (width, height) = start, size
    rest = room.width - left - width
    is_left = left <= rest
    sides = (spot.gap, left) if is_left else (rest, spot.gap)
    margin = f"{top:.4g}mm {sides[0]:.4g}mm 0 {sides[1]:.4g}mm"
    style = f"float: {'left' if is_left else 'right'}; margin: {margin}; width: {width:.4g}mm"
    tall = f"; height: {height:.4g}mm" if height else ""
    return f'<div style="{style}{tall}">{inner}</div>\n'
