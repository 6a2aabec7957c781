"""Drafts of proposals: written page by page in modals, previewed, and sent for review."""

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.domain.operations import Fields, Kind
from bot.domain.proposals import Role
from bot.domain.requests import decode_request
from bot.reply import find_facts_shown, to_notice, wording
from bot.reply.curating import (
    CURATE,
    DISCARD,
    EDIT,
    OPEN,
    PROPOSE,
    REMOVE,
    RESTORE,
    VERIFY,
    WHERE,
    WORDS,
    Draft,
    Preview,
    parse_note,
    parse_where,
    parse_words,
    problems_by_field,
    to_preview,
    to_shown_window,
    to_where_window,
    to_words_window,
)
from bot.services import Asker, Responder
from bot.services.curating import Drafting, Histories, NotAllowed, People
from bot.slack.background import Background
from bot.slack.home import Homes
from bot.slack.interactions import Interaction
from bot.slack.reviews import Reviews
from bot.slack.shown import to_shown_text
from bot.slack.trying import ValueAct, to_last_word
from bot.store import StoreDown

log = logging.getLogger(__name__)

_MAX_EXCERPT = 400


class DraftActions:
    """Carries out what curators do with drafts. Acts and submissions raise NotAllowed and StoreDown."""

    def __init__(
        self,
        responder: Responder,
        people: People,
        drafting: Drafting,
        histories: Histories,
        reviews: Reviews,
        homes: Homes,
        background: Background,
    ) -> None:
        self._responder = responder
        self._people = people
        self._drafting = drafting
        self._histories = histories
        self._reviews = reviews
        self._homes = homes
        self._background = background
        self.acts: Mapping[str, ValueAct] = {
            CURATE: self._show_facts,
            PROPOSE: self.propose,
            EDIT: partial(self._begin_on, Kind.EDIT),
            VERIFY: partial(self._begin_on, Kind.VERIFY),
            REMOVE: partial(self._begin_on, Kind.REMOVE),
            OPEN: self._resume,
            DISCARD: self._discard,
            RESTORE: self._restore,
        }

    async def propose(self, interaction: Interaction, partner: str = "") -> None:
        """Open the first page of a new fact, about the partner with this id if one is given."""
        draft = await self._drafting.begin(interaction.asker, partner=partner)
        await interaction.show(to_where_window(draft, self._drafting.snapshot))

    async def propose_message(self, interaction: Interaction, message: dict[str, Any]) -> None:
        """Open the first page of a new fact whose excerpt is a message's text."""
        text = " ".join(to_shown_text(message).split())
        source = next((one.id for one in self._drafting.snapshot.sources.values() if one.url and one.url in text), "")
        draft = await self._drafting.begin(interaction.asker, source=source, excerpt=text[:_MAX_EXCERPT])
        await interaction.show(to_where_window(draft, self._drafting.snapshot))

    async def submit_where(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Save the first page and open the second."""
        saved = await self._fill(asker, view)
        problems = self._drafting.problems_where(saved)
        if problems:
            return {"response_action": "errors", "errors": problems_by_field(WHERE, problems)}
        return {"response_action": "push", "view": to_words_window(saved, self._drafting.snapshot)}

    async def submit_words(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Save the second page and open the proposal's preview, or show each problem beside its field."""
        saved = await self._fill(asker, view)
        named, preview = await self._drafting.preview(asker, saved)
        if not isinstance(preview, Preview):
            return {"response_action": "errors", "errors": problems_by_field(WORDS, preview)}
        return {"response_action": "push", "view": to_preview(named, preview, self._drafting.today)}

    async def submit_proposal(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Send the proposal for review."""
        note = parse_note(view["state"]["values"])
        await self._reviews.channel_of(asker.team)
        id_, _, digest = view["private_metadata"].partition(" ")
        sent = await self._drafting.send(asker, id_, digest, note)
        self._background.start(self._reviews.show(sent))
        return to_last_word(wording.SENT)

    async def save_fields(self, asker: Asker, view: dict[str, Any]) -> None:
        """Save the fields as they are typed, so that nothing is lost when the window is closed."""
        try:
            await self._fill(asker, view)
        except (NotAllowed, StoreDown):
            log.info("the fields typed so far were not saved")

    async def close(self, asker: Asker, view: dict[str, Any]) -> None:
        """Discard a draft whose first page was closed before anything was filled in."""
        try:
            await self._drafting.discard_untouched(asker, view["private_metadata"])
        except (NotAllowed, StoreDown):
            log.info("a draft whose window was closed is kept")

    async def _fill(self, asker: Asker, view: dict[str, Any]) -> Draft:
        values, is_first = view["state"]["values"], view["callback_id"] == WHERE

        def fill(draft: Draft) -> tuple[str, Fields]:
            return parse_where(values, draft) if is_first else ("", parse_words(values, draft))

        return await self._drafting.fill(asker, view["private_metadata"], fill)

    async def _show_facts(self, interaction: Interaction, value: str) -> None:
        await self._people.demand(interaction.asker, Role.CURATOR)
        request = decode_request(value)
        if request is None:
            raise NotAllowed(wording.BUTTON_EXPIRED)
        response = self._responder.answer(request, interaction.asker)
        facts = [response.snapshot.facts[id_] for id_ in find_facts_shown(response)]
        partner = next(iter(request.partners), "")
        await interaction.show(to_shown_window(facts, response.snapshot, self._drafting.today, partner))

    async def _begin_on(self, kind: Kind, interaction: Interaction, fact: str) -> None:
        await self._show(interaction, await self._drafting.begin_on(interaction.asker, kind, fact))

    async def _resume(self, interaction: Interaction, id_: str) -> None:
        await self._show(interaction, await self._drafting.find(interaction.asker, id_))

    async def _restore(self, interaction: Interaction, value: str) -> None:
        fact, partner, before = await self._histories.before(interaction.asker, value)
        draft = await self._drafting.begin_restoring(interaction.asker, fact, partner, before)
        await self._show_preview(interaction, draft)

    async def _discard(self, interaction: Interaction, id_: str) -> None:
        discarded = await self._drafting.discard(interaction.asker, id_)
        await self._reviews.show(discarded)
        await self._homes.publish(interaction)

    async def _show(self, interaction: Interaction, draft: Draft) -> None:
        """Open a draft at its first page, or at its preview where there is nothing to fill in."""
        if draft.operation.kind in (Kind.ADD, Kind.EDIT):
            await interaction.show(to_where_window(draft, self._drafting.snapshot))
        else:
            await self._show_preview(interaction, draft)

    async def _show_preview(self, interaction: Interaction, draft: Draft) -> None:
        named, preview = await self._drafting.preview(interaction.asker, draft)
        if isinstance(preview, Preview):
            await interaction.show(to_preview(named, preview, self._drafting.today))
        else:
            await interaction.show(to_notice(" ".join(preview.values())))
