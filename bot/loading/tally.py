"""Limit the problems reported of a file: the first by location, and the number of further ones."""

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.domain.problems import Location, Problem

# More lines for one file help nobody, and take time to write and read.
MAX_PROBLEMS = 100


@dataclass(slots=True)
class Tally:
    """The first problems of a file by location, and the number of problems `omitted`."""

    problems: list[Problem] = field(default_factory=list)
    omitted: int = 0

    def add(self, problem: Problem) -> None:
        """Count a problem, and keep it if it is among the first."""
        if len(self.problems) == MAX_PROBLEMS:
            self.omitted += 1
            if _order(problem) >= _order(self.problems[-1]):
                return
            self.problems.pop()
        insort(self.problems, problem, key=_order)

    def add_all(self, problems: Iterable[Problem], omitted: int = 0) -> None:
        """Add several problems, and count others that are omitted."""
        for problem in problems:
            self.add(problem)
        self.omitted += omitted

    def reported(self) -> list[Problem]:
        """Return the first problems and, if there are more, one that says how many."""
        if not self.omitted:
            return self.problems
        location, severity = self.problems[-1].location, self.problems[-1].severity
        plural = "" if self.omitted == 1 else "s"
        message = f"… and {self.omitted:,} more problem{plural} in this file: fix these first, then check again"
        return [*self.problems, Problem(location, message, "more-problems", severity)]


def _order(problem: Problem) -> tuple[Location, str, str]:
    return problem.location, problem.message, problem.rule
