"""Serving the preview on this machine's own address."""

from __future__ import annotations

import asyncio
import socket

import uvicorn

from appeal_cli.errors import AppealError, Problem
from appeal_cli.preview.app import Preview

ADDRESS = "127.0.0.1"


def listen(port: int) -> socket.socket:
    """A socket on the port of this machine, on a free one for 0; no other machine reaches it."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((ADDRESS, port))
        listening.listen(100)
    except OSError as error:
        listening.close()
        message = f"port {port} can't be used: {error.strerror}"
        hint = "choose another, or leave --port out and a free one is found"
        raise AppealError(Problem(message, hint=hint, name="port")) from None
    return listening


class _Server(uvicorn.Server):
    """Lets those go who wait for changes, when it is told to stop."""

    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self.preview = preview

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self.preview.changes.close()
        await super().shutdown(sockets)


def serve(preview: Preview, listening: socket.socket) -> None:
    """Answers until the process is interrupted, which raises KeyboardInterrupt."""
    port = listening.getsockname()[1]
    app = preview.app([f"{ADDRESS}:{port}", f"localhost:{port}"])
    config = uvicorn.Config(
        app, log_level="critical", server_header=False, timeout_graceful_shutdown=2, ws="none"
    )
    asyncio.run(_Server(config, preview).serve([listening]))
