"""Buttons and menus under replies: pages, sharing, narrowing, expiry."""

import json

import pytest

from bot.domain.answers import Offer
from bot.domain.defaults import Default
from bot.domain.requests import Form, Request, decode_request, encode_request
from bot.reply import Surface, Typed, parse_action, to_expired, to_message, to_modal, to_turned
from bot.reply.controls import to_button, to_select
from bot.reply.offers import count_facts_in
from bot.sandbox import check_message, check_view
from bot.search import answer, follow_up, respond, respond_in, to_asked
from tests.bases import FACT, TODAY, index, relation, relation_of
from tests.blocks import elements
from tests.reply.buttons import buttons_of
from tests.reply.views import INDEX, ask

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


@pytest.mark.parametrize(
    ("default", "text", "label", "alone"),
    [
        (Default("sylvania"), "energy", "Not only Sylvania", Request(topics=("energy",))),
        (Default(topic="energy"), "sylvania", "Not only Energy", Request(partners=("sylvania",))),
    ],
)
def test_offers_to_ask_without_the_default(default: Default, text: str, label: str, alone: Request) -> None:
    assert buttons_of(respond_in(text, default, INDEX, TODAY))[label] == alone


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


@pytest.mark.parametrize(
    ("question", "page", "size"),
    [("zenda page 2", 2, 3), ("zenda page 99", 4, 3), ("timeline zenda", 1, 5), ("topics", 1, 0), ("bohemia", 1, 0)],
)
def test_finds_the_page_shown(question: str, page: int, size: int) -> None:
    shown = to_turned(respond(question, index(relations__zenda=relation_of(12)), TODAY), Surface.PUBLIC)

    assert (shown.page, shown.size) == (page, size)


def test_counts_no_facts_in_lists() -> None:
    assert count_facts_in(ask("topics")) == 0
