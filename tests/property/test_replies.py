import json
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.domain.answers import Answer, Outcome
from bot.domain.knowledge import Snapshot
from bot.domain.requests import encode_request
from bot.domain.responses import Listing
from bot.reply import Surface, to_explanation, to_home, to_message, to_modal, to_record, to_terminal
from bot.reply.controls import MAX_VALUE
from bot.reply.layout import to_view
from bot.reply.pages import Reader
from bot.sandbox import check_message, check_view
from bot.search import Index, answer, as_answer, build, follow_up, greet, respond, to_asked
from tests.bases import TODAY, index, snapshot_of
from tests.blocks import assert_inert, elements
from tests.property.questions import QUESTIONS
from tests.property.strategies import bases, questions

INDEX = index()
SENT = (Surface.PRIVATE, Surface.PUBLIC, Surface.SHARED)
# A name of so few letters may be a code.
LONGEST_CODE = 3

FORMS = st.sampled_from(["", "timeline ", "compare ", "source ", "topics ", "partners ", "sources ", "about "])


@given(FORMS, questions(), questions())
def test_every_question_gets_a_valid_reply_on_every_surface(form: str, question: str, before: str) -> None:
    asked = to_asked(respond(form + before, INDEX, TODAY), None)
    found = follow_up(question, asked, INDEX, TODAY)

    for surface in SENT:
        assert_inert(to_message(found, surface, sharer=before))
    assert check_view(to_modal(found)) == []
    assert to_terminal(found)
    assert to_explanation(found)
    record = to_record(as_answer(found), elapsed_ms=0.0)
    json.dumps(record)
    if isinstance(found, Answer):
        assert bool(record["facts"]) == (found.outcome in (Outcome.ANSWER, Outcome.NEAR))


@pytest.mark.slow
@given(bases(), st.sampled_from(QUESTIONS))
@settings(
    max_examples=settings().max_examples // 5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_largest_valid_facts_stay_within_limits(files: dict[str, bytes], question: str) -> None:
    searchable = build(snapshot_of(files))
    assert check_view(to_home(greet(searchable, TODAY))) == []
    first = respond(question, searchable, TODAY)
    seen: list[str] = []
    found = first
    while True:
        for surface in SENT:
            message = to_message(found, surface, sharer="y" * 200)
            assert_inert(message, searchable.snapshot)
        assert check_view(to_modal(found)) == []
        assert to_terminal(found)
        shown = {element["text"] for element in elements(message["blocks"], "text")}
        if isinstance(found, Answer):
            seen += [match.fact.id for match in found.facts if match.fact.statement in shown]
        more = to_view(found, Reader("/ruri", is_brief=True)).more
        if more is None:
            break
        assert len(encode_request(more.request)) <= MAX_VALUE
        found = answer(more.request, searchable, TODAY)
    if isinstance(first, Answer) and first.request.page == 1:
        assert sorted(seen) == sorted(match.fact.id for match in first.facts), "turning the pages shows every fact"


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
    # In capitals a few letters may be a code, which they are not in small letters: SO and so.
    assume(plain.split() and min(map(len, plain.split())) > LONGEST_CODE)
    one, other = (as_answer(respond(text, INDEX, TODAY)) for text in (plain, change(plain)))

    assert one.outcome is other.outcome
    assert [match.fact.id for match in one.facts] == [match.fact.id for match in other.facts]


def questions_on(snapshot: Snapshot) -> list[str]:
    """Return each name, topic, date and id of a base alone, and partners with each topic and each other."""
    names = [name for partner in snapshot.partners.values() for name in (partner.name, partner.id, *partner.aliases)]
    topics = [word for topic in snapshot.topics.values() for word in (topic.name, *topic.words)]
    pairs = [f"{partner.name} {topic}" for partner in snapshot.partners.values() for topic in snapshot.topics]
    order = list(snapshot.partners)
    together = {(fact.home, other) for fact in snapshot.facts.values() for other in fact.partners if other != fact.home}
    together |= set(pairwise(order))
    pairs += [f"{snapshot.partners[one].name} {snapshot.partners[other].name}" for one, other in sorted(together)]
    statements = [fact.statement for fact in snapshot.facts.values()]
    years = [str(year) for year in range(1985, 2030)]
    forms = [f"timeline {partner.name}" for partner in snapshot.partners.values()]
    forms += [
        f"compare {snapshot.partners[one].name} {snapshot.partners[other].name}" for one, other in sorted(together)
    ]
    forms += [f"source {id_}" for id_ in snapshot.sources]
    forms += [f"{form} page {page}" for form in ("topics", "partners", "sources") for page in range(1, 10)]
    return ["", "help", "about", *names, *topics, *pairs, *statements, *years, *forms]


@pytest.mark.slow
def test_every_answer_of_the_shipped_base_is_a_valid_message(shipped_index: Index, step: int) -> None:
    for question in questions_on(shipped_index.snapshot)[::step]:
        found = respond(question, shipped_index, TODAY)
        assert check_message(to_message(found, Surface.PRIVATE)) == [], question
        assert check_view(to_modal(found)) == [], question
    assert check_view(to_home(greet(shipped_index, TODAY))) == []


@pytest.mark.slow
def test_every_page_of_the_shipped_base_is_reachable(shipped_index: Index, step: int) -> None:
    snapshot = shipped_index.snapshot
    names = [partner.name for partner in snapshot.partners.values()]
    others = [f"{form} {name}" for form in ("latest", "timeline") for name in names]
    named = [*names, *snapshot.topics, *others]
    for question in ["", *named[::step], "partners", "sources", *questions_on(snapshot)[:: 25 * step]]:
        found = first = respond(question, shipped_index, TODAY)
        if first.request.page > 1:
            continue  # Previous is not followed
        seen = 0
        while True:
            message = to_message(found)
            assert check_message(message) == [], question
            view = to_view(found, Reader("/azrel", turns_back=False))
            seen += len(view.facts) + sum(len(group.items) for group in view.groups)
            if not view.more:
                break
            found = answer(view.more.request, shipped_index, TODAY)
        whole = first.counts if isinstance(first, Listing) else as_answer(first).facts
        assert seen == len(whole) or view.rows, question
