"""Replies as messages: their parts in order, their text, and escaping."""

import json
from typing import Any

import pytest

from bot.domain.requests import Request
from bot.reply import Picture, Surface, to_bare_modal, to_message, to_modal
from bot.sandbox import check_message, check_view
from bot.search import as_answer, follow_up, to_asked
from tests.bases import FACT, TODAY, relation, relation_of
from tests.blocks import assert_inert, elements
from tests.reply.buttons import buttons_of
from tests.reply.views import INDEX, ask


def blocks_of(question: str, **changes: str | None) -> list[dict[str, Any]]:
    return list(to_message(ask(question, **changes))["blocks"])


def test_message_has_its_parts_in_order() -> None:
    blocks = blocks_of("sylvanja energy")

    assert [block["type"] for block in blocks] == [
        "header",
        "context",
        "context",
        "rich_text",
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
    assert blocks[1]["elements"][0]["text"] == "“sylvanja energy”"
    assert blocks[2]["elements"][0]["text"] == "Sylvania · Energy"
    assert [element["text"] for element in elements(blocks[3], "text")] == ["Showing ", "Sylvania", " for “sylvanja”."]


def test_shows_summary_above_facts_of_a_single_partner() -> None:
    header, asked, summary, divider, *_ = blocks_of("sylvania")

    assert [header["type"], asked["type"], divider["type"]] == ["header", "context", "divider"]
    assert summary["text"]["text"] == "Sylvania is Ruritania's chief ally and buys its gas."


@pytest.mark.parametrize("question", ["sylvania whales", "sylvania gas whales", "timeline sylvania whales"])
@pytest.mark.parametrize("surface", Surface)
def test_marks_nearest_facts_on_every_surface(question: str, surface: Surface) -> None:
    found = ask(question)
    is_shared = surface is Surface.SHARED
    message = to_message(found, surface, sharer="ada" if is_shared else "")
    said = [element["text"] for element in elements(message["blocks"], "text")]

    assert message["blocks"][0]["text"]["text"] == ":flag-sy: No exact answer · Sylvania"
    assert said[is_shared] == "No fact on Sylvania mentions “whales”. Closest:"
    assert said[0] == ("Shared by ada." if is_shared else said[0])
    lines = message["text"].splitlines()
    assert lines[0] == "No exact answer · Sylvania"
    assert lines.index(said[is_shared]) < next(place for place, line in enumerate(lines) if line.startswith("•"))
    labels = list(buttons_of(found, surface))
    assert ("Share" in labels) == (surface is Surface.PRIVATE)
    assert not [label for label in labels if label == "Timeline" or label.startswith("All ")]
    is_brief = surface in (Surface.PUBLIC, Surface.SHARED)
    assert ("Next" in labels) == (is_brief and as_answer(found).total > 3)
    assert check_message(message) == []


def test_marks_nearest_facts_in_a_modal() -> None:
    modal = to_modal(ask("sylvania whales"), is_shareable=True)

    assert modal["title"]["text"].startswith("No exact answer")
    assert elements(modal["blocks"], "text")[0]["text"] == "No fact on Sylvania mentions “whales”. Closest:"
    assert check_view(modal) == []
    bare = to_bare_modal(ask("sylvania whales"))["blocks"][0]["text"]["text"]
    assert bare.startswith("No exact answer · Sylvania\nNo fact on Sylvania mentions “whales”. Closest:")


def test_shows_each_fact_with_date_excerpt_and_citation() -> None:
    *_, fact, _ = blocks_of("sylvania 1993")

    statement, quotation = fact["elements"]
    assert statement["elements"] == [
        {
            "type": "text",
            "text": "Sylvania and Ruritania signed a treaty of friendship in May 1993.",
            "style": {"bold": True},
        },
        {"type": "text", "text": "\nMay 1993 · source as of 27 July 2018 · "},
        {"type": "link", "url": "https://gazette.example/2018", "text": "The Gazette"},
        {"type": "text", "text": ", Gazette Press, page 3, quotation not yet verified"},
    ]
    assert quotation == {
        "type": "rich_text_quote",
        "elements": [{"type": "text", "text": "friendship sealed in May 1993"}],
    }


def test_shows_second_citation_with_source_and_excerpt() -> None:
    both = "{source: gazette-2018, excerpt: the keep above the moat}, {source: almanac-2026, excerpt: a keep}"
    fact = FACT.replace("{source: gazette-2018, excerpt: the keep above the moat}", both)
    elements_ = blocks_of("zenda", relations__zenda=relation(fact))[-2]["elements"]

    assert [element["type"] for element in elements_] == ["rich_text_section", "rich_text_quote"] * 2
    assert [element["text"] for element in elements_[2]["elements"]] == [
        "The Almanac",
        ", Almanac House, quotation not yet verified",
    ]


def test_marks_unquoted_citations_and_links_only_addresses() -> None:
    (ally,) = [block for block in blocks_of("who is an ally 2026") if "allies" in json.dumps(block)]

    assert not elements(ally, "rich_text_quote")
    assert not elements(ally, "link")
    assert [element["text"] for element in elements(ally, "text")][-2:] == [
        "The Almanac",
        ", Almanac House, page 7, cited, not quoted",
    ]


def test_text_has_the_answer() -> None:
    assert to_message(ask("sylvania 1993"))["text"].splitlines() == [
        "Sylvania",
        "Sylvania · 1993",
        "1 fact. Newest source: 27 July 2018.",
        "• Sylvania and Ruritania signed a treaty of friendship in May 1993. (May 1993 · source as of 27 July 2018)",
        "“friendship sealed in May 1993” The Gazette, Gazette Press, page 3, quotation not yet verified",
    ]
    assert to_message(ask("elphberg"))["text"] == "Which did you mean?\nOne of these: Michael Elphberg, Rudolf Elphberg"


def test_cuts_long_text_between_lines() -> None:
    text = to_message(ask("zenda", relations__zenda=relation_of(5).replace("Zenda has", "z" * 900)), Surface.PRIVATE)[
        "text"
    ]

    assert 3_000 < len(text) < 4_000
    assert text.endswith("…")


def test_cuts_line_that_escaping_makes_too_long() -> None:
    fact = FACT.replace("Zenda has a castle.", "'Zenda " + "&" * 990 + "'")
    text = to_message(ask("zenda", relations__zenda=relation(fact)))["text"]

    assert "• Zenda &amp;&amp;" in text
    assert text.endswith("&amp;…")


def test_shows_notes_before_the_answer() -> None:
    before = to_asked(ask("sylvania"), None)
    found = follow_up("and energy?", before, INDEX, TODAY)
    message = to_message(found, Surface.SHARED, sharer="ada")

    assert message["text"].splitlines()[1:4] == [
        "Sylvania · Energy",
        "Shared by ada.",
        "Continuing from your last question: Sylvania energy.",
    ]
    assert message["blocks"][1]["elements"][0]["text"] == "“and energy?”"
    assert buttons_of(found)["Only “and energy?”"] == Request(topics=("energy",))


def test_marks_possible_second_answer() -> None:
    message = to_message(ask("sylvania gas"), may_be_second=True)

    assert check_message(message) == []
    assert message["text"].splitlines()[2].startswith("This may be the second answer to your question")


def test_repeated_choice_has_no_reading() -> None:
    before = to_asked(ask("elphberg"), None)
    found = follow_up("hmm whatever", before, INDEX, TODAY)

    assert to_message(found)["text"].splitlines()[0] == "Which did you mean?"
    assert "Continuing from" not in to_message(found)["text"]


def test_shows_picture_above_the_facts() -> None:
    message = to_message(ask("timeline sylvania"), picture=Picture("https://ruri.example/1.png", "Five facts."))

    (image,) = elements(message["blocks"], "image")
    assert (image["image_url"], image["alt_text"]) == ("https://ruri.example/1.png", "Five facts.")
    assert check_message(message) == []


def test_shows_companion_beneath_its_fact() -> None:
    _, plan, denial = [block for block in blocks_of("sylvania energy") if block["type"] == "rich_text"]

    assert plan["elements"][0]["elements"][0]["text"] == "Graustark planned a pipeline that avoids Sylvania."
    assert [element["text"] for element in denial["elements"][0]["elements"]][:2] == [
        "↳ Contradicted by: ",
        "Graustark never planned a pipeline.",
    ]
    assert denial["elements"][0]["elements"][-1]["text"] == "\nThe two papers disagree."
    text = to_message(ask("sylvania energy"))["text"]
    assert "↳ Contradicted by: Graustark never planned a pipeline. (" in text
    assert "(the two papers disagree)" not in text, "neither previews the other"


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("hello", "Hello! Ask me about a partner, a topic or a time."),
        ("thanks", "You're welcome!"),
        ("good bot", "Thank you, that's good to hear!"),
        ("bad bot", "Sorry about that. Try putting it another way."),
        ("okay", "All right."),
        ("goodbye", "Goodbye!"),
    ],
)
def test_chatter_gets_one_line(said: str, line: str) -> None:
    found = ask(said)
    for surface in Surface:
        message = to_message(found, surface)
        assert message["text"] == line
        assert [block["type"] for block in message["blocks"]] == ["rich_text"]
        assert check_message(message) == []
    assert check_view(to_modal(found, is_shareable=True)) == []


def test_renders_the_same_reply_again() -> None:
    found = ask("sylvania")
    first = json.dumps(to_message(found, Surface.PRIVATE))
    for surface in Surface:
        to_message(found, surface, sharer="U1")

    assert json.dumps(to_message(found, Surface.PRIVATE)) == first


def test_bare_modal_has_only_text() -> None:
    modal = to_bare_modal(ask("sylvania gas & oil"))

    assert check_view(modal) == []
    assert [block["type"] for block in modal["blocks"]] == ["section"]
    assert "Sylvania buys natural gas" in modal["blocks"][0]["text"]["text"]


HOSTILE = "<!channel> @everyone @here <@U1> <https://evil.example|x> https://evil.example #general & *b* `c` ~d~ :tada:"


@pytest.mark.parametrize("question", [HOSTILE, f"sylvania {HOSTILE}", f"elphberg {HOSTILE}"])
def test_escapes_text_of_users(question: str) -> None:
    message = to_message(ask(question))

    assert_inert(message)


def test_escapes_text_of_curators() -> None:
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


@pytest.mark.parametrize(
    "question",
    ["x" * 100_000, "sylvania " * 20_000, "\ud800 sylvania \x00", "🦃" * 5_000, "<" * 5_000, "&" * 5_000 + " sylvania"],
)
def test_any_question_gets_a_valid_message(question: str) -> None:
    message = to_message(ask(question))

    assert check_message(message) == []
    json.dumps(message, ensure_ascii=False).encode()
