"""Publish a folder as the newest revision in the database, and export what is there."""

import argparse
import asyncio
import getpass
import json
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bot.cli.common import Failure, folder_of, to_json, unreadable
from bot.cli.migrate import address_of
from bot.cli.progress import Progress
from bot.domain.problems import Severity
from bot.domain.publishing import Edition
from bot.domain.revisions import Head, Origin, Overtaken, hash_of, id_of

if TYPE_CHECKING:
    from bot.store import Revisions

_T = TypeVar("_T")
# The file in an exported folder that records its revision and the hash of each file; no loader reads it.
_MARK = ".azrel.json"


def publish(options: argparse.Namespace) -> int:
    folder = folder_of(options.folder or options.knowledge)
    files = _read_checked(folder)
    name = options.author or _user()
    edition = Edition(name, options.email, "", options.message or f"Publish {folder.resolve().name}")
    parent = None if options.force else options.parent if options.parent is not None else _read_mark(folder)

    async def put(revisions: "Revisions") -> tuple[bool, Head]:
        head = await revisions.find_head()
        if parent is None and not options.force and head.seq and head.id != _id_of(files):
            raise Failure(
                f"the database ({_describe_database()}) holds {head}, and {folder} is not known to be made from it: "
                "'azrel export' into an empty folder shows what is there; name what this was made from with --parent, "
                "or overwrite by --force"
            )
        wanted = _to_parent(parent, head)
        try:
            added = await revisions.put(files, edition, Origin.CLI, parent=wanted)
        except Overtaken as overtaken:
            raise Failure(
                f"the base has changed since {folder} was made from it ({overtaken}): 'azrel export' into another "
                "folder, bring your changes there and publish that; or overwrite it by --force"
            ) from None
        return added is not None, added.head if added else head

    is_new, head = with_store(put)
    _write_mark(folder, head, files)
    if options.json:
        record = {"folder": str(folder), "published": is_new, "revision": head.id, "number": head.seq}
        print(to_json({**record, "database": _describe_database()}))
    else:
        done = "published" if is_new else "nothing to publish, the database holds"
        print(f"{folder}: {done} {head} ({_describe_database()})")
    return 0


def export(options: argparse.Namespace) -> int:
    if options.git:
        from bot.cli.replaying import replay

        count = with_store(lambda revisions: replay(revisions, options.folder))
        if options.json:
            print(to_json({"folder": str(options.folder), "committed": count}))
        else:
            print(f"{options.folder}: {f'{count} revisions committed' if count else 'nothing to commit'}")
        return 0

    async def read(revisions: "Revisions") -> tuple[Head, dict[str, bytes]]:
        head = await revisions.find_head()
        if not head.seq:
            raise Failure(
                f"the database ({_describe_database()}) holds no revision: publish one by 'azrel publish DIR', or name "
                "another database in AZREL_DATABASE_URL"
            )
        return head, await revisions.read(head.seq)

    head, files = with_store(read)
    written = _write(options.folder, files)
    _write_mark(options.folder, head, files)
    if options.json:
        record = {"folder": str(options.folder), "revision": head.id, "number": head.seq}
        print(to_json({**record, "files": len(files), "written": written, "database": _describe_database()}))
    else:
        print(f"{options.folder}: {head}, {written} of {len(files)} files written ({_describe_database()})")
    return 0


def _read_checked(folder: Path) -> dict[str, bytes]:
    """Read a folder's files; Failure if it has errors."""
    from bot.loading import load_texts, read_texts

    try:
        texts = read_texts(folder)
    except OSError as error:
        raise unreadable(folder, error) from None
    with Progress("checking") as progress:
        result = load_texts(texts, progress.show)
    errors = [problem for problem in result.problems if problem.severity is Severity.ERROR]
    if errors:
        listed = "\n".join(map(str, errors))
        raise Failure(f"{folder} is not published, since it has {len(errors)} errors:\n{listed}")
    return {path: content for path, content in texts.items() if content is not None}


def _to_parent(given: str | None, head: Head) -> str | None:
    """Complete an id that was shortened, as it is shown; the number of the newest revision means its id."""
    if given and (head.id.startswith(given) or given == str(head.seq)):
        return head.id
    return given


def _write(folder: Path, files: Mapping[str, bytes]) -> int:
    """Write changed files, and delete exported ones that are gone from the revision; return their number.

    Raises Failure if the folder has other files, or one was changed since the export.
    """
    from bot.loading import read_texts
    from bot.loading.writing import Change, write_files

    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = _read_exported(folder)
        found = read_texts(folder)
        changed = [path for path, content in found.items() if content is None or before.get(path) != hash_of(content)]
        changed = [path for path in changed if found[path] != files.get(path)]
        if changed:
            raise Failure(
                f"{folder} holds what no export wrote ({changed[0]}{', …' if len(changed) > 1 else ''}): "
                "export into an empty folder, or publish that first"
            )
        changes = {
            path: Change(content, found.get(path)) for path, content in files.items() if found.get(path) != content
        }
        write_files(folder, changes)
        gone = [path for path in found if path not in files]
        for path in gone:
            (folder / path).unlink()
    except OSError as error:
        raise Failure(f"cannot write {folder}: {error}") from None
    return len(changes) + len(gone)


def _read_mark(folder: Path) -> str | None:
    return _read_marked(folder).get("revision")


def _read_exported(folder: Path) -> dict[str, str]:
    return dict(_read_marked(folder).get("files", {}))


def _read_marked(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / _MARK).read_text("utf-8")))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Failure(f"cannot read {folder / _MARK}: {error}; delete it, and name --parent") from None


def _write_mark(folder: Path, head: Head, files: Mapping[str, bytes]) -> None:
    """Record the revision of a folder in it, if it can be written."""
    hashes = {path: hash_of(content) for path, content in sorted(files.items())}
    with suppress(OSError):
        (folder / _MARK).write_text(json.dumps({"revision": head.id, "files": hashes}, indent=1) + "\n", "utf-8")


def _id_of(files: Mapping[str, bytes]) -> str:
    return id_of({path: hash_of(content) for path, content in files.items()})


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def with_store(work: "Callable[[Revisions], Coroutine[Any, Any, _T]]") -> _T:
    """Do work on the revisions in the database of the settings. Raises Failure if it does not respond."""
    from bot.store import Revisions, Store, StoreDown

    async def run(store: Store) -> _T:
        try:
            await store.open()
            return await work(Revisions(store))
        finally:
            await store.close()

    address, database = _find_database()
    try:
        return asyncio.run(run(Store(address)))
    except StoreDown as down:
        raise Failure(f"the database cannot be used ({database}): {down}") from None


def _describe_database() -> str:
    return _find_database()[1]


def _find_database() -> tuple[str, str]:
    """Return the address of the database in the settings, and its description without secrets."""
    from bot.settings.typed import DatabaseSettings
    from bot.store import StoreRefused
    from bot.store.addresses import describe_address

    try:
        address = address_of(DatabaseSettings.read())
        return address, describe_address(address)
    except StoreRefused as refused:
        raise Failure(str(refused)) from None
