"""Serve assistants by the Model Context Protocol: on standard input and output, or over HTTP."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NoReturn

from bot.cli.common import Failure, find_version, folder_of, follow_today
from bot.cli.knowledge import Knowledge, start_knowledge
from bot.cli.migrate import address_of, check_address
from bot.cli.processes import begin, run, write_logs_in_thread
from bot.logs import configure_logs
from bot.settings import drop_secrets

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

    from bot.settings.typed import AssistantSettings

_NEEDS = "serving assistants needs the package mcp: install azrel with its extra, as in pip install 'azrel[mcp]'"
_HOST = "127.0.0.1"
_SECONDS_BETWEEN_TRIES = 4.0
_NO_TOKENS = (
    "AZREL_MCP_TOKENS is not set, and without a token anybody who reaches the port could ask: make one, such as by "
    "openssl rand -hex 32, and give it to each assistant as a bearer token"
)

Services = Sequence[Callable[[], Coroutine[Any, Any, None]]]


def mcp(options: argparse.Namespace) -> NoReturn:
    if not options.http and (options.host is not None or options.port is not None):
        raise Failure("--host and --port are for HTTP: add --http")
    if find_spec("mcp") is None:
        raise Failure(_NEEDS)
    begin()
    from bot.settings.typed import AssistantSettings

    settings = AssistantSettings.read()
    drop_secrets(os.environ)
    # Only a server of the bot pushes to a git remote.
    changes = {"azrel_knowledge_dir": folder_of(options.knowledge), "azrel_git_remote": ""}
    settings = settings.model_copy(update=changes)
    if options.http and not settings.tokens:
        raise Failure(_NO_TOKENS)
    if settings.azrel_knowledge == "database":
        check_address(settings)
    configure_logs(level=settings.azrel_log_level)
    knowledge = start_knowledge(settings)
    server = _create_server(knowledge)
    write_logs_in_thread(settings.azrel_log_level)  # again, since the SDK has configured logging
    if options.http:
        port = settings.port if options.port is None else options.port
        run(_serve_http(server, knowledge, settings, options.host or _HOST, port))
    if sys.stdin.isatty():
        print("azrel: waiting for an assistant on standard input (Ctrl-C stops it)", file=sys.stderr)
    run(_serve_streams(server, _to_services(knowledge, settings)))


def _create_server(knowledge: Knowledge) -> "MCPServer":
    from bot.mcp import Answering, create_server

    current = knowledge.reloader.current
    return create_server(Answering(current, follow_today(current)), find_version())


async def _serve_streams(server: "MCPServer", services: Services) -> None:
    """Serve over standard input and output until the input is closed."""
    tasks = [asyncio.create_task(service()) for service in services]
    await server.run_stdio_async()
    for task in tasks:
        task.cancel()


async def _serve_http(
    server: "MCPServer", knowledge: Knowledge, settings: "AssistantSettings", host: str, port: int
) -> None:
    from bot.cli.http import serve_asgi
    from bot.mcp.http import create_http_app

    served = create_http_app(
        server,
        settings.tokens,
        public_url=settings.azrel_public_url,
        host=host,
        readiness=knowledge.readiness,
        services=_to_services(knowledge, settings),
    )
    await serve_asgi(served, host=host, port=port)


def _to_services(knowledge: Knowledge, settings: "AssistantSettings") -> Services:
    """Return the services that follow newer knowledge; the store is opened only for knowledge in the database."""
    from bot.store import Store

    store = Store(address_of(settings))
    following = [*knowledge.services(store)]
    return [*following, lambda: _keep_open(store)] if knowledge.follower else following


async def _keep_open(store: Any) -> NoReturn:
    """Open the store, and retry while it is down; the follower of its revisions waits for that."""
    from contextlib import suppress

    from bot.store import StoreDown

    while True:
        if not store.is_open:
            with suppress(StoreDown):  # the store has logged it
                await store.open()
        await asyncio.sleep(_SECONDS_BETWEEN_TRIES)
