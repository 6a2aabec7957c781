"""The agent view: prompts to begin with when somebody opens the bot's messages, and a status while it answers."""

import asyncio
import logging

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.causes import cause_of
from bot.slack.responder import Responder

log = logging.getLogger(__name__)

MAX_PROMPTS = 4
_SECONDS = 1.0


async def suggest_prompts(client: AsyncWebClient, channel: str, responder: Responder) -> None:
    """Offer questions that the base can answer, in somebody's conversation with the bot."""
    prompts = [{"title": question, "message": question} for question in responder.examples()[:MAX_PROMPTS]]
    if prompts:
        try:
            await client.assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=prompts)
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.error("prompts could not be suggested: %s", cause_of(error))


async def show_status(client: AsyncWebClient, channel: str, thread: str, status: str) -> None:
    """Show that the bot is at it, or nothing any more; no answer waits for that for long."""
    try:
        async with asyncio.timeout(_SECONDS):
            await client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=status)
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.warning("a status could not be shown: %s", cause_of(error))
