"""Review sound knowledge for what a curator should look at: warnings, which depend on the day."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.domain.dates import Point, Precision
from bot.domain.knowledge import Citation, Fact, Snapshot, Status
from bot.domain.problems import Location, Problem, Severity
from bot.domain.text import words_of
from bot.loading.claims.dates import find_dates
from bot.loading.excerpts import check_excerpts_support_statements
from bot.loading.files import LOCK


def review_snapshot(snapshot: Snapshot, today: date) -> tuple[Problem, ...]:
    """Collect all warnings as of a day, sorted by location."""
    return tuple(sorted(problem for check in CHECKS for problem in check(snapshot, today)))


def check_facts_are_verified_in_time(snapshot: Snapshot, today: date) -> Iterator[Problem]:
    """Warn of facts that were not verified within the review interval."""
    for fact, interval in _reviewed(snapshot):
        if (today - fact.verified).days > interval:
            message = f"not verified for more than {interval} days: check it against its sources, and update 'verified'"
            yield _warning(fact.location, message, "verified-long-ago")


def check_no_date_is_ahead(snapshot: Snapshot, today: date) -> Iterator[Problem]:
    """Warn of dates in the future, and of facts dated later than their sources."""
    tomorrow = today + timedelta(days=1)  # where the curator is, it may be tomorrow already
    for source in snapshot.sources.values():
        if source.as_of.first > tomorrow:
            yield _warning(
                source.location,
                f"speaks up to {source.as_of.text}, which is in the future: correct 'as_of'",
                "date-ahead",
            )
    for fact in _unexcused(snapshot):
        if fact.verified > tomorrow:
            yield _warning(
                fact.location, f"verified on {fact.verified}, which is in the future: correct 'verified'", "date-ahead"
            )
        if fact.when and any(_is_beyond(point, fact) for point in (fact.when.start, fact.when.end) if point):
            message = (
                f"dated {fact.when.text}, and its newest source speaks up to {fact.as_of.text}: correct 'when', or say "
                "in the statement for when it was announced"
            )
            yield _warning(fact.location, message, "date-ahead")


def _is_beyond(point: Point, fact: Fact) -> bool:
    """Return whether a point lies after the fact's sources, and neither its statement nor its excerpts name it."""
    if point.first <= fact.as_of.last:
        return False
    parts = {part for text in fact.texts for found in find_dates(text) for part in found.parts}
    named = ("year", point.first.year) in parts or ("decade", point.first.year // 10) in parts
    is_exact = point.precision in (Precision.DAY, Precision.MONTH)
    return not named or (is_exact and ("month", point.first.month) not in parts)


def check_current_facts_have_new_sources(snapshot: Snapshot, today: date) -> Iterator[Problem]:
    """Warn of current facts whose newest source is older than the review interval."""
    for fact, interval in _reviewed(snapshot):
        is_current = fact.status(today) is Status.CURRENT
        if is_current and (today - fact.as_of.last).days > interval:
            message = (
                f"called current, but its newest source speaks up to {fact.as_of.text}: "
                "cite a newer source, close 'when', write the fact that supersedes it, or say in 'review' why it is "
                "exempt"
            )
            yield _warning(fact.location, message, "current-from-old-source")


def check_partners_have_summaries(snapshot: Snapshot, _: date) -> Iterator[Problem]:
    """Warn of partners without a summary."""
    for partner in snapshot.partners.values():
        if partner.summary is None:
            message = f"{partner.name} has no summary: write one that rests only on its facts"
            yield _warning(partner.location, message, "no-summary")


def check_citations_are_quoted(snapshot: Snapshot, _: date) -> Iterator[Problem]:
    """Warn of citations without an excerpt."""
    for citation in _citations(snapshot):
        if citation.excerpt is None:
            message = (
                f"{citation.source.id} is cited, not quoted: add an excerpt, or say in 'review' why none can be had"
            )
            yield _warning(citation.location, message, "not-quoted")


def check_excerpts_are_verified(snapshot: Snapshot, _: date) -> Iterator[Problem]:
    """Warn of excerpts that the lock does not record as found in their source's text."""
    for citation in _citations(snapshot):
        if citation.excerpt is not None and not citation.is_verified:
            message = f"the excerpt is not in {LOCK}: run 'azrel verify --texts DIR --write'"
            yield _warning(citation.location, message, "excerpt-not-verified")


def check_statements_differ(snapshot: Snapshot, _: date) -> Iterator[Problem]:
    """Warn of facts that say the same as an earlier one, but for case, diacritics and punctuation."""
    first: dict[tuple[str, ...], Fact] = {}
    for fact in snapshot.facts.values():
        earlier = first.setdefault(words_of(fact.statement), fact)
        if earlier is not fact and not fact.review.reason:
            message = (
                f"says the same as {earlier.id} ({earlier.location.path}:{earlier.location.line}): keep one of the two "
                "and list the other's partners in its 'involves', or say in the statement what differs"
            )
            yield _warning(fact.location, message, "same-statement")


def check_sources_are_cited(snapshot: Snapshot, _: date) -> Iterator[Problem]:
    """Warn of sources that no fact cites."""
    cited = {citation.source.id for citation in snapshot.citations}
    for source in snapshot.sources.values():
        if source.id not in cited and not source.review:
            message = f"no fact cites {source.id}: cite it, remove it, or say in 'review' why it is exempt"
            yield _warning(source.location, message, "source-not-cited")


CHECKS: tuple[Callable[[Snapshot, date], Iterator[Problem]], ...] = (
    check_facts_are_verified_in_time,
    check_no_date_is_ahead,
    check_current_facts_have_new_sources,
    check_partners_have_summaries,
    check_citations_are_quoted,
    check_excerpts_are_verified,
    check_excerpts_support_statements,
    check_statements_differ,
    check_sources_are_cited,
)


def _unexcused(snapshot: Snapshot) -> Iterator[Fact]:
    """Yield the facts whose warnings are not silenced by a reason."""
    return (fact for fact in snapshot.facts.values() if not fact.review.reason)


def _reviewed(snapshot: Snapshot) -> Iterator[tuple[Fact, int]]:
    """Yield the facts that can grow old, each with its review interval in days."""
    for fact in _unexcused(snapshot):
        interval = fact.review.days or snapshot.about.review_interval_days
        if fact.review.is_wanted and interval:
            yield fact, interval


def _citations(snapshot: Snapshot) -> Iterator[Citation]:
    return (citation for fact in _unexcused(snapshot) for citation in fact.citations)


def _warning(location: Location, message: str, rule: str) -> Problem:
    return Problem(location, message, rule, Severity.WARNING)
