"""Names that contain a country's, or are its namesakes."""

import pytest

from bot.search import parse
from tests.bases import FACT, TODAY, index, relation

UNITED_STATES = (
    "partner: us\nname: United States\nkind: state\niso: US\naliases: [USA, U.S., United States of America, American]\n"
)


@pytest.mark.parametrize(
    "question",
    [
        "Northern Ireland",
        "New Mexico",
        "Georgia, USA",
        "Georgia (USA)",
        "Georgia, United States of America",
        "Georgia (US state)",
        "Georgia in the U.S.",
        "the US state of Georgia",
        "the U.S. state Georgia",
        "Georgia state, USA",
        "Georgia the American state",
        "state of Georgia elections in the U.S.",
        "Atlanta, Georgia",
        "Georgia senate",
        "Netherlands Antilles",
        "Turks and Caicos",
        "U.S. Minor Outlying Islands",
        "Paris, Texas",
    ],
)
def test_namesake_is_no_country(question: str) -> None:
    georgia = "partner: zenda\nname: Georgia\nkind: state\niso: GE\n"
    base = index(relations__zenda=georgia, relations__us=UNITED_STATES)
    request = parse(question, base, TODAY).request

    assert (request.partners, request.countries) == ((), ())
    assert request.unknown


def test_namesake_is_one_name_with_the_word_that_shows_it() -> None:
    georgia = "partner: zenda\nname: Georgia\nkind: state\niso: GE\n"

    assert parse("Atlanta, Georgia 1996", index(relations__zenda=georgia), TODAY).request.unknown == (
        "Atlanta, Georgia",
    )


@pytest.mark.parametrize(
    "question",
    [
        "Georgia and the US",
        "is Georgia a state in the US",
        "Georgia, US and Sylvania",
        "Georgia US gas",
        "georgia",
        "state of Georgia",
        "gas to Georgia",
    ],
)
def test_country_is_meant_without_words_of_its_namesake(question: str) -> None:
    georgia = "partner: zenda\nname: Georgia\nkind: state\niso: GE\n"
    base = index(relations__zenda=georgia, relations__us=UNITED_STATES)

    assert "zenda" in parse(question, base, TODAY).request.partners


@pytest.mark.parametrize(
    ("question", "country"),
    [
        ("South Georgia", "GS"),
        ("Géorgie du Sud", "GS"),
        ("Georgia del Sur", "GS"),
        ("Geórgia do Sul", "GS"),
        ("Südgeorgien und die Südlichen Sandwichinseln", "GS"),
        ("U.S. Virgin Islands", "VI"),
        ("Îles Vierges des États-Unis", "VI"),
        ("Amerikanische Jungferninseln", "VI"),
        ("Taiwan, Province of China", "TW"),
        ("Taïwan, province de Chine", "TW"),
        ("Taiwan, Provinz von China", "TW"),
        ("China, Republic of", "TW"),
        ("Korea, Democratic People's Republic of", "KP"),
    ],
)
def test_longer_name_of_a_country_is_none_of_the_names_it_holds(question: str, country: str) -> None:
    base = index(
        relations__zenda="partner: zenda\nname: Georgia\nkind: state\niso: GE\n",
        relations__china="partner: china\nname: China\nkind: state\niso: CN\n",
        relations__us=UNITED_STATES,
    )
    request = parse(question, base, TODAY).request

    assert (request.partners, request.countries) == ((), (country,))


@pytest.mark.parametrize(
    ("statement", "is_known"),
    [
        ("Zenda is in the League of Sylvanian Towns", True),
        ("The Sylvanian league has towns", False),
    ],
)
def test_body_called_after_a_country_is_known_where_a_fact_names_it(statement: str, is_known: bool) -> None:
    base = index(relations__zenda=relation(FACT.replace("Zenda has a castle", statement)))
    request = parse("zenda in the League of Sylvanian Towns", base, TODAY).request

    assert (request.partners, [(word.text, word.is_known) for word in request.words]) == (
        ("zenda",),
        [("League of Sylvanian Towns", is_known)],
    )


FRANCE = "partner: zenda\nname: France\nkind: state\niso: FR\naliases: [Paris]\nfacts:\n"


@pytest.mark.parametrize(
    ("question", "partners", "countries"),
    [
        ("the Paris Agreement", (), ()),
        ("the Paris climate agreement", (), ()),
        ("the Oslo Accords", (), ()),
        ("the Paris agreement", ("zenda",), ()),
        ("the Paris castle treaty", ("zenda",), ()),
        ("the Paris Charter", ("zenda",), ()),  # a keyword
        ("Paris, Treaty", ("zenda",), ()),
        ("Paris in Treaty", ("zenda",), ()),
        ("Paris 1993 Treaty", ("zenda",), ()),
        ("Paris wide open treaty", ("zenda",), ()),
        ("France Treaty", ("zenda",), ()),
        ("Paris climate", ("zenda",), ()),
    ],
)
def test_document_called_after_a_capital_is_no_state(
    question: str, partners: tuple[str, ...], countries: tuple[str, ...]
) -> None:
    fact = FACT.replace("  topics:", "  keywords: [Paris charter]\n  topics:")
    request = parse(question, index(relations__zenda=FRANCE + fact), TODAY).request

    assert (request.partners, request.countries) == (partners, countries)


@pytest.mark.parametrize("question", ["Visit of Sylvanian King", "Statement of Sylvanian Ministry on Gas"])
def test_headline_keeps_its_country(question: str) -> None:
    assert parse(question, index(), TODAY).request.partners == ("sylvania",)
