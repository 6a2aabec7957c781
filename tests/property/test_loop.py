"""Windows and messages of the loop are valid, with texts of any content."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.answers import Outcome
from bot.domain.gaps import Gap, GapKind, GapState
from bot.domain.requests import Request, Word
from bot.domain.watching import ChangeKind, FactChange, Pace, PersonalRows, Report, Watch
from bot.reply import Surface, to_message, to_modal
from bot.reply.loop import (
    Digest,
    DueFact,
    parse_cure,
    parse_decline,
    parse_fault,
    parse_loop_press,
    parse_request,
    parse_vote,
    to_asked_again_blocks,
    to_cure_window,
    to_decline_window,
    to_digest,
    to_fault_window,
    to_feedback_block,
    to_feedback_buttons,
    to_gap_blocks,
    to_gap_closed,
    to_gap_message,
    to_marked,
    to_privacy,
    to_report_record,
    to_report_text,
    to_report_window,
    to_request_button,
    to_request_window,
    to_unwatched,
    to_watch_blocks,
    to_watch_notice,
    to_watching,
)
from bot.sandbox import check_message, check_view
from bot.search import build, respond
from tests.bases import TODAY, snapshot_of
from tests.property.curating import ENTRIES, FACTS, HOME, IDS, SNAPSHOT, TEXTS
from tests.property.questions import QUESTIONS
from tests.property.strategies import bases
from tests.reply.curating.drafts import inputs

# From 1970 to 2100.
TIMES = st.floats(0, 4_102_444_800)
GAPS = st.builds(
    Gap,
    id=IDS,
    team=IDS,
    kind=st.sampled_from(GapKind),
    key=TEXTS,
    text=TEXTS,
    request=TEXTS,
    partner=st.sampled_from([*SNAPSHOT.partners, "", "gone"]),
    topic=st.sampled_from([*SNAPSHOT.topics, "", "gone"]),
    fact=st.sampled_from([*SNAPSHOT.facts, "", "gone"]),
    note=TEXTS,
    link=TEXTS | TEXTS.map(lambda text: f"https://gazette.example/{text}"),
    asks=st.integers(1, 10**9),
    first_at=TIMES,
    last_at=TIMES,
    state=st.sampled_from(GapState),
    reason=TEXTS,
)
WORDS = st.builds(Word, st.text(min_size=1, max_size=100))
REQUESTS = st.builds(
    Request, partners=st.lists(IDS, max_size=30).map(tuple), words=st.lists(WORDS, max_size=30).map(tuple)
)
SEARCHABLE = build(SNAPSHOT)
MANY_FACTS = st.lists(FACTS, max_size=30)


@given(REQUESTS, MANY_FACTS, TEXTS, IDS | st.just(""))
def test_buttons_and_windows_of_readers_are_valid(request: Request, facts: list[Any], text: str, origin: str) -> None:
    block = to_feedback_block(request)
    pressed = [*to_feedback_buttons(request), to_request_button(text)]
    actions = [{"type": "actions", "elements": [button]} for button in pressed if button]

    assert check_message({"text": "x", "blocks": [block] if block else []}) == []
    assert check_message({"text": "x", "blocks": actions}) == []
    assert len(pressed) == (3 if block else 1)
    assert check_view(to_fault_window(request, facts, origin)) == []
    assert check_view(to_request_window(text, origin)) == []


@given(GAPS, MANY_FACTS, st.lists(TEXTS, max_size=9), st.sampled_from(Outcome), TEXTS)
def test_messages_and_windows_of_gaps_are_valid(
    gap: Gap, facts: list[Any], words: list[str], outcome: Outcome, question: str
) -> None:
    message = to_gap_message(gap, TODAY, SNAPSHOT)
    cure = to_cure_window(gap, facts, words, SNAPSHOT)
    asked = to_asked_again_blocks(question, outcome, outcome, facts, gap.fact)

    assert check_message(message) == []
    assert "<" not in message["text"]
    assert check_view(cure) == []
    assert all(
        len(element.get("initial_value", "")) <= element.get("max_length", 0) for element in inputs(cure).values()
    )
    assert check_view(to_decline_window(gap, SNAPSHOT)) == []
    assert check_view({"type": "home", "blocks": asked}) == []


DUE = st.lists(st.builds(DueFact, FACTS, st.dates(date(2000, 1, 1), date(2100, 1, 1))), max_size=15)
WATCHES = st.builds(
    Watch,
    IDS,
    IDS,
    st.sampled_from([*SNAPSHOT.partners, "", "gone"]),
    st.sampled_from([*SNAPSHOT.topics, "gone"]),
    st.sampled_from(Pace),
    TIMES,
    TIMES,
)
CHANGES = st.lists(
    st.tuples(st.builds(FactChange, IDS, st.sampled_from(ChangeKind), TIMES), st.none() | FACTS), max_size=20
)


@given(DUE, st.lists(GAPS, max_size=9), ENTRIES)
@settings(
    max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_digests_are_valid_messages(due: list[DueFact], gaps: list[Gap], waiting: list[Any]) -> None:
    message = to_digest(Digest(due, gaps, waiting, SNAPSHOT), TODAY)

    assert check_message(message) == []
    assert "<" not in message["text"]


@given(WATCHES, CHANGES, st.integers(0, 10**6), TEXTS, st.booleans())
def test_notices_to_watchers_are_valid_messages(
    watch: Watch, changes: list[tuple[FactChange, Any]], more: int, name: str, is_new: bool
) -> None:
    for message in (
        to_watch_notice([watch] * (more % 20), changes, SNAPSHOT, TODAY, more=more),
        to_watching(name, watch, is_new=is_new),
        to_unwatched(name, was_watched=is_new),
    ):
        assert check_message(message) == []
        assert "<" not in message["text"]


@given(st.lists(WATCHES, max_size=20), st.lists(GAPS, max_size=9))
def test_blocks_of_the_loop_fit_the_home(watches: list[Watch], gaps: list[Gap]) -> None:
    blocks = [*to_gap_blocks(gaps, SNAPSHOT), *to_watch_blocks(watches, SNAPSHOT), *HOME]

    assert check_view({"type": "home", "blocks": blocks}) == []


@given(
    st.builds(
        PersonalRows,
        followed=st.lists(TEXTS, max_size=15).map(tuple),
        watches=st.lists(WATCHES, max_size=15).map(tuple),
        votes=st.integers(0, 10**6),
        role=TEXTS,
        is_left_out=st.booleans(),
    )
)
def test_privacy_message_is_valid(rows: PersonalRows) -> None:
    assert check_message(to_privacy(rows, SNAPSHOT)) == []


COUNTS = st.integers(0, 10**9)
REPORTS = st.builds(
    Report,
    since=st.dates(date(2000, 1, 1), TODAY).map(date.isoformat),
    questions=st.dictionaries(
        st.tuples(st.sampled_from(Outcome) | TEXTS, st.sampled_from(["command", "home"]) | TEXTS), COUNTS, max_size=9
    ),
    votes=st.dictionaries(st.sampled_from(["up", "down"]), COUNTS),
    faults=st.dictionaries(st.sampled_from(["wrong", "unclear", "odd"]), COUNTS),
    gaps=st.lists(st.tuples(TEXTS, COUNTS, TIMES), max_size=12).map(tuple),
    opened=COUNTS,
    filled=COUNTS,
    declined=COUNTS,
    seconds_to_fill=TIMES,
    shown=st.dictionaries(st.sampled_from([*SNAPSHOT.facts, "gone"]), COUNTS),
)


@given(REPORTS)
@settings(deadline=None)
def test_reports_are_valid_views(report: Report) -> None:
    assert check_view(to_report_window(report, SNAPSHOT, TODAY)) == []
    assert to_report_text(report, SNAPSHOT, TODAY)
    share = to_report_record(report, SNAPSHOT)["feedback"]["share_of_answers"]
    assert 0 <= share <= 1


@given(GAPS, st.none() | st.sampled_from(["sylvania", "timeline graustark", "whales", "compare sylvania graustark"]))
@settings(deadline=None)
def test_notices_to_followers_are_valid_messages(gap: Gap, question: str | None) -> None:
    notice = to_gap_closed(gap, respond(question, SEARCHABLE, TODAY) if question else None)

    assert check_message(notice) == []
    assert check_message(to_marked(notice)) == []
    assert "<" not in notice["text"]


@pytest.mark.slow
@given(bases(), st.sampled_from(QUESTIONS), GAPS)
@settings(
    max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_largest_valid_facts_fit_the_notices(files: dict[str, bytes], question: str, gap: Gap) -> None:
    snapshot = snapshot_of(files)
    facts = list(snapshot.facts.values())
    found = respond(question, build(snapshot), TODAY)
    due = [DueFact(fact, TODAY) for fact in facts]
    watch = Watch("T1", "U1", "zenda", "", Pace.WEEKLY, 0.0, 0.0)
    changes = [(FactChange(fact.id, ChangeKind.NEW, 0.0), fact) for fact in facts]
    notice = to_gap_closed(gap, found)

    for message in (
        notice,
        to_marked(notice),
        to_digest(Digest(due, [gap] * 6, [], snapshot), TODAY),
        to_watch_notice([watch], [*changes, (changes[0][0], None)], snapshot, TODAY),
        to_gap_message(gap, TODAY, snapshot),
        *[to_message(found, surface, is_curated=True, takes_feedback=True) for surface in Surface],
    ):
        assert check_message(message) == []
    assert check_view(to_modal(found, is_shareable=True, takes_feedback=True)) == []
    assert check_view(to_fault_window(found.request, facts, "C1/1.2")) == []
    assert check_view(to_cure_window(gap, facts, ["whales"], snapshot)) == []


# A view or an action as Slack sends it, and other values.
_SENT = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "selected_option", "selected_options"]), inner, max_size=3)
    ),
    max_leaves=6,
)
_NAMES = ["which", "fact", "note", "follow", "text", "link", "words", "as", "reason"]
_VALUES = st.fixed_dictionaries(
    {}, optional={f"loop-{name}": _SENT | st.fixed_dictionaries({f"loop-{name}": _SENT}) for name in _NAMES}
)
_VIEWS = _SENT | st.fixed_dictionaries(
    {}, optional={"private_metadata": _SENT, "state": _SENT | st.fixed_dictionaries({"values": _VALUES})}
)
_ACTIONS = _SENT | st.fixed_dictionaries(
    {}, optional={"action_id": _SENT | st.sampled_from(["loop-vote.0", "loop-snooze.1"]), "value": _SENT}
)


@given(_VIEWS, _ACTIONS)
def test_parses_payloads_of_any_shape(view: Any, action: Any) -> None:
    fault, request, cure = parse_fault(view), parse_request(view), parse_cure(view)

    assert max(len(fault.note), len(request.note), len(parse_decline(view)[1])) <= 500
    assert len(request.text) <= 300
    assert cure.problems or (cure.fact and cure.words)
    parse_loop_press(action)
    parse_vote(action)
