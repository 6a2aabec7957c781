"""Usage of the base, as counts without users."""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.gaps import GapState
from bot.domain.watching import Report, Usage
from bot.store.feedback import to_day
from bot.store.running import transact
from bot.store.statements import add_counts, insert
from bot.store.tables import fact_count, feedback, feedback_count, gap, usage_count

# A report may take longer than a question.
_SECONDS = 10.0
_GAPS_REPORTED = 10


async def note_usage(engine: AsyncEngine, usages: Sequence[Usage]) -> None:
    """Add to the counts of questions and of facts that were shown."""
    questions = [
        ((usage.team, usage.day, outcome, entry), count)
        for usage in usages
        for (outcome, entry), count in usage.questions.items()
    ]
    shown: Counter[tuple[str, str]] = Counter()
    days: dict[tuple[str, str], str] = {}
    for usage in usages:
        for fact, count in usage.facts.items():
            key = (usage.team, fact)
            shown[key] += count
            days[key] = max(usage.day, days.get(key, ""))

    async def work(connection: AsyncConnection) -> None:
        await add_counts(engine, connection, usage_count, questions)
        if shown:
            await _add_facts(engine, connection, shown, days)

    await transact(engine, work)


async def report(engine: AsyncEngine, team: str, since: float) -> Report:
    """Report the usage of the base since a day, in one workspace, or in all where none is named."""
    day, names = to_day(since), [team] if team else []

    def of(table: Table, *columns: ColumnElement[Any]) -> Select[Any]:
        return select(*columns).where(*(table.c.team == name for name in names))

    total = func.sum(usage_count.c.count)
    asked = of(usage_count, usage_count.c.outcome, usage_count.c.entry, total)
    asked = asked.where(usage_count.c.day >= day).group_by(usage_count.c.outcome, usage_count.c.entry)
    new_votes = of(feedback, feedback.c.vote, feedback.c.fault, func.count())
    new_votes = new_votes.where(feedback.c.at >= since).group_by(feedback.c.vote, feedback.c.fault)
    old_votes = of(feedback_count, feedback_count.c.vote, feedback_count.c.fault, func.sum(feedback_count.c.count))
    old_votes = old_votes.where(feedback_count.c.day >= day).group_by(feedback_count.c.vote, feedback_count.c.fault)
    shown = of(fact_count, fact_count.c.fact, func.sum(fact_count.c.shown))
    shown = shown.where(fact_count.c.day >= day).group_by(fact_count.c.fact)
    asked_most = of(gap, gap.c.text, gap.c.asks, gap.c.first_at).where(gap.c.state == GapState.OPEN.value)
    asked_most = asked_most.order_by(gap.c.asks.desc(), gap.c.first_at, gap.c.id).limit(_GAPS_REPORTED)
    opened = of(gap, func.count()).where(gap.c.first_at >= since)
    closed = of(gap, gap.c.state, gap.c.closed_at - gap.c.first_at)
    closed = closed.where(gap.c.state != GapState.OPEN.value, gap.c.closed_at >= since)

    async def work(connection: AsyncConnection) -> Report:
        async def rows(statement: Select[Any]) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in (await connection.execute(statement)).fetchall()]

        votes, faults = Counter[str](), Counter[str]()
        for vote, fault, count in await rows(new_votes) + await rows(old_votes):
            votes[vote] += count
            if fault:
                faults[fault] += count
        states = await rows(closed)
        seconds = [taken for state, taken in states if state == GapState.FILLED.value]
        return Report(
            since=day,
            questions={(outcome, entry): int(count) for outcome, entry, count in await rows(asked)},
            votes=dict(votes),
            faults=dict(faults),
            gaps=tuple((text, asks, first_at) for text, asks, first_at in await rows(asked_most)),
            opened=(await rows(opened))[0][0],
            filled=len(seconds),
            declined=len(states) - len(seconds),
            seconds_to_fill=median(seconds) if seconds else 0.0,
            shown={fact: int(count) for fact, count in await rows(shown)},
        )

    return await transact(engine, work, _SECONDS)


async def _add_facts(
    engine: AsyncEngine, connection: AsyncConnection, shown: Counter[tuple[str, str]], days: dict[tuple[str, str], str]
) -> None:
    new = insert(engine, fact_count)
    is_newer = new.excluded.day > fact_count.c.day
    values = {
        "shown": fact_count.c.shown + new.excluded.shown,
        "day": case((is_newer, new.excluded.day), else_=fact_count.c.day),
    }
    statement = new.on_conflict_do_update(index_elements=[fact_count.c.team, fact_count.c.fact], set_=values)
    rows = [{"team": key[0], "fact": key[1], "shown": shown[key], "day": days[key]} for key in sorted(shown)]
    await connection.execute(statement, rows)
