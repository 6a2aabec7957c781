"""The files of a base for curating: `Base`, on the packages that load, edit and write them."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.knowledge import Snapshot
from bot.domain.operations import Kind, Operation, differences, hash_of
from bot.domain.problems import Problem, Severity
from bot.domain.publishing import Edition, GitRefused, NotPublished, Refused
from bot.services.curating import Base, ChangedMeanwhile, Credit, Current, DryRun, NotApplied, Recorded

if TYPE_CHECKING:
    from bot.editing import Applied
    from bot.loading.documents import Document
    from bot.loading.reload import Reloader
    from bot.search import Index


class ServedBase(Base):
    """The files that a reloader follows, as last read.

    `sources` is the folder of the sources' texts, against which excerpts are checked, if there is one.
    """

    def __init__(self, reloader: "Reloader[Index]", sources: Path | None) -> None:
        self._reloader = reloader
        self._sources = sources

    def find(self, fact: str) -> Current | None:
        """Find a fact in the files as last read."""
        from bot.editing import Missing, find_fact

        known = self._reloader.current().snapshot.facts.get(fact)
        try:
            fields = find_fact(self._reloader.texts, fact).fields
        except Missing:
            return None
        return Current(known.home if known else "", fields, hash_of(fields))

    def describe_problem(self, key: str, value: str) -> str:
        """Return the problem of a value for a key of a fact, with its cure; "" for a valid value."""
        from bot.loading import find_problem

        problem = find_problem("fact", key, value) if value else None
        return _to_sentence(problem) if problem else ""

    def dry_run(self, operation: Operation) -> DryRun:
        """Apply a change in memory, and check the whole base. Raises ChangedMeanwhile, and NotApplied."""
        applied = apply_operation(operation, self._reloader.texts)
        result = self._reloader.dry_run_change(applied.path, applied.text)
        errors = [problem for problem in result.problems if problem.severity is Severity.ERROR]
        if result.snapshot is None:
            return DryRun(None, _by_key(errors, result.documents[applied.path], operation.fact))
        return DryRun(result.snapshot, self._misquoted(result.snapshot, operation.fact))

    def _misquoted(self, snapshot: Snapshot, fact: str) -> dict[str, str]:
        """Check a fact's excerpts against the available texts of their sources; return the problems by key."""
        from bot.loading import describe_misquotation

        if self._sources is None or fact not in snapshot.facts:
            return {}
        try:
            found = [describe_misquotation(one, self._sources) for one in snapshot.facts[fact].citations]
        except (OSError, ValueError) as error:
            raise NotApplied(f"A source's text cannot be read: {error}") from None
        problems = [problem for problem in found if problem]
        return {"excerpt": " ".join(map(_to_sentence, problems))} if problems else {}

    def holds(self, operation: Operation) -> bool:
        """Return whether the served files contain a change."""
        from bot.editing import is_applied

        return self._reloader.is_read_served and is_applied(operation, self._reloader.texts)


class FolderBase(ServedBase):
    """A folder of knowledge that a reloader follows.

    `state` is the folder for the lock of publishers. With `commits`, changes are committed to the git checkout that
    holds the folder, if there is one, and pushed to the remote that `push` names, if it is set.
    """

    def __init__(
        self,
        root: Path,
        reloader: "Reloader[Index]",
        state: Path,
        *,
        commits: bool = True,
        push: str = "",
        sources: Path | None = None,
    ) -> None:
        super().__init__(reloader, sources)
        self._root = root
        self._state = state
        self._commits = commits
        self._push = push

    def publish(self, operation: Operation, author: Credit, approver: Credit, note: str, proposal: str) -> None:
        """Write a change into the files, and commit it if they are in a git checkout.

        Raises ChangedMeanwhile, and NotApplied if it cannot be written or committed.
        """
        from bot.loading.publishing import publish

        def edit(texts: Mapping[str, str]) -> Mapping[str, str]:
            applied = apply_unless_applied(operation, texts)
            return {applied.path: applied.text} if applied else {}

        edition = to_edition(
            operation, self.find(operation.fact) if operation.fact else None, author, approver, note, proposal
        )
        try:
            publish(
                self._root,
                edit,
                edition,
                state=self._state,
                commits=self._commits,
                push=self._push,
                parsed=self._reloader.documents,
            )
        except Refused as refused:
            raise to_refusal(refused.problems) from None
        except NotPublished as reason:
            raise NotApplied(_to_sentence(str(reason))) from None
        self._reloader.poll_soon()

    async def catch_up(self) -> None:
        """Do nothing: publishing starts from the current files of the folder."""

    def history(self, fact: str) -> Sequence[Recorded]:
        """Return the changes of a fact in git, newest first; none if the folder is in no checkout.

        Raises NotApplied where git cannot read them.
        """
        from bot.loading.checkout import find_checkout
        from bot.loading.history import read_history

        try:
            checkout = find_checkout(self._root)
            if isinstance(checkout, str):
                return ()
            known = self._reloader.current().snapshot.facts.get(fact)
            found = read_history(checkout, self._root, fact, known.location.path if known else None)
        except GitRefused as reason:
            raise NotApplied(_to_sentence(str(reason))) from None
        return [
            Recorded(
                id=change.commit,
                day=change.at.astimezone(UTC).date().isoformat(),
                author=change.author,
                approver=", ".join(change.approved_by),
                note=change.note or change.subject,
                proposal=change.proposal,
                partner=change.partner,
                before=change.before,
                after=change.after,
            )
            for change in found.changes
        ]


_SUBJECTS = {
    Kind.ADD: "Add {fact}",
    Kind.EDIT: "Edit {fact}",
    Kind.REMOVE: "Remove {fact}",
    Kind.VERIFY: "Verify {fact}",
    Kind.RESTORE: "Restore {fact}",
    Kind.ADD_KEYWORD: "Add keywords to {fact}",
    Kind.ADD_PARTNER: "Add the partner {partner}",
    Kind.ADD_SOURCE: "Add the source {source}",
    Kind.ADD_ALIAS: "Add names of {partner}",
    Kind.ADD_TOPIC_WORD: "Add words of the topic {topic}",
}


def to_edition(
    operation: Operation, current: Current | None, author: Credit, approver: Credit, note: str, proposal: str
) -> Edition:
    """Return the author, approver and commit message of a change."""
    return Edition(
        author=author.name,
        email=author.email,
        approver=approver.name,
        subject=_to_subject(operation, current),
        note=note,
        proposal=proposal,
    )


def to_refusal(errors: Sequence[Problem]) -> NotApplied:
    """Return the refusal of a change that would cause errors."""
    return NotApplied(f"The knowledge would have {len(errors)} errors: {errors[0].shown_message}")


def apply_unless_applied(operation: Operation, texts: Mapping[str, str]) -> "Applied | None":
    """Apply a change to files' texts; None if they contain it already. Raises ChangedMeanwhile, and NotApplied."""
    from bot.editing import is_applied

    return None if is_applied(operation, texts) else apply_operation(operation, texts)


def _to_subject(operation: Operation, current: Current | None) -> str:
    """Return the subject of a change's commit: "Edit turkey-closed-border: statement, when"."""
    named = _SUBJECTS[operation.kind].format(
        fact=operation.fact, partner=operation.partner, source=operation.target, topic=operation.target
    )
    if operation.kind is Kind.ADD:
        return f"{named}: {operation.fields.get('statement', '')}"
    if operation.kind not in (Kind.EDIT, Kind.RESTORE) or current is None:
        return named
    keys = [difference.key for difference in differences(current.fields, operation.fields)]
    return f"{named}: {', '.join(keys)}" if keys else named


def _to_sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}."


def apply_operation(operation: Operation, texts: Mapping[str, str]) -> "Applied":
    """Apply an operation to the base's texts; raise `ChangedMeanwhile` or `NotApplied` where it does not fit them."""
    from bot.editing import Conflict, EditError, apply

    try:
        return apply(operation, texts)
    except Conflict as conflict:
        raise ChangedMeanwhile(conflict.current) from None
    except EditError as error:
        raise NotApplied(str(error)) from None


def _by_key(problems: Sequence[Problem], document: "Document", fact: str) -> dict[str, str]:
    """Join problems by the key of a fact whose value has them; "" for problems elsewhere."""
    data = document.data if isinstance(document.data, dict) else {}
    ids = [item.get("id") if isinstance(item, dict) else None for item in data.get("facts") or ()]
    index = ids.index(fact) if fact in ids else -1
    keys: dict[str, str] = {}
    for problem in problems:
        key = _key_of(problem, document, index)
        words = _to_sentence(problem.shown_message)
        keys[key] = f"{keys[key]} {words}" if key in keys else words
    return keys


def _key_of(problem: Problem, document: "Document", index: int) -> str:
    """Return the key of the fact whose value has a problem; for a citation, the key within it."""
    if problem.location.path != document.path or index < 0:
        return ""
    at = (problem.location.line, problem.location.column)
    best, key = (0, 0), ""
    for path in document.values:
        if path[:2] != ("facts", index) or len(path) < 3:
            continue
        position = document.locate(path, key=isinstance(path[-1], str))
        where = (position.line, position.column)
        if best <= where <= at:
            best = where
            inner = path[4] if path[2] == "citations" and len(path) > 4 else path[2]
            key = str(inner)
    return key
