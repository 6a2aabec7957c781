import json

import pytest

from bot.domain.answers import Answer
from bot.domain.requests import Request
from bot.reply import to_explained_record, to_record
from bot.search import answer, as_answer, respond
from tests.bases import TODAY, index

INDEX = index()


def ask(question: str) -> Answer:
    return as_answer(respond(question, INDEX, TODAY))


def test_record_has_every_key_of_the_contract() -> None:
    record = to_record(ask("sylvanja border 1994"), id="q1", elapsed_ms=0.23456)
    score = record["facts"][0]["score"]

    assert 0 < score <= 1
    assert json.loads(json.dumps(record)) == {
        "id": "q1",
        "query": "sylvanja border 1994",
        "outcome": "answer",
        "partners": [
            {
                "id": "sylvania",
                "name": "Sylvania",
                "matched": "sylvanja",
                "exact": False,
                "reason": "1 edit from “Sylvania”",
            }
        ],
        "topics": ["borders"],
        "period": "1994",
        "span": ["1994-01-01", "1994-12-31"],
        "unmatched": [],
        "summary": None,
        "facts": [
            {
                "id": "sylvania-border-closed",
                "statement": "The frontier of Sylvania with Graustark was shut to traders.",
                "partners": ["sylvania", "graustark"],
                "topics": ["borders"],
                "when": "1994/1999",
                "status": "ended",
                "verified": "2026-11-01",
                "attributed_to": ["sylvania"],
                "supersedes": [],
                "superseded_by": [],
                "contradicts": [],
                "score": score,
                "reason": "about Sylvania; reaches into “1994”; its topic: Borders",
                "citations": [
                    {
                        "excerpt": "not one cart crossed",
                        "locator": "page 4",
                        "source": {
                            "id": "gazette-2018",
                            "title": "The Gazette",
                            "publisher": "Gazette Press",
                            "url": "https://gazette.example/2018",
                            "as_of": "2018-07-27",
                        },
                    }
                ],
            }
        ],
        "suggestions": [],
        "revision": INDEX.snapshot.revision,
        "elapsed_ms": 0.235,
    }


def test_summary_is_that_of_a_partner_alone() -> None:
    summary = "Sylvania is Ruritania's chief ally and buys its gas."
    assert to_record(ask("sylvania"), elapsed_ms=0)["summary"] == summary


@pytest.mark.parametrize(
    ("question", "unmatched"),
    [
        ("sylvania gas whales", ["whales"]),
        ("timeline sylvania whales", ["whales"]),
        ("sylvania summer kings", ["summer", "kings"]),
        ("sylvania kings 1850", ["kings"]),
        ("sylvania 1850", []),
        ("michael elphberg and sylvania", []),
    ],
)
def test_distinguishes_nearest_facts_from_an_answer(question: str, unmatched: list[str]) -> None:
    record = to_record(ask(question), elapsed_ms=0)

    assert (record["outcome"], record["unmatched"], record["summary"]) == ("near", unmatched, None)
    assert 0 < len(record["facts"]) <= 5
    assert record["suggestions"]


def test_only_answer_and_near_have_facts() -> None:
    for question, outcome in (("", "help"), ("elphberg", "choice"), ("bohemia", "none")):
        record = to_record(ask(question), elapsed_ms=0)
        assert (record["id"], record["outcome"], record["facts"], record["summary"]) == (None, outcome, [], None)
        assert all(item.keys() == {"label", "query"} for item in record["suggestions"])


def test_links_and_absences_are_plain_values() -> None:
    records = {fact["id"]: fact for fact in to_record(ask("graustark"), elapsed_ms=0)["facts"]}

    assert records["graustark-visits"]["superseded_by"] == [
        {"fact": "graustark-visits-end", "because": "the court papers say so"}
    ]
    assert records["graustark-no-pipeline"]["contradicts"] == [
        {"fact": "graustark-pipeline-plan", "because": "the two papers disagree"}
    ]
    assert (records["graustark-visits"]["when"], records["graustark-visits-end"]["status"]) == (None, None)
    assert records["graustark-no-pipeline"]["citations"][0]["source"]["url"] is None


@pytest.mark.parametrize(
    ("question", "period", "span"),
    [
        ("sylvania since 2000", "since 2000", ["2000-01-01", None]),
        ("sylvania before 2000", "before 2000", [None, "1999-12-31"]),
        ("sylvania May 1993", "1993-05", ["1993-05-01", "1993-05-31"]),
        ("sylvania", None, None),
    ],
)
def test_gives_a_period_as_days_too(question: str, period: str | None, span: list[str | None] | None) -> None:
    record = to_record(ask(question), elapsed_ms=0)

    assert (record["period"], record["span"]) == (period, span)


def test_names_partners_that_were_not_typed() -> None:
    request = Request(partners=("sylvania",), involving=("graustark",))
    partners = to_record(as_answer(answer(request, INDEX, TODAY)), elapsed_ms=0)["partners"]

    assert partners == [
        {"id": id_, "name": name, "matched": name, "exact": True, "reason": "asked for"}
        for id_, name in (("sylvania", "Sylvania"), ("graustark", "Graustark"))
    ]


def test_reports_chosen_partner_as_it_was_typed() -> None:
    (partner,) = to_record(ask("elphberg pipeline"), elapsed_ms=0)["partners"]

    assert (partner["id"], partner["matched"]) == ("rudolf-elphberg", "elphberg")


def test_suggested_queries_can_be_asked() -> None:
    for offer in to_record(ask("elphberg"), elapsed_ms=0)["suggestions"]:
        assert ask(offer["query"]).partners[0].name == offer["label"]


def test_explained_record_has_the_meaning_of_each_stretch() -> None:
    found = ask("sylvanja border since 1994")
    explained = to_explained_record(found, elapsed_ms=0.5)

    assert json.loads(json.dumps(explained.pop("readings"))) == [
        {"text": "sylvanja", "role": "partner", "meaning": "Sylvania: 1 edit from “Sylvania”"},
        {"text": "border", "role": "topic", "meaning": "a word for Borders"},
        {"text": "since 1994", "role": "period", "meaning": "the time since 1994"},
    ]
    assert explained == to_record(found, elapsed_ms=0.5)


def test_pressed_request_has_no_readings() -> None:
    pressed = as_answer(answer(Request(partners=("sylvania",)), INDEX, TODAY))

    assert to_explained_record(pressed, elapsed_ms=0)["readings"] == []
