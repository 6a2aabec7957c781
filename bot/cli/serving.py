"""Serve the bot in Slack, over HTTP or Socket Mode."""

import argparse
import os
from typing import TYPE_CHECKING, NoReturn, TypeVar

from bot.cli.common import Failure, folder_of
from bot.cli.installs import check_installs
from bot.cli.measuring import check_metrics
from bot.cli.migrate import check_address
from bot.cli.picture import NEEDS, can_draw
from bot.cli.processes import begin
from bot.settings import drop_secrets

if TYPE_CHECKING:
    from bot.settings.typed import ServingSettings

    Settings = TypeVar("Settings", bound=ServingSettings)


def serve(options: argparse.Namespace) -> NoReturn:
    if options.socket and options.workers > 1:
        raise Failure("--workers is for HTTP: over Socket Mode one process answers")
    begin()
    from bot.settings.typed import HttpSettings, SocketSettings

    if options.socket:
        from bot.cli.sockets import serve_socket

        # Socket Mode needs no port, but serves the probes if it is given one.
        has_port = options.port is not None or os.environ.get("PORT", "").strip()
        serve_socket(_read(SocketSettings, options), options.host if has_port else None)
    from bot.cli.http import serve_http

    settings = _read(HttpSettings, options)
    if settings.azrel_public_url and not can_draw():
        raise Failure(f"AZREL_PUBLIC_URL asks for pictures, and {NEEDS}")
    check_installs(settings)
    serve_http(settings, options.host, options.workers)


def _read(kind: "type[Settings]", options: argparse.Namespace) -> "Settings":
    """Read and check the settings; options override them."""
    settings = kind.read()
    drop_secrets(os.environ)  # child processes inherit the environment, and Bolt warns of a token in it
    port = settings.port if options.port is None else options.port
    settings = settings.model_copy(update={"azrel_knowledge_dir": folder_of(options.knowledge), "port": port})
    check_address(settings)
    check_metrics(settings)
    return settings
