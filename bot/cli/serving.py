"""Serve the bot in Slack, over HTTP or Socket Mode."""

import argparse
import logging
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from bot.cli.common import Failure, folder_of, follow_today
from bot.cli.measuring import check_metrics, counting_together, to_metrics
from bot.cli.migrate import DATABASE_SETTINGS, check_address
from bot.cli.picture import NEEDS, can_draw
from bot.settings import drop_secrets, read_settings

if TYPE_CHECKING:
    import asyncio
    import socket
    from collections.abc import Callable

    import uvicorn
    from starlette.applications import Starlette

    from bot.loading.reload import Reloader
    from bot.search import Index
    from bot.slack import App, Background, TokenCheck
    from bot.store import Store
    from bot.web import Pictures
    from bot.web.metrics import Metrics

_ALWAYS_NEEDED = (
    "SLACK_BOT_TOKEN",
    "SLACK_API_URL",
    "AZREL_KNOWLEDGE_DIR",
    "AZREL_METRICS",
    "AZREL_LOG_LEVEL",
    "PORT",
    *DATABASE_SETTINGS,
)
_SERVER: dict[str, Any] = {
    "http": "bot.web:BoundedConnection",
    "ws": "none",
    "server_header": False,
    "log_config": None,
    "access_log": False,
    "proxy_headers": False,  # nothing stands between connections and the app, which counts their refusals too
    "lifespan": "on",
}


def serve(options: argparse.Namespace) -> NoReturn:
    if options.socket and options.workers > 1:
        raise Failure("--workers is for HTTP: over Socket Mode one process answers")
    _exit_on_signals()
    needed = ("SLACK_APP_TOKEN",) if options.socket else ("SLACK_SIGNING_SECRET", "AZREL_PUBLIC_URL")
    settings = read_settings(os.environ, (*_ALWAYS_NEEDED, *needed))
    port = int(settings["PORT"]) if options.port is None else options.port
    drop_secrets(os.environ)  # child processes inherit the rest; and Bolt warns of a token that it finds there too
    settings["AZREL_KNOWLEDGE_DIR"] = str(folder_of(options.knowledge))
    settings["SLACK_API_URL"] = settings["SLACK_API_URL"].rstrip("/") + "/"
    settings["AZREL_DATABASE_URL"] = check_address(settings)
    check_metrics(settings)
    if settings.get("AZREL_PUBLIC_URL") and not can_draw():
        raise Failure(f"AZREL_PUBLIC_URL asks for pictures, and {NEEDS}")
    if options.workers > 1:
        _serve_with_workers(settings, options.host, port, options.workers)
    else:
        # Socket Mode needs no port, but serves the probes if it is given one.
        has_port = options.port is not None or os.environ.get("PORT", "").strip()
        _serve_alone(settings, options.host, port if has_port or not options.socket else None, options.socket)


def _exit_on_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _exit_now())


def _exit_now(status: int = 0) -> NoReturn:
    """Exit with the log written, but without waiting for threads.

    A normal exit waits for a DNS lookup under way, 10 s and more if the name server is out of reach, and for ever for a
    log that nobody reads. Stopping takes five seconds at most, for hosts kill a process after ten.
    """
    logging.shutdown()
    os._exit(status)


def _loop_factory() -> "Callable[[], asyncio.AbstractEventLoop] | None":
    """Return what makes uvloop's event loop, where uvloop runs."""
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop


def follow(folder: Path, *, draws: bool) -> "Reloader[Index]":
    """Load a folder, to serve and follow it, or to wait until its problems, which are logged, are mended.

    What `draws` keeps the knowledge that it served before, whose pictures may still be fetched.
    """
    from bot.loading.reload import Reloader
    from bot.search import build_whole

    reloader = Reloader(folder, build_whole, keeps_previous=draws)
    reloader.start()
    return reloader


def start_reloader(folder: Path, *, draws: bool) -> "Reloader[Index]":
    """Load a folder, to serve and follow it; Failure if it has problems, which are logged."""
    reloader = follow(folder, draws=draws)
    if reloader.refusal:
        raise Failure(f"the knowledge in {folder} cannot be served: mend what is logged above, and see 'azrel check'")
    return reloader


def _start_reloader(settings: dict[str, str]) -> "Reloader[Index]":
    return start_reloader(Path(settings["AZREL_KNOWLEDGE_DIR"]), draws=bool(settings.get("AZREL_PUBLIC_URL")))


async def _check_token(settings: dict[str, str]) -> "TokenCheck":
    """Ask Slack whose the bot's token is, before anything is served; Failure if Slack refuses it."""
    from bot.slack import TokenCheck, TokenRefused

    token_check = TokenCheck(settings["SLACK_BOT_TOKEN"], settings["SLACK_API_URL"])
    try:
        await token_check.check()
    except TokenRefused as refused:
        raise Failure(
            f"Slack refuses SLACK_BOT_TOKEN ({refused}): take the one in the app's pages, OAuth & Permissions"
        ) from None
    return token_check


def _serve_alone(settings: dict[str, str], host: str, port: int | None, is_socket: bool) -> NoReturn:
    import asyncio

    from bot.slack import configure_logs

    handler = configure_logs(level=settings["AZREL_LOG_LEVEL"])
    reloader = _start_reloader(settings)
    if handler:
        handler.begin_waiting()
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        try:
            runner.run((_serve_socket if is_socket else _serve_http)(settings, reloader, host, port))
        except SystemExit as left:  # uvicorn's, where the port is taken
            _exit_now(left.code if isinstance(left.code, int) else 1)
        _exit_now()


async def _serve_http(settings: dict[str, str], reloader: "Reloader[Index]", host: str, port: int | None) -> None:
    token_check = await _check_token(settings)
    await serve_asgi(_create_http_app(settings, reloader, token_check), host=host, port=port)


def _create_http_app(settings: dict[str, str], reloader: "Reloader[Index]", token_check: "TokenCheck") -> "Starlette":
    from bot.services import Keeper
    from bot.slack import EVENTS_PATH, Background
    from bot.store import Store
    from bot.web import Pictures, create_web_app

    background, store, secret = Background(), Store(settings["AZREL_DATABASE_URL"]), settings["SLACK_SIGNING_SECRET"]
    public_url = settings["AZREL_PUBLIC_URL"].rstrip("/").removesuffix(EVENTS_PATH)
    pictures = Pictures(public_url, secret, reloader.find, follow_today(reloader.current)) if public_url else None
    metrics = to_metrics(settings, reloader, store)
    app = _create_app(settings, reloader, background, token_check, store, pictures, metrics)
    return create_web_app(
        app,
        signing_secret=secret,
        readiness=_to_readiness(reloader, store),
        background=background,
        pictures=pictures,
        metrics=metrics,
        services=(reloader.watch, token_check.keep_checking, Keeper(store, app.resume, app.inbox).keep),
    )


def _to_readiness(reloader: "Reloader[Index]", store: "Store") -> "Callable[[], dict[str, Any]]":
    return lambda: {**reloader.readiness(), "store": store.describe()}


async def serve_asgi(served: "Starlette", *, sockets: list["socket.socket"] | None = None, **where: Any) -> None:
    """Serve until a signal comes, at a host and port or over sockets that listen already."""
    import uvicorn

    from bot.slack import SECONDS_FOR_REQUESTS

    config = uvicorn.Config(served, timeout_graceful_shutdown=SECONDS_FOR_REQUESTS, **where, **_SERVER)
    await uvicorn.Server(config).serve(sockets)


def _serve_with_workers(settings: dict[str, str], host: str, port: int, workers: int) -> NoReturn:
    """Serve with several processes. They get the settings in pickled form: no environment holds the secrets."""
    from bot.cli.workers import WorkerConfig, run_workers

    level = settings["AZREL_LOG_LEVEL"]
    prepare = partial(_prepare_worker, level)
    create = partial(_create_worker, settings)
    config = WorkerConfig(create, factory=True, prepare=prepare, workers=workers, host=host, port=port, **_SERVER)
    with counting_together(settings) as forget:
        status = run_workers(config, partial(_write_logs_in_thread, level), forget)
    _exit_now(status)


def _prepare_worker(log_level: str, config: "uvicorn.Config") -> None:
    from bot.slack import SECONDS_FOR_REQUESTS

    config.timeout_graceful_shutdown = SECONDS_FOR_REQUESTS
    _write_logs_in_thread(log_level)
    _exit_on_signals()


def _write_logs_in_thread(level: str) -> None:
    from bot.slack import configure_logs

    if handler := configure_logs(level=level):
        handler.begin_waiting()


def _create_worker(settings: dict[str, str]) -> "Starlette":
    """Create what a worker serves, or exit with the reason. uvicorn calls this in the worker's event loop."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    try:
        reloader = _start_reloader(settings)
        with ThreadPoolExecutor(1) as thread:
            token_check = thread.submit(asyncio.run, _check_token(settings)).result()
    except Failure as failure:
        logging.shutdown()
        print(f"azrel: {failure}", file=sys.stderr, flush=True)
        _exit_now(2)
    return _create_http_app(settings, reloader, token_check)


async def _serve_socket(settings: dict[str, str], reloader: "Reloader[Index]", host: str, port: int | None) -> None:
    import asyncio
    from contextlib import AsyncExitStack

    from bot.services import Keeper
    from bot.slack import SECONDS_TO_LEAVE, Background, SocketApp, TokenRefused
    from bot.store import Store
    from bot.web import ProbeServer

    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    background, store = Background(), Store(settings["AZREL_DATABASE_URL"])
    token_check = await _check_token(settings)
    metrics = to_metrics(settings, reloader, store)
    app = _create_app(settings, reloader, background, token_check, store, metrics=metrics)
    served = SocketApp(
        app,
        app_token=settings["SLACK_APP_TOKEN"],
        api_url=settings["SLACK_API_URL"],
    )
    watching = asyncio.create_task(reloader.watch())
    checking = asyncio.create_task(token_check.keep_checking())
    keeping = asyncio.create_task(Keeper(store, app.resume, app.inbox).keep())
    connecting = asyncio.create_task(served.connect())
    stopped = asyncio.create_task(stopping.wait())
    probes = AsyncExitStack()
    try:
        if port is not None:
            await probes.enter_async_context(ProbeServer(host, port, _to_readiness(reloader, store), metrics))
        await asyncio.wait((connecting, stopped), return_when=asyncio.FIRST_COMPLETED)
        if connecting.done():
            connecting.result()
            await stopped
    except TokenRefused as refused:
        raise Failure(
            f"Slack refuses SLACK_APP_TOKEN ({refused}): get one with connections:write in the app's pages"
        ) from None
    finally:
        await probes.aclose()
        for task in (watching, checking, connecting, stopped):
            task.cancel()
        await served.close()
        await background.finish()
        keeping.cancel()
        await asyncio.wait((keeping,), timeout=SECONDS_TO_LEAVE)


def _create_app(
    settings: dict[str, str],
    reloader: "Reloader[Index]",
    background: "Background",
    token_check: "TokenCheck",
    store: "Store",
    pictures: "Pictures | None" = None,
    metrics: "Metrics | None" = None,
) -> "App":
    from bot.slack import create_app

    return create_app(
        token=settings["SLACK_BOT_TOKEN"],
        api_url=settings["SLACK_API_URL"],
        current=reloader.current,
        today=follow_today(reloader.current),
        background=background,
        picture=pictures.of if pictures else None,
        identity=lambda: token_check.identity,
        store=store,
        subscribers=[metrics.note] if metrics else [],
        note_failed_call=metrics.note_failed_call if metrics else lambda _: None,
    )
