"""Lists of partners, topics and sources, the map, a source and the base."""

from dataclasses import replace

import pytest

from bot.domain.answers import Offer
from bot.domain.requests import Form, Request
from bot.domain.responses import Overview
from bot.reply.layout import to_view
from bot.reply.pages import Reader
from tests.bases import FACT, relation
from tests.reply.views import ask, notes, phrases, view, words


def test_lists_count_facts_of_each_entry() -> None:
    topics, partners, sources = view("topics"), view("partners"), view("sources")

    assert topics.title == "Topics: Ruritania's foreign relations"
    assert words(topics) == [("", ["Diplomacy, 5 facts", "Energy, 3 facts", "Borders, 1 fact"])]
    assert topics.suggestions[0] == Offer("Diplomacy (5)", Request(topics=("diplomacy",)))
    assert words(partners) == [
        ("States", ["Graustark (5)", "Sylvania (5)"]),
        ("People", ["Rudolf Elphberg (2)", "Michael Elphberg (1)"]),
        ("Places", ["Zenda (0)"]),
    ]
    assert partners.menu[0] == (
        "States",
        (
            Offer(":flag-gk: Graustark (5)", Request(partners=("graustark",))),
            Offer(":flag-sy: Sylvania (5)", Request(partners=("sylvania",))),
        ),
    )
    assert words(sources) == [
        (
            "",
            [
                "The Gazette, Gazette Press, as of 27 July 2018 · 6 facts · source gazette-2018",
                "The Almanac, Almanac House, as of 1 October 2026 · 3 facts · source almanac-2026",
            ],
        )
    ]


def test_map_lists_partners_with_their_main_topic() -> None:
    found = view("map")

    assert found.title == "Ruritania and its partners"
    assert words(found)[0] == (
        "States",
        ["Graustark (5 facts, most on Diplomacy)", "Sylvania (5 facts, most on Diplomacy)"],
    )


def test_long_map_has_pages() -> None:
    others = {
        f"relations__p{number}": relation(FACT, f"p{number}").replace("zenda-castle", f"castle-{number}")
        for number in range(120)
    }
    first = view("map", **others)
    assert first.more
    assert (first.facts_line, first.more.request) == ("Partners 1 to 100 of 124", Request(form=Form.MAP, page=2))
    assert first.more.label == "24 more partners"
    assert view("map page 2", **others).previous


def test_long_list_has_pages() -> None:
    extra = "\n".join(
        f"  - {{id: extra-{number}, title: Extra {number}, publisher: P, licence: L, as_of: 2020}}"
        for number in range(40)
    )
    sources = (
        'sources:\n  - {id: gazette-2018, title: The Gazette, publisher: G, url: "https://gazette.example/2018",'
        " licence: L, as_of: 2018-07-27}\n"
        f"  - {{id: almanac-2026, title: The Almanac, publisher: A, licence: L, as_of: 2026-10-01}}\n{extra}"
    )
    first = view("sources", sources=sources)
    assert first.more
    asked = Request(form=Form.SOURCES, page=2)
    assert (first.facts_line, first.more.label, first.more.request) == (
        "Sources 1 to 20 of 42",
        "22 more sources",
        asked,
    )
    last = view("sources page 9", sources=sources)
    assert last.previous
    assert (last.facts_line, last.previous.request) == ("Sources 41 to 42 of 42", asked)


def test_source_card_has_metadata_and_facts() -> None:
    found = view("source gazette-2018")

    assert found.title == "The Gazette"
    assert notes(found) == ["Gazette Press, as of 27 July 2018. Licence: CC BY 4.0."]
    assert found.facts_line == "Facts 1 to 5 of 6."
    asked = Request(form=Form.SOURCE, source="gazette-2018", shown=6)
    assert found.everything == Offer("All 6 facts", asked.change(size=20))
    assert found.more == Offer("1 more fact", asked.change(page=2, size=5))
    assert found.notes[0][0].url == "https://gazette.example/2018"


def test_reports_uncited_source_and_missing_page() -> None:
    sources = (
        "sources:\n  - {id: gazette-2018, title: G, publisher: G, licence: L, as_of: 2018-07-27}\n"
        "  - {id: almanac-2026, title: A, publisher: A, licence: L, as_of: 2026-10-01}\n"
        "  - {id: unread, title: Unread, publisher: U, licence: L, as_of: 2020}\n"
    )

    assert view("source unread", sources=sources).facts_line == "No fact cites it."
    assert notes(view("source almanac-2026 page 9"))[-1].startswith("There is only 1 page")


def test_describes_the_base() -> None:
    found = view("about")

    assert found.title == "Ruritania's foreign relations"
    assert notes(found)[0].startswith("9 facts about 5 partners from 2 sources, curated by the curators")
    assert phrases(found.related) == ["topics", "partners", "sources"]


@pytest.mark.parametrize(
    ("verified", "quoted", "said"),
    [
        (2, 2, "Every quotation is checked against its source's text."),
        (1, 2, "1 of 2 quotations are checked against their sources' texts."),
        (1, 1, "Every quotation is checked against its source's text; 1 fact is cited without one."),
        (0, 0, "Every quotation is checked against its source's text; 2 facts are cited without one."),
    ],
)
def test_says_how_many_quotations_are_verified(verified: int, quoted: int, said: str) -> None:
    overview = ask("about")
    assert isinstance(overview, Overview)
    one, other = [fact for fact in overview.snapshot.facts.values() if fact.is_quoted][:2]
    facts = {}
    for number, fact in enumerate((one, other)):
        (citation,) = fact.citations[:1]
        excerpt = citation.excerpt if number < quoted else None
        cited = replace(citation, excerpt=excerpt, is_verified=number < verified)
        facts[fact.id] = replace(fact, citations=(cited,))
    changed = replace(overview, snapshot=replace(overview.snapshot, facts=facts))

    assert said in notes(to_view(changed, Reader("azrel ask")))[1]
