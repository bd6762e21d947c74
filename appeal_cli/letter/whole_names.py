"""The whole name of a deputy, put together of its parts or as the roster writes it."""

from __future__ import annotations

from appeal_cli.letter.cases.rules import Piece

PIECES: tuple[Piece, ...] = ("family_name", "given_name", "patronymic_name", "name")


def whole(family: str, given: str, patronymic: str, written: str) -> dict[str, str]:
    """The parts with the whole name, put together where only its parts are known.

    `Family, Given`, which nobody writes of themselves, loses its comma.
    """
    name = _said(written)
    in_order = " ".join(filter(None, (family, given, patronymic)))
    if name != written and sorted(name.casefold()) == sorted(in_order.casefold()):
        name = in_order  # where particles stand, and capitals do not
    elif not written:
        name = " ".join(filter(None, (given, patronymic, family)))
    is_usual = name == written and not patronymic and _is_of(name, family, given)
    return {
        "family_name": family,
        "given_name": given,
        "patronymic_name": patronymic,
        "name": name,
        "usual_name": name if is_usual else "",
    }


def _said(written: str) -> str:
    """The name as it is said, where a list has it by its surname."""
    if "," not in written:
        return written
    from appeal_cli.roster.names.parts import without_comma

    return without_comma(written)


def _is_of(name: str, family: str, given: str) -> bool:
    """Whether the name begins with one of its parts and holds both, as they are written."""
    words = {word.strip(",") for word in name.split(" ")}
    if family and name == family + given:  # 安倍晋三
        return True
    begins = any(name.startswith(f"{part} ") for part in (family, given) if part)
    return begins and bool(family) and {*family.split(" "), *given.split(" ")} <= words
