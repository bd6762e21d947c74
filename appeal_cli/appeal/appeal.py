"""Appeal: what the YAML file of an appeal may hold, and reading one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PrivateAttr

from appeal_cli.appeal.blocks import Blocks, Enclosure, Passage, PictureFile
from appeal_cli.appeal.paper import Page
from appeal_cli.appeal.pictures import Picture
from appeal_cli.appeal.placeholder_syntax import NAMES, writing_errors
from appeal_cli.appeal.windows import Window
from appeal_cli.files.unfilled import Text
from appeal_cli.files.validation import (
    Date,
    LanguageTag,
    Part,
    WebAddress,
    plain_text_as,
)
from appeal_cli.files.yaml_source import YamlPath, YamlSource, texts
from appeal_cli.problems import Kind, Problem


class Letterhead(Part):
    """Who writes: the head of the letter."""

    names: Annotated[tuple[Passage, ...], Field(min_length=1)] = Field(
        description="The sender's names, a line each.",
        examples=[["The Foundation", {"language": "ru", "text": "Фонд"}]],
    )
    logo: Annotated[PictureFile, plain_text_as("file")] | None = Field(
        None, description="An image above the names.", examples=["logo.png"]
    )
    address: Text | None = Field(
        None, description="The sender's postal address.", examples=["1 Abai Avenue, Almaty"]
    )
    phone: Text | None = Field(
        None, description="The sender's telephone number.", examples=["+7 700 000 00 00"]
    )
    email: Text | None = Field(
        None, description="The sender's e-mail address.", examples=["office@example.org"]
    )
    website: Text | None = Field(
        None, description="The sender's web site.", examples=["www.example.org"]
    )


class Addressee(Part):
    """Whom the letter is for."""

    everyone: Text | None = Field(
        None,
        description="All of them, as the open letter calls them.",
        examples=["Deputies of the Majilis"],
    )
    lines: tuple[Text, ...] | None = Field(
        None,
        description="The lines for one deputy; if not given, those of the language.",
        examples=[["{{ deputy.name_to }}", "Deputy of the Majilis"]],
    )
    address: Text | None = Field(
        None,
        description="The postal address, line by line, where the roster gives none.",
        examples=["Mangilik El 4\n010000 Astana"],
    )
    window: Window | None = Field(
        None,
        description="The window of the envelope, by its name or its measures: name and address are "
        "placed behind it.",
        examples=[
            "din-5008-b",
            {"envelope": "DL", "right": 20, "bottom": 15, "width": 90, "height": 35},
        ],
    )


class Salutation(Part):
    """The line that greets the reader; if not given, that of the language."""

    everyone: Text | None = Field(
        None, description="The greeting of the open letter.", examples=["Dear Deputies,"]
    )
    deputy: Text | None = Field(
        None,
        description="The greeting of one deputy.",
        examples=["Dear colleague {{ deputy.family_name }},"],
    )
    neutral: Text | None = Field(
        None,
        description="The greeting of one deputy whose gender is not known.",
        examples=["Dear colleague,"],
    )


class Signature(Part):
    """Who signs."""

    name: Text = Field(description="The name of the person who signs.", examples=["A. Signatory"])
    position: Text | None = Field(
        None, description="The position of the person who signs.", examples=["Director"]
    )
    image: Annotated[PictureFile, plain_text_as("file")] | None = Field(
        None, description="An image of the signature.", examples=["signature.png"]
    )


class Signatories(Part):
    """Those who support the appeal."""

    label: Text = Field(
        description="The words before the names.", examples=["Members of the Coalition are"]
    )
    names: Annotated[tuple[Passage, ...], Field(min_length=1)] = Field(
        description="The names, a line each.", examples=[["Adil Soz", "MediaNet"]]
    )


class Source(Part):
    """Where the text of the appeal comes from. Nothing but `note` is printed."""

    publisher: Text | None = Field(
        None, description="Who published the text.", examples=["The Foundation"]
    )
    published: Date | None = Field(
        None, description="The day it was published.", examples=["2013-10-23"]
    )
    url: WebAddress | None = Field(
        None, description="Where it was published.", examples=["https://www.example.org/appeal"]
    )
    translation: Text | None = Field(
        None,
        description="`unofficial`, if the text is a translation of your own.",
        examples=["unofficial"],
    )
    note: Text | None = Field(
        None,
        description="Printed in small type at the foot of the letter.",
        examples=["This is a translation; the Kazakh text is the original."],
    )


class Appeal(Part):
    """One appeal in one language."""

    language: LanguageTag = Field(
        description="The language of the letter: kk, ru, en or one of your own.", examples=["en"]
    )
    date: Date = Field(
        description="The day of the letter, printed as the language writes dates.",
        examples=["2013-10-17"],
    )
    title: Text = Field(
        description="The title of the letter.", examples=["Appeal on the draft Criminal Code"]
    )
    body: Annotated[Blocks, Field(min_length=1)] = Field(
        description="The letter itself: paragraphs and other blocks.",
        examples=[["We write to you about the draft.", {"list": ["one", "two"]}]],
    )
    letterhead: Letterhead | None = Field(
        None, description="Who writes.", examples=[{"names": ["The Foundation"]}]
    )
    reference: Text | None = Field(
        None, description="The number of the letter in your register.", examples=["No. 12"]
    )
    addressee: Addressee = Field(
        Addressee.usual(),
        description="Whom the letter is for.",
        examples=[{"everyone": "Deputies of the Majilis"}],
    )
    salutation: Annotated[Salutation, plain_text_as("deputy")] = Field(
        Salutation.usual(),
        description="The greeting, where it is not that of the language.",
        examples=[{"everyone": "Dear Deputies,"}],
    )
    closing: Text | None = Field(
        None, description="The words before the signature.", examples=["Yours sincerely,"]
    )
    signature: Annotated[Signature, plain_text_as("name")] | None = Field(
        None, description="Who signs.", examples=[{"name": "A. Signatory", "position": "Director"}]
    )
    about: Blocks = Field(
        (), description="Who you are, below the signature.", examples=[["We defend free speech."]]
    )
    signatories: Signatories | None = Field(
        None,
        description="Those who support the appeal.",
        examples=[{"label": "Members are", "names": ["Adil Soz", "MediaNet"]}],
    )
    enclosures: tuple[Annotated[Enclosure, plain_text_as("text")], ...] = Field(
        (),
        description="What is sent with the letter.",
        examples=[["The draft with comments", {"text": "A map", "file": "map.pdf"}]],
    )
    online: WebAddress | None = Field(
        None,
        description="Where the appeal is on the web: a link and a QR code at the foot.",
        examples=["https://example.org/appeal"],
    )
    source: Source | None = Field(
        None,
        description="Where the text comes from.",
        examples=[{"publisher": "The Foundation", "published": "2013-10-23"}],
    )
    page: Page | None = Field(
        None,
        description="The page, where it is not the template's or the language's: its size by name, "
        "or its measures and margins in millimetres.",
        examples=["Letter", {"width": 176, "height": 250}],
    )
    max_pages: Annotated[int, Field(ge=1)] | None = Field(
        None, description="How many pages the letter may have at most, on paper.", examples=[2]
    )

    _source: YamlSource = PrivateAttr()
    _folder: Path = PrivateAttr(default=Path())
    _pictures: Mapping[YamlPath, Picture] = PrivateAttr(default_factory=dict)
    _parts: tuple[Path, ...] = PrivateAttr(default=())

    @property
    def file(self) -> str:
        """The name of the file that the appeal was read from."""
        return self._source.file

    @property
    def folder(self) -> Path:
        """The folder that the appeal's images and languages are looked for in."""
        return self._folder

    @property
    def parts(self) -> tuple[Path, ...]:
        """The images and enclosures beside it that all its letters are made from."""
        return self._parts

    @property
    def text(self) -> str:
        """The text of that file."""
        return self._source.text

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was odd about the text, though it could be read."""
        return self._source.warnings

    def problem(self, path: YamlPath, message: str, **details: Any) -> Problem:
        """A problem placed at that part of the file; see YamlSource.problem."""
        return self._source.problem(path, message, **details)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its images, in the order in which they stand."""
        return tuple(self._pictures.values())

    def picture(self, path: YamlPath) -> Picture:
        """The image whose file stands at that path."""
        return self._pictures[path]


def everyone_problems(source: YamlSource) -> Iterator[Problem]:
    """The name for all of them that would stand for itself."""
    path: YamlPath = ("addressee", "everyone")
    text = dict(texts(source.data)).get(path, "")
    others = tuple(name for name in NAMES if name != "everyone")
    if any(error.missing == "everyone" for error in writing_errors(text, known=others)):
        message = "`everyone` can't stand in the text that it stands for"
        hint = "write the words themselves"
        yield source.problem(path, message, snippet="everyone", hint=hint, kind=Kind.PLACEHOLDER)
