"""The named forms, as views and as messages."""

import json
from dataclasses import replace

import pytest

from bot.domain.answers import Offer
from bot.domain.requests import Form, Request, decode_request
from bot.domain.responses import Overview, Usage
from bot.reply import (
    PICTURE_ALONE,
    Picture,
    Surface,
    to_bare_home,
    to_bare_modal,
    to_explanation,
    to_home,
    to_message,
    to_modal,
    to_terminal,
    to_usage_hint,
)
from bot.reply.forms import FORMS
from bot.reply.forms.named import NAMED
from bot.reply.layout import to_view
from bot.reply.pages import Reader
from bot.reply.view import to_words
from bot.sandbox import check_message, check_view
from bot.search import answer, greet, parse, respond
from tests.bases import FACT, TODAY, index, relation, relation_of
from tests.blocks import elements
from tests.reply.views import INDEX, QUESTIONS, ask, notes, phrases, press, view, words


def test_table_has_every_form_with_its_usage() -> None:
    assert FORMS.keys() == set(Form)
    for form, shown in FORMS.items():
        assert shown.form is form
        assert shown.usage or form in (Form.CHATTER, Form.MENTIONED)
        if shown.is_listed:
            assert shown.usage.split()[0] == form


def test_help_lists_every_named_form() -> None:
    named = "timeline, compare, topics, partners, sources, map"

    assert f"There are also /ruri {named} and about." in notes(view("help"))[1]
    assert notes(view("about"))[2].endswith(f"or {named}.")
    assert to_usage_hint() == f"a name, a topic, a time, or any of them together; or {named}, about"


def test_timeline_is_grouped_by_year_and_keeps_uncertainty() -> None:
    found = view("timeline graustark")

    assert found.title == "Graustark: timeline"
    assert [(heading, [line.partition(":")[0] for line in lines]) for heading, lines in words(found)] == [
        ("1990s", ["about the 1990s"]),
        ("1994", ["to 1999"]),
        ("2001", ["2001 (uncertain) · disputed"]),
        (
            "Undated: known as of their source",
            ["as of 27 July 2018 · superseded", "as of 1 October 2026 · disputed"],
        ),
    ]
    assert words(found)[1][1] == [
        "to 1999: The frontier of Sylvania with Graustark was shut to traders."
        " (The Gazette, Gazette Press, page 4, quotation not yet verified)"
    ]


@pytest.mark.parametrize(
    ("when", "heading", "date"),
    [
        ("1993-05-12", "1993", "12 May: "),
        ("1993-05", "1993", "May: "),
        ("1993", "1993", ""),
        ("199X", "1990s", ""),
        ("1993~", "1993", "about 1993: "),
        ("1993/..", "1993", "current as of 27 July 2018: "),
        ("1993-05/..", "1993", "since May · current as of 27 July 2018: "),
        ("1993-05/1993-07", "1993", "May to July 1993: "),
        ("../1990", "1990", "until 1990: "),
    ],
)
def test_timeline_shows_each_date_once(when: str, heading: str, date: str) -> None:
    base = relation(FACT.replace("topics: [borders]", f"topics: [borders]\n  when: {when}"))
    ((shown, (line,)),) = words(view("timeline zenda", relations__zenda=base))

    assert shown == heading
    assert line == f"{date}Zenda has a castle. (The Gazette, Gazette Press, quotation not yet verified)"


def dated(*years: int) -> str:
    """Return a partner's file with a fact of each of these years."""
    return relation(
        "".join(
            FACT.replace("zenda-castle", f"zenda-{place}").replace(
                "topics: [borders]", f"topics: [borders]\n  when: {year}"
            )
            for place, year in enumerate(years)
        )
    )


def test_timeline_opens_at_the_last_ten_years() -> None:
    base = dated(*range(1986, 2027))
    found = view("timeline zenda", relations__zenda=base)
    assert (found.facts_line, words(found)[0][0]) == ("Facts 25 to 36 of 41.", "2010")
    assert found.previous
    while found.previous:
        found = press(found.previous.request, relations__zenda=base)
    assert found.facts_line == "Facts 1 to 12 of 41."
    typed = to_terminal(ask("timeline zenda", relations__zenda=base))
    assert "Facts 1 to 12 of 41." in typed, "in a terminal nobody turns back"
    assert view("timeline zenda", relations__zenda=dated(*range(1986, 2010))).facts_line == "Facts 1 to 12 of 24."


def test_public_timeline_is_a_picture_or_five_lines() -> None:
    found = ask("timeline zenda", relations__zenda=dated(*range(1986, 2000)))
    picture = Picture("https://ruri.example/1.png", "Fourteen facts.")
    for surface in (Surface.PUBLIC, Surface.SHARED):
        lines = to_message(found, surface, sharer="ada")
        assert len(elements(lines["blocks"], "rich_text_list")) == 5
        drawn = to_message(found, surface, sharer="ada", picture=picture)
        assert not elements(drawn["blocks"], "rich_text_list")
        assert elements(drawn["blocks"], "image")[0]["block_id"] == PICTURE_ALONE
        assert "• Zenda has a castle." in drawn["text"], "whoever cannot see it has lines"
        labels = [[button["text"]["text"] for button in elements(one["blocks"], "button")] for one in (lines, drawn)]
        assert labels == [["All 14 facts", "Whole timeline", "Next"], ["All 14 facts", "Whole timeline"]]
        assert check_message(drawn) == []
    private = to_message(found, Surface.PRIVATE, picture=picture)
    assert elements(private["blocks"], "rich_text_list")
    assert "block_id" not in elements(private["blocks"], "image")[0]
    assert "Whole timeline" not in json.dumps(private)


def test_whole_timeline_begins_at_the_first_fact() -> None:
    base = dated(*range(1986, 2027))
    message = to_message(ask("timeline zenda", relations__zenda=base))
    (whole,) = [button for button in elements(message["blocks"], "button") if "Whole" in button["text"]["text"]]
    request = decode_request(whole["value"])

    assert request
    assert press(request, relations__zenda=base).facts_line == "Facts 1 to 20 of 41."


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("timeline sylvania energy since 2000", "Sylvania energy since 2000: timeline"),
        ("timeline sylvania except graustark", "Sylvania except Graustark: timeline"),
        (
            "timeline what does graustark say about sylvania",
            "Graustark and Sylvania, in the words of Graustark: timeline",
        ),
        ("timeline 1993", "1993: timeline"),
    ],
)
def test_timeline_names_its_filters(question: str, title: str) -> None:
    assert view(question).title == title


def test_lists_fact_with_open_beginning_under_its_end() -> None:
    base = relation(FACT.replace("topics: [borders]", "topics: [borders]\n  when: ../1990"))

    assert [heading for heading, _ in words(view("timeline zenda", relations__zenda=base))] == ["1990"]


def test_long_timeline_has_pages() -> None:
    request = Request(form=Form.TIMELINE, partners=("zenda",), size=12, shown=30)
    first = view("timeline zenda", relations__zenda=relation_of(30))
    assert first.more
    assert (first.facts_line, first.more.label) == ("Facts 1 to 12 of 30.", "18 more facts")
    assert first.more.request == request.change(page=2)
    assert first.everything == Offer("All 30 facts", request.change(form=Form.ANSWER, size=20))
    second = press(first.more.request, relations__zenda=relation_of(30))
    assert second.previous
    assert (second.facts_line, second.previous.request) == ("Facts 13 to 24 of 30.", request)


@pytest.mark.parametrize(
    ("question", "title", "queries"),
    [
        ("timeline elphberg", "Which did you mean?", ["timeline Michael Elphberg", "timeline Rudolf Elphberg"]),
        ("timeline bohemia", "Nothing found", ["timeline Graustark"]),
        ("timeline", "A timeline of what?", ["timeline Graustark", "timeline Sylvania"]),
        ("compare", "Compare which?", ["compare Graustark Sylvania"]),
        ("compare sylvania", "Compare which?", ["compare Sylvania Graustark"]),
        ("compare elphberg sylvania", "Which did you mean?", ["compare Sylvania Michael Elphberg"]),
        ("source", "Which source?", ["source gazette-2018", "source almanac-2026"]),
        ("source gazete-2018", "Which source?", ["source gazette-2018"]),
        ("source gaz", "Which source?", ["source gazette-2018"]),
        ("source unheard", "Which source?", ["source gazette-2018", "source almanac-2026"]),
    ],
)
def test_names_missing_terms_with_suggestions(question: str, title: str, queries: list[str]) -> None:
    found = view(question)

    assert found.title == title
    assert phrases(found.suggestions)[: len(queries)] == queries


def test_comparison_shows_partners_side_by_side_by_topic() -> None:
    found = view("compare sylvania graustark")

    assert found.title == "Sylvania and Graustark"
    assert [row.heading for row in found.rows] == ["Diplomacy", "Energy", "Borders"]
    one, other = found.rows[1].cells
    assert one.fact
    assert other.fact
    assert (one.name, one.iso, one.count) == ("Sylvania", "SY", "2 facts")
    assert (one.fact.statement, one.fact.dateline) == (
        "Sylvania buys natural gas from Ruritania.",
        "since 2005 · current as of 27 July 2018",
    )
    assert other.fact.statement == "Graustark planned a pipeline that avoids Sylvania.", "of equal ones the newest"
    assert phrases(found.suggestions) == ["Sylvania", "Graustark", "Sylvania Graustark"]
    apart = view("compare sylvania michael elphberg")
    assert phrases(apart.suggestions) == ["Sylvania", "Michael Elphberg"], "no fact is about them together"


def test_comparison_keeps_the_topic() -> None:
    found = view("compare sylvania and graustark on energy")

    assert [row.heading for row in found.rows] == ["Energy"]


def test_comparison_shows_no_fact_twice_and_marks_empty_cells() -> None:
    base = relation(FACT.replace("topics: [borders]", "topics: [borders, diplomacy]"))
    found = view("compare zenda sylvania", relations__zenda=base)
    cells = {row.heading: row.cells[0] for row in found.rows}

    assert cells["Diplomacy"].fact
    assert cells["Diplomacy"].fact.statement == "Zenda has a castle."
    assert (cells["Borders"].count, cells["Borders"].instead) == ("1 fact", "shown above")
    assert (cells["Energy"].count, cells["Energy"].instead) == ("0 facts", "nothing on this topic")
    lines = to_message(ask("compare zenda sylvania", relations__zenda=base))["text"].splitlines()
    assert lines[lines.index("Energy") + 1] == "Zenda: nothing on this topic"


@pytest.mark.parametrize("names", ["sylvania graustark", "sylvania graustark zenda"])
def test_comparison_links_the_source_of_each_fact(names: str) -> None:
    blocks = to_message(ask(f"compare {names}"))["blocks"]
    place = next(place for place, block in enumerate(blocks) if block.get("text", {}).get("text") == "Energy")
    sylvania = blocks[place + 1]["elements"][0]["elements"]

    assert [element.get("name") or element["text"] for element in sylvania] == [
        "flag-sy",
        " ",
        "Sylvania",
        " · 2 facts",
        "\nSylvania buys natural gas from Ruritania.\nsince 2005 · current as of 27 July 2018 · ",
        "The Gazette",
        ", Gazette Press, page 2, quotation not yet verified",
    ]
    assert sylvania[5]["url"] == "https://gazette.example/2018"


def test_comparison_names_partners_beyond_three() -> None:
    found = view("compare sylvania graustark michael elphberg rudolf elphberg")

    assert [partner.name for partner in found.heads] == ["Sylvania", "Graustark", "Michael Elphberg"]
    assert notes(found)[0] == "I compare three at a time, so Rudolf Elphberg is left out."


def test_comparison_without_facts_says_so() -> None:
    strange = "partner: zenda\nname: Zenda\nkind: place\n"
    other = "partner: hentzau\nname: Hentzau\nkind: place\n"

    found = view("compare zenda hentzau", relations__zenda=strange, relations__hentzau=other)
    assert (found.title, found.rows) == ("Nothing found", ())


def test_long_facts_shorten_pages_of_comparisons() -> None:
    long = FACT.replace("Zenda has a castle.", f"Zenda {'y' * 980}").replace(
        "excerpt: the keep above the moat", f"locator: {'z' * 150}, excerpt: {'x' * 600}"
    )
    facts = [
        long.replace("zenda-castle", f"zenda-{topic}").replace("borders", topic) for topic in ("energy", "borders")
    ]
    other = relation("".join(facts).replace("zenda-", "hentzau-"), "hentzau")
    found = view("compare zenda hentzau", relations__zenda=relation("".join(facts)), relations__hentzau=other)

    assert [row.heading for row in found.rows] == ["Borders"]
    assert found.more
    assert found.more.label == "1 more topic"


def test_long_comparison_has_pages() -> None:
    topics = "\n".join(f"  - {{id: t{number}, name: T{number}, words: [w{number}]}}" for number in range(6))
    facts = [
        FACT.replace("zenda-castle", f"zenda-{number}").replace("[borders]", f"[t{number}]") for number in range(6)
    ]
    base = {
        "topics": f"topics:\n  - {{id: energy, name: E, words: [gas]}}\n  - {{id: borders, name: B, words: [b]}}\n"
        f"  - {{id: diplomacy, name: D, words: [d]}}\n{topics}",
        "relations__zenda": relation("".join(facts)),
    }
    found = view("compare zenda graustark", **base)
    assert found.more
    assert (len(found.rows), found.more.label) == (4, "5 more topics")
    second = press(found.more.request, **base)
    assert second.previous
    asked = Request(form=Form.COMPARE, partners=("zenda", "graustark"))
    assert (len(second.rows), second.previous.request) == (4, asked)
    assert second.facts_line == "By topic, with the newest of the facts that fit best. Page 2."


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


def test_comparison_without_facts_has_suggestions() -> None:
    found = view("compare sylvania graustark 1801")

    assert found.title == "Nothing found"
    assert phrases(found.suggestions) == ["compare Sylvania Graustark", "Sylvania", "Graustark"]


def test_names_unknown_partners_beside_a_comparison() -> None:
    found = view("compare sylvania graustark bolivia whales")

    assert notes(found)[0] == "This base has nothing on “Bolivia, whales”."
    assert [row.heading for row in found.rows] == ["Diplomacy", "Energy", "Borders"]


def test_lists_decade_before_its_years_and_no_year_twice() -> None:
    times = ["1990-01-01/1990-03", "1990", "199X", "1990-05"]
    facts = [
        FACT.replace("zenda-castle", f"zenda-{number}").replace(
            "topics: [borders]", f"topics: [borders]\n  when: {time}"
        )
        for number, time in enumerate(times)
    ]
    found = view("timeline zenda", relations__zenda=relation("".join(facts)))

    assert [heading for heading, _ in words(found)] == ["1990s", "1990"]


@pytest.mark.parametrize(
    "question", ["timeline sylvania page 9", "compare sylvania graustark page 9", "topics page 9", "map page 9"]
)
def test_reports_page_beyond_the_last(question: str) -> None:
    assert notes(view(question))[0] == "There is only 1 page: this is the last."


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


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("surface", [Surface.PRIVATE, Surface.PUBLIC, Surface.SHARED])
def test_every_form_is_valid_on_every_surface(question: str, surface: Surface) -> None:
    response = ask(question)
    message = to_message(response, surface, sharer="ada")

    assert check_message(message) == []
    for is_shareable in (False, True):
        assert check_view(to_modal(response, is_shareable=is_shareable)) == []
    assert check_view(to_bare_modal(response)) == []
    ways_on = elements(message["blocks"], "button") + elements(message["blocks"], "static_select")
    assert ways_on, "no reply is a dead end"
    assert to_terminal(response)
    assert to_explanation(response)


def test_form_with_ambiguous_name_asks_back() -> None:
    found = answer(Request(form=Form.COMPARE, either=(("michael-elphberg", "rudolf-elphberg"),)), INDEX, TODAY)

    assert to_view(found, Reader("/ruri")).title == "Which did you mean?"


@pytest.mark.parametrize("form", [Form.TIMELINE, Form.COMPARE, Form.SOURCE])
def test_explains_each_form_by_the_table(form: Form) -> None:
    found = Usage(request=Request(form=form), snapshot=INDEX.snapshot, today=TODAY, suggestions=(), unknown="whales")

    assert notes(to_view(found, Reader("/ruri"))) == [
        "This base has nothing on “whales”.",
        f"Type /ruri {FORMS[form].usage}.",
    ]
    assert notes(view("compare sylvania")) == ["Name one or two more to compare with Sylvania."]


def test_home_has_search_examples_and_lists() -> None:
    home = to_home(greet(INDEX, TODAY))

    assert check_view(home) == []
    assert home["private_metadata"] == f"{INDEX.snapshot.revision} 2026-11-23"
    headers = [block["text"]["text"] for block in home["blocks"] if block["type"] == "header"]
    assert headers == [":flag-rr: Ruritania's foreign relations", "Partners", "Topics", "Newest facts"]
    (field,) = elements(home["blocks"], "plain_text_input")
    assert field["action_id"].startswith("search.")
    assert [button["text"]["text"] for button in elements(home["blocks"], "button")][:3] == [
        "/ruri Graustark",
        "/ruri Graustark Diplomacy",
        "/ruri Graustark Sylvania",
    ]


def test_home_of_empty_base_is_valid() -> None:
    bare = "partner: {0}\nname: {0}\nkind: place\n"
    names = ("sylvania", "graustark", "ruritania")
    knowledge = "title: T\nsubject: ruritania\ncommand: /r\nowner: o\nreview_interval_days: 9\n"
    empty = index(knowledge=knowledge, **{f"relations__{name}": bare.format(name) for name in names})

    assert check_view(to_home(greet(empty, TODAY))) == []
    assert check_view(to_bare_home(greet(empty, TODAY))) == []
    assert check_message(to_message(respond("map", empty, TODAY))) == []


def test_comparison_says_what_neither_has() -> None:
    found = view("compare sylvania graustark energy kingdom")

    assert [to_words(note) for note in found.notes] == ["No fact here mentions “kingdom”, so I left that out."]


def test_comparison_shows_the_newest_of_equal_facts_and_none_beside_itself() -> None:
    def fact(name: str, year: int, others: str = "") -> str:
        return FACT.replace("zenda-castle", name).replace(
            "topics: [borders]", f"topics: [borders]\n  involves: [{others}]\n  when: {year}"
        )

    zenda = relation(fact("old", 1990) + fact("both", 2020, "hentzau") + fact("older", 1980))
    hentzau = relation(fact("hentzau-old", 1970), "hentzau")
    base = {"relations__zenda": zenda, "relations__hentzau": hentzau}

    (row,) = view("compare zenda hentzau", **base).rows
    assert [cell.fact.id for cell in row.cells if cell.fact] == ["both", "hentzau-old"]
    bare = relation("[]", "hentzau").replace("facts:\n  []", "facts: []")
    (row,) = view("compare zenda hentzau", **{**base, "relations__hentzau": bare}).rows
    assert [cell.fact.id for cell in row.cells if cell.fact] == ["both", "both"], "there is no other"
    assert [offer.label for offer in view("compare zenda hentzau", **base).suggestions][-1] == "Facts about both"


def test_decodes_invalid_size_as_none() -> None:
    for size in (0, 21, "3"):
        assert decode_request(json.dumps({"v": 1, "p": ["zenda"], "l": size})) is None


@pytest.mark.parametrize("form", [shown.form for shown in NAMED])
def test_word_of_each_named_form_asks_for_it(form: Form) -> None:
    alone, with_names = (parse(f"{form.value}{names}", INDEX, TODAY) for names in ("", " sylvania graustark"))
    assert form in (alone.request.form, with_names.request.form), "see `bot.search.rules.forms`"
