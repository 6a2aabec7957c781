"""What a fact must have to answer a question, whatever else it has."""

import pytest

from bot.domain.answers import Outcome
from bot.search.parsing import parse
from bot.search.ranking import Scorer
from bot.search.required import REQUIREMENTS
from tests.bases import FACT, TODAY, index, relation
from tests.search.asking import ask


def _fact(id_: str, statement: str, **fields: str) -> str:
    fact = FACT.replace("zenda-castle", id_).replace("Zenda has a castle", statement)
    for key, value in fields.items():
        fact = fact.replace("  topics:", f"  {key}: {value}\n  topics:")
    return fact


ZENDA = index(
    relations__zenda=relation(
        _fact("zenda-envoy", "Ambassador Rupert Hentzau of Zenda praised the friendship in 1998", when="1998")
        + _fact("zenda-treaty", "Zenda honours the treaty of Hentzau")
        + "".join(_fact(f"zenda-ally-{number}", f"Zenda has ally {number}") for number in range(30)).replace(
            "[borders]", "[diplomacy]"
        )
        + _fact("zenda-lakes", "Zenda spent 300 crowns on formula milk for the schools of its lakes"),
        "zenda",
    ).replace("kind: place", "kind: state"),
)


@pytest.mark.parametrize(
    ("requirement", "question"),
    [
        ("needed words", "what is the milk of the friendship of zenda"),
        ("needed words", "did zenda honestly honour the envoy"),
        ("needed words", "which school of zenda honours the ambassador"),
        ("needed words", "zenda: treaty of Hentzau, ever praised"),
        ("any word", "sylvania visit"),
        ("every word", "honours whale"),
        ("every word", "honours castle milk"),
        ("time", "zenda friendship in may 1998"),
        ("least known name", "zenda gas of sylvania"),
        ("own file", "who is the ambassador of sylvania"),
    ],
)
def test_fact_without_what_is_required_is_near_at_most(requirement: str, question: str) -> None:
    request = parse(question, ZENDA, TODAY).request
    scorer = Scorer(request, ZENDA, TODAY)
    (find,) = [each.find for each in REQUIREMENTS if each.name == requirement]

    assert find(request, scorer.terms, ZENDA) is not None
    assert ask(question, ZENDA).outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("who is the ambassador of zenda", "zenda-envoy"),
        ("zenda friendship in 1998", "zenda-envoy"),
        ("zenda lakes", "zenda-lakes"),
        ("how many schools has zenda", "zenda-lakes"),
        ("treaty of Hentzau", "zenda-treaty"),
    ],
)
def test_fact_with_what_is_required_answers(question: str, fact: str) -> None:
    found = ask(question, ZENDA)

    assert (found.outcome, found.facts[0].fact.id) == (Outcome.ANSWER, fact)


BRIDGE = index(
    relations__zenda=relation(
        _fact("zenda-bridge", "Zenda did sell and praise the bridge and honour the treaty"), "zenda"
    )
)


@pytest.mark.parametrize(
    ("question", "needed"),
    [
        ("when did the Sylvanians sell the bridge", ("sell",)),
        ("what did Sylvania and Michael honestly praise", ("praise",)),
        ("will zenda honour the treaty", ("honour",)),
        ("the treaty. did they praise zenda?", ()),
        ("did sylvania claim the bridge", ()),
        ("did sylvania want to sell the bridge", ("sell",)),
        ("has sylvania asked to sell the bridge", ("sell",)),
        ("has sylvania asked of the bridge", ()),
        ("has sylvania claimed the bridge", ()),
        ("does sylvania want to", ()),
        ("does sylvania. praise it", ()),
        ("did the bridge of sylvania sell", ()),
    ],
)
def test_verb_of_whoever_is_named_is_needed(question: str, needed: tuple[str, ...]) -> None:
    assert parse(question, BRIDGE, TODAY).request.needed == needed


@pytest.mark.parametrize(
    ("question", "needed"),
    [
        ("why was the envoy sacked in zenda", ("envoy", "sacked")),
        ("tell me of the envoy, why was he sacked? the bridge", ("sacked",)),
        ("the bridge: why", ()),
        ("why the ambassador", ("ambassador",)),
        ("why compare the bridge", ("bridge",)),
        ("what is the true reason the bridge was praised", ("bridge", "praised")),
        ("so what's the reason the bridge was praised", ("bridge", "praised")),
        ("the reasons for the bridge", ("bridge",)),
        ("I have reason to doubt that the bridge was praised", ()),
        ("which soldiers of zenda praised the bridge", ("soldiers", "praised")),
        ("the treaty which soldiers of zenda praised", ("soldiers",)),
        ("who was the first ambassador of zenda", ("first", "ambassador")),
        ("the first bridge", ()),
        ("how many soldiers of zenda praised the bridge", ("soldiers", "praised")),
        ("how many praised it", ()),
        ("how many treaties did zenda praise", ("praise",)),
        ("how many are honoured", ()),
        ("who praised the bridge of zenda", ("praised",)),
        ("what did it", ()),
        ("it is for who", ()),
        ("how many. praised", ()),
        ("how many treaties of the old and the young", ()),
        ("how many treaties made", ()),
    ],
)
def test_words_of_reason_order_and_count_are_needed(question: str, needed: tuple[str, ...]) -> None:
    base = index(
        relations__zenda=relation(
            _fact("zenda-bridge", "Soldiers praised the bridge and made the first envoy ambassador").replace(
                "[borders]", "[diplomacy]"
            ),
            "zenda",
        )
    )

    assert parse(question, base, TODAY).request.needed == needed


@pytest.mark.parametrize(
    ("question", "needed"),
    [
        ("what exactly was honoured at the bridge", ("honoured",)),
        ("for how much were they already sold to zenda", ("sold",)),
        ("when zenda was praising the bridge", ("praising",)),
        ("the bridge was honoured", ()),
        ("who is it. the bridge was honoured", ()),
        ("what was the bridge honoured for", ()),
        ("what was. praised it", ()),
        ("when was the", ()),
        ("how was the praising of it", ()),
        ("what is spring in zenda", ()),
    ],
)
def test_participle_behind_a_form_of_be_is_needed_in_a_question(question: str, needed: tuple[str, ...]) -> None:
    assert parse(question, BRIDGE, TODAY).request.needed == needed


@pytest.mark.parametrize(
    ("question", "needed"),
    [
        ("which bridge of zenda do they praise", ("bridge",)),
        ("who honestly did praise sylvania", ()),
        ("who praised sylvania", ("praised",)),
        ("the names and bridges of zenda", ("bridges",)),
        ("which treaty of zenda", ()),
        ("which road does zenda praise", ("road", "praise")),
        ("in which town does zenda praise the bridge", ("praise",)),
    ],
)
def test_what_is_to_be_chosen_is_needed(question: str, needed: tuple[str, ...]) -> None:
    base = index(
        relations__zenda=relation(
            _fact("zenda-bridge", "Zenda did praise the bridge and a treaty, by the road to town"), "zenda"
        )
    )

    assert parse(question, base, TODAY).request.needed == needed


def test_requirements_say_what_they_are() -> None:
    names = [requirement.name for requirement in REQUIREMENTS]

    assert len(names) == len(set(names))
    assert all(requirement.because for requirement in REQUIREMENTS)


@pytest.mark.parametrize(
    ("question", "needed"),
    [
        ("zenda formula 1", ("1",)),
        ("zenda formula, 1", ()),
        ("Formula 1 of zenda", ()),
        ("zenda formula 9", ()),  # no fact has it
    ],
)
def test_digit_that_belongs_to_a_noun_is_needed(question: str, needed: tuple[str, ...]) -> None:
    base = index(relations__zenda=relation(_fact("zenda-race", "Zenda held the Formula 1 race")))

    assert parse(question, base, TODAY).request.needed == needed
