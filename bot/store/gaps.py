"""Gaps: misses and faults, counted without their askers, and the followers to notify when one is closed.

Of questions alike (one workspace, kind and key) one gap is open. A gap that was declined lately is counted, and opened
again only by a reader's request.
"""

import secrets
from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Row, Select, and_, case, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.gaps import Follower, Gap, GapKind, GapState, Miss
from bot.domain.watching import GAP_CLOSED
from bot.store.auditing import record_act
from bot.store.outbox import add_queued
from bot.store.running import change, execute, transact
from bot.store.statements import insert
from bot.store.tables import gap, gap_follower

# A question that was declined within this time is not shown to the reviewers again.
SECONDS_DECLINED = 30 * 86_400.0

_IS_OPEN = gap.c.state == GapState.OPEN.value
# Literally as in the index, which PostgreSQL compares before it binds values.
_OPEN_INDEX = text("state = 'open'")


async def note_misses(engine: AsyncEngine, misses: Iterable[Miss], now: float) -> None:
    """Count each miss on its open gap, or open one."""
    # All processes lock rows in one order, so that they cannot deadlock.
    ordered = sorted(misses, key=lambda miss: (miss.team, miss.kind, miss.key))

    async def work(connection: AsyncConnection) -> None:
        for miss in ordered:
            if not await _count_open(connection, miss, now) and not await _count_declined(connection, miss, now):
                await _upsert(engine, connection, miss, now)

    await transact(engine, work)


async def request(engine: AsyncEngine, miss: Miss, follower: Follower | None, now: float) -> Gap:
    """Count a miss, reopen its gap where it was declined lately, add the follower, and return the gap."""

    async def work(connection: AsyncConnection) -> Gap:
        found = await _upsert(engine, connection, miss, now)
        if found.version == 1:
            # The gap is new, and its locked row keeps other transactions from opening another.
            found = await _reopen(connection, found, now) or found
        if follower is not None:
            row = {"channel": follower.channel, "thread": follower.thread, "at": now, "notified_at": 0.0}
            key = {"gap": found.id, "team": follower.team, "user": follower.user}
            added = insert(engine, gap_follower).values(**key, **row)
            await connection.execute(added.on_conflict_do_update(index_elements=list(key), set_=row))
        return found

    return await transact(engine, work)


async def find_gap(engine: AsyncEngine, team: str, gap_id: str) -> Gap | None:
    """Find a gap of a workspace; None where it is another workspace's, or deleted."""
    rows = await execute(engine, select(gap).where(gap.c.id == gap_id, gap.c.team == team))
    return _to_gap(rows[0]) if rows else None


async def list_gaps(engine: AsyncEngine, team: str, most: int) -> tuple[Gap, ...]:
    """List a workspace's open gaps, the most asked first, then the oldest."""
    statement = select(gap).where(_IS_OPEN, gap.c.team == team)
    return await _list(engine, statement.order_by(gap.c.asks.desc(), gap.c.first_at, gap.c.id).limit(most))


async def list_open(engine: AsyncEngine, most: int) -> tuple[Gap, ...]:
    """List the open gaps of all workspaces, oldest first."""
    return await _list(engine, select(gap).where(_IS_OPEN).order_by(gap.c.first_at, gap.c.id).limit(most))


async def find_unshown(engine: AsyncEngine, most: int) -> tuple[Gap, ...]:
    """Find gaps of all workspaces whose messages are out of date, the longest first."""
    statement = select(gap).where(gap.c.shown < gap.c.version)
    return await _list(engine, statement.order_by(gap.c.last_at, gap.c.id).limit(most))


async def set_gap_message(engine: AsyncEngine, shown: Gap, message: str) -> None:
    """Record the address of the message that shows this version of a gap."""
    statement = update(gap).where(gap.c.id == shown.id, gap.c.team == shown.team)
    await change(engine, statement.values(message=message, shown=shown.version))


async def close_gap(
    engine: AsyncEngine, team: str, gap_id: str, state: GapState, actor: str, reason: str, now: float
) -> Gap | None:
    """Close an open gap, and enqueue its followers' notices; return None where it is no longer open."""

    async def work(connection: AsyncConnection) -> Gap | None:
        statement = update(gap).where(gap.c.id == gap_id, gap.c.team == team, _IS_OPEN).returning(gap)
        values = {"state": state.value, "reason": reason, "closed_at": now}
        row = (await connection.execute(statement.values(**values, version=gap.c.version + 1))).first()
        if row is None:
            return None
        closed = _to_gap(row)
        if actor:
            await record_act(connection, now, team, actor, "close gap", closed.id, GapState.OPEN.value, state.value)
        for follower in await _notify_followers(connection, closed, now):
            recipient = {"team": follower.team, "user": follower.user, "channel": follower.channel}
            payload = orjson.dumps(recipient | {"thread": follower.thread, "gap": closed.id}).decode()
            # A follower who was notified of the decline, and requests it again, is notified again when it is filled.
            key = f"{GAP_CLOSED}:{closed.id}:{follower.user}:{closed.version}"
            await add_queued(engine, connection, key, GAP_CLOSED, payload, now)
        return closed

    return await transact(engine, work)


async def followers_of(engine: AsyncEngine, gap_id: str) -> tuple[Follower, ...]:
    """List the followers to notify when a gap is closed, in the order of their requests."""
    waiting = select(gap_follower).where(gap_follower.c.gap == gap_id, gap_follower.c.notified_at == 0)
    rows = await execute(engine, waiting.order_by(gap_follower.c.at, gap_follower.c.user))
    return tuple(map(_to_follower, rows))


async def _count_open(connection: AsyncConnection, miss: Miss, now: float) -> bool:
    """Count a miss on its open gap; return False where none is open."""
    counted = update(gap).where(_is_of(miss), _IS_OPEN).values(_to_counted(miss, now))
    return (await connection.execute(counted)).rowcount > 0


async def _count_declined(connection: AsyncConnection, miss: Miss, now: float) -> bool:
    """Count a miss on the gap that was declined lately; return False where there is none."""
    counted = update(gap).where(_is_of(miss), _was_declined(now))
    return (await connection.execute(counted.values(asks=gap.c.asks + miss.asks, last_at=now))).rowcount > 0


async def _upsert(engine: AsyncEngine, connection: AsyncConnection, miss: Miss, now: float) -> Gap:
    """Count a miss on its open gap, or open one; return the gap."""
    new = Gap(
        id=secrets.token_hex(8),
        team=miss.team,
        kind=miss.kind,
        key=miss.key,
        text=miss.text,
        request=miss.request,
        partner=miss.partner,
        topic=miss.topic,
        fact=miss.fact,
        note=miss.note,
        link=miss.link,
        asks=miss.asks,
        first_at=now,
        last_at=now,
        state=GapState.OPEN,
    )
    row = {column.name: getattr(new, column.name) for column in gap.columns}
    statement = insert(engine, gap).values(**row | {"kind": new.kind.value, "state": new.state.value})
    counted = statement.on_conflict_do_update(
        index_elements=[gap.c.team, gap.c.kind, gap.c.key], index_where=_OPEN_INDEX, set_=_to_counted(miss, now)
    )
    return _to_gap((await connection.execute(counted.returning(gap))).one())


async def _reopen(connection: AsyncConnection, new: Gap, now: float) -> Gap | None:
    """Reopen the gap that was declined lately instead of a new one; return None where there is none."""
    declined = select(gap.c.id).where(_is_of(new), _was_declined(now)).order_by(gap.c.closed_at.desc()).limit(1)
    row = (await connection.execute(declined.with_for_update())).first()
    if row is None:
        return None
    await connection.execute(delete(gap).where(gap.c.id == new.id))
    values = _to_counted(new, now) | {"state": GapState.OPEN.value, "reason": "", "closed_at": 0.0}
    statement = update(gap).where(gap.c.id == row.id).values(values).returning(gap)
    return _to_gap((await connection.execute(statement)).one())


async def _notify_followers(connection: AsyncConnection, closed: Gap, now: float) -> tuple[Follower, ...]:
    """Return the followers who have not been notified of the closing, and mark them as notified."""
    waiting = and_(gap_follower.c.gap == closed.id, gap_follower.c.notified_at == 0)
    rows = await connection.execute(update(gap_follower).where(waiting).values(notified_at=now).returning(gap_follower))
    return tuple(sorted(map(_to_follower, rows.fetchall()), key=lambda follower: follower.user))


def _is_of(miss: Miss | Gap) -> ColumnElement[bool]:
    return and_(gap.c.team == miss.team, gap.c.kind == miss.kind.value, gap.c.key == miss.key)


def _was_declined(now: float) -> ColumnElement[bool]:
    return and_(gap.c.state == GapState.DECLINED.value, gap.c.closed_at > now - SECONDS_DECLINED)


def _to_counted(miss: Miss | Gap, now: float) -> dict[str, Any]:
    """Return the values of a gap that is asked for again: the first words, with the newest note and link."""
    values: dict[str, Any] = {"asks": gap.c.asks + miss.asks, "last_at": now, "version": gap.c.version + 1}
    for name in ("text", "request"):
        values[name] = case((gap.c[name] == "", getattr(miss, name)), else_=gap.c[name])
    return values | {name: getattr(miss, name) for name in ("note", "link") if getattr(miss, name)}


async def _list(engine: AsyncEngine, statement: Select[Any]) -> tuple[Gap, ...]:
    return tuple(map(_to_gap, await execute(engine, statement)))


def _to_gap(row: Row[Any]) -> Gap:
    values = dict(row._mapping)
    return Gap(**values | {"kind": GapKind(row.kind), "state": GapState(row.state)})


def _to_follower(row: Row[Any]) -> Follower:
    return Follower(row.team, row.user, row.channel, row.thread)
