"""A small base about an imaginary country, so that the tests show that the engine knows no country by name."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import dedent

from bot.domain.knowledge import Snapshot
from bot.loading import load_texts
from bot.search import Index, build

TODAY = date(2026, 11, 23)

_indexes: dict[str, Index] = {}

_FILES = {
    "knowledge.yaml": """
        title: Ruritania's foreign relations
        subject: ruritania
        command: /ruri
        owner: the curators
        review_interval_days: 365
        minimum: {facts: 3, partners: 3}
        """,
    "topics.yaml": """
        topics:
          - {id: energy, name: Energy, words: [energy, gas, oil, pipeline]}
          - {id: borders, name: Borders, words: [border, frontier, closed border]}
          - {id: diplomacy, name: Diplomacy, words: [diplomacy, visit, treaty, ally]}
        """,
    "sources.yaml": """
        sources:
          - {id: gazette-2018, title: The Gazette, publisher: Gazette Press, url: "https://gazette.example/2018", licence: CC BY 4.0, as_of: 2018-07-27}
          - {id: almanac-2026, title: The Almanac, publisher: Almanac House, licence: public domain, as_of: 2026-10-01}
        """,
    "relations/ruritania.yaml": """
        partner: ruritania
        name: Ruritania
        kind: state
        iso: RR
        aliases: [Strelsau, Ruritanian]
        summary: Ruritania is a kingdom that looks westward.
        facts:
          - id: ruritania-kingdom
            statement: Ruritania is ruled by a king.
            topics: [diplomacy]
            citations: [{source: gazette-2018, locator: page 1, excerpt: "a kingdom, and proud of it"}]
            verified: 2026-11-01
        """,
    "relations/sylvania.yaml": """
        partner: sylvania
        name: Sylvania
        kind: state
        iso: SY
        aliases: [Republic of Sylvania, Sylvanian, Silvânia]
        summary: Sylvania is Ruritania's chief ally and buys its gas.
        facts:
          - id: sylvania-gas
            statement: Sylvania buys natural gas from Ruritania.
            topics: [energy]
            when: 2005/..
            keywords: [supply contract]
            citations:
              - {source: gazette-2018, locator: page 2, excerpt: the gas flows to Sylvania day and night}
            verified: 2026-11-01
          - id: sylvania-treaty-1993
            statement: Sylvania and Ruritania signed a treaty of friendship in May 1993.
            topics: [diplomacy]
            when: 1993-05
            citations:
              - {source: gazette-2018, locator: page 3, excerpt: friendship sealed in May 1993}
            verified: 2026-11-01
          - id: sylvania-border-closed
            statement: The frontier of Sylvania with Graustark was shut to traders.
            involves: [graustark]
            topics: [borders]
            when: 1994/1999
            keywords: [blockade]
            attributed_to: [sylvania]
            citations:
              - {source: gazette-2018, locator: page 4, excerpt: not one cart crossed}
            verified: 2026-11-01
          - id: sylvania-ally
            statement: Ruritania counts Sylvania among its allies.
            topics: [diplomacy]
            citations: [{source: almanac-2026, locator: page 7}]
            verified: 2026-11-01
        """,
    "relations/graustark.yaml": """
        partner: graustark
        name: Graustark
        kind: state
        iso: GK
        summary: Graustark lies beyond the mountains.
        facts:
          - id: graustark-pipeline-plan
            statement: Graustark planned a pipeline that avoids Sylvania.
            involves: [sylvania, rudolf-elphberg]
            topics: [energy]
            when: 2001?
            contradicts: [{fact: graustark-no-pipeline, because: the two papers disagree}]
            citations: [{source: gazette-2018, excerpt: a pipeline around the neighbours}]
            verified: 2026-11-01
          - id: graustark-no-pipeline
            statement: Graustark never planned a pipeline.
            topics: [energy]
            attributed_to: [graustark]
            citations: [{source: almanac-2026, excerpt: there was no such plan}]
            verified: 2026-11-01
          - id: graustark-visits-end
            statement: State visits between Ruritania and Graustark ended.
            topics: [diplomacy]
            when: 199X~
            supersedes: [{fact: graustark-visits, because: the court papers say so}]
            citations: [{source: almanac-2026, excerpt: no king came again}]
            verified: 2026-11-01
          - id: graustark-visits
            statement: The kings of Ruritania and Graustark visit each other every summer.
            involves: [rudolf-elphberg, michael-elphberg]
            topics: [diplomacy]
            citations: [{source: gazette-2018, excerpt: "each summer, the two kings"}]
            verified: 2026-11-01
        """,
    "relations/rudolf.yaml": """
        partner: rudolf-elphberg
        name: Rudolf Elphberg
        kind: person
        aliases: [Rudolf V]
        """,
    "relations/michael.yaml": """
        partner: michael-elphberg
        name: Michael Elphberg
        kind: person
        """,
    "relations/zenda.yaml": """
        partner: zenda
        name: Zenda
        kind: place
        """,
}


def texts(**changes: str | None) -> dict[str, bytes]:
    """Return the base's files as bytes; a change replaces a file (`relations__zenda="…"`), None leaves it out."""
    files: dict[str, str | None] = dict(_FILES)
    files.update({f"{name.replace('__', '/')}.yaml": text for name, text in changes.items()})
    return {path: dedent(text).lstrip().encode() for path, text in files.items() if text is not None}


def write_base(root: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files of a base into a folder, which is made if need be, and return it."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def snapshot_of(files: Mapping[str, bytes]) -> Snapshot:
    """Return the snapshot of files that have no errors."""
    result = load_texts(files)
    assert result.snapshot is not None, "\n".join(map(str, result.problems))
    return result.snapshot


def index(**changes: str | None) -> Index:
    """Return the index of the base."""
    return _index_of(tuple(texts(**changes).items()))


def build_once(snapshot: Snapshot, _: Index | None = None) -> Index:
    """Return the index of a base, cached by content."""
    if snapshot.revision not in _indexes:
        _indexes[snapshot.revision] = build(snapshot)
    return _indexes[snapshot.revision]


@cache
def _index_of(files: tuple[tuple[str, bytes], ...]) -> Index:
    return build_once(snapshot_of(dict(files)))


def relation(facts: str, partner: str = "zenda") -> str:
    """Return a partner's file with these facts, given as YAML without indentation."""
    head = f"partner: {partner}\nname: {partner.title()}\nkind: place\nfacts:\n"
    return head + "".join(f"  {line}\n" for line in dedent(facts).strip("\n").splitlines())


FACT = """
- id: zenda-castle
  statement: Zenda has a castle.
  topics: [borders]
  citations: [{source: gazette-2018, excerpt: the keep above the moat}]
  verified: 2026-11-01
"""


def relation_of(count: int) -> str:
    """Return the file of Zenda with so many facts."""
    facts = [
        FACT.replace("zenda-castle", f"zenda-{number:03}").replace("a castle", f"castle {number:03}")
        for number in range(count)
    ]
    return relation("".join(facts))
