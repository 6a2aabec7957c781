"""Load a folder's texts into a snapshot, or report every problem that prevents it."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.domain.knowledge import Snapshot
from bot.domain.problems import Problem
from bot.loading.checks import CHECKS
from bot.loading.copies import check_files_are_read, find_copies
from bot.loading.decode import decode_document
from bot.loading.documents import Document, parse_document
from bot.loading.files import LOCK, list_files, read_file
from bot.loading.known import known_ids
from bot.loading.lock import check_lock, read_hashes
from bot.loading.remembering import remember
from bot.loading.schema import KnowledgeFile, Record, RelationFile, SourcesFile, TopicsFile
from bot.loading.snapshot import to_snapshot
from bot.loading.tally import Tally
from bot.loading.values import KNOWLEDGE, RELATIONS, SOURCES, TOPICS, partner_of

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The result of loading: the snapshot (None if there are errors) and all problems, sorted by location.

    `revision` is that of the content, served or refused; `documents` are the parsed files, by path.
    """

    snapshot: Snapshot | None
    problems: tuple[Problem, ...]
    revision: str
    documents: Mapping[str, Document] = field(default_factory=dict, compare=False, repr=False)


def load_folder(root: Path) -> LoadResult:
    """Read and load a knowledge folder. Raises OSError if it, or a file in it, cannot be read."""
    files = list_files(root)
    lock = read_file(files.get(LOCK)) or b""
    documents = {
        path: parse_document(path, read_file(found), found.changed if found else 0)
        for path, found in files.items()
        if path != LOCK or found is None
    }
    return assemble(documents, lock)


def load_texts(
    texts: Mapping[str, bytes | None], show: Callable[[int, int], None] = lambda _done, _all: None
) -> LoadResult:
    """Load files given as bytes by path, None for a link out of the folder; raise nothing for their content.

    `show` is called with the numbers of files parsed and of all files.
    """
    documents: dict[str, Document] = {}
    for done, (path, content) in enumerate(texts.items(), start=1):
        if path != LOCK or content is None:
            documents[path] = parse_document(path, content)
        show(done, len(texts))
    return assemble(documents, texts.get(LOCK) or b"")


def assemble(documents: Mapping[str, Document], lock: bytes) -> LoadResult:
    """Decode and check parsed files together, and make a snapshot of them if there are no errors."""
    revision = _to_revision(documents, lock)
    copies = find_copies(documents)
    kept = {path: document for path, document in documents.items() if path not in copies}
    known = known_ids(kept)
    # A partner whose file began as a copy of another's is still a partner.
    known.partners = dict.fromkeys([*known.partners, *(partner_of(documents[path]) for path in copies)])
    documents = kept
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for path, problem in copies.items():
        tallies[path].add(problem)
    for path, document in documents.items():
        tallies[path].add_all(document.problems, document.omitted)
    for problem in check_files_are_read(documents):
        tallies[problem.location.path].add(problem)

    def decode(path: str, model: type[R]) -> R | None:
        record, found, omitted = decode_document(documents[path], model, known)
        tallies[path].add_all(found, omitted)
        return record

    about = decode(KNOWLEDGE, KnowledgeFile) if KNOWLEDGE in documents else None
    topics = decode(TOPICS, TopicsFile) if TOPICS in documents else None
    sources = decode(SOURCES, SourcesFile) if SOURCES in documents else None
    relations = {path: decode(path, RelationFile) for path in sorted(documents) if path.startswith(RELATIONS)}
    for check in CHECKS:
        for problem in check(documents):
            tallies[problem.location.path].add(problem)

    problems = tuple(problem for path in sorted(tallies) for problem in tallies[path].reported())
    if problems or about is None or topics is None or sources is None:
        return LoadResult(None, problems, revision, documents)
    decoded = [(documents[path], record) for path, record in relations.items() if record is not None]
    snapshot = to_snapshot(about, topics, (documents[SOURCES], sources), decoded, read_hashes(lock), revision)
    warnings = Tally()
    warnings.add_all(check_lock(lock))
    return LoadResult(snapshot, tuple(warnings.reported()), revision, documents)


def _to_revision(documents: Mapping[str, Document], lock: bytes) -> str:
    """Return the content's hash: twelve hexadecimal digits that change whenever the served knowledge would."""
    digests = [hashlib.sha256(lock).digest(), *(_digest_of(documents[path]) for path in sorted(documents))]
    return hashlib.sha256(b"".join(digests)).hexdigest()[:12]


@remember
def _digest_of(document: Document) -> bytes:
    return hashlib.sha256(f"{document.path}\0{document.text}".encode(errors="surrogateescape")).digest()
