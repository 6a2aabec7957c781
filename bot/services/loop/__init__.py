"""The readers' loop: recording misses and feedback, filling gaps, and notifying followers and watchers."""

from bot.services.loop.digests import DIGEST, SECONDS_OF_SNOOZE, Digests, Due, Scope, to_scope
from bot.services.loop.gap_closing import GapCloser
from bot.services.loop.gaps import AskedAgain, Candidates, Gaps, ask
from bot.services.loop.personal import PersonalData
from bot.services.loop.reader_feedback import ReaderFeedback
from bot.services.loop.recording import UsageRecorder
from bot.services.loop.watching import WATCHED, Watching, find_watched, read_changes

__all__ = [
    "DIGEST",
    "SECONDS_OF_SNOOZE",
    "WATCHED",
    "AskedAgain",
    "Candidates",
    "Digests",
    "Due",
    "GapCloser",
    "Gaps",
    "PersonalData",
    "ReaderFeedback",
    "Scope",
    "UsageRecorder",
    "Watching",
    "ask",
    "find_watched",
    "read_changes",
    "to_scope",
]
