"""A server that still accepts requests for a while after the signal to stop, so that a load balancer notices first."""

import asyncio
import socket
import time
from dataclasses import dataclass
from types import FrameType
from typing import Any

import uvicorn

_SECONDS_BETWEEN_POLLS = 0.05


@dataclass(slots=True)
class Draining:
    """The seconds for which a stopping server still accepts requests, and its progress.

    `is_requested` says that a signal to stop came before the server handled signals.
    """

    seconds: float = 0.0
    is_requested: bool = False
    has_begun: bool = False
    is_cut_short: bool = False

    def describe(self, readiness: dict[str, Any]) -> dict[str, Any]:
        """Add to the report of `/readyz` that the server is stopping, once it is."""
        return {**readiness, "stopping": True} if self.has_begun else readiness


class DrainingServer(uvicorn.Server):
    """Drains before the port is closed; else connections made at that moment would be lost."""

    def __init__(self, config: uvicorn.Config, draining: Draining) -> None:
        super().__init__(config)
        self._draining = draining

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Note a signal to stop; a second signal ends the draining."""
        self._draining.is_cut_short = self.should_exit
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and stop at once if a signal to stop came before this server handled signals."""
        self.should_exit |= self._draining.is_requested
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Drain, then stop."""
        self._draining.has_begun = True
        end = time.monotonic() + self._draining.seconds
        while not self._draining.is_cut_short and time.monotonic() < end:  # noqa: ASYNC110 - a signal sets no event
            await asyncio.sleep(_SECONDS_BETWEEN_POLLS)
        await super().shutdown(sockets)
