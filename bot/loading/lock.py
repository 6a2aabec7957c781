"""Verify excerpts against their sources' texts, and record the verified ones in the lock."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.domain.knowledge import Citation, Snapshot
from bot.domain.problems import Location, Problem, Severity
from bot.domain.text import find_excerpt, to_searchable, to_verbatim
from bot.loading.files import LOCK
from bot.loading.passages import describe_difference

_LINE = re.compile(r"[0-9a-f]{64} [a-z0-9-]+")
_HEADER = "# Hashes of the excerpts that were found in their sources' texts; `azrel verify --write` writes this file.\n"


@dataclass(frozen=True, slots=True)
class Quotation:
    """The quoted part of a source's text: the number of excerpts found, and their share of its characters (0 to 1)."""

    source: str
    excerpts: int
    share: float


@dataclass(frozen=True, slots=True)
class Verification:
    """The result of verifying: quotations of each text, problems of excerpts, and the hashes of verified ones."""

    quotations: tuple[Quotation, ...]
    problems: tuple[Problem, ...]
    hashes: frozenset[str]


def verify_excerpts(
    snapshot: Snapshot, texts: Mapping[str, str], show: Callable[[int, int], None] = lambda _done, _all: None
) -> Verification:
    """Search for every excerpt in the text of its source, given by source id.

    `show` is called with the numbers of sources done and of all sources. An excerpt whose source's text is missing
    keeps its state, and is not reported.
    """
    cited: dict[str, list[Citation]] = {}
    for citation in snapshot.quotations:
        cited.setdefault(citation.source.id, []).append(citation)
    problems: list[Problem] = []
    quotations: list[Quotation] = []
    hashes: set[str] = set()
    for done, (source_id, citations) in enumerate(sorted(cited.items())):
        show(done, len(cited))
        if source_id not in texts:
            hashes |= {
                hash_excerpt(source_id, citation.excerpt or "") for citation in citations if citation.is_verified
            }
            continue
        text = to_searchable(texts[source_id])
        covered = bytearray(len(text))
        found = 0
        for citation in citations:
            spans = find_excerpt(citation.excerpt or "", text)
            if spans is None:
                message = describe_difference(citation.excerpt or "", f"{source_id}.txt", texts[source_id], text)
                problems.append(Problem(citation.location, message, "not-verbatim"))
                continue
            found += 1
            hashes.add(hash_excerpt(source_id, citation.excerpt or ""))
            for start, end in spans:
                covered[start:end] = b"\1" * (end - start)
        quotations.append(Quotation(source_id, found, sum(covered) / max(1, len(text))))
    return Verification(tuple(quotations), tuple(sorted(problems)), frozenset(hashes))


def describe_misquotation(citation: Citation, folder: Path) -> str:
    """Describe how an excerpt differs from its source's text, `<source-id>.txt` in a folder; "" if it is found.

    "" too if nothing is quoted, or there is no text. Raises OSError if it cannot be read, ValueError if it is not
    UTF-8.
    """
    source_id = citation.source.id
    text = _read_text(folder, source_id) if citation.excerpt else None
    if text is None or not citation.excerpt:
        return ""
    searchable = to_searchable(text)
    if find_excerpt(citation.excerpt, searchable) is not None:
        return ""
    return describe_difference(citation.excerpt, f"{source_id}.txt", text, searchable)


def read_source_texts(folder: Path, snapshot: Snapshot) -> dict[str, str]:
    """Read the texts of the sources that the base cites from `<source-id>.txt` in a folder, where present.

    Raises OSError if one cannot be read, ValueError if one is not UTF-8.
    """
    found = {source_id: _read_text(folder, source_id) for source_id in snapshot.sources}
    return {source_id: text for source_id, text in found.items() if text is not None}


def _read_text(folder: Path, source_id: str) -> str | None:
    path = folder / f"{source_id}.txt"
    if not path.is_file():
        return None
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8: {error.reason} at byte {error.start}") from None


def write_lock(folder: Path, hashes: frozenset[str]) -> None:
    """Write the hashes of verified excerpts to the lock in the knowledge folder."""
    (folder / LOCK).write_text(to_lock(hashes), "utf-8")


def to_lock(hashes: frozenset[str]) -> str:
    """Render the text of a lock that records these hashes."""
    return _HEADER + "".join(f"{line}\n" for line in sorted(hashes))


@lru_cache(maxsize=2)
def read_hashes(lock: bytes) -> frozenset[str]:
    """Parse the hashes in a lock's content."""
    return frozenset(line for line in lock.decode(errors="replace").splitlines() if not line.startswith("#"))


def check_lock(lock: bytes) -> Iterator[Problem]:
    """Check that every line of the lock is one that `verify --write` writes."""
    for number, line in enumerate(lock.decode(errors="replace").splitlines(), start=1):
        if not line.startswith("#") and not _LINE.fullmatch(line):
            is_left = line[:7] in ("<" * 7, "=" * 7, ">" * 7, "|" * 7)
            cure = "delete it, and keep the lines of both sides" if is_left else "run it again"
            message = f"not a line that 'azrel verify --write' writes: {cure}"
            yield Problem(Location(LOCK, number, 1), message, "bad-lock", Severity.WARNING)


def hash_excerpt(source_id: str, excerpt: str) -> str:
    """Return an excerpt's line in the lock; the same words in another source are another excerpt."""
    digest = hashlib.sha256(f"{source_id}\n{to_verbatim(excerpt)}".encode()).hexdigest()
    return f"{digest} {source_id}"
