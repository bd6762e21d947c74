"""Who may ask the preview: whoever knows the way in, from this machine, by its own name."""

from __future__ import annotations

from dataclasses import dataclass, field
from hmac import compare_digest
from secrets import token_urlsafe

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


@dataclass(frozen=True)
class Way:
    """The way in: the port, and the secrets that only who started the preview is told.

    The `token` begins the path of every address. The `ticket` leads to it once: a browser is
    started with that, as other users of the machine can read how programs were started.
    """

    port: int
    token: str = field(default_factory=lambda: token_urlsafe(16), repr=False)
    ticket: str = field(default_factory=lambda: token_urlsafe(16), repr=False)


class Guard:
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
        """Answers one request, as ASGI has it."""
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
        return not_found()


def _set_policy(headers: MutableHeaders) -> None:
    headers.setdefault("content-security-policy", PAGE_POLICY)
    headers["cache-control"] = "no-store"
    headers["cross-origin-opener-policy"] = "same-origin"
    headers["cross-origin-resource-policy"] = "same-origin"
    headers["referrer-policy"] = "no-referrer"
    headers["x-content-type-options"] = "nosniff"


def not_found() -> PlainTextResponse:
    """The answer to whoever asks for what is not there, or may not know whether it is."""
    return PlainTextResponse("there is no such thing", 404)
