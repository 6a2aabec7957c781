"""Windows, lists and messages of curating are valid, with fields of any content."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.gaps import KeepMisses
from bot.domain.knowledge import Snapshot
from bot.domain.operations import Kind, Operation
from bot.domain.proposals import Member, ProposalState, Role, WorkspaceSettings
from bot.reply.curating import (
    WHERE,
    WORDS,
    Draft,
    Entry,
    Preview,
    Review,
    Version,
    parse_admin,
    parse_note,
    parse_press,
    parse_reason,
    parse_where,
    parse_words,
    problems_by_field,
    to_admin_window,
    to_decision_message,
    to_history_window,
    to_preview,
    to_proposal_blocks,
    to_review_message,
    to_shown_window,
    to_where_window,
    to_words_window,
)
from bot.sandbox import check_message, check_view
from tests.bases import TODAY, snapshot_of
from tests.property.curating import ENTRIES, FACTS, HOME, IDS, SNAPSHOT, TEXTS
from tests.property.strategies import bases
from tests.reply.curating.drafts import inputs

VALUES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.sampled_from(["source", "excerpt", "locator"]), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.dictionaries(
    st.sampled_from(["statement", "when", "topics", "keywords", "citations", "verified", "involves"]), VALUES
) | st.fixed_dictionaries(
    {
        "topics": st.lists(st.sampled_from([*SNAPSHOT.topics, "gone"])),
        "keywords": st.lists(TEXTS),
        "citations": st.lists(
            st.fixed_dictionaries({"source": st.sampled_from([*SNAPSHOT.sources, "gone"]), "excerpt": TEXTS}),
            max_size=9,
        ),
    }
)
DRAFTS = st.builds(
    Draft,
    IDS,
    st.builds(Operation, st.sampled_from(Kind), st.sampled_from([*SNAPSHOT.partners, "", "gone"]), IDS, FIELDS),
    TEXTS,
)
CHANGES = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=30).map(tuple)
PROPOSED = st.sampled_from(Kind)
PREVIEWS = st.builds(Preview, kind=PROPOSED, snapshot=st.just(SNAPSHOT), fact=st.none() | FACTS, changes=CHANGES)
REVIEWED = [state.value for state in ProposalState if state is not ProposalState.DRAFT]
REVIEWS = st.builds(
    Review,
    id=IDS,
    version=st.integers(1, 10**9),
    kind=PROPOSED,
    fact=IDS,
    state=st.sampled_from(REVIEWED),
    author=IDS,
    note=TEXTS,
    decided_by=IDS | st.just(""),
    reason=TEXTS,
    problem=TEXTS,
    preview=st.none() | PREVIEWS,
)


@given(DRAFTS)
def test_pages_are_valid_views(draft: Draft) -> None:
    for window in (to_where_window(draft, SNAPSHOT), to_words_window(draft, SNAPSHOT)):
        assert check_view(window) == []
        for element in inputs(window).values():
            assert len(element.get("initial_value", "")) <= element.get("max_length", 0)


@given(DRAFTS, PREVIEWS)
def test_previews_are_valid_views(draft: Draft, preview: Preview) -> None:
    assert check_view(to_preview(draft, preview, TODAY)) == []


@given(REVIEWS, st.none() | st.tuples(TEXTS, TEXTS))
def test_reviews_and_notices_to_authors_are_valid_messages(review: Review, both: tuple[str, str] | None) -> None:
    message, notice = to_review_message(review, TODAY), to_decision_message(review, both=both)

    assert check_message(message) == []
    assert check_message(notice) == []
    assert "<!" not in message["text"] + notice["text"]


@given(
    TEXTS,
    st.lists(
        st.builds(
            Version,
            id=IDS | st.just(""),
            day=st.just("2026-11-23"),
            author=TEXTS,
            approver=TEXTS,
            note=TEXTS,
            changes=CHANGES,
        ),
        max_size=30,
    ),
    TEXTS,
)
@settings(
    max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_histories_are_valid_views(fact: str, versions: list[Version], missing: str) -> None:
    assert check_view(to_history_window(fact, versions, missing=missing)) == []


@given(ENTRIES, st.none() | ENTRIES)
def test_homes_are_valid_views(own: list[Entry], waiting: list[Entry] | None) -> None:
    assert check_view({"type": "home", "blocks": [*to_proposal_blocks(own, waiting), *HOME]}) == []


OWNED = st.lists(st.sampled_from([*SNAPSHOT.partners, *SNAPSHOT.topics, "gone"]), max_size=30).map(tuple)
MEMBERS = st.builds(Member, team=st.just("T1"), user=IDS, role=st.sampled_from(Role), partners=OWNED, topics=OWNED)
SETTINGS = st.builds(
    WorkspaceSettings,
    team=st.just("T1"),
    review_channel=IDS | st.just(""),
    self_approval=st.booleans(),
    keep_misses=st.sampled_from(KeepMisses),
)


@given(st.lists(MEMBERS, max_size=150), SETTINGS)
def test_windows_of_admins_are_valid_views(members: list[Member], chosen: WorkspaceSettings) -> None:
    assert check_view(to_admin_window(members, chosen, SNAPSHOT)) == []


@pytest.mark.slow
@given(bases())
@settings(
    max_examples=settings().max_examples // 5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_largest_valid_facts_fit_the_windows(files: dict[str, bytes]) -> None:
    snapshot = snapshot_of(files)
    facts = list(snapshot.facts.values())
    changes = tuple((key, "old " * 500, "new " * 500) for key in ("statement", "when", "citations"))

    assert check_view(to_shown_window(facts, snapshot, TODAY, "zenda")) == []
    for fact in facts:
        draft = to_draft(snapshot, fact.id)
        preview = Preview(kind=Kind.EDIT, snapshot=snapshot, fact=fact, changes=changes)
        assert check_view(to_where_window(draft, snapshot)) == []
        assert check_view(to_words_window(draft, snapshot)) == []
        assert check_view(to_preview(draft, preview, TODAY)) == []
        review = Review(
            id="P", version=1, kind=Kind.EDIT, fact=fact.id, state="open", author="U1", note="n" * 500, preview=preview
        )
        assert check_message(to_review_message(review, TODAY)) == []


def to_draft(snapshot: Snapshot, fact: str) -> Draft:
    """Return an edit of a fact that changes nothing."""
    now = snapshot.facts[fact]
    citations = [
        {"source": one.source.id, "locator": one.locator or "", "excerpt": one.excerpt or ""} for one in now.citations
    ]
    fields: dict[str, Any] = {"statement": now.statement, "topics": list(now.topics), "citations": citations}
    return Draft("P", Operation(Kind.EDIT, now.home, fact, fields))


# A view as Slack sends it, and other values.
_SENT = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["value", "selected_option", "selected_options", "selected_user"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
_NAMES = ["partner", "source", "topics", "when", "statement", "locator", "excerpt", "keywords", "note", "reason"]
_STATES = st.fixed_dictionaries(
    {}, optional={f"curate-{name}": _SENT | st.fixed_dictionaries({f"curate-{name}": _SENT}) for name in _NAMES}
)


@given(_STATES, DRAFTS, _SENT)
def test_parses_payloads_of_any_shape(values: dict[str, Any], draft: Draft, action: object) -> None:
    partner, where = parse_where(values, draft)
    words = parse_words(values, draft)

    for fields in (where, words):
        operation = replace(draft.operation, fields=fields)
        assert check_view(to_where_window(replace(draft, operation=operation), SNAPSHOT)) == []
        assert check_view(to_words_window(replace(draft, operation=operation), SNAPSHOT)) == []
    assert draft.is_new or partner == draft.operation.partner
    assert max(len(parse_note(values)), len(parse_reason(values))) <= 500
    assert parse_admin(values).role == ""
    parse_press(action)


@given(st.sampled_from([WHERE, WORDS]), st.dictionaries(TEXTS | st.sampled_from(["statement", "when"]), TEXTS))
def test_each_problem_is_at_a_field_of_its_page(page: str, problems: dict[str, str]) -> None:
    placed = problems_by_field(page, problems)

    window = to_where_window if page == WHERE else to_words_window
    draft = Draft("P", Operation(Kind.EDIT, "sylvania"))
    assert {*placed} <= {*inputs(window(draft, SNAPSHOT))}
    assert bool(placed) == bool(problems)


@given(st.sampled_from(["topics", "keywords"]), st.lists(st.sampled_from([*SNAPSHOT.topics]), unique=True))
def test_unchanged_page_changes_nothing(key: str, items: list[str]) -> None:
    citation = {"source": "gazette-2018", "locator": "page 2", "excerpt": "the gas flows"}
    fields: dict[str, Any] = {"statement": "A fact.", "when": "2005", "citations": [citation, {"source": "x"}]}
    fields |= {key: items} if items else {}
    draft = Draft("P", Operation(Kind.EDIT, "sylvania", "a", fields))

    assert parse_where(to_state(to_where_window(draft, SNAPSHOT)), draft) == ("sylvania", fields)
    assert parse_words(to_state(to_words_window(draft, SNAPSHOT)), draft) == fields


def to_state(window: dict[str, Any]) -> dict[str, Any]:
    """Return the state of an unchanged window."""
    renamed = {"initial_value": "value", "initial_option": "selected_option", "initial_options": "selected_options"}
    return {
        field: {field: {renamed[key]: value for key, value in element.items() if key in renamed}}
        for field, element in inputs(window).items()
    }
