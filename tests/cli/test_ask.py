"""`azrel ask` and `azrel explain` answer in the terminal, in every format, one question or many."""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import run


def test_answers_question(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "ask", "sylvanja", "gas")

    assert (status, err) == (0, "")
    assert "Showing Sylvania for “sylvanja”." in out
    assert "  │ the gas flows to Sylvania day and night" in out


def test_answers_forms(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Sylvania: timeline" in run(capsys, "ask", "timeline", "sylvania")[1]
    assert json.loads(run(capsys, "ask", "--json", "timeline sylvania")[1])["outcome"] == "answer"
    assert "Form: compare" in run(capsys, "explain", "compare sylvania graustark")[1]


def test_shows_help_without_question(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "ask")[1].startswith("How to ask about Ruritania's foreign relations")


def test_prints_answer_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "ask", "--json", "sylvania", "1993")

    record = json.loads(out)
    assert (status, record["outcome"], record["period"]) == (0, "answer", "1993")
    assert record["elapsed_ms"] > 0


def test_prints_answer_in_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "ask", "--format", "markdown", "sylvania", "1993")[1].startswith(
        "# Sylvania\n\n*Sylvania · 1993*"
    )
    assert run(capsys, "ask", "--format", "csv", "sylvania", "1993")[1].startswith("outcome,not_found,fact,")
    assert json.loads(run(capsys, "ask", "--format", "json", "sylvania")[1])["outcome"] == "answer"
    status, _, err = run(capsys, "ask", "--format", "csv", "--batch", "-")
    assert (status, "leave --format csv out" in err) == (2, True)


def test_takes_day_from_option(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def status(day: str) -> Any:
        return json.loads(run(capsys, "ask", "--json", "--today", day, "sylvania frontier")[1])["facts"][0]["status"]

    assert (status("1995-01-01"), status("2026-11-23")) == ("current", "ended")
    assert "'soon' is not a day: write it as 2026-11-23" in run(capsys, "ask", "--today", "soon", "x")[2]


def test_answers_from_one_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(run(capsys, "ask", "--json", "--source", "almanac-2026", "sylvania")[1])

    assert [fact["id"] for fact in record["facts"]] == ["sylvania-ally"]
    status, _, err = run(capsys, "ask", "--source", "nonesuch", "sylvania")
    assert (status, err) == (2, "azrel: there is no source 'nonesuch'; the sources are almanac-2026, gazette-2018\n")


def test_answers_batch_line_by_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = '{"id": "a", "query": "sylvania", "expect": "answer"}\n{"id": 2, "query": ""}\n\n{"query": "bohemia"}\n'
    (tmp_path / "questions.jsonl").write_text(lines, "utf-8-sig")

    status, out, _ = run(capsys, "ask", "--batch", str(tmp_path / "questions.jsonl"))
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    _, piped, _ = run(capsys, "ask", "--batch", "-")

    records = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [(record["id"], record["outcome"]) for record in records] == [("a", "answer"), (2, "help"), (None, "none")]
    assert [json.loads(line)["id"] for line in piped.splitlines()] == ["a", 2, None]


def test_reports_bad_line_of_batch_and_answers_the_others(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        'nonsense\n{"id": 1}\n[1]\n{"query": 5}\n' + "[" * 100_000 + '\n{"id": 5, "query": "sylvania"}\n', "utf-8"
    )

    status, out, err = run(capsys, "ask", "--batch", str(path))

    assert (status, [json.loads(line)["id"] for line in out.splitlines()]) == (1, [5])
    assert [line.split(": not a")[0] for line in err.splitlines()] == [
        f"azrel: {path}:{number}" for number in (1, 2, 3, 4, 5)
    ]


def test_refuses_question_beside_batch(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "ask", "--batch", "-", "sylvania")

    assert (status, err) == (2, "azrel: give either a question or --batch, not both\n")


def test_reports_unreadable_batch(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "ask", "--batch", str(tmp_path / "nowhere.jsonl"))

    assert status == 2
    assert err.startswith(f"azrel: cannot read {tmp_path}/nowhere.jsonl: ")


def test_reports_line_that_is_not_utf_8_and_answers_the_others(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = b'{"id": 1, "query": "sylvania"}\n{"id": 2, "query": "caf\xe9"}\n{"id": 3, "query": "Silv\xc3\xa2nia"}\n'
    path = tmp_path / "latin.jsonl"
    path.write_bytes(lines)

    status, out, err = run(capsys, "ask", "--batch", str(path))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines), encoding="ascii"))
    piped = run(capsys, "ask", "--batch", "-")

    assert (status, [json.loads(line)["id"] for line in out.splitlines()]) == (1, [1, 3])
    assert err == f"azrel: {path}:2:24: byte 0xe9 is not UTF-8, the line is left out\n"
    assert (piped[0], [json.loads(line)["partners"][0]["id"] for line in piped[1].splitlines()]) == (
        1,
        ["sylvania"] * 2,
    )
    assert piped[2] == "azrel: -:2:24: byte 0xe9 is not UTF-8, the line is left out\n"


def test_explains_question(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "explain", "sylvania", "gas")

    assert status == 0
    assert re.search(r"^  gas +topic +a word for Energy$", out, re.MULTILINE)


def test_explains_question_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(run(capsys, "explain", "--json", "sylvania", "1993")[1])

    assert record["outcome"] == "answer"
    assert [(reading["text"], reading["role"]) for reading in record["readings"]] == [
        ("sylvania", "partner"),
        ("1993", "period"),
    ]
    assert json.loads(run(capsys, "explain", "--json", "topics")[1])["readings"] == []
