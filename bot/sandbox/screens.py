"""The screen of each person: the whole workspace first, then every change, as server-sent events."""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

from bot.sandbox.manifest import decode_manifest
from bot.sandbox.profile import AppProfile
from bot.sandbox.user_actions import UserActions
from bot.sandbox.views import Views
from bot.sandbox.workspace import BOT_USER, Change, Json, Workspace, to_record

_MOST_WAITING = 500
_HEARTBEAT = 15.0


class Screens:
    """The screens of all people, and what is on them."""

    def __init__(self, workspace: Workspace, views: Views, actions: UserActions, profile: AppProfile) -> None:
        self._workspace = workspace
        self._views = views
        self._actions = actions
        self._profile = profile
        self._knowledge = profile.describe()
        self._manifest = profile.manifest()
        self._readings: dict[str, Json] = {}
        self._waiting: set[asyncio.Queue[Change | None]] = set()

    def show_reading(self, question: str, explanation: str) -> None:
        """Show how the last question was read, only to the person who acted last: a question may be private."""
        reading = {"question": question, "explanation": explanation}
        self._readings[self._actions.actor] = reading
        self._workspace.notify("reading", reading, frozenset([self._actions.actor]))

    def close(self) -> None:
        """End every screen's stream."""
        for waiting in self._waiting:
            _put(waiting, None)

    async def follow_knowledge(self, seconds: float = 0.2) -> None:
        """Show every change of the knowledge, until cancelled."""
        while True:
            await asyncio.sleep(seconds)
            self._follow_manifest()
            knowledge = self._profile.describe()
            if knowledge != self._knowledge:
                self._knowledge = knowledge
                self._workspace.notify("knowledge", knowledge)

    def _follow_manifest(self) -> None:
        manifest = self._profile.manifest()
        if manifest != self._manifest:
            self._manifest = manifest
            self._actions.features = decode_manifest(manifest)
            self._workspace.rename_bot(self._actions.features.bot_name)
            self._workspace.notify("state", {})

    async def stream(self, user: str) -> AsyncGenerator[bytes, None]:
        """Server-sent events for one screen, the first of them all that is on it."""
        waiting: asyncio.Queue[Change | None] = asyncio.Queue(_MOST_WAITING)

        def listen(change: Change) -> None:
            if change.seen_by is None or user in change.seen_by:
                _put(waiting, change)

        self._workspace.listeners.add(listen)
        self._waiting.add(waiting)
        try:
            yield _to_event("state", self._state_of(user))
            while True:
                try:
                    change = await asyncio.wait_for(waiting.get(), _HEARTBEAT)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if change is None:
                    return
                yield _to_event(change.kind, self._data_of(change, user))
        finally:
            self._workspace.listeners.discard(listen)
            self._waiting.discard(waiting)

    def _data_of(self, change: Change, user: str) -> Any:
        match change.kind:
            case "channels":
                return self._channels_of(user)
            case "state":
                return self._state_of(user)
        return change.data

    def _state_of(self, user: str) -> Json:
        features = self._actions.features
        return {
            "team": f"{self._workspace.people[BOT_USER].name} sandbox",
            "me": user,
            "people": [
                {"id": person.id, "name": person.name, "is_bot": person.is_bot}
                for person in self._workspace.people.values()
            ],
            "channels": self._channels_of(user),
            "bot": BOT_USER,
            "commands": [
                {
                    "name": name,
                    "hint": command.get("usage_hint", ""),
                    "description": command.get("description", ""),
                }
                for name, command in features.commands.items()
            ],
            "shortcuts": features.shortcuts,
            "examples": self._profile.examples(),
            "has_home": features.has_home,
            "messages": [
                to_record(message)
                for message in self._workspace.messages.values()
                if user in self._workspace.viewers(message)
            ],
            "prompts": self._actions.prompts(user),
            "home": self._views.homes.get(user),
            "modals": self._views.modals.get(user, []),
            "knowledge": self._knowledge,
            "reading": self._readings.get(user),
        }

    def _channels_of(self, user: str) -> list[Json]:
        return [
            {"id": channel.id, "name": channel.name, "kind": channel.kind, "members": list(channel.members)}
            for channel in self._workspace.channels_of(user)
        ]


def _put(waiting: asyncio.Queue[Change | None], change: Change | None) -> None:
    """Queue a change for a screen; disconnect a screen that fell behind, which then reloads everything."""
    try:
        waiting.put_nowait(change)
    except asyncio.QueueFull:
        while not waiting.empty():
            waiting.get_nowait()
        waiting.put_nowait(None)


def _to_event(kind: str, data: Any) -> bytes:
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n".encode()
