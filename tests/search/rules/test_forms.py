"""The rule of forms: lists, timelines and comparisons in everyday words, and phrases that ask for whatever there is."""

import pytest

from bot.domain.requests import Form, Request
from bot.search import parse
from tests.bases import FACT, TODAY, index, relation

INDEX = index()
SYLVANIA = Request(partners=("sylvania",))


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("list partners", Form.PARTNERS),
        ("which partners are there?", Form.PARTNERS),
        ("who are your partners", Form.PARTNERS),
        ("show me every partner", Form.PARTNERS),
        ("every topic", Form.TOPICS),
        ("what topics do you cover", Form.TOPICS),
        ("what sources do you have", Form.SOURCES),
        ("what about it", Form.HELP),
        ("what can you do", Form.HELP),
        ("which partners buy gas", Form.ANSWER),
    ],
)
def test_list_is_asked_for_in_everyday_words(question: str, form: Form) -> None:
    assert parse(question, INDEX, TODAY).request.form is form


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("list the states", "state"),
        ("which countries are there?", "state"),
        ("how many organizations do you know", "organisation"),
        ("Organisations", "organisation"),
        ("people page 2", "person"),
        ("name all places", "place"),
        ("which states buy gas", ""),
        ("state", ""),
        ("organisation", ""),
        ("sylvania states", ""),
    ],
)
def test_all_of_a_kind_are_listed(question: str, kind: str) -> None:
    request = parse(question, INDEX, TODAY).request

    assert (request.kind, request.form is Form.PARTNERS) == (kind, kind != "")


@pytest.mark.parametrize(
    "question",
    [
        "the state sylvania",
        "sylvania state",
        "is sylvania a state?",
        "sylvania is a state",
        "which state is sylvania",
        "what country is sylvania",
    ],
)
def test_kind_beside_a_name_adds_nothing(question: str) -> None:
    assert parse(question, INDEX, TODAY).request == SYLVANIA


@pytest.mark.parametrize("question", ["sylvania state visit", "organisation sylvania", "sylvania person"])
def test_other_kind_beside_a_name_is_a_word(question: str) -> None:
    assert parse(question, INDEX, TODAY).request != SYLVANIA


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("sylvania timeline", Form.TIMELINE),
        ("show timeline of sylvania", Form.TIMELINE),
        ("sylvania timeline 1993", Form.TIMELINE),
        ("sylvania's timeline since 1990", Form.TIMELINE),
        ("sylvania time line", Form.TIMELINE),
        ("chronology of sylvania", Form.TIMELINE),
        ("gas of sylvania in chronological order", Form.TIMELINE),
        ("sylvania chronologically since 1990", Form.TIMELINE),
        ("sylvania set a timeline for reforms", Form.ANSWER),
        ("sylvania set a timeline for reforms: its timeline", Form.TIMELINE),
        ("how is sylvania different from graustark", Form.COMPARE),
        ("gas of graustark relative to sylvania", Form.ANSWER),
        ("what distinguishes sylvania from graustark", Form.COMPARE),
        ("similarities between sylvania and graustark", Form.COMPARE),
        ("sylvania and graustark have different gas", Form.ANSWER),
        ("sylvania versus graustark", Form.COMPARE),
        ("sylvania v. graustark", Form.COMPARE),
        ("I am comparing treaties: did sylvania sign with graustark", Form.ANSWER),
        ("sylvania compared to graustark", Form.COMPARE),
        ("what is the difference between sylvania and graustark", Form.COMPARE),
        ("how does sylvania differ from graustark", Form.COMPARE),
        ("contrast sylvania and graustark", Form.COMPARE),
        ("sylvania differs", Form.ANSWER),
        ("sylvania says it differs from sylvania", Form.ANSWER),
        ("ruritania vs sylvania", Form.ANSWER),
    ],
)
def test_form_beside_names(question: str, form: Form) -> None:
    request = parse(question, INDEX, TODAY).request

    assert request.form is form
    assert "sylvania" in request.partners


@pytest.mark.parametrize(
    "question",
    [
        "fill me in on sylvania",
        "what's happening with sylvania",
        "catch me up on sylvania",
        "bring me up to speed on sylvania",
        "give me the lowdown on sylvania",
        "walk me through sylvania",
        "remind me about sylvania",
        "sylvania 101",
        "sylvania tl;dr",
        "what does sylvania stand for",
        "meaning of sylvania",
        "what is meant by sylvania",
        "sylvania definition",
        "sylvania is short for what",
    ],
)
def test_general_phrase_is_passed_over(question: str) -> None:
    assert parse(question, INDEX, TODAY).request == SYLVANIA


def test_phrase_that_a_fact_has_as_its_keyword_is_looked_for() -> None:
    fact = FACT.replace("  topics:", "  keywords: [stands for, meaning]\n  topics:")
    base = index(relations__zenda=relation(fact))

    assert [word.text for word in parse("what does zenda stand for", base, TODAY).request.words] == ["stand"]
    assert [word.text for word in parse("meaning of zenda", base, TODAY).request.words] == ["meaning"]


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Sylvania top 3", ("top 3",)),
        ("top ten on Sylvania", ("top ten",)),
        ("Sylvania top", ("top",)),
        ("top of Sylvania", ("top",)),
        ("first three facts on Sylvania", ()),
        ("Sylvania, top 3 facts", ()),
        ("fill the gas tank of Sylvania", ("fill", "tank")),
    ],
)
def test_number_of_facts_cannot_be_chosen(question: str, unknown: tuple[str, ...]) -> None:
    assert parse(question, INDEX, TODAY).request.unknown == unknown
