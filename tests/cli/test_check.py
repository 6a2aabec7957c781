"""`azrel check` reports every problem, and `azrel stats` the figures of the base."""

import json
import re
import shutil
from pathlib import Path

import pytest

from bot.cli.changes import remote_of
from tests.bases import FACT, relation, texts
from tests.cli.commands import git, run, write


def test_sound_base_passes_unless_strict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "check")

    assert (status, out.count("\n")) == (0, 28)
    assert [line.split() for line in err.splitlines()] == [
        ["12", "weak-excerpt"],
        ["8", "excerpt-not-verified"],
        ["3", "no-summary"],
        ["2", "bad-iso"],
        ["2", "current-from-old-source"],
        ["1", "not-quoted"],
        [f"{folder}:", "0", "errors,", "28", "warnings"],
    ]
    assert "verified-long-ago" in run(capsys, "check", "--today", "2027-12-01")[1]
    assert run(capsys, "check", "--strict")[0] == 1
    (folder / "verified.lock").write_text("", "utf-8")
    assert run(capsys, "check", str(folder))[0] == 0


def test_base_without_warnings_passes_strict_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = {path: text for path, text in texts().items() if "relations/" not in path}
    about = kept["knowledge.yaml"].replace(b"{facts: 3, partners: 3}", b"{facts: 0, partners: 1}")
    subject = b"partner: ruritania\nname: Ruritania\nkind: state\nsummary: A kingdom.\nfacts: []\n"
    sources = b"".join(kept["sources.yaml"].splitlines(keepends=True)[:2])
    fact = FACT.replace("gazette-2018, excerpt: the keep above the moat", "gazette-2018").encode()
    shutil.rmtree(folder)
    write(folder, {**kept, "knowledge.yaml": about, "sources.yaml": sources, "relations/ruritania.yaml": subject})

    assert run(capsys, "check", "--strict", str(folder))[0] == 1, "nothing cites the source"
    dated = fact.replace(b"  topics:", b"  when: 1993\n  topics:").replace(
        b"gazette-2018}", b"gazette-2018, excerpt: the castle of Zenda stood above its moat}"
    )
    write(folder, {"relations/ruritania.yaml": subject.replace(b"facts: []\n", b"facts:" + dated)})
    (folder.parent / "texts").mkdir()
    (folder.parent / "texts/gazette-2018.txt").write_text("the castle of Zenda stood above its moat", "utf-8")
    assert run(capsys, "verify", "--write", "--texts", str(folder.parent / "texts"), "--knowledge", str(folder))[0] == 0
    assert run(capsys, "check", "--strict", str(folder), "--today", "2026-11-23")[0] == 0


def test_prints_statistics(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "stats", str(folder))

    assert (status, out.splitlines()[0]) == (
        0,
        "9 facts about 5 partners from 2 sources; 8 quoted (89%); oldest verification 2026-11-01",
    )
    figures = json.loads(run(capsys, "stats", "--json")[1])
    assert figures["by_topic"] == {"diplomacy": 5, "energy": 3, "borders": 1}
    assert figures["by_warning"]["weak-excerpt"] == 12


def test_reports_problems_as_text_or_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {"relations/zenda.yaml": relation(FACT).replace("[borders]", "[weather]").encode()})

    status, out, err = run(capsys, "check")
    _, listed, _ = run(capsys, "check", "--json")

    assert (status, err) == (1, f"{folder}: 1 error, 0 warnings\n")
    assert out == (
        "relations/zenda.yaml:7:14: there is no topic 'weather': correct the id, or add it to topics.yaml [unknown-topic]\n"
    )
    assert json.loads(listed) == [
        {
            "file": "relations/zenda.yaml",
            "line": 7,
            "column": 14,
            "message": "there is no topic 'weather': correct the id, or add it to topics.yaml",
            "rule": "unknown-topic",
            "severity": "error",
        }
    ]


def test_reports_problems_of_changed_files_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def first_files(*options: str) -> list[str]:
        return list(dict.fromkeys(line.split(":")[0] for line in run(capsys, "check", *options)[1].splitlines()))

    git(folder.parent, "init")
    assert first_files("--changed") == first_files(), "in a repository without a commit everything is new"
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-m", "Begin")
    sylvania = folder / "relations/sylvania.yaml"
    sylvania.write_bytes(sylvania.read_bytes() + b"# changed\n")

    assert first_files()[0] == "relations/graustark.yaml"
    assert first_files("--changed")[0] == "relations/sylvania.yaml"
    assert sorted(first_files("--changed")) == sorted(first_files())
    assert json.loads(run(capsys, "check", "--changed", "--json")[1])[0]["file"] == "relations/sylvania.yaml"
    assert re.search(r"0 errors, 28 warnings, \d+ of them in changed files$", run(capsys, "check", "--changed")[2])
    git(folder.parent, "switch", "-c", "more")
    git(folder.parent, "commit", "-am", "Change")
    write(folder, {"relations/zembla.yaml": b"partner: zembla\nname: Zembla\nkind: place\n"})
    assert first_files("--changed")[0] == "relations/zembla.yaml"
    assert first_files("--since", "main")[:2] == ["relations/sylvania.yaml", "relations/zembla.yaml"]


def test_finds_public_address_of_clone(tmp_path: Path) -> None:
    git(tmp_path, "init")
    assert remote_of(tmp_path) is None
    git(tmp_path, "remote", "add", "origin", "https://example.org/azrel.git")
    assert remote_of(tmp_path) == "https://example.org/azrel.git"
    git(tmp_path, "remote", "set-url", "origin", "https://ada:secret@example.org/azrel.git")
    assert remote_of(tmp_path) is None
    assert remote_of(tmp_path / "nowhere") is None


def test_reports_why_git_cannot_list_changes(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    assert "cannot tell which files changed: fatal: not a git repository" in run(capsys, "check", "--changed")[2]
    git(folder, "init")
    assert "cannot tell which files changed: fatal: " in run(capsys, "check", "--since", "nonesuch")[2]
    monkeypatch.setenv("PATH", "")
    status, out, err = run(capsys, "check", "--changed")
    assert (status, out, err) == (2, "", "azrel: cannot tell which files changed: git is not installed\n")


@pytest.mark.parametrize("key", ["aliases", "shared_names"])
def test_warns_of_name_that_finds_nobody(key: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = f"kind: place\n{key}: [Z-land, Latest News, The]"
    write(folder, {"relations/zenda.yaml": relation(FACT).replace("kind: place", names).encode()})

    _, out, _ = run(capsys, "check")

    warnings = [line for line in out.splitlines() if "unreached-name" in line or "ordinary-name" in line]
    column = len(key) + 12
    assert warnings == [
        f"relations/zenda.yaml:4:{column}: warning: asked for 'Latest News', azrel does not come to Zenda, but reads "
        "something else: write the name in another way, or leave it out [unreached-name]",
        f"relations/zenda.yaml:4:{column + 13}: warning: the name 'The' is an ordinary word, which questions have without "
        "meaning Zenda: write it in full [ordinary-name]",
    ]


@pytest.mark.parametrize(
    ("kind", "names", "key", "named"),
    [
        ("place", "[Make, Zenda House, MAKE]", "", ["Make"]),
        ("place", "[Make, Word]", "", ["Make", "Word"]),
        ("place", "[Make, Word]", "ordinary_word: true", []),
        ("place", "[Make, Word]", "ordinary_word: false", []),
        ("person", "[Make]", "", []),
    ],
)
def test_warns_of_name_that_counts_in_capitals_alone(
    kind: str, names: str, key: str, named: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = f"kind: {kind}\naliases: {names}\n{key}"
    write(folder, {"relations/zenda.yaml": relation(FACT).replace("kind: place", entry).encode()})

    _, out, _ = run(capsys, "check")

    lines = [line for line in out.splitlines() if "capitals-only" in line]
    assert [line.split("'")[1] for line in lines] == named
    for line in lines:
        assert line.startswith("relations/zenda.yaml:4:")
        assert "names Zenda with its capital alone: write 'ordinary_word: true' below if" in line
