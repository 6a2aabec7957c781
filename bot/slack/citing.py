"""*Cite*: the citations of an answer in a modal, in the style that the user chooses there."""

from collections.abc import Sequence
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import ANY_CITE_ACT, CITE, find_facts_shown, to_cited, to_citing_window, to_export_buttons, wording
from bot.services import Responder
from bot.services.curating import NotAllowed
from bot.slack.addresses import Addresses
from bot.slack.background import Background
from bot.slack.exporting import may_send_files
from bot.slack.interactions import Interaction, to_interaction
from bot.slack.trying import try_act


def register(app: AsyncApp, responder: Responder, addresses: Addresses, background: Background) -> None:
    """Handle the button *Cite* and the menu of styles."""

    @app.action(ANY_CITE_ACT)
    async def handle_press(
        ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        await ack()
        action, others = body["actions"][0], to_export_buttons() if may_send_files(context) else []

        async def show(interaction: Interaction) -> None:
            await _show(interaction, action, responder, others)

        background.start(try_act(to_interaction(body, client, addresses), show))


async def _show(
    interaction: Interaction, action: dict[str, Any], responder: Responder, others: Sequence[dict[str, Any]]
) -> None:
    """Open the citations of an answer in a window; update the window when another style is chosen."""
    request, style = to_cited(action, interaction.view)
    if request is None:
        raise NotAllowed(wording.BUTTON_EXPIRED)
    response = responder.answer(request, interaction.asker)
    facts = [response.snapshot.facts[id_] for id_ in find_facts_shown(response)]
    window = to_citing_window(facts, request, style, others)
    is_new = str(action["action_id"]).startswith(CITE)
    await (interaction.push if is_new else interaction.show)(window)
