"""Commits are parsed from git's objects, even those that no git would write."""

import pytest

from bot.loading.commits import to_commit


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        (
            "Ada Lovelace <ada@example.org> 1700000000 +0430",
            ("Ada Lovelace", "ada@example.org", "2023-11-15T02:43:20+04:30"),
        ),
        ("Ada <> 1700000000 -0330", ("Ada", "", "2023-11-14T18:43:20-03:30")),
        (" <ada@example.org> 0 +0000", ("", "ada@example.org", "1970-01-01T00:00:00+00:00")),
        ("Ada <a> 99999999999999999999 +0000", ("Ada", "a", "1970-01-01T00:00:00+00:00")),
        ("Ada <a> 1700000000 +9900", ("Ada", "a", "1970-01-01T00:00:00+00:00")),
        ("whoever", ("whoever", "", "1970-01-01T00:00:00+00:00")),
    ],
)
def test_parses_author_and_time(author: str, expected: tuple[str, str, str]) -> None:
    content = f"tree 1\nparent 2\nparent 3\nauthor {author}\ncommitter C <c> 1 +0000\ngpgsig x\n author z\n\nSubject\n"

    commit = to_commit("4", content.encode())

    assert (commit.author, commit.email, commit.at.isoformat()) == expected
    assert (commit.id, commit.parents, commit.message) == ("4", ("2", "3"), "Subject\n")


def test_parses_commit_that_is_not_utf_8() -> None:
    assert to_commit("1", b"author J\xfcrgen <j> 1 +0000\n\nGr\xfc\xdfe").message == "Gr\ufffd\ufffde"
