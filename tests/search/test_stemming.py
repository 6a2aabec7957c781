from bot.loading.world import read_world
from bot.search.stemming import _MAY_BE_BRITISH, _SPELLINGS, stem


def test_words_are_stemmed() -> None:
    assert [*map(stem, ("pipelines", "negotiations", "borders"))] == ["pipelin", "negoti", "border"]
    assert {*map(stem, ("leave", "left", "leaving"))} == {stem("leaves")}, "irregular verbs are one word too"
    assert {*map(stem, ("died", "dying", "deaths"))} == {stem("death")}
    assert {*map(stem, ("rose", "risen", "rising"))} == {stem("rise")}


def test_british_spelling_has_the_american_stem() -> None:
    pairs = ("colour color", "organise organize", "centre center", "travelled traveled", "defence defense")
    assert [pair for pair in pairs if len({stem(word) for word in pair.split()}) > 1] == []


def test_no_british_spelling_is_passed_over() -> None:
    words = read_world().words
    british = {word for word in words if any(pattern.search(word) for pattern, _ in _SPELLINGS)}

    assert {"colour", "organise", "centre", "travelled", "defence", "programme", "dialogue"} <= british
    assert all(_MAY_BE_BRITISH.search(word) for word in british)


def test_very_long_word_is_its_own_stem() -> None:
    assert stem("pipelines" * 5) == "pipelines" * 5
