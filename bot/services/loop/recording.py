"""Recording of usage: counted in memory, and saved to the store at intervals, so that no answer waits for it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from bot.domain.answers import Answer, Outcome
from bot.domain.gaps import GapKind, KeepMisses, Miss, redact, redact_request, to_key
from bot.domain.requests import Form, encode_request
from bot.domain.responses import Response
from bot.domain.watching import Usage
from bot.reply import to_phrase
from bot.search import as_answer
from bot.services.announcements import MISSED, Announcement, Answered, Missed, Repeated
from bot.services.askers import Asker
from bot.store.curation import Curation
from bot.store.loop import Loop

# So many facts of an answer count as shown.
_FACTS_SHOWN = 5
# More distinct misses than come between two runs of housekeeping.
_MOST_MISSES = 500
_FORMS_WITH_MISSES = frozenset({Form.ANSWER, Form.TIMELINE, Form.COMPARE})


@dataclass(frozen=True, slots=True)
class _AskedMiss:
    """A miss and its asker, who is not stored."""

    miss: Miss
    user: str


class UsageRecorder:
    """Counts questions, facts shown and misses, as a subscriber to announcements."""

    def __init__(self, loop: Loop, curation: Curation, today: Callable[[], date]) -> None:
        self._loop = loop
        self._curation = curation
        self._today = today
        self._questions: Counter[tuple[str, str, str]] = Counter()
        self._facts: Counter[tuple[str, str]] = Counter()
        self._misses: list[_AskedMiss] = []

    def record(self, happened: Announcement) -> None:
        """Count an announcement; takes almost no time."""
        match happened:
            case Answered(asker=asker, response=response, outcome=outcome):
                self._questions[asker.team, outcome, asker.entry] += 1
                answer = as_answer(response)
                for match in islice(answer.facts, _FACTS_SHOWN):
                    self._facts[asker.team, match.fact.id] += 1
                if outcome not in MISSED and is_thin(answer):
                    self._keep(asker, response)
            case Repeated(asker=asker, outcome=outcome):
                self._questions[asker.team, outcome, asker.entry] += 1
            case Missed(asker=asker, response=response):
                self._keep(asker, response)

    async def save(self) -> None:
        """Save the counts to the store. Raises StoreDown, and then keeps them."""
        questions, facts, misses = self._questions, self._facts, self._misses
        self._questions, self._facts, self._misses = Counter(), Counter(), []
        try:
            await self._loop.note_usage(await self._to_usages(questions, facts))
            questions, facts = Counter(), Counter()
            await self._loop.note_misses(await self._wanted(misses))
            misses = []
        finally:
            self._questions.update(questions)
            self._facts.update(facts)
            self._misses[:0] = misses[: _MOST_MISSES - len(self._misses)]

    def _keep(self, asker: Asker, response: Response) -> None:
        if asker.team and response.request.form in _FORMS_WITH_MISSES and len(self._misses) < _MOST_MISSES:
            miss = to_miss(asker.team, response)
            if miss.key and miss.text:
                self._misses.append(_AskedMiss(miss, asker.user))

    async def _wanted(self, recorded: list[_AskedMiss]) -> list[Miss]:
        """Return the misses to store, each once: of workspaces that keep words, and people who have not opted out."""
        if not recorded:
            return []
        out = await self._loop.list_opted_out()
        kept = await self._teams_that_keep({one.miss.team for one in recorded}, KeepMisses.TEXT)
        misses: dict[tuple[str, str], Miss] = {}
        for one in recorded:
            miss = one.miss
            if miss.team in kept and (miss.team, one.user) not in out:
                before = misses.get((miss.team, miss.key))
                misses[miss.team, miss.key] = replace(before, asks=before.asks + 1) if before else miss
        return list(misses.values())

    async def _teams_that_keep(self, teams: Iterable[str], *kinds: KeepMisses) -> list[str]:
        return [team for team in teams if (await self._curation.find_settings(team)).keep_misses in kinds]

    async def _to_usages(
        self, questions: Counter[tuple[str, str, str]], facts: Counter[tuple[str, str]]
    ) -> list[Usage]:
        """Sort the counts by workspace, without the misses of workspaces that do not count them."""
        day = self._today().isoformat()
        teams = sorted({team for team, *_ in (*questions, *facts)})
        counting = await self._teams_that_keep(teams, KeepMisses.TEXT, KeepMisses.COUNTS)
        return [
            Usage(
                team=team,
                day=day,
                questions={
                    (outcome, entry): count
                    for (of, outcome, entry), count in questions.items()
                    if of == team and (team in counting or outcome not in MISSED)
                },
                facts={fact: count for (of, fact), count in facts.items() if of == team},
            )
            for team in teams
        ]


def is_thin(answer: Answer) -> bool:
    """Return whether an answer lacks something: an amount, or a fact for a word other than by its topic."""
    return answer.outcome is Outcome.ANSWER and bool(answer.lacking or answer.by_topic)


def to_miss(team: str, response: Response) -> Miss:
    """Return the miss of a question, without the asker."""
    request = response.request.change(page=1, size=0, shown=0)
    text = redact(response.text or to_phrase(request, response.snapshot))
    return Miss(
        team=team,
        kind=GapKind.MISS,
        key=to_key(request, response.text),
        text=text,
        request=encode_request(redact_request(request, response.text)),
        partner=next(iter((*request.partners, *request.involving)), ""),
        topic=next(iter(request.topics), ""),
    )
