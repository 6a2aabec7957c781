import asyncio
import importlib.metadata
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from bot import cli
from bot.cli.changes import remote_of
from bot.sandbox import FakeSlack, check_message, sign
from tests.bases import FACT, relation, texts, write_base
from tests.benchmarks.server import wait_until_read, wait_until_stopping
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base's files in a folder, which the settings name."""
    folder = tmp_path / "base"
    write(folder, texts())
    monkeypatch.setenv("AZREL_KNOWLEDGE_DIR", str(folder))
    return folder


def write(folder: Path, files: dict[str, bytes]) -> None:
    write_base(folder, files)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The command's exit status, standard output and standard error."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(list(arguments))
    out, err = capsys.readouterr()
    return int(stopped.value.code or 0), out, err


@pytest.fixture(autouse=True)
def streams(monkeypatch: pytest.MonkeyPatch) -> None:
    # pytest's own streams cannot be told how to encode.
    monkeypatch.setattr(cli, "_prepare_streams", lambda: None)


def test_a_question_is_answered_in_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "ask", "sylvanja", "gas")

    assert (status, err) == (0, "")
    assert "Showing Sylvania for “sylvanja”." in out
    assert "  │ the gas flows to Sylvania day and night" in out


@pytest.mark.parametrize("request_", [["timeline", "sylvania"], ["map"]])
def test_a_picture_is_drawn_into_a_file(
    request_: list[str], folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "picture", *request_, "-o", str(tmp_path / "x.png"))

    assert status == 0
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    assert out.startswith(("Timeline of Sylvania", "Ruritania and its partners"))


def test_what_cannot_be_drawn_or_written_is_said(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "there is nothing to draw for 'sylvania'" in run(capsys, "picture", "sylvania", "-o", "x.png")[2]
    assert "cannot write" in run(capsys, "picture", "map", "-o", str(tmp_path / "none" / "x.png"))[2]
    monkeypatch.setattr("bot.cli.picture.find_spec", lambda _: None)
    assert "drawing needs matplotlib" in run(capsys, "picture", "map", "-o", str(tmp_path / "x.png"))[2]
    for name, value in {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": SECRET,
        "AZREL_PUBLIC_URL": "https://azrel.example",
    }.items():
        monkeypatch.setenv(name, value)
    assert "AZREL_PUBLIC_URL asks for pictures" in run(capsys, "serve", "--port", "0")[2]


def test_metrics_that_cannot_be_had_are_said(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "AZREL_METRICS": "ON"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("bot.cli.measuring.find_spec", lambda _: None)

    status, _, err = run(capsys, "serve", "--port", "0")
    assert (status, "AZREL_METRICS asks for metrics" in err, "azrel[metrics]" in err) == (2, True, True)


def test_the_forms_are_asked_for_in_the_terminal_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Sylvania: timeline" in run(capsys, "ask", "timeline", "sylvania")[1]
    assert json.loads(run(capsys, "ask", "--json", "timeline sylvania")[1])["outcome"] == "answer"
    assert "Form: compare" in run(capsys, "explain", "compare sylvania graustark")[1]


def test_no_question_asks_for_help(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "ask")[1].startswith("How to ask about Ruritania's foreign relations")


def test_an_answer_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "ask", "--json", "sylvania", "1993")

    record = json.loads(out)
    assert (status, record["outcome"], record["period"]) == (0, "answer", "1993")
    assert record["elapsed_ms"] > 0


def test_an_answer_in_another_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "ask", "--format", "markdown", "sylvania", "1993")[1].startswith(
        "# Sylvania\n\n*Sylvania · 1993*"
    )
    assert run(capsys, "ask", "--format", "csv", "sylvania", "1993")[1].startswith("outcome,not_found,fact,")
    assert json.loads(run(capsys, "ask", "--format", "json", "sylvania")[1])["outcome"] == "answer"
    status, _, err = run(capsys, "ask", "--format", "csv", "--batch", "-")
    assert (status, "leave --format csv out" in err) == (2, True)


def test_the_day_can_be_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def status(day: str) -> Any:
        return json.loads(run(capsys, "ask", "--json", "--today", day, "sylvania frontier")[1])["facts"][0]["status"]

    assert (status("1995-01-01"), status("2026-11-23")) == ("current", "ended")
    assert "'soon' is not a day: write it as 2026-11-23" in run(capsys, "ask", "--today", "soon", "x")[2]


def test_one_source_can_be_asked_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(run(capsys, "ask", "--json", "--source", "almanac-2026", "sylvania")[1])

    assert [fact["id"] for fact in record["facts"]] == ["sylvania-ally"]
    status, _, err = run(capsys, "ask", "--source", "nonesuch", "sylvania")
    assert (status, err) == (2, "azrel: there is no source 'nonesuch'; the sources are almanac-2026, gazette-2018\n")


def test_a_batch_is_answered_line_by_line(
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


def test_a_bad_line_of_a_batch_is_told_and_the_others_answered(
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


def test_a_question_and_a_batch_are_not_asked_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "ask", "--batch", "-", "sylvania")

    assert (status, err) == (2, "azrel: give either a question or --batch, not both\n")


def test_a_batch_that_cannot_be_read_is_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "ask", "--batch", str(tmp_path / "nowhere.jsonl"))

    assert status == 2
    assert err.startswith(f"azrel: cannot read {tmp_path}/nowhere.jsonl: ")


def test_a_line_of_a_batch_that_is_not_utf_8_is_told_and_the_others_answered(
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


def test_a_question_is_explained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "explain", "sylvania", "gas")

    assert status == 0
    assert re.search(r"^  gas +topic +a word for Energy$", out, re.MULTILINE)


def test_a_question_is_explained_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(run(capsys, "explain", "--json", "sylvania", "1993")[1])

    assert record["outcome"] == "answer"
    assert [(reading["text"], reading["role"]) for reading in record["readings"]] == [
        ("sylvania", "partner"),
        ("1993", "period"),
    ]
    assert json.loads(run(capsys, "explain", "--json", "topics")[1])["readings"] == []


def test_a_sound_base_passes_its_check_with_warnings_unless_strict(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "check")

    assert (status, out.count("\n")) == (0, 28)
    assert [line.split() for line in err.splitlines()] == [
        ["12", "weak-excerpt"],
        ["8", "excerpt-not-verified"],
        ["3", "no-summary"],
        ["2", "bad-iso"],
        ["2", "current-from-old-source"],
        ["1", "not-quoted"],
        [f"{folder}:", "0", "errors,", "28", "warnings"],
    ]
    assert "verified-long-ago" in run(capsys, "check", "--today", "2027-12-01")[1]
    assert run(capsys, "check", "--strict")[0] == 1
    (folder / "verified.lock").write_text("", "utf-8")
    assert run(capsys, "check", str(folder))[0] == 0


def test_strictness_forgives_a_base_that_wants_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = {path: text for path, text in texts().items() if "relations/" not in path}
    about = kept["knowledge.yaml"].replace(b"{facts: 3, partners: 3}", b"{facts: 0, partners: 1}")
    subject = b"partner: ruritania\nname: Ruritania\nkind: state\nsummary: A kingdom.\nfacts: []\n"
    sources = b"".join(kept["sources.yaml"].splitlines(keepends=True)[:2])
    fact = FACT.replace("gazette-2018, excerpt: the keep above the moat", "gazette-2018").encode()
    shutil.rmtree(folder)
    write(folder, {**kept, "knowledge.yaml": about, "sources.yaml": sources, "relations/ruritania.yaml": subject})

    assert run(capsys, "check", "--strict", str(folder))[0] == 1, "nothing cites the source"
    dated = fact.replace(b"  topics:", b"  when: 1993\n  topics:").replace(
        b"gazette-2018}", b"gazette-2018, excerpt: the castle of Zenda stood above its moat}"
    )
    write(folder, {"relations/ruritania.yaml": subject.replace(b"facts: []\n", b"facts:" + dated)})
    (folder.parent / "texts").mkdir()
    (folder.parent / "texts/gazette-2018.txt").write_text("the castle of Zenda stood above its moat", "utf-8")
    assert run(capsys, "verify", "--write", "--texts", str(folder.parent / "texts"), "--knowledge", str(folder))[0] == 0
    assert run(capsys, "check", "--strict", str(folder), "--today", "2026-11-23")[0] == 0


def test_the_base_is_shown_at_a_glance(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "stats", str(folder))

    assert (status, out.splitlines()[0]) == (
        0,
        "9 facts about 5 partners from 2 sources; 8 quoted (89%); oldest verification 2026-11-01",
    )
    figures = json.loads(run(capsys, "stats", "--json")[1])
    assert figures["by_topic"] == {"diplomacy": 5, "energy": 3, "borders": 1}
    assert figures["by_warning"]["weak-excerpt"] == 12


def test_every_problem_is_reported_as_text_or_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {"relations/zenda.yaml": relation(FACT).replace("[borders]", "[weather]").encode()})

    status, out, err = run(capsys, "check")
    _, listed, _ = run(capsys, "check", "--json")

    assert (status, err) == (1, f"{folder}: 1 error, 0 warnings\n")
    assert out == (
        "relations/zenda.yaml:7:14: there is no topic 'weather': correct the id, or add it to topics.yaml [unknown-topic]\n"
    )
    assert json.loads(listed) == [
        {
            "file": "relations/zenda.yaml",
            "line": 7,
            "column": 14,
            "message": "there is no topic 'weather': correct the id, or add it to topics.yaml",
            "rule": "unknown-topic",
            "severity": "error",
        }
    ]


def test_questions_to_a_base_with_problems_name_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {"relations/zenda.yaml": b"oops: ["})

    status, out, err = run(capsys, "ask", "sylvania")

    assert (status, out) == (2, "")
    assert err.startswith(f"azrel: the knowledge in {folder} has problems:\nrelations/zenda.yaml:2:1: not YAML: ")


OF_A_BASE = [
    ["ask", "x"], ["explain", "x"], ["check"], ["stats"], ["verify", "--texts", "."], ["new", "fact"],
    ["picture", "map", "-o", "x.png"], ["manifest", "--socket"], ["sandbox", "--no-browser"],
]  # fmt: skip


@pytest.mark.parametrize("command", OF_A_BASE, ids=lambda command: command[0])
def test_a_missing_folder_is_told_with_the_cure(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere, cure = tmp_path / "nowhere", "change to the folder of one, name it with --knowledge DIR, or begin one with"
    missing = f"{nowhere} is no folder that there is; a base is a folder that holds knowledge.yaml: {cure}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AZREL_KNOWLEDGE_DIR", raising=False)

    assert run(capsys, *command) == (2, "", f"azrel: there is no base here: {cure} 'azrel init DIR'\n")
    assert run(capsys, *command, "--knowledge", str(nowhere)) == (2, "", f"azrel: {missing} 'azrel init DIR'\n")
    monkeypatch.setenv("AZREL_KNOWLEDGE_DIR", str(nowhere))
    told = f"azrel: AZREL_KNOWLEDGE_DIR names {missing.replace(' is no', ', which is no')} 'azrel init DIR'\n"
    assert run(capsys, *command) == (2, "", told)
    nowhere.touch()
    assert f"{nowhere}, which is a file; a base is a folder" in run(capsys, *command)[2]


@pytest.mark.parametrize("place", [".", "knowledge", "knowledge/relations", "notes"])
def test_the_folder_is_found_from_within_and_from_beside(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "knowledge", texts())
    (tmp_path / "notes").mkdir()
    monkeypatch.delenv("AZREL_KNOWLEDGE_DIR", raising=False)
    monkeypatch.chdir(tmp_path / place)

    assert "0 errors" in run(capsys, "check")[2]
    assert run(capsys, "ask", "sylvania")[0] == 0


@pytest.mark.parametrize(
    "command", [["ask", "sylvania"], ["explain", "sylvania"], ["check"], ["stats"], ["manifest", "--socket"]]
)
def test_every_command_takes_the_folder_of_knowledge(
    command: list[str], folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZREL_KNOWLEDGE_DIR", str(folder / "nowhere"))

    assert run(capsys, *command)[0] == 2
    assert run(capsys, *command, "--knowledge", str(folder))[0] == 0


def test_the_folder_is_named_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "check", str(folder), "--knowledge", str(folder))

    assert status == 2
    assert "not allowed with argument" in err


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)  # noqa: S607


def test_problems_of_files_changed_in_git_come_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def first_files(*options: str) -> list[str]:
        return list(dict.fromkeys(line.split(":")[0] for line in run(capsys, "check", *options)[1].splitlines()))

    git(folder.parent, "init")
    assert first_files("--changed") == first_files(), "in a repository without a commit everything is new"
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-m", "Begin")
    sylvania = folder / "relations/sylvania.yaml"
    sylvania.write_bytes(sylvania.read_bytes() + b"# changed\n")

    assert first_files()[0] == "relations/graustark.yaml"
    assert first_files("--changed")[0] == "relations/sylvania.yaml"
    assert sorted(first_files("--changed")) == sorted(first_files())
    assert json.loads(run(capsys, "check", "--changed", "--json")[1])[0]["file"] == "relations/sylvania.yaml"
    assert re.search(r"0 errors, 28 warnings, \d+ of them in changed files$", run(capsys, "check", "--changed")[2])
    git(folder.parent, "switch", "-c", "more")
    git(folder.parent, "commit", "-am", "Change")
    write(folder, {"relations/zembla.yaml": b"partner: zembla\nname: Zembla\nkind: place\n"})
    assert first_files("--changed")[0] == "relations/zembla.yaml"
    assert first_files("--since", "main")[:2] == ["relations/sylvania.yaml", "relations/zembla.yaml"]


def test_the_public_address_of_a_clone_is_known(tmp_path: Path) -> None:
    git(tmp_path, "init")
    assert remote_of(tmp_path) is None
    git(tmp_path, "remote", "add", "origin", "https://example.org/azrel.git")
    assert remote_of(tmp_path) == "https://example.org/azrel.git"
    git(tmp_path, "remote", "set-url", "origin", "https://ada:secret@example.org/azrel.git")
    assert remote_of(tmp_path) is None
    assert remote_of(tmp_path / "nowhere") is None


def test_where_git_cannot_tell_what_changed_it_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    assert "cannot tell which files changed: fatal: not a git repository" in run(capsys, "check", "--changed")[2]
    git(folder, "init")
    assert "cannot tell which files changed: fatal: " in run(capsys, "check", "--since", "nonesuch")[2]
    monkeypatch.setenv("PATH", "")
    status, out, err = run(capsys, "check", "--changed")
    assert (status, out, err) == (2, "", "azrel: cannot tell which files changed: git is not installed\n")


def test_excerpts_are_verified_and_recorded(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
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


def test_excerpts_that_are_not_in_their_texts_are_listed(
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


def test_one_source_is_verified_alone(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
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


def test_texts_that_cannot_be_read_are_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is not a folder: give the folder" in run(capsys, "verify", "--texts", str(tmp_path / "nowhere"))[2]
    (tmp_path / "gazette-2018.txt").write_bytes(b"\xff")
    assert "gazette-2018.txt is not UTF-8" in run(capsys, "verify", "--texts", str(tmp_path))[2]


def environment(folder: Path, **more: str) -> dict[str, str]:
    slack = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": "http://127.0.0.1:9/api/"}
    return {**os.environ, "AZREL_KNOWLEDGE_DIR": str(folder), **slack, **more}


def test_a_running_server_answers_a_signed_command_and_stops_when_told(folder: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "bot", "serve", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(folder), stderr=subprocess.PIPE, text=True)
    try:
        base = f"http://127.0.0.1:{port}"
        ready = json.loads(wait_until_ready(base))
        body = b"command=%2Fruri&text=sylvania+gas&team_id=T1&user_id=U1&channel_id=C1"
        request = urllib.request.Request(f"{base}/slack/events", body, sign(SECRET, int(time.time()), body))
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            message = json.loads(response.read())
    finally:
        server.send_signal(signal.SIGTERM)
        _, log = server.communicate(timeout=PATIENCE)

    assert len(ready["revision"]) == 12
    assert check_message(message) == []
    assert message["blocks"][0]["text"]["text"] == ":flag-sy: Sylvania"
    assert server.returncode == 0
    assert "sylvania" not in log.replace(str(folder), "")
    (warning,) = [json.loads(line)["message"] for line in log.splitlines() if "WARNING" in line]
    assert warning.startswith("the bot's token could not be checked yet, Slack is asked again in a minute: ")


async def serve_beside(
    slack: FakeSlack, folder: Path, *options: str, **settings: str
) -> tuple[asyncio.subprocess.Process, dict[str, str]]:
    """`azrel serve` that calls a fake Slack; its process and its environment."""
    given = environment(folder, SLACK_API_URL=slack.api_url, **settings)
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", *options, cwd=ROOT, env=given, stderr=subprocess.PIPE
    )
    return server, given


@pytest.mark.parametrize("options", [("--host", "127.0.0.1", "--port", "0"), ("--socket",)])
def test_a_server_whose_bot_token_slack_refuses_does_not_start(folder: Path, options: tuple[str, ...]) -> None:
    async def rehearse() -> tuple[int | None, str]:
        async with FakeSlack("xoxb-other", "xapp-1") as slack:
            server, _ = await serve_beside(slack, folder, *options, SLACK_APP_TOKEN="xapp-1")
            _, log = await server.communicate()
            return server.returncode, log.decode()

    code, log = asyncio.run(rehearse())

    assert code == 2
    assert "azrel: Slack refuses SLACK_BOT_TOKEN (invalid_auth): take the one in the app's pages" in log
    assert "xoxb-1" not in log
    assert "Traceback" not in log


def test_at_debug_each_request_is_logged_without_its_words(folder: Path) -> None:
    async def rehearse() -> list[dict[str, Any]]:
        async with FakeSlack("xoxb-1") as slack:
            port = free_port()
            options = ("--host", "127.0.0.1", "--port", str(port))
            server, _ = await serve_beside(slack, folder, *options, AZREL_LOG_LEVEL="debug")
            base = f"http://127.0.0.1:{port}"
            await asyncio.to_thread(wait_until_ready, base)
            body = b"command=%2Fruri&text=sylvania+gas&team_id=T1&user_id=U1&channel_id=C1"
            request = urllib.request.Request(f"{base}/slack/events", body, sign(SECRET, int(time.time()), body))
            await asyncio.to_thread(urllib.request.urlopen, request, timeout=PATIENCE)
            server.send_signal(signal.SIGTERM)
            _, log = await server.communicate()
            return [json.loads(line) for line in log.decode().splitlines()]

    lines = asyncio.run(rehearse())

    (line,) = [line for line in lines if line["level"] == "DEBUG" and line["logger"] == "bot.slack.dispatch"]
    assert line["message"].startswith("slash_command: status 200 after ")
    assert "sylvania" not in json.dumps([line["message"] for line in lines])
    assert "Slack accepts the bot's token" in [line["message"] for line in lines]


def test_over_a_socket_the_probes_are_served_on_the_port_that_is_set(folder: Path) -> None:
    async def rehearse() -> tuple[bytes, bytes, int | None]:
        async with FakeSlack("xoxb-1", "xapp-1") as slack:
            port = str(free_port())
            served = ("--socket", "--host", "127.0.0.1")
            server, settings = await serve_beside(slack, folder, *served, SLACK_APP_TOKEN="xapp-1", PORT=port)
            ready = await asyncio.to_thread(wait_until_ready, f"http://127.0.0.1:{port}")
            second = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", *served, cwd=ROOT, env=settings, stderr=subprocess.PIPE
            )
            _, refusal = await second.communicate()
            server.send_signal(signal.SIGTERM)
            await server.communicate()
            return ready, refusal, server.returncode

    ready, refusal, code = asyncio.run(rehearse())

    assert len(json.loads(ready)["revision"]) == 12
    assert b"azrel: " in refusal.splitlines()[-1]
    assert b"in use" in refusal
    assert code == 0


@pytest.mark.parametrize("is_installed", [True, False])
def test_it_tells_its_version(
    is_installed: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_installed:  # as on a host that installs the requirements alone
        monkeypatch.setattr("importlib.metadata.version", Mock(side_effect=importlib.metadata.PackageNotFoundError))
    status, out, _ = run(capsys, "--version")

    assert status == 0
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert out == f"azrel {declared}\n"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(base: str) -> bytes:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=PATIENCE) as response:
                return bytes(response.read())
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the server did not become ready")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("times", [1, 2])
def test_a_server_told_to_stop_answers_what_it_can_and_exits_clean(
    number: signal.Signals, times: int, folder: Path
) -> None:
    port = free_port()
    command = [sys.executable, "-m", "bot", "serve", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(folder), stderr=subprocess.PIPE, text=True)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}")
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as half_sent:
            half_sent.sendall(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
            wait_until_read(port)
            for _ in range(times):
                server.send_signal(number)
                wait_until_stopping(port)
            answered = half_sent.recv(1_000)
    finally:
        _, log = server.communicate(timeout=PATIENCE)

    assert server.returncode == 0
    assert answered.startswith((b"HTTP/1.1 503", b"")) if times == 2 else answered.startswith(b"HTTP/1.1 503")
    assert "Traceback" not in log
    assert all(json.loads(line) for line in log.splitlines())


_HANGING = """
import sys, time
from bot.loading.reload import Reloader
poll = Reloader.poll
Reloader.poll = lambda self: time.sleep(1e6) if self._served else poll(self)
from bot.cli import main
main()
"""


def test_a_server_stops_whatever_hangs(folder: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", _HANGING, "serve", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(folder), stderr=subprocess.PIPE, text=True)
    wait_until_ready(f"http://127.0.0.1:{port}")
    time.sleep(1.0)  # until the folder is looked at again, which then never ends
    server.send_signal(signal.SIGTERM)
    _, log = server.communicate(timeout=PATIENCE)

    assert server.returncode == 0
    assert "Traceback" not in log


def test_a_server_keeps_its_secrets_from_the_processes_that_it_begins(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("xoxb-1\n", "utf-8")
    settings = environment(folder, SLACK_BOT_TOKEN_FILE=str(tmp_path / "token"))
    del settings["SLACK_BOT_TOKEN"]
    shown = (
        "import os, bot.cli.http as s; s.start_knowledge = lambda *_, **__: print(sorted(os.environ)) or exit();"
        "from bot.cli import main; main(['serve'])"
    )
    served = subprocess.run(
        [sys.executable, "-c", shown], cwd=ROOT, env=settings, capture_output=True, text=True, check=True
    )

    assert "AZREL_KNOWLEDGE_DIR" in served.stdout
    assert "SLACK_BOT_TOKEN" not in served.stdout
    assert "SLACK_SIGNING_SECRET" not in served.stdout


def test_over_a_socket_a_server_answers_and_stops_when_told(folder: Path) -> None:
    async def rehearse() -> tuple[int | None, dict[str, Any], str]:
        async with FakeSlack("xoxb-1", "xapp-1") as slack:
            settings = environment(folder, SLACK_APP_TOKEN="xapp-1", SLACK_API_URL=slack.api_url)
            server = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", "--socket", cwd=ROOT, env=settings, stderr=subprocess.PIPE
            )
            command = {"command": "/ruri", "text": "sylvania gas", "team_id": "T1", "user_id": "U1", "channel_id": "C1"}
            acknowledged = await slack.deliver("slash_commands", command)
            server.send_signal(signal.SIGTERM)
            _, log = await server.communicate()
            return server.returncode, acknowledged["payload"], log.decode()

    code, message, log = asyncio.run(rehearse())

    assert message["blocks"][0]["text"]["text"] == ":flag-sy: Sylvania"
    assert code == 0, log
    lines = [json.loads(line) for line in log.splitlines()]
    assert {line["level"] for line in lines} == {"INFO"}
    assert "sylvania" not in log.replace(str(folder), "")


def test_over_a_socket_a_token_that_slack_refuses_ends_it(folder: Path) -> None:
    async def rehearse() -> tuple[int | None, str]:
        async with FakeSlack("xoxb-1", "xapp-1") as slack:
            settings = environment(folder, SLACK_APP_TOKEN="xapp-wrong", SLACK_API_URL=slack.api_url)
            server = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve", "--socket", cwd=ROOT, env=settings, stderr=subprocess.PIPE
            )
            _, log = await server.communicate()
            return server.returncode, log.decode()

    code, log = asyncio.run(rehearse())

    assert code == 2
    assert "azrel: Slack refuses SLACK_APP_TOKEN (invalid_auth): get one with connections:write" in log
    assert "xapp-wrong" not in log
    assert "Traceback" not in log


def test_a_server_does_not_start_on_knowledge_with_problems(folder: Path) -> None:
    write(folder, {"relations/zenda.yaml": b"oops: ["})
    started = subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 2
    assert "refused the knowledge: relations/zenda.yaml:2:1: not YAML" in started.stderr
    assert f"azrel: the knowledge in {folder} cannot be served: mend what is logged above" in started.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_sandbox_says_where_it_is_and_stops_when_told(number: signal.Signals, folder: Path) -> None:
    command = [sys.executable, "-m", "bot", "sandbox", "--no-browser", "--port", "0", "--knowledge", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as sandbox:
        assert sandbox.stdout
        url = sandbox.stdout.readline().split()[4]
        # A page that looks on does not keep it from stopping.
        with urllib.request.urlopen(f"{url}sandbox/stream?as=U1", timeout=PATIENCE) as stream:
            assert stream.readline() == b"event: state\n"
            sandbox.send_signal(number)
            _, log = sandbox.communicate(timeout=PATIENCE)

    assert sandbox.returncode == 0
    assert {json.loads(line)["level"] for line in log.splitlines()} == {"INFO"}


def test_the_sandbox_opens_a_browser_where_there_is_a_screen(folder: Path, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/part && mv {tmp_path}/part {tmp_path}/opened\n')
    browser.chmod(0o755)
    screen = {"DISPLAY": ":0", "BROWSER": f"{browser} %s"}
    command = [sys.executable, "-m", "bot", "sandbox", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(folder) | screen, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as sandbox:
        assert sandbox.stdout
        url = sandbox.stdout.readline().split()[4]
        end = time.monotonic() + PATIENCE
        while not (tmp_path / "opened").exists() and time.monotonic() < end:
            time.sleep(0.05)
        sandbox.terminate()
        sandbox.communicate(timeout=PATIENCE)

    assert (tmp_path / "opened").read_text() == url


@pytest.mark.parametrize("key", ["aliases", "shared_names"])
def test_a_name_by_which_nobody_is_found_is_warned_of(
    key: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = f"kind: place\n{key}: [Z-land, Latest News, The]"
    write(folder, {"relations/zenda.yaml": relation(FACT).replace("kind: place", names).encode()})

    _, out, _ = run(capsys, "check")

    told = [line for line in out.splitlines() if "unreached-name" in line or "ordinary-name" in line]
    column = len(key) + 12
    assert told == [
        f"relations/zenda.yaml:4:{column}: warning: asked for 'Latest News', azrel does not come to Zenda, but reads "
        "something else: write the name in another way, or leave it out [unreached-name]",
        f"relations/zenda.yaml:4:{column + 13}: warning: the name 'The' is an ordinary word, which questions have without "
        "meaning Zenda: write it in full [ordinary-name]",
    ]


@pytest.mark.parametrize(
    ("kind", "names", "key", "told"),
    [
        ("place", "[Make, Zenda House, MAKE]", "", ["Make"]),
        ("place", "[Make, Word]", "", ["Make", "Word"]),
        ("place", "[Make, Word]", "ordinary_word: true", []),
        ("place", "[Make, Word]", "ordinary_word: false", []),
        ("person", "[Make]", "", []),
    ],
)
def test_a_name_that_counts_in_capitals_alone_is_warned_of(
    kind: str, names: str, key: str, told: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = f"kind: {kind}\naliases: {names}\n{key}"
    write(folder, {"relations/zenda.yaml": relation(FACT).replace("kind: place", named).encode()})

    _, out, _ = run(capsys, "check")

    lines = [line for line in out.splitlines() if "capitals-only" in line]
    assert [line.split("'")[1] for line in lines] == told
    for line in lines:
        assert line.startswith("relations/zenda.yaml:4:")
        assert "names Zenda with its capital alone: write 'ordinary_word: true' below if" in line


def test_the_sandbox_shows_what_to_mend_before_it_opens(folder: Path) -> None:
    write(folder, {"relations/zenda.yaml": b"oops: ["})
    command = [sys.executable, "-m", "bot", "sandbox", "--no-browser", "--port", "0", "--knowledge", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as sandbox:
        assert sandbox.stdout
        first = sandbox.stdout.readline()
        url = first.split()[4]
        with urllib.request.urlopen(url, timeout=PATIENCE) as page:
            assert b"/page/waiting.js" in page.read()
        with urllib.request.urlopen(f"{url}sandbox/problems", timeout=PATIENCE) as problems:
            told = json.load(problems)
        write(folder, {"relations/zenda.yaml": relation(FACT).encode()})
        mended, second = sandbox.stdout.readline(), sandbox.stdout.readline()
        with urllib.request.urlopen(url, timeout=PATIENCE) as page:
            assert b"/page/main.js" in page.read()
        sandbox.terminate()
        sandbox.communicate(timeout=PATIENCE)

    assert first.endswith("(Ctrl-C stops it): its page shows what to mend first\n")
    assert len(told) == 1
    assert told[0].startswith("relations/zenda.yaml:")
    assert mended == "The knowledge is mended\n"
    assert second == f"The sandbox is at {url} (Ctrl-C stops it)\n"


def test_the_sandbox_does_not_wait_for_a_folder_that_is_not_there(tmp_path: Path) -> None:
    started = subprocess.run(
        [sys.executable, "-m", "bot", "sandbox", "--no-browser", "--knowledge", str(tmp_path / "nowhere")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 2
    assert started.stderr.startswith(f"azrel: {tmp_path}/nowhere is no folder that there is; ")


@pytest.mark.parametrize("way", [["--url", "https://azrel.example.org"], ["--socket"]])
def test_a_manifest_is_printed_as_json(way: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "manifest", *way)

    assert status == 0
    assert json.loads(out)["features"]["slash_commands"][0]["command"] == "/ruri"
    assert json.loads(out)["settings"]["socket_mode_enabled"] is (way == ["--socket"])


def test_a_manifest_needs_an_address_that_slack_calls(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "manifest", "--url", "http://azrel.example.org")[0] == 2
    assert run(capsys, "manifest")[0] == 2


@pytest.mark.parametrize(
    "url", ["", "https://", "https:///x", "https://a b", 'https://a"b', "https://a.example?x=1", "ftp://a.example"]
)
def test_an_address_that_slack_cannot_call_is_refused(
    url: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "manifest", "--url", url)

    assert (status, out) == (2, "")
    assert err.endswith("is not an address that Slack calls: give https://, a host, and a path if need be\n")


def test_a_port_given_by_hand_is_checked_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert "'99999' is not a port: give a number from 0 to 65535" in run(capsys, "serve", "--port", "99999")[2]


def test_the_python_module_is_the_command() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert shown.stdout.startswith("usage: azrel ")


def test_a_server_without_its_settings_says_which_and_where_to_get_them(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLACK_BOT_TOKEN", raising=False)
    monkeypatch.delenv("SLACK_SIGNING_SECRET", raising=False)

    status, _, err = run(capsys, "serve")

    assert status == 2
    assert "  SLACK_BOT_TOKEN is not set: the bot's token" in err
    assert "  SLACK_SIGNING_SECRET is not set: " in err


def test_a_port_that_is_none_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment(folder, PORT="http").items():
        monkeypatch.setenv(name, value)

    assert run(capsys, "serve")[2] == (
        "azrel: invalid settings in the environment:\n"
        "  PORT is not a number from 0 to 65535: for HTTP: the port to listen on; for Socket Mode, where it is set: the "
        "port to serve the probes on\n"
    )


def test_a_reader_that_has_enough_is_no_error(folder: Path) -> None:
    questions = '{"query": "sylvania"}\n' * 2_000
    asking = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--batch", "-"],
        cwd=ROOT,
        env=environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert asking.stdin
    assert asking.stdout
    assert asking.stderr
    with asking.stdin, asking.stdout, asking.stderr:
        asking.stdout.close()
        try:
            asking.stdin.write(questions.encode())
            asking.stdin.close()
        except BrokenPipeError:
            pass
        assert asking.wait(timeout=PATIENCE) == 128 + signal.SIGPIPE
        assert asking.stderr.read() == b""


def test_a_reader_that_has_gone_before_a_short_answer_is_no_error(folder: Path) -> None:
    settings = {name: value for name, value in environment(folder).items() if name != "PYTHONUNBUFFERED"}
    asking = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "sylvania"],
        cwd=ROOT,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert asking.stdout
    assert asking.stderr
    with asking.stdout, asking.stderr:
        asking.stdout.close()
        assert asking.wait(timeout=PATIENCE) == 128 + signal.SIGPIPE
        assert asking.stderr.read() == b""


def test_an_answer_that_cannot_be_written_is_told_without_a_traceback(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "bot", "ask", "sylvania"],
            cwd=ROOT,
            env=environment(folder),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (ended.returncode, ended.stderr) == (2, "azrel: [Errno 28] No space left on device\n")


@pytest.mark.parametrize(
    ("arguments", "status", "out", "err"),
    [
        (["ask", "sylvania"], 0, "Sylvania buys natural gas from Ruritania.", ""),
        (["ask", "--batch", "nowhere.jsonl"], 2, "", "azrel: cannot read nowhere.jsonl"),
        (["ask", "--nonsense"], 2, "", "unrecognized arguments: --nonsense"),
    ],
)
def test_a_process_says_all_and_ends_with_its_status(
    arguments: list[str], status: int, out: str, err: str, folder: Path
) -> None:
    settings = {name: value for name, value in environment(folder).items() if name != "PYTHONUNBUFFERED"}
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )

    assert ended.returncode == status
    assert out in ended.stdout
    assert err in ended.stderr


@pytest.mark.parametrize(
    "command",
    ["ask", "explain", "check", "cite", "stats", "verify", "init", "new", "serve", "sandbox", "manifest", "picture"],
)
def test_every_command_has_a_help_text(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, command, "--help")

    assert status == 0
    assert out.startswith(f"usage: azrel {command} ")
