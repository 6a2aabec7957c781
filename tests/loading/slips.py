"""A partner's file, and its problems."""

from bot.loading import load_texts
from bot.loading.slips import review_files
from tests.bases import FACT, relation, texts


def problems_of_zenda(text: str) -> list[str]:
    """Return the errors or warnings of a partner's file, except those of the base's own codes."""
    result = load_texts(texts(relations__zenda=text))
    warnings = review_files(result.documents, result.snapshot) if result.snapshot else ()
    problems = [*result.problems, *warnings]
    return [str(problem).partition("zenda.yaml:")[2] for problem in problems if "zenda" in problem.location.path]


def with_statement(value: str) -> str:
    return relation(FACT.replace("Zenda has a castle.", value))


def partner(*lines: str) -> str:
    return "\n".join(["partner: zenda", "name: Zenda", "kind: state", *lines, ""])
