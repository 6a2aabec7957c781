"""Readers' feedback: votes, faults, and requests for facts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.feedback import Fault, Feedback, Vote
from bot.domain.gaps import Follower, Gap, GapKind, Miss, redact, to_key
from bot.domain.knowledge import Fact
from bot.domain.requests import Request, encode_request
from bot.reply import find_facts_shown, to_phrase
from bot.search import Index, answer, respond
from bot.services.askers import Asker
from bot.services.loop.hashes import to_answer_key, to_voter
from bot.services.loop.recording import to_miss
from bot.store.loop import Loop


class ReaderFeedback:
    """Records readers' feedback. Methods raise StoreDown where it was not stored."""

    def __init__(
        self,
        loop: Loop,
        current: Callable[[], Index],
        today: Callable[[], date],
        secret: str,
        clock: Callable[[], float],
    ) -> None:
        self._loop = loop
        self._current = current
        self._today = today
        self._secret = secret
        self._clock = clock

    def facts_of(self, request: Request) -> tuple[Fact, ...]:
        """Return the facts that an answer shows on its page."""
        response = answer(request, self._current(), self._today())
        return tuple([response.snapshot.facts[id_] for id_ in find_facts_shown(response)])

    async def vote(self, asker: Asker, vote: Vote, request: Request) -> None:
        """Store a vote on an answer, replacing the earlier one."""
        await self._vote(asker, vote, request, self.facts_of(request))

    async def explain(
        self, asker: Asker, request: Request, fault: Fault, *, fact: str, note: str, follower: Follower | None
    ) -> Gap:
        """Store a fault that a reader reports in an answer, and return the gap that it opens.

        `fact` is the id of the faulty fact; "" where the answer shows only one, or no fact is meant.
        """
        facts = self.facts_of(request)
        await self._vote(asker, Vote.DOWN, request, facts, fault, note)
        ids = [one.id for one in facts]
        meant = fact if fact in ids else ids[0] if len(ids) == 1 else ""
        return await self._loop.request(self._to_miss(asker, request, fault, meant, note), follower)

    async def request(self, asker: Asker, text: str, *, link: str, note: str, follower: Follower) -> Gap:
        """Store a request for facts that the base lacks, and follow its gap.

        The question itself was counted when it was asked.
        """
        response = respond(text, self._current(), self._today())
        miss = to_miss(asker.team, response)
        return await self._loop.request(replace(miss, asks=0, note=redact(note), link=link), follower)

    async def _vote(
        self,
        asker: Asker,
        vote: Vote,
        request: Request,
        facts: Sequence[Fact],
        fault: Fault | None = None,
        note: str = "",
    ) -> None:
        feedback = Feedback(
            team=asker.team,
            voter=to_voter(self._secret, asker),
            answer=to_answer_key(request),
            vote=vote,
            facts=tuple([fact.id for fact in facts]),
            fault=fault,
            note=redact(note),
            revision=self._current().snapshot.revision,
            at=self._clock(),
        )
        await self._loop.vote(feedback)

    def _to_miss(self, asker: Asker, request: Request, fault: Fault, fact: str, note: str) -> Miss:
        snapshot = self._current().snapshot
        phrase = redact(to_phrase(request, snapshot))
        reported = snapshot.facts.get(fact)
        return Miss(
            team=asker.team,
            kind=GapKind.FAULT,
            key=f"fact|{fact}" if reported else f"answer|{to_key(request, phrase)}",
            text=phrase,
            request=encode_request(request.change(page=1, size=0, shown=0)),
            partner=reported.home if reported else next(iter((*request.partners, *request.involving)), ""),
            topic=next(iter(request.topics), ""),
            fact=fact if reported else "",
            note=f"{fault}: {redact(note)}" if note else fault,
        )
