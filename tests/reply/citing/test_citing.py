"""A fact's sources in each style, and what must never be made up."""

from dataclasses import replace
from datetime import date

import bibtexparser
import pytest
from bibtexparser.bparser import BibTexParser
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import parse_point
from bot.domain.knowledge import Citation, Fact, Source
from bot.domain.problems import Location
from bot.reply import CitingStyle, cite

PLACE = Location("sources.yaml", 1, 1)
SOURCE = Source(
    id="gazette-2018",
    title="The “Royal” Gazette",
    publisher="Gazette Press",
    url="https://gazette.example/2018_a%20b",
    licence="CC0",
    as_of=parse_point("2018-07-27"),
    location=PLACE,
)
CITATION = Citation(SOURCE, "page 4", "not one “great” cart crossed", is_verified=True, location=PLACE)


def fact(*citations: Citation) -> Fact:
    return Fact(
        id="sylvania-border",
        home="sylvania",
        position=0,
        statement="The frontier was shut.",
        partners=("sylvania",),
        topics=("borders",),
        when=None,
        keywords=(),
        attributed_to=(),
        supersedes=(),
        superseded_by=(),
        contradicts=(),
        citations=citations,
        verified=date(2026, 11, 1),
        location=PLACE,
    )


def of(as_of: str) -> Citation:
    return replace(CITATION, source=replace(SOURCE, as_of=parse_point(as_of)))


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (
            CitingStyle.CHICAGO,
            "“not one ‘great’ cart crossed.” “The ‘Royal’ Gazette,” Gazette Press, as of July 27, 2018, page 4, "
            "https://gazette.example/2018_a%20b.",
        ),
        (
            CitingStyle.APA,
            "“not one ‘great’ cart crossed” (“The ‘Royal’ Gazette,” 2018, page 4).\n"
            "The “Royal” Gazette. (2018, July 27). Gazette Press. https://gazette.example/2018_a%20b",
        ),
        (
            CitingStyle.BIBTEX,
            "@misc{sylvania-border,\n"
            "  title = {{The “Royal” Gazette}},\n"
            "  howpublished = {Gazette Press},\n"
            "  year = {2018},\n"
            "  month = jul,\n"
            "  url = {https://gazette.example/2018_a%20b},\n"
            "  note = {As of 27 July 2018; page 4},\n"
            "  annote = {“not one ‘great’ cart crossed”},\n"
            "}",
        ),
        (
            CitingStyle.PLAIN,
            "“not one ‘great’ cart crossed” The “Royal” Gazette, Gazette Press, page 4, as of 27 July 2018 "
            "(checked on 1 November 2026). https://gazette.example/2018_a%20b",
        ),
    ],
)
def test_cites_in_each_style(style: CitingStyle, written: str) -> None:
    assert cite(fact(CITATION), style) == (written,)


@pytest.mark.parametrize("style", CitingStyle)
def test_cites_every_source_in_order(style: CitingStyle) -> None:
    second = replace(CITATION, source=replace(SOURCE, title="The Almanac"), excerpt="no king came")
    first, other = cite(fact(CITATION, second), style)

    assert "not one" in first
    assert "no king came" in other
    assert "The Almanac" in other


@pytest.mark.parametrize("style", CitingStyle)
def test_marks_citations_without_quotation_or_verification(style: CitingStyle) -> None:
    (cited,) = cite(fact(replace(CITATION, excerpt=None, locator=None, source=replace(SOURCE, url=None))), style)
    (unverified,) = cite(fact(replace(CITATION, is_verified=False)), style)

    assert "Cited without quotation" in cited
    assert "https://" not in cited
    assert "quotation not yet verified" in unverified


@pytest.mark.parametrize(
    ("as_of", "chicago", "apa", "year"),
    [
        ("2018-07", "as of July 2018", "(2018, July)", "2018"),
        ("2018-22", "as of summer 2018", "(2018, Summer)", "2018"),
        ("2018", "as of 2018", "(2018)", "2018"),
        ("2018?", "as of 2018 (uncertain)", "(2018 [uncertain])", "2018?"),
        ("2018~", "as of about 2018", "(ca. 2018)", "about 2018"),
        ("2018-07-27~", "as of about July 27, 2018", "(ca. 2018, July 27)", "about 2018"),
        ("2018-07-27?", "as of July 27, 2018 (uncertain)", "(2018, July 27 [uncertain])", "2018?"),
        ("199X~", "as of about the 1990s", "(about the 1990s)", ""),
        ("19XX", "as of the 20th century", "(the 20th century)", ""),
    ],
)
def test_uncertain_dates_stay_uncertain(as_of: str, chicago: str, apa: str, year: str) -> None:
    (note,), (reference,), (entry,) = (
        cite(fact(of(as_of)), style) for style in (CitingStyle.CHICAGO, CitingStyle.APA, CitingStyle.BIBTEX)
    )

    assert f"{chicago}," in note
    assert f"{apa}." in reference
    assert parsed(entry).get("year", "") == year


def test_adds_no_second_full_stop() -> None:
    ended = replace(CITATION, excerpt="Why?", source=replace(SOURCE, title='Who said "no"?'))

    assert cite(fact(ended), CitingStyle.CHICAGO)[0].startswith("“Why?” “Who said ‘no’?” Gazette Press")
    assert 'Who said "no"? (2018' in cite(fact(ended), CitingStyle.APA)[0]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from("\\{}%&$#_~^@\"',= "))


@given(title=TEXTS.filter(str.strip), excerpt=TEXTS, url=TEXTS)
def test_escapes_any_text_in_a_bibtex_entry(title: str, excerpt: str, url: str) -> None:
    hostile = replace(CITATION, excerpt=excerpt, source=replace(SOURCE, title=title, url=f"https://{url}"))
    first, second = cite(fact(hostile, hostile), CitingStyle.BIBTEX)

    entries = read(f"{first}\n\n{second}")

    assert [entry["ID"] for entry in entries] == ["sylvania-border", "sylvania-border-2"]
    for entry in entries:
        assert set(entry) <= {"ID", "ENTRYTYPE", "title", "howpublished", "year", "month", "url", "note", "annote"}
        assert entry["note"] == "As of 27 July 2018; page 4"


@pytest.mark.parametrize("style", CitingStyle)
def test_invents_neither_author_nor_day_of_access(style: CitingStyle) -> None:
    (cited,) = cite(fact(CITATION), style)

    assert "ccessed" not in cited
    assert "etrieved" not in cited
    assert "author" not in cited
    assert "n.d." not in cited


def parsed(entry: str) -> dict[str, str]:
    (only,) = read(entry)
    return only


def read(text: str) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = bibtexparser.loads(text, BibTexParser(common_strings=True)).entries
    return entries
