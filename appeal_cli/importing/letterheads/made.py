"""What is made of the strips of a document besides their HTML."""

from __future__ import annotations

from dataclasses import dataclass, field

from appeal_cli.files.office.image_parts import image_ending


@dataclass
class Made:
    """Pictures by their names as files, and what was left out of the HTML."""

    pictures: dict[str, bytes] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def name(self, data: bytes) -> str:
        """The name of the file of a picture."""
        same = (name for name, known in self.pictures.items() if known == data)
        found = next(same, "")
        if not found:
            found = f"letterhead-{len(self.pictures) + 1}.{image_ending(data)}"
            self.pictures[found] = data
        return found
