"""Values are changed in their style, and nothing else is."""

from textwrap import dedent
from typing import Any

import pytest
import yaml

from bot.editing import EditError, set_value

LONG = " ".join(["Sylvania buys gas"] * 9)


def lines(text: str) -> str:
    return dedent(text).lstrip("\n")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Plain.", "New.", "New."),
        ("Plain. # note", "New.", "New. # note"),
        ("Plain.", "New: x", '"New: x"'),
        ("Plain.", "", '""'),
        ("'It''s.'", "It's new.", "'It''s new.'"),
        ("'It''s.'", "a\x07b", '"a\\x07b"'),
        ('"a\\tb"', 'New "x".', '"New \\"x\\"."'),
        (">-\n  Folded\n  text.", "New text.", ">-\n  New text."),
        (">-\n  Folded\n  text.", LONG, f">-\n  {LONG[:116]}\n  {LONG[117:]}"),
        ("> # note\n      Folded.\n\n      More.\n\n", "New.", "> # note\n      New.\n\n"),
        (">- # note\n  Folded.", "", '"" # note'),
        (">-\n", "New.", ">-\n  New.\n"),
        ("|\n  One.\n  Two.", "One.\n\nThree.", "|\n  One.\n\n  Three."),
        ("|-\n  One.", "a\tb", '"a\\x09b"'),
        ("Plain\n  text.", "New.", "New."),
        ("Plain.", LONG, f"{LONG[:107]}\n  {LONG[108:]}"),
        ("", "New.", "New."),
        ("# note", "New.", "New. # note"),
        ("[a, b]", "New.", "New."),
        ("\n  - a\n  - b", "New.", "New."),
        ("\n- a\n- b", ["a"], "\n- a"),
        ("\n- a\n- b", [], "[]"),
        ("\n- a\n- b # on b", ["c", "a", "d", "b"], "\n- c\n- a\n- d\n- b # on b"),
        ("[]", ["a", "b: c"], '[a, "b: c"]'),
        ("[a, b]", [], "[]"),
        ("[a, b]", ["b"], "[b]"),
        ("[a, b]", ["a"], "[a]"),
        ("[a, b,]", ["a"], "[a,]"),
        ("[a, b]", ["x", "a", "y", "b", "z"], "[x, a, y, b, z]"),
        ("[a, b]", ["c, d", "b"], '["c, d", b]'),
        ("[\n    a, b, # one\n    c, # two\n  ]", ["a", "b", "d"], "[\n    a, b, # one\n    d, # two\n  ]"),
        ("[\n    a, b, # one\n    c,\n  ]", ["a", "b"], "[\n    a, b, # one\n  ]"),
        ("[\n    a, b, # one\n    c,\n  ]", ["a", "c"], "[\n    a, # one\n    c,\n  ]"),
        ("[\n    a, b,\n    c,\n  ]", ["a", "c"], "[\n    a,\n    c,\n  ]"),
        ("[\n    a, # one\n    c\n  ]", ["a", "c", "d"], "[\n    a, # one\n    c, d\n  ]"),
        ("[\n    a, # one\n    c # two\n  ]", ["a"], "[\n    a, # one\n    # two\n  ]"),
        (f"[{LONG}]", [LONG, "b"], f"[{LONG},\n  b]"),
        (f"[\n    {LONG},\n  ]", [LONG, "b"], f"[\n    {LONG},\n    b,\n  ]"),
        (f"[\n    {LONG}, # one\n  ]", [LONG, "b"], f"[\n    {LONG}, # one\n    b,\n  ]"),
        ("{}", {"a": "b"}, "{a: b}"),
        ("{a: b}", {}, "{}"),
        ("{a: b, c: [d]}", {"c": ["d", "e"], "f": {"g": ["h"]}}, "{c: [d, e], f: {g: [h]}}"),
        ("\n  a: b\n  # on c\n  c: d", {"a": "b"}, "\n  a: b"),
        ("\n  # on a\n  a: b\n  c: d", {"c": "d"}, "\n  c: d"),
        ("\n  a: b", {"a": "b", "c": [{"d": "e"}, [["f"]], {}, "g"]}, "\n  a: b\n  c:\n    - d: e\n    - [[f]]\n    - {}\n    - g"),
        ("\n  - a: b # note\n    c: d", [{"c": "d"}], "\n  - c: d"),
        ("\n  - a: b\n    c: d # note", [{"a": "b"}], "\n  - a: b"),
        ("\n  -\n  - a", ["b", "a"], "\n  - b\n  - a"),
        ("\n  - a\n\n  # on b\n  - b\n\n  # on c\n  - c", ["a", "c"], "\n  - a\n\n  # on c\n  - c"),
        ("\n  - a\n\n  # on b\n  - b\n\n  # on c\n  - c", ["a", "b"], "\n  - a\n\n  # on b\n  - b"),
        ("\n  - a\n\n  # on b\n  - b", ["b"], "\n  # on b\n  - b"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_set_value_keeps_style(old: str, new: Any, expected: str, newline: str) -> None:
    def text(value: str) -> str:
        signs = "key:" if not value or value.startswith("\n") else "key: "
        return f"# top\nfirst: 'x'   # one\n{signs}{value}\n\n# end\nlast: [y]\n".replace("\n", newline)

    changed = set_value(text(old), ("key",), new)

    assert changed == text(expected)


FACT = lines("""
    facts:
      - id: one
        statement: One.
        # on the topics
        topics: [a]
        # on the citations
        citations:
          # the first
          - source: gazette
            excerpt: x
          # the second
          - {source: almanac}
      # on two
      - id: two
        statement: Two.
    """)


@pytest.mark.parametrize(
    ("path", "new", "old_line", "new_lines"),
    [
        (("facts", 0, "citations", 1), {"source": "almanac", "locator": "p. 1"}, "      - {source: almanac}\n", "      - {source: almanac, locator: p. 1}\n"),
        (("facts", 0, "citations", 0), {"source": "gazette", "locator": "p. 1", "excerpt": "x"}, "      - source: gazette\n", "      - source: gazette\n        locator: p. 1\n"),
        (("facts", 1), {"id": "two", "statement": "Two.", "verified": "2026-01-01"}, "    statement: Two.\n", "    statement: Two.\n    verified: 2026-01-01\n"),
        (("facts", 1), {"id": "two", "statement": "Two.", "other": "x"}, "    statement: Two.\n", "    statement: Two.\n    other: x\n"),
        (("facts", 1), {"statement": "Two.", "id": "two", "topics": ["b"], "when": "2020"}, "    statement: Two.\n", "    statement: Two.\n    topics: [b]\n    when: 2020\n"),
        (("facts", 0, "citations"), [{"source": "gazette", "excerpt": "x"}], "      # the second\n      - {source: almanac}\n", ""),
    ],
)  # fmt: skip
def test_set_value_inserts_key_in_curators_order(path: Any, new: Any, old_line: str, new_lines: str) -> None:
    assert set_value(FACT, path, new) == FACT.replace(old_line, new_lines)


def test_set_value_inserts_key_in_order_among_comments() -> None:
    data: Any = yaml.load(FACT, Loader=yaml.CBaseLoader)  # noqa: S506 - text only
    changed = set_value(FACT, ("facts", 0), {**data["facts"][0], "when": "2020", "verified": "2026-01-01"})

    assert changed == FACT.replace("    topics: [a]\n", "    topics: [a]\n    when: 2020\n").replace(
        "      - {source: almanac}\n", "      - {source: almanac}\n    verified: 2026-01-01\n"
    )


def test_set_value_adds_no_final_line_break() -> None:
    assert set_value("a: b", (), {"a": "b", "c": "d"}) == "a: b\nc: d"


@pytest.mark.parametrize(
    ("text", "path", "new", "message"),
    [
        ("a: [\n", ("a",), "b", "line 2 is not plain YAML: fix it first"),
        ("? a\n: b\n", (), {"a": ["b"]}, "the form of the file is not understood"),
        ("a: b\na: c\n", ("a",), "d", "the form of the file is not understood"),
        ("a: &x b\nc: *x\n", ("a",), "d", "the form of the file is not understood"),
    ],
)  # fmt: skip
def test_set_value_refuses_unknown_form(text: str, path: Any, new: Any, message: str) -> None:
    with pytest.raises(EditError, match=message):
        set_value(text, path, new)
