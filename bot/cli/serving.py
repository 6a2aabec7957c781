"""The bot served, in Slack or in the sandbox, and the manifest that tells Slack of it."""

import argparse
import json
import os
import re
import signal
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.common import Failure, folder_of, follow_today, load
from bot.cli.picture import NEEDS, can_draw
from bot.settings import drop_secrets, read_settings

if TYPE_CHECKING:
    import asyncio
    import socket
    from collections.abc import Callable

    from bot.loading.reload import Reloader
    from bot.search import Index
    from bot.slack import App, Background, HttpApp, Pictures, SecondProcess, TokenCheck

_ALWAYS_NEEDED = ("SLACK_BOT_TOKEN", "SLACK_API_URL", "AZREL_KNOWLEDGE_DIR", "AZREL_LOG_LEVEL", "PORT")
_SECONDS_TO_END = 1.0
_URL = re.compile(r"https://[\w.-]+(?::\d+)?(?:/[\w./~-]*)?", re.ASCII)


def serve(options: argparse.Namespace) -> int:
    import asyncio

    from bot.slack import configure_logs

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    needed = ("SLACK_APP_TOKEN",) if options.socket else ("SLACK_SIGNING_SECRET", "AZREL_PUBLIC_URL")
    settings = read_settings(os.environ, (*_ALWAYS_NEEDED, *needed))
    port = int(settings["PORT"]) if options.port is None else options.port
    drop_secrets(os.environ)  # Bolt reads them too, and warns of a token given twice
    settings["SLACK_API_URL"] = settings["SLACK_API_URL"].rstrip("/") + "/"
    if settings.get("AZREL_PUBLIC_URL") and not can_draw():
        raise Failure(f"AZREL_PUBLIC_URL asks for pictures, and {NEEDS}")
    handler = configure_logs(level=settings["AZREL_LOG_LEVEL"])
    reloader = start_reloader(Path(settings["AZREL_KNOWLEDGE_DIR"]))
    # Where pictures are served one process answers all, for it keeps the bases of those that it told of.
    is_shared = not (options.socket or options.alone or settings["AZREL_PUBLIC_URL"])
    second = start_second(reloader) if is_shared else None
    if handler:
        handler.begin_waiting()
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        if options.socket:
            # Socket Mode needs no port, and serves the probes where it is given one.
            has_port = options.port is not None or os.environ.get("PORT", "").strip()
            runner.run(_serve_socket(settings, reloader, options.host, port if has_port else None))
        else:
            runner.run(_serve_http(settings, reloader, options.host, port, second))
        _end_soon()  # before the runner waits for its threads
    return 0


def _end_soon() -> None:
    """End the process within a second, whatever its threads still wait for: everything asked was answered."""
    import threading

    def end() -> None:
        os._exit(0)

    timer = threading.Timer(_SECONDS_TO_END, end)
    timer.daemon = True
    timer.start()


def has_second_core() -> bool:
    """Whether two processes can run at once, and the second can begin as a copy of the first: not but on Linux."""
    if not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2:
        return False
    try:
        quota, _, period = Path("/sys/fs/cgroup/cpu.max").read_text("utf-8").partition(" ")
    except OSError:
        return True
    return quota == "max" or int(quota) >= 2 * int(period)


def start_second(reloader: "Reloader[Index]") -> "SecondProcess | None":
    """Begin a second process that answers commands, if there is a core for it. It ends with this one.

    It shares the memory of what is loaded, so it must begin before any thread does.
    """
    import logging
    import socket

    from bot.slack import SecondProcess

    if not has_second_core():
        return None
    ours, theirs = socket.socketpair()
    try:
        process = os.fork()
    except OSError as error:
        logging.getLogger(__name__).warning("no second process could begin, one answers all: %s", error)
        ours.close()
        theirs.close()
        return None
    if not process:
        try:
            ours.close()
            _run_second(theirs, reloader)
        finally:
            os._exit(0)  # without what this process was to do at its end

    def end() -> None:
        with suppress(ProcessLookupError, ChildProcessError):  # the system may have seen to it
            os.kill(process, signal.SIGKILL)  # it holds nothing that could be lost
            os.waitpid(process, 0)

    theirs.close()
    return SecondProcess(ours, end)


def _run_second(theirs: "socket.socket", reloader: "Reloader[Index]") -> None:
    import asyncio
    import logging
    import threading

    from bot.slack import Commands, Responder, answer_for_first

    for number in (signal.SIGTERM, signal.SIGINT):
        # Hosts and terminals send them to both processes, and the first may have commands under way.
        signal.signal(number, signal.SIG_IGN)
    logging.disable()  # the first process meets the same problems, and tells them
    try:
        threading.Thread(target=asyncio.run, args=(reloader.watch(),), daemon=True).start()
        answer_for_first(theirs, Commands(Responder(reloader.current, follow_today(reloader.current))).reply_if_of)
    except Exception:
        logging.disable(logging.NOTSET)
        logging.getLogger(__name__).exception("the second process failed")


def _loop_factory() -> "Callable[[], asyncio.AbstractEventLoop] | None":
    """The faster event loop, where there is one for the system."""
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop


def start_reloader(folder: Path) -> "Reloader[Index]":
    """What serves the knowledge in a folder from its first sound state on; Failure where that is not sound."""
    from bot.loading.reload import Reloader
    from bot.search import build_whole

    reloader = Reloader(folder, build_whole)
    reloader.start()
    if reloader.refusal:
        raise Failure(f"the knowledge in {folder} cannot be served: mend what is logged above, and see 'azrel check'")
    return reloader


async def _serve_http(
    settings: dict[str, str], reloader: "Reloader[Index]", host: str, port: int, second: "SecondProcess | None"
) -> None:
    import asyncio

    from bot.slack import EVENTS_PATH, Background, HttpApp, Pictures

    background, secret = Background(), settings["SLACK_SIGNING_SECRET"]
    token_check = await _check_token(settings)
    public_url = settings["AZREL_PUBLIC_URL"].rstrip("/").removesuffix(EVENTS_PATH)
    pictures = Pictures(public_url, secret, reloader.current, follow_today(reloader.current)) if public_url else None
    app = _app(settings, reloader, background, token_check, pictures, second)
    checking = asyncio.create_task(token_check.keep_checking())
    if second:
        await second.connect()
    served = HttpApp(app, signing_secret=secret, readiness=reloader.readiness, background=background, pictures=pictures)
    try:
        await serve_asgi(served, reloader, host=host, port=port)
    finally:
        checking.cancel()
        if second:
            second.close()


async def _check_token(settings: dict[str, str]) -> "TokenCheck":
    """Ask Slack whose the bot's token is, before anything is served; Failure where Slack refuses it."""
    from bot.slack import TokenCheck, TokenRefused

    token_check = TokenCheck(settings["SLACK_BOT_TOKEN"], settings["SLACK_API_URL"])
    try:
        await token_check.check()
    except TokenRefused as refused:
        raise Failure(
            f"Slack refuses SLACK_BOT_TOKEN ({refused}): take the one in the app's pages, OAuth & Permissions"
        ) from None
    return token_check


async def serve_asgi(
    served: "HttpApp", reloader: "Reloader[Index]", *, sockets: list["socket.socket"] | None = None, **where: Any
) -> None:
    """Serve until a signal comes, and follow the folder meanwhile; `where` or in `sockets` that listen already."""
    import asyncio

    import uvicorn

    from bot.slack import SECONDS_FOR_REQUESTS
    from bot.slack.connections import BoundedConnection, connections_allowed

    config = uvicorn.Config(
        served,
        **where,
        http=partial(BoundedConnection, most=connections_allowed(), note_refusal=served.refusals.note),  # type: ignore[arg-type]
        ws="none",  # what is not HTTP would need more of a transport than is joined here
        server_header=False,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        lifespan="on",
        timeout_graceful_shutdown=SECONDS_FOR_REQUESTS,
    )
    server = uvicorn.Server(config)

    def stop(*_: object) -> None:
        # Once it has started, uvicorn stops by itself on a signal, and raises it again when it has.
        if not server.started:
            raise SystemExit(0)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    watching = asyncio.create_task(reloader.watch())
    await server.serve(sockets)
    watching.cancel()


async def _serve_socket(settings: dict[str, str], reloader: "Reloader[Index]", host: str, port: int | None) -> None:
    import asyncio
    from contextlib import AsyncExitStack

    from bot.slack import Background, ProbeServer, SocketApp, TokenRefused

    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    background = Background()
    token_check = await _check_token(settings)
    served = SocketApp(
        _app(settings, reloader, background, token_check),
        app_token=settings["SLACK_APP_TOKEN"],
        api_url=settings["SLACK_API_URL"],
    )
    watching = asyncio.create_task(reloader.watch())
    checking = asyncio.create_task(token_check.keep_checking())
    connecting = asyncio.create_task(served.connect())
    stopped = asyncio.create_task(stopping.wait())
    probes = AsyncExitStack()
    try:
        if port is not None:
            await probes.enter_async_context(ProbeServer(host, port, reloader.readiness))
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


def _app(
    settings: dict[str, str],
    reloader: "Reloader[Index]",
    background: "Background",
    token_check: "TokenCheck",
    pictures: "Pictures | None" = None,
    second: "SecondProcess | None" = None,
) -> "App":
    from bot.slack import create_app

    return create_app(
        token=settings["SLACK_BOT_TOKEN"],
        api_url=settings["SLACK_API_URL"],
        current=reloader.current,
        today=follow_today(reloader.current),
        background=background,
        picture=pictures.of if pictures else None,
        second=second,
        identity=lambda: token_check.identity,
    )


def manifest(options: argparse.Namespace) -> int:
    from bot.slack import to_manifest

    if options.url is not None and not _URL.fullmatch(options.url):
        raise Failure(
            f"{options.url!r} is not an address that Slack calls: give https://, a host, and a path if need be"
        )
    about = load(folder_of(options.knowledge)).about
    print(json.dumps(to_manifest(about, url=options.url), ensure_ascii=False, indent=2))
    return 0
