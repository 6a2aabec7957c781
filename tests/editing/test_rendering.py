"""Entries are rendered as curators write them, and read back the same."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.editing import render_document, render_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | st.lists(
    st.sampled_from(["Turkey", "’s", "a: b", "#1", "-", "~", "'", '"', "[x]", "1993/..", "null", "C++", "[…]"]),
    max_size=60,
).map(" ".join)
ENTRIES = st.recursive(
    st.dictionaries(st.sampled_from("id statement when topics".split()), TEXTS | st.lists(TEXTS), min_size=1),
    lambda entries: st.dictionaries(st.sampled_from("citations links".split()), entries | st.lists(entries, min_size=1), min_size=1),
    max_leaves=5,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "in_list", "expected"),
    [
        ("Turkey closed its border.", False, "Turkey closed its border."),
        ("1993/..", False, "1993/.."),
        ("https://example.org/a#b", False, "https://example.org/a#b"),
        ("Economy: Exports", False, '"Economy: Exports"'),
        ("the # 1 buyer", False, '"the # 1 buyer"'),
        ('"Peace" it said', False, "'\"Peace\" it said'"),
        ('Georgia\'s exports: "wine"', False, '"Georgia\'s exports: \\"wine\\""'),
        ("**bold**", False, '"**bold**"'),
        ("- item", False, '"- item"'),
        ("null", False, '"null"'),
        ("", False, '""'),
        (" x", False, '" x"'),
        ("a\tb\x7f\u2028\U000e0001", False, r'"a\x09b\x7f\u2028\U000e0001"'),
        ("Netherlands, The", False, "Netherlands, The"),
        ("Netherlands, The", True, '"Netherlands, The"'),
        ("8(a)", True, "8(a)"),
    ],
)
def test_renders_text_plain_if_possible(text: str, in_list: bool, expected: str) -> None:
    assert render_text(text, in_list=in_list) == expected


def test_renders_entry_as_curators_write_it() -> None:
    entry: Any = {
        "id": "turkey-border",
        "statement": "Turkey keeps its border with Armenia shut until Armenia gives ground over Nagorno-Karabakh: so it said in 1993.",
        "topics": ["conflict", "diplomacy"],
        "keywords": ["closed frontier", "blockade", *(f"word number {number}" for number in range(8))],
        "minimum": {"facts": "1", "partners": "1"},
        "attributed_to": [],
        "topic_lines": {},
        "citations": [{"source": "gazette", "excerpt": "a closed border"}],
    }

    assert render_document(entry, comment="# yaml-language-server: $schema=x.json") == (
        "# yaml-language-server: $schema=x.json\n"
        "id: turkey-border\n"
        "statement: >-\n"
        "  Turkey keeps its border with Armenia shut until Armenia gives ground over Nagorno-Karabakh: so it said in 1993.\n"
        "topics: [conflict, diplomacy]\n"
        "keywords:\n"
        "  [\n"
        "    closed frontier, blockade, word number 0, word number 1, word number 2, word number 3, word number 4, word number 5,\n"
        "    word number 6, word number 7,\n"
        "  ]\n"
        "minimum:\n"
        '  facts: 1\n'
        '  partners: 1\n'
        "attributed_to: []\n"
        "topic_lines: {}\n"
        "citations:\n"
        "  - source: gazette\n"
        "    excerpt: a closed border\n"
    )  # fmt: skip


@given(ENTRIES)
def test_rendered_entry_reads_back_the_same(entry: Any) -> None:
    text = render_document(entry)

    assert yaml.load(text, Loader=yaml.CBaseLoader) == entry  # noqa: S506 - text only


@given(st.lists(st.sampled_from(["Turkey", "keeps", "its: border", "#1", "shut"]), min_size=30, max_size=60))
def test_folds_long_texts_within_width(words: list[str]) -> None:
    assert max(map(len, render_document({"statement": " ".join(words)}).splitlines())) <= 120
