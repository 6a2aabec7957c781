"""The workflow step that looks up a relation: its input is a question, its output the answer as text."""

import logging
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.answers import Answer, Outcome
from bot.domain.knowledge import About
from bot.domain.requests import Request
from bot.domain.responses import Usage
from bot.reply import FAILED, Surface, to_echo, to_message, wording
from bot.search import as_answer
from bot.services import Asker, EntryPoint, Responder
from bot.slack.askers import to_asker
from bot.slack.background import Background
from bot.slack.errors import describe_slack_error
from bot.slack.texts import to_typed

log = logging.getLogger(__name__)

LOOK_UP = "look_up_relation"


def to_functions(about: About) -> dict[str, Any]:
    """Return the step's declaration for the manifest."""
    outputs = wording.step_outputs(about.fact)

    def parameter(kind: str, title: str, description: str) -> dict[str, str]:
        return {"type": kind, "title": title, "description": description}

    return {
        LOOK_UP: {
            "title": wording.step_title(about),
            "description": wording.STEP_DESCRIPTION,
            "input_parameters": {
                "properties": {name: parameter("string", *words) for name, words in wording.STEP_INPUTS.items()},
                "required": ["query"],
            },
            "output_parameters": {
                "properties": {
                    "text": parameter("string", *outputs["text"]),
                    "count": parameter("integer", *outputs["count"]),
                    "link": parameter("string", *outputs["link"]),
                },
                "required": ["text", "count"],
            },
        }
    }


def register(app: AsyncApp, responder: Responder, background: Background) -> None:
    """Handle the step."""

    @app.function(LOOK_UP)
    async def handle_step(event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        background.start(_run(event, to_asker(EntryPoint.STEP, body), client, responder))


async def _run(event: dict[str, Any], asker: Asker, client: AsyncWebClient, responder: Responder) -> None:
    execution = str(event.get("function_execution_id"))
    try:
        outputs, problem = _look_up(event.get("inputs"), asker, responder)
    except Exception:
        log.exception("a workflow's step failed")
        outputs, problem = {}, FAILED
    method = "functions.completeError" if problem else "functions.completeSuccess"
    result = {"error": problem} if problem else {"outputs": outputs}
    try:
        # The SDK's methods for these put their arguments into the address, where a long answer has no room.
        await client.api_call(method, json={"function_execution_id": execution, **result})
    except (SlackClientError, ClientError, TimeoutError) as error:
        log.error("a workflow's step could not be completed: %s", describe_slack_error(error))


def _look_up(inputs: Any, asker: Asker, responder: Responder) -> tuple[dict[str, Any], str]:
    """Return the step's outputs, or else an error message for the workflow's author."""
    given = {name: inputs.get(name) for name in wording.STEP_INPUTS} if isinstance(inputs, dict) else {}
    query, topic, period = (to_typed(str(given.get(name) or "")) for name in wording.STEP_INPUTS)
    about = responder.about
    if not query:
        return {}, wording.step_without_query(about)
    parsed = responder.parse(query)
    request: Request | None = responder.with_topic(parsed.request, topic) if topic else parsed.request
    if request and period:
        request = responder.with_time(request, period)
    if request is None:
        return {}, wording.step_period(about, to_echo(period))
    response = responder.answer(request, asker, parsed)
    if isinstance(response, Usage):
        return {}, wording.step_without_query(about)
    found = as_answer(response)
    if found.outcome is Outcome.CHOICE:
        return {}, wording.step_choice(about, [item.label for item in found.suggestions])
    # The nearest facts are not an answer, so a workflow that tests the count must find 0.
    count = found.total if found.outcome is Outcome.ANSWER else 0
    return {"text": to_message(response, Surface.PRIVATE)["text"], "count": count, "link": _first_link(found)}, ""


def _first_link(answer: Answer) -> str:
    links = (cited.source.url for match in answer.facts for cited in match.fact.citations if cited.source.url)
    return next(links, "")
