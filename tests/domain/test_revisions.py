"""Revisions are identified by their files' content for programs, and by their numbers for people."""

import pytest

from bot.domain.publishing import Edition
from bot.domain.revisions import FORMAT, Head, Origin, Overtaken, Revision, hash_of, id_of

HEAD = Head(7, "0123456789abcdef0123")
FILES = {"topics.yaml": hash_of(b"topics: []"), "relations/zenda.yaml": hash_of(b"name: Zenda")}


@pytest.mark.parametrize(("head", "said"), [(HEAD, "revision 7 (0123456789ab)"), (Head(), "no revision")])
def test_head_is_printed_as_number_and_short_id(head: Head, said: str) -> None:
    assert str(head) == said


@pytest.mark.parametrize(("format_", "is_readable"), [(FORMAT - 1, True), (FORMAT, True), (FORMAT + 1, False)])
def test_files_of_a_newer_format_are_not_readable(format_: int, is_readable: bool) -> None:
    assert Head(1, "a", format_).is_readable is is_readable


def test_overtaken_names_the_revision_added_before() -> None:
    edition = Edition("Ada", "ada@example.com", "Ben", "Correct the year of the treaty")
    first = Revision(HEAD, 0.0, Origin.SLACK, edition)

    assert Overtaken(first).newest is first
    assert str(Overtaken(first)) == "revision 7 (0123456789ab) by Ada: Correct the year of the treaty"
    assert str(Overtaken(None)) == "there is no revision"


def test_same_files_have_the_same_id_in_any_order() -> None:
    assert id_of(FILES) == id_of(dict(reversed(FILES.items())))


@pytest.mark.parametrize(
    "other",
    [
        FILES | {"topics.yaml": hash_of(b"topics: [ ]")},
        FILES | {"sources.yaml": hash_of(b"")},
        {"topics.yaml": FILES["topics.yaml"]},
        {"topics.yaml": FILES["relations/zenda.yaml"], "relations/zenda.yaml": FILES["topics.yaml"]},
        {**FILES, "relations/\udcff.yaml": hash_of(b"")},  # a name that is no UTF-8
    ],
)
def test_different_files_have_different_ids(other: dict[str, str]) -> None:
    assert id_of(other) != id_of(FILES)
