from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.defaults import Default
from bot.domain.limits import Limits
from bot.reply.curating.limits import (
    NOT_FOR_YOU,
    NOT_IN_CHANNEL,
    NOT_IN_SHARED,
    FilledLimits,
    default_without_channel,
    describe_rate,
    parse_limits,
    to_limits_button,
    to_limits_window,
)
from bot.reply.fields import read_ids
from bot.sandbox.limits import check_message, check_view
from tests.bases import index
from tests.scenario.windows import words_of

SNAPSHOT = index().snapshot
ids = st.lists(st.text("CU0123456789", min_size=1, max_size=12), max_size=40).map(tuple)


@given(channels=ids, users=ids, shared_channels=st.booleans())
def test_window_round_trips_limits(channels: tuple[str, ...], users: tuple[str, ...], shared_channels: bool) -> None:
    window = to_limits_window(Limits("T1", channels, users, shared_channels), {}, SNAPSHOT)
    assert check_view(window) == []

    state: dict[str, Any] = {}
    for block in window["blocks"]:
        element, id_ = block["element"], block["block_id"]
        first = {key.replace("initial", "selected"): value for key, value in element.items() if "initial" in key}
        state[id_] = {id_: first}
    assert parse_limits(state) == FilledLimits(channels, users, shared_channels, "", Default())


@pytest.mark.parametrize("values", [{}, {"limits-users": 1}, {"limits-users": {"limits-users": {"selected_users": 1}}}])
def test_empty_field_is_no_limit(values: dict[str, Any]) -> None:
    assert parse_limits(values) == FilledLimits((), (), False, "", Default())


def test_ignores_values_that_are_no_ids() -> None:
    values = {"f": {"f": {"selected_users": ["U1", "", None, 3, "U2"]}}}
    assert read_ids(values, "f", "selected_users") == ["U1", "U2"]


def test_button_and_text_are_within_slacks_limits() -> None:
    for words in (NOT_FOR_YOU, NOT_IN_CHANNEL, NOT_IN_SHARED, describe_rate(60)):
        assert check_message({"text": words, "blocks": [to_limits_button()]}) == []


def test_lists_defaults_of_channels() -> None:
    defaults = {"C1": Default("sylvania", "energy"), "C2": Default(topic="borders"), "C3": Default("gone")}
    window = to_limits_window(Limits("T1"), defaults, SNAPSHOT)
    assert check_view(window) == []
    text = words_of(window)
    assert ": Sylvania · Energy\n" in text
    assert ": Borders\n" in text
    assert ": no longer in the base\n" in text


def test_counts_defaults_that_are_not_listed() -> None:
    defaults = {f"C{number:05}": Default("sylvania") for number in range(250)}
    window = to_limits_window(Limits("T1"), defaults, SNAPSHOT)
    assert check_view(window) == []
    assert "and 150 more" in words_of(window)


def test_base_without_short_topics_has_no_field_for_them() -> None:
    snapshot = replace(SNAPSHOT, topics={})
    assert "limits-topic" not in str(to_limits_window(Limits("T1"), {}, snapshot))


def test_reports_problem_at_its_field() -> None:
    window = to_limits_window(Limits("T1"), {}, SNAPSHOT)

    assert {*default_without_channel()} <= {block["block_id"] for block in window["blocks"] if block["type"] == "input"}
    assert [*default_without_channel().values()] == ["Choose the channel, too."]
