"""The window in which an admin says who may curate and review, and where reviews are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.reply.controls import Element, to_option, to_plain

ADMIN = "curate-admin"
_CHANNEL, _PERSON, _ROLE, _SELF = "admin-channel", "admin-person", "admin-role", "admin-self"

NO_ROLE = "none"
_ROLES = (
    ("curator", "Curator: proposes"),
    ("reviewer", "Reviewer: approves too"),
    ("admin", "Admin: grants roles too"),
    (NO_ROLE, "No role any more"),
)
_MOST_NAMED = 100
_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class FilledAdmin:
    """The window as filled in: the review channel, a person and their new role ("" where none), and self-approval."""

    channel: str
    person: str
    role: str
    self_approval: bool


def to_admin_window(members: Iterable[tuple[str, str]], channel: str, *, self_approval: bool) -> Element:
    """Return the window; `members` are pairs of a user's id and their role."""
    named = list(members)
    people: list[Element] = []
    for user, role in named[:_MOST_NAMED]:
        people += [{"type": "user", "user_id": user}, {"type": "text", "text": f": {role}\n"}]
    if len(named) > _MOST_NAMED:
        people.append({"type": "text", "text": f"and {len(named) - _MOST_NAMED} more"})
    if not people:
        people.append({"type": "text", "text": "Nobody has a role yet."})
    choice = [to_option("No: somebody else approves", _NO), to_option("Yes: also their own", _YES)]
    return {
        "type": "modal",
        "callback_id": ADMIN,
        "title": to_plain("Curating"),
        "submit": to_plain("Save"),
        "close": to_plain("Cancel"),
        "blocks": [
            {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": people}]},
            _input(
                _PERSON,
                "Person",
                {"type": "users_select", "action_id": _PERSON, "placeholder": to_plain("Choose a person")},
                optional=True,
            ),
            _input(
                _ROLE,
                "Role of that person",
                {
                    "type": "static_select",
                    "action_id": _ROLE,
                    "placeholder": to_plain("Choose a role"),
                    "options": [to_option(label, role) for role, label in _ROLES],
                },
                optional=True,
            ),
            _input(
                _CHANNEL,
                "Review channel",
                {
                    "type": "conversations_select",
                    "action_id": _CHANNEL,
                    "placeholder": to_plain("Choose a channel"),
                    "filter": {"include": ["public", "private"], "exclude_bot_users": True},
                    **({"initial_conversation": channel} if channel else {}),
                },
                hint="Invite the bot to it first: proposals are posted there.",
                optional=True,
            ),
            _input(
                _SELF,
                "May reviewers approve their own proposals?",
                {
                    "type": "static_select",
                    "action_id": _SELF,
                    "placeholder": to_plain("Choose"),
                    "options": choice,
                    "initial_option": choice[self_approval],
                },
            ),
        ],
    }


def parse_admin(values: Mapping[str, Any]) -> FilledAdmin:
    """Read the window."""
    return FilledAdmin(
        channel=_text_of(values, _CHANNEL, "selected_conversation"),
        person=_text_of(values, _PERSON, "selected_user"),
        role=_option_of(values, _ROLE),
        self_approval=_option_of(values, _SELF) == _YES,
    )


def person_without_role() -> dict[str, str]:
    """Return the error where a person was chosen without a role, or a role without a person."""
    return {_ROLE: "Choose a person and a role, or neither."}


def _value(values: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    block = values.get(field)
    value = block.get(field) if isinstance(block, dict) else None
    return value if isinstance(value, dict) else {}


def _text_of(values: Mapping[str, Any], field: str, key: str) -> str:
    text = _value(values, field).get(key)
    return text if isinstance(text, str) else ""


def _option_of(values: Mapping[str, Any], field: str) -> str:
    option = _value(values, field).get("selected_option")
    value = option.get("value") if isinstance(option, dict) else None
    return value if isinstance(value, str) else ""


def _input(field: str, label: str, element: Element, *, hint: str = "", optional: bool = False) -> Element:
    block = {"type": "input", "block_id": field, "label": to_plain(label), "element": element, "optional": optional}
    return {**block, "hint": to_plain(hint)} if hint else block
