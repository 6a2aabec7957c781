"""Modals and the App Home, as each person has them open."""

from typing import Any

from bot.sandbox.limits import check_view
from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import BOT, TEAM, Json, Workspace

_MOST_MODALS = 3


class Views:
    """Each person's App Home and stack of modals, the last on top."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.homes: dict[str, Json] = {}
        self.modals: dict[str, list[Json]] = {}

    def open(self, user: str, view: Any) -> Json:
        """Open a modal instead of all open ones."""
        opened = self._to_view(view, "modal")
        return self._stack(user, [opened])

    def push(self, user: str, view: Any) -> Json:
        """Push a modal on top of the open one; refused where none is open, or three are."""
        stack = self.modals.get(user, [])
        if not stack:
            raise Refused("invalid_trigger_id")
        if len(stack) >= _MOST_MODALS:
            raise Refused("push_limit_reached")
        pushed = self._to_view(view, "modal")
        pushed |= {"previous_view_id": stack[-1]["id"], "root_view_id": stack[0]["id"]}
        return self._stack(user, [*stack, pushed])

    def update(self, id_: Any, view: Any, *, external_id: Any = None, expected: Any = None) -> Json:
        """Give a view new content; refused where it is no longer open, or `expected` is not its hash."""
        user, old = self.find(id_, external_id=external_id)
        _check_hash(old, expected)
        new = self._to_view(view, old["type"])
        new |= {key: old[key] for key in ("id", "root_view_id", "previous_view_id")}
        if old["type"] == "home":
            return self._home(user, new)
        self._stack(user, [new if kept["id"] == old["id"] else kept for kept in self.modals[user]])
        return new

    def publish(self, user: Any, view: Any, *, expected: Any = None) -> Json:
        """Publish a user's App Home."""
        if not isinstance(user, str) or user not in self._workspace.people:
            raise Refused("user_not_found")
        old = self.homes.get(user)
        _check_hash(old, expected)
        published = self._to_view(view, "home")
        return self._home(user, published | {"id": old["id"], "root_view_id": old["id"]} if old else published)

    def close(self, user: str, id_: str | None = None) -> None:
        """Close a user's modal, or all of them: without an id, or if the modal has `clear_on_close`."""
        closed = [view for view in self.modals.get(user, []) if view["id"] == id_]
        clears = id_ is None or any(view["clear_on_close"] for view in closed)
        self.modals[user] = [] if clears else [view for view in self.modals.get(user, []) if view["id"] != id_]
        self._workspace.notify("modals", {"views": self.modals[user]}, frozenset([user]))

    def find(self, id_: Any, *, external_id: Any = None) -> tuple[str, Json]:
        """Find a view and whose it is; refused as `not_found`."""
        open_views = [(user, view) for user, stack in self.modals.items() for view in stack]
        for user, view in [*open_views, *self.homes.items()]:
            if view["id"] == id_ or (external_id and view.get("external_id") == external_id):
                return user, view
        raise Refused("not_found")

    def _to_view(self, view: Any, kind: str) -> Json:
        if not isinstance(view, dict):
            raise Refused("invalid_arguments", ["view: missing"])
        problems = check_view(view)
        if not problems and view["type"] != kind:
            problems = [f"view.type: {view['type']!r} where a {kind} was due"]
        if problems:
            raise Refused("invalid_arguments", problems)
        id_ = self._workspace.new_id("V")
        return {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "notify_on_close": False,
            "clear_on_close": False,
            **view,
            "id": id_,
            "hash": self._workspace.new_id("h"),
            "team_id": TEAM,
            "bot_id": BOT,
            "root_view_id": id_,
            "previous_view_id": None,
            "blocks": self._workspace.with_ids(view["blocks"]),
        }

    def _stack(self, user: str, stack: list[Json]) -> Json:
        self.modals[user] = stack
        self._workspace.notify("modals", {"views": stack}, frozenset([user]))
        return stack[-1]

    def _home(self, user: str, view: Json) -> Json:
        self.homes[user] = view
        self._workspace.notify("home", {"view": view}, frozenset([user]))
        return view


def _check_hash(view: Json | None, expected: Any) -> None:
    if expected and view and view["hash"] != expected:
        raise Refused("hash_conflict")
