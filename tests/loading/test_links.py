"""Symbolic links are followed inside the knowledge folder, and never out of it."""

import os
import shutil
from pathlib import Path

import pytest

from bot.domain.knowledge import Snapshot
from bot.loading import files, load_folder
from bot.loading.files import list_files, read_file
from bot.loading.reload import Reloader
from tests.bases import FACT, relation, snapshot_of, texts, write_base

SECRET = "root:$6$secret:20000:0:99999:7:::\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "base"
    write(root)
    (tmp_path / "shadow").write_text(SECRET)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/shadow.yaml").write_text(SECRET)
    return root


def write(root: Path, **changes: str | None) -> None:
    write_base(root, texts(**changes))


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("relations/x.yaml", "../../shadow"),
        ("relations/x.yaml", "../../outside/shadow.yaml"),
        ("relations/x.yaml", "/dev/zero"),
        ("relations/x.yaml", "/nowhere/at/all"),
        ("relations/x.yaml", "../../base-too/x.yaml"),
        ("relations/inner", "../../outside"),
        ("outer", ".."),
        ("verified.lock", "../shadow"),
        ("sources.yaml", "../shadow"),
    ],
)
def test_refuses_link_out_of_folder_unread(root: Path, path: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / path).unlink(missing_ok=True)
    (root / path).symlink_to(target)
    opened: list[str] = []
    real = os.open

    def open_(path: str, flags: int) -> int:
        opened.append(path)
        return real(path, flags)

    monkeypatch.setattr(os, "open", open_)
    result = load_folder(root)

    reported = list(map(str, result.problems))
    assert result.snapshot is None
    assert reported == [
        f"{path}:1:1: the link {path} leads out of the knowledge folder: replace it by its target [outside-link]"
    ]
    assert opened
    assert all(Path(path).is_relative_to(root) for path in opened)


def test_server_refuses_link_out_and_serves_on(root: Path) -> None:
    reloader = Reloader(root, lambda snapshot, _: snapshot)
    reloader.start()
    before = reloader.current()
    (root / "relations/x.yaml").symlink_to("../../shadow")
    reloader.poll()

    assert reloader.current() is before
    assert reloader.refusal
    assert [reason.rpartition(" ")[2] for reason in reloader.refusal.reasons] == ["[outside-link]"]
    (root / "relations/x.yaml").unlink()
    reloader.poll()
    assert reloader.refusal is None


def test_follows_links_inside_folder(root: Path) -> None:
    (root / "relations").rename(root / ".store")
    (root / "relations").symlink_to(".store")
    (root / ".store/sylvania.yaml").rename(root / ".sylvania.yaml")
    (root / ".store/sylvania.yaml").symlink_to(root / ".sylvania.yaml")

    assert repr(load_folder(root).snapshot) == repr(snapshot_of(texts()))


def test_lists_folder_under_its_own_name(root: Path) -> None:
    (root / "also").symlink_to("relations")

    assert load_folder(root).snapshot


def test_link_to_itself_raises_os_error(root: Path) -> None:
    (root / "relations/x.yaml").symlink_to("x.yaml")

    with pytest.raises(OSError, match=r"x\.yaml"):
        load_folder(root)


def test_follows_link_as_root_to_new_targets(root: Path, tmp_path: Path) -> None:
    # As deployments do; the new folder has the same sizes and times.
    other = tmp_path / "other"
    shutil.copytree(root, other)
    path = other / "relations/sylvania.yaml"
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(b"natural gas", b"crude oil  "))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    link = tmp_path / "served"
    link.symlink_to(root)
    reloader: Reloader[Snapshot] = Reloader(link, lambda snapshot, _: snapshot)
    reloader.start()
    assert "natural gas" in reloader.current().facts["sylvania-gas"].statement
    link.unlink()
    link.symlink_to(other)
    reloader.poll()

    assert "crude oil" in reloader.current().facts["sylvania-gas"].statement


def test_does_not_read_file_replaced_by_link(root: Path) -> None:
    found = list_files(root)["relations/zenda.yaml"]
    (root / "relations/zenda.yaml").unlink()
    (root / "relations/zenda.yaml").symlink_to("../../shadow")

    with pytest.raises(OSError, match=r"zenda\.yaml"):
        read_file(found)


def test_does_not_read_folder_replaced_by_link(root: Path, tmp_path: Path) -> None:
    found = list_files(root)["relations/zenda.yaml"]
    shutil.copytree(root / "relations", tmp_path / "elsewhere")
    (root / "relations").rename(root / ".away")
    (root / "relations").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(OSError, match=r"zenda\.yaml was replaced while it was read"):
        read_file(found)


def test_does_not_wait_for_pipe_in_place_of_file(root: Path) -> None:
    found = list_files(root)["relations/zenda.yaml"]
    (root / "relations/zenda.yaml").unlink()
    os.mkfifo(root / "relations/zenda.yaml")

    with pytest.raises(OSError, match="was replaced while it was read"):
        read_file(found)


def test_reads_file_replaced_meanwhile_at_next_poll(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reloader = Reloader(root, lambda snapshot, _: snapshot)
    reloader.start()
    write(root, relations__zenda=relation(FACT))
    real = files.read_file

    def replace(found: files.Signature | None) -> bytes | None:
        monkeypatch.undo()
        path = root / "relations/zenda.yaml"
        path.with_suffix(".part").write_bytes(path.read_bytes())
        path.with_suffix(".part").rename(path)
        return real(found)

    monkeypatch.setattr(files, "read_file", replace)
    reloader.poll()
    reloader.poll()

    assert "zenda-castle" in reloader.current().facts
    assert reloader.refusal is None
