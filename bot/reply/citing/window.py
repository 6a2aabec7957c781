"""The window with the citations of a reply's facts, each ready to paste, and the menu of styles."""

from collections.abc import Iterable, Sequence

from bot.domain.knowledge import Fact
from bot.domain.requests import Request, encode_request
from bot.reply import wording
from bot.reply.citing.presses import CITE_STYLE
from bot.reply.citing.styles import CitingStyle, cite
from bot.reply.controls import Element, to_option, to_plain
from bot.reply.texts import cut

# Two blocks a fact, of the hundred that a window may have.
_MOST = 40
_MOST_TEXT = 3_000
_LABELS = {
    CitingStyle.CHICAGO: "Chicago",
    CitingStyle.APA: "APA",
    CitingStyle.BIBTEX: "BibTeX",
    CitingStyle.PLAIN: "Plain words",
}


def to_citing_window(
    facts: Iterable[Fact], request: Request, style: CitingStyle, others: Sequence[Element] = ()
) -> Element:
    """Return the facts with their citations in a style; the menu of styles carries `request` to show another.

    `others` are further buttons, beside the menu of styles.
    """
    blocks: list[Element] = [{"type": "actions", "elements": [_menu(style), *others]}]
    for fact in list(facts)[:_MOST]:
        blocks.append({"type": "section", "text": to_plain(cut(fact.statement, _MOST_TEXT))})
        blocks.append({"type": "rich_text", "elements": [_code(text) for text in cite(fact, style)]})
    return {
        "type": "modal",
        "title": to_plain(wording.CITE),
        "close": to_plain(wording.CLOSE),
        "private_metadata": encode_request(request),
        "blocks": blocks,
    }


def _menu(style: CitingStyle) -> Element:
    options = {one: to_option(label, one.value) for one, label in _LABELS.items()}
    return {
        "type": "static_select",
        "action_id": f"{CITE_STYLE}.0",
        "placeholder": to_plain(wording.CITING_STYLE),
        "options": list(options.values()),
        "initial_option": options[style],
    }


def _code(text: str) -> Element:
    return {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": cut(text, _MOST_TEXT)}]}
