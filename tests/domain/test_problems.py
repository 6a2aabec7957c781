import pytest

from bot.domain.problems import Location, Problem, Severity


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        (Problem(Location("topics.yaml", 3, 5), "say what", "rule"), "topics.yaml:3:5: say what [rule]"),
        (
            Problem(Location("a\nb.yaml", 1, 1), "no \x1b[2J here", "rule", Severity.WARNING),
            "a\\nb.yaml:1:1: warning: no \\x1b[2J here [rule]",
        ),
    ],
)
def test_problem_is_shown_with_its_location(problem: Problem, shown: str) -> None:
    assert str(problem) == shown


def test_long_message_keeps_its_beginning_and_its_cure() -> None:
    problem = Problem(Location("topics.yaml", 1, 1), "what is wrong" + "x" * 5_000 + "write this", "rule")

    assert len(problem.shown_message) < 1_000
    assert problem.shown_message.startswith("what is wrong")
    assert problem.shown_message.endswith("write this")
