"""The history of facts: the changes published from Slack, and those in version control."""

import asyncio
from collections.abc import Callable
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from bot.domain.operations import Fields, decode_fields
from bot.domain.proposals import Change, Role
from bot.reply.curating import Version, parse_number
from bot.search import Index
from bot.services.askers import Asker
from bot.services.curating.bases import Base, NotApplied, Recorded
from bot.services.curating.changes import to_changes
from bot.services.curating.people import NotAllowed, People
from bot.store.curation import Curation

_FROM_STORE, _FROM_FILES = "change", "commit"
_GONE = "This version is not on record any more."


class Histories:
    """Looks up who changed a fact, when and why. Methods raise StoreDown, and NotAllowed without the role."""

    def __init__(self, curation: Curation, people: People, base: Base, current: Callable[[], Index]) -> None:
        self._curation = curation
        self._people = people
        self._base = base
        self._current = current

    async def of(self, asker: Asker, fact: str) -> tuple[list[Version], str]:
        """Return a fact's versions, newest first, and a message about those that could not be read."""
        await self._people.demand(asker, Role.CURATOR)
        changes = await self._curation.list_changes(asker.team, fact)
        missing, recorded = "", list[Recorded]()
        try:
            recorded = list(await asyncio.to_thread(self._base.history, fact))
        except NotApplied as reason:
            missing = str(reason)
        zone = ZoneInfo(self._current().snapshot.about.time_zone)
        # Version control repeats the changes that were published from Slack.
        published = {change.proposal for change in changes}
        versions = [_to_version(change, zone) for change in changes]
        versions += [_from_record(fact, record) for record in recorded if record.proposal not in published]
        return sorted(versions, key=lambda version: version.day, reverse=True), missing

    async def before(self, asker: Asker, value: str) -> tuple[str, str, Fields | None]:
        """Return a fact before one of its versions: its id, its partner, and its fields, None where it was missing."""
        await self._people.demand(asker, Role.CURATOR)
        where, _, rest = value.partition(" ")
        if where == _FROM_STORE and (number := parse_number(rest)):
            change = await self._curation.find_change(asker.team, number)
            if change is not None:
                return change.fact, change.partner, decode_fields(change.before)
        elif where == _FROM_FILES:
            fact, _, id_ = rest.partition(" ")
            records = await asyncio.to_thread(self._base.history, fact)
            for record in records:
                if record.id == id_:
                    return fact, record.partner, record.before
        raise NotAllowed(_GONE)


def _to_version(change: Change, zone: tzinfo) -> Version:
    return Version(
        id=f"{_FROM_STORE} {change.id}",
        day=datetime.fromtimestamp(change.at, zone).date().isoformat(),
        author=change.author,
        approver=change.approver,
        note=change.note,
        changes=to_changes(decode_fields(change.before), decode_fields(change.after)),
        by_users=True,
    )


def _from_record(fact: str, record: Recorded) -> Version:
    return Version(
        id=f"{_FROM_FILES} {fact} {record.id}" if record.before is not None else "",
        day=record.day,
        author=record.author,
        approver=record.approver,
        note=record.note,
        changes=to_changes(record.before, record.after),
    )
