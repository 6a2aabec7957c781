"""Workspaces for scenarios of curating, with admins, reviewers and curators, on a base that is edited."""

import json
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bot.cli.base import FolderBase
from bot.domain.operations import Fields
from bot.domain.proposals import Member, Proposal, Role, WorkspaceSettings
from bot.loading.reload import Reloader
from bot.sandbox import FakeSlack
from bot.sandbox.payloads import to_interaction
from bot.sandbox.workspace import BOT_USER, REVIEWS, TEAM, Channel, Message, Person
from bot.search import Index
from bot.services import Housekeeper
from bot.store import Store
from bot.store.curation import Curation
from tests.bases import build_once, texts, write_base
from tests.clocks import Clock
from tests.scenario.pressing import Element, controls, modal_of
from tests.scenario.windows import buttons, filled, words_of
from tests.scenario.workspace import TOKEN, Workspace, open_workspace
from tests.stores import new_address

# Ada is a curator, Ben an admin, Cid a reviewer, and Dee has no role.
ADA, BEN, CID, DEE = "U1", "U2", "U3", "U4"
ROLES = {ADA: Role.CURATOR, BEN: Role.ADMIN, CID: Role.REVIEWER}
GAS = "relations/sylvania.yaml"


@dataclass
class Room:
    """One process over a folder and a store, and the people who press in its windows."""

    workspace: Workspace
    folder: Path
    reloader: Reloader[Index]
    base: FolderBase
    store: Store
    clock: Clock

    @property
    def curation(self) -> Curation:
        """The store for curating."""
        return Curation(self.store)

    def text(self, path: str = GAS) -> str:
        """Return the content of a file in the folder."""
        return (self.folder / path).read_text("utf-8")

    def edit_by_hand(self, old: str, new: str, path: str = GAS) -> None:
        """Change a file as an editor does, without serving it yet."""
        text = self.text(path)
        assert old in text
        (self.folder / path).write_text(text.replace(old, new), "utf-8")

    def follow(self) -> None:
        """Serve the content of the folder now, as a process does within two seconds."""
        self.reloader.poll()
        self.workspace.serve(self.reloader.current())

    def fact(self, fact: str) -> Fields | None:
        """Return a fact's fields as they are served after the next poll."""
        self.follow()
        found = self.base.find(fact)
        return found.fields if found else None

    async def run_housekeeping(self) -> None:
        """Run the housekeeping once."""
        await Housekeeper(
            self.store, self.workspace.bot.resume, self.workspace.bot.inbox, self.workspace.bot.duties
        ).run_once()
        await self.workspace.finish()

    async def say(self, text: str, user: str = ADA) -> None:
        """Type a slash command, and wait for its effects."""
        await self.workspace.actions.say(user, "C1", f"/ruri {text}".rstrip())
        await self.workspace.finish()

    async def ask(self, text: str, user: str = ADA) -> Message:
        """Ask by slash command; return the reply."""
        await self.say(text, user)
        return list(self.workspace.slack.web_api.workspace.messages.values())[-1]

    async def press(self, message: Message, label: str, user: str = ADA) -> None:
        """Press a button of a message."""
        where = {"channel": message.channel, "ts": message.ts}
        action = {key: controls(message.blocks)[label][key] for key in ("type", "block_id", "action_id")}
        await self.workspace.actions.press(user, action, {}, message=where, view=None)
        await self.workspace.finish()

    async def vote(self, message: Message, vote: str, user: str = ADA) -> None:
        """Vote on a message, "up" or "down", by whichever buttons it has for that."""
        element, block = next(
            (element, block)
            for block in message.blocks
            for element in block.get("elements", ())
            if str(element.get("action_id")).startswith("loop-vote")
            and (element["type"] == "feedback_buttons" or element["value"].startswith(vote))
        )
        pair = {"up": "positive_button", "down": "negative_button"}[vote]
        value = element["value"] if element["type"] == "button" else element[pair]["value"]
        action = {key: element[key] for key in ("type", "action_id")} | {"block_id": block["block_id"], "value": value}
        where = {"channel": message.channel, "ts": message.ts}
        await self.workspace.actions.press(user, action, {}, message=where, view=None)
        await self.workspace.finish()

    async def mention(self, text: str, user: str = ADA) -> Message:
        """Mention the bot in a channel; return its answer."""
        bot = self.workspace.slack.web_api.workspace.people[BOT_USER].name
        await self.workspace.actions.say(user, "C1", f"@{bot} {text}")
        await self.workspace.finish()
        return [one for one in self.messages("C1") if one.user == BOT_USER][-1]

    async def press_in(self, view: Element, label: str, user: str = ADA, number: int = 0) -> None:
        """Press a button of a window or a home: the one with this label, of several by its number."""
        found = [
            {**element, "block_id": block["block_id"]}
            for block in view["blocks"]
            for element in block.get("elements", ())
            if element.get("type") == "button" and element["text"]["text"] == label
        ]
        await self.workspace.actions.press(user, found[number], {}, message=None, view=view["id"])
        await self.workspace.finish()

    def window(self, user: str = ADA) -> Element:
        """Return the window that somebody sees."""
        return modal_of(self.workspace, user)

    async def close(self, user: str = ADA) -> None:
        """Close the window that somebody sees."""
        await self.workspace.actions.close_view(user, self.window(user)["id"])
        await self.workspace.finish()

    def windows(self, user: str = ADA) -> list[Element]:
        """Return all windows that a user has open, the topmost last."""
        return self.workspace.slack.web_api.views.modals.get(user, [])

    async def home(self, user: str) -> Element:
        """Open the App Home; return it as published."""
        await self.workspace.actions.open_home(user, "home")
        await self.workspace.finish()
        return self.workspace.slack.web_api.views.homes[user]

    async def submit(self, user: str = ADA, /, **fields: Any) -> dict[str, str]:
        """Submit a user's topmost window with these fields; return the errors by field, if any."""
        window = self.window(user)
        errors = await self.workspace.actions.submit(user, window["id"], filled(window, **fields))
        await self.workspace.finish()
        return errors

    async def type_into(self, name: str, text: str, user: str = ADA) -> None:
        """Type into a field of a user's topmost window, which Slack sends before it is submitted."""
        window, id_ = self.window(user), f"curate-{name}"
        action = {"type": "plain_text_input", "block_id": id_, "action_id": id_, "value": text}
        values = filled(window, **{name: text})
        await self.workspace.actions.press(user, action, values, message=None, view=window["id"])
        await self.workspace.finish()

    async def write(self, **fields: Any) -> dict[str, str]:
        """Fill in both pages of a fact up to its preview; return the errors, if any."""
        where = {key: fields.pop(key) for key in ("partner", "source", "topics", "when") if key in fields}
        return await self.submit(**where) or await self.submit(**fields)

    async def edit(self, fact: str = "sylvania-gas", user: str = ADA, act: str = "Edit") -> None:
        """Ask for a fact's partner, press *Curate*, and then an action on the fact."""
        reply = await self.ask("sylvania", user)
        await self.press(reply, "Curate", user)
        window = self.window(user)
        values = [button["value"] for button in buttons(window, act)]
        await self.press_in(window, act, user, values.index(fact))

    async def propose_edit(self, statement: str = "Sylvania buys oil from Ruritania.", note: str = "") -> Message:
        """Edit a fact's statement and send it for review; return the review."""
        await self.edit()
        assert await self.write(statement=statement) == {}
        assert await self.submit(note=note) == {}
        return self.review()

    def review(self) -> Message:
        """Return the newest message of the review channel that is in no thread."""
        return [one for one in self.messages(REVIEWS) if not one.thread][-1]

    def messages(self, channel: str) -> list[Message]:
        """Return the messages of a channel, oldest first."""
        return [one for one in self.workspace.slack.web_api.workspace.messages.values() if one.channel == channel]

    def last_notice(self, user: str = ADA) -> str:
        """Return the last message to a user, direct or beside what they pressed; "" without one."""
        seen = [
            one
            for one in self.workspace.slack.web_api.workspace.messages.values()
            if one.user == BOT_USER and (one.only_for == user or one.channel == f"D{user[1:]}")
        ]
        return words_of(seen[-1]) if seen else ""

    async def proposals(self, user: str = ADA) -> list[Proposal]:
        """Return a user's proposals, the newest change first."""
        return list(await self.curation.list_of_author(TEAM, user))

    async def states(self, user: str = ADA) -> list[str]:
        """Return the states of somebody's proposals."""
        return [one.state.value for one in await self.proposals(user)]

    async def send(self, kind: str, user: str, *, team: str = TEAM, home: str = "", **payload: Any) -> None:
        """Send an interaction that no control on the screen would send, and wait for its effects.

        `home` is the workspace of the user, if that is another.
        """
        person = self.workspace.slack.web_api.workspace.people[user]
        trigger = self.workspace.slack.web_api.triggers.issue(user)
        body = to_interaction(kind, person, trigger_id=trigger, **payload)
        body |= {"team": {"id": team, "domain": "other"}, "user": {**body["user"], "team_id": home or team}}
        await self.workspace.post(urlencode({"payload": json.dumps(body)}).encode())
        await self.workspace.finish()

    async def forge(self, act: str, value: str, user: str, *, team: str = TEAM) -> None:
        """Press a button with any value."""
        url = self.workspace.slack.new_response_url(user, "C1")
        action = {"type": "button", "action_id": f"{act}.0", "block_id": "b", "value": value}
        where: dict[str, Any] = {"channel": {"id": "C1", "name": "general"}}
        where["container"] = {"type": "message", "channel_id": "C1"}
        await self.send("block_actions", user, team=team, actions=[action], response_url=url, **where)

    async def forge_view(self, callback: str, metadata: str, user: str, *, team: str = TEAM, **typed: str) -> None:
        """Submit a window with any metadata."""
        state = {"values": {name: {name: {"type": "plain_text_input", "value": text}} for name, text in typed.items()}}
        view = {"id": "V1", "type": "modal", "callback_id": callback, "private_metadata": metadata, "state": state}
        block = {"type": "input", "block_id": "curate-reason", "element": {}}
        await self.send("view_submission", user, team=team, view={**view, "blocks": [block]})


def make_folder(root: Path, files: Mapping[str, bytes] | None = None) -> Path:
    """Return a folder of the small base."""
    write_base(root, files or texts())
    return root


@asynccontextmanager
async def curated(
    path: Path, number: int = 1, *, roles: Mapping[str, Role] = ROLES, admins: tuple[str, ...] = ()
) -> AsyncIterator[list[Room]]:
    """Open several processes over one store and one folder."""
    folder, state = make_folder(path / "knowledge"), path / "state"
    state.mkdir()
    clock, rooms = Clock(), list[Room]()
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack(TOKEN))
        _people(slack)
        for _ in range(number):
            store = Store(new_address(state), clock=clock)
            await store.open()
            stack.push_async_callback(store.close)
            reloader: Reloader[Index] = Reloader(folder, build_once)
            reloader.start()
            base = FolderBase(folder, reloader, state, commits=False)
            opened = open_workspace(reloader.current(), store=store, slack=slack, base=base, admins=admins)
            room = Room(await stack.enter_async_context(opened), folder, reloader, base, store, clock)
            rooms.append(room)
        for user, role in roles.items():
            await rooms[0].curation.set_role(Member(TEAM, user, role), BEN)
        await rooms[0].curation.set_settings(WorkspaceSettings(TEAM, REVIEWS), BEN)
        for room in rooms:
            await room.run_housekeeping()
        yield rooms


def _people(slack: FakeSlack) -> None:
    """Add two more people to the workspace."""
    workspace = slack.web_api.workspace
    for user, name in ((CID, "Cid"), (DEE, "Dee")):
        workspace.people[user] = Person(user, name)
        number = user[1:]
        workspace.channels[f"D{number}"] = Channel(f"D{number}", "ruri", (user, BOT_USER), "im")
    for id_ in ("C1", REVIEWS):
        channel = workspace.channels[id_]
        workspace.channels[id_] = replace(channel, members=(*channel.members, CID, DEE))


def is_root() -> bool:
    """Return whether the tests run as a user who may write everywhere."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
