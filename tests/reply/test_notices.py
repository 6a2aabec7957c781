import pytest

from bot.reply import to_expired, to_notice, to_notice_modal
from bot.sandbox import check_message, check_view
from tests.reply.loop.cases import pressable


@pytest.mark.parametrize("is_last", [True, False])
def test_a_notice_is_a_window_of_a_few_words(is_last: bool) -> None:
    modal = to_notice("That is noted.", is_last=is_last)

    assert check_view(modal) == []
    assert modal["blocks"][0]["text"]["text"] == "That is noted."
    assert modal.get("clear_on_close", False) is is_last


def test_a_message_with_buttons_becomes_a_window() -> None:
    expired = to_expired([], "/ruri")
    modal = to_notice_modal({"text": "Noted.", "blocks": expired["blocks"]})

    assert check_message(expired) == []
    assert check_view(modal) == []
    assert modal["blocks"] == expired["blocks"]
    assert pressable(expired["blocks"]) == []
    assert to_notice_modal({"text": "Noted."})["blocks"] == to_notice("Noted.")["blocks"]
