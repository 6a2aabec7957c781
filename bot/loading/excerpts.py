"""Check that excerpts support their facts' statements, as far as dates, numbers and names show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from bot.domain.knowledge import Fact, Snapshot
from bot.domain.problems import Problem
from bot.domain.text import words_of
from bot.loading.claims.dates import (
    DateClaim,
    Part,
    find_dates,
    format_parts,
    has_relative_time,
    parts_of_point,
    years_ago,
)
from bot.loading.claims.names import NameClaim, NameTable, to_name_table
from bot.loading.claims.numbers import NumberClaim, find_numbers
from bot.loading.excerpt_form import check_form, weak_excerpt

# The least similarity (of 100) and length of two spellings of a name, and the relative error of an approximate number.
_MIN_SIMILARITY, _MIN_LENGTH = 82, 6
_TOLERANCE = 0.04


@dataclass(slots=True)
class _Evidence:
    """The claims in a fact's excerpts and sources: dates, numbers, names, and all words and initials.

    `years_about` are the years that relative times such as "last month" may mean, `counts` the numbers of partners that
    an excerpt lists.
    """

    parts: set[Part] = field(default_factory=set)
    numbers: set[float] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)
    years_about: set[int] = field(default_factory=set)
    counts: set[int] = field(default_factory=set)


def check_excerpts_support_statements(snapshot: Snapshot, _: date) -> Iterator[Problem]:
    """Warn of facts whose excerpts lack a date, number or name of the statement, or are incomplete."""
    table = to_name_table(snapshot)
    for fact in snapshot.facts.values():
        if fact.is_quoted and not fact.review.reason:
            yield from _check_claims(fact, snapshot.about.subject, table)
            for citation in fact.citations:
                if citation.excerpt:
                    yield from check_form(citation, citation.excerpt)


def _check_claims(fact: Fact, subject: str, table: NameTable) -> Iterator[Problem]:
    missing = list(dict.fromkeys(_missing(fact.statement, _gather(fact, table, subject), subject, table)))
    if missing:
        location = next(citation.location for citation in fact.citations if citation.excerpt)
        what = ", ".join(f"“{text}”" for text in missing)
        message = (
            f"the statement has {what}, which neither an excerpt nor its source's date and title has: quote the words "
            "that say so, leave it out of the statement, or say in 'review' why it is exempt; who gave a speech "
            "may be named in its title"
        )
        yield weak_excerpt(location, message)


def _gather(fact: Fact, table: NameTable, subject: str) -> _Evidence:
    evidence = _Evidence()
    for citation in fact.citations:
        source, excerpt = citation.source, citation.excerpt or ""
        evidence.parts |= parts_of_point(source.as_of)
        for text in (excerpt, source.title, source.publisher, _without_counts(citation.locator or "")):
            dates = find_dates(text)
            blanked = _blank(text, dates)
            evidence.parts.update(part for found in dates for part in found.parts)
            evidence.numbers.update(number.value for number in find_numbers(blanked))
            evidence.numbers.update(float(part[1]) for found in dates for part in found.parts if part[0] == "year")
            named = {found.entities for found in table.find(blanked, is_source=True) if found.entities}
            evidence.entities.update(*named)
            if text == excerpt:
                evidence.counts |= {
                    len(named),
                    len(named | {frozenset({subject})}),
                    len(named - {frozenset({subject})}),
                }
            evidence.words.update(words_of(text))
            evidence.initials |= _initials(text)
        year = source.as_of.first.year
        evidence.parts.update(("year", year - count) for count in years_ago(excerpt))
        if has_relative_time(excerpt):
            evidence.years_about |= {year - 1, year, year + 1}
    return evidence


def _missing(statement: str, evidence: _Evidence, subject: str, table: NameTable) -> Iterator[str]:
    dates = find_dates(statement)
    for found in dates:
        parts = {part for part in found.parts if not _has_part(part, found, evidence)}
        if parts:
            yield format_parts(parts)
    blanked = _without_spelt_out(_blank(statement, dates), evidence.words)
    for number in find_numbers(blanked):
        if not _has_number(number, evidence):
            yield number.text
    reported: set[frozenset[str]] = set()
    for name in table.find(blanked):
        if not _has_name(name, evidence, subject) and name.entities not in reported:
            yield re.sub(r"['’]s$", "", name.text)
            reported |= {name.entities} if name.entities else set()


def _has_part(part: Part, found: DateClaim, evidence: _Evidence) -> bool:
    if part in evidence.parts:
        return True
    if part[0] == "decade":
        return any(known[0] == "year" and int(known[1]) // 10 == part[1] for known in evidence.parts)
    years = {int(other[1]) for other in found.parts if other[0] == "year"}
    return bool(evidence.years_about) and years <= evidence.years_about


def _has_number(number: NumberClaim, evidence: _Evidence) -> bool:
    return (
        any(
            known == number.value or (not number.is_exact and abs(known - number.value) <= _TOLERANCE * number.value)
            for known in evidence.numbers
        )
        or (
            number.text[-2:] in ("st", "nd", "rd", "th")
            and any(part[-1] == number.value for part in evidence.parts if part[0] == "day")
        )
        or (number.text.isalpha() and number.value in evidence.counts)
    )


def _has_name(name: NameClaim, evidence: _Evidence, subject: str) -> bool:
    if name.entities and not name.words:
        return subject in name.entities or bool(name.entities & evidence.entities)
    return sum(_has_word(word, evidence) for word in name.words) >= name.needed


def _has_word(word: str, evidence: _Evidence) -> bool:
    known = evidence.words
    if word in known or word in evidence.initials:
        return True
    stem = word[: max(4, len(word) - 2)]
    return len(word) > 3 and any(
        other.startswith(stem) or (len(word) >= _MIN_LENGTH and fuzz.ratio(word, other) >= _MIN_SIMILARITY)
        for other in known
    )


def _initials(text: str) -> set[str]:
    """Return the possible abbreviations of the names of several words in a text."""
    return {letters for match in _RUN.finditer(text) for letters, _ in _shortened(match)}


_RUN = re.compile(r"[A-Z][\w'’]+(?:(?: |-| of | of the | for | for the | and | on | in )[A-Z][\w'’]+)+")


def _shortened(run: re.Match[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the initials of each run of words in a name, with and without small words, and the run's span."""
    words = list(re.finditer(r"[\w'’]+", run[0]))
    for first, begin in enumerate(words):
        for last in range(first + 1, len(words)):
            if begin[0][0].isupper() and words[last][0][0].isupper():
                chosen = [word[0] for word in words[first : last + 1]]
                span = run.start() + begin.start(), run.start() + words[last].end()
                for kept in (chosen, [word for word in chosen if word[0].isupper()]):
                    yield "".join(word[0] for word in kept).lower(), span


def _without_spelt_out(text: str, known: set[str]) -> str:
    """Blank the names in a statement that the evidence abbreviates: Council of Europe if it has CE."""
    for run in _RUN.finditer(text):
        for letters, (start, end) in _shortened(run):
            if letters in known and letters not in _SMALL_WORDS:
                text = text[:start] + "," * (end - start) + text[end:]
    return text


_SMALL_WORDS = frozenset("as at be by do go he if in is it me my no of on or so to up us we am an".split())


def _blank(text: str, dates: list[DateClaim]) -> str:
    for found in dates:
        start, end = found.span
        text = text[:start] + "," * (end - start) + text[end:]
    return text


_COUNTED = re.compile(
    r"\b(sentence|paragraph|page|article|section|column|line|note|chapter|clause)s?"
    r"\s+[\dIVX]+(?:(?:,| and|,? to|-|–)\s*\d+)*\b",
    re.IGNORECASE,
)


def _without_counts(locator: str) -> str:
    """Remove numbers of sentences and pages from a locator, since they are not the source's words."""
    return _COUNTED.sub("", locator)
