"""Excerpts must support their statements, in whatever form."""

import re

import pytest

from bot.loading.review import review_snapshot
from tests.bases import TODAY, relation, snapshot_of, texts

SOURCES = """
    sources:
      - {id: gazette-2018, title: "Sylvania, speech at the fair", publisher: Central Press Agency, licence: CC BY, as_of: 2018-07-27}
      - {id: almanac-2026, title: The Almanac, publisher: Almanac House, licence: public domain, as_of: 2026-10-01}
    """


def weak(statement: str, excerpt: str, *, locator: str = "sentence 3", review: str = "keywords: [x]") -> list[str]:
    """Return the warnings of an excerpt, without the cure."""
    fact = relation(
        f"""
        - id: zenda-castle
          statement: "{statement}"
          topics: [borders]
          citations: [{{source: gazette-2018, locator: "{locator}", excerpt: "{excerpt}"}}]
          verified: 2026-11-01
          {review}
        """
    )
    problems = review_snapshot(snapshot_of(texts(sources=SOURCES, relations__zenda=fact)), TODAY)
    found = [problem for problem in problems if problem.rule == "weak-excerpt" and "zenda" in problem.location.path]
    assert all((problem.location.line, problem.location.column > 50) == (8, True) for problem in found)
    return [re.split(r", which|: quote|: begin", problem.message)[0] for problem in found]


@pytest.mark.parametrize(
    ("statement", "excerpt"),
    [
        ("On 12 May 2021 Zenda burnt.", "on May 12, 2021, the town of Zenda burnt to the ground"),
        ("On 12 May 2021 Zenda burnt.", "2021-05-12 the town of Zenda burnt to the ground"),
        ("On 27 July 2018 Zenda burnt.", "the town of Zenda has burnt to the ground"),
        ("In June 2018 Zenda burnt.", "the town of Zenda burnt last month to its ground"),
        ("In 2015 Zenda burnt.", "the town of Zenda burnt three years ago to its ground"),
        ("In the 1990s Zenda burnt.", "the town of Zenda burnt in 1993 to its ground"),
        ("Seven per cent of Zenda burnt.", "there burnt 7% of the town of Zenda, or less"),
        ("A fifth of Zenda burnt.", "the fire took 20 percent of the town of Zenda"),
        ("Some 10,000 people live in Zenda.", "more than 10.000 people have their homes in Zenda"),
        ("About 200 people live in Zenda.", "as many as 205 people have their homes in Zenda"),
        ("Zenda owes $1 billion to two banks.", "the town of Zenda owes a billion dollars to banks"),
        ("Zenda borders three states, Graustark, Sylvania and Ruritania.", "Zenda has borders with Graustark, Sylvania and Ruritania"),
        ("Silvânia bought Zenda.", "Zenda was bought by the Republic of Sylvania for gold"),
        ("Sylvania bought Zenda.", "we have bought the town of Zenda for our own"),
        ("Ruritania sold Zenda.", "the town of Zenda was sold to us for gold"),
        ("Rudolf V saw Zenda.", "President Elphberg came to see the town of Zenda"),
        ("Zenda is a member of the Borgian Trade League.", "Zenda has been a proud member of the BTL since then"),
        ("Zenda told the CPA.", "the town of Zenda has told it to everyone"),
        ("France holds Zenda.", "the town of Zenda is held by French soldiers now"),
    ],
)  # fmt: skip
def test_accepts_excerpt_in_another_form(statement: str, excerpt: str) -> None:
    assert weak(statement, excerpt) == []


@pytest.mark.parametrize(
    ("statement", "excerpt", "missing"),
    [
        ("On 12 May 2021 Zenda burnt.", "in May 2021 the town of Zenda burnt to the ground", "“12 May”"),
        ("On 12 May 2021 Zenda burnt.", "in June the town of Zenda burnt to the ground", "“12 May 2021”"),
        ("Since 1993 Zenda has burnt.", "since 1992 the town of Zenda has been on fire", "“1993”"),
        ("Seven per cent of Zenda burnt.", "there burnt 8% of the town of Zenda, or less", "“Seven per cent”"),
        ("Graustark bought Zenda from Michael Elphberg.", "we have bought the town of Zenda for our own", "“Graustark”, “Michael Elphberg”"),
        ("Graustark sold Zenda; Graustark's king wept.", "the town of Zenda was sold, and the king wept", "“Graustark”"),
        ("Rudolf Elphberg saw Zenda.", "Michael Elphberg has come to see the town of Zenda", "“Rudolf Elphberg”"),
        ("Zenda is a member of the Borgian Trade League.", "Zenda has been a proud member of it since then", "“Borgian Trade League”"),
        ("In Paris Zenda was sold.", "the town of Zenda was sold to France for gold", "“Paris”"),
    ],
)  # fmt: skip
def test_names_claims_missing_in_excerpt(statement: str, excerpt: str, missing: str) -> None:
    assert weak(statement, excerpt) == [f"the statement has {missing}"]
    assert weak(statement, excerpt, review="review: The rest stands on the page before.") == []


@pytest.mark.parametrize(
    ("locator", "excerpt", "said"),
    [
        ("sentence 3", "Zenda was sold", ["the excerpt has only 3 words"]),
        ("sentence 3", "Zenda 13%, Sylvania 11%, Graustark", []),
        ("Economy: Places sold", "Zenda (sold)", []),
        ("title", "The Sale of Zenda", []),
        ("sentence 3", "the town of Zenda was sold by", ["the excerpt ends inside a clause, on “by”"]),
        ("sentence 3", "the town of Zenda was sold under the motto", ["the excerpt ends inside a clause, on “under the motto”"]),
        ("sentence 3", "the town of Zenda was sold by […]", []),
        ("sentence 3", "the town of Zenda was sold in May", []),
        ("sentence 3", "which was the town of Zenda that was sold", ["the excerpt begins inside a clause, on “which”"]),
        ("sentence 3", "with the town of Zenda that was sold", ["the excerpt begins inside a clause, on “with”"]),
        ("sentence 3", "with time, the town of Zenda was sold", []),
        ("sentence 3", "in 2018 the town of Zenda was sold", []),
    ],
)  # fmt: skip
def test_excerpt_must_be_a_clause_or_an_entry(locator: str, excerpt: str, said: list[str]) -> None:
    assert weak("Zenda was traded.", excerpt, locator=locator) == said
