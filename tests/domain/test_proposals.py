"""Roles include those before them, and proposals move only between allowed states."""

import pytest

from bot.domain.proposals import NEXT_STATES, Proposal, ProposalState, Role

S = ProposalState


def in_state(state: ProposalState) -> Proposal:
    return Proposal("1", "T1", state, 1, "U1", "{}", "zenda", "fact", "", "", "", "", 0.0, 0.0)


def test_each_role_includes_those_before_it() -> None:
    included = {role: [other for other in Role if role.includes(other)] for role in Role}

    assert included == {
        Role.CURATOR: [Role.CURATOR],
        Role.REVIEWER: [Role.CURATOR, Role.REVIEWER],
        Role.ADMIN: [Role.CURATOR, Role.REVIEWER, Role.ADMIN],
    }


def test_nothing_is_published_that_was_not_approved() -> None:
    assert [state for state in S if in_state(state).may_become(S.PUBLISHED)] == [S.APPROVED]
    assert [state for state in S if in_state(state).may_become(S.APPROVED)] == [S.OPEN]


def test_final_states_have_no_next_state() -> None:
    assert set(NEXT_STATES) == set(S)
    assert [state for state in S if not NEXT_STATES[state]] == [S.PUBLISHED, S.DECLINED, S.WITHDRAWN]


@pytest.mark.parametrize("state", S)
def test_editable_proposal_may_be_opened_again(state: ProposalState) -> None:
    proposal = in_state(state)

    assert proposal.is_editable == (state in (S.DRAFT, S.CHANGES, S.CONFLICT))
    assert proposal.may_become(S.OPEN) or not proposal.is_editable
