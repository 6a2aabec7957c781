"""A kill, a failure or another writer at any moment loses no edit and leaves nothing half done."""

import subprocess
import sys
import threading
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bot.domain.publishing import Busy, NotCommitted, Published
from bot.loading import load_folder
from bot.loading.checkout import Checkout
from bot.loading.exclusive import exclusive
from bot.loading.publishing import publish
from bot.loading.writing import write_files
from tests.loading.publishing.repositories import ADA, NEW, OLD, PATH, git, rename, status_of

STEPS = [
    "bot.loading.publishing.write_files",
    "bot.loading.writing.check_unchanged",
    "bot.loading.writing.move_into_place",
    "bot.loading.publishing.commit_blobs",
    "bot.loading.checkout.Checkout.keep",
    "bot.loading.checkout.Checkout.prepare_commit",
    "bot.loading.checkout.Checkout.refresh_index",
    "bot.loading.checkout.Checkout.move_branch",
]


class Killed(BaseException):
    """Simulates the end of the process."""


@pytest.mark.parametrize("does_it_first", [False, True])
@pytest.mark.parametrize("step", STEPS)
def test_next_try_completes_after_kill_at_any_step(
    checkout: Path, state: Path, monkeypatch: pytest.MonkeyPatch, step: str, does_it_first: bool
) -> None:
    module, _, name = step.rpartition(".")
    owner = import_module(module) if "Checkout" not in module else Checkout
    real, before = getattr(owner, name), (checkout / PATH).read_text("utf-8")

    def die(*arguments: Any) -> None:
        if does_it_first:
            real(*arguments)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, die)
        # A killed process takes nothing back.
        patch.setattr("bot.loading.writing.take_back", lambda *arguments: None)
        with pytest.raises(Killed):
            publish(checkout, rename(), ADA, state=state)
    after = before.replace(OLD, NEW)
    assert (checkout / PATH).read_text("utf-8") in (before, after)
    assert load_folder(checkout).snapshot is not None

    publish(checkout, rename(), ADA, state=state)
    assert (checkout / PATH).read_text("utf-8") == after
    assert git(checkout, "log", "--format=%s") == "Edit sylvania: its new name\nBegin\n"
    assert status_of(checkout.parent)["status --porcelain=v2"] == ""
    assert publish(checkout, rename(), ADA, state=state) == Published((), load_folder(checkout).revision)
    assert git(checkout, "rev-list", "--count", "HEAD").strip() == "2"


def test_next_try_commits_after_git_failure(checkout: Path, state: Path) -> None:
    lock = checkout.parent / ".git/refs/heads/main.lock"
    lock.touch()
    with pytest.raises(NotCommitted, match=r"the edit is in the files and not committed: .*: publish it again"):
        publish(checkout, rename(), ADA, state=state)
    assert NEW in (checkout / PATH).read_text("utf-8")
    lock.unlink()

    assert publish(checkout, rename(), ADA, state=state).commit
    assert status_of(checkout.parent)["status --porcelain=v2"] == ""


def test_locked_index_leaves_nothing_half_done(checkout: Path, state: Path) -> None:
    lock = checkout.parent / ".git/index.lock"
    lock.touch()
    with pytest.raises(NotCommitted, match=r"index\.lock"):
        publish(checkout, rename(), ADA, state=state)
    lock.unlink()

    assert publish(checkout, rename(), ADA, state=state).commit


def test_commits_on_top_of_concurrent_commit(checkout: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = write_files

    def write(*arguments: Any) -> None:
        real(*arguments)
        (checkout.parent / "code.py").write_text("theirs\n", "utf-8")
        git(checkout, "commit", "-m", "Theirs", "--", "../code.py")

    monkeypatch.setattr("bot.loading.publishing.write_files", write)
    publish(checkout, rename(), ADA, state=state)

    assert git(checkout, "log", "--format=%s") == "Edit sylvania: its new name\nTheirs\nBegin\n"
    assert status_of(checkout.parent)["status --porcelain=v2"] == ""
    assert (checkout.parent / "code.py").read_text("utf-8") == "theirs\n"


def test_accepts_commit_made_by_a_person(checkout: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = write_files

    def write(*arguments: Any) -> None:
        real(*arguments)
        git(checkout, "commit", "-am", "All of it")

    monkeypatch.setattr("bot.loading.publishing.write_files", write)
    published = publish(checkout, rename(), ADA, state=state)

    assert published.commit == git(checkout, "rev-parse", "HEAD").strip()
    assert git(checkout, "log", "--format=%s") == "All of it\nBegin\n"


def test_keeps_concurrent_hand_edit(root: Path, state: Path) -> None:
    edit = rename()
    tries: list[int] = []

    def slow(files: Mapping[str, str]) -> Mapping[str, str]:
        if not tries:
            (root / PATH).write_text((root / PATH).read_text("utf-8") + "# by hand\n", "utf-8")
        tries.append(1)
        return edit(files)

    publish(root, slow, ADA, state=state)

    assert len(tries) == 2
    assert NEW in (root / PATH).read_text("utf-8")
    assert (root / PATH).read_text("utf-8").endswith("# by hand\n")


def test_gives_up_on_folder_that_keeps_changing(root: Path, state: Path) -> None:
    edit = rename()

    def always(files: Mapping[str, str]) -> Mapping[str, str]:
        (root / "topics.yaml").write_text((root / "topics.yaml").read_text("utf-8") + "# more\n", "utf-8")
        return edit(files)

    with pytest.raises(Busy, match="keeps changing"):
        publish(root, always, ADA, state=state)
    assert NEW not in (root / PATH).read_text("utf-8")


def test_concurrent_publishers_keep_both_edits(checkout: Path, state: Path) -> None:
    edits = [rename(), rename("name: Ruritania\n", "name: Old Ruritania\n", "relations/ruritania.yaml")]
    edits += [rename("kind: state\n", f"kind: state\n# {number}\n") for number in range(2)]
    threads = [
        threading.Thread(target=publish, args=(checkout, edit, ADA), kwargs={"state": state, "seconds": 60.0})
        for edit in edits
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    text = (checkout / PATH).read_text("utf-8")
    assert NEW in text
    assert "# 0\n" in text
    assert "# 1\n" in text
    assert "Old Ruritania" in (checkout / "relations/ruritania.yaml").read_text("utf-8")
    assert git(checkout, "rev-list", "--count", "HEAD").strip() == "5"
    assert status_of(checkout.parent)["status --porcelain=v2"] == ""


def test_waits_for_lock_until_timeout_and_not_for_dead_process(root: Path, state: Path) -> None:
    code = (
        "import sys, pathlib; from bot.loading.exclusive import exclusive\n"
        "with exclusive(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), 1): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(root), str(state)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Busy, match="another process is publishing"):
            publish(root, rename(), ADA, state=state, seconds=0)
        other.kill()
        other.wait()
        assert publish(root, rename(), ADA, state=state).paths == (PATH,)


def test_releases_lock(root: Path, state: Path) -> None:
    with exclusive(root, state, 0):
        pass
    with exclusive(root, state, 0):
        pass
