"""Entries are inserted at their index, and all other lines stay as they are."""

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.editing import EditError, insert_item

ENTRY = {"id": "new", "topics": ["x"]}


def lines(text: str) -> str:
    return dedent(text).lstrip("\n")


PLAIN = lines("""
    partner: zenda # the castle
    facts:
      - id: one   # first
        topics: [a,
          b]
      - id: two
        statement: >-
          Folded
          text.
    """)
COMMENTED = lines("""
    partner: zenda
    facts:

      # Castles.
      - id: one
        # a note in one
        topics: [a]

      # Moats.
      # They are deep.
      -
        id: "two"
        topics: [a]
        # was: topics: [b]

    # The end.
    summary: 'x'
    """)


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        (PLAIN, 0, PLAIN.replace("  - id: one", "  - id: new\n    topics: [x]\n  - id: one")),
        (PLAIN, 1, PLAIN.replace("  - id: two", "  - id: new\n    topics: [x]\n  - id: two")),
        (PLAIN, 2, PLAIN + "  - id: new\n    topics: [x]\n"),
        (PLAIN, 99, PLAIN + "  - id: new\n    topics: [x]\n"),
        (PLAIN.rstrip("\n"), 2, PLAIN + "  - id: new\n    topics: [x]\n"),
        (COMMENTED, 0, COMMENTED.replace("  # Castles.", "  - id: new\n    topics: [x]\n\n  # Castles.")),
        (COMMENTED, 1, COMMENTED.replace("\n  # Moats.", "\n  - id: new\n    topics: [x]\n\n  # Moats.")),
        (COMMENTED, 2, COMMENTED.replace("\n\n# The end.", "\n\n  - id: new\n    topics: [x]\n\n# The end.")),
        ("partner: zenda\n", 0, "partner: zenda\nfacts:\n  - id: new\n    topics: [x]\n"),
        ("partner: zenda", 0, "partner: zenda\nfacts:\n  - id: new\n    topics: [x]\n"),
        ("summary: |\n  x\n\n\n# end\n", 0, "summary: |\n  x\nfacts:\n  - id: new\n    topics: [x]\n\n\n# end\n"),
        ("facts: # none yet\nname: Z\n", 0, "facts: # none yet\n  - id: new\n    topics: [x]\nname: Z\n"),
        ("facts: [] # none yet\nname: Z\n", 0, "facts: # none yet\n  - id: new\n    topics: [x]\nname: Z\n"),
        ("facts: [ ]", 5, "facts:\n  - id: new\n    topics: [x]\n"),
        ("# Only a comment.\n", 0, "# Only a comment.\nfacts:\n  - id: new\n    topics: [x]\n"),
        ("", 0, "facts:\n  - id: new\n    topics: [x]\n"),
        ("facts:\n- id: one\nname: Z\n", 1, "facts:\n- id: one\n- id: new\n  topics: [x]\nname: Z\n"),
        ("facts:\n  - {id: one}\n", 1, "facts:\n  - {id: one}\n  - id: new\n    topics: [x]\n"),
        ("facts:\r\n  - id: one\r\n", 1, "facts:\r\n  - id: one\r\n  - id: new\r\n    topics: [x]\r\n"),
        ("facts:\n  - id: one\n    name:\n", 1, "facts:\n  - id: one\n    name:\n  - id: new\n    topics: [x]\n"),
        ("facts:\n  - id: ‘é’\n    n: x\u2028y\n", 1, "facts:\n  - id: ‘é’\n    n: x\u2028y\n  - id: new\n    topics: [x]\n"),
        ("facts:\n  - id: one\n    links:\n      - a\n      - b\n", 1, "facts:\n  - id: one\n    links:\n      - a\n      - b\n  - id: new\n    topics: [x]\n"),
        ("facts:\n  -\n", 1, "facts:\n  -\n  - id: new\n    topics: [x]\n"),
    ],
)  # fmt: skip
def test_inserts_item_at_index(text: str, index: int, expected: str) -> None:
    edited = insert_item(text, "facts", ENTRY, index)

    assert edited.text == expected
    assert edited.text.split("\n")[edited.first - 1].strip() == "- id: new"
    assert edited.text.split("\n")[edited.last - 1].strip() == "topics: [x]"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "facts: [{id: one}]\n",
            "line 1: write 'facts' as a list, each item on a line of its own after '- ', not in brackets",
        ),
        ("name: Z\nfacts: [\n]\n", "line 2: write 'facts' as a list"),
        ("facts: none\n", "line 1: write 'facts' as a list"),
        ("'facts': []\n", "line 1: write 'facts' as a list"),
        ("{facts: []}\n", "line 1: write the file as keys with values"),
        ("- facts\n", "line 1: write the file as keys with values"),
        ("facts:\n  - id: [\n", "line 3 is not plain YAML: fix it first"),
        ("facts: \x01\n", "the file is not plain YAML: fix it first"),
        ("? facts\n: - id: one\n", "the form of the file is not understood"),
        ("  name: Z\n", "the form of the file is not understood"),
    ],
)
def test_refuses_unknown_form_with_line(text: str, message: str) -> None:
    with pytest.raises(EditError) as raised:
        insert_item(text, "facts", ENTRY, 1)
    assert str(raised.value).startswith(message)


SCALARS = st.sampled_from(
    [
        "a",
        "'b # no comment'",
        '"c: d"',
        ">-\n      folded\n      text",
        "|\n      literal",
        "[x, y]",
        "{k: v}",
        "",
        "# nothing",
    ]
)
ITEMS = st.lists(st.lists(SCALARS, min_size=1, max_size=3), min_size=0, max_size=4)
BETWEEN = st.sampled_from(
    ["", "\n", "\n\n", "  # on the next\n", "    # on the one before\n", "\n  # on the next\n", "  # one\n\n"]
)


@given(
    ITEMS,
    st.lists(BETWEEN, min_size=6, max_size=6),
    st.integers(0, 5),
    st.sampled_from(["", "name: Z # last\n", "# end\n"]),
)
def test_keeps_every_existing_line(items: list[list[str]], between: list[str], index: int, rest: str) -> None:
    body = "".join(
        gap + "".join(f"  {'  ' if at else '- '}k{at}: {value}\n" for at, value in enumerate(values))
        for values, gap in zip(items, between, strict=False)
    )
    text = f"facts:\n{body}{between[5]}{rest}"

    edited = insert_item(text, "facts", ENTRY, index)

    old, new = text.splitlines(), edited.text.splitlines()
    added = len(new) - len(old)
    first = next(at for at in range(len(new)) if new[:at] == old[:at] and new[at + added :] == old[at:])
    assert [line for line in new[first : first + added] if line] == ["  - id: new", "    topics: [x]"]
    read: Any = yaml.load(edited.text, Loader=yaml.CBaseLoader)  # noqa: S506 - text only
    assert read["facts"][min(index, len(items))] == ENTRY


KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (KNOWLEDGE / "sources.yaml", "sources"),
        (KNOWLEDGE / "topics.yaml", "topics"),
        *((path, "facts") for path in sorted((KNOWLEDGE / "relations").glob("*.yaml"))),
    ],
    ids=lambda value: value.stem if isinstance(value, Path) else "",
)
def test_keeps_every_line_of_shipped_files(path: Path, key: str) -> None:
    text = path.read_text("utf-8")
    count = len(yaml.load(text, Loader=yaml.CBaseLoader).get(key, []))  # noqa: S506 - text only
    for index in {0, count // 2, count}:
        edited = insert_item(text, key, ENTRY, index)
        new = edited.text.split("\n")
        del new[edited.first - 1 : edited.last]
        assert [line for line in new if line != f"{key}:"] == [line for line in text.split("\n") if line != f"{key}:"]
