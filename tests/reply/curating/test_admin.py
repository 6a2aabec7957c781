from typing import Any

import pytest

from bot.domain.proposals import Role
from bot.reply.curating import NO_ROLE, parse_admin, person_without_role, to_admin_window
from bot.reply.curating.admin import FilledAdmin
from bot.sandbox import check_view
from tests.reply.curating.drafts import inputs, lines


def test_an_admin_sees_who_has_which_role() -> None:
    window = to_admin_window([("UADA", "curator"), ("UBEN", "admin")], "C1", self_approval=True)
    fields = inputs(window)

    assert check_view(window) == []
    assert (window["title"]["text"], window["submit"]["text"], window["callback_id"]) == (
        "Curating",
        "Save",
        "curate-admin",
    )
    assert "private_metadata" not in window
    assert lines(window["blocks"]) == ["@UADA: curator\n@UBEN: admin\n"]
    assert fields["admin-channel"]["initial_conversation"] == "C1"
    assert fields["admin-self"]["initial_option"]["text"]["text"] == "Yes"
    assert [one["value"] for one in fields["admin-role"]["options"]] == [*Role, NO_ROLE]


def test_nobody_and_no_channel_may_be_chosen_yet() -> None:
    window = to_admin_window([], "", self_approval=False)

    assert check_view(window) == []
    assert lines(window["blocks"]) == ["Nobody has a role yet."]
    assert "initial_conversation" not in inputs(window)["admin-channel"]
    assert inputs(window)["admin-self"]["initial_option"]["text"]["text"] == "No, another reviewer must"


def test_of_many_people_a_hundred_are_named() -> None:
    window = to_admin_window([(f"U{number}", "curator") for number in range(103)], "", self_approval=False)

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
            FilledAdmin("C1", "UADA", "reviewer", True),
        ),
        (
            {
                "admin-channel": {"admin-channel": {"selected_conversation": None}},
                "admin-person": {"admin-person": {"selected_user": 5}},
                "admin-role": {"admin-role": {"selected_option": {"value": "owner"}}},
                "admin-self": {"admin-self": {"selected_option": {"value": "no"}}},
            },
            FilledAdmin("", "", "", False),
        ),
        ({"admin-role": {"admin-role": {"selected_option": {"value": "none"}}}}, FilledAdmin("", "", NO_ROLE, False)),
        ({"admin-role": 5, "admin-self": {"admin-self": {"selected_option": "yes"}}}, FilledAdmin("", "", "", False)),
        ({}, FilledAdmin("", "", "", False)),
    ],
)
def test_the_window_is_read_whatever_slack_sends(values: dict[str, Any], filled: FilledAdmin) -> None:
    assert parse_admin(values) == filled


def test_a_person_without_a_role_is_an_error_of_the_role() -> None:
    assert person_without_role() == {"admin-role": "Choose both a person and a role, or neither."}
