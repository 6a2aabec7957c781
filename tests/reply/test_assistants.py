from dataclasses import replace
from typing import Any

import pytest

from bot.domain.requests import Form, Request
from bot.domain.responses import Listing
from bot.reply import to_record
from bot.reply.assistants import INSTRUCTION, ToolReply, to_listing_reply, to_source_text, to_tool_reply
from bot.search import answer, as_answer, find_fact, respond
from tests.bases import FACT, TODAY, index, relation, relation_of


def reply_to(question: str, page: int = 1, **changes: str | None) -> ToolReply:
    response = respond(question, index(**changes), TODAY)
    return to_tool_reply(response, as_answer(response), page, 0.5)


def lines(question: str, page: int = 1, **changes: str | None) -> list[str]:
    return reply_to(question, page, **changes).text.splitlines()


def fact_ids(reply: ToolReply) -> list[str]:
    return [fact["id"] for fact in reply.record["facts"]]


def listing(form: Form, page: int = 1, **changes: str | None) -> ToolReply:
    found = answer(Request(form=form), index(**changes), TODAY)
    assert isinstance(found, Listing)
    return to_listing_reply(found, page)


def test_text_has_everything_needed_to_quote() -> None:
    base = index()

    assert lines("sylvanja 1994 frontier") == [
        "Sylvania",
        "Outcome: answer: what was asked for is here.",
        INSTRUCTION,
        "Read as: Sylvania · “frontier” · 1994",
        "Showing Sylvania for “sylvanja”.",
        "1 fact.",
        "",
        "1. The frontier of Sylvania with Graustark was shut to traders.",
        "   Date: 1994 to 1999",
        "   Status: ended; source as of 27 July 2018",
        "   Whose word it is: Sylvania",
        "   Excerpt: “not one cart crossed”",
        "   Caution: this excerpt is not yet checked against its source's text",
        "   Source: The Gazette, Gazette Press, as of 27 July 2018 (azrel://source/gazette-2018)",
        "   Locator: page 4",
        "   Address: https://gazette.example/2018",
        "   Fact: azrel://fact/sylvania-border-closed, last checked 1 November 2026",
        "",
        f"Revision of the base: {base.snapshot.revision}",
    ]


def test_marks_citation_without_quotation() -> None:
    reply = lines("sylvania among allies")

    assert "   Excerpt: none, the source is cited without quotation; do not quote it" in reply
    assert "   Address: none, it is not on the web" in reply
    assert "   Status: current as of 1 October 2026" in reply


def test_point_event_has_no_status() -> None:
    assert "   Status: of that date only; source as of 27 July 2018" in lines("sylvania may 1993")


def test_marks_citation_without_locator() -> None:
    assert "   Locator: none given" in lines("graustark pipeline")


def test_names_contradicted_and_superseded_facts() -> None:
    reply = lines("graustark visits")

    assert "1. State visits between Ruritania and Graustark ended." in reply
    assert "2. ↳ Supersedes: The kings of Ruritania and Graustark visit each other every summer." in reply
    assert "   Why: The court papers say so." in reply


def test_names_related_facts_by_their_addresses() -> None:
    found, _ = find_fact("graustark-visits", index(), TODAY)
    reply = to_tool_reply(found, found, 1, 0.5).text.splitlines()

    assert "1. The kings of Ruritania and Graustark visit each other every summer." in reply
    assert (
        "   Superseded by: State visits between Ruritania and Graustark ended. (the court papers say so), "
        "azrel://fact/graustark-visits-end"
    ) in reply


def test_structured_values_equal_azrel_ask_json() -> None:
    response = respond("sylvania energy", index(), TODAY)
    reply = to_tool_reply(response, as_answer(response), 1, 0.5).record

    assert reply == to_record(as_answer(response), elapsed_ms=0.5) | {"total": 2, "page": 1, "has_more": False}


def test_marks_nearest_facts_as_no_answer() -> None:
    reply = reply_to("sylvania gas whales")

    assert reply.record["outcome"] == "near"
    head = reply.text.splitlines()[:6]
    assert head[0] == "No exact answer · Sylvania"
    assert head[1].startswith("Outcome: near: no fact has all that was asked for, and this is no answer")
    assert head[4:] == ["No fact on Sylvania mentions “whales”. Closest:", "The 4 closest facts."]


@pytest.mark.parametrize(
    ("question", "outcome", "line"),
    [
        ("freedonia", "none", "I found nothing on “freedonia” in this base."),
        ("iceland", "none", "This base has nothing on Iceland."),
        ("elphberg", "choice", "- Rudolf Elphberg"),
        ("", "help", "Ask about Ruritania's foreign relations with a name, a topic, a time, or any of them together."),
        ("help", "help", "- Graustark diplomacy"),
        ("hello", "help", "There is nothing to look up in this. Ask about Ruritania's foreign relations."),
        ("topics", "help", "- Energy, 3 facts"),
        ("partners", "help", "- Sylvania (5)"),
        ("map", "help", None),
        ("about", "help", "Summary, in a curator's words: Ruritania is a kingdom that looks westward."),
        ("compare sylvania", "help", "Name one or two more to compare with Sylvania."),
        ("compare", "help", "Ask about Ruritania's foreign relations with a name, a topic, a time, or any of them together."),
        ("compare freedonia", "none", "This base has nothing on “freedonia”."),
        ("source gazete-2018", "none", "This base has nothing on “gazete-2018”."),
    ],
)  # fmt: skip
def test_marks_every_reply_without_answer(question: str, outcome: str, line: str | None) -> None:
    reply = reply_to(question)

    assert (reply.record["outcome"], reply.record["facts"]) == (outcome, [])
    assert f"Outcome: {outcome}: " in reply.text
    assert INSTRUCTION not in reply.text
    assert line is None or line in reply.text.splitlines(), reply.text


def test_splits_long_answers_into_pages() -> None:
    base = relation_of(23)
    first, last, beyond = (reply_to("zenda", page, relations__zenda=base) for page in (1, 3, 9))

    assert [len(one.record["facts"]) for one in (first, last)] == [10, 3]
    assert [(one.record["total"], one.record["page"], one.record["has_more"]) for one in (first, last)] == [
        (23, 1, True),
        (23, 3, False),
    ]
    assert "Facts 1 to 10 of 23." in first.text
    assert "There is more: call again with page=2." in first.text
    assert "Facts 21 to 23 of 23." in last.text
    assert "There is more" not in last.text
    assert "There are only 3 pages: this is the last." in beyond.text
    assert beyond.record["page"] == 3


def test_timeline_has_excerpts() -> None:
    reply = reply_to("timeline sylvania")

    assert fact_ids(reply)[:2] == ["sylvania-treaty-1993", "sylvania-border-closed"]
    assert "   Excerpt: “friendship sealed in May 1993”" in reply.text.splitlines()


def test_comparison_has_facts_and_counts() -> None:
    reply = reply_to("compare sylvania graustark energy")
    (row,) = reply.record["comparison"]

    assert row["topic"] == "energy"
    assert [(cell["partner"], cell["count"]) for cell in row["cells"]] == [("sylvania", 2), ("graustark", 2)]
    assert {cell["fact"] for cell in row["cells"]} == set(fact_ids(reply))
    assert "Topic: Energy" in reply.text.splitlines()
    assert "- Sylvania: 2 facts, of which the newest that fits: Sylvania buys natural gas from Ruritania." in reply.text
    assert "   Excerpt: “the gas flows to Sylvania day and night”" in reply.text.splitlines()


@pytest.mark.parametrize("more", ["freedonia", "whales", "zenda ruritania rudolf"])
def test_comparison_names_missing_partners_first(more: str) -> None:
    reply = lines(f"compare sylvania graustark {more}", relations__zenda=relation(FACT))

    assert (
        reply[1] == "Outcome: answer: what was understood is here, but not all that was named: see below, and say so."
    )


def test_describes_the_base_without_commands() -> None:
    reply = reply_to("about").text

    assert "Nothing is generated" in reply
    assert "Type " not in reply


def test_comparison_marks_empty_cells() -> None:
    reply = reply_to("compare sylvania zenda", relations__zenda=relation(FACT))

    assert "- Zenda: 0 facts, nothing on this topic" in reply.text.splitlines()
    assert {"partner": "zenda", "count": 0, "fact": None} in [
        cell for row in reply.record["comparison"] for cell in row["cells"]
    ]


def test_shows_facts_of_a_source() -> None:
    assert set(fact_ids(reply_to("source almanac-2026"))) == {
        "graustark-no-pipeline",
        "graustark-visits-end",
        "sylvania-ally",
    }


def entry(reply: ToolReply, key: str, id_: str) -> dict[str, Any]:
    return next(one for one in reply.record[key] if one["id"] == id_)


def test_lists_partners_topics_and_sources() -> None:
    partners, topics, sources = (listing(form) for form in (Form.PARTNERS, Form.TOPICS, Form.SOURCES))

    assert entry(partners, "partners", "sylvania") == {
        "id": "sylvania", "name": "Sylvania", "kind": "state", "facts": 5,
    }  # fmt: skip
    assert "- Sylvania (id sylvania, state): 5 facts" in partners.text.splitlines()
    assert entry(topics, "topics", "energy")["words"] == ["energy", "gas", "oil", "pipeline"]
    assert "- Energy (id energy): 3 facts" in topics.text.splitlines()
    assert entry(sources, "sources", "almanac-2026")["url"] is None
    assert "- The Almanac, Almanac House, as of 1 October 2026: 3 facts (azrel://source/almanac-2026)" in sources.text
    assert "(azrel://source/gazette-2018; https://gazette.example/2018)" in sources.text


def test_splits_long_lists_into_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reply.assistants.listings.NAMES_A_PAGE", 2)
    first, last = listing(Form.TOPICS), listing(Form.TOPICS, 9)

    assert [(one.record["page"], one.record["has_more"], len(one.record["topics"])) for one in (first, last)] == [
        (1, True, 2),
        (2, False, 1),
    ]
    assert "There is more: call again with page=2." in first.text
    assert "There are only 2 pages: this is the last." in last.text


def test_splits_long_lists_asked_for_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reply.forms.topics.LINES_A_PAGE", 2)

    assert (reply_to("topics").record["has_more"], reply_to("topics page 2").record["page"]) == (True, 2)
    assert "There is more: call again with page=2." in lines("topics")


def test_lists_facts_of_a_source() -> None:
    snapshot = index().snapshot
    reply = to_source_text(snapshot.sources["almanac-2026"], snapshot).splitlines()

    assert reply[:6] == [
        "The Almanac",
        "Publisher: Almanac House",
        "Speaks as of 1 October 2026",
        "Licence: public domain",
        "Address: none, it is not on the web",
        "3 facts by it, each to be read for its excerpt:",
    ]
    assert "- Ruritania counts Sylvania among its allies. (azrel://fact/sylvania-ally)" in reply


def test_explains_how_to_read_more_facts_of_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reply.assistants.sources.MAX_FACTS", 2)
    snapshot = index().snapshot

    assert "and 1 more: ask for “source almanac-2026”" in to_source_text(snapshot.sources["almanac-2026"], snapshot)


def test_verified_excerpt_has_no_caveat() -> None:
    found, _ = find_fact("sylvania-gas", index(), TODAY)
    (match,) = found.facts
    fact = replace(match.fact, citations=tuple([replace(one, is_verified=True) for one in match.fact.citations]))
    found = replace(found, facts=(replace(match, fact=fact),))
    reply = to_tool_reply(found, found, 1, 0.0)

    assert "Excerpt: “the gas flows to Sylvania day and night”" in reply.text
    assert "Caution" not in reply.text
