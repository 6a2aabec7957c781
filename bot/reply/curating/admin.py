"""The window in which an admin says who may curate and review, and where reviews are posted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.gaps import KeepMisses
from bot.domain.knowledge import Snapshot
from bot.domain.proposals import Member, WorkspaceSettings
from bot.domain.text import capitalised
from bot.reply.controls import MAX_OPTION_VALUE, MAX_OPTIONS, Element, to_option, to_plain
from bot.reply.curating.limits import to_limits_button
from bot.reply.curating.rich import to_paragraph, to_text, to_user
from bot.reply.fields import read_choice, read_choices, read_text, read_yes, to_input, to_typeahead, to_yes_or_no
from bot.reply.texts import cut

ADMIN = "curate-admin"
_CHANNEL, _PERSON, _ROLE, _SELF = "admin-channel", "admin-person", "admin-role", "admin-self"
# Typed into, so that its options are asked for.
OWNED_PARTNERS = "admin-partners"
_TOPICS, _MISSES = "admin-topics", "admin-misses"

NO_ROLE = "none"
_ROLES = {
    "curator": "Curator: may propose",
    "reviewer": "Reviewer: may also approve",
    "admin": "Admin: may also give roles",
    NO_ROLE: "No role",
}
_MOST_NAMED, _MAX_OWNED = 100, 100


_KEPT = {
    KeepMisses.TEXT: "Yes, with their words but without who asked",
    KeepMisses.COUNTS: "Only how many",
    KeepMisses.OFF: "No",
}


@dataclass(frozen=True, slots=True)
class FilledAdmin:
    """The window as filled in: the review channel, a person with their new role ("" where none), and the settings.

    `partners` and `topics` are what the person is to own, by id; both empty where nothing was chosen.
    """

    channel: str
    person: str
    role: str
    self_approval: bool
    partners: tuple[str, ...]
    topics: tuple[str, ...]
    keep_misses: KeepMisses


def to_admin_window(members: Iterable[Member], settings: WorkspaceSettings, snapshot: Snapshot) -> Element:
    """Return the window, with who has which role and owns what, and the workspace's settings."""
    channel = settings.review_channel
    named = list(members)
    people: list[Element] = []
    for member in named[:_MOST_NAMED]:
        owned = ", ".join(_owned_by(member, snapshot))
        owns = f", owns {cut(owned, _MAX_OWNED)}" if owned else ""
        people += [to_user(member.user), to_text(f": {member.role}{owns}\n")]
    if len(named) > _MOST_NAMED:
        people.append(to_text(f"and {len(named) - _MOST_NAMED} more"))
    roles = [to_option(label, role) for role, label in _ROLES.items()]
    topics = [
        to_option(topic.name, topic.id) for topic in snapshot.topics.values() if len(topic.id) <= MAX_OPTION_VALUE
    ]
    kept = {value: to_option(label, value) for value, label in _KEPT.items()}
    return {
        "type": "modal",
        "callback_id": ADMIN,
        "title": to_plain("Curating"),
        "submit": to_plain("Save"),
        "close": to_plain("Cancel"),
        "blocks": [
            to_paragraph(people or [to_text("Nobody has a role yet.")]),
            to_limits_button(),
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
                OWNED_PARTNERS,
                f"{capitalised(snapshot.about.partner.plural)} that this person owns",
                {**to_typeahead(), "type": "multi_external_select"},
                hint="Owners get a weekly message of what is due, asked for and waiting; reviewers of the rest.",
                optional=True,
            ),
            *(
                [
                    to_input(
                        _TOPICS,
                        "Topics that this person owns",
                        {
                            "type": "multi_static_select",
                            "placeholder": to_plain("Choose topics"),
                            "options": topics[:MAX_OPTIONS],
                        },
                        optional=True,
                    )
                ]
                if topics
                else []
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
            to_yes_or_no(
                _SELF,
                "May reviewers approve their own proposals?",
                is_yes=settings.self_approval,
                no="No, another reviewer must",
            ),
            to_input(
                _MISSES,
                "Are questions kept that were not answered?",
                {
                    "type": "static_select",
                    "placeholder": to_plain("Choose"),
                    "options": list(kept.values()),
                    "initial_option": kept[settings.keep_misses],
                },
            ),
        ],
    }


def parse_admin(values: Mapping[str, Any]) -> FilledAdmin:
    """Read the window; a role that there is not is none."""
    role, kept = read_choice(values, _ROLE), read_choice(values, _MISSES)
    return FilledAdmin(
        channel=read_text(values, _CHANNEL, "selected_conversation"),
        person=read_text(values, _PERSON, "selected_user"),
        role=role if role in _ROLES else "",
        self_approval=read_yes(values, _SELF),
        partners=tuple(read_choices(values, OWNED_PARTNERS)),
        topics=tuple(read_choices(values, _TOPICS)),
        keep_misses=KeepMisses(kept) if kept in list(KeepMisses) else KeepMisses.TEXT,
    )


def person_without_role() -> dict[str, str]:
    """Return the error where a person was chosen without a role, or a role without a person."""
    return {_ROLE: "Choose both a person and a role, or neither."}


def _owned_by(member: Member, snapshot: Snapshot) -> Iterator[str]:
    """Yield the names of what a member owns, as far as it is there."""
    yield from (snapshot.partners[id_].name for id_ in member.partners if id_ in snapshot.partners)
    yield from (snapshot.topics[id_].name for id_ in member.topics if id_ in snapshot.topics)
