"""Files of every kind and shape are loaded: links, hidden files, odd names, folded texts."""

from pathlib import Path
from textwrap import dedent

import pytest

from bot.domain.problems import Location
from bot.loading import load_folder, load_texts, read_texts
from tests.bases import FACT, relation, snapshot_of, texts, write_base
from tests.loading.problems import problems_of


def test_accepts_undecodable_file_name() -> None:
    name = b"relations/z\xff.yaml".decode(errors="surrogateescape")

    assert load_texts({**texts(), name: b"oops: ["}).snapshot is None


def test_loads_topic_lines() -> None:
    lines = "topic_lines:\n  borders: >-\n    Zenda is\n    on the border.\n  energy: Zenda has none.\n"
    snapshot = snapshot_of(texts(relations__zenda=relation(FACT) + lines))

    assert snapshot.partners["zenda"].topic_lines == {"borders": "Zenda is on the border.", "energy": "Zenda has none."}
    assert snapshot.partners["sylvania"].topic_lines == {}
    assert snapshot.citing("gazette-2018").partners["zenda"].topic_lines
    assert not snapshot.citing("almanac-2026").partners["zenda"].topic_lines


def test_limits_length_of_lists() -> None:
    citations = ", ".join(["{source: gazette-2018}"] * 5)
    fact = FACT.replace("[{source: gazette-2018, excerpt: the keep above the moat}]", f"[{citations}]")

    assert problems_of(relations__zenda=relation(fact)) == [
        "relations/zenda.yaml:8:16: 'citations' has 5 items, the most is 4: keep the best [too-long]"
    ]


def test_checks_accept_any_shape() -> None:
    shapes = "partner: [x]\nname: {a: b}\naliases: [[x], {y: z}]\nfacts:\n  - text\n  - citations: [x]\n    statement: [y]\n    supersedes: [x, {fact: [y]}]\n"

    assert problems_of(relations__zenda=shapes)
    assert problems_of(relations__zenda="facts: text\n")
    assert problems_of(knowledge="- a list\n", topics="text\n", sources="sources: text\n")


def test_skips_editors_hidden_files(tmp_path: Path) -> None:
    write_base(tmp_path, texts())
    for litter in (".hidden.yaml", "relations/.#zenda.yaml", "relations/zenda.yaml~", ".git/config.yaml", "README.md"):
        (tmp_path / litter).parent.mkdir(exist_ok=True)
        (tmp_path / litter).write_text("oops: [")

    assert read_texts(tmp_path) == texts()
    assert repr(load_folder(tmp_path).snapshot) == repr(snapshot_of(texts()))


def test_follows_links_to_folders_in_a_circle(tmp_path: Path) -> None:
    for path, content in texts().items():
        file = tmp_path / ("elsewhere" if path.startswith("relations/") else "base") / Path(path).name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    (tmp_path / "elsewhere").rename(tmp_path / "base/.elsewhere")
    (tmp_path / "base/relations").symlink_to(tmp_path / "base/.elsewhere")
    (tmp_path / "base/.elsewhere/back").symlink_to(tmp_path / "base")

    assert read_texts(tmp_path / "base") == texts()


def test_missing_folder_raises_os_error(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="nowhere is not a folder"):
        load_folder(tmp_path / "nowhere")


def test_revision_depends_on_content() -> None:
    first, again = snapshot_of(texts()), snapshot_of(dict(reversed(texts().items())))
    changed = snapshot_of(texts(relations__zenda=relation(FACT)))

    assert repr(first) == repr(again)
    assert len(first.revision) == 12
    assert first.revision != changed.revision
    assert snapshot_of({**texts(), "verified.lock": b"x\n"}).revision != first.revision


def test_strips_and_folds_texts_as_yaml_does() -> None:
    fact = dedent(
        """
        - id: zenda-castle
          statement: >-
            Zenda has
            a castle.
          topics: [borders, borders]
          involves: [sylvania, ruritania, sylvania]
          citations: [{source: gazette-2018, excerpt: "  the keep above the moat "}]
          verified: 2026-11-01
        """
    )
    loaded = snapshot_of(texts(relations__zenda=relation(fact))).facts["zenda-castle"]

    assert (loaded.statement, loaded.topics, loaded.partners) == (
        "Zenda has a castle.",
        ("borders",),
        ("zenda", "sylvania"),
    )
    assert loaded.citations[0].excerpt == "the keep above the moat"
    assert loaded.location == Location("relations/zenda.yaml", 5, 5)
    assert loaded.citations[0].location == Location("relations/zenda.yaml", 11, 49)
