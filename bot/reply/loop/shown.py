"""Parts that the loop's messages share: a gap's text, its count, its names, and the buttons to fill it."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from bot.domain.gaps import MAX_TEXT, Gap, GapKind
from bot.domain.kinds import Noun
from bot.domain.knowledge import Fact, Snapshot
from bot.reply.acts import to_act
from bot.reply.controls import Element
from bot.reply.curating.rich import to_paragraph, to_text
from bot.reply.english import day_in_words, with_article
from bot.reply.facts import size_of
from bot.reply.loop_acts import CURE, DECLINE_GAP, EDIT_FOR, PROPOSE_FOR
from bot.reply.pages import CHARACTERS_A_PAGE
from bot.reply.texts import clean, cut

_WEB_ADDRESS = re.compile(r"https?://[^\s/?#.]+\.\S+", re.IGNORECASE)
_MAX_NAME = 120
# The characters of an address.
_MAX_URL = 2_000


def is_web_address(text: str) -> bool:
    """Return whether a text is a single address of a web page."""
    return len(text) <= _MAX_URL and _WEB_ADDRESS.fullmatch(text) is not None


def day_of(at: float) -> date:
    """Return the day of a time, given in seconds since 1970."""
    return datetime.fromtimestamp(at, UTC).date()


def since_in_words(day: date, today: date) -> str:
    """Write the time since a day: `today`, or `since 3 November 2026`."""
    return "today" if day >= today else f"since {day_in_words(day)}"


def times_in_words(times: int) -> str:
    """Write a number of times: `once`, `twice`, `5 times`."""
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def asked_in_words(gap: Gap, today: date) -> str:
    """Write how often a gap was asked or reported, and since when: `Asked 5 times since 3 November 2026`."""
    verb = "Asked" if gap.kind is GapKind.MISS else "Reported"
    return f"{verb} {times_in_words(max(gap.asks, 1))} {since_in_words(day_of(gap.first_at), today)}"


def name_of(partner: str, topic: str, snapshot: Snapshot) -> str:
    """Return the name of a partner or a topic, whichever is given; its id where the base no longer has it."""
    known = snapshot.partners.get(partner) if partner else snapshot.topics.get(topic)
    return cut(clean(known.name if known else partner or topic), _MAX_NAME)


def names_of(gap: Gap, snapshot: Snapshot) -> list[str]:
    """Return the names of the partner and the topic that a gap is about."""
    pairs = ((gap.partner, ""), ("", gap.topic))
    return [name for partner, topic in pairs if (name := name_of(partner, topic, snapshot))]


def text_of(gap: Gap, snapshot: Snapshot) -> str:
    """Return a gap's words in one line, or the names of its subjects where no words are kept."""
    return cut(clean(gap.text), MAX_TEXT) or ", ".join(names_of(gap, snapshot)) or "a question without its words"


def count_fitting(facts: Sequence[Fact], most: int) -> int:
    """Count how many facts, shown in full, fit one message: at least the first, and at most `most`."""
    room, count = CHARACTERS_A_PAGE, 0
    for fact in facts[:most]:
        room -= size_of(fact)
        if room < 0 and count:
            break
        count += 1
    return count


def to_quote(text: str) -> Element:
    """Make a block of somebody's own words."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [to_text(text)]}]}


def to_labelled(label: str, text: str, url: str = "") -> Element:
    """Make a line of a label and its text; with a `url`, the text links there."""
    shown = {"type": "link", "url": url, "text": text} if url else to_text(text)
    return to_paragraph([to_text(f"{label}: ", bold=True), shown])


def to_gap_buttons(gap: Gap, snapshot: Snapshot, number: int = 0) -> Iterator[Element]:
    """Yield the buttons for the ways to fill a gap."""
    fact = snapshot.about.fact
    if gap.kind is GapKind.MISS:
        yield to_act(CURE, find_label(fact), gap.id, number, style="primary")
        yield to_act(PROPOSE_FOR, f"Propose {with_article(fact)}", gap.id, number)
    elif gap.fact in snapshot.facts:
        yield to_act(EDIT_FOR, f"Edit the {fact.singular}", gap.id, number, style="primary")
    elif not gap.fact:
        yield to_act(PROPOSE_FOR, f"Propose {with_article(fact)}", gap.id, number)


def to_decline_button(gap: Gap) -> Element:
    """Make the button to decline a gap."""
    return to_act(DECLINE_GAP, "Decline", gap.id, style="danger")


def find_label(fact: Noun) -> str:
    """Return the label of the button that lets a miss find an existing fact."""
    return f"Find the {fact.singular}"
