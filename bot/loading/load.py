"""A folder's texts → a snapshot, or every problem that keeps it from being one."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.domain.kinds import USUAL_KINDS, Kind, Noun
from bot.domain.knowledge import AS_USUAL, About, Citation, Fact, Link, Partner, Snapshot, Source, Topic
from bot.domain.problems import Problem
from bot.loading.checks import CHECKS
from bot.loading.copies import check_files_are_read, find_copies
from bot.loading.decode import decode_document
from bot.loading.documents import Document, parse_document
from bot.loading.files import LOCK, list_files, read_file
from bot.loading.known import known_ids
from bot.loading.lock import check_lock, hash_excerpt, read_hashes
from bot.loading.schema import (
    KindRecord,
    KnowledgeFile,
    LinkRecord,
    NounRecord,
    Record,
    RelationFile,
    SourcesFile,
    TopicsFile,
)
from bot.loading.tally import Tally
from bot.loading.values import KNOWLEDGE, RELATIONS, SOURCES, TOPICS, partner_of
from bot.loading.world import read_world

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What came of loading: the snapshot (None if there are errors) and all problems, sorted by place.

    `revision` is that of the content, served or refused; `documents` are the files as read, by path.
    """

    snapshot: Snapshot | None
    problems: tuple[Problem, ...]
    revision: str
    documents: Mapping[str, Document] = field(default_factory=dict, compare=False, repr=False)


def load_folder(root: Path) -> LoadResult:
    """Read and load a knowledge folder. Raises OSError where it, or a file in it, cannot be read."""
    files = list_files(root)
    lock = read_file(files.get(LOCK)) or b""
    documents = {
        path: parse_document(path, read_file(found), found.changed if found else 0)
        for path, found in files.items()
        if path != LOCK or found is None
    }
    return assemble(documents, lock)


def load_texts(texts: Mapping[str, bytes | None]) -> LoadResult:
    """Load files given as bytes by path, None for a link out of the folder; nothing is raised for what they hold."""
    documents = {
        path: parse_document(path, content) for path, content in texts.items() if path != LOCK or content is None
    }
    return assemble(documents, texts.get(LOCK) or b"")


def assemble(documents: Mapping[str, Document], lock: bytes) -> LoadResult:
    """Decode and check parsed files together, and make a snapshot of them where nothing is wrong."""
    revision = _to_revision(documents, lock)
    copies = find_copies(documents)
    kept = {path: document for path, document in documents.items() if path not in copies}
    known = known_ids(kept)
    # A partner whose file was begun as a copy of another's is one all the same.
    known.partners = dict.fromkeys([*known.partners, *(partner_of(documents[path]) for path in copies)])
    documents = kept
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for path, problem in copies.items():
        tallies[path].add(problem)
    for path, document in documents.items():
        tallies[path].add_all(document.problems, document.untold)
    for problem in check_files_are_read(documents):
        tallies[problem.location.path].add(problem)

    def decode(path: str, model: type[R]) -> R | None:
        record, found, untold = decode_document(documents[path], model, known)
        tallies[path].add_all(found, untold)
        return record

    about = decode(KNOWLEDGE, KnowledgeFile) if KNOWLEDGE in documents else None
    topics = decode(TOPICS, TopicsFile) if TOPICS in documents else None
    sources = decode(SOURCES, SourcesFile) if SOURCES in documents else None
    relations = {path: decode(path, RelationFile) for path in sorted(documents) if path.startswith(RELATIONS)}
    for check in CHECKS:
        for problem in check(documents):
            tallies[problem.location.path].add(problem)

    problems = tuple(problem for path in sorted(tallies) for problem in tallies[path].told())
    if problems or about is None or topics is None or sources is None:
        return LoadResult(None, problems, revision, documents)
    decoded = [(documents[path], record) for path, record in relations.items() if record is not None]
    snapshot = _to_snapshot(about, topics, sources, documents[SOURCES], decoded, read_hashes(lock), revision)
    warnings = Tally()
    warnings.add_all(check_lock(lock))
    return LoadResult(snapshot, tuple(warnings.told()), revision, documents)


def _to_revision(documents: Mapping[str, Document], lock: bytes) -> str:
    """The content's hash: twelve hexadecimal digits that change whenever what would be served does."""
    digest = hashlib.sha256(lock)
    for path in sorted(documents):
        text = documents[path].text.encode()
        digest.update(f"{path}\0{len(text)}\0".encode(errors="surrogateescape") + text)
    return digest.hexdigest()[:12]


def _to_snapshot(
    about: KnowledgeFile,
    topics: TopicsFile,
    sources: SourcesFile,
    place: Document,
    relations: Iterable[tuple[Document, RelationFile]],
    verified: frozenset[str],
    revision: str,
) -> Snapshot:
    by_id = {
        record.id: Source(
            id=record.id,
            title=record.title,
            publisher=record.publisher,
            url=record.url,
            licence=record.licence,
            as_of=record.as_of,
            location=place.locate(("sources", index, "id")),
            review=record.review,
        )
        for index, record in enumerate(sources.sources)
    }
    relations = list(relations)
    links = _Links(relations)
    facts = [
        fact
        for document, record in relations
        for fact in _to_facts(document, record, about.subject, by_id, links, verified)
    ]
    kinds = USUAL_KINDS if about.kinds is None else tuple(map(_to_kind, about.kinds))
    kinds_by_id = {kind.id: kind for kind in kinds}
    partners = [
        Partner(
            id=record.partner,
            name=record.name,
            kind=kinds_by_id[record.kind],
            iso=record.iso,
            aliases=tuple(dict.fromkeys([*record.aliases, *record.shared_names])),
            summary=record.summary,
            location=document.locate(("name",)),
            topic_lines=dict(record.topic_lines),
            is_ordinary_word=record.ordinary_word,
        )
        for document, record in relations
    ]
    return Snapshot(
        about=About(
            title=about.title,
            subject=about.subject,
            command=about.command,
            owner=about.owner,
            review_interval_days=None if about.review else about.review_interval_days,
            minimum_facts=about.minimum.facts,
            minimum_partners=about.minimum.partners,
            time_zone=about.time_zone,
            kinds=kinds,
            partner=_to_noun(about.words.partner),
            fact=_to_noun(about.words.fact),
        ),
        topics={
            record.id: Topic(record.id, record.name, tuple(record.words))
            for record in sorted(topics.topics, key=lambda topic: topic.id)
        },
        sources={id_: by_id[id_] for id_ in sorted(by_id)},
        partners={partner.id: partner for partner in sorted(partners, key=lambda partner: partner.id)},
        facts={fact.id: fact for fact in sorted(facts, key=lambda fact: fact.id)},
        revision=revision,
        world=read_world().narrowed(about.world),
    )


def _to_kind(record: KindRecord) -> Kind:
    return Kind(record.id, Noun(record.singular, record.plural), record.members)


def _to_noun(record: NounRecord) -> Noun:
    return Noun(record.singular, record.plural)


class _Links:
    """Every link in both of its directions, though curators write it once."""

    def __init__(self, relations: Iterable[tuple[Document, RelationFile]]) -> None:
        self.superseded_by: dict[str, list[Link]] = {}
        self.contradicts: dict[str, dict[str, Link]] = {}
        for _, relation in relations:
            for record in relation.facts:
                for link in record.supersedes:
                    self.superseded_by.setdefault(link.fact, []).append(Link(record.id, link.because))
                for link in record.contradicts:
                    self._add_contradiction(record.id, link)

    def _add_contradiction(self, fact: str, link: LinkRecord) -> None:
        self.contradicts.setdefault(fact, {})[link.fact] = Link(link.fact, link.because)
        self.contradicts.setdefault(link.fact, {}).setdefault(fact, Link(fact, link.because))


def _to_facts(
    document: Document,
    relation: RelationFile,
    subject: str,
    sources: Mapping[str, Source],
    links: _Links,
    verified: frozenset[str],
) -> Iterable[Fact]:
    for place, record in enumerate(relation.facts):
        about = dict.fromkeys([relation.partner, *record.involves])
        about.pop(subject, None)
        yield Fact(
            id=record.id,
            home=relation.partner,
            place=place,
            statement=record.statement,
            partners=tuple(about),
            topics=tuple(dict.fromkeys(record.topics)),
            when=record.when,
            keywords=tuple(record.keywords),
            attributed_to=tuple(dict.fromkeys(record.attributed_to)),
            supersedes=tuple(Link(link.fact, link.because) for link in record.supersedes),
            superseded_by=tuple(sorted(links.superseded_by.get(record.id, ()), key=lambda link: link.fact)),
            contradicts=tuple(sorted(links.contradicts.get(record.id, {}).values(), key=lambda link: link.fact)),
            citations=tuple(
                Citation(
                    sources[cited.source],
                    cited.locator,
                    cited.excerpt,
                    cited.excerpt is not None and hash_excerpt(cited.source, cited.excerpt) in verified,
                    document.locate(("facts", place, "citations", index, "excerpt")),
                )
                for index, cited in enumerate(record.citations)
            ),
            verified=record.verified,
            location=document.locate(("facts", place)),
            review=record.review or relation.review or AS_USUAL,
        )
