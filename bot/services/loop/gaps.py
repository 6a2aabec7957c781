"""Curators' work on gaps: find the facts that a question meant, propose a cure, or decline the gap."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.answers import Answer, Outcome
from bot.domain.gaps import Gap, GapState
from bot.domain.knowledge import Fact, Snapshot
from bot.domain.operations import Fields, Kind, Operation
from bot.domain.proposals import Role
from bot.domain.requests import Request, decode_request
from bot.domain.responses import Response
from bot.search import Index, answer, as_answer, build, respond
from bot.services.askers import Asker
from bot.services.curating import NotAllowed, People
from bot.services.loop.recording import is_thin
from bot.store.loop import Loop

MOST_CANDIDATES = 20
_FACTS_AN_OFFER = 5
_GONE = "This is not open any more: somebody has dealt with it."


@dataclass(frozen=True, slots=True)
class Candidates:
    """The facts that a question may have meant, best first, and the words that kept it from finding them."""

    facts: tuple[Fact, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """A question's outcome in the base as it is and with a change, and the facts that it then finds."""

    question: str
    before: Outcome
    after: Outcome
    found: tuple[Fact, ...]


class Gaps:
    """Lets curators deal with gaps. Methods raise StoreDown, and NotAllowed without the role."""

    def __init__(self, loop: Loop, people: People, current: Callable[[], Index], today: Callable[[], date]) -> None:
        self._loop = loop
        self._people = people
        self._current = current
        self._today = today

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that is served."""
        return self._current().snapshot

    async def find(self, asker: Asker, id_: str) -> Gap:
        """Find an open gap of the workspace. Raises NotAllowed where there is none."""
        await self._people.demand(asker, Role.CURATOR)
        gap = await self._loop.find_gap(asker.team, id_)
        if gap is None or gap.state is not GapState.OPEN:
            raise NotAllowed(_GONE)
        return gap

    async def list_open(self, asker: Asker) -> Sequence[Gap]:
        """List the open gaps of the workspace, the most asked first."""
        await self._people.demand(asker, Role.CURATOR)
        return await self._loop.list_gaps(asker.team)

    async def decline(self, asker: Asker, id_: str, reason: str) -> Gap:
        """Close a gap that is not to be filled; its followers are notified of the reason."""
        await self._people.demand(asker, Role.CURATOR)
        closed = await self._loop.close_gap(asker.team, id_, GapState.DECLINED, asker.user, reason)
        if closed is None:
            raise NotAllowed(_GONE)
        return closed

    def candidates(self, gap: Gap) -> Candidates:
        """Find the facts that a question may have meant."""
        index, today = self._current(), self._today()
        found = as_answer(self._ask(gap, index))
        facts = dict.fromkeys(_facts_near(found, index, today))
        words = found.passed_over or tuple([word.text for word in found.request.words])
        return Candidates(tuple(facts)[:MOST_CANDIDATES], words)

    async def suggest(self, asker: Asker, id_: str, typed: str) -> tuple[Fact, ...]:
        """Suggest facts for a gap: those that match the typed text, or else the nearest to its question."""
        gap = await self.find(asker, id_)
        if not typed.strip():
            return (await asyncio.to_thread(self.candidates, gap)).facts
        index, today = self._current(), self._today()
        found = as_answer(respond(typed, index, today))
        return tuple(dict.fromkeys(_facts_near(found, index, today)))[:MOST_CANDIDATES]

    def to_operation(self, fact: str, words: Sequence[str], kind: str, target: str) -> Operation:
        """Make the operation that lets a question find a fact: a keyword, a partner's alias, or a topic's word.

        Raises NotAllowed where the fact, partner or topic was removed.
        """
        snapshot = self.snapshot
        if kind == "topic" and target in snapshot.topics:
            fields: Fields = {"id": target, "words": list(words)}
            return Operation(Kind.ADD_TOPIC_WORD, "", "", fields)
        if kind == "partner" and target in snapshot.partners:
            return Operation(Kind.ADD_ALIAS, target, "", {"aliases": list(words)})
        if kind == "keyword" and fact in snapshot.facts:
            return Operation(Kind.ADD_KEYWORD, snapshot.facts[fact].home, fact, {"keywords": list(words)})
        raise NotAllowed("What you chose is not there any more: open the question again.")

    async def ask_again(self, gap: Gap, changed: Snapshot) -> AskedAgain:
        """Ask a gap's question of a changed base, in a thread."""
        return await asyncio.to_thread(self._ask_again, gap, changed)

    def _ask_again(self, gap: Gap, changed: Snapshot) -> AskedAgain:
        before, after = as_answer(self._ask(gap, self._current())), as_answer(self._ask(gap, build(changed)))
        return AskedAgain(gap.text, before.outcome, after.outcome, tuple(_facts_of(after)))

    def _ask(self, gap: Gap, index: Index) -> Response:
        return ask(gap, index, self._today())


def ask(gap: Gap, index: Index, today: date) -> Response:
    """Ask a gap's question: as it was typed, since the base may know more words now; else its request."""
    request = decode_request(gap.request)
    if gap.fact and request:
        return answer(request, index, today)
    return respond(gap.text, index, today)


def is_answered(response: Response) -> bool:
    """Return whether a response answers everything that was asked."""
    found = as_answer(response)
    return found.outcome is Outcome.ANSWER and bool(found.facts) and not is_thin(found)


def _facts_near(found: Answer, index: Index, today: date) -> Iterator[Fact]:
    """Yield the facts of an answer, then those without its words, then those of its suggestions."""
    yield from _facts_of(found)
    for request in _wider(found.request):
        yield from _facts_of(as_answer(answer(request, index, today)))
    for offer in found.suggestions:
        yield from tuple(_facts_of(as_answer(answer(offer.request, index, today))))[:_FACTS_AN_OFFER]


def _wider(request: Request) -> Iterable[Request]:
    if request.words and (request.partners or request.topics or request.period):
        yield request.change(words=())


def _facts_of(found: Answer) -> list[Fact]:
    return [match.fact for match in found.facts[:MOST_CANDIDATES] if not match.is_companion]
