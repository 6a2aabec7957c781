"""Filters by the ids of topics and partners."""

import pytest

from bot.domain.requests import Request, Word
from bot.search.parsing import parse
from tests.bases import TODAY, index

INDEX = index()
ENERGY = Word("Energy", ("energy",))


@pytest.mark.parametrize(
    ("question", "request_"),
    [
        ("topic:energy", Request(topics=("energy",))),
        ("sylvania TOPIC: Energy", Request(partners=("sylvania",), topics=("energy",))),
        ("king topic:energy topic:borders", Request(words=(Word("king"),), topics=("energy", "borders"))),
        ("sylvania with:rudolf-elphberg", Request(partners=("sylvania",), involving=("rudolf-elphberg",))),
        ("sylvania -topic:energy", Request(partners=("sylvania",), without_words=(ENERGY,))),
        ("sylvania not with:graustark", Request(partners=("sylvania",), without_partners=("graustark",))),
        ("sylvania with: friends", Request(partners=("sylvania",), words=(Word("friends", is_known=False),))),
        ("topic:whales", Request(words=(Word("whales", is_known=False),))),
    ],
)
def test_ids_narrow_a_question(question: str, request_: Request) -> None:
    assert parse(question, INDEX, TODAY).request == request_


def test_filter_behind_what_is_read_is_not_read() -> None:
    request = parse(f"{'gas ' * 80}topic:borders", INDEX, TODAY).request

    assert (request.topics, request.all_topics) == ((), ("energy",))
