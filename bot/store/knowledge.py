"""The base's files in the database: a sequence of revisions, each with the files that it changes.

The files of a revision are the newest content of every path up to it, so that an edit costs one row and one file,
however large the base is. A new revision locks the row of the head and names its parent, so the sequence has no
branches.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, Select, and_, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.publishing import Edition
from bot.domain.revisions import FORMAT, Head, Origin, Overtaken, Revision, Successor, hash_of, id_of
from bot.store.running import execute, transact
from bot.store.statements import insert as insert_new
from bot.store.tables import blob, head, revision, revision_file

# For a whole base.
_SECONDS = 30.0
_HEAD = 1
_EDITION = ("author", "email", "approver", "subject", "note", "proposal")


async def find_head(engine: AsyncEngine) -> Head:
    """Find the newest revision."""
    statement = select(revision.c.seq, revision.c.id, revision.c.format).join(head, head.c.seq == revision.c.seq)
    rows = await execute(engine, statement)
    return Head(*rows[0]) if rows else Head()


async def list_revisions(engine: AsyncEngine, after: int, most: int) -> tuple[Revision, ...]:
    """List the revisions after a number, in order."""
    rows = await execute(
        engine, select(revision).where(revision.c.seq > after).order_by(revision.c.seq).limit(most), _SECONDS
    )
    return tuple(map(to_revision, rows))


async def read_changes(engine: AsyncEngine, after: int, seq: int) -> dict[str, bytes | None]:
    """Read the files that changed from one revision to another; None for a removed file."""
    newest = _newest(after, seq).subquery()
    statement = (
        select(revision_file.c.path, blob.c.bytes)
        .join(newest, and_(newest.c.path == revision_file.c.path, newest.c.seq == revision_file.c.seq))
        .outerjoin(blob, blob.c.sha256 == revision_file.c.sha256)
    )
    rows = await execute(engine, statement, _SECONDS)
    return {row.path: None if row.bytes is None else bytes(row.bytes) for row in rows}


async def put(
    engine: AsyncEngine, files: Mapping[str, bytes], edition: Edition, origin: Origin, parent: str | None, now: float
) -> Revision | None:
    """Add a revision of these files after the parent with this id; None where the newest has the same files.

    An empty id means no revision; None means the newest, whichever it is. Raises Overtaken.
    """

    async def work(connection: AsyncConnection) -> Revision | None:
        before = await _lock(engine, connection)
        newest = await _find(connection, before)
        if parent is not None and parent != (newest.head.id if newest else ""):
            raise Overtaken(newest)
        hashes = await _hashes(connection, before)
        changes: dict[str, bytes | None] = {
            path: content for path, content in files.items() if hashes.get(path) != hash_of(content)
        }
        changes |= {path: None for path in hashes if path not in files}
        if not changes:
            return None
        return await _add(engine, connection, Successor(before, changes, edition, origin), hashes, now)

    return await transact(engine, work, _SECONDS)


async def append(engine: AsyncEngine, connection: AsyncConnection, successor: Successor, now: float) -> Revision:
    """Add a revision within a transaction. Raises Overtaken where its parent is not the newest."""
    newest = await _lock(engine, connection)
    if newest != successor.parent:
        raise Overtaken(await _find(connection, newest))
    return await _add(engine, connection, successor, await _hashes(connection, newest), now)


async def _lock(engine: AsyncEngine, connection: AsyncConnection) -> int:
    """Return the number of the newest revision, locked so that no other is added until the transaction ends."""
    first = insert_new(engine, head).values(id=_HEAD, seq=0, moved_at=0.0).on_conflict_do_nothing()
    await connection.execute(first)
    found = await connection.execute(select(head.c.seq).where(head.c.id == _HEAD).with_for_update())
    return int(found.scalar_one())


async def _find(connection: AsyncConnection, seq: int) -> Revision | None:
    row = (await connection.execute(select(revision).where(revision.c.seq == seq))).first()
    return to_revision(row) if row else None


async def _hashes(connection: AsyncConnection, seq: int) -> dict[str, str]:
    """Return the hashes of a revision's files by path."""
    newest = _newest(0, seq).subquery()
    statement = select(revision_file.c.path, revision_file.c.sha256).join(
        newest, and_(newest.c.path == revision_file.c.path, newest.c.seq == revision_file.c.seq)
    )
    rows = (await connection.execute(statement.where(revision_file.c.sha256.is_not(None)))).all()
    return {row.path: row.sha256 for row in rows}


async def _add(
    engine: AsyncEngine, connection: AsyncConnection, successor: Successor, hashes: Mapping[str, str], now: float
) -> Revision:
    contents = {path: content for path, content in successor.changes.items() if content is not None}
    changed = {path: hash_of(content) for path, content in contents.items()}
    gone = [path for path, content in successor.changes.items() if content is None]
    kept = {path: sha for path, sha in hashes.items() if path not in gone}
    seq = successor.parent + 1
    added = Revision(Head(seq, id_of({**kept, **changed}), FORMAT), now, successor.origin, successor.edition)
    blobs = {changed[path]: content for path, content in contents.items()}
    if blobs:
        rows: list[dict[str, Any]] = [{"sha256": sha, "bytes": content} for sha, content in sorted(blobs.items())]
        await connection.execute(insert_new(engine, blob).on_conflict_do_nothing(), rows)
    files = [{"path": path, "seq": seq, "sha256": changed.get(path)} for path in successor.changes]
    if files:
        await connection.execute(insert(revision_file), files)
    await connection.execute(insert(revision).values(_to_row(added)))
    await connection.execute(update(head).where(head.c.id == _HEAD).values(seq=seq, moved_at=now))
    return added


def _newest(after: int, seq: int) -> Select[tuple[str, int]]:
    """Return the query for the last revision, up to `seq`, of each path that changed after `after`."""
    between = and_(revision_file.c.seq > after, revision_file.c.seq <= seq)
    return select(revision_file.c.path, func.max(revision_file.c.seq).label("seq")).where(between).group_by("path")


def _to_row(added: Revision) -> dict[str, Any]:
    about = {"seq": added.head.seq, "id": added.head.id, "format": added.head.format, "at": added.at}
    return about | {"origin": added.origin.value} | asdict(added.edition)


def to_revision(row: Row[Any]) -> Revision:
    """Return the revision in a row."""
    edition = Edition(**{name: getattr(row, name) for name in _EDITION})
    return Revision(Head(row.seq, row.id, row.format), row.at, Origin(row.origin), edition)
