import pytest

from bot.domain.text import (
    escape,
    excerpt_parts,
    find_excerpt,
    fold,
    lies_within,
    to_searchable,
    to_verbatim,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("TÜRKİYE", "turkiye"),
        ("Türkiyə", "turkiye"),
        ("Qarabağ", "qarabag"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("ﬁ", "fi"),
        ("𝕊𝕪𝕝𝕧𝕒𝕟𝕚𝕒", "sylvania"),
        ("™", "tm"),
        ("Армения", "армения"),
        ("Հայաստան", "հայաստան"),
    ],
)
def test_folding_drops_case_and_diacritics(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_leave_punctuation_out() -> None:
    assert words_of("Nagorno-Karabakh (the «region»), 2020!") == ("nagorno", "karabakh", "the", "region", "2020")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("neighbors -- Iran,  Russia", "neighbors – Iran, Russia"),
        ("Turkey’s “bridge”", 'Turkey\'s "bridge"'),
        ("a\n b\u00a0c", "a b c"),
    ],
)
def test_verbatim_forms_differ_only_in_space_quotes_and_dashes(one: str, other: str) -> None:
    assert to_verbatim(one) == to_verbatim(other)


def test_verbatim_keeps_case_and_spelling() -> None:
    assert to_verbatim("Tblisi") != to_verbatim("tblisi")
    assert to_verbatim("Tblisi") != to_verbatim("Tbilisi")


def test_excerpt_falls_into_parts_at_its_elisions() -> None:
    assert excerpt_parts("one […] two [...] three […]") == ("one", "two", "three")


TEXT = to_verbatim("The gas talks were a hardball affair, but the talks went on. No one dared.")


@pytest.mark.parametrize(
    ("excerpt", "found"),
    [
        ("The gas talks were a hardball affair", ("The gas talks were a hardball affair",)),
        ("The gas talks […] went on", ("The gas talks", "went on")),
        ("went on […] The gas talks", None),
        ("hardbal", None),
        ("ardball affair", None),
        ("the gas talks", None),
        ("[…]", None),
        ("dared.", ("dared.",)),
    ],
)
def test_excerpt_is_found_word_for_word_and_in_order(excerpt: str, found: tuple[str, ...] | None) -> None:
    spans = find_excerpt(excerpt, TEXT)

    assert (None if spans is None else tuple(TEXT[start:end] for start, end in spans)) == found


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("the border of Azer-\nbaijan with Iran", "border of Azerbaijan with"),
        ("the border of Azer\u00ad\nbaijan, A\u00adzerbaijan", "Azerbaijan, Azerbaijan"),
        ("a cease-\n  fire was agreed", "a cease-fire was"),
        ("a cease-\nfire was agreed", "a ceasefire was"),
        ("its so-\ncalled mediation", "so- called mediation"),
        ("its so- called mediation", "so-called mediation"),
        ("the ﬁrst eﬀort in oﬃce", "first effort in office"),
        ("the first effort", "the ﬁrst eﬀort"),
        ("wait … and see", "wait ... and see"),
        ("wait... and see", "wait… and see"),
        ("Baku\u200b said\ufeff so", "Baku said so"),
        ("20\u00a0per\u202fcent", "20 per cent"),
        ("the cafe\u0301 of Baku", "the caf\u00e9 of Baku"),
        ("the caf\u00e9 of Baku", "the cafe\u0301 of Baku"),
        ("in \u200e(1992\u20131994)\u200f it", "in (1992-1994) it"),
        ("he didn\u00b4t say `no`", "he didn't say 'no'"),
    ],
)
def test_excerpt_is_found_in_what_a_page_or_its_file_broke(text: str, excerpt: str) -> None:
    assert find_excerpt(excerpt, to_searchable(text))


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [("a re-\nform", "a re form"), ("re-form", "reform"), ("wait.", "wait…")],
)
def test_excerpt_is_not_found_in_other_words(text: str, excerpt: str) -> None:
    assert find_excerpt(excerpt, to_searchable(text)) is None


@pytest.mark.parametrize(
    ("statement", "excerpt", "within"),
    [
        ("The border is closed.", "the border is closed", True),
        ("Border is “closed”", "The border is closed, they say", True),
        ("The border stays shut.", "the border is closed", False),
        ("the border is closed for good", "the border is closed", False),
        ("…", "the border is closed", False),
    ],
)
def test_statement_lies_within_an_excerpt(statement: str, excerpt: str, within: bool) -> None:
    assert lies_within(statement, excerpt) is within


def test_statement_is_searched_for_in_a_long_excerpt() -> None:
    words = "castle " * 200_000

    assert not lies_within(words + "moat", words * 2)
    assert lies_within(words + "moat", words * 2 + "moat")
    assert not lies_within("the bord", "the border is closed")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Gəncə, Şəki: “ğ” — 北京", "Gəncə, Şəki: “ğ” — 北京"),
        ("a\nb\tc\x1b[2J\x7f\x9b", "a\\nb\\tc\\x1b[2J\\x7f\\x9b"),
        ("\u202eabc\u2066\u200b", "\\u202eabc\\u2066\\u200b"),
        ("it's \\n", "it's \\n"),
        ("\udcff", "\\udcff"),
    ],
)
def test_unprintable_characters_are_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped
