import pytest

from bot.search import complete
from tests.bases import TODAY, index

INDEX = index()


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        ("sylvania", "and energy?", "Sylvania energy"),
        ("sylvania", "energy", "Sylvania energy"),
        ("sylvania energy", "what about Graustark?", "Graustark energy"),
        ("sylvania energy since 1990", "and graustark", "Graustark energy since 1990"),
        ("sylvania energy", "since 2001?", "Sylvania energy since 2001"),
        ("sylvania energy since 2001", "and borders?", "Sylvania borders since 2001"),
        ("sylvania diplomacy 1993", "and borders 1995?", "Sylvania borders 1995"),
        ("ruritania", "and diplomacy?", "Ruritania diplomacy"),
        ("sylvania", "latest", "Sylvania latest"),
        ("sylvania", "page 2", "sylvania page 2"),
        ("sylvania", "timeline", "timeline sylvania"),
        ("sylvania", "and whales?", "Sylvania whales"),
    ],
)
def test_half_a_question_is_made_whole_with_the_one_before(before: str, text: str, whole: str) -> None:
    assert complete(text, before, INDEX, TODAY) == whole


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("sylvania energy", "graustark"),
        ("sylvania", "and graustark energy?"),
        ("sylvania", "and elphberg"),
        ("sylvania", "help"),
        ("sylvania", "thanks!"),
        ("sylvania", "and?"),
        ("sylvania", "topics"),
        ("sylvania", "timeline graustark"),
        ("sylvania", "the frontier that was shut to traders and the blockade there"),
        ("energy", "kingdom"),
    ],
)
def test_what_stands_alone_is_left_alone(before: str, text: str) -> None:
    assert complete(text, before, INDEX, TODAY) == text
