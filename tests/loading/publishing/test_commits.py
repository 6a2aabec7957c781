"""A published edit is committed for its author, beside anyone's other work, and pushed."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.domain.publishing import Edition, GitRefused, Waiting
from bot.loading.checkout import to_message
from bot.loading.publishing import publish
from tests.loading.publishing.repositories import ADA, NEW, OLD, PATH, git, needs_git, rename, status_of


def test_commits_for_author_with_approver(checkout: Path, state: Path) -> None:
    head = git(checkout, "rev-parse", "HEAD").strip()

    published = publish(checkout, rename(), ADA, state=state)

    assert git(checkout, "log", "-1", "--format=%H|%P|%an|%ae|%cn|%s|%b|%(trailers:key=Approved-by,valueonly)") == (
        f"{published.commit}|{head}|Ada Lovelace|ada@example.org|azrel|Edit sylvania: its new name|"
        "The Gazette says so.\n\nApproved-by: Ben\n|Ben\n\n"
    )
    assert git(checkout, "show", "--name-only", "--format=").split() == [f"knowledge/{PATH}"]
    assert status_of(checkout.parent) == {
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
    before = status_of(top)
    index = git(top, "ls-files", "-s", "--", ".", f":!knowledge/{PATH}")

    publish(checkout, rename(), ADA, state=state)

    assert status_of(top) == before
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
    before, content = status_of(checkout.parent), (checkout / PATH).read_bytes()

    with pytest.raises(Waiting, match=r"sylvania\.yaml has changes that are not committed: commit them first"):
        publish(checkout, rename(), ADA, state=state)
    assert status_of(checkout.parent) == before
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
    monkeypatch.setattr(
        "bot.loading.git.git_environment", lambda: {**os.environ, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    )

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
    assert status_of(checkout.parent)["status --porcelain=v2"] == ""


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
