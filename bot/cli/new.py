"""`azrel new`: write a partner, source or fact into its file, from options and answers in a terminal."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.cli.asking import ask
from bot.cli.check import find_problems
from bot.cli.common import Failure, folder_of, today_in, unreadable
from bot.cli.fields import Given, collect
from bot.domain.operations import Kind, Operation

if TYPE_CHECKING:
    from bot.editing import Applied, Fields
    from bot.loading import Folder


def new(options: argparse.Namespace) -> int:
    """Write a new entry, and show its location and its warnings."""
    from bot.loading import open_folder

    root = folder_of(options.knowledge)
    try:
        folder = open_folder(root)
    except OSError as error:
        raise unreadable(root, error) from None
    given, asks = collect(options, folder)
    if options.what == "fact":
        return _add_fact(given, options, folder, asks=asks)
    return (_add_partner if options.what == "partner" else _add_source)(given, folder)


def _add_partner(given: Given, folder: "Folder") -> int:
    order = ("id", "name", "kind", "iso", "aliases", "summary")
    entry: Fields = {"partner" if key == "id" else key: given[key] for key in order if key in given}
    partner = str(given["id"])
    return _apply(folder, Operation(Kind.ADD_PARTNER, partner, fields=entry), entry, f"the partner {partner}")


def _add_source(given: Given, folder: "Folder") -> int:
    from bot.loading import SOURCES

    _ids_in(folder, SOURCES, "sources")
    entry: Fields = {key: given[key] for key in ("id", "title", "publisher", "url", "licence", "as_of") if key in given}
    return _apply(folder, Operation(Kind.ADD_SOURCE, fields=entry), entry, f"the source {given['id']}")


def _add_fact(given: Given, options: argparse.Namespace, folder: "Folder", *, asks: bool) -> int:
    path = folder.path_of(str(given["partner"])) or ""
    ids = _ids_in(folder, path, "facts")
    index = _index_of(options, ids, path, asks=asks)
    order = ("id", "statement", "involves", "topics", "when", "keywords", "attributed_to")
    citation: Fields = {key: given[key] for key in ("source", "locator", "excerpt") if key in given}
    entry: Fields = {
        **{key: given[key] for key in order if key in given},
        "citations": [citation],
        "verified": today_in(folder.time_zone).isoformat(),
    }
    operation = Operation(Kind.ADD, str(given["partner"]), str(given["id"]), entry)
    return _apply(folder, operation, entry, f"the fact {given['id']}", index)


def _index_of(options: argparse.Namespace, ids: Sequence[str], path: str, *, asks: bool) -> int:
    """Return the index of a new fact in its file: from an option, an answer, or else the end."""

    def find_problem(text: str) -> str | None:
        return None if text in ("first", "last", *ids) else f"there is no fact {text!r} in {path}"

    if options.first:
        return 0
    beside = options.before or options.after
    if beside is None:
        where = "last"
        if ids and asks:
            where = ask("Where in its file: first, last, or after which fact's id", find_problem, "last")
        return {"first": 0, "last": len(ids)}.get(where) or (ids.index(where) + 1 if where in ids else len(ids))
    if beside not in ids:
        raise Failure(f"nothing was written: {find_problem(beside)}")
    return ids.index(beside) + (options.before is None)


def _ids_in(folder: "Folder", path: str, key: str) -> list[str]:
    document = folder.documents.get(path)
    if document is None or document.data is None:
        reasons = [str(problem) for problem in document.problems] if document else [f"{path} is missing"]
        raise Failure("nothing was written; fix first\n  " + "\n  ".join(reasons))
    return folder.ids_in(path, key)


def _apply(folder: "Folder", operation: Operation, entry: "Fields", named: str, index: int | None = None) -> int:
    from bot.editing import EditError, apply, render_document

    texts = {path: document.text for path, document in folder.documents.items()}
    try:
        applied = apply(operation, texts, comment=folder.schema_comment(), index=index)
    except EditError as error:
        raise Failure(f"nothing was written: {error}\n{render_document(entry)}") from None
    return _write(folder, applied, named)


def _write(folder: "Folder", edited: "Applied", named: str) -> int:
    """Write a file unless that adds errors; print the new entry and its warnings."""
    path = edited.path
    added = "".join(edited.text.splitlines(keepends=True)[edited.first - 1 : edited.last])
    problems = folder.problems_with(path, edited.text)
    if problems:
        listed = "\n  ".join(map(str, problems))
        raise Failure(f"nothing was written, since there would be problems\n  {listed}\nthe new entry\n{added}")
    try:
        folder.write(path, edited.text)
    except OSError as error:
        raise Failure(f"cannot write {folder.root / path}: {error}\n{added}") from None
    print(f"{folder.root / path}:{edited.first}: {named}\n{added}", end="")
    for problem in find_problems(folder.root)[1]:
        if problem.location.path == path and edited.first <= problem.location.line <= edited.last:
            print(problem)
    return 0
