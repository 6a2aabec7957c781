"""How many problems are told of a file: the first of them by place, and how many more there are."""

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.domain.problems import Location, Problem

# Past so many in a file, more lines help nobody, and only hold up whoever writes or reads them.
MAX_PROBLEMS = 100


@dataclass(slots=True)
class Tally:
    """The first problems of a file by place, and how many more are `omitted`."""

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
        """Count several, and so many more that nobody tells."""
        for problem in problems:
            self.add(problem)
        self.omitted += omitted

    def reported(self) -> list[Problem]:
        """What is told: the first problems and, if there are more, how many."""
        if not self.omitted:
            return self.problems
        location, severity = self.problems[-1].location, self.problems[-1].severity
        plural = "" if self.omitted == 1 else "s"
        message = f"… and {self.omitted:,} more problem{plural} in this file: fix these first, then check again"
        return [*self.problems, Problem(location, message, "more-problems", severity)]


def _order(problem: Problem) -> tuple[Location, str, str]:
    return problem.location, problem.message, problem.rule
