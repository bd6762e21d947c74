"""Makes the README's pictures from the tool's own letters.

The PDF is drawn by PDFium; the Word file goes through LibreOffice and the web page
through Chromium, where they are installed.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from appeal_cli import address, load_appeal, load_deputies, render

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
HEIGHT = 1000


def page(data: bytes) -> Image.Image:
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1.6).to_pil().convert("RGB")
    return ImageOps.contain(picture, (HEIGHT, HEIGHT))


def word(data: bytes, folder: Path) -> Image.Image | None:
    if not shutil.which("soffice"):
        return None
    (folder / "letter.docx").write_bytes(data)
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "letter.docx")], check=True, capture_output=True)
    return page((folder / "letter.pdf").read_bytes())


def phone(data: bytes, folder: Path) -> Image.Image | None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        return None
    (folder / "letter.html").write_bytes(data)
    shot = folder / "phone.png"
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         "--disable-background-networking", f"--user-data-dir={folder / 'profile'}",
         "--window-size=500,1000", f"--screenshot={shot}", (folder / "letter.html").as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip
    return ImageOps.contain(Image.open(shot).convert("RGB"), (HEIGHT, HEIGHT))


def main() -> None:
    appeal = load_appeal(ROOT / "data" / "appeal.kk.yaml")
    roster = load_deputies(ROOT / "data" / "deputies.csv")
    deputy = next(deputy for deputy in roster if deputy.id == "nurkina-aigul")
    letter = address(appeal, deputy)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shots = [
            page(render(letter, "pdf")),
            word(render(letter, "docx"), folder),
            phone(render(letter, "html"), folder),
        ]
    pictures = [ImageOps.expand(shot, 1, "#999") for shot in shots if shot]
    width = sum(picture.width + 30 for picture in pictures) + 30
    sheet = Image.new("RGB", (width, HEIGHT + 60), "#e8e8e8")
    left = 30
    for picture in pictures:
        sheet.paste(picture, (left, 30))
        left += picture.width + 30
    sheet.quantize(64).save(HERE / "letter.png", optimize=True)


if __name__ == "__main__":
    main()
