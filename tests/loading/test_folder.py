"""Tools edit folders without losing concurrent changes, or changing a file's form."""

import os
from pathlib import Path

import pytest

from bot.loading import open_folder
from tests.bases import texts, write_base


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_base(tmp_path, texts())
    return tmp_path


def test_writes_existing_and_new_files(root: Path) -> None:
    folder = open_folder(root)

    folder.write("topics.yaml", "short\n")
    folder.write("more/new.yaml", "made\n")

    assert (root / "topics.yaml").read_text("utf-8") == "short\n"
    assert (root / "more/new.yaml").read_text("utf-8") == "made\n"


def test_write_keeps_byte_order_mark(root: Path) -> None:
    path = root / "topics.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    folder = open_folder(root)

    assert folder.text_of("topics.yaml").startswith("topics:")
    folder.write("topics.yaml", "short\n")
    assert path.read_bytes() == b"\xef\xbb\xbfshort\n"


def test_write_refuses_to_overwrite_concurrent_changes(root: Path) -> None:
    folder = open_folder(root)
    (root / "topics.yaml").write_text("changed\n", "utf-8")
    (root / "relations/new.yaml").write_text("made\n", "utf-8")

    with pytest.raises(OSError, match=r"topics\.yaml was changed meanwhile: do it again"):
        folder.write("topics.yaml", "ours\n")
    with pytest.raises(OSError, match=r"new\.yaml was changed meanwhile"):
        folder.write("relations/new.yaml", "ours\n")
    assert (root / "topics.yaml").read_text("utf-8") == "changed\n"
    assert (root / "relations/new.yaml").read_text("utf-8") == "made\n"


def test_problems_with_text_are_only_new_errors(root: Path) -> None:
    (root / "relations/zembla.yaml").write_text("partner: zembla\nname: Zembla\nkind: castle\n", "utf-8")
    folder = open_folder(root)

    assert folder.problems_with("topics.yaml", folder.text_of("topics.yaml") + "# a comment\n") == []
    reported = folder.problems_with("relations/zembla.yaml", "\npartner: zembla\nname: Zembla\nkind: castle\nnick: Z\n")
    assert [problem.rule for problem in reported] == ["unknown-key"]


@pytest.mark.parametrize(
    ("zone", "expected"), [("time_zone: Asia/Baku", "Asia/Baku"), ("", "UTC"), ("time_zone: Mars", "UTC")]
)
def test_time_zone_is_that_of_the_base(zone: str, expected: str, root: Path) -> None:
    with (root / "knowledge.yaml").open("a", encoding="utf-8") as file:
        file.write(zone)

    assert open_folder(root).time_zone == expected
    (root / "knowledge.yaml").unlink()
    assert open_folder(root).time_zone == "UTC"


def test_deletes_old_siblings_of_killed_processes(root: Path) -> None:
    old, new = root / "relations/.azrel-old", root / "relations/.azrel-new"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))

    open_folder(root).write("relations/new.yaml", "made\n")

    assert (old.exists(), new.exists()) == (False, True)
    assert (root / "relations/new.yaml").stat().st_mode == new.stat().st_mode


def test_write_refuses_link_out_of_folder(root: Path) -> None:
    (root / "relations/out.yaml").symlink_to(root.parent / "elsewhere.yaml")

    with pytest.raises(OSError, match="leads out of the folder"):
        open_folder(root).write("relations/out.yaml", "ours\n")
    assert not (root.parent / "elsewhere.yaml").exists()


def test_creates_file_whole_without_hard_links(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    open_folder(root).write("relations/new.yaml", "made\n")

    assert (root / "relations/new.yaml").read_text("utf-8") == "made\n"
