"""Running a preview on this machine: a socket, the watch over the files, and the end of it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

import uvicorn
from watchfiles import awatch

from appeal_cli.preview import making
from appeal_cli.preview.access import Way
from appeal_cli.preview.app import Bell, Workers, preview_app
from appeal_cli.preview.forms import forms_to_settle
from appeal_cli.preview.inputs import Sources
from appeal_cli.preview.workers import Worker
from appeal_cli.problems import AppealError, Kind, Problem

HOST = "127.0.0.1"

PAUSE, STEP = 200, 20
"""How long changes are gathered before the files are read again, in milliseconds: at most, and
after the last of them."""


Ready = Callable[[str, str], None]
"""Is called with the address of the page, and with one that leads there once, for a browser."""


def serve(sources: Sources, port: int, ready: Ready) -> None:
    """Serves the preview until a signal ends it; `ready` is called once it can be opened.

    Port 0 is any that is free. Raises AppealError where the port is taken.
    """
    with _listening(port) as listening:
        asyncio.run(_serve(sources, listening, ready))


def _listening(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()
    except OSError as error:
        listening.close()
        hint = "choose another, or leave out --port"
        message = f"port {port} can't be used: {error.strerror}"
        raise AppealError(Problem(message, hint=hint, kind=Kind.UNWRITABLE)) from None
    return listening


async def _serve(sources: Sources, listening: socket.socket, ready: Ready) -> None:
    way = Way(listening.getsockname()[1])
    bell = Bell()
    with (
        Worker(making.web, making.warm_up) as web,
        Worker(making.paper, making.warm_up) as paper,
        Worker(making.word) as word,
        Worker(forms_to_settle) as forms,
    ):
        web.start()
        paper.start()
        app = preview_app(sources, bell, Workers(web, paper, word, forms), way)
        server = _Server(_config(app), bell)
        watching = asyncio.create_task(_watch(sources, bell))
        watching.add_done_callback(lambda _: server.end())
        home = f"http://{HOST}:{way.port}"
        ready(f"{home}/{way.token}/", f"{home}/{way.ticket}")
        try:
            await server.serve([listening])
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching


def _config(app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        lifespan="off",
        ws="none",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
    )


class _Server(uvicorn.Server):
    """A server that ends the waiting of those who listen for changes when it is to end."""

    def __init__(self, config: uvicorn.Config, bell: Bell) -> None:
        super().__init__(config)
        self._bell = bell
        self._loop = asyncio.get_running_loop()

    def end(self) -> None:
        """Ends their waiting, and ends itself."""
        self._bell.close()
        self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Takes a signal, which comes between any two instructions of the loop."""
        self._loop.call_soon_threadsafe(self._bell.close)
        super().handle_exit(sig, frame)


async def _watch(sources: Sources, bell: Bell) -> None:
    """Reads the files again when some change, and rings the bell where letters may differ."""
    while True:
        folders = sources.folders()
        async for changes in awatch(*folders, recursive=False, debounce=PAUSE, step=STEP):
            if await asyncio.to_thread(sources.read, {Path(name) for _, name in changes}):
                bell.ring()
            if sources.folders() != folders:
                break
