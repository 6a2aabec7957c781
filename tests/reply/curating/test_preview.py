from typing import Any

import pytest

from bot.domain.operations import Kind
from bot.reply.curating import Preview, parse_note, to_preview
from bot.reply.curating.preview import Changed, to_changes_block
from bot.sandbox import check_view
from tests.bases import TODAY
from tests.reply.curating.drafts import SHOWN, draft, inputs, lines, marked, preview, whole


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (Kind.ADD, "Propose a fact"),
        (Kind.EDIT, "Edit a fact"),
        (Kind.REMOVE, "Remove a fact"),
        (Kind.VERIFY, "Still true"),
        (Kind.RESTORE, "Restore a fact"),
        (Kind.ADD_KEYWORD, "Add keywords"),
        (Kind.ADD_ALIAS, "Add names of a partner"),
        (Kind.ADD_TOPIC_WORD, "Add words of a topic"),
        (Kind.ADD_PARTNER, "Propose a partner"),
        (Kind.ADD_SOURCE, "Propose a source"),
    ],
)
def test_last_page_has_the_submit_button(kind: Kind, title: str) -> None:
    edited = whole(kind)
    window = to_preview(edited, preview(kind), TODAY)

    assert check_view(window) == []
    assert window["title"]["text"] == title
    assert window["submit"]["text"] == "Send for review"
    assert window["close"]["text"] == "Back"
    assert window["callback_id"] == "curate-send"
    assert window["private_metadata"] == f"P7 {edited.digest}"
    (note,) = inputs(window).values()
    assert "initial_value" not in note


def test_fills_in_the_note_of_a_draft() -> None:
    assert inputs(to_preview(draft(note="x" * 600), preview(), TODAY))["curate-note"]["initial_value"] == "x" * 500


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (preview(), ["The fact as answers will show it", SHOWN]),
        (
            preview(Kind.EDIT, ("when", "2005", "2006")),
            ["The fact as answers will show it", SHOWN, "What changes", "when: 2005 2006 \n"],
        ),
        (
            preview(Kind.REMOVE, ("statement", "Gas.", ""), is_there=False),
            ["What changes", "statement: Gas. \n"],
        ),
        (preview(is_there=False), []),
    ],
)
def test_last_page_shows_the_fact_and_its_changes(shown: Preview, said: list[str]) -> None:
    assert lines(to_preview(draft(), shown, TODAY)["blocks"]) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("when", "", "2005")], "_when: _*2005* \n"),
        ([("when", "2005", "")], "_when: _~2005~ \n"),
        ([("when", "", "")], "_when: _\n"),
        ([("when", "2005", "2006"), ("topics", "a", "b")], "_when: _~2005~ *2006* \n_topics: _~a~ *b* \n"),
        (
            [("statement", "Gas flows by night.", "Natural gas flows by day.")],
            "_statement: _~Gas~ *Natural gas* flows by ~night.~ *day.* \n",
        ),
        # Of lists the items are compared, and the last is no other because a comma follows it.
        (
            [("keywords", ("gas", "old pipe"), ("gas", "old pipe", "new pipe"))],
            "_keywords: _gas, old pipe, *new pipe*\n",
        ),
        ([("keywords", ("gas", "pipe"), ("pipe",))], "_keywords: _pipe, ~gas~\n"),
        ([("keywords", ("gas", "pipe"), ("gas", "tube"))], "_keywords: _gas, ~pipe~, *tube*\n"),
        ([("keywords", "", ("gas",))], "_keywords: _*gas*\n"),
        ([("keywords", ("gas", "pipe"), "")], "_keywords: _~gas~, ~pipe~\n"),
        ([("keywords", ("a", "b"), ("b", "a"))], "_keywords: _~a~, ~b~, *b*, *a*\n"),
        ([("keywords", tuple("abcdefghi"), tuple("abcdefghij"))], "_keywords: _*j*, 9 unchanged\n"),
        ([("statement", "one\x00two\n three", "one two four")], "_statement: _one two ~three~ *four* \n"),
    ],
)
def test_strikes_out_removed_words_and_bolds_added_ones(changes: list[Changed], said: str) -> None:
    assert marked(to_changes_block(changes)) == said


def test_shows_change_at_the_end_of_a_long_text() -> None:
    long = " ".join(f"w{number}" for number in range(300))

    assert marked(to_changes_block([("statement", f"{long} old", f"{long} new")])) == (
        "_statement: _w0 w1 w2 w3 w4 w5 w6 w7 … w292 w293 w294 w295 w296 w297 w298 w299 ~old~ *new* \n"
    )


def test_shows_both_of_two_long_texts_with_ellipses() -> None:
    shown = marked(to_changes_block([("statement", "a " * 3_000, "b " * 3_000)]))
    scattered = " ".join(f"{'x' * 50} {number}" for number in range(500))
    many = marked(to_changes_block([("statement", scattered, scattered.replace("x", "y"))]))

    assert "~a a " in shown
    assert "*b b " in shown
    assert shown.count("…") == 3, "at the end of each, and of both"
    assert len(many) < 7_000
    assert many.endswith("…\n")


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ({"curate-note": {"curate-note": {"value": " Because\nof that. "}}}, "Because of that."),
        ({"curate-note": {"curate-note": {"value": "x" * 600}}}, "x" * 500),
        ({"curate-note": {"curate-note": {"value": None}}}, ""),
        ({"curate-note": {"curate-note": []}}, ""),
        ({"curate-note": "x"}, ""),
        ({}, ""),
    ],
)
def test_parses_notes_of_any_shape(values: dict[str, Any], note: str) -> None:
    assert parse_note(values) == note
