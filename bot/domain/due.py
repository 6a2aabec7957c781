"""Due days, from which facts are to be verified again."""

from datetime import date, timedelta

from bot.domain.knowledge import About, Fact, Status


def due_day(fact: Fact, about: About, today: date) -> date | None:
    """Return the day from which a fact is to be verified again; None for a fact that can no longer change.

    Events, ended and superseded facts, and facts that curators mark with `review: never` are never due.
    """
    interval = fact.review.days or about.review_interval_days
    if not interval or not fact.review.is_wanted:
        return None
    if fact.status(today) not in (Status.CURRENT, Status.DISPUTED):
        return None
    if fact.when is not None and not fact.when.is_interval:
        return None
    return fact.verified + timedelta(days=interval)
