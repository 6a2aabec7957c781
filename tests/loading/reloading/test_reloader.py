"""A folder's newest state is served, from the first on."""

import asyncio
import time
from pathlib import Path

import pytest

from bot.domain.knowledge import Snapshot
from bot.loading import file_sets, files, verify_excerpts, write_lock
from bot.loading.reload import Reloader
from tests.bases import texts, write_base
from tests.loading.reloading.reloaders import ZENDA, revision
from tests.patience import PATIENCE


def test_serves_nothing_before_folder_is_sound(tmp_path: Path) -> None:
    reloader = Reloader(tmp_path / "nowhere", lambda snapshot, _: snapshot)
    reloader.poll()

    assert reloader.readiness() == {"revision": None, "refused": {"revision": None, "problems": 1}}
    with pytest.raises(RuntimeError, match="no knowledge is served yet"):
        reloader.current()
    write_base(tmp_path / "nowhere", texts())
    reloader.poll()
    assert reloader.readiness()["refused"] is None
    assert len(reloader.current().facts) == 9


def test_serves_edit(root: Path, served: Reloader[Snapshot]) -> None:
    before = revision(served)
    write_base(root, {"relations/zenda.yaml": ZENDA})
    served.poll()

    assert "zenda-castle" in served.current().facts
    assert revision(served) != before
    (root / "relations/zenda.yaml").unlink()
    served.poll()
    assert "zenda" not in served.current().partners


def test_completes_first_state_after_and_edits_before_serving(root: Path) -> None:
    completed: list[tuple[str, str | None]] = []

    def complete(snapshot: Snapshot) -> None:
        completed.append((snapshot.revision, reloader.readiness()["revision"]))

    reloader = Reloader(root, lambda snapshot, _: snapshot, complete)
    reloader.start()
    first = revision(reloader)
    assert completed == []

    reloader.poll()
    reloader.poll()
    assert completed == [(first, first)]

    write_base(root, {"relations/zenda.yaml": ZENDA})
    reloader.poll()
    assert completed == [(first, first), (revision(reloader), first)]


async def test_watch_completes_first_state_at_once(root: Path) -> None:
    completed: list[Snapshot] = []
    reloader = Reloader(root, lambda snapshot, _: snapshot, completed.append)
    reloader.start()
    watching = asyncio.create_task(reloader.watch(seconds=PATIENCE))
    async with asyncio.timeout(PATIENCE):
        while not completed:
            await asyncio.sleep(0.01)
    watching.cancel()

    assert completed == [reloader.current()]


@pytest.mark.parametrize("keeps_previous", [True, False])
def test_finds_previous_revision_if_kept(root: Path, keeps_previous: bool) -> None:
    reloader = Reloader(root, lambda snapshot, _: snapshot, keeps_previous=keeps_previous)
    reloader.poll()
    first = reloader.current()
    write_base(root, {"relations/zenda.yaml": ZENDA})
    reloader.poll()

    assert reloader.find(revision(reloader)) is reloader.current()
    assert reloader.find(first.revision) is (first if keeps_previous else None)
    (root / "relations/zenda.yaml").unlink()
    reloader.poll()
    write_base(root, {"relations/zenda.yaml": ZENDA + b"# again\n"})
    reloader.poll()
    assert reloader.find("gone") is None


def test_measures_seconds_served(root: Path, served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch) -> None:
    assert Reloader(root, lambda snapshot, _: snapshot).seconds_served == 0
    now = time.monotonic() + 1_000
    monkeypatch.setattr("bot.loading.reload.time.monotonic", lambda: now)
    assert served.seconds_served >= 1_000
    write_base(root, {"relations/zenda.yaml": ZENDA})
    served.poll()
    assert served.seconds_served == 0


def test_serves_excerpts_verified_meanwhile(root: Path, served: Reloader[Snapshot]) -> None:
    def is_verified() -> bool:
        return served.current().facts["sylvania-gas"].citations[0].is_verified

    assert not is_verified()
    text = {"gazette-2018": "the gas flows to Sylvania day and night"}
    write_lock(root, verify_excerpts(served.current(), text).hashes)
    served.poll()
    assert is_verified()


def test_start_polls_until_served_or_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    real = files.list_files

    def restless(folder: Path) -> dict[str, files.Signature | None]:
        looks.append(folder)
        if len(looks) < 6:
            with (folder / "relations/zenda.yaml").open("ab") as file:
                file.write(b"# one more line\n")
        return real(folder)

    monkeypatch.setattr(file_sets, "list_files", restless)
    reloader = Reloader(root, lambda snapshot, _: snapshot)
    reloader.start()

    assert reloader.current().facts
