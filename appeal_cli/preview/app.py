"""The preview as a web application: one page, the letter, and word of every change."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import watchfiles
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from appeal_cli.deputies import handle
from appeal_cli.errors import AppealError, Problem
from appeal_cli.preview.desk import Choice, Desk, page_count, page_picture

PAGE = Path(__file__).parent / "page"

SECURITY = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; object-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}

LETTER_POLICY = (
    "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:; frame-ancestors 'self'"
)
"""The letter runs no script and asks nobody for anything; its page may see how far it is read."""

_CALM = 100  # milliseconds without a change after which files count as saved

Value = TypeVar("Value")


class Changes:
    """Word of every change, for whoever waits; no more of it once closed."""

    def __init__(self) -> None:
        self.number = 0
        self.is_closed = False
        self._told = asyncio.Condition()

    async def tell(self) -> None:
        """Wakes all who wait."""
        async with self._told:
            self.number += 1
            self._told.notify_all()

    async def close(self) -> None:
        """Wakes all who wait, for the last time."""
        self.is_closed = True
        await self.tell()

    async def after(self, number: int) -> int:
        """The number of the newest change, once there is one after that number."""
        async with self._told:
            await self._told.wait_for(lambda: self.number > number)
            return self.number


class OnlyThisMachine:
    """Refuses what another site sends through the browser: a foreign Host or Origin."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.origins = frozenset(f"http://{host}" for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers the request, or refuses it; either way with SECURITY's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        is_own = headers.get("host") in self.hosts and (origin is None or origin in self.origins)
        app = self.app if is_own else PlainTextResponse("not from here", status_code=403)

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    given.setdefault(name, value)
            await send(message)

        await app(scope, receive, send_with_policy)


class Preview:
    """The answers of the application, each made on one thread of its own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.changes = Changes()
        self.press = ThreadPoolExecutor(1, "press")

    def app(self, hosts: Sequence[str]) -> ASGIApp:
        """The application, for requests to these hosts and no others."""
        routes = [
            Route("/", self.index),
            Route("/state.json", self.state),
            Route("/letter.json", self.letter),
            Route("/letter.html", self.html),
            Route("/letter.pdf", self.pdf),
            Route("/page-{number:int}.png", self.page),
            Route("/events", self.events),
            Mount("/page", StaticFiles(directory=PAGE)),
        ]
        return OnlyThisMachine(Starlette(routes=routes, lifespan=self.watching), hosts)

    async def _on_press(self, work: Callable[..., Value], *arguments: Any) -> Value:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.press, partial(work, *arguments))

    @asynccontextmanager
    async def watching(self, app: Starlette) -> AsyncIterator[None]:
        """Watches the files as long as the application runs."""
        stop = asyncio.Event()
        task = asyncio.create_task(self.watch(stop))
        yield
        stop.set()
        await task
        self.press.shutdown(wait=False, cancel_futures=True)

    async def watch(self, stop: asyncio.Event) -> None:
        """Tells of every change in the desk's folders, until it is stopped."""
        folders = await self._on_press(lambda: self.desk.folders)
        async for _ in watchfiles.awatch(
            *folders, stop_event=stop, debounce=_CALM, step=_CALM // 2, recursive=False
        ):
            await self._on_press(self.desk.changed)
            await self.changes.tell()

    async def index(self, request: Request) -> Response:
        """The page itself."""
        return Response((PAGE / "index.html").read_bytes(), media_type="text/html")

    async def state(self, request: Request) -> Response:
        """What there is to choose from."""
        inputs = await self._on_press(self.desk.inputs)
        deputies = [
            {
                "id": deputy.id,
                "name": deputy.name,
                "about": deputy.get("group"),
                "words": " ".join([*deputy.fields.values(), handle(deputy)]).casefold(),
            }
            for deputy in inputs.roster or ()
        ]
        return JSONResponse(
            {
                "deputies": deputies,
                "hasRoster": self.desk.read_roster is not None,
                "languages": [appeal.language for appeal in inputs.appeals],
                "templates": list(self.desk.templates),
                "files": list(self.desk.files),
            }
        )

    async def letter(self, request: Request) -> Response:
        """Whether the letter can be made, what is wrong, and its pages where they are wanted."""
        choice = self._choice(request)
        proof = await self._on_press(self.desk.proof, choice)
        problems, pages = list(proof.problems), 0
        if proof.html and request.query_params.get("pages"):
            try:
                pdf = await self._on_press(self.desk.pdf, choice)
                pages = await self._on_press(page_count, pdf)
            except AppealError as error:
                problems += error.problems
        return JSONResponse(
            {
                "made": bool(proof.html),
                "pages": pages,
                "version": self.desk.version,
                "problems": [_shown(problem) for problem in dict.fromkeys(problems)],
            }
        )

    async def html(self, request: Request) -> Response:
        """The letter as a web page, to be shown in a frame."""
        proof = await self._on_press(self.desk.proof, self._choice(request))
        if not proof.html:
            return self._unmade()
        policy = {"content-security-policy": LETTER_POLICY}
        return Response(proof.html, media_type="text/html", headers=policy)

    async def pdf(self, request: Request) -> Response:
        """The letter as a PDF file."""
        pdf = await self._pdf(request)
        return Response(pdf, media_type="application/pdf") if pdf else self._unmade()

    async def page(self, request: Request) -> Response:
        """One page of the PDF as an image."""
        pdf = await self._pdf(request)
        number = request.path_params["number"]
        if not pdf:
            return self._unmade()
        if number >= await self._on_press(page_count, pdf):
            return PlainTextResponse("there is no such page", status_code=404)
        picture = await self._on_press(page_picture, pdf, number)
        return Response(picture, media_type="image/png")

    async def _pdf(self, request: Request) -> bytes:
        try:
            return await self._on_press(self.desk.pdf, self._choice(request))
        except AppealError:
            return b""

    def _unmade(self) -> Response:
        return PlainTextResponse("this letter can't be made", status_code=409)

    async def events(self, request: Request) -> Response:
        """A line for each change (server-sent events)."""

        async def stream() -> AsyncIterator[str]:
            number = self.changes.number
            yield "retry: 500\n\n"
            while not self.changes.is_closed:
                number = await self.changes.after(number)
                yield f"data: {number}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream")

    def _choice(self, request: Request) -> Choice:
        asked = request.query_params
        template = asked.get("template", "")
        known = template if template in self.desk.templates else next(iter(self.desk.templates))
        languages = [appeal.language for appeal in self.desk.inputs().appeals]
        language = asked.get("language", "")
        return Choice(asked.get("deputy", ""), language if language in languages else "", known)


def _shown(problem: Problem) -> dict[str, Any]:
    return {**asdict(problem), "place": problem.place}
