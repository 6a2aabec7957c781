import pytest

from bot.reply import to_expired, to_notice, to_notice_modal
from bot.sandbox import check_message, check_view
from tests.reply.loop.cases import pressable


@pytest.mark.parametrize("is_last", [True, False])
def test_notice_modal_has_title_and_text(is_last: bool) -> None:
    modal = to_notice("That is noted.", is_last=is_last)

    assert check_view(modal) == []
    assert modal["blocks"][0]["text"]["text"] == "That is noted."
    assert modal.get("clear_on_close", False) is is_last


def test_shows_message_with_buttons_as_modal() -> None:
    expired = to_expired([], "/ruri")
    modal = to_notice_modal({"text": "Noted.", "blocks": expired["blocks"]})

    assert check_message(expired) == []
    assert check_view(modal) == []
    assert modal["blocks"] == expired["blocks"]
    assert pressable(expired["blocks"]) == []
    assert to_notice_modal({"text": "Noted."})["blocks"] == to_notice("Noted.")["blocks"]
