"""The features that a fact is scored by: each with its weight, its scores and its explanation in one module.

A fact's score is the weighted mean of the features that a request has. What it does not ask for has no part in it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.requests import Amount, Request
from bot.domain.text import fold, words_of
from bot.domain.world import SPECIFIC_WEIGHT
from bot.search.index import Index
from bot.search.lexicon.joining import JOINING
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.thresholds import INITIALS
from bot.search.stemming import inflected, stem
from bot.search.terms import Term, shares_of, terms_in
from bot.search.texts import to_idf

_NAMES, _ALIAS, _SPEAKER, _PERIOD, _WORDS = 4.0, 1.0, 3.0, 1.5, 4.0
# A question that names the subject alone asks about it, rather than about its relations.
_SUBJECT = 0.25
# A question about joining is also answered by facts on membership.
_SAME = 0.4
# The words of a phrase count as words already; the direction in which something goes counts nowhere else.
_PHRASES, _DIRECTIONS = 0.4, 1.0
# Of facts that are otherwise alike, those with a date answer a question that asks when.
_DATE = 0.3
_NEWEST, _NEWEST_OF_WORDS = 3.0, 1.0

# The scores of a fact that involves the partner (one in its own file scores 1), and of one that only has its name.
_MENTIONED, _IN_TEXT = 0.95, 0.6
_DURING, _ACROSS, _UNDATED = 1.0, 0.8, 0.6
# That a fact has a word counts for more than how often; a related word counts for less, and its topic for less still.
_HAS_WORD, _IMPACT, _RELATED, _BY_TOPIC = 0.8, 0.2, 0.6, 0.56
# By how much less another form of a word scores.
_OTHER_FORM = 0.15

_JOINING = frozenset(map(stem, JOINING))

# Facts as bits, each set with what its facts score: a fact in several sets scores all of that together, at most 1.
Parts = Sequence[tuple[float, int]]


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that counts: its name and weight, what facts score in it, and why one of them does, in words."""

    name: str
    weight: float
    parts: Parts
    explain: Callable[[int], str]

    def score(self, position: int) -> float:
        """Return what a fact scores in it, from 0 to 1."""
        return sum([score for score, facts in self.parts if facts >> position & 1])


def features_of(request: Request, terms: tuple[Term, ...], index: Index, today: date) -> list[Feature]:
    """Return the features that a request has, given its terms, in the order in which they are explained."""
    return [
        *_names(request, index),
        *_subject(request, index),
        *_countries(request, index),
        *_aliases(request, index),
        *_speakers(request, index),
        *_period(request, index),
        *_date(request, index),
        *_newest(request, index, today),
        *_keywords(request, index),
        *_words(terms, index),
        *_same(terms, index),
    ]


def _names(request: Request, index: Index) -> Iterator[Feature]:
    # Partners that an answer is narrowed to do not change the order of its facts.
    asked = [id_ for id_ in request.partners if id_ in index.snapshot.partners]
    if not asked:
        return
    homes = 0
    for id_ in asked:
        homes |= index.by_home.get(id_, 0)
    # Of several names the rarest says most about what is meant, where it is not any of them.
    rarities = [1.0 if request.any_partner else to_idf(index.about(id_).bit_count(), len(index.facts)) for id_ in asked]
    parts: list[tuple[float, int]] = []
    for id_, rarity in zip(asked, rarities, strict=True):
        share = rarity / sum(rarities)
        about = index.about(id_)
        parts += [(_MENTIONED * share, about), ((1 - _MENTIONED) * share, about & homes)]
        if request.words:
            parts.append((_IN_TEXT * share, index.facts_naming(id_) & ~about))

    def explain(position: int) -> str:
        about = [index.snapshot.partners[id_].name for id_ in asked if index.about(id_) >> position & 1]
        if not about:
            return "has the name in its text alone"
        return f"{'about' if homes >> position & 1 else 'involves'} {' and '.join(about)}"

    yield Feature("names", _NAMES, parts, explain)


def _subject(request: Request, index: Index) -> Iterator[Feature]:
    subject = index.snapshot.about.subject
    if request.names_subject and request.words and not (request.partners or request.countries):
        yield Feature("subject", _SUBJECT, [(1.0, index.by_home.get(subject, 0))], lambda _: "about the subject itself")


def _same(terms: tuple[Term, ...], index: Index) -> Iterator[Feature]:
    asked = {term.stem for term in terms}
    if not asked.isdisjoint(_JOINING):
        others = sorted(_JOINING - asked)
        parts = [(1 / len(others), index.texts.facts_with(root)) for root in others]
        yield Feature("membership", _SAME, parts, lambda _: "is about membership")


def _countries(request: Request, index: Index) -> Iterator[Feature]:
    known = index.snapshot.world.countries
    for name in [known[code].name for code in request.countries if code in known]:
        stems = [stem(word) for word in words_of(name) if word not in STOP_WORDS]
        levels = [level for root in stems for level in index.texts.levels(root)]
        parts = [((_HAS_WORD + _IMPACT * impact) / len(stems), facts) for impact, facts in levels]
        yield Feature("country", _ALIAS, parts, _mentions(name))


def _mentions(name: str) -> Callable[[int], str]:
    return lambda _: f"mentions {name}"


def _aliases(request: Request, index: Index) -> Iterator[Feature]:
    words = {word for alias in request.aliases for word in words_of(alias)}
    world = index.snapshot.world
    # Of a name like “Pope Francis” a fact should have the words, of one like “Lachin route” hardly the second.
    weights = {
        stem(word): world.weight_of(word) for word in sorted(words) if word not in STOP_WORDS and len(word) > INITIALS
    }
    whole = sum(weights.values())
    if whole:
        parts = [(weight / whole, index.texts.facts_with(root)) for root, weight in weights.items()]
        yield Feature("name's words", _ALIAS, parts, lambda _: f"its words: {', '.join(request.aliases)}")


def _speakers(request: Request, index: Index) -> Iterator[Feature]:
    if request.speakers:
        said = 0
        for id_ in request.speakers:
            said |= index.by_speaker.get(id_, 0)

        def explain(position: int) -> str:
            said_by = index.facts[position].attributed_to
            names = [index.snapshot.partners[id_].name for id_ in request.speakers if id_ in said_by]
            return f"what {' and '.join(names)} says"

        yield Feature("speaker", _SPEAKER, [(1.0, said)], explain)


def _period(request: Request, index: Index) -> Iterator[Feature]:
    if request.period:
        label, within = request.period.label, index.spans.within(request.period)
        dated = index.dated
        parts = [(_DURING, within & dated), (_ACROSS, dated & ~within), (_UNDATED, index.all_facts & ~dated)]

        def explain(position: int) -> str:
            how = "falls within" if within >> position & 1 else "reaches into"
            how = how if index.facts[position].when else "its source speaks up to a day in"
            return f"{how} “{label}”"

        yield Feature("time", _PERIOD, parts, explain)


def _date(request: Request, index: Index) -> Iterator[Feature]:
    if Amount.DATE in request.amounts:
        yield Feature("date", _DATE, [(1.0, index.dated)], lambda _: "has a date")


def _newest(request: Request, index: Index, today: date) -> Iterator[Feature]:
    if request.newest_first:
        # What is new about something must first be about that.
        has_specific = any(term.weight >= SPECIFIC_WEIGHT for term in terms_in(request, index))

        def explain(position: int) -> str:
            known = index.spans.known_days[position]
            return f"known of {min(known, today).isoformat()}"

        weight = _NEWEST_OF_WORDS if has_specific else _NEWEST
        yield Feature("newness", weight, index.freshness_on(today).newness, explain)


def _keywords(request: Request, index: Index) -> Iterator[Feature]:
    keywords, ways = 0, 0
    for phrase in request.phrases:
        keywords |= index.phrases.having(phrase)
        ways |= 0 if phrase in index.phrases else index.directions.get(phrase, 0)
    for weight, having in ((_PHRASES, keywords), (_DIRECTIONS, ways)):
        if having:
            yield Feature("phrases", weight, [(1.0, having)], lambda _: f"its phrases: {', '.join(request.phrases)}")


def _words(terms: tuple[Term, ...], index: Index) -> Iterator[Feature]:
    if terms:
        # Words that only frame a question decide between facts that are otherwise alike, and never outweigh a name.
        weight = _WORDS * max([term.weight for term in terms])
        for term, share in zip(terms, shares_of(terms, index), strict=True):
            yield _word(term, weight * share, index)


def _word(term: Term, weight: float, index: Index) -> Feature:
    in_text = index.texts.facts_saying(term.stem)
    related = index.texts.facts_with(term.stem) & ~in_text
    same = index.texts.facts_with_form(term.stem, inflected(fold(term.text)))
    has_word = _HAS_WORD if same is None else _HAS_WORD - _OTHER_FORM
    parts = [(has_word + _IMPACT * impact, facts & in_text) for impact, facts in index.texts.levels(term.stem)]
    if same is not None:
        parts.append((_OTHER_FORM, same & in_text))
    parts.append((_RELATED, related))
    if term.topics:
        parts.append((_BY_TOPIC, index.on(term.topics) & ~(in_text | related)))
    names = ", ".join([index.snapshot.topics[id_].name for id_ in term.topics if id_ in index.snapshot.topics])

    def explain(position: int) -> str:
        if in_text >> position & 1:
            return f"its words: {term.text}"
        return f"its related words: {term.text}" if related >> position & 1 else f"its topic: {names}"

    return Feature("word", weight, parts, explain)
