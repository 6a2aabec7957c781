"""Comparisons of partners."""

import pytest

from bot.domain.requests import Form, Request
from bot.reply import to_message
from bot.reply.view import to_words
from tests.bases import FACT, relation
from tests.reply.views import ask, notes, phrases, press, view


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


def test_comparison_without_facts_has_suggestions() -> None:
    found = view("compare sylvania graustark 1801")

    assert found.title == "Nothing found"
    assert phrases(found.suggestions) == ["compare Sylvania Graustark", "Sylvania", "Graustark"]


def test_names_unknown_partners_beside_a_comparison() -> None:
    found = view("compare sylvania graustark bolivia whales")

    assert notes(found)[0] == "This base has nothing on “Bolivia, whales”."
    assert [row.heading for row in found.rows] == ["Diplomacy", "Energy", "Borders"]


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
