"""Every window and message of the loop is one that Slack takes, whatever readers and curators wrote."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answers import Outcome
from bot.domain.gaps import Gap, GapKind, GapState
from bot.domain.requests import Request, Word
from bot.reply.loop import (
    parse_cure,
    parse_decline,
    parse_fault,
    parse_loop_press,
    parse_request,
    parse_vote,
    to_asked_again_blocks,
    to_cure_window,
    to_decline_window,
    to_fault_window,
    to_feedback_block,
    to_feedback_buttons,
    to_gap_message,
    to_request_button,
    to_request_window,
)
from bot.sandbox import check_message, check_view
from tests.bases import TODAY
from tests.property.test_curating import FACTS, IDS, SNAPSHOT, TEXTS
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
MANY_FACTS = st.lists(FACTS, max_size=30)


@given(REQUESTS, MANY_FACTS, TEXTS, IDS | st.just(""))
@settings(max_examples=200)
def test_what_readers_press_and_fill_in_is_what_slack_takes(
    request: Request, facts: list[Any], text: str, origin: str
) -> None:
    block = to_feedback_block(request)
    pressed = [*to_feedback_buttons(request), to_request_button(text)]
    actions = [{"type": "actions", "elements": [button]} for button in pressed if button]

    assert check_message({"text": "x", "blocks": [block] if block else []}) == []
    assert check_message({"text": "x", "blocks": actions}) == []
    assert len(pressed) == (3 if block else 1)
    assert check_view(to_fault_window(request, facts, origin)) == []
    assert check_view(to_request_window(text, origin)) == []


@given(GAPS, MANY_FACTS, st.lists(TEXTS, max_size=9), st.sampled_from(Outcome), TEXTS)
@settings(max_examples=200)
def test_what_is_seen_of_a_gap_is_what_slack_takes(
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
    assert check_view(to_decline_window(gap.id)) == []
    assert check_view({"type": "home", "blocks": asked}) == []


# What Slack could send of a view or an action, and what else might come.
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
@settings(max_examples=300)
def test_whatever_is_sent_is_read(view: Any, action: Any) -> None:
    fault, request, cure = parse_fault(view), parse_request(view), parse_cure(view)

    assert max(len(fault.note), len(request.note), len(parse_decline(view)[1])) <= 500
    assert len(request.text) <= 300
    assert cure.problems or (cure.fact and cure.words)
    parse_loop_press(action)
    parse_vote(action)
