"""Text of curators and strangers is escaped in terminals, logs and JSON."""

import json
import logging
from pathlib import Path

import pytest

from bot import cli
from bot.domain.problems import Location, Problem
from bot.loading.reload import Reloader
from tests.bases import FACT, relation, texts, write_base

NAME = "relations/z\x1b[2J\u202eə\n.yaml"
SHOWN = "relations/z\\x1b[2J\\u202eə\\n.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    broken = relation(FACT.replace("borders]", '"w\\e]0;x\\a\\u202eğ"]'))
    write_base(tmp_path, {**texts(), NAME: b"oops: [\n", "relations/zenda.yaml": broken.encode()})
    return tmp_path


def check_printable(text: str) -> None:
    assert all(char.isprintable() or char == "\n" for char in text), ascii(text)


def test_check_prints_no_control_characters(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["check", str(root)])
    out = capsys.readouterr().out

    check_printable(out)
    assert f"{SHOWN}:2:1: not YAML" in out
    assert "there is no topic 'w\\x1b]0;x\\x07\\u202eğ'" in out
    with pytest.raises(SystemExit):
        cli.main(["check", "--json", str(root)])
    out = capsys.readouterr().out
    problems = json.loads(out)
    check_printable(out)
    assert SHOWN in [problem["file"] for problem in problems]
    for problem in problems:
        check_printable(problem["file"] + problem["message"])


def test_log_and_refusal_hold_no_control_characters(
    root: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.loading.reload.SETTLE_SECONDS", 0.0)
    caplog.set_level(logging.ERROR)
    reloader = Reloader(root, lambda snapshot, _: snapshot)
    reloader.poll()
    assert reloader.refusal
    assert any(reason.startswith(f"{SHOWN}:2:1: ") for reason in reloader.refusal.reasons)
    reasons = list(reloader.refusal.reasons)
    (root / NAME).unlink()
    (root / NAME).symlink_to("nowhere\x1b[2J")
    reloader.poll()

    reasons += reloader.refusal.reasons
    assert "cannot read the knowledge" in reasons[-1]
    for text in (*reasons, *(line.getMessage() for line in caplog.records)):
        check_printable(text.replace("\n", "\0"))


def test_very_long_message_keeps_beginning_and_cure() -> None:
    problem = Problem(
        Location("f.yaml", 1, 1), f"there is no topic '{'x' * 2_000_000}': correct the id", "unknown-topic"
    )

    assert len(str(problem)) < 1_000
    assert str(problem).startswith("f.yaml:1:1: there is no topic 'xxx")
    assert str(problem).endswith("xxx': correct the id [unknown-topic]")
