"""Request → Answer: facts, a question back, or nothing; never a guess."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from bot.domain.answers import Answer, FactMatch, NoAnswerReason, Outcome
from bot.domain.readings import Parsed
from bot.domain.requests import Amount, Form, Request
from bot.search.bits import positions_in, to_bits
from bot.search.choosing import find_readings, to_choice
from bot.search.covering import Coverage
from bot.search.finding import Found, asks_of_subject, facts_in_scope, facts_naming, only_by_topic
from bot.search.freshness import latest_of
from bot.search.index import Index
from bot.search.nearest import MOST_NEAR, find_nearest
from bot.search.offers import examples, to_divided, to_namesakes, to_narrower, to_nearest, to_related
from bot.search.ranking import Scorer, rank_facts
from bot.search.terms import (
    Term,
    facts_with_term,
    facts_with_terms,
    is_topic_name,
    narrowing_of,
    specific_of,
    unmatched_of,
)

# Facts that give the amount asked for are looked for among so many of the nearest: those behind say little else of it.
_LOOKED_AT = 20
# Facts found for these reasons lack words of the question, and nothing else of it.
_WORDS_MISSING = (None, NoAnswerReason.NOT_ON_TOPIC, NoAnswerReason.NOT_UNDERSTOOD)


def answer_request(request: Request, index: Index, today: date, parsed: Parsed | None = None) -> Answer:
    """Answer a request as of a day; `parsed` is how the text was read that makes it, if any."""
    said: dict[str, Any] = {"text": parsed.text, "parsed": parsed} if parsed else {}
    if request.form in (Form.HELP, Form.CHATTER):
        offers = examples(index) if request.form is Form.HELP else ()
        return _to_answer(Outcome.HELP, request, index, today, suggestions=offers, **said)
    readings = find_readings(request, index, today)
    if len(readings) > 1:
        choices = tuple([to_choice(request, meant, index) for meant, _ in readings])
        return _to_answer(Outcome.CHOICE, request, index, today, suggestions=choices, **said)
    request, found = readings[0]
    nearest = find_nearest(request, found, index, today)
    if nearest is None:
        suggestions = to_nearest(request, found.reason, index, today)
        return _to_answer(Outcome.NONE, request, index, today, reason=found.reason, suggestions=suggestions, **said)
    scorer = Scorer(request, index, today)
    coverage = Coverage(scorer)
    is_worded = nearest.reason in _WORDS_MISSING
    if is_worded and coverage.is_answered_by(nearest.facts):
        return _to_facts(nearest, coverage, said)
    terms = scorer.words
    closest = _find_closest(nearest, specific_of(terms), scorer)
    shown = to_bits([index.positions[match.fact.id] for match in closest])
    passed_over = unmatched_of(specific_of(terms), shown, index) or unmatched_of(terms, shown, index)
    passed_over = passed_over or tuple(only_by_topic(terms, shown, index))
    scope = facts_in_scope(request, index, today)
    absent = (*unmatched_of(terms, scope, index), *only_by_topic(terms, scope, index))
    lacking = request.amounts if is_worded and _is_answered_but_for_amounts(nearest.facts, shown, coverage) else ()
    is_denied = nearest.reason or passed_over or lacking or request.countries
    is_complete = not is_denied and _has_all(terms, shown & scope, index)
    return _to_answer(
        Outcome.NEAR,
        request,
        index,
        today,
        reason=NoAnswerReason.NOT_EXACT if is_complete else nearest.reason,
        facts=closest,
        total=sum([not match.is_companion for match in closest]),
        passed_over=passed_over,
        elsewhere=tuple([word for word in passed_over if word not in absent]),
        mentioned=nearest.mentioned,
        lacking=lacking,
        newest_source=latest_of(index.source_days, shown),
        suggestions=to_nearest(request, found.reason, index, today),
        **said,
    )


def _has_all(terms: Iterable[Term], facts: int, index: Index) -> bool:
    """Return whether one of these facts (as bits) has all the terms that narrow what is asked for."""
    for term in narrowing_of(terms):
        facts &= facts_with_term(term, index)
    return bool(facts)


def _is_answered_but_for_amounts(facts: int, shown: int, coverage: Coverage) -> bool:
    """Return whether facts that are no answer lack nothing but an amount that was asked for, as do those shown."""
    scorer = coverage.scorer
    request, index = scorer.request, scorer.index
    if not request.amounts:
        return False
    for id_ in request.topics:
        shown &= index.on((id_,))
    without = Coverage(Scorer(request.change(amounts=()), index, scorer.today))
    return without.is_answered_by(facts) and not any(map(coverage.is_answer, positions_in(shown)))


def _find_closest(nearest: Found, terms: Iterable[Term], scorer: Scorer) -> tuple[FactMatch, ...]:
    """Return the facts nearest to a request, given its specific terms; where they are few, others on what it names."""
    request, index = scorer.request, scorer.index
    if nearest.reason is NoAnswerReason.NOT_IN_PERIOD:
        return rank_facts(nearest.facts, scorer, nearest.left_out)[:MOST_NEAR]
    in_time = index.spans.overlapping(request.period, scorer.today) if request.period else index.all_facts
    with_terms = facts_with_terms(terms, index)
    named = facts_naming(request.partners, index) if request.partners else with_terms
    are_together = len(request.partners) > 1 and nearest.reason is not NoAnswerReason.NOT_TOGETHER
    facts = nearest.facts if are_together else nearest.facts | (named & with_terms & in_time)
    closest = _first_with_amounts(rank_facts(facts, scorer, nearest.left_out), request.amounts, index)
    shown = to_bits([index.positions[match.fact.id] for match in closest])
    more = rank_facts(named & in_time & ~shown, scorer, nearest.left_out | shown)
    return (*closest, *more[: MOST_NEAR - len(closest)])


def _first_with_amounts(facts: Sequence[FactMatch], amounts: tuple[Amount, ...], index: Index) -> Sequence[FactMatch]:
    """Return the first of ranked facts; those that give the amounts asked for come first, whatever else they lack."""
    if not amounts:
        return facts[:MOST_NEAR]
    position_of = index.positions
    nearest = sorted(facts[:_LOOKED_AT], key=lambda match: not index.gives_amounts(position_of[match.fact.id], amounts))
    return nearest[:MOST_NEAR]


def _to_facts(found: Found, coverage: Coverage, said: dict[str, Any]) -> Answer:
    scorer = coverage.scorer
    request, index, today = scorer.request, scorer.index, scorer.today
    # What facts have of the words is in their order already, and the newest come in the order of time.
    has_preference = (request.words or request.amounts) and not request.newest_first
    facts = rank_facts(found.facts, scorer, found.left_out, preferred=coverage.is_eligible if has_preference else None)
    part, namesakes = found.request, to_namesakes(said.get("parsed"), index)
    divided = to_divided(part.change(partners=(index.snapshot.about.subject,)) if asks_of_subject(part) else part)
    if divided != request:
        coverage = Coverage(Scorer(divided, index, today))
    return _to_answer(
        Outcome.ANSWER,
        request,
        index,
        today,
        facts=facts,
        total=found.facts.bit_count(),
        passed_over=unmatched_of(specific_of(scorer.words), found.facts, index),
        by_topic=found.by_topic,
        mentioned=found.mentioned,
        newest_source=latest_of(index.source_days, found.facts),
        newest_fact=latest_of(index.known_days, found.facts, today) if request.newest_first else None,
        summary=_summary_of(request, scorer.words, index),
        suggestions=(*namesakes, *to_narrower(found.facts, coverage)),
        namesakes=namesakes,
        related=to_related(found.facts, coverage),
        **said,
    )


def not_understood(text: str, index: Index, today: date) -> Answer:
    """Answer a text whose meaning is not clear."""
    reason = NoAnswerReason.NOT_UNDERSTOOD
    suggestions = to_nearest(Request(), reason, index, today)
    return _to_answer(Outcome.NONE, Request(), index, today, text=text, reason=reason, suggestions=suggestions)


def _to_answer(outcome: Outcome, request: Request, index: Index, today: date, **rest: Any) -> Answer:
    return Answer(outcome=outcome, request=request, snapshot=index.snapshot, today=today, **rest)


def _summary_of(request: Request, terms: Collection[Term], index: Index) -> str | None:
    """Return the summary of a partner, or of the subject, that is asked about alone; on one topic its line on that."""
    asked = (*request.partners, *request.countries)
    partner = index.snapshot.partners.get(asked[0]) if asked else index.snapshot.subject
    if partner is None or len(asked) > 1:
        return None
    if not request.is_narrowed:
        return partner.summary
    topic = _only_topic(request, terms, index) if request.partners else None
    return partner.topic_lines.get(topic) if topic else None


def _only_topic(request: Request, terms: Collection[Term], index: Index) -> str | None:
    """Return the topic that a request asks for by its name, if it asks for nothing else."""
    topics = request.all_topics
    is_named = len(terms) + len(request.topics) == 1 and all(is_topic_name(term, index) for term in terms)
    is_narrowed = request.change(words=(), topics=()).is_narrowed
    return topics[0] if is_named and not is_narrowed and len(topics) == 1 else None
