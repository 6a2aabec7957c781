"""Edits are published to files and git as a whole or not at all, without touching anyone's other work."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bot.domain.publishing import (
    Busy,
    Edition,
    GitRefused,
    NotCommitted,
    NotPublished,
    Published,
    Refused,
    Unwritable,
    Waiting,
)
from bot.loading import documents, load_folder
from bot.loading.checkout import Checkout, to_message
from bot.loading.exclusive import exclusive
from bot.loading.publishing import publish
from bot.loading.writing import write_files
from tests.bases import texts, write_base

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

PATH = "relations/sylvania.yaml"
OLD, NEW = "name: Sylvania\n", "name: Greater Sylvania\n"
ADA = Edition("Ada Lovelace", "ada@example.org", "Ben", "Edit sylvania: its new name", "The Gazette says so.")
HUMAN = ["-c", "user.name=Hugh", "-c", "user.email=hugh@example.org", "-c", "commit.gpgsign=false"]


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *HUMAN, *arguments], check=True, capture_output=True, text=True)  # noqa: S607
    return done.stdout


def rename(old: str = OLD, new: str = NEW, path: str = PATH) -> Callable[[Mapping[str, str]], Mapping[str, str]]:
    """Make an edit that replaces one text by another, and does nothing once that is done."""

    def edit(files: Mapping[str, str]) -> Mapping[str, str]:
        if old not in files[path] and new not in files[path]:
            raise LookupError("a conflict")
        return {path: files[path].replace(old, new)}

    return edit


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write the base's files to a folder."""
    root = tmp_path / "work/knowledge"
    write_base(root, texts())
    return root


@pytest.fixture
def checkout(root: Path) -> Path:
    """Commit the folder to a checkout, beside another file."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    (root.parent / "code.py").write_text("one\n", "utf-8")
    git(root.parent, "init", "-b", "main")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-m", "Begin")
    return root


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def snapshot_of(top: Path) -> dict[str, str]:
    """Return the state of a checkout as a person sees it."""
    return {
        command: git(top, *command.split())
        for command in ("status --porcelain=v2", "diff", "diff --cached", "stash list")
    }


def test_writes_edit_to_folder(root: Path, state: Path) -> None:
    published = publish(root, rename(), ADA, state=state)

    assert published == Published((PATH,), load_folder(root).revision, uncommitted="the folder is in no git repository")
    assert NEW in (root / PATH).read_text("utf-8")
    assert publish(root, rename(), ADA, state=state).paths == ()


def test_parses_only_changed_files(root: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = load_folder(root).documents
    (root / "relations/graustark.yaml").write_text(read["relations/graustark.yaml"].text + "# edited\n", "utf-8")
    parsed: list[str] = []
    parse = documents._parse

    def note(path: str, content: bytes) -> documents.Document:
        parsed.append(path)
        return parse(path, content)

    monkeypatch.setattr(documents, "_parse", note)
    published = publish(root, rename(), ADA, state=state, parsed=read)

    assert parsed == ["relations/graustark.yaml", PATH]
    monkeypatch.undo()
    assert published.revision == load_folder(root).revision


def test_passes_on_exceptions_of_edit(root: Path, state: Path) -> None:
    with pytest.raises(LookupError, match="a conflict"):
        publish(root, rename("nothing", "something"), ADA, state=state)


def test_refuses_new_errors(root: Path, state: Path) -> None:
    (root / "relations/zembla.yaml").write_text("partner: zembla\nname: Zembla\nkind: castle\n", "utf-8")
    before = (root / PATH).read_bytes()

    with pytest.raises(Refused, match="unknown-key") as refused:
        publish(root, rename(OLD, f"{OLD}nick: Syl\n"), ADA, state=state)
    assert [(problem.location.path, problem.rule) for problem in refused.value.problems] == [(PATH, "unknown-key")]
    assert (root / PATH).read_bytes() == before
    assert publish(root, rename(), ADA, state=state).paths == (PATH,)


@pytest.mark.parametrize(
    "path",
    [
        "../x.yaml",
        "/x.yaml",
        "relations/../x.yaml",
        "relations/.x.yaml",
        "a//b.yaml",
        "x.txt",
        "verified.lock",
        "a\\b.yaml",
        "a\n.yaml",
        "",
    ],
)
def test_refuses_edit_of_other_files(root: Path, state: Path, path: str) -> None:
    with pytest.raises(ValueError, match="no file of knowledge"):
        publish(root, lambda files: {path: "partner: x\n"}, ADA, state=state)


def test_creates_new_file(checkout: Path, state: Path) -> None:
    new = {"relations/zembla.yaml": "partner: zembla\nname: Zembla\nkind: state\nsummary: It is far north.\n"}

    published = publish(checkout, lambda files: new, ADA, state=state)

    assert published.paths == ("relations/zembla.yaml",)
    assert git(checkout, "show", "--name-status", "--format=").split() == ["A", "knowledge/relations/zembla.yaml"]
    assert snapshot_of(checkout.parent)["status --porcelain=v2"] == ""


def test_keeps_form_and_permissions_of_file(root: Path, state: Path) -> None:
    file = root / PATH
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    file.chmod(0o640)

    publish(root, rename("name: Sylvania\r\n", "name: Greater Sylvania\r\n"), ADA, state=state)

    assert file.read_bytes().startswith(b"\xef\xbb\xbfpartner: sylvania\r\nname: Greater Sylvania\r\n")
    assert file.stat().st_mode & 0o777 == 0o640
    assert [found.name for found in file.parent.iterdir() if found.name.startswith(".")] == []


def test_keeps_link_to_file(root: Path, state: Path) -> None:
    (root / PATH).rename(root / "relations/.kept")
    (root / PATH).symlink_to(".kept")

    publish(root, rename(), ADA, state=state)

    assert (root / PATH).is_symlink()
    assert NEW in (root / "relations/.kept").read_text("utf-8")


def test_commits_for_author_with_approver(checkout: Path, state: Path) -> None:
    head = git(checkout, "rev-parse", "HEAD").strip()

    published = publish(checkout, rename(), ADA, state=state)

    assert git(checkout, "log", "-1", "--format=%H|%P|%an|%ae|%cn|%s|%b|%(trailers:key=Approved-by,valueonly)") == (
        f"{published.commit}|{head}|Ada Lovelace|ada@example.org|azrel|Edit sylvania: its new name|"
        "The Gazette says so.\n\nApproved-by: Ben\n|Ben\n\n"
    )
    assert git(checkout, "show", "--name-only", "--format=").split() == [f"knowledge/{PATH}"]
    assert snapshot_of(checkout.parent) == {
        "status --porcelain=v2": "",
        "diff": "",
        "diff --cached": "",
        "stash list": "",
    }
    assert git(checkout, "fsck", "--strict") == ""


@pytest.mark.parametrize(
    ("edition", "message"),
    [
        (Edition("A", "", "Ben", "Edit x:  a\nb"), "Edit x: a b\n\nApproved-by: Ben\n"),
        (Edition("A", "", "Ben", "w" * 80), f"{'w' * 71}…\n\nApproved-by: Ben\n"),
        (
            Edition("A", "", "Ben <ben@example.org>\nApproved-by: Eve", "s", "One.\n\nApproved-by: Eve\0"),
            "s\n\nOne.\n\nApproved-by: Eve\n\nApproved-by: Ben ben@example.org Approved-by: Eve\n",
        ),
        (Edition("A", "", "", "s", "\n\n"), "s\n\nApproved-by: unknown\n"),
    ],
)
def test_git_parses_commit_message(edition: Edition, message: str) -> None:
    assert to_message(edition) == message


@pytest.mark.parametrize(
    ("author", "email", "expected"),
    [
        ("Ada <x>\n", "", "Ada x <>"),
        ("", "ada@example.org", "ada@example.org <ada@example.org>"),
        ("<>", "", "unknown curator <>"),
    ],
)
def test_commits_for_author_without_name_or_address(
    checkout: Path, state: Path, author: str, email: str, expected: str
) -> None:
    publish(checkout, rename(), Edition(author, email, "Ben", "Edit"), state=state)

    assert git(checkout, "log", "-1", "--format=%an <%ae>").strip() == expected


def test_keeps_work_on_other_files(checkout: Path, state: Path) -> None:
    top = checkout.parent
    (top / "code.py").write_text("one\ntwo\n", "utf-8")
    git(top, "add", "code.py")
    (top / "code.py").write_text("one\ntwo\nthree\n", "utf-8")
    (top / "untracked").write_text("new\n", "utf-8")
    (top / "staged").write_text("new\n", "utf-8")
    git(top, "add", "staged")
    topics = checkout / "topics.yaml"
    topics.write_text("# mine\n" + topics.read_text("utf-8"), "utf-8")
    git(top, "rm", "-q", "--cached", "knowledge/relations/ruritania.yaml")
    before = snapshot_of(top)
    index = git(top, "ls-files", "-s", "--", ".", f":!knowledge/{PATH}")

    publish(checkout, rename(), ADA, state=state)

    assert snapshot_of(top) == before
    assert git(top, "ls-files", "-s", "--", ".", f":!knowledge/{PATH}") == index
    assert git(top, "show", "--name-only", "--format=").split() == [f"knowledge/{PATH}"]


def change_and_stage(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    git(path.parent, "add", path.name)


def change_stage_and_take_back(path: Path) -> None:
    text = path.read_text("utf-8")
    change_and_stage(path)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    "work",
    [
        lambda path: path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8"),
        change_and_stage,
        change_stage_and_take_back,
        lambda path: git(path.parent, "rm", "-q", "--cached", path.name),
    ],
)
def test_waits_for_uncommitted_work_on_the_file(checkout: Path, state: Path, work: Callable[[Path], Any]) -> None:
    work(checkout / PATH)
    before, content = snapshot_of(checkout.parent), (checkout / PATH).read_bytes()

    with pytest.raises(Waiting, match=r"sylvania\.yaml has changes that are not committed: commit them first"):
        publish(checkout, rename(), ADA, state=state)
    assert snapshot_of(checkout.parent) == before
    assert (checkout / PATH).read_bytes() == content

    git(checkout, "add", ".")
    git(checkout, "commit", "--allow-empty", "-m", "Mine")
    assert publish(checkout, rename(), ADA, state=state).commit


def test_waits_for_merge_with_conflicts(checkout: Path, state: Path) -> None:
    for branch, name in (("other", "Lower"), ("main", "Upper")):
        git(checkout, "switch", *(["-c"] if branch == "other" else []), branch)
        (checkout / "topics.yaml").write_text(f"# {name}\n" + (checkout / "topics.yaml").read_text("utf-8"), "utf-8")
        git(checkout, "commit", "-am", name)
    with pytest.raises(subprocess.CalledProcessError):
        git(checkout, "merge", "other")

    with pytest.raises(Waiting, match=r"a merge is under way in .*: finish it, or give it up by 'git merge --abort'"):
        publish(checkout, rename(), ADA, state=state)
    git(checkout, "merge", "--abort")
    with pytest.raises(subprocess.CalledProcessError):
        git(checkout, "rebase", "other")
    with pytest.raises(Waiting, match="a rebase is under way"):
        publish(checkout, rename(), ADA, state=state)
    git(checkout, "rebase", "--abort")
    assert publish(checkout, rename(), ADA, state=state).commit


def test_refuses_without_branch(checkout: Path, state: Path) -> None:
    git(checkout, "switch", "--detach", "-q")

    with pytest.raises(GitRefused, match=r"no branch is checked out in .*: check one out by 'git switch BRANCH'"):
        publish(checkout, rename(), ADA, state=state)
    assert NEW not in (checkout / PATH).read_text("utf-8")


@needs_git
def test_only_writes_folder_outside_repository(root: Path, state: Path) -> None:
    git(root.parent, "init")
    assert "is not committed in its repository" in publish(root, rename(), ADA, state=state).uncommitted
    (root.parent / ".gitignore").write_text("knowledge\n", "utf-8")
    git(root.parent, "add", ".gitignore")
    git(root.parent, "commit", "-m", "Ignore")

    published = publish(root, rename(NEW, OLD), ADA, state=state)

    assert (published.paths, published.commit) == ((PATH,), None)
    assert git(root.parent, "log", "--format=%s") == "Ignore\n"


def test_only_writes_without_git(checkout: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(state))

    published = publish(checkout, rename(), ADA, state=state)

    assert (published.paths, published.commit, published.uncommitted) == ((PATH,), None, "git is not installed here")


def test_refuses_checkout_of_dubious_ownership_with_cure(
    checkout: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.loading.git._environment", lambda: {**os.environ, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})

    with pytest.raises(GitRefused, match=r"dubious ownership.*git config --global --add safe\.directory"):
        publish(checkout, rename(), ADA, state=state)
    assert NEW not in (checkout / PATH).read_text("utf-8")


def test_git_ignores_our_environment(checkout: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(state))

    assert publish(checkout, rename(), ADA, state=state).commit


def test_runs_no_hook(checkout: Path, state: Path) -> None:
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-index-change"):
        hook = checkout.parent / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {checkout.parent}/ran\nexit 1\n", "utf-8")
        hook.chmod(0o755)

    assert publish(checkout, rename(), ADA, state=state).commit
    assert not (checkout.parent / "ran").exists()


def test_commits_line_ends_as_git_add_does(checkout: Path, state: Path) -> None:
    git(checkout, "config", "core.autocrlf", "true")
    (checkout / PATH).unlink()
    git(checkout, "checkout", "--", PATH)
    assert b"\r\n" in (checkout / PATH).read_bytes()

    publish(checkout, rename("name: Sylvania\r\n", "name: Greater Sylvania\r\n"), ADA, state=state)

    assert git(checkout, "show", "--format=", "--numstat").split()[:2] == ["1", "1"]
    assert snapshot_of(checkout.parent)["status --porcelain=v2"] == ""


STEPS = [
    "bot.loading.publishing.write_files",
    "bot.loading.writing._check",
    "bot.loading.writing._move",
    "bot.loading.publishing._commit",
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
        patch.setattr("bot.loading.writing._take_back", lambda *arguments: None)
        with pytest.raises(Killed):
            publish(checkout, rename(), ADA, state=state)
    after = before.replace(OLD, NEW)
    assert (checkout / PATH).read_text("utf-8") in (before, after)
    assert load_folder(checkout).snapshot is not None

    publish(checkout, rename(), ADA, state=state)
    assert (checkout / PATH).read_text("utf-8") == after
    assert git(checkout, "log", "--format=%s") == "Edit sylvania: its new name\nBegin\n"
    assert snapshot_of(checkout.parent)["status --porcelain=v2"] == ""
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
    assert snapshot_of(checkout.parent)["status --porcelain=v2"] == ""


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
    assert snapshot_of(checkout.parent)["status --porcelain=v2"] == ""
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
    assert snapshot_of(checkout.parent)["status --porcelain=v2"] == ""


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


@pytest.mark.parametrize("step", ["open", "replace"])
def test_reports_unwritable_file(checkout: Path, state: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before, content = snapshot_of(checkout.parent), (checkout / PATH).read_bytes()
    real = getattr(Path, step)

    def refuse(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.name.startswith(".azrel-"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, step, refuse)
        with pytest.raises(
            Unwritable, match=rf"cannot write .*{PATH}: Permission denied: let this user write in .*relations"
        ):
            publish(checkout, rename(), ADA, state=state)
    assert (checkout / PATH).read_bytes() == content
    assert snapshot_of(checkout.parent) == before


def test_writes_all_files_or_none(root: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = "relations/ruritania.yaml"
    edits = [rename(), rename("name: Ruritania\n", "name: Old Ruritania\n", other)]
    before = {path: (root / path).read_bytes() for path in (PATH, other)}
    real, moves = Path.replace, []

    def fail_the_second(path: Path, target: Path) -> Path:
        moves.append(target)
        if len(moves) == 2:
            raise OSError(28, "No space left on device", str(target))
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail_the_second)
        with pytest.raises(Unwritable, match="No space left on device"):
            publish(root, lambda files: {**edits[0](files), **edits[1](files)}, ADA, state=state)
    assert {path: (root / path).read_bytes() for path in (PATH, other)} == before

    assert len(publish(root, lambda files: {**edits[0](files), **edits[1](files)}, ADA, state=state).paths) == 2


def test_reports_unwritable_state_folder(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Unwritable, match="name a folder that can be written in AZREL_STATE_DIR"):
        publish(root, rename(), ADA, state=tmp_path / "file")
    with pytest.raises(NotPublished, match="cannot read the knowledge"):
        publish(tmp_path / "none", rename(), ADA, state=tmp_path / "state")


def test_releases_lock(root: Path, state: Path) -> None:
    with exclusive(root, state, 0):
        pass
    with exclusive(root, state, 0):
        pass


def test_pushes_to_named_remote(checkout: Path, state: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    git(tmp_path, "init", "--bare", "-b", "main", "remote")
    git(checkout, "remote", "add", "origin", str(tmp_path / "remote"))

    published = publish(checkout, rename(), ADA, state=state, push="origin")

    assert (published.unpushed, caplog.text) == ("", "")
    assert git(tmp_path / "remote", "rev-parse", "main").strip() == published.commit


def test_failed_push_undoes_nothing(
    checkout: Path, state: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    git(tmp_path, "init", "--bare", "-b", "main", "remote")
    git(checkout, "remote", "add", "origin", str(tmp_path / "remote"))
    git(tmp_path, "clone", "-q", str(checkout.parent), "other")
    git(tmp_path / "other", "commit", "--allow-empty", "-m", "Theirs")
    git(tmp_path / "other", "push", str(tmp_path / "remote"), "main")
    theirs = git(tmp_path / "remote", "rev-parse", "main")

    published = publish(checkout, rename(), ADA, state=state, push="origin")

    assert "rejected" in published.unpushed
    assert "was not pushed to origin" in caplog.text
    assert published.commit == git(checkout, "rev-parse", "HEAD").strip()
    assert git(tmp_path / "remote", "rev-parse", "main") == theirs
    git(checkout, "remote", "add", "lost", "https://ada:secret@localhost:1/x.git")
    published = publish(checkout, rename(NEW, OLD), ADA, state=state, push="lost")
    assert published.unpushed
    assert "secret" not in published.unpushed + caplog.text
