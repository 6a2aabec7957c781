"""Copied files and files with a wrong ending or folder are reported in one line each."""

import os
from pathlib import Path

import pytest

from bot.loading import load_folder, load_texts, read_texts
from tests.bases import FACT, relation, texts


@pytest.mark.parametrize("copy", ["relations/sylvania (1).yaml", "relations/Copy of sylvania.yaml", "relations/a.yaml"])
def test_reports_copied_file_in_one_line(copy: str) -> None:
    files = texts()
    original = files["relations/sylvania.yaml"]

    for content in (
        original,
        original.replace(b"natural gas", b"much gas"),
        original.replace(b"[energy]", b"[weather]"),
    ):
        assert [str(problem) for problem in load_texts({**files, copy: content}).problems] == [
            f"{copy}:1:1: this file repeats relations/sylvania.yaml: delete it, or the other [repeated-file]"
        ]


def test_reports_file_begun_as_copy_in_one_line() -> None:
    files = texts()
    files["relations/bohemia.yaml"] = files["relations/sylvania.yaml"].replace(b"sylvania\n", b"bohemia\n", 1)
    files["relations/zenda.yaml"] = relation(FACT + "  involves: [bohemia]\n").encode()

    assert [str(problem) for problem in load_texts(files).problems] == [
        "relations/bohemia.yaml:1:1: this file has the facts of relations/sylvania.yaml: write its own, each with an id "
        "of its own, or delete it [repeated-file]"
    ]


@pytest.mark.parametrize(
    ("path", "renamed", "cure"),
    [
        ("relations/sylvania.yaml", "relations/sylvania.yml", "rename it to relations/sylvania.yaml, or delete it"),
        ("relations/sylvania.yaml", "relations/sylvania.YAML", "rename it to relations/sylvania.yaml, or delete it"),
        (
            "relations/sylvania.yaml",
            "relations/sylvania.yaml.txt",
            "rename it to relations/sylvania.yaml, or delete it",
        ),
        ("relations/sylvania.yaml", "sylvania.yaml", "move it to relations/sylvania.yaml, or delete it"),
        ("relations/sylvania.yaml", "relations/old/sylvania.yml", "move it to relations/sylvania.yaml, or delete it"),
        ("topics.yaml", "topics.yml", "rename it to topics.yaml, or delete it"),
        ("sources.yaml", "sources.yaml.txt", "rename it to sources.yaml, or delete it"),
    ],
)
def test_reports_where_file_with_wrong_ending_or_folder_belongs(path: str, renamed: str, cure: str) -> None:
    files = texts()
    files[renamed] = files.pop(path)

    assert [str(problem) for problem in load_texts(files).problems] == [
        f"{renamed}:1:1: nothing reads this file: {cure} [unread-file]"
    ]


@pytest.mark.parametrize("name", ["sources (1).yaml", "old/topics.yaml", "knowledge copy.yaml"])
def test_reports_original_of_unread_copy(name: str) -> None:
    files = texts()
    original = next(path for path in files if path[:5] in name and "/" not in path)

    assert [str(problem) for problem in load_texts({**files, name: files[original]}).problems] == [
        f"{name}:1:1: nothing reads this file: move what it adds to {original}, and delete it [unread-file]"
    ]


def test_lists_files_with_other_endings(tmp_path: Path) -> None:
    for name in ("a.yml", "b.YAML", "c.yaml.txt", "d.txt", "e.yaml.orig", "README.md"):
        (tmp_path / name).write_text("a: 1")

    assert sorted(read_texts(tmp_path)) == ["a.yml", "b.YAML", "c.yaml.txt"]


@pytest.mark.parametrize(("newer", "older"), [("bohemia", "tarlenheim"), ("tarlenheim", "bohemia")])
def test_reports_duplicate_at_newer_file(newer: str, older: str, tmp_path: Path) -> None:
    files = texts()
    for id_ in (newer, older):
        partner = f"partner: {id_}\nname: The {id_}\nkind: place\naliases: [Rassendyll]\nfacts:\n"
        files[f"relations/{id_}.yaml"] = (partner + FACT.replace("zenda-castle", "rassendyll-castle")).encode()
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
        os.utime(tmp_path / path, ns=(0, 10**18 + (path == f"relations/{newer}.yaml")))

    assert [str(problem) for problem in load_folder(tmp_path).problems] == [
        f"relations/{newer}.yaml:4:11: the name 'Rassendyll' belongs to {older!r} too (relations/{older}.yaml:4): leave it "
        "to one of the two, or let both list it in 'shared_names' [name-claimed-twice]",
        f"relations/{newer}.yaml:7:7: the fact 'rassendyll-castle' is already defined at relations/{older}.yaml:7: rename "
        "one of the two [duplicate-id]",
    ]
