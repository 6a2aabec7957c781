"""What wants a curator's eye in knowledge that can be served: warnings, which change with the day."""

from collections.abc import Callable, Iterator
from datetime import date

from bot.domain.knowledge import Snapshot, Status
from bot.domain.problems import Location, Problem, Severity
from bot.loading.files import LOCK


def review_snapshot(snapshot: Snapshot, today: date) -> tuple[Problem, ...]:
    """Every warning as of a day, sorted by place."""
    return tuple(sorted(problem for check in CHECKS for problem in check(snapshot, today)))


def check_facts_are_verified_in_time(snapshot: Snapshot, today: date) -> Iterator[Problem]:
    """Every fact was checked against its sources within the review interval."""
    interval = snapshot.about.review_interval_days
    for fact in snapshot.facts.values():
        if (today - fact.verified).days > interval:
            message = (
                f"not verified for more than {interval} days: check it against its sources, and date 'verified' anew"
            )
            yield _warning(fact.location, message, "verified-long-ago")


def check_current_facts_have_new_sources(snapshot: Snapshot, today: date) -> Iterator[Problem]:
    """Every fact that is called current rests on a source that speaks of the time within the review interval."""
    interval = snapshot.about.review_interval_days
    for fact in snapshot.facts.values():
        is_current = fact.status(today) is Status.CURRENT
        if is_current and (today - fact.as_of.last).days > interval:
            message = (
                f"called current, but its newest source speaks up to {fact.as_of.text}: "
                "cite a newer source, close 'when', or write the fact that supersedes it"
            )
            yield _warning(fact.location, message, "current-from-old-source")


def check_partners_have_summaries(snapshot: Snapshot, _: date) -> Iterator[Problem]:
    """Every partner has a summary."""
    for partner in snapshot.partners.values():
        if partner.summary is None:
            message = f"{partner.name} has no summary: write one that rests only on its facts"
            yield _warning(partner.location, message, "no-summary")


def check_citations_are_quoted(snapshot: Snapshot, _: date) -> Iterator[Problem]:
    """Every citation quotes its source."""
    for citation in snapshot.citations:
        if citation.excerpt is None:
            message = f"{citation.source.id} is cited, not quoted: add an excerpt if its text can be had"
            yield _warning(citation.location, message, "not-quoted")


def check_excerpts_are_verified(snapshot: Snapshot, _: date) -> Iterator[Problem]:
    """Every excerpt is recorded as found in its source's text."""
    for citation in snapshot.citations:
        if citation.excerpt is not None and not citation.is_verified:
            message = f"the excerpt is not in {LOCK}: run 'azrel verify --texts DIR --write'"
            yield _warning(citation.location, message, "excerpt-not-verified")


def check_sources_are_cited(snapshot: Snapshot, _: date) -> Iterator[Problem]:
    """Every source is cited by a fact."""
    cited = {citation.source.id for citation in snapshot.citations}
    for source in snapshot.sources.values():
        if source.id not in cited:
            yield _warning(source.location, f"no fact cites {source.id}: cite it, or remove it", "source-not-cited")


CHECKS: tuple[Callable[[Snapshot, date], Iterator[Problem]], ...] = (
    check_facts_are_verified_in_time,
    check_current_facts_have_new_sources,
    check_partners_have_summaries,
    check_citations_are_quoted,
    check_excerpts_are_verified,
    check_sources_are_cited,
)


def _warning(location: Location, message: str, rule: str) -> Problem:
    return Problem(location, message, rule, Severity.WARNING)
