import pytest

from bot.search.typos import allowance, find_nearest


@pytest.mark.parametrize(("length", "edits"), [(1, 0), (3, 0), (4, 1), (7, 1), (8, 2), (40, 2)])
def test_longer_words_allow_more_edits(length: int, edits: int) -> None:
    assert allowance(length) == edits


@pytest.mark.parametrize(
    ("typed", "word", "edits"),
    [
        ("tukrey", "turkey", 1),
        ("turky", "turkey", 1),
        ("turkkey", "turkey", 1),
        ("turkry", "turkey", 1),
        ("iraan", "iran", 1),
        ("ctso", "csto", 1),
        ("srmenia", "armenia", 1),
        ("rmenia", "armenia", 1),
        ("ramenia", "armenia", 1),
        ("azerbajan", "azerbaijan", 1),
        ("nagornokarabkh", "nagornokarabakh", 1),
        ("medvedyef", "medvedev", 2),
        ("turkey", "turkey", 0),
    ],
)
def test_slips_are_believed(typed: str, word: str, edits: int) -> None:
    assert find_nearest(typed, ["elsewhere", word]) == [(1, edits)]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("iraq", "iran"),
        ("prussia", "russia"),
        ("pakistan", "dagestan"),
        ("albania", "armenia"),
        ("guatemala", "guam"),
        ("austria", "russia"),
        ("gum", "guam"),
        ("oscar", "socar"),
        ("lurkey", "turkey"),
        ("turkmenistan", "turkey"),
        ("nagestam", "dagestan"),
        ("turkeyss", "turkey"),
        ("фрмения", "армения"),
        ("", "turkey"),
        ("арменя", "georgia"),
    ],
)
def test_other_words_are_not_slips(typed: str, word: str) -> None:
    assert find_nearest(typed, [word]) == []


def test_of_several_the_nearest_count() -> None:
    assert find_nearest("kingdome", ["kingdom", "kingdomes", "kings"]) == [(0, 1), (1, 1)]
    assert find_nearest("kingdom", ["kingdom", "kingdoms"]) == [(0, 0)]
