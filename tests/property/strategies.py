"""Generated knowledge: bases up to the limits of the schema, and text of every kind."""

from typing import Any

import yaml
from hypothesis import strategies as st

from bot.loading.field_limits import (
    MAX_CITATIONS,
    MAX_EXCERPT,
    MAX_LINE,
    MAX_LOCATOR,
    MAX_NAME,
    MAX_STATEMENT,
    MAX_SUMMARY,
    MAX_URL,
    MAX_VOICES,
)
from tests.bases import texts

OTHERS = 12
LONG_TOPICS = [f"topic-{number}-{'x' * 80}" for number in range(8)]

# Characters valid in YAML and the schema: no control characters, surrogates, or marks that turn the direction.
_CHARACTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"),
    exclude_characters="\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff",
)
_HOSTILE = st.sampled_from(
    [
        "<!channel>",
        "@everyone",
        "<https://evil.example|x>",
        "https://evil.example",
        "#general",
        "*_~`",
        "&amp;",
        ":tada:",
        "🦃",
        "İ",
        "ﷺ",
    ]
)


def lines(most: int) -> st.SearchStrategy[str]:
    """Text of one line that begins with a letter: short, hostile, or as long as it may be."""
    words = st.lists(st.one_of(_HOSTILE, st.text(_CHARACTERS, min_size=1, max_size=12)), max_size=12).map(" ".join)
    short = words.map(lambda text: f"a {text}"[:most].strip())
    longest = _CHARACTERS.map(lambda char: ("a" + char * (most - 1))[:most].strip())
    return st.one_of(short, longest)


def excerpts() -> st.SearchStrategy[str]:
    """Excerpts of at most sixty words."""
    return lines(MAX_EXCERPT).map(lambda text: " ".join(text.split()[:60]))


@st.composite
def facts(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """Return a fact of the partner zenda."""
    cited = st.fixed_dictionaries(
        {"source": st.just("worst")}, optional={"locator": lines(MAX_LOCATOR), "excerpt": excerpts()}
    )
    fact: dict[str, Any] = {
        "id": f"zenda-{number}",
        # No excerpt holds this run of words, so the statement never lies within one.
        "statement": f"fact {number} of the base {draw(lines(MAX_STATEMENT - 30))}",
        "topics": draw(
            st.lists(st.sampled_from(["energy", "borders", *LONG_TOPICS]), min_size=1, max_size=9, unique=True)
        ),
        "citations": draw(st.lists(cited, min_size=1, max_size=MAX_CITATIONS)),
        "verified": "2026-11-01",
    }
    if draw(st.booleans()):
        fact["when"] = draw(st.sampled_from(["2009-10-10?", "199X~", "1992/1993", "1993/..", "../2001"]))
    if draw(st.booleans()):
        others = [f"other-{other}" for other in range(OTHERS)]
        fact["involves"] = draw(st.lists(st.sampled_from(others), unique=True))
        fact["attributed_to"] = draw(st.lists(st.sampled_from(others), min_size=1, max_size=MAX_VOICES, unique=True))
    if number:
        earlier = st.integers(0, number - 1).map(lambda other: f"zenda-{other}")
        link = st.fixed_dictionaries({"fact": earlier, "because": lines(MAX_LINE)})
        links = st.lists(link, max_size=4, unique_by=lambda made: made["fact"])
        fact["supersedes"], fact["contradicts"] = draw(links), draw(links)
    return fact


@st.composite
def bases(draw: st.DrawFn) -> dict[str, bytes]:
    """Return the files of the base, with a partner zenda up to the limits."""
    count = draw(st.integers(1, 12))
    zenda = {
        "partner": "zenda",
        "name": "Zenda " + draw(lines(MAX_NAME - 6)),
        "kind": "state",
        "iso": "ZZ",
        "aliases": ["Zenda"],
        "summary": draw(lines(MAX_SUMMARY)),
        "facts": [draw(facts(number)) for number in range(count)],
    }
    source = {
        "id": "worst",
        "title": draw(lines(MAX_LINE)),
        "publisher": draw(lines(MAX_LINE)),
        "url": "https://gazette.example/" + "x" * draw(st.sampled_from([1, MAX_URL - 24])),
        "licence": "L",
        "as_of": draw(st.sampled_from(["0001-01-01", "2018-07-27", "2999-12-31", "2018"])),
    }
    files = texts()
    others = {
        f"relations/other-{number}.yaml": {
            "partner": f"other-{number}",
            "name": f"Other{number} {draw(lines(MAX_NAME - 10))}",
            "kind": "state",
            "aliases": [f"Other{number}"],
        }
        for number in range(OTHERS)
    }
    topics = yaml.safe_load(files["topics.yaml"])
    topics["topics"] += [
        {
            "id": f"topic-{number}-{'x' * 80}",
            "name": f"Topic {draw(lines(MAX_NAME - 10))}",
            "words": [f"topical{number}"],
        }
        for number in range(draw(st.sampled_from([8, 150])))
    ]
    knowledge = files["knowledge.yaml"].replace(b"/ruri", b"/" + b"r" * 31)
    sources = yaml.safe_load(files["sources.yaml"])
    sources["sources"] = [{**item, "as_of": str(item["as_of"])} for item in sources["sources"]] + [source]
    return {
        **files,
        "knowledge.yaml": knowledge,
        **{
            path: yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True).encode()
            for path, content in {
                **others,
                "relations/zenda.yaml": zenda,
                "sources.yaml": sources,
                "topics.yaml": topics,
            }.items()
        },
    }


def questions() -> st.SearchStrategy[str]:
    """Return texts that people, or others, might type."""
    known = st.sampled_from(
        [
            "zenda",
            "Sylvania",
            "sylvanja",
            "graustark",
            "elphberg",
            "energy",
            "border",
            "1993",
            "since 2001",
            "page 2",
            "help",
            "whales",
        ]
    )
    return st.one_of(st.lists(st.one_of(known, _HOSTILE, st.text(max_size=20)), max_size=8).map(" ".join), st.text())
