"""`azrel report` prints the use of the base from the store."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.domain.watching import Usage
from bot.store import Store, to_address
from bot.store.loop import Loop
from tests.bases import texts, write_base


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return the small base, beside a store in which three questions are counted."""
    state = tmp_path / "state"
    state.mkdir(exist_ok=True)

    async def count() -> None:
        store = Store(to_address(state))
        await store.open()
        day = datetime.now(UTC).date().isoformat()
        questions = {("answer", "command"): 2, ("none", "mention"): 1}
        await Loop(store).note_usage([Usage(team="T1", day=day, questions=questions, facts={"sylvania-gas": 2})])
        await store.close()

    asyncio.run(count())
    return write_base(tmp_path / "base", texts())


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[Any, str]:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["report", *arguments])
    return stopped.value.code, capsys.readouterr().out


def test_counts_questions_by_outcome_and_entry_point(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "--knowledge", str(base), "--json")
    report = json.loads(out)

    assert code == 0
    assert report["questions"]["total"] == 3
    assert report["questions"]["by_outcome"] == {"answer": 2, "none": 1}
    assert "3 questions" in run(capsys, "--knowledge", str(base))[1]


def test_counts_each_workspace_separately(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "0 questions" in run(capsys, "--knowledge", str(base), "--team", "T2")[1]


def test_refuses_invalid_number_of_days(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--knowledge", str(base), "--days", "0")[0] == 2
