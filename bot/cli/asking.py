"""Questions that a command asks in a terminal, one line each, until the answer is valid."""

import sys
from collections.abc import Callable

from bot.cli.common import Failure


def can_ask() -> bool:
    """Return whether questions can be asked: both the input and the output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, find_problem: Callable[[str], str | None], default: str = "") -> str:
    """Ask until no problem is found in the answer; an empty one is the default. Raise Failure if the input ends."""
    while True:
        try:
            answer = input(f"{question} [{default}]: " if default else f"{question}: ").strip() or default
        except EOFError:
            print()
            raise Failure("the input ended, and nothing was written") from None
        except UnicodeDecodeError:
            print("  this is not UTF-8: set the terminal to it")
            continue
        problem = find_problem(answer)
        if problem is None:
            return answer
        print(f"  {problem}")


def split(text: str) -> list[str]:
    """Split a list that is typed in one line at its commas."""
    return [item for item in (" ".join(part.split()) for part in text.split(",")) if item]
