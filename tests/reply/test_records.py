import json

from bot.reply import to_record
from bot.search import answer
from tests.bases import TODAY, index

INDEX = index()


def test_a_record_has_every_key_of_the_contract() -> None:
    record = to_record(answer("sylvanja border 1994", INDEX, TODAY), id="q1", elapsed_ms=0.23456)
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
        "summary": "Sylvania is Ruritania's chief ally and buys its gas.",
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


def test_only_an_answer_carries_facts() -> None:
    for question, outcome in (("", "help"), ("elphberg", "choice"), ("bohemia", "none")):
        record = to_record(answer(question, INDEX, TODAY), elapsed_ms=0)
        assert (record["id"], record["outcome"], record["facts"], record["summary"]) == (None, outcome, [], None)
        assert all(item.keys() == {"label", "query"} for item in record["suggestions"])


def test_links_and_absences_are_plain_values() -> None:
    records = {fact["id"]: fact for fact in to_record(answer("graustark", INDEX, TODAY), elapsed_ms=0)["facts"]}

    assert records["graustark-visits"]["superseded_by"] == [
        {"fact": "graustark-visits-end", "because": "the court papers say so"}
    ]
    assert records["graustark-no-pipeline"]["contradicts"] == [
        {"fact": "graustark-pipeline-plan", "because": "the two papers disagree"}
    ]
    assert (records["graustark-visits"]["when"], records["graustark-visits-end"]["status"]) == (None, None)
    assert records["graustark-no-pipeline"]["citations"][0]["source"]["url"] is None
