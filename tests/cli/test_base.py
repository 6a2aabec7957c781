"""The base's files for curating: changes are published once, and their history is read."""

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.cli.base import FolderBase
from bot.domain.operations import Fields, Kind, Operation, hash_of
from bot.loading.checkout import Checkout
from bot.loading.reload import Reloader
from bot.search import Index, build
from bot.services.curating import ChangedMeanwhile, Credit, NotApplied
from tests.bases import texts, write_base

FACT, PATH = "ruritania-kingdom", "relations/ruritania.yaml"
OLD, NEW = "Ruritania is ruled by a king.", "Ruritania is ruled by a queen."
ADA, BEN = Credit("Ada", "ada@example.org"), Credit("Ben", "ben@example.org")
HUMAN = ["-c", "user.name=Hugh", "-c", "user.email=hugh@example.org", "-c", "commit.gpgsign=false"]


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *HUMAN, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "base"
    write_base(root, texts())
    return root


@pytest.fixture
def reloader(root: Path) -> Reloader[Index]:
    reloader = Reloader(root, build)
    reloader.start()
    return reloader


@pytest.fixture
def base(root: Path, reloader: Reloader[Index], tmp_path: Path) -> FolderBase:
    """Return the committed folder in a checkout."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(root, "init", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-m", "Begin")
    return FolderBase(root, reloader, tmp_path / "state")


def edit_of(base: FolderBase, **changes: str) -> Operation:
    current = base.find(FACT)
    assert current
    fields: Fields = {**current.fields, **changes}
    return Operation(Kind.EDIT, current.partner, FACT, fields, current.hash)


def test_commits_approved_change_once(base: FolderBase, root: Path, reloader: Reloader[Index]) -> None:
    operation = edit_of(base, statement=NEW)

    base.publish(operation, ADA, BEN, "The Gazette says so.", "P1")
    base.publish(operation, ADA, BEN, "The Gazette says so.", "P1")

    assert git(root, "log", "--format=%an|%s") == f"Ada|Edit {FACT}: statement\nHugh|Begin\n"
    assert git(root, "status", "--porcelain") == ""
    reloader.poll()
    current = base.find(FACT)
    assert current
    assert current.fields["statement"] == NEW
    newest, oldest = base.history(FACT)
    assert (newest.author, newest.approver, newest.note) == ("Ada", "Ben", "The Gazette says so.")
    assert (newest.proposal, newest.partner, newest.id) == ("P1", "ruritania", git(root, "rev-parse", "HEAD").strip())
    assert (newest.before and newest.before["statement"], newest.after and newest.after["statement"]) == (OLD, NEW)
    assert (oldest.author, oldest.approver, oldest.note, oldest.before) == ("Hugh", "", "Begin", None)


def test_commits_change_that_was_only_written(base: FolderBase, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    operation = edit_of(base, statement=NEW)

    def die(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Checkout, "move_branch", die)
        with pytest.raises(KeyboardInterrupt):
            base.publish(operation, ADA, BEN, "", "P1")
    assert NEW in (root / PATH).read_text("utf-8")

    base.publish(operation, ADA, BEN, "", "P1")
    assert git(root, "log", "--format=%an|%s") == f"Ada|Edit {FACT}: statement\nHugh|Begin\n"
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("kind", "fields", "subject"),
    [
        (Kind.REMOVE, {}, f"Remove {FACT}"),
        (Kind.VERIFY, {"verified": "2026-11-20"}, f"Verify {FACT}"),
        (Kind.ADD_KEYWORD, {"keywords": ["throne"]}, f"Add keywords to {FACT}"),
        (Kind.ADD_ALIAS, {"aliases": ["Old Ruritania"]}, "Add names of ruritania"),
        (Kind.ADD_TOPIC_WORD, {"id": "energy", "words": ["pipelines"]}, "Add words of the topic energy"),
        (
            Kind.ADD_SOURCE,
            {"id": "herald", "title": "Herald", "publisher": "H", "licence": "CC0", "as_of": "2020"},
            "Add the source herald",
        ),
        (
            Kind.ADD_PARTNER,
            {"partner": "zembla", "name": "Zembla", "kind": "state", "summary": "Far north."},
            "Add the partner zembla",
        ),
    ],
)
def test_each_kind_of_change_has_a_subject(
    base: FolderBase, root: Path, kind: Kind, fields: Fields, subject: str
) -> None:
    partner = str(fields.get("partner", "ruritania"))
    fact = FACT if kind in (Kind.REMOVE, Kind.VERIFY, Kind.ADD_KEYWORD) else ""
    current = base.find(FACT)
    assert current
    operation = Operation(kind, partner, fact, fields, hash_of(current.fields) if fact else None)

    base.publish(operation, ADA, BEN, "", "P1")
    base.publish(operation, ADA, BEN, "", "P1")

    assert git(root, "log", "--format=%s") == f"{subject}\nBegin\n"
    assert git(root, "status", "--porcelain") == ""


def test_restores_removed_fact(base: FolderBase, root: Path, reloader: Reloader[Index]) -> None:
    current = base.find(FACT)
    assert current
    removal = Operation(Kind.REMOVE, "ruritania", FACT, {}, current.hash)
    base.publish(removal, ADA, BEN, "", "P1")
    base.publish(removal, ADA, BEN, "", "P1")
    reloader.poll()

    base.publish(Operation(Kind.RESTORE, "ruritania", FACT, current.fields), ADA, BEN, "", "P2")

    assert [record.proposal for record in base.history(FACT)] == ["P2", "P1", ""]


def test_keeps_fact_changed_meanwhile(base: FolderBase, root: Path) -> None:
    operation = edit_of(base, statement=NEW)
    text = (root / PATH).read_text("utf-8")
    (root / PATH).write_text(text.replace("by a king", "by two kings"), "utf-8")

    with pytest.raises(ChangedMeanwhile) as changed:
        base.publish(operation, ADA, BEN, "", "P1")
    assert changed.value.now
    assert changed.value.now["statement"] == "Ruritania is ruled by two kings."
    assert "by two kings" in (root / PATH).read_text("utf-8")


def test_waits_for_uncommitted_work_in_the_file(base: FolderBase, root: Path) -> None:
    operation = edit_of(base, statement=NEW)
    (root / PATH).write_text((root / PATH).read_text("utf-8") + "# mine\n", "utf-8")

    with pytest.raises(NotApplied, match=r".*ruritania\.yaml has changes that are not committed: commit them first\."):
        base.publish(operation, ADA, BEN, "", "P1")
    assert NEW not in (root / PATH).read_text("utf-8")


def test_reports_errors_that_the_change_would_cause(base: FolderBase) -> None:
    with pytest.raises(NotApplied, match=r"The knowledge would have 1 errors: .*2026-13-01"):
        base.publish(edit_of(base, verified="2026-13-01"), ADA, BEN, "", "P1")


def test_only_writes_file_without_commits(
    base: FolderBase, root: Path, reloader: Reloader[Index], tmp_path: Path
) -> None:
    FolderBase(root, reloader, tmp_path / "state", commits=False).publish(
        edit_of(base, statement=NEW), ADA, BEN, "", "P1"
    )

    assert git(root, "log", "--format=%s") == "Begin\n"
    assert git(root, "status", "--porcelain") == f" M {PATH}\n"


def test_has_no_history_without_checkout(root: Path, reloader: Reloader[Index], tmp_path: Path) -> None:
    base = FolderBase(root, reloader, tmp_path / "state")

    base.publish(edit_of(base, statement=NEW), ADA, BEN, "", "P1")

    assert NEW in (root / PATH).read_text("utf-8")
    assert base.history(FACT) == ()


def test_reports_unreadable_history(base: FolderBase, root: Path) -> None:
    shutil.rmtree(root / ".git/objects")
    (root / ".git/objects").mkdir()

    with pytest.raises(NotApplied, match=r"Git .*\."):
        base.history(FACT)
