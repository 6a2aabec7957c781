"""Views of answers: headings, notes, and the lines of facts."""

import pytest

from bot.domain.answers import Answer
from tests.bases import FACT, relation, relation_of
from tests.reply.views import ask, notes, press, view


def test_heads_answer_with_its_partners() -> None:
    assert (view("sylvania").title, [partner.id for partner in view("sylvania").heads]) == ("Sylvania", ["sylvania"])
    assert view("graustark sylvania").title == "Graustark and Sylvania"
    assert (view("Ruritania").title, [partner.id for partner in view("Ruritania").heads]) == (
        "Ruritania",
        ["ruritania"],
    )
    assert (view("treaty").title, view("treaty").heads) == ("Ruritania's foreign relations", ())


def test_notes_inexact_matches() -> None:
    assert notes(view("sylvanja")) == ["Showing Sylvania for “sylvanja”."]
    assert notes(view("sylvanja gas whales")) == [
        "No fact on Sylvania mentions “whales”. Closest:",
        "Showing Sylvania for “sylvanja”.",
    ]
    assert notes(view("sylvania natural supply contract oil")) == ["No fact mentions “oil”; here are facts on Energy."]
    assert notes(view("sylvania traders blockade closed border")) == [
        "No fact mentions “closed”; here are facts on Borders."
    ], "a word of several"
    assert notes(view("sylvania natural gas supply contract visit oil")) == [
        "No fact mentions “oil”; here are facts on Energy.",
        "No fact here mentions “visit”, so I left that out.",
    ]
    assert notes(view("sylvanja summer kings")) == [
        "No fact on Sylvania mentions “summer” or “kings”. Closest:",
        "Showing Sylvania for “sylvanja”.",
    ]
    assert notes(view("graustark pipelnie")) == ["Read “pipelnie” as Energy."]
    assert notes(view("sylvania friendhsip")) == ["Read “friendhsip” as friendship."]
    assert notes(view("sylvania since the nineties")) == ["Read “since the nineties” as since 1990."]
    assert notes(view("sylvania in the 1990s")) == []
    assert notes(view("sylvania since 1.5.1993")) == ["Read “since 1.5.1993” as since May 1993."]
    assert notes(view("sylvania since 31.5.1993")) == [], "there is no other way to read it"
    assert notes(view("is sylvania not an ally")) == ["I ignored “not”; these facts may say the opposite."]
    assert notes(view("sylvania except zenda")) == ["Facts about Zenda are left out."]
    assert notes(view("sylvania except the Gas and zenda")) == ["Facts about Zenda and Gas are left out."]
    assert notes(view("bolivvia")) == ["This base has nothing on Bolivia.", "Read “bolivvia” as Bolivia."]
    assert notes(view("michael elphberg sylvania")) == [
        "No fact is about Michael Elphberg and Sylvania together. Closest:"
    ]
    assert notes(view("sylvania")) == []


@pytest.mark.parametrize(
    ("question", "title", "heads", "facts_line"),
    [
        ("sylvania whales", "No exact answer · Sylvania", ["sylvania"], "The 5 closest facts."),
        ("timeline sylvania whales", "No exact answer · Sylvania", ["sylvania"], "The 5 closest facts."),
        ("sylvania 1850", "No exact answer · Sylvania", ["sylvania"], "The 4 closest facts."),
        ("michael elphberg gas", "No exact answer · Michael Elphberg", ["michael-elphberg"], "The closest fact."),
        ("gas for whales", "No exact answer", [], "The 3 closest facts."),
    ],
)
def test_heads_nearest_facts_as_no_answer(question: str, title: str, heads: list[str], facts_line: str) -> None:
    of = view(question)

    assert (of.title, [partner.id for partner in of.heads], of.facts_line) == (title, heads, facts_line)
    assert notes(of)[0].startswith("No fact ")
    assert 0 < len(of.facts) <= 5
    assert (of.summary, of.more, of.previous, of.everything, of.timeline, of.related) == (None,) * 5 + ((),)
    assert of.suggestions


def test_shows_at_most_five_nearest_facts() -> None:
    base = relation_of(12)
    found = ask("zenda whales", relations__zenda=base)

    assert isinstance(found, Answer)
    assert len(found.facts) == 5
    second = press(found.request.change(page=2), relations__zenda=base)
    assert (second.facts_line, second.more) == ("The 5 closest facts.", None)
    assert notes(second) == [
        "No fact on Zenda mentions “whales”. Closest:",
        "There is only 1 page: this is the last.",
    ]


def test_says_how_new_the_newest_facts_are() -> None:
    assert notes(view("sylvania now")) == ["Latest information: 1 October 2026."]
    assert notes(view("latest frendship 1993")) == [
        "Read “frendship” as friendship.",
        "Latest information: May 1993.",
    ]


def test_heads_facts_with_mentioned_country() -> None:
    text = relation(FACT.replace("Zenda has a castle.", "Zenda sells its castle to Bolivia."))
    found = view("bolivia", relations__zenda=text)
    of_two_words = relation(
        FACT.replace("Zenda has a castle.", "Zenda sells a castle in the south of Graustark to Korea.")
    )

    assert not view("south korea", relations__zenda=of_two_words).facts, "a name is mentioned in one piece"
    assert (found.title, found.heads, found.summary) == ("Bolivia", (), None)
    assert notes(found) == ["This base has no file on Bolivia; these facts mention “Bolivia”."]


def test_shows_age_of_old_base() -> None:
    assert view("sylvania 1993").facts_line == "1 fact. Newest source: 27 July 2018."
    assert view("sylvania").facts_line == "5 facts."


def test_shows_as_of_date_of_old_source() -> None:
    lines = {fact.statement: fact.dateline for fact in view("sylvania").facts}

    assert lines["Sylvania and Ruritania signed a treaty of friendship in May 1993."] == (
        "May 1993 · source as of 27 July 2018"
    )
    assert lines["Ruritania counts Sylvania among its allies."] == "as of 1 October 2026"


def test_shows_speaker_and_relations_of_a_fact() -> None:
    facts = {fact.statement: fact for question in ("sylvania", "graustark") for fact in view(question).facts}

    closed = facts["The frontier of Sylvania with Graustark was shut to traders."]
    assert closed.dateline.endswith(" · attributed to Sylvania")
    denial = facts["Graustark never planned a pipeline."]
    assert denial.dateline.endswith(" · attributed to Graustark")
    assert (denial.lead, denial.asides) == ("↳ Contradicted by: ", ("The two papers disagree.",))
    assert not facts["Graustark planned a pipeline that avoids Sylvania."].asides
    (old,) = view("kings summer").facts[:1]
    assert old.statement == "The kings of Ruritania and Graustark visit each other every summer."


@pytest.mark.parametrize(
    ("statement", "names_speaker"),
    [
        ("Sylvania said that it buys gas.", True),
        ("In 1993 Sylvania accused Graustark.", True),
        ("According to Sylvania, the frontier is shut.", True),
        ("According to the Republic of Sylvania, it is shut.", True),
        ("Sylvania's king, Rudolf, told the court so.", True),
        ("The frontier of Sylvania was shut.", False),
        ("PanSylvania said so.", False),
        ("Graustark said so.", False),
    ],
)
def test_names_speaker_only_if_the_statement_does_not(statement: str, names_speaker: bool) -> None:
    fact = FACT.replace("Zenda has a castle.", statement).replace("[borders]", "[borders]\n  attributed_to: [sylvania]")
    (found,) = view("zenda", relations__zenda=relation(fact)).facts

    assert ("attributed to Sylvania" not in found.dateline) == names_speaker


@pytest.mark.parametrize(
    ("when", "as_of", "line"),
    [
        ("2018", "2018", "2018"),
        ("2018-05-12", "2018", "12 May 2018"),
        ("2017", "2018", "2017 · source as of 2018"),
        ("2018", "2018-07-27", "2018 · source as of 27 July 2018"),
        ("2016/2018", "2018", "2016 to 2018 · ended · source as of 2018"),
        ("../2018", "2018", "until 2018 · ended · source as of 2018"),
    ],
)
def test_shows_no_year_twice(when: str, as_of: str, line: str) -> None:
    sources = (
        f"sources:\n  - {{id: gazette-2018, title: G, publisher: P, licence: L, as_of: {as_of}}}\n"
        "  - {id: almanac-2026, title: A, publisher: A, licence: L, as_of: 2026-10-01}\n"
    )
    base = relation(FACT.replace("topics: [borders]", f"topics: [borders]\n  when: {when}"))
    (fact,) = view("zenda", relations__zenda=base, sources=sources).facts

    assert fact.dateline == line


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("help", "How to ask about Ruritania's foreign relations"),
        ("elphberg", "Which did you mean?"),
        ("bohemia", "Nothing found"),
    ],
)
def test_reply_without_facts_has_suggestions(question: str, title: str) -> None:
    of = view(question)

    assert (of.title, of.facts, of.facts_line) == (title, (), None)
    assert of.suggestions


@pytest.mark.parametrize("review", ["review_interval_days: 999999", "review: never"])
def test_shows_no_age_in_base_without_review_interval(review: str) -> None:
    knowledge = f"title: T\nsubject: ruritania\ncommand: /r\nowner: o\n{review}\n"

    assert view("sylvania gas", knowledge=knowledge).facts_line == "2 facts."
