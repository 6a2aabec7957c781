import json
from dataclasses import replace

import pytest

from bot.domain.watching import Report
from bot.reply.loop import to_report_record, to_report_text, to_report_window
from bot.sandbox import check_view
from tests.bases import TODAY
from tests.reply.curating.drafts import lines
from tests.reply.loop.cases import SNAPSHOT, at

USED = Report(
    since="2026-10-24",
    questions={
        ("answer", "command"): 30,
        ("answer", "mention"): 6,
        ("near", "command"): 4,
        ("none", "command"): 3,
        ("odd", "x"): 1,
    },
    votes={"up": 3, "down": 1},
    faults={"outdated": 1},
    gaps=(("whales in\nSylvania", 5, at("2026-11-03")), ("", 2, at("2026-11-04"))),
    opened=4,
    filled=2,
    declined=1,
    seconds_to_fill=2 * 86_400.0,
    shown={"sylvania-gas": 9, "sylvania-ally": 0, "gone": 4},
)
UNUSED = Report(
    since="2026-11-22",
    questions={},
    votes={"up": 1},
    faults={},
    gaps=(),
    opened=0,
    filled=0,
    declined=0,
    seconds_to_fill=0.0,
    shown={},
)


def test_prints_columns_in_terminal() -> None:
    assert to_report_text(USED, SNAPSHOT, TODAY).splitlines() == [
        "Since 24 October 2026 (30 days): 44 questions.",
        "",
        "Questions by outcome",
        "  answered             36",
        "  nearest facts alone   4",
        "  nothing found         3",
        "  odd                   1",
        "",
        "Questions by way in",
        "  command  37",
        "  mention   6",
        "  x         1",
        "",
        "Feedback",
        "  answers with feedback  10%",
        "  good                     3",
        "  bad                      1",
        "  It is out of date        1",
        "",
        "What was asked for",
        "  opened                    4",
        "  filled                    2",
        "  declined                  1",
        "  median time to fill  2 days",
        "",
        "Asked for most",
        "  “whales in Sylvania”  5",
        "  “…”                   2",
        "",
        "Use of facts",
        "  never shown  8",
        "  in all       9",
    ]


def test_leaves_out_empty_sections() -> None:
    assert to_report_text(UNUSED, SNAPSHOT, TODAY).splitlines() == [
        "Since 22 November 2026 (1 day): 0 questions.",
        "",
        "Feedback",
        "  answers with feedback  0%",
        "  good                    1",
        "  bad                     0",
        "",
        "What was asked for",
        "  opened    0",
        "  filled    0",
        "  declined  0",
        "",
        "Use of facts",
        "  never shown  9",
        "  in all       9",
    ]


@pytest.mark.parametrize("report", [USED, UNUSED])
def test_window_has_the_figures_of_the_terminal(report: Report) -> None:
    window = to_report_window(report, SNAPSHOT, TODAY)
    said = "\n".join(lines(window["blocks"])).replace(": ", " ").split()

    assert check_view(window) == []
    assert said == to_report_text(report, SNAPSHOT, TODAY).replace(": ", " ").split()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(20.0, "1 minute"), (600.0, "10 minutes"), (3_600.0, "1 hour"), (86_399.0, "24 hours"), (864_000.0, "10 days")],
)
def test_rounds_time_to_fill(seconds: float, said: str) -> None:
    assert f"median time to fill  {said}" in to_report_text(replace(USED, seconds_to_fill=seconds), SNAPSHOT, TODAY)


def test_record_has_counts() -> None:
    record = to_report_record(USED, SNAPSHOT)

    assert json.loads(json.dumps(record)) == record
    never = record.pop("never_shown")
    assert len(never) == 8
    assert "sylvania-ally" in never
    assert record == {
        "since": "2026-10-24",
        "questions": {
            "total": 44,
            "by_outcome": {"answer": 36, "near": 4, "none": 3, "odd": 1},
            "by_entry": {"command": 37, "mention": 6, "x": 1},
        },
        "feedback": {"share_of_answers": 0.1, "votes": {"down": 1, "up": 3}, "faults": {"outdated": 1}},
        "gaps": {
            "opened": 4,
            "filled": 2,
            "declined": 1,
            "median_seconds_to_fill": 172_800.0,
            "asked_most": [
                {"text": "whales in\nSylvania", "asks": 5, "since": "2026-11-03"},
                {"text": "", "asks": 2, "since": "2026-11-04"},
            ],
        },
    }
