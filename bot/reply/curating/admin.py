"""The window for admins: members' roles and ownership, the review channel, and the settings of reviews."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.gaps import KeepMisses
from bot.domain.knowledge import Snapshot
from bot.domain.proposals import Member, WorkspaceSettings
from bot.domain.text import capitalised
from bot.reply.controls import Element, to_option, to_plain
from bot.reply.curating.limits import to_limits_button
from bot.reply.curating.rich import to_paragraph, to_text, to_user
from bot.reply.fields import (
    read_choice,
    read_choices,
    read_text,
    read_yes,
    to_channel_menu,
    to_input,
    to_menu,
    to_topic_options,
    to_typeahead,
    to_yes_or_no,
)
from bot.reply.texts import cut

ADMIN = "curate-admin"
_CHANNEL, _PERSON, _ROLE, _SELF = "admin-channel", "admin-person", "admin-role", "admin-self"
# A typeahead: Slack requests its options.
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

_KEPT_MISSES = {
    KeepMisses.TEXT: "Yes, with their words but without who asked",
    KeepMisses.COUNTS: "Only how many",
    KeepMisses.OFF: "No",
}


@dataclass(frozen=True, slots=True)
class FilledAdmin:
    """The settings as filled in, and the person whose role is to change, "" where none was chosen.

    `partners` and `topics` are ids that the person is to own; both empty where nothing was chosen.
    """

    channel: str
    person: str
    role: str
    self_approval: bool
    partners: tuple[str, ...]
    topics: tuple[str, ...]
    keep_misses: KeepMisses


def to_admin_window(members: Iterable[Member], settings: WorkspaceSettings, snapshot: Snapshot) -> Element:
    """Return the window: the members with a role, the fields that change a member, and the workspace's settings."""
    return {
        "type": "modal",
        "callback_id": ADMIN,
        "title": to_plain("Curating"),
        "submit": to_plain("Save"),
        "close": to_plain("Cancel"),
        "blocks": [
            to_paragraph(_list_members(list(members), snapshot) or [to_text("Nobody has a role yet.")]),
            to_limits_button(),
            *_to_member_fields(snapshot),
            *_to_settings_fields(settings),
        ],
    }


def _list_members(members: Sequence[Member], snapshot: Snapshot) -> list[Element]:
    listed: list[Element] = []
    for member in members[:_MOST_NAMED]:
        owned = ", ".join(_owned_by(member, snapshot))
        owns = f", owns {cut(owned, _MAX_OWNED)}" if owned else ""
        listed += [to_user(member.user), to_text(f": {member.role}{owns}\n")]
    if len(members) > _MOST_NAMED:
        listed.append(to_text(f"and {len(members) - _MOST_NAMED} more"))
    return listed


def _to_member_fields(snapshot: Snapshot) -> Iterator[Element]:
    """Yield the fields that give a person a role, partners and topics."""
    person = {"type": "users_select", "placeholder": to_plain("Choose a person")}
    yield to_input(_PERSON, "Person", person, optional=True)
    roles = [to_option(label, role) for role, label in _ROLES.items()]
    yield to_input(_ROLE, "Role of this person", to_menu("Choose a role", roles), optional=True)
    yield to_input(
        OWNED_PARTNERS,
        f"{capitalised(snapshot.about.partner.plural)} that this person owns",
        {**to_typeahead(), "type": "multi_external_select"},
        hint="Owners get a weekly message of what is due, asked for and waiting; reviewers of the rest.",
        optional=True,
    )
    if topics := to_topic_options(snapshot):
        menu = to_menu("Choose topics", topics, is_multiple=True)
        yield to_input(_TOPICS, "Topics that this person owns", menu, optional=True)


def _to_settings_fields(settings: WorkspaceSettings) -> Iterator[Element]:
    """Yield the fields of the workspace's settings."""
    yield to_input(
        _CHANNEL,
        "Review channel",
        to_channel_menu(settings.review_channel),
        hint="Proposals are posted here. Invite the app to the channel first.",
        optional=True,
    )
    yield to_yes_or_no(
        _SELF,
        "May reviewers approve their own proposals?",
        is_yes=settings.self_approval,
        no="No, another reviewer must",
    )
    kept = {value: to_option(label, value) for value, label in _KEPT_MISSES.items()}
    menu = {**to_menu("Choose", list(kept.values())), "initial_option": kept[settings.keep_misses]}
    yield to_input(_MISSES, "Are questions kept that were not answered?", menu)


def parse_admin(values: Mapping[str, Any]) -> FilledAdmin:
    """Read the submitted window; an unknown role becomes ""."""
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
    """Return the error of a person without a role, or a role without a person."""
    return {_ROLE: "Choose both a person and a role, or neither."}


def _owned_by(member: Member, snapshot: Snapshot) -> Iterator[str]:
    """Yield the names of the partners and topics that a member owns and the base still has."""
    yield from (snapshot.partners[id_].name for id_ in member.partners if id_ in snapshot.partners)
    yield from (snapshot.topics[id_].name for id_ in member.topics if id_ in snapshot.topics)
