"""The app: listeners for everything that Slack sends, wired to the services."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.responses import Response
from bot.reply import FAILED, Picture
from bot.search import Index
from bot.services import AllDuties, Conversations, Directory, Inbox, Responder, Subscriber
from bot.services.curating import Base
from bot.services.limits import Rate
from bot.slack import actions, citing, exporting, home, installation, mentions, messages, shortcuts, steps
from bot.slack.addresses import Addresses
from bot.slack.background import Background
from bot.slack.commands import Commands
from bot.slack.dispatch import Dispatcher
from bot.slack.failed_calls import FailedCalls
from bot.slack.home import HomeBlocks
from bot.slack.identity import Identity
from bot.slack.installation import Endings
from bot.slack.replies import Replies
from bot.slack.retries import SECONDS_A_CALL, to_retries
from bot.slack.store_features import Surroundings, add_store_features, to_store_services
from bot.slack.workspaces import AUTHORIZED, InstalledWorkspaces, OneWorkspace
from bot.store import Store

log = logging.getLogger(__name__)


def create_app(
    *,
    token: str = "",
    directory: Directory | None = None,
    secret: str = "",
    api_url: str,
    current: Callable[[], Index],
    today: Callable[[], date],
    background: Background,
    subscribers: Iterable[Subscriber] = (),
    note_failed_call: Callable[[str], None] = lambda _: None,
    picture: Callable[[Response], Picture | None] | None = None,
    identity: Callable[[], Identity | None] = lambda: None,
    store: Store | None = None,
    base: Base | None = None,
    admins: Iterable[str] = (),
    keeps_replies: bool = True,
    most_a_minute: int = 0,
) -> Dispatcher:
    """Create the app with all its listeners; calls of the Web API run in `background`.

    It acts with one `token`, or in each workspace of the `directory` with that workspace's own token. `secret` keys
    the hashes of people's ids; the token does so where there is no secret.

    `subscribers` receive each announcement, and `note_failed_call` the kind of each failed call of Slack. `picture`
    draws a response, or returns None; `identity` is the token's workspace, once Slack has named it. `store` is shared
    by all processes; with it and a `base` to write to, curators work in Slack, and the `admins` (user ids) grant
    roles. `keeps_replies` caches the replies to slash commands. Nobody is answered more than `most_a_minute` times a
    minute; 0 means no limit.

    Requests must be verified before they reach the app.
    """
    retries = to_retries()

    def to_client(token: str | None = None) -> AsyncWebClient:
        handlers = [FailedCalls(note_failed_call), *retries]
        return AsyncWebClient(token=token, base_url=api_url, timeout=SECONDS_A_CALL, retry_handlers=handlers)

    app = _create_bolt_app(to_client())
    workspaces = InstalledWorkspaces(directory, to_client) if directory else OneWorkspace(token, identity, to_client)
    services = to_store_services(store, base, today) if store is not None and base is not None else None
    responder = Responder(
        current,
        today,
        [*subscribers, *([services.usage_recorder.record] if services else [])],
        picture,
        takes_feedback=services is not None,
        default_of=services.defaults.of if services else lambda _: None,
    )
    addresses = Addresses(retries, api_url, note_failed_call)
    around = Surroundings(responder, current, today, addresses, workspaces, background, secret or token)
    features = services and add_store_features(app, services, around, admins=admins, rate=Rate(most_a_minute))
    conversations, inbox = Conversations(store), Inbox(store)
    replies = Replies(responder, conversations, inbox, background, workspaces)
    _register_listeners(app, around, conversations, replies, features.home if features else ())
    installation.register(app, Endings(directory, api_url) if directory else None)
    duties = AllDuties(*([directory] if directory else []), *([features.duties] if features else []))
    typed, is_curator = (features.typed, features.is_curator) if features else (None, None)
    commands = Commands(responder, typed, is_curator=is_curator, keeps_replies=keeps_replies)
    return Dispatcher(app, commands, workspaces, replies.resume, inbox, duties, features.gate if features else None)


def _create_bolt_app(client: AsyncWebClient) -> AsyncApp:
    async def authorize(context: AsyncBoltContext) -> AuthorizeResult:
        authorized: AuthorizeResult = context[AUTHORIZED]  # found by the dispatcher, without a call of Slack
        return authorized

    # A listener that runs before the response goes out spares Bolt's 10 ms polls for the ack.
    # Without a name Bolt reads the source of each function on the stack to find one, 40 ms at times.
    app = AsyncApp(
        name="azrel",
        client=client,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,
    )
    # Bolt logs the payload of a request without a listener, to advise developers; the dispatcher warns operators.
    app.logger.setLevel(logging.ERROR)
    app.error(_handle_failure)
    return app


def _register_listeners(
    app: AsyncApp,
    around: Surroundings,
    conversations: Conversations,
    replies: Replies,
    home_blocks: Sequence[HomeBlocks],
) -> None:
    """Register the listeners that need no store. Bolt asks them in this order, and `actions` takes any button."""
    responder, addresses, background = around.responder, around.addresses, around.background
    mentions.register(app, replies)
    messages.register(app, replies)
    citing.register(app, responder, addresses, background)
    exporting.register(app, responder, addresses, background)
    actions.register(app, responder, addresses, conversations, background)
    shortcuts.register(app, responder, addresses, background)
    home.register(app, responder, background, home_blocks)
    steps.register(app, responder, background)


async def _handle_failure(error: Exception, body: dict[str, Any]) -> BoltResponse:
    log.error("a listener failed on %s", body.get("type"), exc_info=error)
    if body.get("type") == "view_submission":
        first = next((block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"), "")
        return BoltResponse(status=200, body={"response_action": "errors", "errors": {first: FAILED}})
    if body.get("type") == "block_suggestion":
        return BoltResponse(status=200, body={"options": []})
    return BoltResponse(status=200, body="")
