"""Convert records to a snapshot, and reuse a file's facts while nothing they depend on has changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.kinds import USUAL_KINDS, Kind, Noun
from bot.domain.knowledge import AS_USUAL, About, Citation, Fact, Link, Partner, Snapshot, Source, Topic
from bot.loading.documents import Document
from bot.loading.lock import hash_excerpt
from bot.loading.schema import KindRecord, KnowledgeFile, LinkRecord, NounRecord, RelationFile, SourcesFile, TopicsFile
from bot.loading.world import read_world_of

# An unchanged source stays the same object, so that facts that cite it can be reused.
_SOURCES_KEPT = 4_096
_to_source = lru_cache(maxsize=_SOURCES_KEPT)(Source)


def to_snapshot(
    about: KnowledgeFile,
    topics: TopicsFile,
    sources: tuple[Document, SourcesFile],
    relations: Sequence[tuple[Document, RelationFile]],
    verified: frozenset[str],
    revision: str,
) -> Snapshot:
    """Make a snapshot of sound files; `verified` are the hashes of the excerpts found in their sources."""
    kinds = USUAL_KINDS if about.kinds is None else tuple(map(_to_kind, about.kinds))
    kinds_by_id = {kind.id: kind for kind in kinds}
    partners = [_to_partner(document, record, kinds_by_id[record.kind]) for document, record in relations]
    by_id = _to_sources(*sources)
    links = _Links(record for _, record in relations)
    facts = [
        fact
        for document, record in relations
        for fact in _to_facts(document, _Basis(record, about.subject, verified, links.of(record)), by_id)
    ]
    return Snapshot(
        about=About(
            title=about.title,
            subject=about.subject,
            command=about.command,
            owner=about.owner,
            review_interval_days=None if about.review else about.review_interval_days,
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
        world=read_world_of(about.world),
    )


def _to_kind(record: KindRecord) -> Kind:
    return Kind(record.id, Noun(record.singular, record.plural), record.members)


def _to_noun(record: NounRecord) -> Noun:
    return Noun(record.singular, record.plural)


def _to_sources(document: Document, record: SourcesFile) -> dict[str, Source]:
    return {
        source.id: _to_source(
            id=source.id,
            title=source.title,
            publisher=source.publisher,
            url=source.url,
            licence=source.licence,
            as_of=source.as_of,
            location=document.locate(("sources", index, "id")),
            review=source.review,
        )
        for index, source in enumerate(record.sources)
    }


def _to_partner(document: Document, record: RelationFile, kind: Kind) -> Partner:
    before: Partner | None = document.notes.get(Partner)
    if before is not None and before.kind == kind:
        return before
    partner = Partner(
        id=record.partner,
        name=record.name,
        kind=kind,
        iso=record.iso,
        aliases=tuple(dict.fromkeys([*record.aliases, *record.shared_names])),
        summary=record.summary,
        location=document.locate(("name",)),
        topic_lines=dict(record.topic_lines),
        is_ordinary_word=record.ordinary_word,
    )
    document.notes[Partner] = partner
    return partner


# The links of the facts that supersede a fact, and of those that contradict it.
_Linked = tuple[tuple[Link, ...], tuple[Link, ...]]
_NO_LINKS: _Linked = ((), ())


class _Links:
    """All links between facts in both directions, though curators write each once."""

    def __init__(self, relations: Iterable[RelationFile]) -> None:
        self._superseded_by: dict[str, list[Link]] = {}
        self._contradicts: dict[str, dict[str, Link]] = {}
        for relation in relations:
            for record in relation.facts:
                for link in record.supersedes:
                    self._superseded_by.setdefault(link.fact, []).append(Link(record.id, link.because))
                for link in record.contradicts:
                    self._add_contradiction(record.id, link)

    def _add_contradiction(self, fact: str, link: LinkRecord) -> None:
        self._contradicts.setdefault(fact, {})[link.fact] = Link(link.fact, link.because)
        self._contradicts.setdefault(link.fact, {}).setdefault(fact, Link(fact, link.because))

    def of(self, relation: RelationFile) -> dict[str, _Linked]:
        """Return the links that supersede or contradict a file's facts, by the fact's id."""
        return {
            fact.id: (
                tuple(sorted(self._superseded_by.get(fact.id, ()), key=_fact_of)),
                tuple(sorted(self._contradicts.get(fact.id, {}).values(), key=_fact_of)),
            )
            for fact in relation.facts
            if fact.id in self._superseded_by or fact.id in self._contradicts
        }


def _fact_of(link: Link) -> str:
    return link.fact


@dataclass(frozen=True, slots=True)
class _Basis:
    """The dependencies of a file's facts, other than sources."""

    record: RelationFile
    subject: str
    verified: frozenset[str]
    linked: Mapping[str, _Linked]


@dataclass(frozen=True, slots=True)
class _MadeFacts:
    """The facts made of a file, with their dependencies."""

    basis: _Basis
    sources: frozenset[Source]
    facts: tuple[Fact, ...]

    def is_current(self, basis: _Basis, sources: Mapping[str, Source]) -> bool:
        """Return whether the same facts would be made again."""
        before = self.basis
        is_same = before.record is basis.record and before.verified is basis.verified
        is_same = is_same and before.subject == basis.subject and before.linked == basis.linked
        return is_same and all(sources.get(source.id) is source for source in self.sources)


def _to_facts(document: Document, basis: _Basis, sources: Mapping[str, Source]) -> tuple[Fact, ...]:
    before: _MadeFacts | None = document.notes.get(Fact)
    if before is not None and before.is_current(basis, sources):
        return before.facts
    facts = tuple(_make_facts(document, basis, sources))
    cited = frozenset(citation.source for fact in facts for citation in fact.citations)
    document.notes[Fact] = _MadeFacts(basis, cited, facts)
    return facts


def _make_facts(document: Document, basis: _Basis, sources: Mapping[str, Source]) -> Iterator[Fact]:
    relation = basis.record
    for position, record in enumerate(relation.facts):
        about = dict.fromkeys([relation.partner, *record.involves])
        about.pop(basis.subject, None)
        superseded_by, contradicts = basis.linked.get(record.id, _NO_LINKS)
        yield Fact(
            id=record.id,
            home=relation.partner,
            position=position,
            statement=record.statement,
            partners=tuple(about),
            topics=tuple(dict.fromkeys(record.topics)),
            when=record.when,
            keywords=tuple(record.keywords),
            related=tuple(record.related),
            attributed_to=tuple(dict.fromkeys(record.attributed_to)),
            supersedes=tuple(Link(link.fact, link.because) for link in record.supersedes),
            superseded_by=superseded_by,
            contradicts=contradicts,
            citations=tuple(
                Citation(
                    sources[cited.source],
                    cited.locator,
                    cited.excerpt,
                    cited.excerpt is not None and hash_excerpt(cited.source, cited.excerpt) in basis.verified,
                    document.locate(("facts", position, "citations", index, "excerpt")),
                )
                for index, cited in enumerate(record.citations)
            ),
            verified=record.verified,
            location=document.locate(("facts", position)),
            review=record.review or relation.review or AS_USUAL,
        )
