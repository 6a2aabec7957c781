"""A base is published from a folder into the database, and exported again."""

import asyncio
import json
import subprocess
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli.replaying import Exporter
from bot.domain.publishing import Edition
from bot.domain.revisions import Origin
from bot.store import Revisions, Store
from tests.bases import texts, write_base

ZENDA = "relations/zenda.yaml"
ADA = Edition("Ada", "ada@example.org", "", "Edit zenda")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_base(tmp_path / "base", texts())


def azrel(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


def rename(folder: Path, name: str) -> None:
    (folder / ZENDA).write_text(f"partner: zenda\nname: {name}\nkind: place\n", "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*.yaml") if ".git" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, text=True).stdout.strip()  # noqa: S607


def test_publishes_folder_once_and_exports_it_unchanged(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert azrel("publish", folder) == 0
    assert "published revision 1 (" in capsys.readouterr().out
    assert azrel("publish", folder) == 0
    assert "nothing to publish, the database holds revision 1 (" in capsys.readouterr().out

    assert azrel("export", tmp_path / "out") == 0
    assert contents(tmp_path / "out") == contents(folder)
    assert azrel("check", tmp_path / "out") == 0


def test_prints_results_as_json(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run_json(*arguments: object) -> dict[str, object]:
        assert azrel(*arguments, "--json") == 0
        record: dict[str, object] = json.loads(capsys.readouterr().out)
        return record

    published = run_json("publish", folder)
    assert (published["published"], published["number"]) == (True, 1)
    assert run_json("publish", folder) == {**published, "published": False}
    exported = run_json("export", tmp_path / "out")
    assert (exported["revision"], exported["written"]) == (published["revision"], exported["files"])
    assert run_json("export", "--git", tmp_path / "git") == {"folder": str(tmp_path / "git"), "committed": 1}


def test_publishes_edited_export(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert azrel("publish", folder) == 0
    assert azrel("export", out) == 0
    rename(out, "Old Zenda")
    assert azrel("publish", out, "--message", "Rename Zenda", "--author", "Ada", "--email", "ada@example.org") == 0
    (out / "relations/graustark.yaml").touch()
    assert azrel("export", out) == 0
    assert azrel("export", tmp_path / "other") == 0
    assert contents(tmp_path / "other") == contents(out)


def test_updates_export_without_losing_edits(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert azrel("publish", folder) == 0
    assert azrel("export", out) == 0
    rename(folder, "Old Zenda")
    (folder / "relations/michael.yaml").unlink()
    (folder / "relations/graustark.yaml").write_bytes(
        texts()["relations/graustark.yaml"].replace(b", michael-elphberg", b"")
    )
    assert azrel("publish", folder) == 0
    capsys.readouterr()
    assert azrel("export", out) == 0
    assert "3 of" in capsys.readouterr().out
    assert contents(out) == contents(folder)

    rename(out, "Mine")
    rename(folder, "Theirs")
    assert azrel("publish", folder) == 0
    assert azrel("export", out) == 2
    assert f"holds what no export wrote ({ZENDA})" in capsys.readouterr().err
    assert b"Mine" in (out / ZENDA).read_bytes()


def test_overwrites_no_other_folder(folder: Path, tmp_path: Path) -> None:
    assert azrel("publish", folder) == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.yaml").write_text("mine: yes\n", "utf-8")

    assert azrel("export", tmp_path / "mine") == 2
    assert azrel("export", folder) == 0, "what holds the same already is as good as an export"


def test_overwrites_no_concurrent_revision(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = write_base(tmp_path / "other", texts())
    assert azrel("publish", folder) == 0
    rename(other, "Never Exported")
    assert azrel("publish", other) == 2
    assert "is not known to be made from it" in capsys.readouterr().err

    assert azrel("publish", other, "--parent", "1", "--author", "Eve", "--message", "Rename") == 0
    rename(folder, "Overtaken")
    assert azrel("publish", folder) == 2
    error = capsys.readouterr().err
    assert "has changed since" in error
    assert "by Eve: Rename" in error

    assert azrel("publish", folder, "--force") == 0
    assert azrel("export", tmp_path / "out") == 0
    assert contents(tmp_path / "out") == contents(folder)


def test_refuses_folder_with_errors(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ZENDA).write_text("partner: zenda\n", "utf-8")
    assert azrel("publish", folder) == 2
    assert f"{ZENDA}:1:1" in capsys.readouterr().err
    assert azrel("export", tmp_path / "out") == 2
    assert "holds no revision" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["postgresql://127.0.0.1:9/none", "mysql://nowhere"])
def test_reports_unusable_database(
    folder: Path, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AZREL_DATABASE_URL", address)
    assert azrel("publish", folder) == 2
    assert "database" in capsys.readouterr().err


def test_reports_unreadable_mark(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ".azrel.json").write_text("{", "utf-8")
    assert azrel("publish", folder) == 2
    assert ".azrel.json" in capsys.readouterr().err


def test_commits_each_revision_once_as_its_author(folder: Path, tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    assert azrel("publish", folder, "--author", "Ada", "--email", "ada@example.org", "--message", "Begin") == 0
    assert azrel("export", "--git", repository) == 0
    for name in ("One", "Two"):
        rename(folder, name)
        assert azrel("publish", folder, "--author", "Ben", "--message", f"Name it {name}") == 0
    (folder / "relations/michael.yaml").write_text(
        "partner: michael-elphberg\nname: Michael Elphberg\nkind: person\naliases: [Mike]\n", "utf-8"
    )
    assert azrel("publish", folder, "--author", "Ada", "--message", "Add Mike") == 0
    for _ in range(2):
        assert azrel("export", "--git", repository) == 0

    log = git(repository, "log", "--reverse", "--format=%an <%ae> %s")
    assert log.splitlines() == [
        "Ada <ada@example.org> Begin",
        "Ben <> Name it One",
        "Ben <> Name it Two",
        "Ada <> Add Mike",
    ]
    assert contents(repository) == contents(folder)
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "log", "-1", "--format=%B").splitlines()[-1].startswith("Revision: 4 ")


def test_commits_into_folder_of_repository_with_other_files(folder: Path, tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    repository.mkdir()
    git(repository, "init", "--quiet")
    git(repository, "config", "user.name", "Eve")
    git(repository, "config", "user.email", "eve@example.org")
    (repository / "README").write_text("theirs\n", "utf-8")
    git(repository, "add", "README")
    git(repository, "commit", "--quiet", "-m", "Theirs")
    assert azrel("publish", folder) == 0
    assert azrel("export", "--git", repository / "knowledge") == 0
    assert contents(repository / "knowledge") == contents(folder)
    assert (repository / "README").read_text("utf-8") == "theirs\n"

    (repository / "knowledge" / ZENDA).write_text("mine\n", "utf-8")
    rename(folder, "Theirs")
    assert azrel("publish", folder) == 0
    assert azrel("export", "--git", repository / "knowledge") == 2
    assert (repository / "knowledge" / ZENDA).read_text("utf-8") == "mine\n"


def test_refuses_folder_without_repository(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert azrel("publish", folder) == 0
    assert azrel("export", "--git", folder) == 2
    assert "name an empty folder" in capsys.readouterr().err


async def export(store: Store, remote: Path, state: Path) -> None:
    await Exporter(str(remote), state).poll(Revisions(store))


async def test_exporter_pushes_each_revision_once(
    store: Store, other_store: Store, folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    remote, revisions = tmp_path / "remote.git", Revisions(store)
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", str(remote))
    await revisions.put(texts(), ADA, Origin.CLI, parent=None)
    await export(store, remote, tmp_path / "one")
    rename(folder, "Old Zenda")
    await revisions.put(contents(folder), ADA, Origin.SLACK, parent=None)
    exporter = Exporter(str(remote), tmp_path / "one")
    await exporter.poll(Revisions(other_store))
    assert git(remote, "rev-list", "--count", "main") == "1", "only one process does so"
    await exporter.poll(revisions)
    await exporter.poll(revisions)

    assert git(remote, "log", "--format=%an <%ae> %s", "main") == "\n".join(["Ada <ada@example.org> Edit zenda"] * 2)
    await export(store, remote, tmp_path / "another machine")
    assert git(remote, "rev-list", "--count", "main") == "2"
    assert git(remote, "show", f"main:{ZENDA}") == (folder / ZENDA).read_text("utf-8").strip()


async def test_exporter_retries_push_to_unreachable_remote(
    store: Store, folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    remote, polls = tmp_path / "remote.git", 0
    await Revisions(store).put(contents(folder), ADA, Origin.CLI, parent=None)

    async def sleep(_: float) -> None:
        nonlocal polls
        polls += 1
        if polls == 1:
            assert "will be later" in caplog.text
            git(tmp_path, "init", "--quiet", "--bare", "-b", "main", str(remote))
        if polls == 2:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await Exporter(str(remote), tmp_path / "state").keep(Revisions(store), sleep=sleep)
    assert git(remote, "rev-list", "--count", "main") == "1"


async def test_exporter_commits_into_existing_folder_of_knowledge(store: Store, folder: Path, tmp_path: Path) -> None:
    remote, work = tmp_path / "remote.git", tmp_path / "work"
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", str(remote))
    git(tmp_path, "clone", "--quiet", str(remote), str(work))
    write_base(work / "knowledge", texts())
    git(work, "add", ".")
    git(work, "-c", "user.name=Eve", "-c", "user.email=e@example.org", "commit", "--quiet", "-m", "Theirs")
    git(work, "push", "--quiet", "origin", "HEAD:main")
    rename(folder, "Old Zenda")
    await Revisions(store).put(contents(folder), ADA, Origin.CLI, parent=None)
    await export(store, remote, tmp_path / "state")

    assert git(remote, "diff-tree", "-r", "--name-only", "main^", "main") == f"knowledge/{ZENDA}"
