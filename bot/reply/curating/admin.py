"""The window in which an admin says who may curate and review, and where reviews are posted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.reply.controls import Element, to_option, to_plain
from bot.reply.curating.rich import to_paragraph, to_text, to_user
from bot.reply.fields import read_choice, read_text, to_input

ADMIN = "curate-admin"
_CHANNEL, _PERSON, _ROLE, _SELF = "admin-channel", "admin-person", "admin-role", "admin-self"

NO_ROLE = "none"
_ROLES = {
    "curator": "Curator: may propose",
    "reviewer": "Reviewer: may also approve",
    "admin": "Admin: may also give roles",
    NO_ROLE: "No role",
}
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
        people += [to_user(user), to_text(f": {role}\n")]
    if len(named) > _MOST_NAMED:
        people.append(to_text(f"and {len(named) - _MOST_NAMED} more"))
    roles = [to_option(label, role) for role, label in _ROLES.items()]
    yes, no = to_option("Yes", _YES), to_option("No, another reviewer must", _NO)
    return {
        "type": "modal",
        "callback_id": ADMIN,
        "title": to_plain("Curating"),
        "submit": to_plain("Save"),
        "close": to_plain("Cancel"),
        "blocks": [
            to_paragraph(people or [to_text("Nobody has a role yet.")]),
            to_input(
                _PERSON,
                "Person",
                {"type": "users_select", "placeholder": to_plain("Choose a person")},
                optional=True,
            ),
            to_input(
                _ROLE,
                "Role of this person",
                {"type": "static_select", "placeholder": to_plain("Choose a role"), "options": roles},
                optional=True,
            ),
            to_input(
                _CHANNEL,
                "Review channel",
                {
                    "type": "conversations_select",
                    "placeholder": to_plain("Choose a channel"),
                    "filter": {"include": ["public", "private"], "exclude_bot_users": True},
                    **({"initial_conversation": channel} if channel else {}),
                },
                hint="Proposals are posted here. Invite the app to the channel first.",
                optional=True,
            ),
            to_input(
                _SELF,
                "May reviewers approve their own proposals?",
                {
                    "type": "static_select",
                    "placeholder": to_plain("Choose"),
                    "options": [no, yes],
                    "initial_option": yes if self_approval else no,
                },
            ),
        ],
    }


def parse_admin(values: Mapping[str, Any]) -> FilledAdmin:
    """Read the window; a role that there is not is none."""
    role = read_choice(values, _ROLE)
    return FilledAdmin(
        channel=read_text(values, _CHANNEL, "selected_conversation"),
        person=read_text(values, _PERSON, "selected_user"),
        role=role if role in _ROLES else "",
        self_approval=read_choice(values, _SELF) == _YES,
    )


def person_without_role() -> dict[str, str]:
    """Return the error where a person was chosen without a role, or a role without a person."""
    return {_ROLE: "Choose both a person and a role, or neither."}
