from datetime import date

import pytest

from bot.domain.problems import Severity
from bot.loading.review import review_snapshot
from tests.bases import FACT, TODAY, relation, snapshot_of, texts


def warnings(rule: str, today: date = TODAY, **changes: str | None) -> list[str]:
    """Return the warnings of one rule as `file:line: message`, without their common part."""
    problems = review_snapshot(snapshot_of(texts(**changes)), today)
    assert all(problem.severity is Severity.WARNING for problem in problems)
    assert list(problems) == sorted(problems)
    return [
        f"{problem.location.path}:{problem.location.line}: {problem.message}"
        for problem in problems
        if problem.rule == rule
    ]


def fact(when: str = "", *, source: str = "gazette-2018", verified: str = "2026-11-01") -> str:
    return relation(
        f"""
        - id: zenda-castle
          statement: Zenda has a castle.
          topics: [borders]
          {f"when: {when}" if when else "keywords: [keep]"}
          citations: [{{source: {source}, excerpt: the keep above the moat}}]
          verified: {verified}
        """
    )


@pytest.mark.parametrize(
    ("verified", "is_reported"),
    [("2025-11-22", True), ("2025-11-23", False), ("2026-11-23", False), ("2027-01-01", False)],
)
def test_warns_of_fact_verified_before_the_review_interval(verified: str, is_reported: bool) -> None:
    found = warnings("verified-long-ago", relations__zenda=fact(verified=verified))

    assert found == is_reported * [
        "relations/zenda.yaml:5: not verified for more than 365 days: check it against its sources, and update 'verified'"
    ]


@pytest.mark.parametrize(
    ("when", "source", "is_reported"),
    [
        ("", "gazette-2018", True),
        ("1993/..", "gazette-2018", True),
        ("1993/2030", "gazette-2018", True),
        ("1993/1999", "gazette-2018", False),
        ("1993", "gazette-2018", False),
        ("", "almanac-2026", False),
    ],
)
def test_warns_of_current_fact_from_old_source(when: str, source: str, is_reported: bool) -> None:
    found = warnings("current-from-old-source", relations__zenda=fact(when, source=source))

    assert [line for line in found if "zenda" in line] == is_reported * [
        "relations/zenda.yaml:5: called current, but its newest source speaks up to 2018-07-27: cite a newer source, close "
        "'when', write the fact that supersedes it, or say in 'review' why it is exempt"
    ]


def test_source_dated_by_year_ages_from_its_end() -> None:
    sources = """
        sources:
          - {id: gazette-2018, title: The Gazette, publisher: Gazette Press, licence: CC BY 4.0, as_of: 2025}
          - {id: almanac-2026, title: The Almanac, publisher: Almanac House, licence: public domain, as_of: 2026-10}
        """

    for today, is_reported in ((date(2026, 12, 31), False), (date(2027, 1, 1), True)):
        found = warnings("current-from-old-source", today, sources=sources, relations__zenda=fact())
        assert [line.partition(":")[0] for line in found if "zenda" in line] == is_reported * ["relations/zenda.yaml"]


def test_warns_of_partner_without_summary() -> None:
    assert warnings("no-summary") == [
        f"relations/{file}.yaml:2: {name} has no summary: write one that rests only on its facts"
        for file, name in (("michael", "Michael Elphberg"), ("rudolf", "Rudolf Elphberg"), ("zenda", "Zenda"))
    ]


def test_warns_of_citation_without_excerpt() -> None:
    assert warnings("not-quoted") == [
        "relations/sylvania.yaml:36: almanac-2026 is cited, not quoted: add an excerpt, or say in 'review' why none "
        "can be had"
    ]


@pytest.mark.parametrize(
    ("statement", "review", "is_reported"),
    [
        ("Zenda has a castle.", "", True),
        ("“Zenda” has a cästle", "", True),
        ("Zenda has two castles.", "", False),
        ("Zenda has a castle.", "review: Another castle of the same name.", False),
    ],
)
def test_warns_of_fact_that_says_the_same_as_another(statement: str, review: str, is_reported: bool) -> None:
    other = FACT.replace("zenda-castle", "zenda-keep").replace("Zenda has a castle.", statement)
    other = other.replace("topics: [borders]", f"topics: [borders]\n  {review}") if review else other
    zenda = relation(FACT + other)
    (line,) = [number for number, text in enumerate(zenda.splitlines(), 1) if "zenda-keep" in text]

    assert warnings("same-statement", relations__zenda=zenda) == is_reported * [
        f"relations/zenda.yaml:{line}: says the same as zenda-castle (relations/zenda.yaml:5): keep one of the two and "
        "list the other's partners in its 'involves', or say in the statement what differs"
    ]


def test_warns_of_uncited_source() -> None:
    sources = """
        sources:
          - {id: gazette-2018, title: The Gazette, publisher: Gazette Press, licence: CC BY 4.0, as_of: 2018-07-27}
          - {id: almanac-2026, title: The Almanac, publisher: Almanac House, licence: public domain, as_of: 2026-10-01}
          - {id: rumour, title: R, publisher: P, licence: L, as_of: 2026}
        """

    assert warnings("source-not-cited", sources=sources) == [
        "sources.yaml:4: no fact cites rumour: cite it, remove it, or say in 'review' why it is exempt"
    ]


@pytest.mark.parametrize(
    ("review", "reported"),
    [
        ("", ["current-from-old-source", "verified-long-ago"]),
        ("review: never", []),
        ("review: 9000", []),
        ("review: 4000", ["verified-long-ago"]),
        ("review: The castle has stood for ages.", []),
    ],
)
def test_fact_sets_its_review_interval(review: str, reported: list[str]) -> None:
    files = texts(relations__zenda=fact(verified="2010-01-01").replace("  verified", f"  {review}\n    verified"))
    problems = review_snapshot(snapshot_of(files), TODAY)
    rules = {problem.rule for problem in problems if problem.location.path == "relations/zenda.yaml"}

    assert sorted(rules & {"current-from-old-source", "verified-long-ago"}) == reported
    assert ("excerpt-not-verified" in rules) == ("castle" not in review)


@pytest.mark.parametrize(
    ("base", "partner", "own", "reported"),
    [
        ("review: never", "", "", False),
        ("review: never", "", "review: 300", True),
        ("review: never", "review: 300", "", True),
        ("review: never\nreview_interval_days: 365", "", "", False),
        ("review_interval_days: 365", "review: never", "", False),
        ("review_interval_days: 365", "review: 9000", "", False),
        ("review_interval_days: 365", "review: never", "review: 300", True),
        ("review_interval_days: 365", "review: 300", "review: never", False),
    ],
)
def test_partner_and_base_set_review_intervals(base: str, partner: str, own: str, reported: bool) -> None:
    knowledge = texts()["knowledge.yaml"].decode().replace("review_interval_days: 365", base)
    zenda = fact(verified="2010-01-01").replace("  verified", f"  {own or 'keywords: [x]'}\n    verified")
    zenda = zenda.replace("    keywords: [keep]\n", "").replace("facts:", f"{partner}\nfacts:")

    problems = review_snapshot(snapshot_of(texts(knowledge=knowledge, relations__zenda=zenda)), TODAY)

    rules = {problem.rule for problem in problems if problem.location.path == "relations/zenda.yaml"}
    assert rules & {"current-from-old-source", "verified-long-ago"} == (
        {"current-from-old-source", "verified-long-ago"} if reported else set()
    )


def test_reason_silences_warnings() -> None:
    reason = "review: The letters were burnt long ago."
    sources = f"""
        sources:
          - {{id: gazette-2018, title: The Gazette, publisher: Gazette Press, licence: CC BY 4.0, as_of: 2018}}
          - {{id: rumour, title: R, publisher: P, licence: L, as_of: 2026, {reason}}}
        """
    zenda = f"""
        partner: zenda
        name: Zenda
        kind: place
        summary: Zenda has a castle.
        facts:
          - id: zenda-castle
            statement: Zenda has two castles.
            topics: [borders]
            citations: [{{source: gazette-2018}}, {{source: gazette-2018, excerpt: with the}}]
            verified: 2001-01-01
            {reason}
        """
    knowledge = texts()["knowledge.yaml"].decode().replace("{facts: 3, partners: 3}", "{facts: 1}")
    files = texts(
        knowledge=knowledge.replace("subject: ruritania", "subject: zenda"), sources=sources, relations__zenda=zenda,
        relations__ruritania=None, relations__sylvania=None, relations__graustark=None, relations__rudolf=None,
        relations__michael=None,
    )  # fmt: skip

    assert review_snapshot(snapshot_of(files), TODAY) == ()
    assert (
        len(
            review_snapshot(
                snapshot_of({path: text.replace(reason.encode(), b"") for path, text in files.items()}), TODAY
            )
        )
        > 4
    )


@pytest.mark.parametrize(
    ("old", "new", "reported"),
    [
        ("verified: 2026-11-01", "verified: 2026-11-24", []),  # it may be tomorrow elsewhere
        ("verified: 2026-11-01", "verified: 2062-11-01", ["verified on 2062-11-01, which is in the future: correct 'verified'"]),
        ("verified: ", "when: 2018-07-27\n    verified: ", []),
        ("verified: ", "when: 1993/..\n    verified: ", []),
        ("verified: ", "when: 2081-07-27\n    verified: ", ["dated 2081-07-27, and its newest source speaks up to 2018-07-27: "
         "correct 'when', or say in the statement for when it was announced"]),
        ("verified: ", "when: 1993/2081\n    verified: ", ["dated 1993/2081, and its newest source speaks up to 2018-07-27: "
         "correct 'when', or say in the statement for when it was announced"]),
        ("has a castle.\n", "will have a castle in 2021.\n    when: 2021\n", []),
        ("has a castle.\n", "will have a castle in May 2021.\n    when: 2021-05\n", []),
        ("has a castle.\n", "will have a castle in May 2021.\n    when: 2021-06\n", ["dated 2021-06, and its newest source "
         "speaks up to 2018-07-27: correct 'when', or say in the statement for when it was announced"]),
        ("has a castle.\n", "will have a castle by the 2030s.\n    when: 203X\n", []),
        ("verified: ", "when: 2081\n    review: The source itself has this date.\n    verified: ", []),
    ],
)  # fmt: skip
def test_warns_of_dates_ahead(old: str, new: str, reported: list[str]) -> None:
    zenda = relation(FACT).replace(old, new, 1)

    problems = warnings("date-ahead", relations__zenda=zenda)

    assert problems == [f"relations/zenda.yaml:5: {line}" for line in reported]


def test_warns_of_source_dated_in_the_future() -> None:
    sources = texts()["sources.yaml"].decode().replace("as_of: 2026-10-01", "as_of: 2062-10-01")

    (line,) = warnings("date-ahead", sources=sources)
    assert line == "sources.yaml:3: speaks up to 2062-10-01, which is in the future: correct 'as_of'"
