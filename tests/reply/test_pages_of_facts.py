"""Pages of facts: each fact once, with its companions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.answers import Answer, FactMatch
from bot.reply.layout import to_view
from bot.reply.pages import FACTS_A_PAGE, Reader
from tests.bases import FACT, relation, relation_of
from tests.reply.views import ask, notes, press, view


def test_nearest_facts_without_room_on_a_page_follow_on_the_next() -> None:
    cited = ", ".join([f"{{source: gazette-2018, excerpt: {'x' * 600}}}"] * 4)
    long = (
        relation_of(3)
        .replace("Zenda has", "y" * 900)
        .replace("{source: gazette-2018, excerpt: the keep above the moat}", cited)
    )
    first = view("zenda whales", relations__zenda=long)

    assert (len(first.facts), first.facts_line) == (2, "Facts 1 to 2 of 3.")
    assert first.more
    second = press(first.more.request, relations__zenda=long)
    assert (second.title, len(second.facts)) == ("No exact answer · Zenda", 1)
    assert notes(second) == ["No fact on Zenda mentions “whales”. Closest:"]


def test_previews_related_facts_of_other_pages() -> None:
    pair = FACT + FACT.replace("zenda-castle", "zenda-ruin").replace("a castle", "a ruin").replace(
        "[borders]", "[energy]\n  supersedes: [{fact: zenda-castle, because: it fell}]"
    )
    (ruin,) = view("zenda energy", relations__zenda=relation(pair)).facts
    assert (ruin.lead, ruin.asides) == ("", ("Supersedes: Zenda has a castle. (it fell)",))
    castle, ruin = view("zenda borders", relations__zenda=relation(pair)).facts
    assert (castle.asides, ruin.lead, ruin.asides) == ((), "↳ Superseded by: ", ("It fell.",))


def test_shows_contradiction_of_a_companion_deeper() -> None:
    def fact(name: str, topic: str, against: str = "") -> str:
        links = f"\n  contradicts: [{{fact: {against}, because: so it is}}]" if against else ""
        return FACT.replace("zenda-castle", name).replace("[borders]", f"[{topic}]{links}")

    base = relation(
        fact("one", "borders")
        + fact("two", "borders", "one")
        + fact("three", "borders", "two")
        + fact("four", "borders")
    )
    facts = view("zenda borders", relations__zenda=base).facts

    assert [(found.id, found.depth, found.asides) for found in facts] == [
        ("one", 0, ()),
        ("two", 1, ("So it is.",)),
        ("three", 2, ("So it is.",)),
        ("four", 0, ()),
    ]
    assert facts[2].lead == "↳ ↳ Contradicted by: "


def test_pages_have_every_fact_once() -> None:
    base = relation_of(12)
    seen = []
    page = view("zenda", relations__zenda=base)
    for first, last in ((1, 5), (6, 10), (11, 12)):
        assert (page.facts_line or "").startswith(f"Facts {first} to {last} of 12.")
        seen += [fact.statement for fact in page.facts]
        if page.more:
            page = press(page.more.request, relations__zenda=base)
    assert seen == [f"Zenda has castle {number:03}." for number in range(12)]
    assert page.more is None


@pytest.mark.parametrize("question", ["zenda: page: 2 !", "zenda borders page-2", f"zenda {'please ' * 60}page 2"])
def test_next_page_keeps_the_request(question: str) -> None:
    page = view(question, relations__zenda=relation_of(12))

    assert page.facts_line == "Facts 6 to 10 of 12. Newest source: 27 July 2018."
    assert page.more
    assert (page.more.label, page.more.request.page, page.more.request.shown) == ("2 more facts", 3, 12)
    assert page.more.request.partners == ("zenda",)


class Watched(Sequence[FactMatch]):
    """Facts that count how many of them were read in sequence."""

    def __init__(self, facts: Sequence[FactMatch]) -> None:
        self._facts = facts
        self.seen = 0

    def __iter__(self) -> Iterator[FactMatch]:
        for fact in self._facts:
            self.seen += 1
            yield fact

    def __len__(self) -> int:
        raise AssertionError("all facts were looked at")

    def __getitem__(self, place: object) -> Any:
        raise AssertionError("a fact was looked at out of turn")


def linked(*facts: str) -> str:
    """Return facts that each contradict the one before; only the first and last are on borders."""
    count = len(facts)
    texts = []
    for number, statement in enumerate(facts):
        topic = "borders" if number in (0, count - 1) else "energy"
        text = FACT.replace("zenda-castle", f"zenda-{number:03}").replace("Zenda has a castle.", statement)
        text = text.replace("[borders]", f"[{topic}]")
        if number:
            text += f"  contradicts: [{{fact: zenda-{number - 1:03}, because: so it is}}]\n"
        texts.append(text)
    return relation("".join(texts))


def test_shows_companions_beside_their_match_uncounted() -> None:
    page = view("zenda borders", relations__zenda=linked("Zenda has a castle.", "Zenda has no castle.", "Zenda is."))

    assert page.facts_line == "2 facts. Newest source: 27 July 2018."
    assert [(fact.statement, fact.is_companion) for fact in page.facts] == [
        ("Zenda has a castle.", False),
        ("Zenda has no castle.", True),
        ("Zenda is.", False),
    ]
    assert (page.more, page.everything) == (None, None)


def test_page_has_five_facts_and_their_companions() -> None:
    pairs = "".join(
        [
            FACT.replace("zenda-castle", f"zenda-{number}").replace("Zenda has a castle", f"Zenda has castle {number}")
            + FACT.replace("zenda-castle", f"denial-{number}")
            .replace("Zenda has a castle", f"Zenda has no house {number}")
            .replace("[borders]", f"[energy]\n  contradicts: [{{fact: zenda-{number}, because: so it is}}]")
            for number in range(7)
        ]
    )
    page = view("zenda borders", relations__zenda=relation(pairs))

    assert page.facts_line == "Facts 1 to 5 of 7. Newest source: 27 July 2018."
    assert [fact.is_companion for fact in page.facts] == [False, True] * 5
    assert page.more
    assert page.more.label == "2 more facts"
    rest = press(page.more.request, relations__zenda=relation(pairs))
    assert rest.facts_line == "Facts 6 to 7 of 7. Newest source: 27 July 2018."


def test_companions_without_room_on_their_page_follow_on_the_next() -> None:
    long = FACT.replace("Zenda has a castle.", f"Zenda {'y' * 900}")
    cited = ", ".join([f"{{source: gazette-2018, locator: {'z' * 150}, excerpt: {'x' * 600}}}"] * 4)
    long = long.replace("{source: gazette-2018, excerpt: the keep above the moat}", cited)
    denial = long.replace("zenda-castle", "denial").replace(
        "[borders]", "[energy]\n  contradicts: [{fact: zenda-castle, because: so it is}]"
    )
    base = relation(long + denial)
    first = view("zenda borders", relations__zenda=base)

    assert first.facts_line == "1 fact. Newest source: 27 July 2018."
    assert [fact.is_companion for fact in first.facts] == [False]
    assert first.more
    assert first.more.label == "More on the last fact"
    second = press(first.more.request, relations__zenda=base)
    assert second.facts_line == "More on fact 1 of 1. Newest source: 27 July 2018."
    assert [fact.is_companion for fact in second.facts] == [True]


def test_page_reads_no_more_facts_than_it_shows() -> None:
    found = ask("zenda", relations__zenda=relation_of(40))
    assert isinstance(found, Answer)
    facts = Watched(found.facts)

    to_view(replace(found, facts=facts), Reader("/ruri"))

    assert FACTS_A_PAGE < facts.seen <= FACTS_A_PAGE + 2


def test_page_beyond_the_last_is_the_last() -> None:
    page = view("zenda page 9", relations__zenda=relation_of(6))

    assert notes(page) == ["There are only 2 pages: this is the last."]
    assert [fact.statement for fact in page.facts] == ["Zenda has castle 005."]
    assert (page.facts_line or "").startswith("Fact 6 of 6.")


def test_long_facts_shorten_pages() -> None:
    long = (
        relation_of(3)
        .replace("excerpt: the keep above the moat", f"excerpt: {'x' * 600}")
        .replace("Zenda has", "y" * 900)
    )
    cited = ", ".join([f"{{source: gazette-2018, excerpt: {'x' * 600}}}"] * 4)
    long = long.replace(f"{{source: gazette-2018, excerpt: {'x' * 600}}}", cited)

    pages = [view(f"zenda page {number}", relations__zenda=long) for number in (1, 2)]

    assert [len(page.facts) for page in pages] == [2, 1]
    assert len(pages[0].facts) < FACTS_A_PAGE
    assert pages[0].more
    assert pages[0].more.label == "1 more fact"


def test_shows_summary_on_the_first_page_only() -> None:
    base = relation_of(6).replace("kind: place\n", "kind: place\nsummary: A town.\n")

    assert view("zenda", relations__zenda=base).summary == "A town."
    assert view("zenda page 2", relations__zenda=base).summary is None
