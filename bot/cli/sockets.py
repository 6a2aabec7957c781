"""Serve over Socket Mode."""

import asyncio
import signal
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, NoReturn

from bot.cli.common import Failure
from bot.cli.knowledge import Knowledge, start_knowledge
from bot.cli.measuring import to_metrics
from bot.cli.migrate import address_of
from bot.cli.processes import run
from bot.cli.wiring import check_token, create_app, to_readiness
from bot.logs import configure_logs

if TYPE_CHECKING:
    from bot.settings.typed import SocketSettings


def serve_socket(settings: "SocketSettings", probes_host: str | None) -> NoReturn:
    """Serve until a signal to stop, and exit; serve the probes too if there is a host for them."""
    handler = configure_logs(level=settings.azrel_log_level)
    knowledge = start_knowledge(settings)
    if handler:
        handler.begin_waiting()
    run(_serve(settings, knowledge, probes_host))


async def _serve(settings: "SocketSettings", knowledge: Knowledge, probes_host: str | None) -> None:
    from bot.services import Housekeeper
    from bot.slack import SECONDS_TO_LEAVE, Background, SocketApp, TokenRefused
    from bot.store import Store
    from bot.web import ProbeServer

    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    background, store = Background(), Store(address_of(settings))
    token_check = await check_token(settings)
    metrics = to_metrics(settings, knowledge.reloader, store)
    app = create_app(settings, knowledge, background, token_check, store, metrics=metrics)
    served = SocketApp(app, app_token=settings.slack_app_token.get_secret_value(), api_url=settings.slack_api_url)
    following = [asyncio.create_task(service()) for service in knowledge.services(store)]
    checking = asyncio.create_task(token_check.keep_checking())
    keeping = asyncio.create_task(Housekeeper(store, app.resume, app.inbox, app.duties).keep())
    connecting = asyncio.create_task(served.connect())
    stopped = asyncio.create_task(stopping.wait())
    probes = AsyncExitStack()
    try:
        if probes_host is not None:
            readiness = to_readiness(knowledge, store)
            await probes.enter_async_context(ProbeServer(probes_host, settings.port, readiness, metrics))
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
        for task in (*following, checking, connecting, stopped):
            task.cancel()
        await served.close()
        await background.finish()
        keeping.cancel()
        await asyncio.wait((keeping,), timeout=SECONDS_TO_LEAVE)
