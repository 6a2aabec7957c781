"""The history of a fact has the commits that changed it, in whatever file, and no others."""

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.domain.publishing import Edition
from bot.loading import history as module
from bot.loading import open_folder
from bot.loading.checkout import Checkout, find_checkout
from bot.loading.history import History, read_history
from bot.loading.publishing import publish
from tests.bases import texts, write_base

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

FACT = "ruritania-kingdom"
PATH = "relations/ruritania.yaml"
OLD = "Ruritania is ruled by a king."
HUMAN = ["-c", "user.name=Hugh", "-c", "user.email=hugh@example.org", "-c", "commit.gpgsign=false"]


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *HUMAN, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Commit the base's files to a new checkout."""
    root = tmp_path / "work/knowledge"
    write_base(root, texts())
    git(root.parent, "init", "-b", "main")
    commit(root, "Begin")
    return root


def commit(root: Path, message: str) -> None:
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "-m", message)


def edit(root: Path, old: str, new: str, path: str = PATH) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


def state(root: Path, new: str) -> None:
    """Replace the fact's statement."""
    lines = (root / PATH).read_text("utf-8").splitlines(keepends=True)
    line_index = next(number for number, line in enumerate(lines) if "statement:" in line)
    lines[line_index] = f"{lines[line_index].partition('statement:')[0]}statement: {new}\n"
    (root / PATH).write_text("".join(lines), "utf-8")


def history(root: Path, fact: str = FACT) -> History:
    checkout = find_checkout(root)
    assert isinstance(checkout, Checkout)
    folder = open_folder(root)
    path = next((path for path in folder.documents if fact in folder.ids_in(path, "facts")), None)
    return read_history(checkout, root, fact, path)


def summary(found: History) -> list[tuple[str, object, object]]:
    """Return each change's subject, with the statement before and after."""
    return [
        (change.subject, change.before and change.before["statement"], change.after and change.after["statement"])
        for change in found.changes
    ]


def test_history_has_only_commits_that_changed_the_fact(root: Path) -> None:
    edit(root, "name: Ruritania\n", "name: Old Ruritania\n")
    commit(root, "Rename the partner")
    edit(root, "statement: ", "# a comment\n    statement: >-\n      ")
    commit(root, "Only its form")
    edit(root, OLD, "A queen rules it.")
    commit(root, "Crown a queen\n\nThe Gazette says so.\n\nOf the year 2018.")

    found = history(root)

    assert summary(found) == [("Crown a queen", OLD, "A queen rules it."), ("Begin", None, OLD)]
    assert found.is_complete
    newest = found.changes[0]
    assert (newest.author, newest.email, newest.approved_by) == ("Hugh", "hugh@example.org", ())
    assert (newest.note, newest.proposal) == ("The Gazette says so.\n\nOf the year 2018.", "")
    assert (newest.path, newest.partner) == (f"knowledge/{PATH}", "ruritania")
    assert newest.commit == git(root, "rev-parse", "HEAD").strip()
    assert newest.at.isoformat() == git(root, "log", "-1", "--format=%aI").strip().replace("Z", "+00:00")


def test_published_change_has_approver_and_note(root: Path) -> None:
    edition = Edition("Ada", "ada@example.org", "Ben", "Edit it", "Because.\n\nAnd so on.", "P1")
    publish(root, lambda files: {PATH: files[PATH].replace(OLD, "New.")}, edition, state=root.parent.parent / "state")

    change = history(root).changes[0]

    assert (change.author, change.approved_by, change.proposal) == ("Ada", ("Ben",), "P1")
    assert (change.subject, change.note) == ("Edit it", "Because.\n\nAnd so on.")


@pytest.mark.parametrize(
    ("body", "note", "approved_by"),
    [
        ("Approved-by: Ben", "", ("Ben",)),
        ("Text.\nApproved-by: Eve", "Text.\nApproved-by: Eve", ()),
        ("Approved-by: Eve\n\nText.", "Approved-by: Eve\n\nText.", ()),
        ("Text.\n\nSigned-off-by: A\nApproved-by: B\nApproved-by: C", "Text.", ("B", "C")),
    ],
)
def test_reads_trailers_only_at_the_end(root: Path, body: str, note: str, approved_by: tuple[str, ...]) -> None:
    edit(root, OLD, "New.")
    commit(root, f"Edit\n\n{body}")

    change = history(root).changes[0]

    assert (change.note, change.approved_by) == (note, approved_by)


def test_follows_fact_through_renames(root: Path) -> None:
    state(root, "Second.")
    commit(root, "Second")
    (root / PATH).rename(root / "relations/strelsau.yaml")
    commit(root, "Rename the file")
    edit(root, "Second.", "Third.", "relations/strelsau.yaml")
    commit(root, "Third")

    assert summary(history(root)) == [("Third", "Second.", "Third."), ("Second", OLD, "Second."), ("Begin", None, OLD)]


def test_follows_fact_that_moves_and_changes(root: Path) -> None:
    text = (root / PATH).read_text("utf-8")
    facts = text.index("facts:")
    (root / PATH).write_text(text[:facts], "utf-8")
    (root / "relations/more.yaml").write_text(text.replace(OLD, "Moved."), "utf-8")
    commit(root, "Move it")

    assert summary(history(root)) == [("Move it", OLD, "Moved."), ("Begin", None, OLD)]


def test_removed_fact_has_history(root: Path) -> None:
    text = (root / PATH).read_text("utf-8")
    (root / PATH).write_text(text[: text.index("facts:")], "utf-8")
    commit(root, "Remove it")
    edit(root, "name: Sylvania\n", "name: Greater Sylvania\n", "relations/sylvania.yaml")
    commit(root, "Something else")

    assert summary(history(root)) == [("Remove it", OLD, None), ("Begin", None, OLD)]

    (root / PATH).write_text(text, "utf-8")
    commit(root, "Restore it")
    assert summary(history(root)) == [("Restore it", None, OLD), ("Remove it", OLD, None), ("Begin", None, OLD)]


def test_unknown_fact_has_no_history(root: Path) -> None:
    assert history(root, "nothing-like-it") == History((), True)


def test_mistake_and_correction_are_one_change(root: Path) -> None:
    edit(root, "facts:", "facts: [")
    commit(root, "Break the file")
    edit(root, "facts: [", "facts:")
    edit(root, OLD, "New.")
    commit(root, "Fix it")
    edit(root, "facts:", "facts: [")
    commit(root, "Break it again")

    checkout = find_checkout(root)
    assert isinstance(checkout, Checkout)
    assert summary(read_history(checkout, root, FACT, PATH)) == [("Fix it", OLD, "New."), ("Begin", None, OLD)]


def test_merge_counts_only_with_changes_of_its_own(root: Path) -> None:
    git(root, "switch", "-q", "-c", "other")
    edit(root, OLD, "Theirs.")
    commit(root, "Theirs")
    git(root, "switch", "-q", "main")
    edit(root, "name: Ruritania\n", "name: Old Ruritania\n")
    commit(root, "Rename the partner")
    git(root, "merge", "-q", "other", "-m", "Merge")

    assert summary(history(root)) == [("Theirs", OLD, "Theirs."), ("Begin", None, OLD)]

    git(root, "switch", "-q", "-c", "third")
    edit(root, "Theirs.", "A.")
    commit(root, "A")
    git(root, "switch", "-q", "main")
    edit(root, "Theirs.", "B.")
    commit(root, "B")
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "third")
    text = git(root, "show", f"main:knowledge/{PATH}")
    (root / PATH).write_text(text.replace("B.", "Both."), "utf-8")
    commit(root, "Merge both")
    assert summary(history(root))[0] == ("Merge both", "B.", "Both.")


def test_shallow_clone_begins_without_change(root: Path, tmp_path: Path) -> None:
    edit(root, OLD, "Second.")
    commit(root, "Second")
    edit(root, "Second.", "Third.")
    commit(root, "Third")
    git(tmp_path, "clone", "-q", "--depth", "2", root.parent.as_uri(), "shallow")

    found = history(tmp_path / "shallow/knowledge")

    assert summary(found) == [("Third", "Second.", "Third.")]
    assert not found.is_complete


def test_reads_no_more_commits_than_the_limit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        state(root, f"Number {number}.")
        commit(root, f"Number {number}")
    monkeypatch.setattr(module, "MOST_COMMITS", 3)
    found = history(root)
    assert ([change.subject for change in found.changes], found.is_complete) == (
        ["Number 3", "Number 2", "Number 1"],
        False,
    )

    monkeypatch.setattr(module, "MOST_COMMITS", 9)
    monkeypatch.setattr(module, "MOST_CHANGES", 2)
    found = history(root)
    assert ([change.subject for change in found.changes], found.is_complete) == (["Number 3", "Number 2"], False)


def test_reads_during_merge_and_without_branch(root: Path) -> None:
    git(root, "switch", "-q", "--detach")
    edit(root, OLD, "New.")
    commit(root, "On no branch")

    assert summary(history(root))[0] == ("On no branch", OLD, "New.")
