import json
import re
from typing import Any

import pytest

from bot.domain.answers import Answer
from bot.domain.knowledge import Snapshot
from bot.reply import Surface, to_message
from bot.sandbox import check_message
from bot.search import answer
from tests.bases import FACT, TODAY, index, relation
from tests.reply.test_view import WORDY, many

SNAPSHOT = index().snapshot


def ask(question: str, **changes: str | None) -> Answer:
    return answer(question, index(**changes), TODAY)


def blocks_of(question: str, **changes: str | None) -> list[dict[str, Any]]:
    return list(to_message(ask(question, **changes))["blocks"])


def elements(node: Any, kind: str) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for item in node for found in elements(item, kind)]
    if not isinstance(node, dict):
        return []
    return ([node] if node.get("type") == kind else []) + [
        found for value in node.values() for found in elements(value, kind)
    ]


def test_a_reply_has_its_parts_in_order() -> None:
    blocks = blocks_of("sylvanja gas")

    assert [block["type"] for block in blocks] == [
        "header",
        "context",
        "rich_text",
        "section",
        "divider",
        "context",
        "rich_text",
        "rich_text",
        "rich_text",
        "actions",
        "context",
        "actions",
    ]
    assert blocks[0]["text"]["text"] == ":flag-sy: Sylvania"
    assert blocks[1]["elements"][0]["text"] == "“sylvanja gas”"
    assert [element["text"] for element in elements(blocks[2], "text")] == ["Showing ", "Sylvania", " for “sylvanja”."]
    assert blocks[3]["text"]["text"] == "Sylvania is Ruritania's chief ally and buys its gas."


def test_each_fact_carries_its_date_its_quotation_and_its_citation() -> None:
    fact = blocks_of("sylvania 1993")[-1]

    statement, quotation, citation = fact["elements"]
    assert [element["text"] for element in statement["elements"]] == [
        "Sylvania and Ruritania signed a treaty of friendship in May 1993.",
        "\nMay 1993 · source as of 27 July 2018",
    ]
    assert quotation == {
        "type": "rich_text_quote",
        "elements": [{"type": "text", "text": "friendship sealed in May 1993"}],
    }
    assert citation["elements"] == [
        {"type": "link", "url": "https://gazette.example/2018", "text": "The Gazette"},
        {"type": "text", "text": ", Gazette Press, page 3, quotation not yet verified"},
    ]


def test_what_is_only_cited_says_so_and_what_has_no_address_has_no_link() -> None:
    (ally,) = [block for block in blocks_of("who is an ally 2026") if "allies" in json.dumps(block)]

    assert not elements(ally, "rich_text_quote")
    assert not elements(ally, "link")
    assert [element["text"] for element in elements(ally, "text")][-2:] == [
        "The Almanac",
        ", Almanac House, page 7, cited, not quoted",
    ]


def pressed(question: str, **changes: str | None) -> list[tuple[str, str]]:
    """What can be pressed under an answer, and what it carries."""
    return [(button["text"]["text"], button["value"]) for button in elements(blocks_of(question, **changes), "button")]


def test_more_than_a_page_says_how_to_see_the_rest() -> None:
    everything, timeline, *ways_on = pressed("zenda", relations__zenda=many(7))
    ids = [f"zenda-{number:03}" for number in range(5)]

    assert (everything[0], json.loads(everything[1])) == ("All 7 facts", {"ask": "Zenda", "facts": ids})
    assert (timeline[0], json.loads(timeline[1])) == ("Timeline", {"ask": "timeline Zenda", "facts": ids})
    assert (ways_on[0][0], json.loads(ways_on[0][1])["ask"]) == ("Next", "Zenda page 2")
    assert ways_on[1:] == [("Borders (7)", "Zenda borders")]


def test_more_facts_on_the_one_topic_asked_for_need_no_narrowing() -> None:
    assert [label for label, _ in pressed("zenda borders", relations__zenda=many(7))] == [
        "All 7 facts",
        "Timeline",
        "Next",
    ]


def test_on_a_later_page_one_turns_back() -> None:
    labels = dict(pressed("zenda page 2", relations__zenda=many(7)))

    assert json.loads(labels["Previous"])["ask"] == "Zenda page 1"


def test_the_text_carries_the_answer_itself() -> None:
    assert to_message(ask("sylvania 1993"))["text"].splitlines() == [
        "Sylvania",
        "Sylvania is Ruritania's chief ally and buys its gas.",
        "1 fact. The newest source here speaks up to 27 July 2018.",
        "• Sylvania and Ruritania signed a treaty of friendship in May 1993. (May 1993 · source as of 27 July 2018)",
        "“friendship sealed in May 1993” The Gazette, Gazette Press, page 3, quotation not yet verified",
    ]
    assert to_message(ask("elphberg"))["text"] == "Which did you mean?\nOne of these: Michael Elphberg, Rudolf Elphberg"


def test_a_text_too_long_for_a_notification_is_cut_between_lines() -> None:
    text = to_message(ask("zenda", relations__zenda=many(5).replace("Zenda has", "z" * 900)))["text"]

    assert 3_000 < len(text) < 4_000
    assert text.endswith("…")


def test_a_line_that_grows_past_the_limit_when_it_is_made_inert_is_cut_and_not_lost() -> None:
    fact = FACT.replace("Zenda has a castle.", "'Zenda " + "&" * 990 + "'")
    text = to_message(ask("zenda", relations__zenda=relation(fact)))["text"]

    assert "• Zenda &amp;&amp;" in text
    assert text.endswith("&amp;…")


def test_a_question_too_long_to_repeat_is_not_repeated() -> None:
    base = many(12).replace("Zenda has castle", f"Zenda has {WORDY} castle")
    message = to_message(ask(f"zenda {WORDY}", relations__zenda=base))

    assert "7 more facts; ask about less at once to see them" in message["text"]
    assert check_message(message) == []


def test_what_is_drawn_of_a_fact_is_the_same_in_every_reply() -> None:
    found = ask("sylvania")
    first = json.dumps(to_message(found, Surface.PRIVATE))
    for surface in (Surface.PUBLIC, Surface.SHARED, Surface.MODAL):
        to_message(found, surface, asked="and gas", sharer="U1")

    assert json.dumps(to_message(found, Surface.PRIVATE)) == first


HOSTILE = "<!channel> @everyone @here <@U1> <https://evil.example|x> https://evil.example #general & *b* `c` ~d~ :tada:"


@pytest.mark.parametrize("question", [HOSTILE, f"sylvania {HOSTILE}", f"elphberg {HOSTILE}"])
def test_nothing_a_user_types_pings_or_links(question: str) -> None:
    message = to_message(ask(question))

    assert_inert(message)


def test_nothing_a_curator_writes_pings_or_links() -> None:
    name = "Zenda <!channel> @everyone https://evil.example"
    base = f"""
partner: zenda
name: "{name}"
kind: place
aliases: [Zenda]
summary: "{HOSTILE}"
facts:
  - id: zenda-castle
    statement: "Castle {HOSTILE}"
    topics: [borders]
    attributed_to: [zenda]
    citations: [{{source: gazette-2018, locator: "{HOSTILE}", excerpt: "{HOSTILE}"}}]
    verified: 2026-11-01
"""
    message = to_message(ask("zenda", relations__zenda=base))

    assert "<!channel>" in json.dumps(message["blocks"]), "what was written is shown"
    assert_inert(message)


def assert_inert(message: dict[str, Any], snapshot: Snapshot = SNAPSHOT) -> None:
    """Blocks hold no mrkdwn, no mention, and no link but to sources; the text, which is mrkdwn, holds nothing live."""
    assert check_message(message) == []
    assert not elements(message["blocks"], "mrkdwn")
    assert not [
        element
        for kind in ("user", "usergroup", "channel", "broadcast")
        for element in elements(message["blocks"], kind)
    ]
    urls = {source.url for source in snapshot.sources.values()}
    assert urls.issuperset(link["url"] for link in elements(message["blocks"], "link"))
    text = message["text"]
    assert "<" not in text
    assert ">" not in text
    for live in ("@everyone", "@here", "#general", "://"):
        assert live not in text
    assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*", text)


@pytest.mark.parametrize(
    "question",
    ["x" * 100_000, "sylvania " * 20_000, "\ud800 sylvania \x00", "🦃" * 5_000, "<" * 5_000, "&" * 5_000 + " sylvania"],
)
def test_any_question_gets_a_message_that_slack_takes(question: str) -> None:
    message = to_message(ask(question))

    assert check_message(message) == []
    json.dumps(message, ensure_ascii=False).encode()
