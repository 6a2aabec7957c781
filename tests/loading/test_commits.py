"""Commits as git's objects hold them, those that no git of ours would write among them."""

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
def test_who_and_when_are_read(author: str, expected: tuple[str, str, str]) -> None:
    content = f"tree 1\nparent 2\nparent 3\nauthor {author}\ncommitter C <c> 1 +0000\ngpgsig x\n author z\n\nSubject\n"

    commit = to_commit("4", content.encode())

    assert (commit.author, commit.email, commit.at.isoformat()) == expected
    assert (commit.id, commit.parents, commit.message) == ("4", ("2", "3"), "Subject\n")


def test_what_is_no_utf_8_is_read_all_the_same() -> None:
    assert to_commit("1", b"author J\xfcrgen <j> 1 +0000\n\nGr\xfc\xdfe").message == "Gr\ufffd\ufffde"
