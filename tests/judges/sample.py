"""The judges' own letter: the rich appeal, with images that are drawn here."""

from __future__ import annotations

import shutil
from pathlib import Path

from PIL import Image, ImageDraw

RICH = Path(__file__).with_name("rich.en.yaml")


def rich_appeal(folder: Path) -> Path:
    """The rich appeal in the folder, its images beside it: with alpha, in colour, in grey."""
    logo = Image.new("RGB", (440, 160), "white")
    ImageDraw.Draw(logo).ellipse((10, 10, 430, 150), fill="#1f4e79", outline="#c00000", width=8)
    logo.save(folder / "logo.png")
    chart = Image.new("L", (800, 400), 255)
    for number, height in enumerate((380, 200, 90)):
        bar = (60 + number * 250, 400 - height, 240 + number * 250, 400)
        ImageDraw.Draw(chart).rectangle(bar, fill=60 + number * 60)
    chart.save(folder / "chart.jpg")
    signature = Image.new("RGBA", (350, 120), (0, 0, 0, 0))
    stroke = [(10, 90), (60, 20), (100, 100), (160, 30), (220, 90), (340, 40)]
    ImageDraw.Draw(signature).line(stroke, fill=(20, 40, 140, 230), width=6, joint="curve")
    signature.save(folder / "signature.png")
    return Path(shutil.copy(RICH, folder))
