"""Where to go on from an answer: what an offer says it gives, it gives."""

import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from bot.domain.answers import Answer, Offer, Outcome
from bot.domain.requests import Form, Request, Word, decode_request, encode_request
from bot.domain.responses import Comparison, Response, Timeline, Usage
from bot.search import Index, answer, as_answer, examples, find_named, greet, respond
from tests.bases import TODAY, index
from tests.quality.judged import QUESTIONS
from tests.search.asking import INDEX, ask

COUNTED = re.compile(r"\((\d+)\)$")


def offered(question: str) -> list[tuple[str, Request]]:
    """Return what an answer offers to go on with."""
    return [(offer.label, offer.request) for offer in ask(question).suggestions]


def test_topics_of_the_facts_are_offered() -> None:
    assert offered("sylvania") == [
        ("Diplomacy (2)", Request(partners=("sylvania",), topics=("diplomacy",))),
        ("Energy (2)", Request(partners=("sylvania",), topics=("energy",))),
        ("Borders (1)", Request(partners=("sylvania",), topics=("borders",))),
    ]
    assert offered("sylvania gas") == []


def test_other_partners_of_the_facts_are_offered() -> None:
    assert [(offer.label, offer.request) for offer in ask("sylvania").related] == [
        ("Graustark (2)", Request(partners=("sylvania",), involving=("graustark",))),
        ("Rudolf Elphberg (1)", Request(partners=("sylvania",), involving=("rudolf-elphberg",))),
    ]


def test_offers_keep_what_was_asked_but_not_the_page() -> None:
    found = answer(Request(partners=("graustark",), newest_first=True, page=2, shown=5), INDEX, TODAY)

    assert isinstance(found, Answer)
    assert found.suggestions[0].request == Request(partners=("graustark",), newest_first=True, topics=("diplomacy",))
    assert found.related[0].request.page == 1


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("sylvania 1992", ("Sylvania 1993-05", "1993-05")),
        ("sylvania gas 1850", ("Sylvania since 2005", "since 2005")),  # the plan of 2001 is no gas
        ("sylvania gas whales 1850", ("Sylvania 1993-05", "1993-05")),
        ("sylvania kings 1850", ("Sylvania 1993-05", "1993-05")),
        ("1850", ("1990-1999", "1990-1999")),
        ("ruritania 1850", ("1990-1999", "1990-1999")),
        ("sylvania and graustark 1850", ("Sylvania Graustark 1994-1999", "1994-1999")),
        ("elphberg 1850", ("Michael Elphberg Rudolf Elphberg 2018-07-27", "2018-07-27")),
    ],
)
def test_nearest_time_is_offered(question: str, first: tuple[str, str]) -> None:
    label, request = offered(question)[0]

    assert request.period
    assert (label, request.period.label) == first


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("sylvestria", [("Sylvania", Request(partners=("sylvania",)))]),
        ("enregetics", [("Energy", Request(topics=("energy",)))]),
        ("bolivian gas", [("gas", Request(words=(Word("gas", ("energy",)),)))]),
        ("energy in bolivia", [("Energy", Request(topics=("energy",)))]),
        ("bolivia 1993", None),
        ("sylvania whales in bolivia", [("Sylvania", Request(partners=("sylvania",)))]),
        ("sylvania and bolivia", [("Sylvania", Request(partners=("sylvania",)))]),
        ("kingdom friendship", [("kingdom", Request(words=(Word("kingdom"),))), ("friendship", Request(words=(Word("friendship"),)))]),
        ("sylvania whales", [("Sylvania", Request(partners=("sylvania",))), ("Sylvania Diplomacy", Request(partners=("sylvania",), topics=("diplomacy",)))]),
        ("zenda", [("Graustark", Request(partners=("graustark",)))]),
        ("bolivia", [("Graustark", Request(partners=("graustark",)))]),
        ("ruritania and bolivia", [("Ruritania", Request(names_subject=True))]),
    ],
)  # fmt: skip
def test_nearest_requests_are_offered(question: str, first: list[tuple[str, Request]] | None) -> None:
    found = offered(question)

    if first is None:
        assert found[0][1].period
        assert found[0][0] == "1993"
    else:
        assert found[: len(first)] == first


def test_words_that_no_fact_has_are_not_offered() -> None:
    assert "wales" not in [label for label, _ in offered("gas for whales in wales")]


def test_topic_is_offered_to_whom_nothing_was_understood() -> None:
    assert offered("qwrtz plmkj xvbn")[-1] == ("Diplomacy", Request(topics=("diplomacy",)))


def test_examples_are_of_the_best_known() -> None:
    assert [offer.label for offer in examples(INDEX)] == [
        "Graustark",
        "Graustark Diplomacy",
        "Graustark Sylvania",
        "Graustark 1990-1999",
    ]


def test_examples_of_partners_apart_and_without_times() -> None:
    facts = {
        name: "".join(
            f"  - id: {name}-{number}\n    statement: It is {name} {number}.\n    topics: [energy]\n"
            "    citations: [{source: almanac-2026, excerpt: so it is}]\n    verified: 2026-11-01\n"
            for number in range(2)
        )
        for name in ("alpha", "beta")
    }
    base = index(
        relations__alpha=f"partner: alpha\nname: Alpha\nkind: place\nfacts:\n{facts['alpha']}",
        relations__beta=f"partner: beta\nname: Beta\nkind: place\nfacts:\n{facts['beta']}",
        **{f"relations__{name}": None for name in ("sylvania", "graustark", "rudolf", "michael", "zenda")},
    )

    assert [offer.label for offer in examples(base)] == ["Alpha", "Alpha Energy"]


# Every offer, pressed


def offers_of(response: Response) -> Iterator[Offer]:
    """Return the offers that a response makes."""
    found = response.answer if isinstance(response, Timeline | Comparison) else response
    if isinstance(found, Answer):
        yield from (*found.suggestions, *found.related)
    if isinstance(response, Comparison):
        yield from response.separately
        if response.together:
            yield Offer("together", response.together)
    if isinstance(response, Usage):
        yield from response.suggestions


def press_all(responses: Iterator[Response], base: Index) -> int:
    """Press every offer of responses; return how many different ones there were."""
    pressed: set[tuple[str, str]] = set()
    broken: list[tuple[Request, Offer, Outcome, int]] = []
    for response in responses:
        for offer in offers_of(response):
            value = encode_request(offer.request)
            assert decode_request(value) == offer.request, offer
            if (offer.label, value) not in pressed:
                pressed.add((offer.label, value))
                found = as_answer(answer(offer.request, base, TODAY))
                if offer.request.form is Form.COMPARE and len(offer.request.partners) == 1:
                    # One of those to compare is chosen; whom to compare it with is asked next.
                    assert found.suggestions, offer
                    continue
                counted = COUNTED.search(offer.label)
                is_answered = found.outcome in (Outcome.ANSWER, Outcome.CHOICE)
                if not (is_answered and found.total) or (counted and int(counted[1]) != found.total):
                    broken.append((response.request, offer, found.outcome, found.total))
    assert broken == []
    return len(pressed)


@pytest.mark.parametrize(
    ("word", "label"), [("energy", "Graustark (1)"), ("gas", None), ("natural gas", None), ("treaty friendship", None)]
)
def test_no_part_of_an_answer_without_a_word_asked_for_is_offered(word: str, label: str | None) -> None:
    found = ask(f"sylvania {word}")

    assert found.outcome is Outcome.ANSWER
    assert [offer.label for offer in found.related[:1]] == ([label] if label else [])


def test_offers_of_partners_and_topics_lead_to_what_they_say(shipped_index: Index) -> None:
    snapshot = shipped_index.snapshot
    requests = [Request(partners=(id_,)) for id_ in snapshot.partners]
    requests += [Request(topics=(id_,)) for id_ in snapshot.topics]
    requests += [Request(partners=(id_,), topics=(topic,)) for id_ in snapshot.partners for topic in snapshot.topics]
    requests += [Request(form=Form.TIMELINE, partners=(id_,)) for id_ in snapshot.partners]

    assert press_all((answer(request, shipped_index, TODAY) for request in requests), shipped_index) > 1_000


@pytest.mark.slow
def test_offers_of_pairs_lead_to_what_they_say(shipped_index: Index, step: int) -> None:
    pairs = list(combinations([partner.id for partner in shipped_index.best_known], 2))[::step]
    requests = [Request(partners=pair) for pair in pairs]
    requests += [Request(form=Form.COMPARE, partners=pair) for pair in pairs[::11]]

    assert press_all((answer(request, shipped_index, TODAY) for request in requests), shipped_index) > 500 // step


@pytest.mark.slow
def test_offers_of_judged_questions_lead_to_what_they_say(shipped_index: Index, step: int) -> None:
    questions = [asked["ask"] for asked in QUESTIONS[::step]]
    texts = [
        *questions,
        *[f"timeline {text}" for text in questions[::5]],
        *[f"compare {text}" for text in questions[::5]],
    ]
    texts += ["timeline", "compare", "source", "about", "help", "source nothing-here"]

    assert press_all((respond(text, shipped_index, TODAY) for text in texts), shipped_index) > 1_000 // step


def test_offers_beside_a_message_lead_to_what_they_say(shipped_index: Index) -> None:
    texts = [f"{one['ask']}. {other['ask']}" for one, other in zip(QUESTIONS[::3], QUESTIONS[1::3], strict=False)]

    assert press_all((find_named(text, shipped_index, TODAY) for text in texts), shipped_index) > 100


def test_offers_of_the_home_lead_to_facts(shipped_index: Index) -> None:
    home = greet(shipped_index, TODAY)

    assert press_all(iter((home.overview, home.newest)), shipped_index) > 3
    for offer in home.overview.suggestions:
        assert as_answer(answer(offer.request, shipped_index, TODAY)).facts
