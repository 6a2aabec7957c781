"""A progress bar is shown only on a terminal and after two seconds."""

import io

from bot.cli.progress import Progress
from bot.loading import load_texts, verify_excerpts
from tests.bases import snapshot_of, texts
from tests.clocks import Clock


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_shows_a_bar_after_two_seconds_and_leaves_the_line_empty() -> None:
    terminal, clock = Terminal(), Clock(0.0)
    with Progress("verifying", terminal, clock) as progress:
        clock.now = 1.9
        progress.show(1, 4)
        assert terminal.getvalue() == ""
        clock.now = 2.0
        progress.show(2, 4)
        assert terminal.getvalue() == f"\r\x1b[Kverifying [{'#' * 15}{' ' * 15}] 2 of 4"

    assert terminal.getvalue().endswith("2 of 4\r\x1b[K")


def test_shows_nothing_off_terminal_or_if_quick() -> None:
    file, terminal, clock = io.StringIO(), Terminal(), Clock(0.0)
    with Progress("verifying", file, clock) as progress, Progress("verifying", terminal, clock) as quick:
        quick.show(1, 1)
        clock.now = 9.0
        progress.show(1, 1)

    assert (file.getvalue(), terminal.getvalue()) == ("", "")


def test_verifying_shows_sources_done() -> None:
    reported: list[tuple[int, int]] = []
    verify_excerpts(snapshot_of(texts()), {}, lambda done, total: reported.append((done, total)))

    assert reported == [(done, len(reported)) for done in range(len(reported))]
    assert reported


def test_loading_shows_files_parsed() -> None:
    reported: list[tuple[int, int]] = []
    load_texts(texts(), lambda done, total: reported.append((done, total)))

    assert reported == [(done, len(texts())) for done in range(1, len(texts()) + 1)]
