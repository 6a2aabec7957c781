"""The knowledge's files as curating sees them: wired of what loads, edits and writes them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.operations import Operation, hash_of
from bot.domain.problems import Problem, Severity
from bot.services.curating import Base, ChangedMeanwhile, Credit, Current, NotApplied, Recorded, Rehearsed

if TYPE_CHECKING:
    from bot.editing import Applied
    from bot.loading.documents import Document
    from bot.loading.reload import Reloader
    from bot.search import Index


class FolderBase(Base):
    """A folder of knowledge that a reloader follows."""

    def __init__(self, root: Path, reloader: "Reloader[Index]", *, commits: bool = True) -> None:
        self._root = root
        self._reloader = reloader
        self._commits = commits

    def find(self, fact: str) -> Current | None:
        """Find a fact as it stands in the files that were read last."""
        from bot.editing import Missing, find_fact

        known = self._reloader.current().snapshot.facts.get(fact)
        try:
            fields = find_fact(self._reloader.texts, fact).fields
        except Missing:
            return None
        return Current(known.home if known else "", fields, hash_of(fields))

    def rehearse(self, operation: Operation) -> Rehearsed:
        """Apply a change in memory, and check the whole. Raises ChangedMeanwhile, and NotApplied."""
        applied = _apply(operation, self._reloader.texts)
        result = self._reloader.rehearse(applied.path, applied.text)
        errors = [problem for problem in result.problems if problem.severity is Severity.ERROR]
        if result.snapshot is None:
            from bot.loading.documents import parse_document

            document = parse_document(applied.path, applied.text.encode())
            return Rehearsed(None, _by_key(errors, document, operation.fact))
        return Rehearsed(result.snapshot)

    def publish(self, operation: Operation, author: Credit, approver: Credit, note: str, proposal: str) -> None:
        """Write a change into the files. Raises ChangedMeanwhile, and NotApplied where it cannot be written."""
        from bot.loading import open_folder

        try:
            folder = open_folder(self._root)
            texts = {path: document.text for path, document in folder.documents.items()}
            if _stands(operation, texts):
                return
            applied = _apply(operation, texts)
            if problems := folder.problems_with(applied.path, applied.text):
                raise NotApplied(f"The knowledge would have {len(problems)} errors: {problems[0].shown_message}")
            folder.write(applied.path, applied.text)
        except OSError as error:
            raise NotApplied(
                f"The folder {self._root} cannot be written ({error.strerror or error}): give the process the right to."
            ) from None

    def history(self, fact: str) -> Sequence[Recorded]:
        """Return the changes of a fact that git has, newest first. Raises NotApplied where the folder is in none."""
        return ()


def _apply(operation: Operation, texts: Mapping[str, str]) -> "Applied":
    from bot.editing import Conflict, EditError, apply

    try:
        return apply(operation, texts)
    except Conflict as conflict:
        raise ChangedMeanwhile(conflict.current) from None
    except EditError as error:
        raise NotApplied(str(error)) from None


def _stands(operation: Operation, texts: Mapping[str, str]) -> bool:
    """Whether what an operation makes stands in the files already, because a process that ended wrote it."""
    from bot.domain.operations import tidy
    from bot.editing import EditError, find_fact

    try:
        fields = find_fact(texts, operation.fact).fields
    except EditError:
        return False
    wanted = tidy(operation.fields)
    if operation.base_hash == hash_of(fields) or not wanted:
        return False
    return all(fields.get(key) == value for key, value in wanted.items())


def _by_key(problems: Sequence[Problem], document: "Document", fact: str) -> dict[str, str]:
    """Sort problems by the key of a fact whose text they are nearest to; by "" what is elsewhere."""
    data = document.data if isinstance(document.data, dict) else {}
    ids = [item.get("id") if isinstance(item, dict) else None for item in data.get("facts") or ()]
    index = ids.index(fact) if fact in ids else -1
    keys: dict[str, str] = {}
    for problem in problems:
        key = _key_of(problem, document, index)
        words = problem.shown_message[:1].upper() + problem.shown_message[1:]
        keys[key] = f"{keys[key]} {words}." if key in keys else f"{words}."
    return keys


def _key_of(problem: Problem, document: "Document", index: int) -> str:
    """The key of the fact in which a problem is; of a citation, the key within it."""
    if problem.location.path != document.path or index < 0:
        return ""
    at = (problem.location.line, problem.location.column)
    best, key = (0, 0), ""
    for path in document.values:
        if path[:2] != ("facts", index) or len(path) < 3:
            continue
        place = document.locate(path, key=isinstance(path[-1], str))
        where = (place.line, place.column)
        if best <= where <= at:
            best = where
            inner = path[4] if path[2] == "citations" and len(path) > 4 else path[2]
            key = str(inner)
    return key
