import json
from typing import Any

import pytest

from bot.domain.answers import Offer
from bot.domain.defaults import Default
from bot.domain.requests import Form, Request, decode_request, encode_request
from bot.domain.responses import Response
from bot.reply import (
    Picture,
    Surface,
    Typed,
    parse_action,
    to_bare_modal,
    to_expired,
    to_message,
    to_modal,
    to_turned,
)
from bot.reply.controls import to_button, to_select
from bot.reply.offers import count_facts_in
from bot.sandbox import check_message, check_view
from bot.search import answer, as_answer, follow_up, respond, respond_in, to_asked
from tests.bases import FACT, TODAY, index, relation, relation_of
from tests.blocks import assert_inert, elements
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


def buttons_of(response: Response, surface: Surface = Surface.PUBLIC) -> dict[str, Request]:
    """Return the buttons under a reply, and the request that each carries."""
    found = {}
    for button in elements(to_message(response, surface)["blocks"], "button"):
        request = decode_request(button["value"])
        assert request
        found[button["text"]["text"]] = request
    return found


ZENDA = Request(partners=("zenda",), shown=7)


def test_offers_all_facts_and_next_page() -> None:
    assert buttons_of(ask("zenda", relations__zenda=relation_of(7))) == {
        "All 7 facts": ZENDA.change(size=20),
        "Timeline": ZENDA.change(form=Form.TIMELINE),
        "Next": ZENDA.change(page=2, size=3),
        "Cite": Request(partners=("zenda",), size=3),
    }


@pytest.mark.parametrize(("surface", "size"), [(Surface.PUBLIC, 3), (Surface.SHARED, 3), (Surface.PRIVATE, 5)])
def test_next_page_works_on_every_surface(surface: Surface, size: int) -> None:
    base = index(relations__zenda=relation_of(12))
    following = buttons_of(respond("zenda", base, TODAY), surface)["Next"]

    for other in Surface:
        said = json.dumps(to_message(answer(following, base, TODAY), other)["blocks"])
        assert f"Facts {size + 1} to {2 * size} of 12" in said
    modal = json.dumps(to_modal(answer(following, base, TODAY))["blocks"])
    assert f"Facts {size + 1} to {2 * size} of 12" in modal


def test_puts_all_facts_on_full_pages() -> None:
    base = index(relations__zenda=relation_of(24))
    everything = buttons_of(respond("zenda", base, TODAY))["All 24 facts"]
    first = to_modal(answer(everything, base, TODAY))

    assert "Facts 1 to 20 of 24" in json.dumps(first["blocks"])
    labels = [button["text"]["text"] for button in elements(first["blocks"], "button")]
    assert labels == ["Timeline", "Next", "Cite"]


def test_names_narrowing_terms_with_the_count() -> None:
    other = FACT.replace("zenda-castle", "zenda-well").replace("[borders]", "[energy]")
    base = relation_of(6) + relation(other).partition("facts:\n")[2]

    assert buttons_of(ask("zenda", relations__zenda=base))["Borders (6)"] == Request(
        partners=("zenda",), topics=("borders",)
    )


def test_later_page_offers_the_previous_one() -> None:
    assert buttons_of(ask("zenda page 2", relations__zenda=relation_of(7))) == {
        "All 7 facts": ZENDA.change(size=20),
        "Timeline": ZENDA.change(form=Form.TIMELINE),
        "Previous": ZENDA.change(size=3),
        "Next": ZENDA.change(page=3, size=3),
        "Cite": Request(partners=("zenda",), page=2, size=3),
    }


def test_facts_for_a_message_have_pages_and_no_timeline() -> None:
    request = Request(form=Form.MENTIONED, partners=("zenda",), topics=("borders",))
    buttons = buttons_of(answer(request, index(relations__zenda=relation_of(7)), TODAY))

    assert buttons["All 7 facts"] == request.change(shown=7, size=20)
    assert buttons["Next"] == request.change(shown=7, page=2, size=3)
    assert "Timeline" not in buttons


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


def test_too_long_request_has_no_button() -> None:
    aliases = tuple([f"castle{number:03}" for number in range(200)])
    found = answer(Request(partners=("zenda",), aliases=aliases), index(relations__zenda=relation_of(7)), TODAY)
    message = to_message(found, Surface.PRIVATE)

    assert len(encode_request(found.request)) > 2_000
    assert "more facts; narrow your question to see them" in json.dumps(message["blocks"])
    assert "Next" not in json.dumps(message["blocks"])
    assert to_button("ask", "x", found.request) is None
    assert check_message(message) == []


def test_too_long_option_has_no_menu_entry() -> None:
    short, long = (Request(partners=tuple(["zenda"] * count)) for count in (1, 40))
    menu = to_select(
        "Choose", (("Places", (Offer("Zenda", short), Offer("Zendas", long))), ("None", (Offer("x", long),)))
    )

    assert menu
    assert [option["text"]["text"] for group in menu["option_groups"] for option in group["options"]] == ["Zenda"]
    assert to_select("Choose", (("None", (Offer("x", long),)),)) is None


def test_only_private_reply_has_share_button() -> None:
    def labels(surface: Surface) -> list[str]:
        return list(buttons_of(ask("zenda", relations__zenda=relation_of(12)), surface))

    assert labels(Surface.PRIVATE)[:4] == ["Share", "All 12 facts", "Timeline", "Next"]
    assert labels(Surface.PUBLIC)[:3] == ["All 12 facts", "Timeline", "Next"]
    assert "Share" not in labels(Surface.SHARED)
    modal = elements(to_modal(ask("timeline sylvania"))["blocks"], "button")
    assert [button["text"]["text"] for button in modal] == ["All 5 facts"]


def test_shares_the_page_shown() -> None:
    found = ask("zendaa page 2", relations__zenda=relation_of(7))
    share = buttons_of(found, Surface.PRIVATE)["Share"]

    assert share == ZENDA.change(page=2, size=5)
    turned = answer(ZENDA.change(size=5), index(relations__zenda=relation_of(7)), TODAY)
    assert buttons_of(turned, Surface.PRIVATE)["Share"] == ZENDA.change(size=3), "a first page is as short as there"
    timeline = answer(ZENDA.change(form=Form.TIMELINE, size=12), index(relations__zenda=relation_of(7)), TODAY)
    assert buttons_of(timeline, Surface.PRIVATE)["Share"].size == 5
    modal = to_modal(found, is_shareable=True)
    assert decode_request(modal["private_metadata"]) == share
    assert "submit" in modal
    assert check_view(modal) == []
    assert "submit" not in to_modal(ask("bohemia"), is_shareable=True), "there is nothing to share"


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


@pytest.mark.parametrize(
    ("default", "text", "label", "alone"),
    [
        (Default("sylvania"), "energy", "Not only Sylvania", Request(topics=("energy",))),
        (Default(topic="energy"), "sylvania", "Not only Energy", Request(partners=("sylvania",))),
    ],
)
def test_offers_to_ask_without_the_default(default: Default, text: str, label: str, alone: Request) -> None:
    assert buttons_of(respond_in(text, default, INDEX, TODAY))[label] == alone


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


def test_does_not_offer_a_page_command_alone() -> None:
    base = index(relations__zenda=relation_of(7))
    before = to_asked(respond("zenda", base, TODAY), None)
    found = follow_up("next", before, base, TODAY)

    assert not [label for label in buttons_of(found) if label.startswith("Only")]


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (0, None),
        (5, None),
        (6, "1 fact has gone since this button was shown."),
        (9, "4 facts have gone since this button was shown."),
    ],
)
@pytest.mark.parametrize("form", [Form.ANSWER, Form.TIMELINE])
def test_reports_facts_removed_since_the_button(form: Form, shown: int, said: str | None) -> None:
    request = Request(form=form, partners=("sylvania",), shown=shown)
    lines = to_message(answer(request, INDEX, TODAY))["text"].splitlines()

    assert (said in lines) if said else not [line for line in lines if "fewer" in line]


def test_reports_that_all_facts_were_removed() -> None:
    text = to_message(answer(Request(partners=("zenda",), shown=2), INDEX, TODAY))["text"]

    assert text.splitlines()[1:3] == [
        "2 facts have gone since this button was shown.",
        "This base has no facts about Zenda.",
    ]


def test_repeats_pressed_request_in_words() -> None:
    request = Request(partners=("sylvania",), topics=("energy",), page=2)
    blocks = to_message(answer(request, INDEX, TODAY))["blocks"]

    assert blocks[1]["elements"][0]["text"] == "“Sylvania energy page 2”"


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


def test_expired_button_offers_to_ask_again() -> None:
    offers = [Offer("Sylvania", Request(partners=("sylvania",)))]
    message = to_expired(offers, "/ruri")

    assert message["text"] == "This button has expired. Ask again, for example: /ruri Sylvania"
    assert check_message(message) == []
    (button,) = elements(message["blocks"], "button")
    assert (button["text"]["text"], button["action_id"]) == ("/ruri Sylvania", "ask.0")
    assert decode_request(button["value"]) == offers[0].request
    assert check_message(to_expired([], "/ruri")) == []


@pytest.mark.parametrize(
    ("action", "asked"),
    [
        ({"action_id": "ask.0", "value": encode_request(ZENDA)}, ZENDA),
        ({"action_id": "share.12.shared", "value": encode_request(ZENDA)}, ZENDA),
        ({"action_id": "choose.3", "selected_option": {"value": encode_request(ZENDA)}}, ZENDA),
        ({"action_id": "search.1", "value": "zenda"}, Typed("zenda")),
        ({"action_id": "search.1", "value": encode_request(ZENDA)}, Typed(encode_request(ZENDA))),
        ({"action_id": "search.1", "value": None}, Typed("")),
        ({"action_id": "ask.0", "value": "zenda"}, None),
        ({"action_id": "ask.0", "value": '{"ask": "zenda", "facts": []}'}, None),
        ({"action_id": "ask.0"}, None),
        ({"action_id": "choose.0", "selected_option": None}, None),
        ({"action_id": "choose.0", "value": encode_request(ZENDA)}, None),
        ({}, None),
        (None, None),
        ([], None),
        ("ask.1", None),
    ],
)
def test_parses_pressed_and_typed_values(action: object, asked: Request | Typed | None) -> None:
    assert parse_action(action) == asked


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


@pytest.mark.parametrize(
    ("question", "page", "size"),
    [("zenda page 2", 2, 3), ("zenda page 99", 4, 3), ("timeline zenda", 1, 5), ("topics", 1, 0), ("bohemia", 1, 0)],
)
def test_finds_the_page_shown(question: str, page: int, size: int) -> None:
    shown = to_turned(respond(question, index(relations__zenda=relation_of(12)), TODAY), Surface.PUBLIC)

    assert (shown.page, shown.size) == (page, size)


def test_counts_no_facts_in_lists() -> None:
    assert count_facts_in(ask("topics")) == 0
