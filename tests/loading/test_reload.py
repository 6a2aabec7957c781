"""The last good state is served through each way of saving, and each way of breaking, a folder."""

import asyncio
import logging
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.knowledge import Snapshot
from bot.loading import documents, file_sets, files, reload, verify_excerpts, write_lock
from bot.loading.reload import Reloader
from tests.bases import FACT, relation, texts, write_base
from tests.patience import PATIENCE

ZENDA = relation(FACT).encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "base"
    write(root, texts())
    return root


def write(root: Path, files: dict[str, bytes]) -> None:
    write_base(root, files)


@pytest.fixture
def served(root: Path) -> Reloader[Snapshot]:
    reloader = Reloader(root, lambda snapshot, _: snapshot)
    reloader.poll()
    return reloader


def revision(reloader: Reloader[Snapshot]) -> str:
    return str(reloader.readiness()["revision"])


def test_serves_nothing_before_folder_is_sound(tmp_path: Path) -> None:
    reloader = Reloader(tmp_path / "nowhere", lambda snapshot, _: snapshot)
    reloader.poll()

    assert reloader.readiness() == {"revision": None, "refused": {"revision": None, "problems": 1}}
    with pytest.raises(RuntimeError, match="no knowledge is served yet"):
        reloader.current()
    write(tmp_path / "nowhere", texts())
    reloader.poll()
    assert reloader.readiness()["refused"] is None
    assert len(reloader.current().facts) == 9


def test_serves_edit(root: Path, served: Reloader[Snapshot]) -> None:
    before = revision(served)
    write(root, {"relations/zenda.yaml": ZENDA})
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

    write(root, {"relations/zenda.yaml": ZENDA})
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
    write(root, {"relations/zenda.yaml": ZENDA})
    reloader.poll()

    assert reloader.find(revision(reloader)) is reloader.current()
    assert reloader.find(first.revision) is (first if keeps_previous else None)
    (root / "relations/zenda.yaml").unlink()
    reloader.poll()
    write(root, {"relations/zenda.yaml": ZENDA + b"# again\n"})
    reloader.poll()
    assert reloader.find("gone") is None


def test_does_nothing_without_edit(served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = served.current()
    monkeypatch.setattr(reload, "assemble", None)
    served.poll()

    assert served.current() is snapshot


def test_parses_only_changed_files(root: Path, served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = documents._parse

    def note(path: str, content: bytes) -> documents.Document:
        parsed.append(path)
        return parse(path, content)

    monkeypatch.setattr(documents, "_parse", note)
    write(root, {"relations/zenda.yaml": ZENDA})
    served.poll()
    save_as_a_new_folder(root / "relations/sylvania.yaml", texts()["relations/sylvania.yaml"] + b"# edited\n")
    served.poll()

    assert parsed == ["relations/zenda.yaml", "relations/sylvania.yaml"]


def save_in_place(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def save_by_rename(path: Path, content: bytes) -> None:
    swap = path.with_name(f".{path.name}.swp")
    swap.write_bytes(content)
    swap.rename(path)


def save_with_backup(path: Path, content: bytes) -> None:
    path.rename(path.with_name(f"{path.name}~"))
    path.write_bytes(content)


def save_as_a_new_folder(path: Path, content: bytes) -> None:
    root = path.parents[1]
    copy = root.with_name("copy")
    shutil.copytree(root, copy)
    (copy / path.relative_to(root)).write_bytes(content)
    shutil.rmtree(root)
    copy.rename(root)


def save_through_a_link(path: Path, content: bytes) -> None:
    target = path.parents[1] / ".elsewhere.yaml"
    target.write_bytes(content)
    path.unlink()
    path.symlink_to(target)


def save_with_the_old_time(path: Path, content: bytes) -> None:
    times = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize(
    "save",
    [
        save_in_place,
        save_by_rename,
        save_with_backup,
        save_as_a_new_folder,
        save_through_a_link,
        save_with_the_old_time,
    ],
)
def test_notices_every_way_of_saving(root: Path, served: Reloader[Snapshot], save: object) -> None:
    assert callable(save)
    save(root / "relations/zenda.yaml", ZENDA)
    served.poll()

    assert "zenda-castle" in served.current().facts
    assert served.refusal is None


OTHER = texts()["relations/sylvania.yaml"].replace(b"May 1993.", b"May 1992.")


def set_all_times(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        os.utime(path, ns=(0, 0))


def test_notices_link_turned_to_folder_of_equal_sizes_and_times(tmp_path: Path) -> None:
    for folder, content in (("old", texts()), ("new", {**texts(), "relations/sylvania.yaml": OTHER})):
        write(tmp_path / folder, content)
        set_all_times(tmp_path / folder)
    link = tmp_path / "knowledge"
    link.symlink_to("old")
    reloader = Reloader(link, lambda snapshot, _: snapshot)
    reloader.poll()
    (tmp_path / "turned").symlink_to("new")
    (tmp_path / "turned").rename(link)
    reloader.poll()

    assert "May 1992." in reloader.current().facts["sylvania-treaty-1993"].statement


def test_notices_edit_of_equal_size_and_time(root: Path) -> None:
    set_all_times(root)
    reloader = Reloader(root, lambda snapshot, _: snapshot)
    reloader.poll()
    write(root, {"relations/sylvania.yaml": OTHER})
    set_all_times(root)
    reloader.poll()

    assert "May 1992." in reloader.current().facts["sylvania-treaty-1993"].statement


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
            "fewer than the 30 promised",
        ),
    ],
)
def test_broken_edit_keeps_last_good_state(
    root: Path, served: Reloader[Snapshot], files: dict[str, bytes], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    before, good = served.current(), revision(served)
    whole = {path: (root / path).read_bytes() for path in files}
    write(root, files)
    served.poll()
    served.poll()

    assert served.current() is before
    assert served.refusal
    assert any(reason in reported for reported in served.refusal.reasons)
    assert served.readiness()["revision"] == good
    assert served.readiness()["refused"]["revision"] not in (None, good)
    assert all(caplog.text.count(f"refused the knowledge: {reported}") == 1 for reported in served.refusal.reasons)
    write(root, whole)
    served.poll()
    assert served.refusal is None
    assert revision(served) == good


def test_counts_refused_edits(root: Path, served: Reloader[Snapshot]) -> None:
    for content in (b"oops: [", b"oops: [", b"worse: [", ZENDA, b"oops: ["):
        write(root, {"relations/zenda.yaml": content})
        served.poll()
        served.poll()

    assert served.refused_edits == 3


def test_measures_seconds_served(root: Path, served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch) -> None:
    assert Reloader(root, lambda snapshot, _: snapshot).seconds_served == 0
    now = time.monotonic() + 1_000
    monkeypatch.setattr("bot.loading.reload.time.monotonic", lambda: now)
    assert served.seconds_served >= 1_000
    write(root, {"relations/zenda.yaml": ZENDA})
    served.poll()
    assert served.seconds_served == 0


def test_logs_each_problem_once(root: Path, served: Reloader[Snapshot], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    write(root, {"relations/zenda.yaml": b"oops: ["})
    served.poll()
    write(root, {"relations/michael.yaml": b"oops: {"})
    served.poll()
    write(root, {path: texts()[path] for path in ("relations/zenda.yaml", "relations/michael.yaml")})
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
    write(root, {"relations/zenda.yaml": ZENDA})
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


def test_serves_excerpts_verified_meanwhile(root: Path, served: Reloader[Snapshot]) -> None:
    def is_verified() -> bool:
        return served.current().facts["sylvania-gas"].citations[0].is_verified

    assert not is_verified()
    text = {"gazette-2018": "the gas flows to Sylvania day and night"}
    write_lock(root, verify_excerpts(served.current(), text).hashes)
    served.poll()
    assert is_verified()


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
        write(root, {"relations/zenda.tmp": ZENDA})
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
    write(root, {"relations/zenda.yaml": ZENDA})
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        served.poll()
        assert served.current() is before
        assert served.refusal
        assert "Permission denied" in served.refusal.reasons[0]
    served.poll()
    assert "zenda-castle" in served.current().facts


def test_defers_file_written_while_read(
    root: Path, served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = served.current()
    write(root, {"relations/zenda.yaml": ZENDA})

    def parse(path: str, *read: Any) -> documents.Document:
        with (root / path).open("ab") as file:
            file.write(b"# one more line\n")
        return documents.parse_document(path, *read)

    with monkeypatch.context() as patch:
        patch.setattr(reload, "parse_document", parse)
        served.poll()
    assert served.current() is before
    served.poll()
    assert "zenda-castle" in served.current().facts


def test_waits_for_file_being_written(root: Path, served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch) -> None:
    before = served.current()
    path = root / "relations/zenda.yaml"
    write(root, {"relations/zenda.yaml": b"partner: zenda\n"})

    def keep_writing(_: float) -> None:
        with path.open("ab") as file:
            file.write(b"# still writing\n")

    with monkeypatch.context() as patch:
        patch.setattr("bot.loading.reload.time.sleep", keep_writing)
        served.poll()
    assert served.current() is before
    assert served.refusal is None


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
