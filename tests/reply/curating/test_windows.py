from dataclasses import replace
from typing import Any

import pytest

from bot.domain.operations import Kind
from bot.reply.curating import (
    FIELD,
    WHERE,
    WORDS,
    Draft,
    parse_where,
    parse_words,
    problems_by_field,
    to_source_options,
    to_where_window,
    to_words_window,
)
from bot.sandbox import check_options, check_view
from tests.bases import snapshot_of, texts
from tests.reply.curating.drafts import FIELDS, draft, inputs, lines, whole

SNAPSHOT = snapshot_of(texts())
MANY_TOPICS = snapshot_of(
    texts(
        topics="topics:\n"
        + "".join(f"  - {{id: t{number}, name: Topic {number}, words: [word{number}]}}\n" for number in range(120))
        + "".join(
            f"  - {{id: {id_}, name: {id_.title()}, words: [{id_}]}}\n" for id_ in ("energy", "borders", "diplomacy")
        )
    )
)


def option(value: Any) -> dict[str, Any]:
    return {"selected_option": {"value": value}}


def state(**fields: Any) -> dict[str, Any]:
    """Return the values of a view, as Slack sends them; a name stands for the field `curate-name`."""
    return {f"curate-{name}": {f"curate-{name}": value} for name, value in fields.items()}


@pytest.mark.parametrize(
    ("shown", "title", "close"),
    [
        (to_where_window(draft(), SNAPSHOT), "Propose a fact", "Cancel"),
        (to_where_window(whole(), SNAPSHOT), "Edit a fact", "Cancel"),
        (to_words_window(draft(), SNAPSHOT), "Propose a fact", "Back"),
        (to_words_window(whole(), SNAPSHOT), "Edit a fact", "Back"),
    ],
)
def test_page_carries_only_the_id_of_the_draft(shown: dict[str, Any], title: str, close: str) -> None:
    assert check_view(shown) == []
    assert shown["title"]["text"] == title
    assert shown["close"]["text"] == close
    assert shown["private_metadata"] == "P7"
    assert shown["callback_id"] == (WHERE if close == "Cancel" else WORDS)
    assert shown["notify_on_close"] == (close == "Cancel")
    assert all(FIELD.fullmatch(field) for field in inputs(shown))
    assert all(block["dispatch_action"] for block in shown["blocks"] if block["type"] == "input")


def test_first_page_of_new_fact_has_only_known_values() -> None:
    fields = inputs(to_where_window(draft(partner=""), SNAPSHOT))

    assert list(fields) == ["curate-partner", "curate-source", "curate-topics", "curate-when"]
    assert [key for field in fields.values() for key in field if key.startswith("initial")] == []
    begun = inputs(to_where_window(draft(citations=[{"source": "almanac-2026"}]), SNAPSHOT))
    assert begun["curate-partner"]["initial_option"]["value"] == "sylvania"
    assert begun["curate-source"]["initial_option"]["text"]["text"] == "The Almanac (Almanac House)"


def test_first_page_of_edit_is_filled_and_fixes_the_partner() -> None:
    window = to_where_window(whole(), SNAPSHOT)
    fields = inputs(window)

    assert list(fields) == ["curate-source", "curate-topics", "curate-when"]
    assert lines(window["blocks"]) == ["Partner: Sylvania"]
    assert fields["curate-source"]["initial_option"]["value"] == "gazette-2018"
    assert [one["value"] for one in fields["curate-topics"]["initial_options"]] == ["energy"]
    assert fields["curate-when"]["initial_value"] == "2005/.."


def test_chooses_nothing_that_the_base_lacks() -> None:
    gone = draft(Kind.EDIT, partner="atlantis", topics=["sailing"], citations=[{"source": "lost-1999"}])
    window = to_where_window(gone, SNAPSHOT)

    assert lines(window["blocks"]) == ["Partner: atlantis"]
    assert [key for field in inputs(window).values() for key in field if key.startswith("initial")] == []
    assert check_view(window) == []


def test_offers_topics_of_the_fact_before_the_limit() -> None:
    window = to_where_window(draft(topics=["t119", "energy", "t119"]), MANY_TOPICS)
    menu = inputs(window)["curate-topics"]

    assert [one["value"] for one in menu["initial_options"]] == ["t119", "energy"]
    assert len(menu["options"]) == 100
    assert check_view(window) == []


def test_base_without_topics_has_no_menu_of_topics() -> None:
    window = to_where_window(draft(), replace(SNAPSHOT, topics={}))

    assert "curate-topics" not in inputs(window)
    assert check_view(window) == []


def test_second_page_is_filled_and_names_the_source() -> None:
    window = to_words_window(whole(), SNAPSHOT)

    assert lines(window["blocks"]) == ["Source: The Gazette, Gazette Press. The fact's other citation stays as it is."]
    assert {field: element.get("initial_value") for field, element in inputs(window).items()} == {
        "curate-statement": FIELDS["statement"],
        "curate-excerpt": "the gas flows",
        "curate-locator": "page 2",
        "curate-keywords": "supply contract, gas deal",
    }


@pytest.mark.parametrize(
    ("citations", "said"),
    [
        (None, "No source is chosen yet"),
        ([], "No source is chosen yet"),
        (["the gazette"], "No source is chosen yet"),
        ([{"source": "gazette-2018"}], "Source: The Gazette, Gazette Press"),
        (
            [{"source": "gazette-2018"}] * 3,
            "Source: The Gazette, Gazette Press. The fact's 2 other citations stay as they are.",
        ),
    ],
)
def test_second_page_counts_the_other_citations(citations: Any, said: str) -> None:
    window = to_words_window(draft(citations=citations), SNAPSHOT)

    assert lines(window["blocks"]) == [said]
    assert "initial_value" not in inputs(window)["curate-excerpt"]


@pytest.mark.parametrize("keywords", [["gas, oil"], ["x" * 1_000] * 4])
def test_keeps_keywords_that_the_field_would_alter(keywords: list[str]) -> None:
    edited = draft(Kind.EDIT, keywords=keywords)

    assert "curate-keywords" not in inputs(to_words_window(edited, SNAPSHOT))
    assert parse_words(state(statement={"value": "New words."}), edited)["keywords"] == keywords


@pytest.mark.parametrize(
    ("values", "partner", "fields"),
    [
        (
            state(
                partner=option("graustark"),
                source=option("gazette-2018"),
                topics={"selected_options": [{"value": "energy"}, {"value": "borders"}]},
                when={"value": " 1993-05\n"},
            ),
            "graustark",
            {"topics": ["energy", "borders"], "when": "1993-05", "citations": [{"source": "gazette-2018"}]},
        ),
        ({}, "", {"citations": [{}]}),
        (state(partner=option(None), source={"selected_option": None}, topics={}, when={}), "", {"citations": [{}]}),
        (
            state(partner=option(5), source="x", topics={"selected_options": "x"}, when={"value": 5}),
            "",
            {"citations": [{}]},
        ),
        (state(topics={"selected_options": ["x", None, {"value": 5}, {}]}, when=None), "", {"citations": [{}]}),
        ({"curate-partner": None, "curate-when": "x", "curate-topics": {"other": 1}}, "", {"citations": [{}]}),
    ],
)
def test_parses_first_page_of_any_shape(values: dict[str, Any], partner: str, fields: dict[str, Any]) -> None:
    assert parse_where(values, draft(partner="sylvania")) == (partner, fields)


def test_first_page_changes_only_its_fields() -> None:
    values = state(partner=option("graustark"), source=option("almanac-2026"), topics={"selected_options": []})
    partner, fields = parse_where(values, whole())

    assert partner == "sylvania", "a fact that is there stays with its partner, whatever is sent"
    assert fields == {
        "id": "sylvania-gas",
        "statement": FIELDS["statement"],
        "keywords": ["supply contract", "gas deal"],
        "citations": [
            {"source": "almanac-2026", "locator": "page 2", "excerpt": "the gas flows"},
            {"source": "almanac-2026", "locator": "page 9"},
        ],
        "verified": "2026-11-01",
    }


@pytest.mark.parametrize(
    ("values", "begun", "fields"),
    [
        (
            state(
                statement={"value": "One\n sentence\x00 here. "},
                excerpt={"value": "word\u00a0for\tword"},
                locator={"value": "page 3"},
                keywords={"value": "gas  deal, ,\nsupply,"},
            ),
            draft(citations=[{"source": "gazette-2018"}]),
            {
                "statement": "One sentence here.",
                "keywords": ["gas deal", "supply"],
                "citations": [{"source": "gazette-2018", "locator": "page 3", "excerpt": "word for word"}],
            },
        ),
        ({}, draft(), {"citations": [{}]}),
        ({}, draft(citations="none"), {"citations": [{}]}),
        (state(statement=None, excerpt="x", locator={}, keywords={"value": 5}), draft(), {"citations": [{}]}),
        (
            state(statement={"value": "a"}, excerpt={"value": None}, locator={"value": ""}),
            draft(when="2001", citations=[{"source": "gazette-2018", "excerpt": "old"}, "kept"]),
            {"when": "2001", "statement": "a", "citations": [{"source": "gazette-2018"}, "kept"]},
        ),
    ],
)
def test_parses_second_page_of_any_shape(values: dict[str, Any], begun: Draft, fields: dict[str, Any]) -> None:
    assert parse_words(values, begun) == fields


@pytest.mark.parametrize(
    ("page", "problems", "placed"),
    [
        (WHERE, {"partner": "a"}, {"curate-partner": "a"}),
        (WHERE, {"topics": "a", "when": "b"}, {"curate-topics": "a", "curate-when": "b"}),
        (WHERE, {"": "a", "statement": "b", "source": "c"}, {"curate-source": "a b c"}),
        (WORDS, {"statement": "a", "excerpt": "b"}, {"curate-statement": "a", "curate-excerpt": "b"}),
        (WORDS, {"": "a", "when": "b", "involves": "c"}, {"curate-statement": "a b c"}),
        (WORDS, {}, {}),
    ],
)
def test_shows_problems_beside_their_fields(page: str, problems: dict[str, str], placed: dict[str, str]) -> None:
    assert problems_by_field(page, problems) == placed


def test_cuts_too_many_problems() -> None:
    (problem,) = problems_by_field(WORDS, {str(number): "something is wrong" for number in range(100)}).values()

    assert len(problem) <= 1_000
    assert problem.endswith("…")


def test_offers_sources_by_title_and_publisher() -> None:
    options = to_source_options(SNAPSHOT.sources.values())

    assert check_options(options) == []
    assert [(one["text"]["text"], one["value"]) for one in options["options"]] == [
        ("The Almanac (Almanac House)", "almanac-2026"),
        ("The Gazette (Gazette Press)", "gazette-2018"),
    ]
    assert len(to_source_options([SNAPSHOT.sources["gazette-2018"]] * 120)["options"]) == 100


def test_digest_of_a_draft_depends_on_its_operation_alone() -> None:
    assert draft(note="a").digest == draft(note="b").digest
    assert len({draft().digest, draft(when="2001").digest, draft(partner="zenda").digest}) == 3
