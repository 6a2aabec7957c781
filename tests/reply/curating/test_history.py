from bot.reply.curating import Version, to_history_window
from bot.sandbox import check_view
from tests.reply.curating.drafts import buttons, lines

PUBLISHED = Version(
    id="change 4",
    day="2026-11-20",
    author="UADA",
    approver="UBEN",
    note="Since June.",
    changes=(("when", "2005", "2006"),),
    by_users=True,
)
COMMITTED = Version(id="", day="2026-11-01", author="Ada Lovelace", approver="", changes=(("id", "", "a"),))


def test_says_that_there_are_no_changes() -> None:
    window = to_history_window("sylvania-gas", [])

    assert check_view(window) == []
    assert (window["title"]["text"], window["close"]["text"]) == ("History", "Close")
    assert lines(window["blocks"]) == ["sylvania-gas", "No changes of this fact are on record."]


def test_lists_author_day_reason_and_difference() -> None:
    window = to_history_window("sylvania-gas", [PUBLISHED, COMMITTED], missing="The folder is not in git.")

    assert check_view(window) == []
    assert lines(window["blocks"]) == [
        "sylvania-gas",
        "The folder is not in git.",
        "2026-11-20 · @UADA, approved by @UBEN · Since June.",
        "when: 2005 2006 \n",
        "2026-11-01 · Ada Lovelace",
        "id: a \n",
    ]
    assert buttons(window["blocks"]) == [("Restore the version before this", "restore", "change 4")]


def test_shortens_long_names_and_replaces_missing_ones() -> None:
    nameless = Version(id="commit a b", day="2026-11-01", author="\x00", approver="y" * 900)
    (_, said) = lines(to_history_window("a", [nameless])["blocks"])

    assert said.startswith("2026-11-01 · somebody, approved by yyy")
    assert len(said) < 600


def test_shows_only_the_newest_changes() -> None:
    window = to_history_window("a", [PUBLISHED] * 25)

    assert check_view(window) == []
    assert len(buttons(window["blocks"])) == 20
    assert lines(window["blocks"])[-1] == "Earlier changes that are not shown: 5."
