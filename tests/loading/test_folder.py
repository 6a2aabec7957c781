"""A folder as a tool edits it: nothing that somebody else wrote meanwhile is lost, and no file's form changes."""

import os
from pathlib import Path

import pytest

from bot.loading import open_folder
from tests.bases import texts, write_base


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_base(tmp_path, texts())
    return tmp_path


def test_a_file_is_written_and_made(root: Path) -> None:
    folder = open_folder(root)

    folder.write("topics.yaml", "short\n")
    folder.write("more/new.yaml", "made\n")

    assert (root / "topics.yaml").read_text("utf-8") == "short\n"
    assert (root / "more/new.yaml").read_text("utf-8") == "made\n"


def test_a_byte_order_mark_stays(root: Path) -> None:
    path = root / "topics.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    folder = open_folder(root)

    assert folder.text_of("topics.yaml").startswith("topics:")
    folder.write("topics.yaml", "short\n")
    assert path.read_bytes() == b"\xef\xbb\xbfshort\n"


def test_what_was_changed_or_made_meanwhile_is_not_written_over(root: Path) -> None:
    folder = open_folder(root)
    (root / "topics.yaml").write_text("changed\n", "utf-8")
    (root / "relations/new.yaml").write_text("made\n", "utf-8")

    with pytest.raises(OSError, match=r"topics\.yaml was changed meanwhile: do it again"):
        folder.write("topics.yaml", "ours\n")
    with pytest.raises(OSError, match=r"new\.yaml was changed meanwhile"):
        folder.write("relations/new.yaml", "ours\n")
    assert (root / "topics.yaml").read_text("utf-8") == "changed\n"
    assert (root / "relations/new.yaml").read_text("utf-8") == "made\n"


def test_only_errors_that_a_text_would_add_are_reported(root: Path) -> None:
    (root / "relations/zembla.yaml").write_text("partner: zembla\nname: Zembla\nkind: castle\n", "utf-8")
    folder = open_folder(root)

    assert folder.problems_with("topics.yaml", folder.text_of("topics.yaml") + "# a comment\n") == []
    reported = folder.problems_with("relations/zembla.yaml", "\npartner: zembla\nname: Zembla\nkind: castle\nnick: Z\n")
    assert [problem.rule for problem in reported] == ["unknown-key"]


@pytest.mark.parametrize(
    ("zone", "expected"), [("time_zone: Asia/Baku", "Asia/Baku"), ("", "UTC"), ("time_zone: Mars", "UTC")]
)
def test_the_time_zone_is_the_bases_own_where_it_names_one(zone: str, expected: str, root: Path) -> None:
    with (root / "knowledge.yaml").open("a", encoding="utf-8") as file:
        file.write(zone)

    assert open_folder(root).time_zone == expected
    (root / "knowledge.yaml").unlink()
    assert open_folder(root).time_zone == "UTC"


def test_what_a_killed_process_left_is_cleared_away_once_it_is_old(root: Path) -> None:
    old, new = root / "relations/.azrel-old", root / "relations/.azrel-new"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))

    open_folder(root).write("relations/new.yaml", "made\n")

    assert (old.exists(), new.exists()) == (False, True)
    assert (root / "relations/new.yaml").stat().st_mode == new.stat().st_mode


def test_a_link_out_of_the_folder_is_not_written_to(root: Path) -> None:
    (root / "relations/out.yaml").symlink_to(root.parent / "elsewhere.yaml")

    with pytest.raises(OSError, match="leads out of the folder"):
        open_folder(root).write("relations/out.yaml", "ours\n")
    assert not (root.parent / "elsewhere.yaml").exists()


def test_without_hard_links_a_new_file_is_made_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    open_folder(root).write("relations/new.yaml", "made\n")

    assert (root / "relations/new.yaml").read_text("utf-8") == "made\n"
