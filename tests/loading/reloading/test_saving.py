"""Every way of saving a file is noticed."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.domain.knowledge import Snapshot
from bot.loading import documents, reload
from bot.loading.reload import Reloader
from tests.bases import texts, write_base
from tests.loading.reloading.reloaders import ZENDA, save_by_rename


def test_does_nothing_without_edit(served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = served.current()
    monkeypatch.setattr(reload, "assemble", None)
    served.poll()

    assert served.current() is snapshot


def test_parses_only_changed_files(root: Path, served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = documents.parse_content

    def note(path: str, content: bytes) -> documents.Document:
        parsed.append(path)
        return parse(path, content)

    monkeypatch.setattr(documents, "parse_content", note)
    write_base(root, {"relations/zenda.yaml": ZENDA})
    served.poll()
    save_as_a_new_folder(root / "relations/sylvania.yaml", texts()["relations/sylvania.yaml"] + b"# edited\n")
    served.poll()

    assert parsed == ["relations/zenda.yaml", "relations/sylvania.yaml"]


def save_in_place(path: Path, content: bytes) -> None:
    path.write_bytes(content)


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
        write_base(tmp_path / folder, content)
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
    write_base(root, {"relations/sylvania.yaml": OTHER})
    set_all_times(root)
    reloader.poll()

    assert "May 1992." in reloader.current().facts["sylvania-treaty-1993"].statement


def test_defers_file_written_while_read(
    root: Path, served: Reloader[Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = served.current()
    write_base(root, {"relations/zenda.yaml": ZENDA})

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
    write_base(root, {"relations/zenda.yaml": b"partner: zenda\n"})

    def keep_writing(_: float) -> None:
        with path.open("ab") as file:
            file.write(b"# still writing\n")

    with monkeypatch.context() as patch:
        patch.setattr("bot.loading.reload.time.sleep", keep_writing)
        served.poll()
    assert served.current() is before
    assert served.refusal is None
