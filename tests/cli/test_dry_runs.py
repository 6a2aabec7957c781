"""Dry runs of changes, before they are sent for review."""

from pathlib import Path
from typing import Any

import pytest

from bot.cli.base import FolderBase
from bot.domain.operations import Kind, Operation
from bot.loading.reload import Reloader
from bot.search import build_whole
from bot.services.curating import NotApplied
from tests.bases import texts, write_base

GAS = "sylvania-gas"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the small base in a folder."""
    root = tmp_path / "base"
    write_base(root, texts())
    return root


def open_base(folder: Path, sources: Path | None = None) -> FolderBase:
    reloader = Reloader(folder, build_whole)
    reloader.start()
    return FolderBase(folder, reloader, folder.parent / "state", commits=False, sources=sources)


def edited(base: FolderBase, **changes: object) -> Operation:
    """Return an edit of the fact on gas, of its first citation where a change is one of its keys."""
    current = base.find(GAS)
    assert current
    citations: Any = current.fields["citations"]
    inner = {key: value for key, value in changes.items() if key in ("excerpt", "locator", "source")}
    own = {key: value for key, value in changes.items() if key not in inner}
    fields: Any = {**current.fields, **own, "citations": [{**citations[0], **inner}, *citations[1:]]}
    return Operation(Kind.EDIT, current.partner, GAS, fields, current.hash)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("when", "last year", "is not a date"),
        ("topics", ["enrgy"], "energy"),
        ("source", "gazete-2018", "gazette-2018"),
        ("excerpt", "word " * 61, "60"),
        ("statement", "", ""),
    ],
)
def test_reports_problem_at_its_field(folder: Path, key: str, value: object, words: str) -> None:
    base = open_base(folder)
    dry_run = base.dry_run(edited(base, **{key: value}))

    assert dry_run.snapshot is None
    assert list(dry_run.problems) == [key]
    assert words in dry_run.problems[key]


def test_searches_excerpt_in_its_sources_text(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "gazette-2018.txt").write_text("It is known that the gas flows to Sylvania day and night, and far.")
    base = open_base(folder, tmp_path)

    assert base.dry_run(edited(base, excerpt="the gas flows to Sylvania day and night")).problems == {}
    problems = base.dry_run(edited(base, excerpt="the oil flows to Sylvania day and night")).problems
    assert "“oil”" in problems["excerpt"]
    assert "»gas«" in problems["excerpt"]


def test_reports_unreadable_text_of_source(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "gazette-2018.txt").write_bytes(b"\xff")
    base = open_base(folder, tmp_path)

    with pytest.raises(NotApplied, match="not UTF-8"):
        base.dry_run(edited(base, excerpt="the gas flows"))


@pytest.mark.parametrize(
    ("value", "problem"), [("2026", ""), ("", ""), ("last summer", "'last summer' is not a date: write")]
)
def test_explains_invalid_value_of_key(folder: Path, value: str, problem: str) -> None:
    said = open_base(folder).describe_problem("when", value)

    assert said.startswith(problem)
    assert bool(said) is bool(problem)
