import pytest

from bot.search.typos import Near, Vocabulary, count_edits, sound


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
        ("georjea", "georgia", 2),
        ("ermenia", "armenia", 1),
        ("turkey", "turkey", 0),
    ],
)
def test_typo_is_found(typed: str, word: str, edits: int) -> None:
    assert Vocabulary(["elsewhere", word]).find_nearest(typed) == [Near(1, edits)]
    assert count_edits(typed, word) == edits


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
        ("a", "turkey"),
        ("georxya", "georgia"),
        ("tuurkei", "turkey"),
        ("muscow", ""),
        ("арменя", "georgia"),
    ],
)
def test_other_word_is_no_typo(typed: str, word: str) -> None:
    assert Vocabulary([word]).find_nearest(typed) == []
    assert count_edits(typed, word) is None


def test_nearest_of_several_are_found() -> None:
    vocabulary = Vocabulary(["kingdom", "kingdomes", "kings"])

    assert vocabulary.find_nearest("kingdome") == [Near(0, 1), Near(1, 1)]
    assert vocabulary.find_nearest("kingdom") == [Near(0, 0)]
    assert vocabulary.position_of("kings") == 2
    assert vocabulary.position_of("king") is None


@pytest.mark.parametrize(
    ("one", "other"), [("georjea", "georgia"), ("turkie", "turkey"), ("phone", "fone"), ("kazakhstan", "cazacstan")]
)
def test_words_that_sound_alike_have_one_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other)
