"""Choices that a reply offers, and the texts that make one."""

import pytest

from bot.domain.answers import Answer, Outcome
from bot.domain.requests import Request
from bot.search import as_answer, follow_up, respond, to_asked
from tests.bases import TODAY, index, texts
from tests.search.conversing import BASE, VISITS, asked_before, continues

CHOICE = asked_before("elphberg visits")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1", "michael-elphberg"),
        ("2", "rudolf-elphberg"),
        ("2nd", "rudolf-elphberg"),
        ("the second", "rudolf-elphberg"),
        ("the second one, please", "rudolf-elphberg"),
        ("i mean number two", "rudolf-elphberg"),
        ("the first one", "michael-elphberg"),
        ("one", "michael-elphberg"),
        ("the former", "michael-elphberg"),
        ("the latter", "rudolf-elphberg"),
        ("michael", "michael-elphberg"),
        ("Michael!", "michael-elphberg"),
        ("Rudolf Elphberg", "rudolf-elphberg"),
        ("rudlof elphberg", "rudolf-elphberg"),
        ("the one called Rudolf", "rudolf-elphberg"),
    ],
)
def test_choice_is_made_by_place_or_name(text: str, chosen: str) -> None:
    response = follow_up(text, CHOICE, BASE, TODAY)

    assert response.request == Request(partners=(chosen,), words=VISITS)
    assert as_answer(response).outcome is Outcome.ANSWER
    assert continues(response)


@pytest.mark.parametrize(
    "text", ["3", "the third", "the son", "the older one", "the former president", "whales", "yes", "no", "it"]
)
def test_choice_is_asked_for_again(text: str) -> None:
    response = follow_up(text, CHOICE, BASE, TODAY)

    assert isinstance(response, Answer)
    assert response.outcome is Outcome.CHOICE
    assert [offer.label for offer in response.suggestions] == ["Michael Elphberg", "Rudolf Elphberg"]
    assert to_asked(response, CHOICE) == CHOICE


@pytest.mark.parametrize(
    "text",
    [
        "sylvania",
        "bolivia",
        "help",
        "topics",
        "energy",
        "timeline sylvania",
        "what is the treaty of friendship about, please, and who signed it",
    ],
)
def test_other_question_is_answered_instead_of_the_choice(text: str) -> None:
    response = follow_up(text, CHOICE, BASE, TODAY)

    assert response.request == respond(text, BASE, TODAY).request
    assert not continues(response)


def test_choice_is_made_by_a_word_of_its_names() -> None:
    base = index(
        relations__rudolf="partner: rudolf-elphberg\nname: Rudolf Elphberg\nkind: person\naliases: [The Crowned]\n"
    )
    choice = asked_before("elphberg visits", base)

    assert follow_up("the crowned one", choice, base, TODAY).request.partners == ("rudolf-elphberg",)


GRAUSTARK_ALONE = texts()["relations/graustark.yaml"].decode().replace(", michael-elphberg", "")


def test_choice_of_partners_that_are_gone_is_no_failure() -> None:
    base = index(relations__michael=None, relations__graustark=GRAUSTARK_ALONE)

    for text in ("1", "2", "michael", "the son", "energy"):
        assert follow_up(text, CHOICE, base, TODAY)
