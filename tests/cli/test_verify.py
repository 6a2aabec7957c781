"""`azrel verify` looks for excerpts in the texts of their sources."""

import json
from pathlib import Path

import pytest

from tests.bases import texts
from tests.cli.commands import run, write


def test_verifies_and_records_excerpts(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = {path: content for path, content in texts().items() if "graustark" not in path and "sylvania" not in path}
    alone = tmp_path / "alone"
    write(alone, {**kept, "knowledge.yaml": kept["knowledge.yaml"].replace(b"facts: 3", b"facts: 1")})
    sources = tmp_path / "texts"
    sources.mkdir()
    (sources / "gazette-2018.txt").write_text("It is a kingdom, and proud of it.", "utf-8")
    verify = ["verify", "--texts", str(sources), "--knowledge", str(alone)]

    status, out, _ = run(capsys, *verify)
    assert (status, out) == (0, "gazette-2018: 1 excerpt found, 79% of the text quoted\n")
    assert json.loads(run(capsys, *verify, "--json")[1]) == {
        "problems": [],
        "sources": [{"source": "gazette-2018", "found": 1, "share_quoted": 0.7879}],
    }
    assert "excerpt-not-verified" in run(capsys, "check", str(alone))[1]
    assert run(capsys, *verify, "--write")[0] == 0
    assert "excerpt-not-verified" not in run(capsys, "check", str(alone))[1]


def test_lists_excerpts_missing_in_their_texts(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gazette-2018.txt").write_text("Something else.", "utf-8")

    status, out, _ = run(capsys, "verify", "--texts", str(tmp_path))

    assert status == 1
    assert out.count("[not-verbatim]") == 6
    assert out.count("\n") == 7
    assert out.endswith("gazette-2018: 0 excerpts found, 0% of the text quoted\n")
    status, out, _ = run(capsys, "verify", "--texts", str(tmp_path), "--json")
    problems = json.loads(out)["problems"]
    assert (status, len(problems), {problem["rule"] for problem in problems}) == (1, 6, {"not-verbatim"})


def test_verifies_one_source(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gazette-2018.txt").write_text("Something else.", "utf-8")
    (tmp_path / "almanac-2026.txt").write_text("There was no such plan; there was no such plan. No king came.", "utf-8")
    verify = ["verify", "--texts", str(tmp_path), "--write", "--source"]

    status, out, _ = run(capsys, *verify, "almanac-2026")
    assert (status, out.count("[not-verbatim]"), out.count("gazette-2018")) == (1, 1, 0)
    assert len((folder / "verified.lock").read_text("utf-8").splitlines()) == 2
    assert run(capsys, *verify, "gazette-2018")[0] == 1
    assert len((folder / "verified.lock").read_text("utf-8").splitlines()) == 2
    (tmp_path / "gazette-2018.txt").unlink()
    assert "there is no text to verify against: save it as" in run(capsys, *verify, "gazette-2018")[2]
    assert "there is no source 'rumour'" in run(capsys, *verify, "rumour")[2]


def test_reports_unreadable_texts(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is not a folder: give the folder" in run(capsys, "verify", "--texts", str(tmp_path / "nowhere"))[2]
    (tmp_path / "gazette-2018.txt").write_bytes(b"\xff")
    assert "gazette-2018.txt is not UTF-8" in run(capsys, "verify", "--texts", str(tmp_path))[2]
