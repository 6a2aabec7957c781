from dataclasses import replace
from typing import Any

import pytest

from bot.domain.gaps import KeepMisses
from bot.domain.proposals import Member, Role, WorkspaceSettings
from bot.reply.curating import NO_ROLE, parse_admin, person_without_role, to_admin_window
from bot.reply.curating.admin import FilledAdmin
from bot.sandbox import check_view
from tests.bases import snapshot_of, texts
from tests.reply.curating.drafts import inputs, lines

SNAPSHOT = snapshot_of(texts())


def member(user: str, role: Role = Role.CURATOR, **owned: tuple[str, ...]) -> Member:
    return Member("T1", user, role, **owned)


def settings(channel: str = "", *, self_approval: bool = False) -> WorkspaceSettings:
    return WorkspaceSettings("T1", channel, self_approval)


def read(
    channel: str = "", person: str = "", role: str = "", *, self_approval: bool = False, **more: Any
) -> FilledAdmin:
    """Return the window as read, with nothing else filled in."""
    more = {"partners": (), "topics": (), "keep_misses": KeepMisses.TEXT} | more
    return FilledAdmin(channel=channel, person=person, role=role, self_approval=self_approval, **more)


def test_lists_members_with_their_roles() -> None:
    window = to_admin_window(
        [member("UADA", partners=("sylvania",), topics=("energy", "gone")), member("UBEN", Role.ADMIN)],
        settings("C1", self_approval=True),
        SNAPSHOT,
    )
    fields = inputs(window)

    assert check_view(window) == []
    assert (window["title"]["text"], window["submit"]["text"], window["callback_id"]) == (
        "Curating",
        "Save",
        "curate-admin",
    )
    assert "private_metadata" not in window
    assert lines(window["blocks"]) == ["@UADA: curator, owns Sylvania, Energy\n@UBEN: admin\n"]
    assert fields["admin-channel"]["initial_conversation"] == "C1"
    assert fields["admin-self"]["initial_option"]["text"]["text"] == "Yes"
    assert [one["value"] for one in fields["admin-role"]["options"]] == [*Role, NO_ROLE]


def test_shows_unset_roles_and_channel() -> None:
    window = to_admin_window([], settings(), SNAPSHOT)

    assert check_view(window) == []
    assert lines(window["blocks"]) == ["Nobody has a role yet."]
    assert "initial_conversation" not in inputs(window)["admin-channel"]
    assert inputs(window)["admin-self"]["initial_option"]["text"]["text"] == "No, another reviewer must"


def test_names_first_hundred_members() -> None:
    window = to_admin_window([member(f"U{number}") for number in range(103)], settings(), SNAPSHOT)

    assert check_view(window) == []
    assert lines(window["blocks"])[0].endswith("@U99: curator\nand 3 more")


@pytest.mark.parametrize(
    ("values", "filled"),
    [
        (
            {
                "admin-channel": {"admin-channel": {"selected_conversation": "C1"}},
                "admin-person": {"admin-person": {"selected_user": "UADA"}},
                "admin-role": {"admin-role": {"selected_option": {"value": "reviewer"}}},
                "admin-self": {"admin-self": {"selected_option": {"value": "yes"}}},
            },
            read("C1", "UADA", "reviewer", self_approval=True),
        ),
        (
            {
                "admin-channel": {"admin-channel": {"selected_conversation": None}},
                "admin-person": {"admin-person": {"selected_user": 5}},
                "admin-role": {"admin-role": {"selected_option": {"value": "owner"}}},
                "admin-self": {"admin-self": {"selected_option": {"value": "no"}}},
            },
            read(),
        ),
        ({"admin-role": {"admin-role": {"selected_option": {"value": "none"}}}}, read(role=NO_ROLE)),
        ({"admin-role": 5, "admin-self": {"admin-self": {"selected_option": "yes"}}}, read()),
        ({}, read()),
        (
            {
                "admin-partners": {"admin-partners": {"selected_options": [{"value": "sylvania"}]}},
                "admin-topics": {"admin-topics": {"selected_options": [{"value": "energy"}, {"value": "borders"}]}},
                "admin-misses": {"admin-misses": {"selected_option": {"value": "counts"}}},
            },
            read(partners=("sylvania",), topics=("energy", "borders"), keep_misses=KeepMisses.COUNTS),
        ),
    ],
)
def test_parses_payloads_of_any_shape(values: dict[str, Any], filled: FilledAdmin) -> None:
    assert parse_admin(values) == filled


def test_reports_person_without_role_at_the_role() -> None:
    assert person_without_role() == {"admin-role": "Choose both a person and a role, or neither."}


def test_base_without_topics_has_no_field_for_them() -> None:
    window = to_admin_window([], settings(), replace(SNAPSHOT, topics={}))
    assert check_view(window) == []
    assert "admin-topics" not in inputs(window)
