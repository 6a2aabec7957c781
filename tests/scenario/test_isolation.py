"""No listener shows or changes rows of others, called without the role or with their ids."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.feedback import Feedback, Vote
from bot.domain.gaps import Follower, GapKind, Miss
from bot.domain.operations import Kind, Operation, encode_fields
from bot.domain.proposals import Member, ProposalState, Role, WorkspaceSettings
from bot.domain.requests import Request, encode_request
from bot.domain.watching import Pace, Watch
from bot.reply import CITE, SEARCH_FORM, SEARCH_PARTNER, SEARCH_RESULT
from bot.reply.curating import (
    ADMIN,
    APPROVE,
    ASK_CHANGES,
    CURATE,
    DECLINE,
    DISCARD,
    EDIT,
    HISTORY,
    OPEN,
    OWNED_PARTNERS,
    PARTNER,
    PROPOSE,
    REASON,
    REMOVE,
    RESTORE,
    SEND,
    SOURCE,
    VERIFY,
    WHERE,
    WORDS,
)
from bot.reply.curating.limits import DEFAULT_PARTNER, LIMITS, OPEN_LIMITS
from bot.reply.loop import (
    CURE,
    CURE_FACT,
    DECLINE_GAP,
    EDIT_FOR,
    FAULT,
    FORGET,
    GAP_REASON,
    OPT_OUT,
    PACE,
    PROPOSE_FOR,
    REPORT,
    REQUEST,
    REQUEST_FORM,
    SNOOZE,
    UNWATCH,
    VOTE,
)
from bot.sandbox.workspace import BOT_USER, REVIEWS, TEAM, Channel
from bot.sandbox.workspace import Person as Slacker
from bot.services import Asker, EntryPoint
from bot.services.loop.hashes import to_voter
from bot.slack.curating import PROPOSE_MESSAGE
from bot.slack.shortcuts import FIND
from bot.slack.steps import LOOK_UP
from bot.store.loop import Loop
from bot.store.running import execute
from bot.store.tables import metadata
from tests.scenario.curating import ADA, BEN, CID, DEE, Room, curated
from tests.scenario.workspace import TOKEN

pytestmark = pytest.mark.usefixtures("at_once")

SECRET, OTHER = "zanzibar", "T9"
_CURATING = (CURATE, PROPOSE, EDIT, VERIFY, REMOVE, HISTORY, RESTORE, OPEN, DISCARD, APPROVE, ASK_CHANGES, DECLINE)
_LOOP = (VOTE, REQUEST, CURE, PROPOSE_FOR, EDIT_FOR, DECLINE_GAP, SNOOZE, PACE, UNWATCH, FORGET, OPT_OUT, REPORT)
_WINDOWS = (
    WHERE,
    WORDS,
    SEND,
    REASON,
    ADMIN,
    LIMITS,
    FAULT,
    REQUEST_FORM,
    CURE,
    GAP_REASON,
    SEARCH_FORM,
    SEARCH_RESULT,
)
_OPTIONS = (PARTNER, SOURCE, OWNED_PARTNERS, DEFAULT_PARTNER, SEARCH_PARTNER, CURE_FACT)
_COMMANDS = ("propose", "admin", "history sylvania-gas", "watch sylvania", "unwatch sylvania", "privacy", "sylvania")
# What readers may do in their own workspace adds rows of theirs to these.
_OF_READERS = frozenset({"feedback", "gap_follower", "inbox", "opt_out", "outbox", "watch", "gap", "usage_count"})


@dataclass(frozen=True)
class Person:
    """A caller: a user in a workspace."""

    user: str
    team: str = TEAM


EVE = "U5"
# Eve has rows of a reader: a watch, a vote, and a question that she wants answered.
NOBODY, READER, CURATOR, STRANGER = Person(DEE), Person(EVE), Person(CID), Person(BEN, OTHER)


async def fill(room: Room) -> list[str]:
    """Give the workspace rows of every kind, which hold a secret word; return their ids."""
    curation, loop = room.curation, Loop(room.store)
    await curation.set_role(Member(TEAM, CID, Role.CURATOR), BEN)
    await curation.remove_member(TEAM, BEN, BEN)
    await curation.set_role(Member(TEAM, "U9", Role.ADMIN), BEN)
    await curation.set_role(Member(OTHER, BEN, Role.ADMIN), BEN)
    await curation.set_settings(WorkspaceSettings(OTHER, "C1"), BEN)
    found = room.base.find("sylvania-gas")
    assert found
    fields = {**found.fields, "statement": f"Sylvania buys gas by way of {SECRET}."}
    operation = Operation(Kind.EDIT, "sylvania", "sylvania-gas", fields, found.hash).encode()
    proposals = []
    for states in ((), (ProposalState.OPEN,), (ProposalState.OPEN, ProposalState.APPROVED)):
        one = await curation.create(TEAM, ADA, operation, partner="sylvania", fact="sylvania-gas", note=SECRET)
        for state in states:
            moved = await curation.move(one, state, "U9")
            assert moved
            one = moved
        proposals.append(one)
    await curation.publish(proposals[2], "edit", encode_fields(found.fields), encode_fields(fields))
    (change,) = await curation.list_changes(TEAM, "sylvania-gas")
    miss = Miss(team=TEAM, kind=GapKind.MISS, key=SECRET, text=f"sylvania {SECRET}", partner="sylvania")
    gap = await loop.request(miss, Follower(TEAM, ADA))
    ids = await fill_reader(room)
    await loop.vote(Feedback(team=TEAM, voter="v", answer="a", vote=Vote.UP, note=SECRET))
    await loop.watch(Watch(TEAM, ADA, "sylvania", "", Pace.WEEKLY, 0.0, 0.0))
    draft, waiting, _ = proposals
    request = encode_request(Request(partners=("sylvania",)))
    proposed = [draft.id, waiting.id, f"{waiting.id} {waiting.version}"]
    return [*proposed, gap.id, f"change {change.id}", "sylvania-gas", *ids, request, "partner sylvania"]


async def fill_reader(room: Room) -> list[str]:
    """Let a reader watch, vote and follow a gap of hers; return its id, and her watch's key."""
    workspace, loop = room.workspace.slack.web_api.workspace, Loop(room.store)
    workspace.people[EVE] = Slacker(EVE, "Eve")
    workspace.channels["D5"] = Channel("D5", "ruri", (EVE, BOT_USER), "im")
    miss = Miss(team=TEAM, kind=GapKind.MISS, key="ferries", text="graustark ferries", partner="graustark")
    gap = await loop.request(miss, Follower(TEAM, EVE))
    voter = to_voter(TOKEN, Asker(EntryPoint.BUTTON, EVE, TEAM))
    await loop.vote(Feedback(team=TEAM, voter=voter, answer="b", vote=Vote.DOWN, note="unclear"))
    await loop.watch(Watch(TEAM, EVE, "graustark", "", Pace.WEEKLY, 0.0, 0.0))
    return [gap.id, "partner graustark"]


async def rows_of(room: Room, team: str) -> dict[str, list[str]]:
    """Return all rows of a workspace, by table."""
    engine = room.store.engine
    assert engine
    found = {}
    for table in metadata.sorted_tables:
        if "team" in table.c:
            rows = await execute(engine, select(table).where(table.c.team == team))
            found[table.name] = sorted(map(str, rows))
    return found


def count_listeners(room: Room) -> tuple[int, set[int]]:
    """Return the number of the app's listeners, and the set that is called from now on."""
    called: set[int] = set()

    def watch(number: int, run: Callable[..., Any]) -> Callable[..., Any]:
        async def counted(**arguments: Any) -> Any:
            called.add(number)
            return await run(**arguments)

        return counted

    listeners = room.workspace.bot._bolt._async_listeners
    for number, listener in enumerate(listeners):
        listener.run_ack_function = watch(number, listener.run_ack_function)  # type: ignore[method-assign]
    return len(listeners), called


async def call_all(room: Room, person: Person, values: list[str]) -> list[str]:
    """Call every listener and every command as somebody, with these ids; return the responses."""
    responses = []
    user, team = person.user, person.team
    for value in values:
        for act in (*_CURATING, *_LOOP, OPEN_LIMITS, CITE, "export-csv"):
            await room.forge(act, value, user, team=team)
        for callback in _WINDOWS:
            for metadata_ in (value, f"{DECLINE} {value}"):
                await room.forge_view(callback, metadata_, user, team=team, **_typed(value))
        field = {"type": "plain_text_input", "block_id": "curate-statement", "action_id": "curate-statement"}
        view: dict[str, Any] = {"id": "V1", "type": "modal", "callback_id": WORDS, "private_metadata": value}
        view |= {"state": {"values": {}}, "blocks": []}
        inside: dict[str, Any] = {"view": view, "container": {"type": "view", "view_id": "V1"}}
        await room.send("block_actions", user, team=team, actions=[{**field, "value": "typed"}], **inside)
        await room.send("view_closed", user, team=team, view={**view, "callback_id": WHERE})
    for action in _OPTIONS:
        await room.send("block_suggestion", user, team=team, action_id=action, block_id=action, value="s")
    url = room.workspace.slack.new_response_url(user, "C1")
    message = {"text": "Sylvania", "ts": "1.1"}
    for callback in (PROPOSE_MESSAGE, FIND):
        where: dict[str, Any] = {"message": message, "response_url": url, "channel": {"id": "C1"}}
        await room.send("message_action", user, team=team, callback_id=callback, **where)
    await room.send("shortcut", user, team=team, callback_id=SEARCH_FORM)
    await room.forge("ask-answer", values[-2], user, team=team)
    for event in _events(user):
        entry = {"team_id": team, "enterprise_id": None, "user_id": "U0BOT"}
        id_ = room.workspace.slack.web_api.workspace.new_id("Ev")
        await room.workspace.event(event, team_id=team, authorizations=[entry], event_id=id_)
    for text in _COMMANDS:
        url = room.workspace.slack.new_response_url(user, "C1")
        fields = {"user_id": user, "team_id": team, "response_url": url}
        trigger = room.workspace.slack.web_api.triggers.issue(user)
        responses.append(str((await room.workspace.command(text, trigger_id=trigger, **fields)).body))
        await room.workspace.finish()
    return responses


def _typed(value: str) -> Mapping[str, str]:
    return {"curate-reason": "because", "loop-reason": "because", "curate-note": "note", "loop-text": value}


def _events(user: str) -> list[dict[str, Any]]:
    where = {"user": user, "channel": "C1", "ts": f"{user}.1", "text": "sylvania"}
    return [
        {"type": "app_home_opened", "user": user, "channel": f"D{user[1:]}", "tab": "home"},
        {"type": "app_home_opened", "user": user, "channel": f"D{user[1:]}", "tab": "messages"},
        {"type": "app_mention", **where},
        {"type": "message", "channel_type": "im", **where, "channel": f"D{user[1:]}", "ts": f"{user}.2"},
        {"type": "function_executed", "function": {"callback_id": LOOK_UP}, "function_execution_id": "Fx1"}
        | {"inputs": {"query": "sylvania"}, "bot_access_token": "xwfp-1"},
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}},
    ]


def is_own(row: str, person: Person) -> bool:
    """Return whether a row is a person's: it has their id or, for a vote, its hash."""
    return f"'{person.user}'" in row or to_voter(TOKEN, Asker(EntryPoint.BUTTON, person.user, TEAM)) in row


def shown(room: Room, since: int) -> str:
    """Return everything sent to Slack since a call, except to the review channel."""
    calls = room.workspace.slack.calls[since:]
    return json.dumps([call.arguments for call in calls if call.arguments.get("channel") != REVIEWS])


async def test_listeners_refuse_data_of_other_workspaces(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        values = await fill(room)
        before, since = await rows_of(room, TEAM), len(room.workspace.slack.calls)
        count, called = count_listeners(room)
        responses = await call_all(room, STRANGER, values)
        assert called == set(range(count)), "each listener was called"
        assert await rows_of(room, TEAM) == before
        assert SECRET not in shown(room, since) + "".join(responses)


@pytest.mark.parametrize("person", [NOBODY, READER, CURATOR])
async def test_listeners_refuse_users_without_the_role(person: Person, tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        values = await fill(room)
        before, since = await rows_of(room, TEAM), len(room.workspace.slack.calls)
        responses = await call_all(room, person, values)
        after = await rows_of(room, TEAM)
        own = f"'{person.user}'"
        may_snooze = {"snooze"} if person is CURATOR else set()
        for table in before.keys() - _OF_READERS - {"audit"} - may_snooze:
            assert [row for row in after[table] if own not in row] == [row for row in before[table] if own not in row]
        assert set(before["gap"]) <= set(after["gap"]) or person is CURATOR
        # A follower is notified that a curator has declined the question, and no longer follows it.
        for table in ("watch", "feedback", *(() if person is CURATOR else ("gap_follower",))):
            others = {row for row in before[table] if not is_own(row, person)}
            assert len(others) == 2 - (person is READER)
            assert others <= set(after[table])
        if person is not CURATOR:
            assert SECRET not in shown(room, since) + "".join(responses)


async def test_readers_change_only_their_own_data(tmp_path: Path) -> None:
    async with curated(tmp_path) as (room,):
        await fill(room)
        before = await rows_of(room, TEAM)
        await room.forge(UNWATCH, "partner graustark", EVE)
        await room.forge(FORGET, "", EVE)
        after = await rows_of(room, TEAM)
        for table in ("watch", "feedback", "gap_follower"):
            assert after[table] == [row for row in before[table] if not is_own(row, READER)]
        assert after["gap"] == before["gap"], "which do not say who asked"
