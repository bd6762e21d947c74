"""Pictures: image files beside the appeal, and everything that is not one."""

from __future__ import annotations

import base64
import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageFile, ImageOps, ImageStat
from PIL.PngImagePlugin import PngInfo

from appeal_cli.appeal.pictures import MAX_BYTES, load_picture
from appeal_cli.problems import AppealError
from tests.ending import that_ends


def encoded(kind: str, mode: str = "RGB", **options: object) -> bytes:
    file = BytesIO()
    Image.new(mode, (40, 30)).save(file, kind, **options)
    return file.getvalue()


def heic() -> bytes:
    file = BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (40, 30))).save(file, quality=-1)
    return file.getvalue()


def header_only(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


def refusal(folder: Path, name: str) -> tuple[str, str]:
    with that_ends(), pytest.raises(AppealError) as caught:
        load_picture(folder, name)
    (problem,) = caught.value.problems
    return problem.message, problem.hint


GOOD = {
    "png": (encoded("PNG"), "image/png"),
    "png with alpha": (encoded("PNG", "RGBA"), "image/png"),
    "png with palette": (encoded("PNG", "P"), "image/png"),
    "png of one bit": (encoded("PNG", "1"), "image/png"),
    "jpeg": (encoded("JPEG"), "image/jpeg"),
    "jpeg in grey": (encoded("JPEG", "L"), "image/jpeg"),
}


@pytest.mark.parametrize(("data", "kind"), GOOD.values(), ids=GOOD)
@pytest.mark.parametrize("name", ["logo.png", "images/сурет 1.JPG", "./a/../logo"])
def test_png_and_jpeg(tmp_path: Path, data: bytes, kind: str, name: str) -> None:
    """A picture carries its file unchanged, whatever its name, and knows its size."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "a").mkdir(exist_ok=True)
    path.write_bytes(data)
    picture = load_picture(tmp_path, name)
    assert picture.url == f"data:{kind};base64,{base64.b64encode(data).decode()}"
    assert (picture.width, picture.height) == (40, 30)


MOTION = [Image.new("RGB", (40, 30), "red")]
OTHER_KINDS = {
    "webp": encoded("WEBP"),
    "webp with alpha": encoded("WEBP", "RGBA"),
    "gif": encoded("GIF", "P"),
    "gif that moves": encoded("GIF", save_all=True, append_images=MOTION),
    "tiff": encoded("TIFF"),
    "tiff of a fax": encoded("TIFF", "1", compression="group4"),
    "bmp": encoded("BMP"),
    "heic": heic(),
}


@pytest.mark.parametrize("data", OTHER_KINDS.values(), ids=OTHER_KINDS)
def test_other_kinds_become_png(tmp_path: Path, data: bytes) -> None:
    """What web sites, scanners and telephones save becomes a file that every format can show."""
    (tmp_path / "chart").write_bytes(data)
    picture = load_picture(tmp_path, "chart")
    with Image.open(BytesIO(picture.data)) as image:
        assert (image.format, image.size) == ("PNG", (40, 30))
        assert picture.media_type == "image/png"
        assert image.convert("RGB").getcolors() == [(1200, (0, 0, 0))]


def photograph(size: tuple[int, int] = (120, 90)) -> Image.Image:
    """Pixels of very many colours, bright above and dark below."""
    width, height = size
    image = Image.linear_gradient("L").resize(size).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    side = Image.linear_gradient("L").rotate(90).resize(size)
    assert image.size == (width, height)
    return Image.merge("RGB", (image, side, Image.effect_noise(size, 8)))


def exif(orientation: int) -> Image.Exif:
    """What a telephone notes: how it was held, its name, and where it was."""
    noted = Image.Exif()
    noted[0x0112] = orientation
    noted[0x0110] = "Phone of Ann Sample"
    noted.get_ifd(0x8825)[1] = "N"
    return noted


@pytest.mark.parametrize("kind", ["WEBP", "TIFF"])
def test_photographs_of_other_kinds_become_jpeg(tmp_path: Path, kind: str) -> None:
    """A photograph as PNG would be many times larger."""
    file = BytesIO()
    photograph().save(file, kind)
    (tmp_path / "photo").write_bytes(file.getvalue())
    assert load_picture(tmp_path, "photo").media_type == "image/jpeg"


@pytest.mark.parametrize("orientation", [1, 2, 3, 6, 8])
@pytest.mark.parametrize("kind", ["JPEG", "MPO", "PNG", "WEBP", "TIFF"])
def test_what_the_camera_noted_stays_at_home(tmp_path: Path, kind: str, orientation: int) -> None:
    """A picture is turned as the camera was held, and says nothing of its place and camera."""
    file = BytesIO()
    photograph().save(file, kind, exif=exif(orientation), quality=90)
    (tmp_path / "photo").write_bytes(file.getvalue())
    picture = load_picture(tmp_path, "photo")
    assert b"Ann Sample" in file.getvalue()
    assert b"Ann Sample" not in picture.data
    with Image.open(BytesIO(picture.data)) as image:
        assert not image.getexif()
        assert (picture.width, picture.height) == image.size
        wanted = ImageOps.exif_transpose(Image.open(BytesIO(file.getvalue()))).convert("RGB")
        assert image.size == wanted.size
        change = ImageStat.Stat(ImageChops.difference(wanted, image.convert("RGB"))).mean
        assert max(change) < 6


def test_notes_are_left_out_without_loss(tmp_path: Path) -> None:
    """A PNG keeps its pixels and transparency; a JPEG its compression, to within a shade."""
    notes = PngInfo()
    notes.add_text("Author", "Ann Sample")
    data = encoded("PNG", "P", pnginfo=notes, transparency=0)
    (tmp_path / "logo").write_bytes(data)
    picture = load_picture(tmp_path, "logo")
    assert b"Ann Sample" in data
    assert b"Ann Sample" not in picture.data
    with Image.open(BytesIO(picture.data)) as image:
        assert (image.mode, image.info["transparency"]) == ("P", 0)


BAD = {
    "empty": (b"", "is not an image that can be read"),
    "text": (b"hello", "is not an image that can be read"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "says no size"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is not an image that"),
    "scan of two pages": (
        encoded("TIFF", save_all=True, append_images=[Image.new("RGB", (8, 6))]),
        "has 2 pages",
    ),
    "png cut short": (encoded("PNG")[:-30], "is broken"),
    "png after the signature": (encoded("PNG")[:8], ""),
    "png in its header": (encoded("PNG")[:20], ""),
    "jpeg cut short": (encoded("JPEG")[:-20], "is broken"),
    "jpeg in its header": (encoded("JPEG")[:30], ""),
    "png without size": (header_only(0, 0), ""),
    "png without data": (header_only(40, 30), "is broken"),
    "wide": (header_only(25_000_001, 1), "has 25000001 × 1 pixels"),
    "bomb": (header_only(30_000, 30_000), ""),
    "large": (header_only(5_001, 5_000), "has 5001 × 5000 pixels"),
    "huge": (header_only(2**31 - 1, 2**31 - 1), ""),
    "many bytes": (b"\x89PNG\r\n\x1a\n" + b"\0" * MAX_BYTES, "is larger than 10,000,000 bytes"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.filterwarnings("error")
def test_files_that_are_no_whole_picture(tmp_path: Path, name: str) -> None:
    """Broken, other and oversized files are refused by name, without being decoded first."""
    data, message = BAD[name]
    (tmp_path / "logo.png").write_bytes(data)
    assert refusal(tmp_path, "logo.png")[0].startswith(f"the image `logo.png` {message}")


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "CMYK"), ("PNG", "I;16")])
def test_colours_that_not_every_format_can_show(kind: str, mode: str, tmp_path: Path) -> None:
    """A picture for printing presses, or with 16 bits for a colour, is refused with a way out."""
    (tmp_path / "picture").write_bytes(encoded(kind, mode))
    message, hint = refusal(tmp_path, "picture")
    assert message == f"the image `picture` has colours of the kind {mode}"
    assert hint.startswith("save it as RGB")


def test_the_verdict_is_the_same_after_a_letter_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WeasyPrint makes Pillow fill in what a broken image lacks; a letter's images are whole."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    (tmp_path / "logo.png").write_bytes(encoded("PNG")[:-30])
    assert "is broken" in refusal(tmp_path, "logo.png")[0]
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_bytes_changed_at_random_are_refused_or_read(tmp_path: Path) -> None:
    """A damaged picture raises nothing but AppealError."""
    for kind in ("PNG", "JPEG", "MPO", "GIF", "WEBP", "TIFF", "BMP"):
        whole = encoded(kind)
        for index in range(len(whole)):
            data = bytearray(whole)
            data[index] ^= 0xFF
            (tmp_path / "logo").write_bytes(data)
            try:
                assert load_picture(tmp_path, "logo").width
            except AppealError as error:
                assert len(error.problems) == 1  # noqa: PT017


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """An appeal's folder, with a picture in it, beside it, and links to the latter."""
    folder = tmp_path / "appeal"
    folder.mkdir()
    (folder / "logo.png").write_bytes(encoded("PNG"))
    (tmp_path / "secret.png").write_bytes(encoded("PNG"))
    (tmp_path / "appeal-2").mkdir()
    (tmp_path / "appeal-2" / "logo.png").write_bytes(encoded("PNG"))
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "near.png").symlink_to(folder / "logo.png")
    (folder / "up").symlink_to(tmp_path)
    (folder / "circle.png").symlink_to(folder / "circle.png")
    (folder / "sub").mkdir()
    os.mkfifo(folder / "pipe.png")
    return folder


@pytest.mark.parametrize(
    "name",
    ["../secret.png", "sub/../../secret.png", "link.png", "up/secret.png", "../appeal-2/logo.png",
     "..", "/etc/passwd", "/dev/zero", "~/../../../../../../etc/passwd"],
)  # fmt: skip
def test_nothing_outside_the_folder_is_read(folders: Path, name: str) -> None:
    """Neither dots, absolute names nor links lead out of the appeal's folder."""
    assert "lies outside the appeal's folder" in refusal(folders, name)[0]


def test_links_within_the_folder_may_be_followed(folders: Path) -> None:
    """A link to a picture in the same folder is that picture."""
    assert load_picture(folders, "near.png") == load_picture(folders, "logo.png")


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("lgo.png", "can't be read: No such file or directory", "did you mean `logo.png`?"),
        ("nowhere/a.png", "can't be read: No such file or directory", ""),
        ("sub", "can't be read: it is not a file", ""),
        (".", "can't be read: it is not a file", ""),
        ("pipe.png", "can't be read: it is not a file", ""),
        ("logo.png/x", "can't be read: Not a directory", ""),
        ("a\0b.png", "can't be read", ""),
        ("x" * 300 + ".png", "can't be read: File name too long", ""),
        ("circle.png", "can't be read", ""),
        ("\udcff", "can't be read", ""),
        ("https://x.kz/a.png", "is not a file", "save it beside the appeal"),
        ("file:///etc/passwd", "is not a file", "save it beside the appeal"),
        ("data:image/png;base64,AAAA", "is not a file", "save it beside the appeal"),
    ],
)
def test_names_that_are_no_file(folders: Path, name: str, message: str, hint: str) -> None:
    """Folders, pipes, addresses and impossible names are refused at once, with a hint."""
    found = refusal(folders, name)
    assert message in found[0]
    assert found[1] == hint


def test_a_file_that_may_not_be_read(folders: Path) -> None:
    """A file without the right to read it is an error like any other."""
    (folders / "logo.png").chmod(0)
    if os.access(folders / "logo.png", os.R_OK):
        pytest.skip("root may read everything")
    assert "can't be read: Permission denied" in refusal(folders, "logo.png")[0]
