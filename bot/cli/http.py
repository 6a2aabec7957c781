"""Serve over HTTP, in this process or with workers."""

import logging
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from bot.cli.common import Failure, follow_today
from bot.cli.installs import check_keys, to_installs
from bot.cli.knowledge import Knowledge, start_knowledge
from bot.cli.measuring import counting_together, to_metrics
from bot.cli.migrate import address_of
from bot.cli.processes import begin, exit_now, run, write_logs_in_thread
from bot.cli.wiring import check_token, create_app, to_readiness
from bot.logs import configure_logs

if TYPE_CHECKING:
    import socket

    import uvicorn
    from starlette.applications import Starlette

    from bot.cli.draining import Draining
    from bot.settings.typed import HttpSettings
    from bot.slack import TokenCheck

_SERVER: dict[str, Any] = {
    "http": "bot.web:BoundedConnection",
    "ws": "none",
    "server_header": False,
    "log_config": None,
    "access_log": False,
    "proxy_headers": False,  # no middleware between connections and the app, which counts their refusals too
    "lifespan": "on",
}


def serve_http(settings: "HttpSettings", host: str, workers: int) -> NoReturn:
    """Serve until a signal to stop, and exit."""
    if workers > 1:
        _serve_with_workers(settings, host, workers)
    handler = configure_logs(level=settings.azrel_log_level)
    knowledge = _start_knowledge(settings)
    if handler:
        handler.begin_waiting()
    run(_serve(settings, knowledge, host))


async def serve_asgi(
    served: "Starlette",
    *,
    sockets: list["socket.socket"] | None = None,
    draining: "Draining | None" = None,
    **where: Any,
) -> None:
    """Serve until a signal to stop, at a host and port or over listening sockets."""
    import uvicorn

    from bot.cli.draining import Draining, DrainingServer
    from bot.slack import SECONDS_FOR_REQUESTS

    config = uvicorn.Config(served, timeout_graceful_shutdown=SECONDS_FOR_REQUESTS, **where, **_SERVER)
    await DrainingServer(config, draining or Draining()).serve(sockets)


async def _serve(settings: "HttpSettings", knowledge: Knowledge, host: str) -> None:
    from bot.cli.draining import Draining

    token_check, draining = await _check_access(settings), Draining(settings.azrel_drain_seconds)
    served = _create_web_app(settings, knowledge, token_check, draining)
    await serve_asgi(served, host=host, port=settings.port, draining=draining)


async def _check_access(settings: "HttpSettings") -> "TokenCheck | None":
    """Check the bot's token, or that the tokens of workspaces can be read. Raises Failure."""
    if settings.takes_installs:
        await check_keys(settings)
        return None
    return await check_token(settings)


def _start_knowledge(settings: "HttpSettings") -> Knowledge:
    return start_knowledge(settings, draws=bool(settings.azrel_public_url))


def _create_web_app(
    settings: "HttpSettings", knowledge: Knowledge, token_check: "TokenCheck | None", draining: "Draining"
) -> "Starlette":
    from bot.services import Housekeeper
    from bot.slack import EVENTS_PATH, Background
    from bot.store import Store
    from bot.web import Pictures, create_web_app

    background, store, reloader = Background(), Store(address_of(settings)), knowledge.reloader
    secret = settings.slack_signing_secret.get_secret_value()
    public_url = settings.azrel_public_url.rstrip("/").removesuffix(EVENTS_PATH)
    pictures = Pictures(public_url, secret, reloader.find, follow_today(reloader.current)) if public_url else None
    metrics = to_metrics(settings, reloader, store)
    directory, installing = to_installs(settings, store, reloader, public_url) if token_check is None else (None, None)
    readiness = to_readiness(knowledge, store)
    voters = settings.slack_client_secret.get_secret_value()
    app = create_app(settings, knowledge, background, token_check, store, pictures, metrics, directory, voters)
    return create_web_app(
        app,
        signing_secret=secret,
        readiness=lambda: draining.describe(readiness()),
        background=background,
        pictures=pictures,
        metrics=metrics,
        installing=installing,
        services=(
            *knowledge.services(store),
            *([token_check.keep_checking] if token_check else []),
            Housekeeper(store, app.resume, app.inbox, app.duties).keep,
        ),
    )


def _serve_with_workers(settings: "HttpSettings", host: str, workers: int) -> NoReturn:
    """Serve with several processes. They get the settings in pickled form: no environment holds the secrets."""
    from bot.cli.draining import Draining
    from bot.cli.workers import WorkerConfig, run_workers

    write_logs_in_thread(settings.azrel_log_level)
    prepare = partial(_prepare_worker, settings.azrel_log_level)
    # In a worker, what serves and what is served have the same one.
    draining = Draining(settings.azrel_drain_seconds)
    create = partial(_create_worker, settings, draining)
    where = {"host": host, "port": settings.port}
    config = WorkerConfig(create, factory=True, prepare=prepare, draining=draining, workers=workers, **where, **_SERVER)
    with counting_together(settings) as forget:
        status = run_workers(config, forget)
    exit_now(status)


def _prepare_worker(log_level: str, config: "uvicorn.Config") -> None:
    begin()
    from bot.slack import SECONDS_FOR_REQUESTS

    config.timeout_graceful_shutdown = SECONDS_FOR_REQUESTS
    write_logs_in_thread(log_level)


def _create_worker(settings: "HttpSettings", draining: "Draining") -> "Starlette":
    """Create the app of a worker, or exit with the reason. uvicorn calls this in the worker's event loop."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    try:
        knowledge = _start_knowledge(settings)
        with ThreadPoolExecutor(1) as thread:
            token_check = thread.submit(asyncio.run, _check_access(settings)).result()
    except Failure as failure:
        logging.shutdown()
        print(f"azrel: {failure}", file=sys.stderr, flush=True)
        exit_now(2)
    return _create_web_app(settings, knowledge, token_check, draining)
