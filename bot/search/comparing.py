"""Partners side by side: for each topic how much is known of each, and the fact that says most."""

from collections import Counter
from datetime import date

from bot.domain.answers import Answer, FactMatch, Offer, Outcome
from bot.domain.requests import Form, Request
from bot.domain.responses import Cell, Comparison, Row
from bot.search.covering import find_answer
from bot.search.finding import Found, find_facts
from bot.search.index import Index
from bot.search.offers import offer_partner
from bot.search.ranking import Scorer

MOST_PARTNERS = 3


def compare(request: Request, index: Index, today: date) -> Comparison:
    """Compare the first three partners of a request, on its topics or on all that they have facts on."""
    known = _without_unknown(request)
    compared = [index.snapshot.partners[id_] for id_ in request.partners[:MOST_PARTNERS]]
    requests = [known.change(form=Form.ANSWER, partners=(partner.id,), page=1) for partner in compared]
    found = [find_facts(one, index, today) for one in requests]
    scorers = [_score_newest(one, index, today) for one in requests]
    counts = [_count_topics(one.facts, index) for one in found]
    topics = [topic for topic in request.all_topics if any(count[topic] for count in counts)] or _in_order(counts)
    shown: list[set[str]] = [set() for _ in compared]
    rows = []
    for topic in topics:
        cells: list[Cell] = []
        for column, partner in enumerate(compared):
            beside = {cell.best.fact.id for cell in cells if cell.best}
            best = _best(found[column], topic, shown[column], beside, scorers[column])
            cells.append(Cell(partner, counts[column][topic], best))
        rows.append(Row(index.snapshot.topics[topic], tuple(cells)))
    asked = known.change(partners=tuple([partner.id for partner in compared]))
    together = asked.change(form=Form.ANSWER, page=1)
    joint = find_answer(together, index, today)
    return Comparison(
        answer=Answer(
            outcome=Outcome.ANSWER if rows else Outcome.NONE,
            request=asked,
            snapshot=index.snapshot,
            today=today,
            reason=None if rows else next(one.reason for one in found),
            passed_over=_in_all([one.passed_over for one in found]),
            by_topic=_in_all([one.by_topic for one in found]),
            suggestions=() if rows else _suggest(asked, index),
        ),
        partners=tuple(compared),
        rows=tuple(rows),
        left=tuple([index.snapshot.partners[id_].name for id_ in request.partners[MOST_PARTNERS:]]),
        unknown=unknown_in(request, index),
        separately=tuple([offer_partner(partner) for partner in compared]),
        together=together if joint and not joint.passed_over else None,
    )


def _without_unknown(request: Request) -> Request:
    """Return the request without what the base does not know, which is named beside the comparison."""
    words = tuple([word for word in request.words if word.is_known])
    return request.change(countries=(), words=words, speakers=(), aliases=())


def unknown_in(request: Request, index: Index) -> str:
    """Return what is asked for and the base does not have: countries without a file, and unknown words."""
    countries = index.snapshot.world.countries
    return ", ".join([*[countries[code].name for code in request.countries], *request.unknown])


def _suggest(request: Request, index: Index) -> tuple[Offer, ...]:
    partners = [index.snapshot.partners[id_] for id_ in request.partners]
    known = [partner for partner in partners if index.about(partner.id)]
    wider = Request(form=Form.COMPARE, partners=request.partners)
    names = " ".join([partner.name for partner in partners])
    is_narrowed = request.is_narrowed and known
    others = [] if known else list(index.best_known[:2])
    return (*([Offer(names, wider)] if is_narrowed else []), *map(offer_partner, (*known, *others)))


def _in_all(words: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple([word for word in words[0] if all(word in others for others in words)])


def _count_topics(facts: int, index: Index) -> Counter[str]:
    return Counter({topic: count for topic, on in index.by_topic.items() if (count := (on & facts).bit_count())})


def _in_order(counts: list[Counter[str]]) -> list[str]:
    totals: Counter[str] = sum(counts, Counter())
    return sorted(totals, key=lambda topic: (-sum(topic in count for count in counts), -totals[topic], topic))


def _score_newest(request: Request, index: Index, today: date) -> Scorer:
    """Return a scorer of facts by what was asked and by how new they are."""
    return Scorer(request.change(newest_first=True), index, today)


def _best(found: Found, topic: str, shown: set[str], beside: set[str], scorer: Scorer) -> FactMatch | None:
    """Return the best fact on a topic that no row above shows, preferably one that no other cell of its row shows."""
    second = None
    for score, position in scorer.in_order(found.facts & scorer.index.on((topic,))):
        match = scorer.match(position, score)
        if match.fact.id in beside:
            second = second or match
        elif match.fact.id not in shown:
            second = match
            break
    if second:
        shown.add(second.fact.id)
    return second
