"""Problems of the base with changes."""

from bot.loading import load_texts
from tests.bases import texts


def problems_of(**changes: str | None) -> list[str]:
    return [
        str(problem) for problem in load_texts(texts(**changes)).problems if "excerpt-not-verified" not in problem.rule
    ]
