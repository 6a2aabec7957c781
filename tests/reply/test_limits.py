from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.limits import Limits
from bot.reply.fields import read_ids
from bot.reply.limits import (
    NOT_FOR_YOU,
    NOT_IN_CHANNEL,
    NOT_IN_SHARED,
    FilledLimits,
    describe_rate,
    parse_limits,
    to_limits_button,
    to_limits_window,
)
from bot.sandbox.limits import check_message, check_view

ids = st.lists(st.text("CU0123456789", min_size=1, max_size=12), max_size=40).map(tuple)


@given(channels=ids, users=ids, shared_channels=st.booleans())
def test_the_window_is_filled_with_the_limits_and_read_back(
    channels: tuple[str, ...], users: tuple[str, ...], shared_channels: bool
) -> None:
    window = to_limits_window(Limits("T1", channels, users, shared_channels))
    assert check_view(window) == []

    state: dict[str, Any] = {}
    for block in window["blocks"]:
        element, id_ = block["element"], block["block_id"]
        first = {key.replace("initial", "selected"): value for key, value in element.items() if "initial" in key}
        state[id_] = {id_: first}
    assert parse_limits(state) == FilledLimits(channels, users, shared_channels)


@pytest.mark.parametrize("values", [{}, {"limits-users": 1}, {"limits-users": {"limits-users": {"selected_users": 1}}}])
def test_what_is_not_filled_in_is_no_limit(values: dict[str, Any]) -> None:
    assert parse_limits(values) == FilledLimits((), (), False)


def test_only_ids_are_read() -> None:
    values = {"f": {"f": {"selected_users": ["U1", "", None, 3, "U2"]}}}
    assert read_ids(values, "f", "selected_users") == ["U1", "U2"]


def test_the_button_and_the_words_are_within_slacks_limits() -> None:
    for words in (NOT_FOR_YOU, NOT_IN_CHANNEL, NOT_IN_SHARED, describe_rate(60)):
        assert check_message({"text": words, "blocks": [to_limits_button()]}) == []
