from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.domain.problems import Problem, Severity
from bot.loading import load_texts, read_source_texts, verify_excerpts, write_lock
from bot.loading.review import review_snapshot
from tests.bases import TODAY, snapshot_of, texts

GAZETTE = (
    "Ruritania is a kingdom, and proud of it. Each summer — each summer, the two kings met. The gas flows on: the gas "
    "flows to Sylvania day\nand night. A friendship sealed in May 1993 held, though not one cart crossed."
)


def _unverified(files: Mapping[str, bytes]) -> list[Problem]:
    problems = review_snapshot(snapshot_of(files), TODAY)
    return [problem for problem in problems if problem.rule == "excerpt-not-verified"]


def test_searches_each_excerpt_in_its_own_source() -> None:
    verification = verify_excerpts(snapshot_of(texts()), {"gazette-2018": GAZETTE})

    assert [str(problem) for problem in verification.problems] == [
        "relations/graustark.yaml:13:49: nothing like “a pipeline around the neighbours” is in gazette-2018.txt: copy the "
        "source's own words, and elide with […] [not-verbatim]",
    ]
    (quotation,) = verification.quotations
    assert (quotation.source, quotation.excerpts) == ("gazette-2018", 5)
    quoted = ["a kingdom, and proud of it", "each summer, the two kings", "the gas flows to Sylvania day and night"]
    quoted += ["friendship sealed in May 1993", "not one cart crossed"]
    assert quotation.share == sum(map(len, quoted)) / len(GAZETTE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "The Gazette.\n\nEach summer, the two\nkings met, and a pipeline\naround its neighbours was planned.",
            "the excerpt has “the” where line 5 of gazette-2018.txt has "
            "“…he two kings met, and a pipeline around »its« neighbours was planned.…”",
        ),
        (
            "A plan: a pipeline around the houses nearby.",
            "the excerpt has “neighbours” where line 1 of gazette-2018.txt has",
        ),
        (
            "It was a pipeline quite around the neighbours, they said.",
            "the excerpt has “around” where line 1 of gazette-2018.txt has “…It was a pipeline »quite« around",
        ),
        (
            "It was (a pipe-\nline all around the neighbours).",
            "the excerpt has “around” where line 2 of gazette-2018.txt has “…It was (a pipe-line »all« around",
        ),
        (
            "There were pipelines around the neighbours.",
            "the excerpt has “a” where line 1 of gazette-2018.txt has “…There »were« pipelines around",
        ),
        (
            "They laid a pipeline all the way around the neighbours.",
            "the excerpt has “around” where line 1 of gazette-2018.txt has “…They laid a pipeline »all« the way around",
        ),
        (
            "It was a pipelines around the neighbours.",
            "the excerpt has “pipeline” where line 1 of gazette-2018.txt has “…It was a »pipelines« around",
        ),
        (
            "They planned a pipeline around the",
            "the excerpt goes on with “neighbours” where gazette-2018.txt ends, with “…They planned a pipeline around the”",
        ),
        ("Quite another thing is said in here.", "nothing like “a pipeline around the neighbours”"),
    ],
)
def test_shows_nearest_passage_with_first_difference(text: str, message: str) -> None:
    problems = verify_excerpts(snapshot_of(texts()), {"gazette-2018": text}).problems
    reported = next(problem.message for problem in problems if problem.location.path == "relations/graustark.yaml")

    assert reported.startswith(message)
    assert reported.endswith(": copy the source's own words, and elide with […]")


def test_reports_parts_of_excerpt_in_wrong_order() -> None:
    files = texts()
    path = "relations/graustark.yaml"
    changed = {
        **files,
        path: files[path].replace(b"a pipeline around the neighbours", b'"the neighbours [...] a pipeline around"'),
    }
    problems = verify_excerpts(snapshot_of(changed), {"gazette-2018": "a pipeline around the neighbours"}).problems

    assert problems[0].message == (
        "“a pipeline around” is in line 1 of gazette-2018.txt, before what it follows here: keep the text's order"
    )


def test_records_verified_excerpts_and_warns_of_others(tmp_path: Path) -> None:
    files = texts()
    verification = verify_excerpts(snapshot_of(files), {"gazette-2018": GAZETTE})
    write_lock(tmp_path, verification.hashes)

    lock = (tmp_path / "verified.lock").read_bytes()
    problems = _unverified({**files, "verified.lock": lock})

    assert [(problem.location.line, problem.severity) for problem in problems] == [
        (line, Severity.WARNING) for line in (13, 19, 26)
    ]
    assert str(problems[0]).startswith("relations/graustark.yaml:13:49: warning: the excerpt is not in verified.lock")


def test_changed_excerpt_is_not_verified() -> None:
    files = texts()
    hashes = verify_excerpts(snapshot_of(files), {"gazette-2018": GAZETTE}).hashes
    lock = "\n".join(hashes).encode()
    changed = files["relations/sylvania.yaml"].replace(b"not one cart crossed", b"no cart crossed")

    problems = _unverified({**files, "relations/sylvania.yaml": changed, "verified.lock": lock})

    assert ("relations/sylvania.yaml", 31) in [(problem.location.path, problem.location.line) for problem in problems]


def test_excerpt_without_text_keeps_its_state() -> None:
    files = texts()
    every = {
        "gazette-2018": GAZETTE + " A pipeline around the neighbours: a pipeline around the neighbours.",
        "almanac-2026": "there was no such plan, and no king came again",
    }
    lock = "\n".join(verify_excerpts(snapshot_of(files), every).hashes).encode()
    locked = snapshot_of({**files, "verified.lock": lock})

    again = verify_excerpts(locked, {"gazette-2018": every["gazette-2018"]})

    assert again.problems == ()
    assert again.hashes == set(lock.decode().splitlines())
    assert len(again.hashes) == 8


def test_warns_of_lock_that_verify_did_not_write() -> None:
    problems = load_texts({**texts(), "verified.lock": b"# a comment\nnonsense\n\xff\n"}).problems

    assert [str(problem) for problem in problems if problem.rule == "bad-lock"] == [
        f"verified.lock:{line}:1: warning: not a line that 'azrel verify --write' writes: run it again [bad-lock]"
        for line in (2, 3)
    ]


def test_warns_of_merge_conflict_in_lock() -> None:
    problems = load_texts({**texts(), "verified.lock": b"<<<<<<< HEAD\n=======\n>>>>>>> theirs\n"}).problems

    assert [str(problem) for problem in problems if problem.rule == "bad-lock"] == [
        f"verified.lock:{line}:1: warning: not a line that 'azrel verify --write' writes: delete it, and keep the lines of "
        "both sides [bad-lock]"
        for line in (1, 2, 3)
    ]


def test_names_text_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "gazette-2018.txt").write_bytes(b"ab\xff")

    with pytest.raises(ValueError, match=r"gazette-2018\.txt is not UTF-8: invalid start byte at byte 2"):
        read_source_texts(tmp_path, snapshot_of(texts()))


def test_reads_texts_by_source_id(tmp_path: Path) -> None:
    (tmp_path / "gazette-2018.txt").write_text("the Gazette’s words", "utf-8")
    (tmp_path / "unknown.txt").write_text("not asked for", "utf-8")

    assert read_source_texts(tmp_path, snapshot_of(texts())) == {"gazette-2018": "the Gazette’s words"}
