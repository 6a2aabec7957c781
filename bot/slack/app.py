"""The Bolt app: one async tree that answers whatever Slack sends."""

import logging
from collections.abc import Callable, Iterable
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
from bot.slack.identity import Identity
from bot.slack.installation import Endings
from bot.slack.replies import Replies
from bot.slack.retries import SECONDS_A_CALL, to_retries
from bot.slack.store_features import add_store_features, to_store_services
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
    """The app with all its listeners. What takes time (calls of the Web API) runs in `background`.

    It acts with one `token`, or in each workspace of the `directory` with that workspace's own; then `secret` is what
    people are told apart by without their ids, as else the token is.

    `subscribers` are told what happens, and `note_failed_call` the kind of each call to Slack that fails. `picture`
    gives the picture of a response, if there is one; `identity` is whose the token is, once that is known. `store` is
    what processes share, if they do; with it and a `base` to write to, curators work in Slack, as the `admins` (user
    ids) let them. With `keeps_replies` who asks what was asked before gets the same reply, which is
    announced without the response. Nobody is answered more than `most_a_minute`, unless that is 0.

    Requests must have been verified before they reach it.
    """
    retries = to_retries()
    watched = [FailedCalls(note_failed_call), *retries]

    def to_client(token: str | None = None) -> AsyncWebClient:
        return AsyncWebClient(token=token, base_url=api_url, timeout=SECONDS_A_CALL, retry_handlers=watched)

    async def authorize(context: AsyncBoltContext) -> AuthorizeResult:
        authorized: AuthorizeResult = context[AUTHORIZED]  # as `dispatch` found it, without a call of Slack
        return authorized

    workspaces = InstalledWorkspaces(directory, to_client) if directory else OneWorkspace(token, identity, to_client)
    services = to_store_services(store, base, today) if store is not None and base is not None else None
    all_subscribers = [*subscribers, services.usage_recorder.record] if services else subscribers
    responder = Responder(
        current,
        today,
        all_subscribers,
        picture,
        takes_feedback=services is not None,
        default_of=services.defaults.of if services else lambda _: None,
    )
    conversations = Conversations(store)
    # A listener that runs before the response goes out spares Bolt's 10 ms polls for the ack.
    app = AsyncApp(
        client=to_client(), authorize=authorize, process_before_response=True, request_verification_enabled=False
    )
    # Of what nothing handles, Bolt tells developers, payload and all, to write a listener; `dispatch` tells operators.
    app.logger.setLevel(logging.ERROR)
    app.error(_handle_failure)
    inbox = Inbox(store)
    replies = Replies(responder, conversations, inbox, background, workspaces)
    mentions.register(app, replies)
    messages.register(app, replies)
    addresses = Addresses(retries, api_url, note_failed_call)
    features = services and add_store_features(
        app,
        services,
        responder=responder,
        current=current,
        today=today,
        admins=admins,
        addresses=addresses,
        workspaces=workspaces,
        background=background,
        secret=secret or token,
        rate=Rate(most_a_minute),
    )
    citing.register(app, responder, addresses, background)
    exporting.register(app, responder, addresses, background)
    actions.register(app, responder, addresses, conversations, background)
    shortcuts.register(app, responder, addresses, background)
    home.register(app, responder, background, features.home if features else ())
    steps.register(app, responder, background)
    installation.register(app, Endings(directory, api_url) if directory else None)
    duties = AllDuties(*([directory] if directory else []), *([features.duties] if features else []))
    typed, is_curator = (features.typed, features.is_curator) if features else (None, None)
    answering = Commands(responder, typed, is_curator=is_curator, keeps_replies=keeps_replies)
    return Dispatcher(app, answering, workspaces, replies.resume, inbox, duties, features.gate if features else None)


async def _handle_failure(error: Exception, body: dict[str, Any]) -> BoltResponse:
    log.error("a listener failed on %s", body.get("type"), exc_info=error)
    if body.get("type") == "view_submission":
        first = next((block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"), "")
        return BoltResponse(status=200, body={"response_action": "errors", "errors": {first: FAILED}})
    if body.get("type") == "block_suggestion":
        return BoltResponse(status=200, body={"options": []})
    return BoltResponse(status=200, body="")
