"""Curating: roles, drafts, reviews, publishing, and the history of facts."""

from bot.services.curating.bases import Base, ChangedMeanwhile, Credit, Current, DryRun, NotApplied, Recorded
from bot.services.curating.changes import to_changes, to_fixed, to_text
from bot.services.curating.drafting import Drafting
from bot.services.curating.histories import Histories
from bot.services.curating.ids import suggest_fact_id, suggest_id
from bot.services.curating.people import NotAllowed, People
from bot.services.curating.reviewing import Decided, Reviewing

__all__ = [
    "Base",
    "ChangedMeanwhile",
    "Credit",
    "Current",
    "Decided",
    "Drafting",
    "DryRun",
    "Histories",
    "NotAllowed",
    "NotApplied",
    "People",
    "Recorded",
    "Reviewing",
    "suggest_fact_id",
    "suggest_id",
    "to_changes",
    "to_fixed",
    "to_text",
]
