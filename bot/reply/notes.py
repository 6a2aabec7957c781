"""Notes before the facts: how the typed text was read, and what the facts lack."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from bot.domain.answers import Answer
from bot.domain.readings import Parsed, PartnerMatch, PeriodMatch
from bot.domain.requests import Word
from bot.domain.text import words_of
from bot.reply import sentences
from bot.reply.english import period_in_words, quoted
from bot.reply.view import Note, Span, to_note, to_sentence

MAX_NOTES = 4
_ASKED_FOR = "asked for"
_YEAR = re.compile(r"\d{4}")
# Dates in numbers, whose day and month may be confused: 1.9.2025, 9/2025.
_EITHER_WAY = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])[./-](?!\1[./-])(?:(?:0?[1-9]|1[0-2])[./-])?\d{4}(?![./-])")


def partner_matches(answer: Answer) -> tuple[PartnerMatch, ...]:
    """Return how each partner of an answer was named in the typed text; by its own name where it was not."""
    parsed = answer.parsed
    typed = (*parsed.partners, *[match for group in parsed.rivals for match in group]) if parsed else ()
    by_id = {match.partner.id: match for match in reversed(typed)}
    return tuple(
        [
            by_id.get(partner.id) or PartnerMatch(partner, partner.name, exact=True, reason=_ASKED_FOR)
            for partner in answer.partners
        ]
    )


def to_typo_notes(answer: Answer) -> list[Note]:
    """Say which words of a typed question were corrected as typos, and to what."""
    parsed = answer.parsed
    if parsed is None:
        return []
    notes = [
        to_note(Span("Showing "), Span(match.partner.name, bold=True), Span(f" for {quoted(match.matched)}."))
        for match in partner_matches(answer)
        if not match.exact
    ]
    read = [(match.matched, match.topic.name) for match in parsed.topics if not match.exact]
    read += [(match.matched, match.country.name) for match in parsed.countries if not match.exact]
    read += [(correction.typed, correction.read_as) for correction in parsed.corrections]
    return notes + [_to_reading_note(typed, name) for typed, name in read]


def to_fact_notes(answer: Answer) -> list[Note]:
    """Say how the question was read, and what the facts lack."""
    return [*islice(_fact_notes(answer), MAX_NOTES)]


def _fact_notes(answer: Answer) -> Iterator[Note]:
    parsed, fact = answer.parsed, answer.snapshot.about.fact
    yield from to_typo_notes(answer)
    rivals = parsed.rivals if parsed and answer.total and not answer.request.either else ()
    for group in [group for group in rivals if not any(one.partner.id in answer.request.partners for one in group)]:
        yield to_sentence(sentences.left_open(group[0].matched, [match.partner.name for match in group]))
    if answer.countries:
        names = [country.name for country in answer.countries]
        yield to_sentence(sentences.only_mentioned(names, answer.mentioned or names, fact))
    if parsed and parsed.period and _may_be_misread(parsed, parsed.period):
        yield _to_reading_note(parsed.period.matched, period_in_words(parsed.period.period))
    if answer.left_out:
        yield to_sentence(sentences.left_out(answer.left_out, fact))
    if parsed and parsed.denial:
        yield to_sentence(sentences.denied(parsed.denial, fact))
    if answer.request.newest_first and answer.newest_fact:
        yield to_sentence(sentences.newest(answer.newest_fact))
    if answer.by_topic:
        topics = [answer.snapshot.topics[id_].name for id_ in _topics_of(answer.request.words, answer.by_topic)]
        yield to_sentence(sentences.only_by_topic(answer.by_topic, topics, fact))
    if answer.passed_over:
        yield to_sentence(sentences.passed_over(answer.passed_over, fact))


def _topics_of(words: Iterable[Word], said: Iterable[str]) -> dict[str, None]:
    """Return the ids of the topics that words stand for, of those words that were said, or of which one was."""
    wanted = {part for text in said for part in words_of(text)}
    return dict.fromkeys([id_ for word in words if not wanted.isdisjoint(words_of(word.text)) for id_ in word.topics])


def _may_be_misread(parsed: Parsed, period: PeriodMatch) -> bool:
    """Return whether a time was named without its years, or by numbers with two readings."""
    is_reckoned = not any(year in parsed.text for year in _YEAR.findall(period.period.label))
    return is_reckoned or _EITHER_WAY.search(period.matched) is not None


def _to_reading_note(typed: str, name: str) -> Note:
    return to_note(Span(f"Read {quoted(typed)} as "), Span(name, bold=True), Span("."))
