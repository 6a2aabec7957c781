"""The curators' desk: each act and each submitted window, from Slack's payload to the services and back to a window."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.operations import Fields, Kind
from bot.domain.proposals import ProposalState, Role
from bot.domain.requests import decode_request
from bot.reply import find_facts_shown, to_notice, wording
from bot.reply.curating import (
    APPROVE,
    ASK_CHANGES,
    CURATE,
    DECLINE,
    DISCARD,
    EDIT,
    HISTORY,
    NO_ROLE,
    OPEN,
    PROPOSE,
    REMOVE,
    RESTORE,
    VERIFY,
    WHERE,
    WORDS,
    Draft,
    Pressed,
    Preview,
    describe_missing_reason,
    parse_admin,
    parse_note,
    parse_number,
    parse_reason,
    parse_where,
    parse_words,
    person_without_role,
    place_problems,
    to_admin_window,
    to_history_window,
    to_preview,
    to_reason_window,
    to_shown_window,
    to_where_window,
    to_words_window,
)
from bot.services import Asker, Responder
from bot.services.curating import Drafting, Histories, NotAllowed, People, Reviewing
from bot.slack.background import Background
from bot.slack.curator_home import to_home_blocks
from bot.slack.home import Homes
from bot.slack.interactions import Interaction
from bot.slack.reviews import Reviews
from bot.slack.shown import to_shown_text
from bot.slack.trying import to_last_word
from bot.store import StoreDown

log = logging.getLogger(__name__)

_KINDS = {EDIT: Kind.EDIT, VERIFY: Kind.VERIFY, REMOVE: Kind.REMOVE}
_MAX_EXCERPT = 400


class Desk:
    """Turns what curators and reviewers do into windows."""

    def __init__(
        self,
        responder: Responder,
        people: People,
        drafting: Drafting,
        reviewing: Reviewing,
        histories: Histories,
        reviews: Reviews,
        homes: Homes,
        background: Background,
    ) -> None:
        self._responder = responder
        self._people = people
        self._drafting = drafting
        self._reviewing = reviewing
        self._histories = histories
        self._reviews = reviews
        self._homes = homes
        self._background = background
        self._acts: dict[str, Callable[[Interaction, str], Awaitable[None]]] = {
            CURATE: self._show_facts,
            PROPOSE: self.propose,
            OPEN: self._go_on,
            DISCARD: self._discard,
            HISTORY: self.show_history,
            RESTORE: self._restore,
            APPROVE: self._approve,
        }

    async def act(self, interaction: Interaction, pressed: Pressed) -> None:
        """Do what was pressed. Raises NotAllowed and StoreDown."""
        if kind := _KINDS.get(pressed.act):
            await self._begin_on(interaction, kind, pressed.value)
        elif pressed.act in (ASK_CHANGES, DECLINE):
            id_, version = _split(pressed.value)
            await self._people.demand(interaction.asker, Role.REVIEWER)
            await interaction.show(to_reason_window(pressed.act, id_, version))
        elif act := self._acts.get(pressed.act):
            await act(interaction, pressed.value)

    async def propose(self, interaction: Interaction, partner: str = "") -> None:
        """Open the first page of a new fact, about a partner if one is given."""
        draft = await self._drafting.begin(interaction.asker, partner=partner)
        await interaction.show(to_where_window(draft, self._drafting.snapshot))

    async def propose_message(self, interaction: Interaction, message: dict[str, Any]) -> None:
        """Open the first page of a new fact, whose excerpt is a message's text."""
        text = " ".join(to_shown_text(message).split())
        source = next((one.id for one in self._drafting.snapshot.sources.values() if one.url and one.url in text), "")
        draft = await self._drafting.begin(interaction.asker, source=source, excerpt=text[:_MAX_EXCERPT])
        await interaction.show(to_where_window(draft, self._drafting.snapshot))

    async def show_history(self, interaction: Interaction, fact: str) -> None:
        """Show who changed a fact, when and why."""
        versions, missing = await self._histories.of(interaction.asker, fact)
        await interaction.push(to_history_window(fact, versions, missing=missing))

    async def show_admin(self, interaction: Interaction) -> None:
        """Show who has which role, and how proposals are reviewed."""
        await self._people.demand(interaction.asker, Role.ADMIN)
        members, settings = await self._people.overview(interaction.asker.team)
        await interaction.show(to_admin_window(members, settings, self._drafting.snapshot))

    async def home_blocks(self, asker: Asker) -> list[dict[str, Any]]:
        """Return what the App Home shows a curator; nothing to others, and while the store is down."""
        return await to_home_blocks(asker, self._people, self._drafting, self._reviewing)

    async def submit_where(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Save the first page, and go on to the second."""
        saved = await self._fill(asker, view)
        problems = self._drafting.problems_where(saved)
        if problems:
            return {"response_action": "errors", "errors": place_problems(WHERE, problems)}
        return {"response_action": "push", "view": to_words_window(saved, self._drafting.snapshot)}

    async def submit_words(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Save the second page, and show what the proposal comes to, or what is wrong with it."""
        saved = await self._fill(asker, view)
        named, preview = await self._drafting.preview(asker, saved)
        if not isinstance(preview, Preview):
            return {"response_action": "errors", "errors": place_problems(WORDS, preview)}
        return {"response_action": "push", "view": to_preview(named, preview, self._drafting.today)}

    async def submit_proposal(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Send the proposal for review."""
        note = parse_note(view["state"]["values"])
        await self._reviews.channel_of(asker.team)
        id_, _, digest = view["private_metadata"].partition(" ")
        sent = await self._drafting.send(asker, id_, digest, note)
        self._background.start(self._reviews.show(sent))
        return to_last_word(wording.SENT)

    async def submit_reason(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Ask for changes, or decline."""
        act, _, value = view["private_metadata"].partition(" ")
        id_, version = _split(value)
        state = ProposalState.DECLINED if act == DECLINE else ProposalState.CHANGES
        reason = parse_reason(view["state"]["values"])
        if not reason:
            return {"response_action": "errors", "errors": describe_missing_reason()}
        decided = await self._reviewing.decide(asker, id_, version, state, reason)
        self._background.start(self._reviews.notify(decided))
        return {"response_action": "clear"}

    async def submit_admin(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Save a role, the review channel, and whether reviewers approve their own."""
        filled = parse_admin(view["state"]["values"])
        if bool(filled.person) != bool(filled.role):
            return {"response_action": "errors", "errors": person_without_role()}
        if filled.person:
            role = None if filled.role == NO_ROLE else _to_role(filled.role)
            await self._people.set_role(asker, filled.person, role)
            if role and (filled.partners or filled.topics):
                await self._people.set_ownership(asker, filled.person, filled.partners, filled.topics)
        await self._people.set_settings(
            asker, filled.channel, self_approval=filled.self_approval, keep_misses=filled.keep_misses
        )
        return to_last_word(wording.SAVED)

    async def keep(self, asker: Asker, view: dict[str, Any]) -> None:
        """Keep what is filled in so far, which stays though the window be closed."""
        try:
            await self._fill(asker, view)
        except (NotAllowed, StoreDown):
            log.info("what was filled in so far was not kept")

    async def _fill(self, asker: Asker, view: dict[str, Any]) -> Draft:
        values, is_first = view["state"]["values"], view["callback_id"] == WHERE

        def fill(draft: Draft) -> tuple[str, Fields]:
            return parse_where(values, draft) if is_first else ("", parse_words(values, draft))

        return await self._drafting.fill(asker, view["private_metadata"], fill)

    async def close(self, asker: Asker, view: dict[str, Any]) -> None:
        """Forget a draft whose first page was closed before anything was filled in."""
        try:
            await self._drafting.discard_untouched(asker, view["private_metadata"])
        except (NotAllowed, StoreDown):
            log.info("a draft whose window was closed is kept")

    async def _show_facts(self, interaction: Interaction, value: str) -> None:
        await self._people.demand(interaction.asker, Role.CURATOR)
        request = decode_request(value)
        if request is None:
            raise NotAllowed(wording.BUTTON_EXPIRED)
        response = self._responder.answer(request, interaction.asker)
        facts = [response.snapshot.facts[id_] for id_ in find_facts_shown(response)]
        partner = next(iter(request.partners), "")
        await interaction.show(to_shown_window(facts, response.snapshot, self._drafting.today, partner))

    async def _begin_on(self, interaction: Interaction, kind: Kind, fact: str) -> None:
        draft = await self._drafting.begin_on(interaction.asker, kind, fact)
        if kind is Kind.EDIT:
            await interaction.show(to_where_window(draft, self._drafting.snapshot))
        else:
            await self._show_preview(interaction, draft)

    async def _go_on(self, interaction: Interaction, id_: str) -> None:
        draft = await self._drafting.find(interaction.asker, id_)
        if draft.operation.kind in (Kind.ADD, Kind.EDIT):
            await interaction.show(to_where_window(draft, self._drafting.snapshot))
        else:
            await self._show_preview(interaction, draft)

    async def _restore(self, interaction: Interaction, value: str) -> None:
        fact, partner, before = await self._histories.before(interaction.asker, value)
        await self._show_preview(
            interaction, await self._drafting.begin_restoring(interaction.asker, fact, partner, before)
        )

    async def _show_preview(self, interaction: Interaction, draft: Draft) -> None:
        named, preview = await self._drafting.preview(interaction.asker, draft)
        if isinstance(preview, Preview):
            await interaction.show(to_preview(named, preview, self._drafting.today))
        else:
            await interaction.show(to_notice(" ".join(preview.values())))

    async def _discard(self, interaction: Interaction, id_: str) -> None:
        dropped = await self._drafting.discard(interaction.asker, id_)
        await self._reviews.show(dropped)
        await self._homes.publish(interaction)

    async def _approve(self, interaction: Interaction, value: str) -> None:
        id_, version = _split(value)
        await self._reviews.notify(await self._reviewing.approve(interaction.asker, id_, version))


def _to_role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise NotAllowed("There is no such role.") from None


def _split(value: str) -> tuple[str, int]:
    id_, _, version = value.partition(" ")
    return id_, parse_number(version)
