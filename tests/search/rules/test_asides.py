"""What people say of themselves around a question is no part of it."""

import pytest

from bot.search import parse
from tests.bases import TODAY
from tests.search.asking import INDEX


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Sylvania, for example on gas", ["gas"]),
        ("Sylvania gas. My supervisor asked and I did not know.", ["gas"]),
        ("I looked everywhere, nothing in our library; Sylvania gas?", ["gas"]),
        ("remind me of Sylvania gas", ["gas"]),
        ("run us through Sylvania gas", ["gas"]),
        ("I doubt Sylvania buys gas", ["buys", "gas"]),
        ("we would like gas of Sylvania", ["gas"]),
        ("tell the US whales about gas", ["whales", "gas"]),
        ("Sylvania. My friend says the frontier is shut", ["friend", "frontier", "shut"]),  # facts have these
        ("I would be grateful to learn where the frontier of Sylvania is", ["frontier"]),
        ("I friend wonders whether Sylvania buys gas", ["buys", "gas"]),
        ("my friend of Sylvania knows where the frontier is", ["friend", "knows", "frontier"]),  # it names somebody
        ("we shut the frontier when Sylvania came", ["frontier", "came"]),  # a base may be of us
        ("when I whale where gas is", ["whale", "gas"]),  # the question has begun
        ("my whales", ["whales"]),  # nothing is beside it
        ("did Sylvania buy gas, or is that a whale's tale?", ["buy", "gas"]),  # which asks the same again
        ("did Sylvania buy gas, or was it the frontier?", ["buy", "gas", "frontier"]),  # which facts have
        ("did Sylvania buy gas, or does it whale?", ["buy", "gas", "whale"]),
        ("whales or is it gas that Sylvania buys? treaty", ["whales", "gas", "buys", "treaty"]),
        ("book me gas", ["book", "gas"]),  # no mere frame
        ("who sold it to me: Sylvania?", []),
        ("why on earth did Sylvania shut the frontier", ["shut", "frontier"]),
        ("Sylvania: what the heck?", []),
        ("who in the world buys gas", ["buys", "gas"]),
        ("gas on earth", ["gas", "earth"]),
        ("Sylvania: we feed whales", []),
        ("Sylvania: do we feed whales?", ["whales"]),  # which is what is asked
    ],
)
def test_asides_are_passed_over(question: str, words: list[str]) -> None:
    assert [word.text for word in parse(question, INDEX, TODAY).request.words] == words
