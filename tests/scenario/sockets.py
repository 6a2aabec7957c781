"""An app in Socket Mode, connected to the fake Slack."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.sandbox import FakeSlack
from bot.slack import Background, Dispatcher, SocketApp, create_app
from tests.bases import TODAY, index
from tests.patience import PATIENCE
from tests.scenario.workspace import TOKEN

INDEX = index()
APP_TOKEN = "xapp-1-scenario"
COMMAND = {"command": "/ruri", "text": "sylvanja gas", "team_id": "T1", "user_id": "U1", "channel_id": "C1"}


def event(event: dict[str, Any], id_: str = "Ev1") -> dict[str, Any]:
    return {"type": "event_callback", "team_id": "T1", "event_id": id_, "event": event}


@asynccontextmanager
async def connected() -> AsyncIterator[FakeSlack]:
    background = Background()
    async with FakeSlack(TOKEN, APP_TOKEN) as slack:
        app = app_on(slack.api_url, background)
        served = SocketApp(app, app_token=APP_TOKEN, api_url=slack.api_url)
        await served.connect()
        yield slack
        await served.close()
        await background.finish(PATIENCE)


def app_on(api_url: str, background: Background | None = None) -> Dispatcher:
    """Return the app, calling a Web API elsewhere."""
    return create_app(
        token=TOKEN, api_url=api_url, current=lambda: INDEX, today=lambda: TODAY, background=background or Background()
    )
