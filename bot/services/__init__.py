"""The acts of users, through every entry point: asking, following up, curating; each message answered once."""

from bot.services.announcements import MISSED, Announcement, Answered, Missed, Repeated, Shared, Subscriber
from bot.services.askers import Asker, EntryPoint
from bot.services.bounded import BoundedMapping
from bot.services.conversations import Conversations, to_noted
from bot.services.directory import Directory
from bot.services.following import Follower
from bot.services.housekeeping import AllDuties, Duties, Housekeeper
from bot.services.inbox import Claim, Inbox
from bot.services.responder import MAX_ASKED, Responder

__all__ = [
    "MAX_ASKED",
    "MISSED",
    "AllDuties",
    "Announcement",
    "Answered",
    "Asker",
    "BoundedMapping",
    "Claim",
    "Conversations",
    "Directory",
    "Duties",
    "EntryPoint",
    "Follower",
    "Housekeeper",
    "Inbox",
    "Missed",
    "Repeated",
    "Responder",
    "Shared",
    "Subscriber",
    "to_noted",
]
