from pathlib import Path

import pytest

from bot.domain.knowledge import Snapshot
from bot.loading.file_sets import RevisionFiles
from bot.loading.reload import Reloader
from tests.bases import texts, write_base


@pytest.fixture
def files(tmp_path: Path) -> RevisionFiles:
    return RevisionFiles(write_base(tmp_path / "base", texts()))


def follow(files: RevisionFiles) -> Reloader[Snapshot]:
    reloader = Reloader(files, lambda snapshot, _: snapshot)
    reloader.start()
    return reloader


def test_serves_folder_until_revision_is_taken(files: RevisionFiles) -> None:
    reloader = follow(files)
    assert "zenda" in reloader.current().partners
    assert str(files) != "the database"

    files.take(texts(relations__zenda=None))
    assert (files.are_whole, str(files)) == (True, "the database")
    reloader.poll()
    assert "zenda" not in reloader.current().partners

    files.give_up()
    reloader.poll()
    assert not files.are_whole
    assert "zenda" in reloader.current().partners, "it is settled, or served by the next poll"


def test_serves_revision_at_first_poll(files: RevisionFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    files.take(texts())
    reloader = follow(files)
    monkeypatch.setattr("bot.loading.reload.time.sleep", lambda _: pytest.fail("there is nothing to wait for"))
    files.take(texts(relations__zenda="partner: zenda\nname: Old Zenda\nkind: place\n"))
    reloader.poll()

    assert reloader.current().partners["zenda"].name == "Old Zenda"


def test_keeps_last_good_revision_after_refusal(files: RevisionFiles) -> None:
    files.take(texts())
    reloader = follow(files)
    files.take(texts(topics=None))
    reloader.poll()

    assert reloader.refusal
    assert "topics" in "".join(reloader.refusal.reasons)
    assert "zenda" in reloader.current().partners

    files.take(texts())
    reloader.poll()
    assert reloader.refusal is None


def test_does_not_read_unchanged_files_again(files: RevisionFiles) -> None:
    files.take(texts())
    before = files.list()
    files.take({**texts(), "verified.lock": b"# changed\n"})
    after = files.list()

    assert {path for path in after if after[path] is not before.get(path)} == {"verified.lock"}
    assert after["verified.lock"] != before.get("verified.lock")


def test_dry_run_serves_nothing(files: RevisionFiles) -> None:
    files.take(texts())
    reloader = follow(files)
    good = reloader.dry_run_files({**texts(), "relations/zenda.yaml": b"partner: zenda\nname: Z\nkind: place\n"})
    bad = reloader.dry_run_files({**texts(), "relations/zenda.yaml": b"partner: zenda\n", "verified.lock": b""})

    assert good.snapshot
    assert good.snapshot.partners["zenda"].name == "Z"
    assert bad.snapshot is None
    assert reloader.current().partners["zenda"].name == "Zenda"
