"""Changes of the base by its curators: who may do what, a proposal on its way, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.gaps import KeepMisses


class Role(StrEnum):
    """What a member of a workspace may do; each role includes those before it."""

    CURATOR = "curator"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def includes(self, other: "Role") -> bool:
        """Whether whoever has this role may do what the other allows."""
        ranks = tuple(Role)
        return ranks.index(self) >= ranks.index(other)


class ProposalState(StrEnum):
    """Where a proposal stands on its way from a draft into the base."""

    DRAFT = "draft"
    OPEN = "open"  # waits for review
    CHANGES = "changes"  # the reviewer asks its author for changes
    APPROVED = "approved"  # is being written to the base
    PUBLISHED = "published"
    DECLINED = "declined"
    CONFLICT = "conflict"  # the fact was changed meanwhile
    WITHDRAWN = "withdrawn"


_S = ProposalState
# Which states may follow which. An approved proposal that cannot be written is open again.
NEXT_STATES: Mapping[ProposalState, frozenset[ProposalState]] = {
    _S.DRAFT: frozenset({_S.OPEN, _S.WITHDRAWN}),
    _S.OPEN: frozenset({_S.CHANGES, _S.APPROVED, _S.DECLINED, _S.WITHDRAWN}),
    _S.CHANGES: frozenset({_S.OPEN, _S.DECLINED, _S.WITHDRAWN}),
    _S.APPROVED: frozenset({_S.PUBLISHED, _S.CONFLICT, _S.OPEN}),
    _S.CONFLICT: frozenset({_S.OPEN, _S.DECLINED, _S.WITHDRAWN}),
    _S.PUBLISHED: frozenset(),
    _S.DECLINED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}
_EDITABLE = frozenset({_S.DRAFT, _S.CHANGES, _S.CONFLICT})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change of one fact, as an encoded operation, which may be incomplete while it is a draft.

    `version` grows with each edit and each step, so that whoever acts on an older one is found out. `note` says why, in
    the author's words; `reason` in the words of whoever brought it into its state. `message` tells where its review
    stands, as "channel/ts", and `shown` which version was shown there. `author_name` is what its author was called, and
    `before` the fact that it was made from, as JSON; `gap` is the id of the gap that it is to fill. What does not apply
    is "". Times are seconds since 1970.
    """

    id: str
    team: str
    state: ProposalState
    version: int
    author: str
    operation: str
    partner: str
    fact: str
    note: str
    decided_by: str
    reason: str
    message: str
    at: float
    changed_at: float
    author_name: str = ""
    before: str = ""
    shown: int = 0
    gap: str = ""

    @property
    def is_editable(self) -> bool:
        """Whether its author may edit it."""
        return self.state in _EDITABLE

    def may_become(self, state: ProposalState) -> bool:
        """Whether a state may follow the one that it is in."""
        return state in NEXT_STATES[self.state]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact's change, as published: `kind` names the operation, `before` and `after` are the fact as JSON, or ""."""

    id: int
    team: str
    fact: str
    partner: str
    kind: str
    before: str
    after: str
    author: str
    approver: str
    proposal: str
    note: str
    at: float


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a workspace who has a role, and the partners and topics that they own, by their ids."""

    team: str
    user: str
    role: Role
    partners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkspaceSettings:
    """How a workspace reviews: in which channel, "" where none is chosen, and whether authors may approve their own.

    `keep_misses` is what it keeps of questions that were not answered.
    """

    team: str
    review_channel: str = ""
    self_approval: bool = False
    keep_misses: KeepMisses = KeepMisses.TEXT
