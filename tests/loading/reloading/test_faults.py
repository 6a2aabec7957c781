"""The last good state is served despite errors, missing files and lost permissions."""

import asyncio
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.knowledge import Snapshot
from bot.loading import file_sets, reload
from bot.loading.reload import Reloader
from tests.bases import texts, write_base
from tests.loading.reloading.reloaders import ZENDA, revision, save_by_rename
from tests.patience import PATIENCE


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"relations/zenda.yaml": b"oops: ["}, "relations/zenda.yaml:2:1: not YAML"),
        ({"relations/zenda.yaml": ZENDA[:60]}, "relations/zenda.yaml:5:5: missing key"),
        ({"relations/zenda.yaml": b""}, "relations/zenda.yaml:1:1: the file is empty"),
        ({"relations/zenda.yaml": b"\xff"}, "relations/zenda.yaml:1:1: byte 0xff is not UTF-8"),
        ({"topics.yaml": b"topics:\n  - {id: energy, name: E, words: [gas]}\n"}, "there is no topic 'diplomacy'"),
        (
            {"knowledge.yaml": texts()["knowledge.yaml"].replace(b"facts: 3", b"facts: 30")},
            "fewer than the minimum of 30",
        ),
    ],
)
def test_broken_edit_keeps_last_good_state(
    root: Path, served: Reloader[Snapshot], files: dict[str, bytes], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    before, good = served.current(), revision(served)
    whole = {path: (root / path).read_bytes() for path in files}
    write_base(root, files)
    served.poll()
    served.poll()

    assert served.current() is before
    assert served.refusal
    assert any(reason in reported for reported in served.refusal.reasons)
    assert served.readiness()["revision"] == good
    assert served.readiness()["refused"]["revision"] not in (None, good)
    assert all(caplog.text.count(f"refused the knowledge: {reported}") == 1 for reported in served.refusal.reasons)
    write_base(root, whole)
    served.poll()
    assert served.refusal is None
    assert revision(served) == good


def test_counts_refused_edits(root: Path, served: Reloader[Snapshot]) -> None:
    for content in (b"oops: [", b"oops: [", b"worse: [", ZENDA, b"oops: ["):
        write_base(root, {"relations/zenda.yaml": content})
        served.poll()
        served.poll()

    assert served.refused_edits == 3


def test_logs_each_problem_once(root: Path, served: Reloader[Snapshot], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    write_base(root, {"relations/zenda.yaml": b"oops: ["})
    served.poll()
    write_base(root, {"relations/michael.yaml": b"oops: {"})
    served.poll()
    write_base(root, {path: texts()[path] for path in ("relations/zenda.yaml", "relations/michael.yaml")})
    served.poll()

    assert caplog.text.count("refused the knowledge: relations/zenda.yaml") == 1
    assert caplog.text.count("refused the knowledge: relations/michael.yaml") == 1
    assert caplog.text.count("the folder is as it was") == 1


def test_survives_folder_deleted_and_restored(
    root: Path, served: Reloader[Snapshot], caplog: pytest.LogCaptureFixture
) -> None:
    before = served.current()
    root.rename(root.with_name("away"))
    served.poll()
    served.poll()

    assert served.current() is before
    assert served.readiness()["refused"] == {"revision": None, "problems": 1}
    assert caplog.text.count("cannot read the knowledge") == 1
    root.with_name("away").rename(root)
    write_base(root, {"relations/zenda.yaml": ZENDA})
    served.poll()
    assert served.refusal is None
    assert "zenda-castle" in served.current().facts


def test_unreadable_file_is_not_taken_for_missing(root: Path, served: Reloader[Snapshot]) -> None:
    before = served.current()
    (root / "relations/zenda.yaml").unlink()
    (root / "relations/zenda.yaml").symlink_to(root / "nowhere")
    served.poll()

    assert served.current() is before
    assert served.refusal


def test_does_not_wait_for_pipe(root: Path, served: Reloader[Snapshot]) -> None:
    os.mkfifo(root / "relations/pipe.yaml")
    served.poll()

    assert served.refusal
    assert "pipe.yaml is not a file" in served.refusal.reasons[0]


def test_tolerates_file_missing_for_a_moment(
    root: Path, served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (root / "relations/zenda.yaml").rename(root / "relations/zenda.tmp")
    (root / "relations/zenda.yaml").symlink_to(root / "nowhere")

    def save(_: float) -> None:
        write_base(root, {"relations/zenda.tmp": ZENDA})
        (root / "relations/zenda.tmp").rename(root / "relations/zenda.yaml")
        monkeypatch.undo()

    monkeypatch.setattr("bot.loading.reload.time.sleep", save)
    served.poll()

    assert served.refusal is None
    assert "zenda-castle" in served.current().facts
    assert "cannot read" not in caplog.text


def test_survives_lost_permissions(root: Path, served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may read everything, so the refusal of the system is made here.
    def refuse(*_: object) -> Iterator[object]:
        raise PermissionError(13, "Permission denied", str(root / "relations"))

    before = served.current()
    write_base(root, {"relations/zenda.yaml": ZENDA})
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        served.poll()
        assert served.current() is before
        assert served.refusal
        assert "Permission denied" in served.refusal.reasons[0]
    served.poll()
    assert "zenda-castle" in served.current().facts


async def test_watch_survives_and_logs_any_exception(
    root: Path, served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    good = served.current()
    watching = asyncio.create_task(served.watch(seconds=0.01))
    with monkeypatch.context() as patch:
        patch.setattr(reload, "assemble", fail)
        save_by_rename(root / "relations/zenda.yaml", ZENDA)
        async with asyncio.timeout(PATIENCE):
            while not served.refusal:
                await asyncio.sleep(0.01)
    assert served.current() is good
    assert served.refusal.reasons == ("the knowledge could not be loaded: RuntimeError",)
    save_by_rename(root / "relations/zenda.yaml", ZENDA + b"# again\n")
    async with asyncio.timeout(PATIENCE):
        while served.refusal or "zenda-castle" not in served.current().facts:
            await asyncio.sleep(0.01)
    watching.cancel()

    assert caplog.text.count("RuntimeError: the cause") == 1
    assert served.refusal is None


def fail(*_: object) -> None:
    raise RuntimeError("the cause")


def test_survives_failure_of_second_listing(
    root: Path, served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[Exception] = [RuntimeError("the cause"), OSError("gone for a moment")]

    def fail_in_turn(*_: object) -> None:
        raise failures.pop()

    monkeypatch.setattr(file_sets, "list_files", fail_in_turn)
    served.poll()

    assert served.refusal
    assert served.refusal.reasons == ("the knowledge could not be loaded: RuntimeError",)
