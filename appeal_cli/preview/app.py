"""What the page of a preview asks for: its own files, the sources, letters, and news of changes."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import (
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from appeal_cli.preview.inputs import Sources
from appeal_cli.preview.workers import Asked, MakerProcess, Shown
from appeal_cli.problems import Problem

PAGE = Path(__file__).parent / "page"

FILES = {
    "": ("index.html", "text/html; charset=utf-8"),
    "preview.css": ("preview.css", "text/css; charset=utf-8"),
    "preview.js": ("preview.js", "text/javascript; charset=utf-8"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
}
"""The files of the page and their media types, by the name in their address."""

KEPT = 20
"""How many letters are kept for the page to fetch."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""What a browser may do with the page, and with a letter inside it: no script runs there."""


class Bell:
    """Rings when the sources has changed."""

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


class _Answers:
    """What each address answers."""

    def __init__(
        self, sources: Sources, bell: Bell, web: MakerProcess, paper: MakerProcess
    ) -> None:
        self.sources, self.bell = sources, bell
        self.makers = {"web": web, "paper": paper}
        self.shelf = _Shelf()

    async def file(self, request: Request) -> Response:
        found = FILES.get(request.path_params.get("name", ""))
        if found is None:
            return _not_found()
        name, media_type = found
        return Response((PAGE / name).read_bytes(), media_type=media_type)

    async def files(self, request: Request) -> Response:
        """What can be chosen, and what is wrong with the files."""
        sources = self.sources
        return JSONResponse(
            {
                "appeals": [
                    {"language": appeal.language, "file": appeal.file} for appeal in sources.appeals
                ],
                "deputies": [
                    {
                        "handle": deputy.handle,
                        "name": deputy.name,
                        "about": " · ".join(
                            filter(None, map(deputy.get, ("group", "area", "language")))
                        ),
                    }
                    for deputy in sources.deputies
                ],
                "templates": list(sources.inputs.templates),
                "problems": _as_json(sources.problems),
            }
        )

    async def letter(self, request: Request) -> Response:
        """The letter that is asked for, made as `web` or as `paper`."""
        asked = request.query_params
        template = self.sources.inputs.templates.get(asked.get("template", ""))
        maker = self.makers.get(request.path_params["kind"])
        try:
            meant = self.sources.letter(asked.get("deputy", ""), asked.get("language", ""))
        except KeyError:
            return _not_found()
        if template is None or maker is None:
            return _not_found()
        if meant is None:
            return JSONResponse({"key": None, "language": "", "problems": []})
        outcome = await maker.make(Asked(*meant, template), lambda: _is_here(request))
        if outcome is None:
            return PlainTextResponse("nobody waits for this letter any more", 409)
        made = outcome.result
        problems = made.problems if made else outcome.problems
        return JSONResponse(
            {
                "key": self.shelf.put(made) if made else None,
                "language": meant[0].language,
                "pages": len(made.pages) if made else 0,
                "page_count": made.page_count if made else 0,
                "problems": _as_json(problems),
            }
        )

    async def web(self, request: Request) -> Response:
        made = self.shelf.get(request.path_params["key"])
        if made is None:
            return _not_found()
        response = Response(made.data, media_type="text/html; charset=utf-8")
        response.headers["content-security-policy"] = LETTER_POLICY
        return response

    async def pdf(self, request: Request) -> Response:
        made = self.shelf.get(request.path_params["key"])
        return Response(made.data, media_type="application/pdf") if made else _not_found()

    async def page(self, request: Request) -> Response:
        made = self.shelf.get(request.path_params["key"])
        number = request.path_params["number"]
        if made is None or not 0 < number <= len(made.pages):
            return _not_found()
        return Response(made.pages[number - 1], media_type="image/png")

    async def events(self, request: Request) -> Response:
        news = (f"data: {count}\n\n" async for count in self.bell.heard())
        return StreamingResponse(news, media_type="text/event-stream")


@dataclass(frozen=True)
class Way:
    """The way in: the port, and the secrets that only who started the preview is told.

    The `token` begins the path of every address. The `ticket` leads to it once: a browser is
    started with that, as other users of the machine can read how programs were started.
    """

    port: int
    token: str = field(default_factory=lambda: token_urlsafe(16), repr=False)
    ticket: str = field(default_factory=lambda: token_urlsafe(16), repr=False)


def preview_app(
    sources: Sources, bell: Bell, web: MakerProcess, paper: MakerProcess, way: Way
) -> ASGIApp:
    """The application that answers the page, to whoever knows the way in and asks this machine by
    its own name."""
    answers = _Answers(sources, bell, web, paper)
    routes = [
        Route("/", answers.file),
        Route("/files", answers.files),
        Route("/events", answers.events),
        Route("/letter/{kind:str}", answers.letter),
        Route("/made/{key:str}.html", answers.web),
        Route("/made/{key:str}.pdf", answers.pdf),
        Route("/made/{key:str}/{number:int}.png", answers.page),
        Route("/{name:str}", answers.file),
    ]
    return _Guard(Starlette(routes=routes), way)


class _Guard:
    """Lets in only what this machine's own browser asks of this page, and says what it may do.

    A page from elsewhere could ask by a name of its own that leads here, or from its origin; and
    other users of this machine can reach its ports.
    """

    def __init__(self, app: ASGIApp, way: Way) -> None:
        self.app = app
        self.token = way.token
        self.tickets = [way.ticket]
        names = ("127.0.0.1", "localhost")
        self.hosts = {f"{name}:{way.port}" for name in names}
        if way.port == 80:  # which browsers leave out
            self.hosts |= set(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        secret, slash, rest = scope["path"].removeprefix("/").partition("/")

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                _set_policy(MutableHeaders(scope=message))
            await send(message)

        app = self._answering(Headers(scope=scope), secret, slash)
        await app({**scope, "path": f"/{rest}"}, receive, send_with_policy)

    def _answering(self, headers: Headers, secret: str, slash: str) -> ASGIApp:
        host, origin = headers.get("host", ""), headers.get("origin")
        is_ours = host in self.hosts and origin in (None, f"http://{host}")
        if not is_ours or headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return PlainTextResponse("not from here", 403)
        if slash and compare_digest(secret.encode(), self.token.encode()):
            return self.app
        if self.tickets and compare_digest(secret.encode(), self.tickets[0].encode()):
            self.tickets.clear()
            return RedirectResponse(f"/{self.token}/", 303)
        return _not_found()


def _set_policy(headers: MutableHeaders) -> None:
    headers.setdefault("content-security-policy", PAGE_POLICY)
    headers["cache-control"] = "no-store"
    headers["cross-origin-opener-policy"] = "same-origin"
    headers["cross-origin-resource-policy"] = "same-origin"
    headers["referrer-policy"] = "no-referrer"
    headers["x-content-type-options"] = "nosniff"


async def _is_here(request: Request) -> bool:
    return not await request.is_disconnected()


def _not_found() -> Response:
    return PlainTextResponse("there is no such thing", 404)


def _as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [{**problem.data, "place": problem.place} for problem in problems]
