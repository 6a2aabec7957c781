"""Proposals of curators: roles, the states of a proposal, and the changes that are published."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.gaps import KeepMisses


class Role(StrEnum):
    """The role of a member in a workspace; each role includes those before it."""

    CURATOR = "curator"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def includes(self, other: "Role") -> bool:
        """Return whether this role has all rights of another."""
        ranks = tuple(Role)
        return ranks.index(self) >= ranks.index(other)


class ProposalState(StrEnum):
    """The state of a proposal between draft and publication."""

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

    `version` grows with each edit and each step, so that an action on an older one can be refused. `note` is the
    author's explanation; `reason` is that of whoever set the current state. `message` is the address of its review
    message, as "channel/ts", and `shown` the version shown there. `author_name` is the author's display name, and
    `before` the fact it was made from, as JSON; `gap` is the id of the gap that it is to fill. Unused fields are "".
    Times are seconds since 1970.
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
        """True while its author may edit it."""
        return self.state in _EDITABLE

    def may_become(self, state: ProposalState) -> bool:
        """Return whether a state may follow the current one."""
        return state in NEXT_STATES[self.state]


@dataclass(frozen=True, slots=True)
class Change:
    """A published change of a fact: `kind` is the operation's, `before` and `after` are the fact as JSON, or ""."""

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
    """A member of a workspace who has a role, with the ids of the partners and topics that they own."""

    team: str
    user: str
    role: Role
    partners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkspaceSettings:
    """A workspace's settings for reviews: the channel ("" if none is chosen), and self-approval by authors.

    `keep_misses` is the part of unanswered questions that is kept.
    """

    team: str
    review_channel: str = ""
    self_approval: bool = False
    keep_misses: KeepMisses = KeepMisses.TEXT
