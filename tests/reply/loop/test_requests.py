from typing import Any

import pytest

from bot.reply.loop import REQUEST_FORM, FilledRequest, parse_request, to_request_window
from bot.sandbox import check_view
from tests.reply.curating.drafts import inputs, lines
from tests.reply.loop.cases import submitted, typed


def test_window_is_filled_with_the_question() -> None:
    window = to_request_window("whales  in <@U1|ben> Sylvania?", "C1/1.2")
    fields = inputs(window)

    assert check_view(window) == []
    assert (window["callback_id"], window["private_metadata"]) == (REQUEST_FORM, "C1/1.2")
    assert lines(window["blocks"]) == [
        "The curators will see this without your name. You hear from me as soon as the base has it."
    ]
    assert fields["loop-text"]["initial_value"] == "whales in Sylvania?"
    assert [*fields] == ["loop-text", "loop-link", "loop-note"]
    optional = [block["optional"] for block in window["blocks"] if block["type"] == "input"]
    assert optional == [False, True, True]


@pytest.mark.parametrize(
    ("link", "is_address"),
    [
        ("", True),
        ("https://gazette.example/2018", True),
        ("http://gazette.example", True),
        ("HTTPS://Gazette.Example/a?b#c", True),
        ("gazette.example/2018", False),
        ("ftp://gazette.example", False),
        ("javascript://gazette.example", False),
        ("https://", False),
        ("https://localhost", False),
        ("https://gazette.example and more", False),
        ("https://gazette.example/" + "x" * 1_000, False),
    ],
)
def test_source_must_be_a_web_address(link: str, is_address: bool) -> None:
    view = submitted(to_request_window("", ""), text=typed("whales"), link=typed(link))

    assert (parse_request(view).problems == {}) is is_address
    assert {*parse_request(view).problems} <= {"loop-link"}


def test_parses_a_request() -> None:
    view = submitted(
        to_request_window("whales", "C1/1.2"),
        text=typed(" Are there\nwhales? "),
        link=typed("https://gazette.example/whales"),
        note=typed("x" * 600),
    )

    assert parse_request(view) == FilledRequest(
        text="Are there whales?",
        link="https://gazette.example/whales",
        note="x" * 500,
        origin="C1/1.2",
        problems={},
    )


@pytest.mark.parametrize("text", [None, " ", "@ben", "<https://gazette.example>"])
def test_reports_request_without_words(text: Any) -> None:
    assert {*parse_request(submitted({}, text=typed(text))).problems} == {"loop-text"}
