import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.answers import Outcome
from bot.loading import load_folder
from bot.reply import to_explanation, to_message, to_record, to_terminal
from bot.sandbox import check_message
from bot.search import answer, build
from tests.bases import TODAY, index, snapshot_of
from tests.property.strategies import bases, questions
from tests.reply.test_blocks import assert_inert, elements

INDEX = index()
KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@given(questions())
@settings(max_examples=300)
def test_any_question_gets_an_answer_on_every_surface(question: str) -> None:
    found = answer(question, INDEX, TODAY)

    assert_inert(to_message(found))
    assert to_terminal(found)
    assert to_explanation(found)
    record = to_record(found, elapsed_ms=0.0)
    json.dumps(record)
    assert bool(record["facts"]) == (found.outcome is Outcome.ANSWER)


@given(
    bases(), st.sampled_from(["zenda", "zenda page 2", "zenda page 3", "zenda energy", "borders", "fact base", "1993"])
)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
def test_the_worst_that_curators_may_write_stays_in_limits(files: dict[str, bytes], question: str) -> None:
    searchable = build(snapshot_of(files))
    pages = 1
    seen: list[str] = []
    while True:
        found = answer(f"{question} page {pages}" if pages > 1 else question, searchable, TODAY)
        message = to_message(found)
        assert_inert(message)
        assert to_terminal(found)
        shown = {element["text"] for element in elements(message["blocks"], "text")}
        seen += [match.fact.id for match in found.facts if match.fact.statement in shown]
        if "page" in question or not any("more fact" in text for text in shown):
            break
        pages += 1
    if question == "zenda":
        assert sorted(seen) == sorted(id_ for id_ in searchable.snapshot.facts if id_.startswith("zenda"))


@given(
    questions(),
    st.sampled_from(
        [
            str.upper,
            str.lower,
            str.title,
            lambda text: f"  {text} ",
            lambda text: f"{text}?!",
            lambda text: text.replace(" ", "  "),
        ]
    ),
)
def test_case_space_and_punctuation_do_not_change_the_answer(question: str, change: object) -> None:
    assert callable(change)
    plain = question.encode("ascii", "ignore").decode().replace("<", " ").replace("'", " ")
    one, other = (answer(text, INDEX, TODAY) for text in (plain, change(plain)))

    assert one.outcome is other.outcome
    assert [match.fact.id for match in one.facts] == [match.fact.id for match in other.facts]


def shipped_questions() -> list[str]:
    """Every name, topic, date and id of the shipped base, alone and each partner with each topic."""
    result = load_folder(KNOWLEDGE)
    assert result.snapshot is not None
    snapshot = result.snapshot
    names = [name for partner in snapshot.partners.values() for name in (partner.name, partner.id, *partner.aliases)]
    topics = [word for topic in snapshot.topics.values() for word in (topic.name, *topic.words)]
    pairs = [f"{partner.name} {topic}" for partner in snapshot.partners.values() for topic in snapshot.topics]
    pairs += [f"{one.name} {other.name}" for one in snapshot.partners.values() for other in snapshot.partners.values()]
    statements = [fact.statement for fact in snapshot.facts.values()]
    years = [str(year) for year in range(1985, 2030)]
    return ["", "help", *names, *topics, *pairs, *statements, *years]


@pytest.fixture(scope="module")
def shipped() -> list[str]:
    return shipped_questions()


def test_every_answer_of_the_shipped_base_is_one_that_slack_takes(shipped: list[str]) -> None:
    snapshot = load_folder(KNOWLEDGE).snapshot
    assert snapshot is not None
    searchable = build(snapshot)
    for question in shipped:
        page = 0
        while True:
            page += 1
            found = answer(f"{question} page {page}" if page > 1 else question, searchable, TODAY)
            message = to_message(found)
            assert check_message(message) == [], question
            if f"page {page + 1}" not in json.dumps(message["blocks"]):
                break
