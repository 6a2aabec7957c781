import pytest

from bot.search import complete
from tests.bases import FACT, TODAY, index, relation

ITALY = (
    "partner: italy\nname: Italy\nkind: state\niso: IT\nfacts:\n"
    + relation(FACT.replace("zenda", "italy")).partition("facts:\n")[2]
)
INDEX = index(relations__italy=ITALY)


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        ("Sylvania", "and energy?", "Sylvania energy"),
        ("Sylvania", "energy", "Sylvania energy"),
        ("Sylvania energy", "what about Graustark?", "Graustark energy"),
        ("Sylvania energy since 1990", "and graustark", "Graustark energy since 1990"),
        ("Sylvania energy", "since 2001?", "Sylvania energy since 2001"),
        ("Sylvania energy since 2001", "and borders?", "Sylvania borders since 2001"),
        ("Sylvania diplomacy 1993", "and borders 1995?", "Sylvania borders 1995"),
        ("Zenda energy", "1801", "Zenda energy 1801"),
        ("Zenda", "energy", "Zenda energy"),
        ("Ruritania", "and diplomacy?", "Ruritania diplomacy"),
        ("bolivia", "and energy?", "bolivia energy"),
        ("Sylvania", "latest", "Sylvania latest"),
        ("Sylvania", "page 2", "Sylvania page 2"),
        ("Sylvania", "and whales?", "Sylvania whales"),
        ("Sylvania energy", "but not graustark", "Sylvania energy except Graustark"),
        ("Sylvania", "without graustark", "Sylvania except Graustark"),
        ("Sylvania", "and except graustark", "Sylvania except Graustark"),
        ("Sylvania", "timeline", "timeline Sylvania"),
        ("Sylvania", "timeline, please", "timeline Sylvania"),
        ("energy", "and timeline", "timeline"),
        ("Sylvania Graustark energy", "but not graustark", "Sylvania energy"),
        ("compare Sylvania Graustark Zenda", "without zenda", "compare Sylvania Graustark"),
        (
            "what does Graustark say about Sylvania",
            "and energy?",
            "what does Graustark say about Sylvania energy",
        ),
        ("Sylvania energy", "and the timeline?", "timeline Sylvania energy"),
        ("timeline Sylvania", "and energy?", "timeline Sylvania energy"),
        ("timeline Sylvania energy", "and graustark?", "timeline Graustark energy"),
        ("compare Sylvania Graustark", "and energy?", "compare Sylvania Graustark energy"),
        ("compare Sylvania Graustark", "and Zenda?", "compare Sylvania Graustark Zenda"),
        ("compare Sylvania Graustark energy", "and Zenda?", "compare Sylvania Graustark Zenda energy"),
        ("Sylvania", "compare with graustark", "compare Sylvania with graustark"),
        ("Sylvania", "and compare with graustark", "compare Sylvania with graustark"),
        ("Sylvania", "and sources?", "sources?"),
    ],
)
def test_half_a_question_is_made_whole_with_the_one_before(before: str, text: str, whole: str) -> None:
    assert complete(text, before, INDEX, TODAY) == whole


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Sylvania energy", "graustark"),
        ("Sylvania", "and graustark energy?"),
        ("Sylvania", "and elphberg"),
        ("Sylvania Graustark energy", "and Zenda?"),
        ("what does Graustark say about energy", "and sylvania?"),
        ("Sylvania", "help"),
        ("Sylvania", "thanks!"),
        ("Sylvania", "interesting"),
        ("Sylvania", "cool"),
        ("Sylvania", "what is your source?"),
        ("Sylvania", "how does this work"),
        ("Sylvania", "can we meet at 3"),
        ("Sylvania", "and am i right"),
        ("Sylvania", "graustark, not sylvania"),
        ("Sylvania", "not graustark but zenda"),
        ("Sylvania energy", "what about it?"),
        ("Sylvania energy", "and it?"),
        ("Sylvania energy", "and so?"),
        ("Sylvania energy", "but no"),
        ("Sylvania", "no, graustark"),
        ("Sylvania energy", "and in?"),
        ("Sylvania energy", "what about us?"),
        ("Sylvania", "topics"),
        ("Sylvania", "timeline graustark"),
        ("Sylvania", "the frontier that was shut to traders and the blockade there"),
        ("Sylvania", "why was the frontier not shut to traders"),
        ("energy", "kingdom"),
        ("Sylvania", "but not graustark since 2000"),
        ("compare Sylvania Graustark", "and zenda energy?"),
        ("energy", "1993"),
    ],
)
def test_what_stands_alone_is_left_alone(before: str, text: str) -> None:
    assert complete(text, before, INDEX, TODAY) == text


@pytest.mark.parametrize(
    "text", ["but not energy", "without energy", "not energy", "not sylvania", "no", "No!", "it", "and?"]
)
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert complete(text, "Sylvania", INDEX, TODAY) is None
