"""What the page of a preview asks for: its own files, the sources, letters, and news of changes."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from appeal_cli.preview.access import LETTER_POLICY, Guard, Way, not_found
from appeal_cli.preview.forms import ToSettle
from appeal_cli.preview.inputs import Look, Sources
from appeal_cli.preview.making import Asked, Meant, Shown
from appeal_cli.preview.workers import Worker
from appeal_cli.problems import Problem

PAGE = Path(__file__).parent / "page"

FILES = {
    "": ("index.html", "text/html; charset=utf-8"),
    "preview.css": ("preview.css", "text/css; charset=utf-8"),
    **{
        name: (name, "text/javascript; charset=utf-8")
        for name in ("preview.js", "panes.js", "problems.js", "roster.js", "elements.js")
    },
    "icon.svg": ("icon.svg", "image/svg+xml"),
}
"""The files of the page and their media types, by the name in their address."""

KEPT = 20
"""How many letters are kept for the page to fetch."""

MOST_ROWS = 50
"""The most rows that are nobody which the page lists."""

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Bell:
    """Rings when the sources have changed."""

    def __init__(self) -> None:
        self.count = 0
        self.is_closed = False
        self._next = asyncio.Event()

    def ring(self) -> None:
        """Tells all who listen."""
        self.count += 1
        self._wake()

    def close(self) -> None:
        """Ends the waiting of all who listen."""
        self.is_closed = True
        self._wake()

    def _wake(self) -> None:
        rung, self._next = self._next, asyncio.Event()
        rung.set()

    async def heard(self) -> AsyncIterator[int]:
        """How often it has rung, at once and after each ring, until it is closed."""
        while not self.is_closed:
            rung = self._next
            yield self.count
            await rung.wait()


class _Shelf:
    """The letters made last, by the digest of their bytes."""

    def __init__(self) -> None:
        self._made: OrderedDict[str, Shown] = OrderedDict()

    def put(self, made: Shown) -> str:
        key = sha256(made.data).hexdigest()[:32]
        self._made[key] = made
        self._made.move_to_end(key)
        while len(self._made) > KEPT:
            self._made.popitem(last=False)
        return key

    def get(self, key: str) -> Shown | None:
        return self._made.get(key)


@dataclass(frozen=True)
class Workers:
    """The processes that work for the page: one for each way to show a letter, and one that looks
    for forms of names that are not certain."""

    web: Worker[Asked, Shown]
    paper: Worker[Asked, Shown]
    word: Worker[Asked, Shown]
    forms: Worker[Sequence[Meant], tuple[ToSettle, ...]]

    def making(self, kind: str) -> Worker[Asked, Shown] | None:
        """The one that makes letters of that kind; None for no kind."""
        return {"web": self.web, "paper": self.paper, "word": self.word}.get(kind)


class _Answers:
    """What each address answers."""

    def __init__(self, sources: Sources, bell: Bell, workers: Workers) -> None:
        self.sources, self.bell, self.workers = sources, bell, workers
        self.shelf = _Shelf()

    async def file(self, request: Request) -> Response:
        found = FILES.get(request.path_params.get("name", ""))
        if found is None:
            return not_found()
        name, media_type = found
        return Response((PAGE / name).read_bytes(), media_type=media_type)

    async def files(self, request: Request) -> Response:
        """What can be chosen, and what is wrong with the files."""
        return JSONResponse(_choices(self.sources))

    async def roster(self, request: Request) -> Response:
        """What became of the roster, and the forms of names in the letters that are not certain."""
        account = self.sources.account
        asked = self.sources.letters()
        outcome = await self.workers.forms.make(asked, lambda: _is_here(request))
        if outcome is None:
            return _given_up()
        return JSONResponse(
            {
                "columns": [asdict(column) for column in account.columns],
                "aside": [
                    {"place": row.place, "words": row.words, "why": str(row.why)}
                    for row in account.aside[:MOST_ROWS]
                ],
                "aside_count": len(account.aside),
                "forms": [asdict(form) for form in outcome.result or ()],
                "problems": _as_json(outcome.problems),
            }
        )

    async def letter(self, request: Request) -> Response:
        """The letter that is asked for, made as `web`, `paper` or `word`."""
        asked = request.query_params
        look = self.sources.inputs.looks.get(asked.get("template", ""))
        worker = self.workers.making(request.path_params["kind"])
        if look is None or worker is None:
            return not_found()
        try:
            letters = self._letters(look, asked.get("deputy", ""), asked.get("language", ""))
        except KeyError:
            return not_found()
        if not letters:
            return JSONResponse({"key": None, "problems": []})
        order = Asked(letters, look.template, self.sources.inputs.reference_doc)
        outcome = await worker.make(order, lambda: _is_here(request))
        if outcome is None:
            return _given_up()
        made = outcome.result
        return JSONResponse(
            {
                "key": self.shelf.put(made) if made else None,
                "pages": len(made.pages) if made else 0,
                "page_count": made.page_count if made else 0,
                "note": made.note if made else "",
                "problems": _as_json(made.problems if made else outcome.problems),
            }
        )

    def _letters(self, look: Look, handle: str, language: str) -> tuple[Meant, ...]:
        """The letter that is meant, or those that share a sheet; none while they can't be read.
        Raises KeyError for a deputy who is not in the roster."""
        if look.takes_several and self.sources.deputies:
            return self.sources.letters(language)
        meant = self.sources.letter(handle, language)
        return (meant,) if meant else ()

    async def web(self, request: Request) -> Response:
        made = self.shelf.get(request.path_params["key"])
        if made is None:
            return not_found()
        response = Response(made.data, media_type="text/html; charset=utf-8")
        response.headers["content-security-policy"] = LETTER_POLICY
        return response

    async def made_file(self, request: Request) -> Response:
        """A letter's own file, to open or to save."""
        made = self.shelf.get(request.path_params["key"])
        media_type = MEDIA_TYPES.get(request.path_params["format"])
        return Response(made.data, media_type=media_type) if made and media_type else not_found()

    async def page(self, request: Request) -> Response:
        made = self.shelf.get(request.path_params["key"])
        number = request.path_params["number"]
        if made is None or not 0 < number <= len(made.pages):
            return not_found()
        return Response(made.pages[number - 1], media_type="image/png")

    async def events(self, request: Request) -> Response:
        news = (f"data: {count}\n\n" async for count in self.bell.heard())
        return StreamingResponse(news, media_type="text/event-stream")


def preview_app(sources: Sources, bell: Bell, workers: Workers, way: Way) -> ASGIApp:
    """The application that answers the page, to whoever knows the way in and asks this machine by
    its own name."""
    answers = _Answers(sources, bell, workers)
    routes = [
        Route("/", answers.file),
        Route("/files", answers.files),
        Route("/roster", answers.roster),
        Route("/events", answers.events),
        Route("/letter/{kind:str}", answers.letter),
        Route("/made/{key:str}.html", answers.web),
        Route("/made/{key:str}/{number:int}.png", answers.page),
        Route("/made/{key:str}.{format:str}", answers.made_file),
        Route("/{name:str}", answers.file),
    ]
    return Guard(Starlette(routes=routes), way)


def _choices(sources: Sources) -> dict[str, Any]:
    deputies = [
        {
            "handle": deputy.handle,
            "name": deputy.name,
            "about": " · ".join(filter(None, map(deputy.get, ("group", "area", "language")))),
        }
        for deputy in sources.deputies
    ]
    return {
        "appeals": [{"language": each.language, "file": each.file} for each in sources.appeals],
        "deputies": deputies,
        "templates": [
            {"name": name, "takes": look.takes} for name, look in sources.inputs.looks.items()
        ],
        "problems": _as_json(sources.problems),
    }


async def _is_here(request: Request) -> bool:
    return not await request.is_disconnected()


def _given_up() -> Response:
    return PlainTextResponse("nobody waits for this any more", 409)


def _as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [{**problem.data, "place": problem.place} for problem in problems]
