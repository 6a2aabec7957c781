"""Whether excerpts bear what their facts state, as far as can be reported without understanding it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from bot.domain.knowledge import Citation, Fact, Snapshot
from bot.domain.problems import Location, Problem, Severity
from bot.domain.text import excerpt_parts, words_of
from bot.loading.claims import (
    Dated,
    Named,
    NameTable,
    Number,
    Part,
    find_dates,
    find_numbers,
    name_parts,
    name_table,
    parts_of_point,
    tells_time_by_its_own_day,
    years_before,
)

# An excerpt of fewer words hardly shows that its source says what is stated.
_FEWEST_WORDS = 6
# How much alike, of 100, two spellings of a name are, from which length on; and by how much a number that is said to
# be about another may differ from it.
_ALIKE, _LONG = 82, 6
_ABOUT = 0.04


@dataclass(slots=True)
class _Evidence:
    """What the excerpts of a fact and their sources say: dates, numbers, names, and all words and initials.

    `years_about` are the years that words such as last month may mean, `counts` how many partners an excerpt lists.
    """

    parts: set[Part] = field(default_factory=set)
    numbers: set[float] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)
    years_about: set[int] = field(default_factory=set)
    counts: set[int] = field(default_factory=set)


def check_excerpts_bear_statements(snapshot: Snapshot, _: date) -> Iterator[Problem]:
    """Every excerpt shows on its own that its source says what is stated."""
    table = name_table(snapshot)
    for fact in snapshot.facts.values():
        if fact.is_quoted and not fact.review.reason:
            yield from _check_claims(fact, snapshot.about.subject, table)
            for citation in fact.citations:
                if citation.excerpt:
                    yield from _check_length(citation, citation.excerpt)
                    yield from _check_edges(citation, citation.excerpt)


def _check_claims(fact: Fact, subject: str, table: NameTable) -> Iterator[Problem]:
    missing = list(dict.fromkeys(_missing(fact.statement, _gather(fact, table, subject), subject, table)))
    if missing:
        location = next(citation.location for citation in fact.citations if citation.excerpt)
        what = ", ".join(f"“{text}”" for text in missing)
        message = (
            f"the statement has {what}, which neither an excerpt nor its source's date and title has: quote the words "
            "that say so, leave it out of the statement, or say in 'review' why it may stand; who gave a speech may "
            "be named in its title"
        )
        yield _warning(location, message)


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
        evidence.parts.update(("year", year - count) for count in years_before(excerpt))
        if tells_time_by_its_own_day(excerpt):
            evidence.years_about |= {year - 1, year, year + 1}
    return evidence


def _missing(statement: str, evidence: _Evidence, subject: str, table: NameTable) -> Iterator[str]:
    dates = find_dates(statement)
    for found in dates:
        parts = {part for part in found.parts if not _has_part(part, found, evidence)}
        if parts:
            yield name_parts(parts)
    blanked = _without_spelt_out(_blank(statement, dates), evidence.words)
    for number in find_numbers(blanked):
        if not _has_number(number, evidence):
            yield number.text
    reported: set[frozenset[str]] = set()
    for name in table.find(blanked):
        if not _has_name(name, evidence, subject) and name.entities not in reported:
            yield re.sub(r"['’]s$", "", name.text)
            reported |= {name.entities} if name.entities else set()


def _has_part(part: Part, found: Dated, evidence: _Evidence) -> bool:
    if part in evidence.parts:
        return True
    if part[0] == "decade":
        return any(known[0] == "year" and int(known[1]) // 10 == part[1] for known in evidence.parts)
    years = {int(other[1]) for other in found.parts if other[0] == "year"}
    return bool(evidence.years_about) and years <= evidence.years_about


def _has_number(number: Number, evidence: _Evidence) -> bool:
    return (
        any(
            known == number.value or (not number.is_exact and abs(known - number.value) <= _ABOUT * number.value)
            for known in evidence.numbers
        )
        or (
            number.text[-2:] in ("st", "nd", "rd", "th")
            and any(part[-1] == number.value for part in evidence.parts if part[0] == "day")
        )
        or (number.text.isalpha() and number.value in evidence.counts)
    )


def _has_name(name: Named, evidence: _Evidence, subject: str) -> bool:
    if name.entities and not name.words:
        return subject in name.entities or bool(name.entities & evidence.entities)
    return sum(_has_word(word, evidence) for word in name.words) >= name.needed


def _has_word(word: str, evidence: _Evidence) -> bool:
    known = evidence.words
    if word in known or word in evidence.initials:
        return True
    stem = word[: max(4, len(word) - 2)]
    return len(word) > 3 and any(
        other.startswith(stem) or (len(word) >= _LONG and fuzz.ratio(word, other) >= _ALIKE) for other in known
    )


def _initials(text: str) -> set[str]:
    """The letters that names of several words may be shortened to."""
    return {letters for match in _RUN.finditer(text) for letters, _ in _shortened(match)}


_RUN = re.compile(r"[A-Z][\w'’]+(?:(?: |-| of | of the | for | for the | and | on | in )[A-Z][\w'’]+)+")


def _shortened(run: re.Match[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The initials of each run of words in a name, with those of small words and without, and its span."""
    words = list(re.finditer(r"[\w'’]+", run[0]))
    for first, begin in enumerate(words):
        for last in range(first + 1, len(words)):
            if begin[0][0].isupper() and words[last][0][0].isupper():
                chosen = [word[0] for word in words[first : last + 1]]
                span = run.start() + begin.start(), run.start() + words[last].end()
                for kept in (chosen, [word for word in chosen if word[0].isupper()]):
                    yield "".join(word[0] for word in kept).lower(), span


def _without_spelt_out(text: str, known: set[str]) -> str:
    """A statement without the names that the evidence has in short: Council of Europe where that has CE."""
    for run in _RUN.finditer(text):
        for letters, (start, end) in _shortened(run):
            if letters in known and letters not in _SMALL_WORDS:
                text = text[:start] + "," * (end - start) + text[end:]
    return text


_SMALL_WORDS = frozenset("as at be by do go he if in is it me my no of on or so to up us we am an".split())


def _blank(text: str, dates: list[Dated]) -> str:
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
    """A locator without the numbers of sentences and pages, which are not the source's own words."""
    return _COUNTED.sub("", locator)


# A locator that leads to running text, in which an excerpt should be a clause.
_PROSE = re.compile(
    r"\b(?:sentence|paragraph|preamble|article|section|page|clause|opening|closing|statement|speech|minute|overview)s?\b",
    re.IGNORECASE,
)


def _check_length(citation: Citation, excerpt: str) -> Iterator[Problem]:
    count = sum(len(words_of(part)) for part in excerpt_parts(excerpt))
    if count < _FEWEST_WORDS and not _is_entry(citation.locator, excerpt):
        message = (
            f"the excerpt has only {count} words: quote the whole clause, so that it bears the statement on its own"
        )
        yield _warning(citation.location, message)


def _is_entry(locator: str | None, excerpt: str) -> bool:
    """Whether an excerpt is an entry of a list or a field, which is short by nature."""
    if locator and not _PROSE.search(locator):
        return True
    items = re.split(r"[,;|]", excerpt)
    return len(items) > 1 and all(re.match(r"\s*\S*[A-Z\d]", item) for item in items)


_OPEN_ENDS = frozenset(
    "a an the of in on at to for from with by into onto about between among under over against within without "
    "through during since until towards toward regarding concerning including via per as than and or but nor if "
    "because although though while whereas when where which who whom whose that is are was were be been being has have "
    "had will would shall should can could may might must its their his her our your my this these those called "
    "entitled named titled namely".split()
)
_LEAD_INS = re.compile(
    r"\b(?:under the (?:motto|title|slogan|heading|name)|as follows|such as|in order|as well)$", re.IGNORECASE
)
_OPEN_BEGINS = frozenset("of and or but nor than which who whom whose".split())
# These also begin a clause of their own: in April, by 2012, from the outset.
_LOOSE_BEGINS = frozenset("by with into onto upon between among against within through via to at from for".split())


def _check_edges(citation: Citation, excerpt: str) -> Iterator[Problem]:
    parts = excerpt_parts(excerpt)
    # Where it is cut short with […], a reader sees that it is.
    ends_open, begins_open = not excerpt.rstrip().endswith("]"), not excerpt.lstrip().startswith("[")
    last = re.search(r"[\w'’-]+$", parts[-1])
    lead_in = _LEAD_INS.search(parts[-1])
    if ends_open and (lead_in or (last and last[0].lower() in _OPEN_ENDS and last[0].islower())):
        words = lead_in[0] if lead_in else last[0] if last else ""
        message = (
            f"the excerpt ends inside a clause, on “{words}”: quote on to where the clause ends, or stop before it"
        )
        yield _warning(citation.location, message)
    first = re.match(r"[a-z]+", parts[0])
    if begins_open and first and _begins_inside(first[0], parts[0]):
        message = f"the excerpt begins inside a clause, on “{first[0]}”: begin where the clause does, or after it"
        yield _warning(citation.location, message)


def _begins_inside(word: str, text: str) -> bool:
    if word in _OPEN_BEGINS:
        return True
    return word in _LOOSE_BEGINS and "," not in text and not find_dates(text)[:1]


def _warning(location: Location, message: str) -> Problem:
    return Problem(location, message, "weak-excerpt", Severity.WARNING)
