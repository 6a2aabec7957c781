"""Names of every kind: versions, numbers, signs, ordinary words, acronyms, and names that several partners share."""

import pytest

from bot.domain.answers import Outcome
from bot.search import Index, find_named, names_in_capitals, parse
from tests.bases import FACT, TODAY, index, relation
from tests.search.asking import ask


def partner(id_: str, name: str, *lines: str, kind: str = "project") -> str:
    """Return the file of a partner with one fact."""
    head = "\n".join([f"name: {name}", *lines])
    fact = FACT.replace("zenda-castle", f"{id_}-fact").replace("Zenda has a castle", "It has a moat of its own")
    return relation(fact, id_).replace(f"name: {id_.title()}", head).replace("kind: place", f"kind: {kind}")


def base(*names: str) -> Index:
    """Return the tests' base with partners of these names, whose ids are p1, p2 and so on."""
    ids = [f"p{number}" for number in range(1, len(names) + 1)]
    return index(**{f"relations__{id_}": partner(id_, repr(name)) for id_, name in zip(ids, names, strict=True)})


def named(question: str, known: Index) -> list[str]:
    """Return the ids of the partners that a question is read as naming, of an ambiguous name all."""
    request = parse(question, known, TODAY).request
    return [*request.partners, *(id_ for group in request.either for id_ in group)]


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("Python 2.7", ["a"]),
        ("python 3.2 moat", ["b"]),
        ("python v3.2", ["b"]),
        ("python3.2", ["b"]),
        ("Python 3", ["b"]),
        ("Python 3.20", []),
        ("Python 3.9", []),
        ("python 3.14", []),
        ("OpenSSL 1.0.2", ["c"]),
        ("OpenSSL 1.0.2k", ["d"]),
        ("OpenSSL 1.0.3", []),
        ("the moat of 3.2", []),
    ],
)
def test_a_version_is_one_word(question: str, partners: list[str]) -> None:
    known = index(
        relations__a=partner("a", "Python 2.7", "shared_names: [Python]"),
        relations__b=partner("b", "Python 3.2", "shared_names: [Python]"),
        relations__c=partner("c", "OpenSSL 1.0.2"),
        relations__d=partner("d", "OpenSSL 1.0.2k"),
    )

    assert named(question, known) == partners


@pytest.mark.parametrize(
    ("question", "partners", "period"),
    [
        ("Windows 2000", ["a"], None),
        ("windows 2000 in 2012", ["a"], "2012"),
        ("windows 2000 to 2012", ["a"], "2012"),
        ("Windows 2003", [], None),
        ("Windows in 2003", ["a"], "2003"),
        ("Resolution 2699", ["b"], None),
        ("1102", ["c"], None),
        ("moat of 1102", ["c"], None),
        ("moat in 2000", [], "2000"),
    ],
)
def test_a_number_is_a_names_before_it_is_a_year(question: str, partners: list[str], period: str | None) -> None:
    known = index(
        relations__a=partner("a", "Windows 2000", "aliases: [Windows]"),
        relations__b=partner("b", "Resolution 2699"),
        relations__c=partner("c", "'1102'"),
    )
    parsed = parse(question, known, TODAY)

    assert named(question, known) == partners
    assert (parsed.period.period.label if parsed.period else None) == period


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("C", ["p1"]),
        ("moat in C", ["p1"]),
        ("C's moat", ["p1"]),
        ("C++", ["p2"]),
        ("c++ moat", ["p2"]),
        ("(C++)", ["p2"]),
        ("C++'s moat", ["p2"]),
        ("C#?", ["p3"]),
        ("F#", []),
        ("D+", []),
        ("C and C++", ["p1", "p2"]),
        (".NET", ["p4"]),
        ("moat of .net.", ["p4"]),
        ("net moat", []),
        ("8(a)", ["p5"]),
        ("the 8(a) moat", ["p5"]),
        ("8 moats", []),
        ("8(b)", []),
        ("U.S.S.R. and C++", ["p2"]),
    ],
)
def test_signs_tell_names_apart(question: str, partners: list[str]) -> None:
    assert named(question, base("C", "C++", "C#", ".NET", "8(a)")) == partners


def test_signs_are_shown_as_they_were_typed() -> None:
    (reading,) = parse("C++", base("C", "C++"), TODAY).readings

    assert (reading.text, reading.meaning) == ("C++", "C++: its name")


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("Go", ["a"]),
        ("go", ["a"]),
        ("what is Go", ["a"]),
        ("what is go", []),
        ("Go and Word", ["a", "b"]),
        ("Go to the moat", []),
        ("Moat? Go to it", []),
        ("Moat. Go moat", ["a"]),
        ("WHERE DO I GO", []),
        ("in one word", []),
        ("the Word moat", ["b"]),
        ("FAR", ["c"]),
        ("how far is the moat", []),
        ("How Far is the moat", []),
        ("the FAR moat", ["c"]),
        ("TEAMS moat", ["d"]),
        ("the Teams moat", []),
        ("click moat", ["e"]),
    ],
)
def test_an_ordinary_word_is_a_name_in_capitals(question: str, partners: list[str]) -> None:
    known = index(
        relations__a=partner("a", "Go"),
        relations__b=partner("b", "Word"),
        relations__c=partner("c", "FAR"),
        relations__d=partner("d", "TEAMS"),
        relations__e=partner("e", "Click", "ordinary_word: true"),
    )

    assert named(question, known) == partners


@pytest.mark.parametrize("kind", ["state", "person"])
def test_states_and_persons_are_named_however_they_are_written(kind: str) -> None:
    known = index(relations__a=partner("a", "Word", kind=kind))

    assert named("the word moat", known) == ["a"]


@pytest.mark.parametrize(("text", "partners"), [("They like Go a lot", ["p1"]), ("Go there", []), ("I go there", [])])
def test_an_ordinary_word_in_a_message_is_a_name_in_capitals(text: str, partners: list[str]) -> None:
    assert [it.id for it in find_named(text, base("Go"), TODAY).partners] == partners


@pytest.mark.parametrize(
    ("question", "partners", "countries"),
    [
        ("GUAM", ["p1"], []),
        ("guam", ["p1"], []),
        ("who is in GUAM", ["p1"], []),
        ("Guam", [], ["GU"]),
        ("who is in Guam", [], ["GU"]),
        ("Congo", ["p2"], []),
        ("the congo moat", ["p2"], []),
        ("Democratic Republic of the Congo", [], ["CD"]),
        ("Nato", ["p3"], []),
    ],
)
def test_a_partner_wins_over_a_country_and_an_acronym_in_capitals(
    question: str, partners: list[str], countries: list[str]
) -> None:
    request = parse(question, base("GUAM", "Congo", "NATO"), TODAY).request

    assert (list(request.partners), list(request.countries)) == (partners, countries)


@pytest.mark.parametrize(("world", "known"), [("names and codes", True), ("names", False), ("none", False)])
def test_codes_of_countries_are_known_where_the_base_wants_them(world: str, known: bool) -> None:
    knowledge = f"""
        title: T
        subject: ruritania
        command: /ruri
        owner: us
        review_interval_days: 365
        world: {world}
        """
    other = index(knowledge=knowledge)

    assert bool(parse("AI", other, TODAY).countries) is known
    assert bool(parse("PY and AI", other, TODAY).countries) is known
    assert bool(parse("Paraguay", other, TODAY).countries) is (world != "none")
    assert bool(parse(":flag-py:", other, TODAY).countries) is (world != "none")
    assert [match.partner.id for match in parse("SY", other, TODAY).partners] == ["sylvania"]


SHARED = {
    "relations__a": partner("a", "George H. W. Bush", "shared_names: [George Bush]", kind="person"),
    "relations__b": partner("b", "George W. Bush", "shared_names: [George Bush]", kind="person"),
    "relations__c": partner("c", "Azure", "shared_names: [the cloud]"),
    "relations__d": partner("d", "Azure DevOps", "shared_names: [the cloud]"),
}


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("George Bush", ["George H. W. Bush", "George W. Bush"]),
        ("the cloud", ["Azure", "Azure DevOps"]),
        ("the moat of the cloud", ["Azure", "Azure DevOps"]),
        ("the clowd", ["Azure", "Azure DevOps"]),
    ],
)
def test_a_shared_name_is_asked_back(question: str, labels: list[str]) -> None:
    found = ask(question, index(**SHARED))

    assert (found.outcome, [offer.label for offer in found.suggestions]) == (Outcome.CHOICE, labels)


@pytest.mark.parametrize(
    ("question", "partners", "offered"),
    [
        ("Azure", ["c"], ["Azure DevOps"]),
        ("azure moat", ["c"], ["Azure DevOps"]),
        ("Azure DevOps", ["d"], []),
        ("Azure and Azure DevOps", ["c", "d"], []),
        ("azur", ["c"], []),
        ("sylvania", ["sylvania"], []),
    ],
)
def test_an_exact_name_wins_and_longer_ones_are_offered(question: str, partners: list[str], offered: list[str]) -> None:
    found = ask(question, index(**SHARED))

    assert [partner.id for partner in found.partners] == partners
    assert [offer.label for offer in found.namesakes] == offered


TERMS = """
topics:
  - {id: energy, name: Energy, words: [energy, gas, oil, pipeline]}
  - {id: borders, name: Borders, words: [border, frontier, closed border, view, status, test, account]}
  - {id: diplomacy, name: Diplomacy, words: [diplomacy, visit, treaty, ally, version, record, paper]}
"""


@pytest.mark.parametrize("word", ["view", "status", "test", "account", "version", "record", "paper"])
def test_a_word_for_a_topic_is_nothing_else(word: str) -> None:
    known = index(topics=TERMS)
    parsed = parse(f"{word} of sylvania", known, TODAY)

    assert [match.word for match in parsed.topics] == [word]
    assert not parsed.request.speakers
    assert not parsed.request.newest_first
    assert parse(word, known, TODAY).topics
    assert not parse(f"sylvania's {word}", known, TODAY).request.speakers


def test_ordinary_words_as_names_are_listed_unless_they_are_written_in_capitals() -> None:
    zenda = relation(FACT).replace("name: Zenda", "name: Lead\naliases: [WORD, Make]")

    assert list(names_in_capitals(index(relations__zenda=zenda))) == [("zenda", "Lead"), ("zenda", "Make")]
