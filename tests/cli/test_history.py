"""`azrel history`: a fact's changes in a terminal and as JSON."""

import asyncio
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from bot.domain.operations import encode_fields
from bot.domain.proposals import Proposal, ProposalState
from bot.domain.publishing import Edition
from bot.domain.revisions import Origin, Successor
from bot.store import Curation, Revisions, Store, to_address
from tests.bases import texts, write_base

HUMAN = ["-c", "user.name=Hugh", "-c", "user.email=hugh@example.org", "-c", "commit.gpgsign=false"]
PATH = "relations/ruritania.yaml"

Run = Callable[..., tuple[int, str, str]]


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *HUMAN, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "base"
    write_base(folder, texts())
    monkeypatch.setenv("AZREL_KNOWLEDGE_DIR", str(folder))
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            cli.main(["history", *arguments])
        out, err = capsys.readouterr()
        return int(stopped.value.code or 0), out, err

    return run


@pytest.fixture
def checkout(folder: Path) -> Path:
    """Return the folder with two commits: one that adds all, and one that edits a fact."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(folder, "init", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "Begin", "--date", "2026-01-01T12:00:00+04:00")
    text = (folder / PATH).read_text("utf-8")
    text = text.replace("topics: [diplomacy]", "topics: [diplomacy, borders]").replace(
        "ruled by a king", "ruled\\e[31m by a queen"
    )
    (folder / PATH).write_text(text.replace("\\e", ""), "utf-8")
    message = "Edit ruritania-kingdom\n\nThe Gazette\x1b[31m says so.\n\nApproved-by: Ben"
    git(folder, "commit", "-am", message, "--author", "Ada <ada@example.org>", "--date", "2026-02-01T12:00:00+00:00")
    return folder


def test_prints_changes_newest_first(checkout: Path, run: Run) -> None:
    newest, oldest = git(checkout, "log", "--format=%h", "--abbrev=12").split()

    status, out, err = run("ruritania-kingdom")

    assert (status, err) == (0, "")
    assert out.startswith(
        f"""\
ruritania-kingdom   ({PATH})

2026-02-01 12:00  Ada, approved by Ben  {newest}
  Edit ruritania-kingdom
  The Gazette\\x1b[31m says so.
    statement
      - Ruritania is ruled by a king.
      + Ruritania is ruled[31m by a queen.
    topics
      + borders

2026-01-01 12:00  Hugh  {oldest}
  Begin
  added
    id
      + ruritania-kingdom
    statement
      + Ruritania is ruled by a king.
    topics
      + diplomacy
    citations
      + source: gazette-2018, locator: page 1, excerpt: a kingdom, and proud of it
"""
    )


def test_prints_changes_as_json(checkout: Path, run: Run) -> None:
    status, out, _ = run("ruritania-kingdom", "--json")

    record = json.loads(out)
    assert status == 0
    assert (record["fact"], record["path"], record["complete"]) == ("ruritania-kingdom", PATH, True)
    first, last = record["changes"]
    assert first["author"] == {"name": "Ada", "email": "ada@example.org"}
    assert (first["approved_by"], first["proposal"], first["at"]) == (["Ben"], None, "2026-02-01T12:00:00+00:00")
    assert (first["before"]["topics"], first["after"]["topics"]) == (["diplomacy"], ["diplomacy", "borders"])
    assert (last["before"], last["after"]["id"]) == (None, "ruritania-kingdom")


def test_marks_removed_fact(checkout: Path, run: Run) -> None:
    text = (checkout / PATH).read_text("utf-8")
    (checkout / PATH).write_text(text[: text.index("facts:")], "utf-8")
    git(checkout, "commit", "-am", "Remove it")

    lines = run("ruritania-kingdom")[1].splitlines()

    assert lines[0] == "ruritania-kingdom   (removed)"
    assert lines[3:5] == ["  Remove it", "  removed"]


def test_reports_fact_without_commit(checkout: Path, run: Run) -> None:
    text = (checkout / PATH).read_text("utf-8")
    (checkout / PATH).write_text(text.replace("ruritania-kingdom", "ruritania-queendom"), "utf-8")

    assert run("ruritania-queendom")[:2] == (0, f"ruritania-queendom   ({PATH})\n\nNo commit has it yet.\n")


def test_names_nearest_facts_for_unknown_one(checkout: Path, run: Run) -> None:
    assert run("ruritania-kingdm") == (
        2,
        "",
        "azrel: there is no fact 'ruritania-kingdm', nor was there one: did you mean 'ruritania-kingdom'?\n",
    )
    assert "'azrel ask' and words of it find its id" in run("wholly-else")[2]


def test_reports_missing_git(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("ruritania-kingdom") == (2, "", "azrel: there is no history: the folder is in no git repository\n")
    (folder / ".git").mkdir()
    assert "the folder is in no git repository" in run("ruritania-kingdom")[2]
    monkeypatch.setenv("PATH", str(folder))
    assert "there is no history: git is not installed here" in run("ruritania-kingdom")[2]


def test_reports_unreadable_folder(folder: Path, run: Run) -> None:
    (folder / "topics.yaml").unlink()
    os.mkfifo(folder / "topics.yaml")

    status, _, err = run("ruritania-kingdom")

    assert status == 2
    assert f"cannot read the knowledge in {folder}" in err


@pytest.fixture
def database(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Return the folder's files in a database, and two changes of a fact upon them: one of a version that kept no revision."""
    monkeypatch.setenv("AZREL_KNOWLEDGE", "database")
    monkeypatch.setenv("AZREL_STATE_DIR", str(tmp_path / "state"))
    files = {path: content for path, content in texts().items() if content is not None}

    async def publish() -> None:
        store = Store(to_address(tmp_path / "state"))
        await store.open()
        curation, revisions = Curation(store), Revisions(store)
        await revisions.put(files, Edition("Ops", "", "", "Begin"), Origin.CLI, parent="")
        for number, (before, after) in enumerate((("a king", "a prince"), ("a prince", "a queen"))):
            proposal: Proposal | None = await curation.create("T1", "U1", "{}", fact="ruritania-kingdom", note="Seen.")
            for state in (ProposalState.OPEN, ProposalState.APPROVED):
                assert proposal
                proposal = await curation.move(proposal, state, "U2")
            assert proposal
            edition = Edition("Ada", "ada@example.org", "Ben", "Edit ruritania-kingdom", "", proposal.id)
            successor = Successor(1, {PATH: files[PATH]}, edition, Origin.SLACK) if number else None
            sides = [encode_fields({"statement": f"Ruled by {one}.", "topics": ["a"]}) for one in (before, after)]
            assert await curation.publish(proposal, "edit", sides[0], sides[1], successor)
        await store.close()

    asyncio.run(publish())


@pytest.mark.usefixtures("database")
def test_prints_published_changes_from_database(run: Run) -> None:
    status, out, _ = run("ruritania-kingdom")

    assert status == 0
    heading, newest, oldest = out.split("\n\n")
    assert heading == f"ruritania-kingdom   ({PATH})"
    first, *rest = newest.splitlines()
    assert "Ada, approved by Ben" in first
    assert [line.strip() for line in rest] == [
        "Edit ruritania-kingdom",
        "Seen.",
        "statement",
        "- Ruled by a prince.",
        "+ Ruled by a queen.",
    ]
    assert "U1, approved by U2" in oldest, "whose names no revision has"

    record = json.loads(run("ruritania-kingdom", "--json")[1])
    assert record["path"] == PATH
    assert [one["author"]["name"] for one in record["changes"]] == ["Ada", "U1"]
    assert record["changes"][0]["after"]["statement"] == "Ruled by a queen."
    assert record["complete"]


@pytest.mark.usefixtures("database")
def test_reports_fact_without_published_changes(run: Run) -> None:
    assert run("sylvania-gas")[1].endswith("\n\nNothing of it was published from Slack.\n")
    status, _, err = run("ruritania-kingdm")
    assert status == 2
    assert "there is no fact 'ruritania-kingdm' in revision 2 (" in err


def test_reads_git_history_of_named_folder(checkout: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZREL_KNOWLEDGE", "database")
    assert "approved by Ben" in run("ruritania-kingdom", "--knowledge", str(checkout))[1]
