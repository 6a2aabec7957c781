"""Facts in the order of time."""

from dataclasses import replace
from datetime import date

from bot.domain.answers import Offer, Outcome
from bot.domain.requests import Form, Request
from bot.domain.responses import Timeline, Usage
from bot.search.answering import answer_request
from bot.search.finding import find_facts
from bot.search.index import Index
from bot.search.nearest import find_nearest
from bot.search.offers import MAX_OFFERS
from bot.search.ranking import LazyFacts, Scorer

_RECENT_YEARS = 10


def to_timeline(request: Request, index: Index, today: date) -> Timeline | Usage:
    """Lay out the facts that a request asks for in the order of time; where it names nothing, say how to ask."""
    if request == Request(form=Form.TIMELINE, page=request.page, size=request.size):
        offers = [
            Offer(partner.name, Request(form=Form.TIMELINE, partners=(partner.id,)))
            for partner in index.best_known[:MAX_OFFERS]
        ]
        return Usage(request=request, snapshot=index.snapshot, today=today, suggestions=tuple(offers))
    found = answer_request(request.change(form=Form.ANSWER), index, today)
    asked = found.request.change(form=Form.TIMELINE)
    if found.outcome is not Outcome.ANSWER:
        ways_on = [Offer(offer.label, offer.request.change(form=Form.TIMELINE)) for offer in found.suggestions]
        return Timeline(replace(found, request=asked, suggestions=tuple(ways_on)), found.facts)
    scorer = Scorer(found.request, index, today)
    nearest = find_nearest(found.request, find_facts(found.request, index, today), index, today)
    facts = nearest.facts if nearest else 0
    in_order = LazyFacts(map(scorer.match, index.chronology.sort(facts)))
    return Timeline(replace(found, request=asked), in_order, _before_last_years(facts, index, today))


def _before_last_years(facts: int, index: Index, today: date) -> int:
    """Count the facts that began before the last ten years; 0 where none began in these."""
    first = date(max(today.year - _RECENT_YEARS, date.min.year), 1, 1)
    dated = facts & index.dated
    before = dated & index.spans.starts.until(first.toordinal())
    return before.bit_count() if before != dated else 0
