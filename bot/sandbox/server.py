"""The whole sandbox: a workspace, the fake Slack that the app calls, and the page that people use."""

import asyncio
import contextlib
from types import TracebackType

from bot.sandbox.delivery import Delivery, HttpPost
from bot.sandbox.fake_slack import FakeSlack
from bot.sandbox.manifest import decode_manifest
from bot.sandbox.pages import Pages
from bot.sandbox.profile import AppProfile
from bot.sandbox.screens import Screens
from bot.sandbox.user_actions import UserActions
from bot.sandbox.workspace import Workspace


class Sandbox:
    """A fake Slack with a page; use it as an async context manager.

    `app_url` is where the app takes Slack's requests, signed with `signing_secret`; `token` is what it calls the Web
    API with.
    """

    def __init__(self, *, token: str, signing_secret: str, app_url: str, profile: AppProfile, port: int = 0) -> None:
        manifest = profile.manifest()
        features = decode_manifest(manifest)
        workspace = Workspace(features.bot_name)
        self._slack = FakeSlack(token, workspace=workspace, scopes=features.scopes, port=port)
        self._post = HttpPost(app_url)
        delivery = Delivery(self._post, signing_secret, workspace.clock)
        self._actions = UserActions(self._slack, delivery, manifest)
        self._screens = Screens(workspace, self._slack.web_api.views, self._actions, profile)
        people = frozenset(person.id for person in workspace.people.values() if not person.is_bot)
        self._slack.add_routes(Pages(self._actions, self._screens, people).routes())

    @property
    def url(self) -> str:
        """The page's address."""
        return f"{self._slack.url}/"

    @property
    def port(self) -> int:
        """The port of the page: the wanted one, or a free one where that is taken."""
        return self._slack.port

    def show_reading(self, question: str, explanation: str) -> None:
        """Show in the inspector how the app read the last question, to the person who asked it."""
        self._screens.show_reading(question, explanation)

    @property
    def api_url(self) -> str:
        """The base address of the Web API, for the app."""
        return self._slack.api_url

    async def __aenter__(self) -> "Sandbox":
        await self._slack.__aenter__()
        self._following = asyncio.create_task(self._screens.follow_knowledge())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._following
        self._screens.close()
        await self._actions.close()
        await self._slack.__aexit__(kind, error, trace)
        await self._post.close()
