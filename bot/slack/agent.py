"""The agent view: suggested prompts when a user opens the bot's messages, and a status while it answers."""

import asyncio
import logging

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply.wording import LOOKING
from bot.services import Responder
from bot.slack.errors import describe_slack_error

log = logging.getLogger(__name__)

MAX_PROMPTS = 4
SECONDS = 1.0
_UNKNOWN = frozenset({"method_not_supported", "unknown_method"})


async def suggest_prompts(client: AsyncWebClient, channel: str, responder: Responder) -> None:
    """Suggest requests that the base can answer, in a user's conversation with the bot."""
    prompts = [{"title": prompt, "message": prompt} for prompt in responder.prompts()[:MAX_PROMPTS]]
    if prompts:
        try:
            await client.assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=prompts)
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.error("prompts could not be suggested: %s", describe_slack_error(error))


class Statuses:
    """Shows that the bot is working, by agent sessions where Slack has them and else by assistant threads.

    https://docs.slack.dev/ai/agent-sessions/
    """

    def __init__(self) -> None:
        self._has_sessions = True

    async def begin(self, client: AsyncWebClient, channel: str, thread: str) -> None:
        """Show that the bot is looking something up; give up after a second, since the answer waits for this."""
        await self._set(client, channel, thread, "processing", LOOKING)

    async def end(self, client: AsyncWebClient, channel: str, thread: str, *, has_reply: bool) -> None:
        """Clear the status; Slack itself clears an assistant thread's status when a reply is posted in it."""
        await self._set(client, channel, thread, "active", None if has_reply else "")

    async def _set(self, client: AsyncWebClient, channel: str, thread: str, state: str, words: str | None) -> None:
        try:
            async with asyncio.timeout(SECONDS):
                if self._has_sessions and await self._set_session(client, channel, thread, state):
                    return
                if words is not None:
                    await client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=words)
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.warning("a status could not be shown: %s", describe_slack_error(error))

    async def _set_session(self, client: AsyncWebClient, channel: str, thread: str, state: str) -> bool:
        """Set a session's status; return whether Slack took it. A Slack without the method is not asked again."""
        call = {"channel_id": channel, "thread_ts": thread, "status": state}
        try:
            await client.api_call("agents.sessions.setStatus", json=call)
        except SlackApiError as error:
            if describe_slack_error(error) in _UNKNOWN:
                self._has_sessions = False
            return False
        return True
