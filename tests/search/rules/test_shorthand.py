"""Words cut short are spelt out where one word alone fits, and said as they were read."""

import pytest

from bot.search import parse
from tests.bases import FACT, TODAY, index, relation

FACTS = [
    FACT.replace("zenda-castle", f"zenda-{place}").replace("Zenda has a castle", statement)
    for place, statement in enumerate(
        (
            "The declaration on the demarcation was read to the peacekeepers",
            "The president led the delegation to the meeting of the group",
            "Its figures confirm a confederation",
        )
    )
]
BASE = index(relations__zenda=relation("".join(FACTS), "zenda"))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("zenda decl", ["declaration"]),
        ("Zenda: Decl?", ["declaration"]),
        ("zenda demarc", ["demarcation"]),
        ("zenda pkprs", ["peacekeeper"]),
        ("zenda pres mtg", ["president", "meeting"]),
        ("zenda grp figs", ["group", "figure"]),
        ("zenda w/ yr", []),
        ("zenda conf", ["conf"]),  # confirm, confederation
        ("zenda DEMARC", ["DEMARC"]),  # an acronym
        ("zenda de", ["de"]),
        ("zenda xqj", ["xqj"]),
        ("zenda govt", ["govt"]),  # government, which no fact has
    ],
)
def test_word_cut_short_is_spelt_out(question: str, words: list[str]) -> None:
    parsed = parse(question, BASE, TODAY)

    assert [word.text for word in parsed.request.words] == words


def test_word_for_a_topic_that_is_cut_short_is_looked_for_as_spelt_out() -> None:
    parsed = parse("sylvania pipel", index(), TODAY)

    assert [(word.text, word.topics) for word in parsed.request.words] == [("pipeline", ("energy",))]


def test_word_cut_short_is_said_as_read() -> None:
    parsed = parse("zenda decl pkprs", BASE, TODAY)

    assert [(read.typed, read.read_as) for read in parsed.corrections] == [
        ("decl", "declaration"),
        ("pkprs", "peacekeeper"),
    ]


@pytest.mark.parametrize("question", ["strelsau decl", "who read the Strelsau decl?"])
def test_second_word_of_a_name_may_be_cut_short(question: str) -> None:
    zenda = relation("".join(FACTS)).replace("kind: place", "kind: place\naliases: [Strelsau Declaration]")

    assert parse(question, index(relations__zenda=zenda), TODAY).request.partners == ("zenda",)


@pytest.mark.parametrize(
    ("question", "role"),
    [("friendship 4 zenda", "stop word"), ("friendship 2 zenda", "stop word"), ("top 4 zenda", "unknown"), ("1990 2 zenda", "unknown")],
)  # fmt: skip
def test_digit_before_a_name_is_a_word_where_it_is_no_number(question: str, role: str) -> None:
    *_, digit, name = parse(question, BASE, TODAY).readings

    assert (digit.text[-1] in "24", digit.role, name.role) == (True, role, "partner")
