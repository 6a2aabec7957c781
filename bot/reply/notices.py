"""Notices of a few words, as a modal or a message."""

from collections.abc import Iterable

from bot.domain.answers import Offer
from bot.reply import wording
from bot.reply.controls import ASK, Element, number_controls, to_buttons, to_plain
from bot.reply.fallback import escape_mrkdwn
from bot.reply.offers import clean_offers


def to_notice(words: str, *, is_last: bool = False) -> Element:
    """Return a notice as a modal; `is_last` closes the modals beneath it too."""
    blocks = [{"type": "section", "text": to_plain(words)}]
    title = wording.DONE if is_last else wording.NOTICE
    modal = {"type": "modal", "title": to_plain(title), "close": to_plain(wording.CLOSE), "blocks": blocks}
    return {**modal, "clear_on_close": True} if is_last else modal


def to_notice_modal(message: Element, *, is_sorry: bool = True) -> Element:
    """Return a notice, with its buttons if any, as a modal; its title apologises if it `is_sorry`."""
    notice = to_notice(message["text"])
    title = notice["title"] if is_sorry else to_plain(wording.DONE)
    return {**notice, "title": title, "blocks": message.get("blocks") or notice["blocks"]}


def to_expired(offers: Iterable[Offer], command: str) -> Element:
    """Return the notice about a button of another version, with examples to press instead."""
    examples = clean_offers(offers)
    buttons = to_buttons(ASK, examples, prefix=f"{command} ")
    blocks: list[Element] = [{"type": "section", "text": to_plain(wording.EXPIRED)}]
    if buttons:
        blocks.append({"type": "actions", "elements": buttons})
    asked = ", ".join([f"{command} {offer.label}" for offer in examples])
    return {"text": escape_mrkdwn(f"{wording.EXPIRED} {asked}".strip()), "blocks": number_controls(blocks)}
