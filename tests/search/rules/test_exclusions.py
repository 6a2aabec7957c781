"""The rule of exclusions: what a question leaves out."""

import pytest

from bot.search import parse
from tests.bases import TODAY, index

INDEX = index()


@pytest.mark.parametrize(
    ("question", "partners", "without_partners", "without_words"),
    [
        ("sylvania -graustark", ("sylvania",), ("graustark",), ()),
        ("sylvania -gas", ("sylvania",), (), ("gas",)),
        ("sylvania energy -pipeline", ("sylvania",), (), ("pipeline",)),
        ('sylvania -"graustark"', ("sylvania",), ("graustark",), ()),
        ("sylvania !graustark", ("sylvania",), ("graustark",), ()),
        ("sylvania −graustark", ("sylvania",), ("graustark",), ()),
        ("-graustark sylvania", ("sylvania",), ("graustark",), ()),
        ("-graustark since 1993", (), ("graustark",), ()),
        # A minus between two words, or before all that is named, leaves out nothing.
        ("sylvania-graustark", ("sylvania", "graustark"), (), ()),
        ("sylvania - graustark", ("sylvania", "graustark"), (), ()),
        ("sylvania -- graustark", ("sylvania", "graustark"), (), ()),
        ("-sylvania -graustark", ("sylvania", "graustark"), (), ()),
        ("-sylvania", ("sylvania",), (), ()),
        ("sylvania!", ("sylvania",), (), ()),
        ("sylvania w/o graustark", ("sylvania",), ("graustark",), ()),
        ("sylvania exclude graustark", ("sylvania",), ("graustark",), ()),
        ("gas except from sylvania", (), ("sylvania",), ()),
        ("gas but not to the sylvania", (), ("sylvania",), ()),
        ("gas to kings other than to sylvania", (), ("sylvania",), ()),
        ("sylvania ignoring graustark", ("sylvania",), ("graustark",), ()),
        ("sylvania, leaving out the gas", ("sylvania",), (), ("gas",)),
        ("sylvania skip gas", ("sylvania",), (), ("gas",)),
        ("gas that is not sylvanian", (), ("sylvania",), ()),
        ("can you skip sylvania", (), ("sylvania",), ()),
        ("did it. skip sylvania", (), ("sylvania",), ()),
        ("sylvania not gas", ("sylvania",), (), ("gas",)),
        ("sylvania anything but gas", ("sylvania",), (), ("gas",)),
        ("sylvania but nothing on gas", ("sylvania",), (), ("gas",)),
        ("sylvania with gas excluded", ("sylvania",), (), ("gas",)),
        ("setting gas aside, what is sylvania", ("sylvania",), (), ("gas",)),
        ("sylvania, leaving gas aside", ("sylvania",), (), ("gas",)),
        ("leaving aside graustark, sylvania", ("sylvania",), ("graustark",), ()),
        ("gas of sylvania, setting aside energy", ("sylvania",), (), ("energy",)),
        ("sylvania, not gas, since 2020", ("sylvania",), (), ("gas",)),
        ("sylvania aside from graustark", ("sylvania",), ("graustark",), ()),
        ("sylvania aside from gas", ("sylvania",), (), ("gas",)),
        ("but neither sylvania nor graustark but zenda", ("zenda",), ("sylvania", "graustark"), ()),
        ("gas not included, sylvania", ("sylvania",), (), ("gas",)),
        ("sylvania and graustark aside, gas", ("sylvania",), ("graustark",), ()),
        ("neither sylvania nor graustark but zenda", ("zenda",), ("sylvania", "graustark"), ()),
        ("neither sylvania nor graustark but gas", ("sylvania", "graustark"), (), ()),
        ("gas with the exception of sylvania", (), ("sylvania",), ()),
        ("sylvania, but no gas please", ("sylvania",), (), ("gas",)),
        ("sylvania, not energy", ("sylvania",), (), ("energy",)),
    ],
)
def test_exclusion_leaves_out_what_follows(
    question: str, partners: tuple[str, ...], without_partners: tuple[str, ...], without_words: tuple[str, ...]
) -> None:
    request = parse(question, INDEX, TODAY).request

    assert (request.partners, request.without_partners) == (partners, without_partners)
    assert tuple(word.text for word in request.without_words) == without_words
    assert request.unknown == ()


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("must graustark prove that its gas is not sylvanian", ("graustark", "sylvania")),
        ("did graustark ignore sylvania", ("graustark", "sylvania")),
        ("should the king of graustark ignore sylvania", ("graustark", "sylvania")),
        ("they ignore sylvania", ("sylvania",)),
        ("was sylvania left out of the pipeline", ("sylvania",)),
        ("sylvania excluded graustark from the gas", ("sylvania", "graustark")),
        ("they put sylvania aside", ("sylvania",)),
        ("did graustark choose gas instead of sylvania", ("graustark", "sylvania")),
        ("what would graustark be without sylvania", ("graustark", "sylvania")),
        ("what sets sylvania apart from graustark", ("sylvania", "graustark")),
    ],
)
def test_what_is_denied_or_ignored_by_others_is_not_left_out(question: str, partners: tuple[str, ...]) -> None:
    request = parse(question, INDEX, TODAY).request

    assert (request.partners, request.without_partners) == (partners, ())


@pytest.mark.parametrize(
    "question",
    [
        "sylvania no gas",
        "is sylvania not gas",
        "sylvania does not gas",
        "not gas",
        "no gas flows to sylvania",
        "is sylvania setting aside gas for zenda",
        "sylvania, not gas since whales",
    ],
)
def test_topic_is_not_left_out_where_a_verb_is_denied(question: str) -> None:
    assert parse(question, INDEX, TODAY).request.without_words == ()
