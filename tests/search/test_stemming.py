import pytest

from bot.search.stemming import inflected, stem


def test_words_are_stemmed() -> None:
    assert [*map(stem, ("pipelines", "negotiations", "borders"))] == ["pipelin", "negoti", "border"]
    assert {*map(stem, ("leave", "left", "leaving"))} == {stem("leaves")}, "irregular verbs are one word too"
    assert {*map(stem, ("died", "dying", "deaths"))} == {stem("death")}
    assert {*map(stem, ("rose", "risen", "rising"))} == {stem("rise")}
    assert {*map(stem, ("ratification", "ratified"))} == {stem("ratify")}, "nouns for acts are their verbs"
    assert {*map(stem, ("invasions", "invaded"))} == {stem("invade")}
    assert {*map(stem, ("loss", "losses", "lost"))} == {stem("lose")}
    assert stem("exporters") == stem("exporter") != stem("exports"), "its exporters are those whom another buys from"


@pytest.mark.parametrize(
    "pairs",
    [
        "colour color, colours colors, coloured colored, favouring favoring, favourite favorite",
        "favourable favorable, neighbourhood neighborhood, neighbourly neighborly",
        "organise organize, organised organized, organises organizes, organising organizing",
        "organiser organizer, organisers organizers, organisation organization, organisations organizations",
        "centre center, centres centers, theatre theater",
        "travelled traveled, travelling traveling, traveller traveler, travellers travelers",
        "defence defense, offences offenses",
        "programme program, programmes programs",
        "dialogue dialog, catalogues catalogs",
    ],
)
def test_british_spelling_has_the_american_stem(pairs: str) -> None:
    for pair in pairs.split(", "):
        british, american = pair.split()
        assert stem(british) == stem(american)


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("attack attacks attacked", "attack"),
        ("create creates created", "creat"),
        ("stop stopped", "stop"),
        ("control controlled", "control"),
        ("call called", "cal"),
        ("ratify ratifies ratified", "ratify"),
        ("agree agreed", "agre"),
        ("succeed succeeded", "succeed"),
        ("use used", "us"),
        ("sell sold", "sel"),
        ("contracting", "contracting"),
        ("feed", "feed"),
        ("treaties", "treaty"),
    ],
)
def test_inflections_of_a_word_are_the_same(words: str, form: str) -> None:
    assert {*map(inflected, words.split())} == {form}


def test_very_long_word_is_its_own_stem() -> None:
    assert stem("pipelines" * 5) == "pipelines" * 5
