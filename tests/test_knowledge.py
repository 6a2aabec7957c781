"""Properties of the shipped base, besides that it loads."""

import ast
import re
from pathlib import Path

import pytest

from bot.cli.check import find_problems
from bot.domain.knowledge import Snapshot
from bot.loading import load_folder
from bot.loading.review import review_snapshot
from bot.reply import count_facts
from bot.search import Index
from tests.bases import TODAY

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
LOADING = Path(__file__).parents[1] / "bot/loading"

# Warnings caused by time or a source's terms; curators can fix all others.
TOLERATED = {"current-from-old-source", "verified-long-ago", "not-quoted", "weak-excerpt"}


@pytest.fixture(scope="module")
def shipped() -> Snapshot:
    result = load_folder(KNOWLEDGE)
    assert result.snapshot is not None, result.problems
    assert result.problems == ()
    return result.snapshot


def test_shipped_base_has_no_warnings_that_curators_could_fix(shipped: Snapshot) -> None:
    newest = max(fact.verified for fact in shipped.facts.values())

    assert [str(problem) for problem in find_problems(KNOWLEDGE, newest)[1] if problem.rule not in TOLERATED] == []


def test_base_on_the_elements_has_no_warnings(elements_index: Index) -> None:
    snapshot = elements_index.snapshot
    newest = max(fact.verified for fact in snapshot.facts.values())

    assert [str(problem) for problem in review_snapshot(snapshot, newest)] == []
    assert all(citation.is_verified for fact in snapshot.facts.values() for citation in fact.citations)


def test_every_partner_has_facts(shipped: Snapshot) -> None:
    counted = count_facts(shipped, TODAY)["by_partner"]

    assert sorted(shipped.partners.keys() - counted.keys()) == []


def test_speakers_are_partners_of_the_fact_or_the_subject(shipped: Snapshot) -> None:
    for fact in shipped.facts.values():
        assert {*fact.attributed_to} <= {*fact.partners, fact.home, shipped.about.subject}, fact.id


def test_no_fact_is_dated_after_its_source(shipped: Snapshot) -> None:
    announced = {"middle-corridor-road-maps-2022", "united-nations-cop29-2024"}
    for fact in shipped.facts.values():
        if fact.when and fact.when.start and fact.id not in announced:
            assert fact.when.start.first <= fact.as_of.last, fact.id


def test_guide_explains_each_rule() -> None:
    documented = set(re.findall(r"`([a-z]+(?:-[a-z0-9]+)*)`(?=[^|\n]*\|)", _tables()))
    raised = _rules()

    assert sorted(raised - documented) == [], "the guide's tables lack these rules"
    assert sorted(documented - raised) == [], "the guide names these, and no call that `_rules` knows has them"


def _tables() -> str:
    rows = (KNOWLEDGE / "README.md").read_text("utf-8").partition("## The check")[2].splitlines()
    return "\n".join(row.split("|")[1] + "|" for row in rows if row.startswith("| `"))


def _rules() -> set[str]:
    """Collect the rules of `azrel check` from the code; those that a variable holds there are listed here."""
    indices = {"Problem": 2, "_warning": 2, "refuse": 0, "self._refuse": 2}
    named = {f"unknown-{what}" for what in ("topic", "source", "partner", "fact")} | {
        "duplicate-key",
        "too-few-facts",
        "too-few-partners",
    }
    for path in LOADING.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            at = indices.get(ast.unparse(node.func)) if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and at is not None and len(node.args) > at:
                rule = node.args[at]
                named |= {rule.value} if isinstance(rule, ast.Constant) and isinstance(rule.value, str) else set()
    return named - {"not-verbatim"}  # that of `azrel verify`
