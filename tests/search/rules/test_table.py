"""The table of rules: each rule does what its examples say, and runs before others where it says so."""

from collections import Counter
from functools import cache
from typing import Any

import pytest

from bot.domain.readings import Parsed
from bot.search import Index, parse
from bot.search.rules import PERIOD_RULES, PROSE_RULES, RULES
from bot.search.rules.rule import Example, Rule
from tests.bases import FACT, TODAY, index, relation, texts
from tests.quality.judged import QUESTIONS

# A partner whose names are a word, a code that is a word, and such as begin with another name, a code or a form; whose
# fact's keyword names somebody whom the fact is not about; a topic's phrase that begins with a form; and a partner whose
# name ends with a version.
MEADOW = (
    relation(FACT.replace("zenda-castle", "meadow-statute"), "meadow")
    .replace("name: Meadow", "name: Meadow\naliases: [US Oil, Timeline Meadow, GAS, May, Hall 1897]")
    .replace("  topics:", "  keywords: [Statute of Graustark]\n    topics:")
)
TOPICS = texts()["topics.yaml"].decode().replace("oil, ", "oil, timeline of prices, ")
ENGINE = "partner: engine\nname: Engine 4.2\nkind: project\naliases: [Engine]\n"
INDEX = index(relations__meadow=MEADOW, relations__engine=ENGINE, topics=TOPICS)
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
NAMES = [rule.name for rule in RULES]


def read(text: str, rules: tuple[Rule, ...], base: Index = INDEX) -> Parsed | str:
    """Return a text as these rules read it, or the name of the error that they raise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.search.parsing.RULES", rules)
        try:
            return parse(text, base, TODAY)
        except AttributeError as error:
            return repr(error)


@cache
def read_as_told(text: str) -> Parsed | str:
    """Return a text as the rules read it in the order of the table."""
    return read(text, RULES)


def moved_behind(rule: Rule, other: str) -> tuple[Rule, ...]:
    """Return the table with a rule right behind another."""
    rest = [each for each in RULES if each is not rule]
    place = [each.name for each in rest].index(other) + 1
    return (*rest[:place], rule, *rest[place:])


def test_names_are_unique() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []


def test_rules_say_what_they_are() -> None:
    assert [rule.name for rule in RULES if not (rule.triggers and rule.yields and rule.examples)] == []


@pytest.mark.parametrize("table", [RULES, PROSE_RULES, PERIOD_RULES], ids=["questions", "prose", "periods"])
def test_rules_run_before_those_they_name(table: tuple[Rule, ...]) -> None:
    places = {rule.name: place for place, rule in enumerate(table)}
    for rule in table:
        assert set(rule.before) <= set(NAMES), rule.name
        late = [other for other in rule.before if places.get(other, len(table)) <= places[rule.name]]
        assert late == [], rule.name


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{rule.name}: {example.ask}" for rule, example in EXAMPLES]
)
def test_example_is_read_as_it_says(rule: Rule, example: Example) -> None:
    readings = parse(example.ask, INDEX, TODAY).readings

    assert " | ".join(f"{reading.text}: {reading.role}" for reading in readings) == example.reading


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_examples_need_their_rule(rule: Rule) -> None:
    rest = tuple([each for each in RULES if each is not rule])
    for example in rule.examples:
        assert read(example.ask, rest) != read(example.ask, RULES), example.ask


@pytest.mark.parametrize(
    ("rule", "other"),
    [(rule, other) for rule in RULES for other in rule.before],
    ids=lambda it: getattr(it, "name", it),
)
def test_order_matters_to_an_example(rule: Rule, other: str) -> None:
    table = moved_behind(rule, other)

    assert any(read(example.ask, table) != read_as_told(example.ask) for _, example in EXAMPLES)


@pytest.mark.slow
def test_neighbours_that_name_no_order_have_none(shipped_index: Index, step: int) -> None:
    asked: list[dict[str, Any]] = QUESTIONS[::step]
    bases = (shipped_index, [question["ask"] for question in asked]), (INDEX, [example.ask for _, example in EXAMPLES])
    expected = [[read(text, RULES, base) for text in texts_] for base, texts_ in bases]
    for place, rule in enumerate(RULES[:-1]):
        if RULES[place + 1].name not in rule.before:
            table = moved_behind(rule, RULES[place + 1].name)
            for (base, texts_), before in zip(bases, expected, strict=True):
                read_so = zip(texts_, before, strict=True)
                changed = [text for text, reading in read_so if read(text, table, base) != reading]
                assert changed == [], rule.name
