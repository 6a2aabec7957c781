from dataclasses import replace
from typing import Any

import pytest

from bot.domain.answers import Outcome
from bot.reply.loop import (
    CURE,
    PROPOSE_FOR,
    FilledCure,
    parse_cure,
    to_asked_again_blocks,
    to_cure_window,
    to_fact_options,
)
from bot.sandbox import check_view
from bot.sandbox.limits import check_options
from tests.reply.curating.drafts import inputs, lines
from tests.reply.loop.cases import SNAPSHOT, chosen, gap, pressable, submitted, typed

GAS, ALLY = (SNAPSHOT.facts[id_] for id_ in ("sylvania-gas", "sylvania-ally"))


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def values(menu: dict[str, Any]) -> dict[str, str]:
    return {one["value"]: one["text"]["text"] for one in menu["options"]}


def test_offers_facts_and_words_of_the_question() -> None:
    window = to_cure_window(gap(), [GAS, ALLY], ["whales", " big  fish "], SNAPSHOT)
    fields = inputs(window)

    assert check_view(window) == []
    assert (window["callback_id"], window["private_metadata"]) == (CURE, "G7")
    assert window["title"]["text"] == "Find the fact"
    assert lines(window["blocks"]) == ["whales in Sylvania"]
    assert fields["loop-fact"]["initial_option"] == {"text": plain(GAS.statement), "value": GAS.id}
    assert values(to_fact_options([GAS, ALLY])) == {GAS.id: GAS.statement, ALLY.id: ALLY.statement}
    assert fields["loop-words"]["initial_value"] == "whales, big fish"
    assert values(fields["loop-as"]) == {
        "keyword": "Keyword of the fact",
        "partner sylvania": "Another name of Sylvania",
        "topic energy": "Word of the topic Energy",
        "topic diplomacy": "Word of the topic Diplomacy",
    }
    assert fields["loop-as"]["initial_option"]["value"] == "keyword"


def test_offers_nearest_of_many_facts() -> None:
    window = to_cure_window(gap(), [GAS] * 60, [], SNAPSHOT)

    assert check_view(window) == []
    assert len(to_fact_options([GAS] * 60)["options"]) == 20
    assert "initial_value" not in inputs(window)["loop-words"]


def test_shows_long_statement_in_two_lines() -> None:
    long = replace(GAS, statement=f"{'Sylvania ' * 8}bought an aircraft of Ruritania in that year.")
    (option,) = to_fact_options([long])["options"]

    assert check_options(to_fact_options([long])) == []
    assert option["text"]["text"].startswith("Sylvania Sylvania")
    assert "aircraft" in option["description"]["text"]


def test_offers_a_new_fact_without_near_ones() -> None:
    window = to_cure_window(gap(), [], ["whales"], SNAPSHOT)

    assert check_view(window) == []
    assert "submit" not in window
    assert lines(window["blocks"]) == ["whales in Sylvania", "No fact is near this question."]
    assert pressable(window["blocks"]) == [("Propose a fact", PROPOSE_FOR, "G7")]


@pytest.mark.parametrize(
    ("as_what", "kind", "target"),
    [("keyword", "keyword", ""), ("partner sylvania", "partner", "sylvania"), ("topic energy", "topic", "energy")],
)
def test_parses_a_cure(as_what: str, kind: str, target: str) -> None:
    view = submitted(
        to_cure_window(gap(), [GAS], [], SNAPSHOT),
        **{"fact": chosen("sylvania-gas"), "words": typed(" whales,, big\nfish,whales "), "as": chosen(as_what)},
    )

    assert parse_cure(view) == FilledCure(
        gap="G7", fact="sylvania-gas", words=("whales", "big fish"), kind=kind, target=target, problems={}
    )


@pytest.mark.parametrize(
    ("filled", "wrong"),
    [
        ({}, {"loop-fact", "loop-words", "loop-as"}),
        ({"fact": chosen("a"), "words": typed(" , "), "as": chosen("keyword")}, {"loop-words"}),
        ({"fact": chosen("a"), "words": typed("x"), "as": chosen("topic")}, {"loop-as"}),
        ({"fact": chosen("a"), "words": typed("x"), "as": chosen("source gazette-2018")}, {"loop-as"}),
        ({"words": typed("x"), "as": chosen("topic energy")}, {"loop-fact"}),
    ],
)
def test_reports_missing_fields_of_a_cure(filled: dict[str, Any], wrong: set[str]) -> None:
    assert {*parse_cure(submitted({}, **filled)).problems} == wrong


@pytest.mark.parametrize(
    ("found", "wanted", "place"),
    [
        ([GAS, ALLY], GAS.id, "What you chose comes first."),
        ([GAS, ALLY], ALLY.id, "What you chose is number 2 of 2."),
        ([GAS], ALLY.id, "What you chose is not among what it finds."),
        ([], ALLY.id, "What you chose is not among what it finds."),
    ],
)
def test_shows_outcome_before_and_after(found: list[Any], wanted: str, place: str) -> None:
    blocks = to_asked_again_blocks("whales  in\nSylvania", Outcome.NONE, Outcome.ANSWER, found, wanted)

    assert check_view({"type": "home", "blocks": blocks}) == []
    assert lines(blocks) == [
        "Asked again: “whales in Sylvania”",
        "Now: nothing found. With this change: an answer.",
        *[f"{number}. {fact.statement}" for number, fact in enumerate(found, start=1)],
        place,
    ]


@pytest.mark.parametrize("before", Outcome)
def test_describes_every_outcome_with_up_to_three_facts(before: Outcome) -> None:
    blocks = to_asked_again_blocks("x" * 5_000, before, before, [GAS] * 9, GAS.id)

    assert check_view({"type": "home", "blocks": blocks}) == []
    assert len(blocks) == 6
