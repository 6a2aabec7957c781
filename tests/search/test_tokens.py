import pytest

from bot.search.tokens import reach_of, tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Turkey's border", ["turkey", "border"]),
        ("what’s Türkiye's stance?", ["what", "turkiye", "stance"]),
        ("isn't it", ["isn", "it"]),
        ("Turkey-Armenia/Iran", ["turkey", "armenia", "iran"]),
        ("a < b and c > d", ["a", "b", "and", "c", "d"]),
        ("Нахичевань, Հայաստան", ["нахичевань", "հայաստան"]),
        ("О'Брайен's", ["о", "браиен"]),
        ("U.S.S.R. and V. V. B.’s", ["ussr", "and", "vvb"]),
        ("the U.S. I know, R.T.E-led; e.g. S.K", ["the", "us", "i", "know", "rte", "led", "eg", "sk"]),
        ("plan B. It", ["plan", "b", "it"]),
        ("a.bc 3.2 x.y.zed", ["a", "bc", "3.2", "x", "y", "zed"]),
        ("О.И.К.", ["оик"]),
        ("", []),
        ("?!… 🦃", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert [token.word for token in tokenise(text).words] == words


def test_word_keeps_how_it_was_typed() -> None:
    tokens = tokenise("  ﬁrst   TÜRKİYE’s Straße ")

    assert [token.text for token in tokens.words] == ["ﬁrst", "TÜRKİYE", "Straße"]
    assert tokens.typed(0, 1) == "ﬁrst TÜRKİYE"
    assert [tokens.folded[token.start : token.end] for token in tokens.words] == ["first", "turkiye’s", "strasse"]


def test_word_keeps_how_it_was_typed_where_each_letter_becomes_one() -> None:
    tokens = tokenise("Ərdoğan’s visit")

    assert [token.text for token in tokens.words] == ["Ərdoğan", "visit"]
    assert [token.word for token in tokens.words] == ["erdogan", "visit"]


def test_reach_is_the_length_of_the_longest_phrase() -> None:
    assert reach_of([("oil", "field"), ("oil",), ("gas",), ()]) == {"oil": 2, "gas": 1}
