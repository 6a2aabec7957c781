"""Text → the request that it makes, and how each stretch of it was read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.readings import Correction, CountryMatch, Parsed, PartnerMatch, Role, TopicMatch
from bot.domain.requests import Form, Request, Word
from bot.domain.text import words_of
from bot.search.directions import ROUTE, to_direction
from bot.search.index import Index
from bot.search.lexicon.articles import ARTICLE
from bot.search.lexicon.conversation import OURS
from bot.search.lexicon.times import MOMENT_WORDS
from bot.search.owners import noun_in, owners_in
from bot.search.rules import PROSE_RULES, RULES
from bot.search.rules.draft import MAX_LENGTH, Draft, partners_of
from bot.search.rules.rule import Rule
from bot.search.stemming import stem

_SAYING_NOTHING = frozenset((Role.STOP_WORD, Role.PAGE))


def parse(text: str, index: Index, today: date) -> Parsed:
    """Read a question against what the base knows. What follows a thousand characters, or eighty words, is not read."""
    return _to_parsed(_read(text, index, today, RULES), text)


def parse_prose(text: str, index: Index, today: date) -> Parsed:
    """Read a sentence that was written to other people: what it names in full, and the words for topics."""
    return _to_parsed(_read(text, index, today, PROSE_RULES), text)


def _read(text: str, index: Index, today: date, rules: Iterable[Rule]) -> Draft:
    draft = Draft(index, text[:MAX_LENGTH], today)
    for rule in rules:
        rule.apply(draft)
    return draft


@dataclass(frozen=True, slots=True)
class _Named:
    """Whom a question names: partners and those it leaves out by id, groups of rivals, and countries."""

    partners: dict[str, PartnerMatch]
    excluded: dict[str, PartnerMatch]
    rivals: tuple[tuple[PartnerMatch, ...], ...]
    countries: tuple[CountryMatch, ...]
    names_subject: bool


def _to_parsed(draft: Draft, text: str) -> Parsed:
    named = _sort_names(draft)
    topics: dict[str, TopicMatch] = {}
    for position in sorted(draft.topics.keys() - draft.excluded):
        for match in draft.topics[position]:
            topics[match.topic.id] = topics.pop(match.topic.id, match)
    return Parsed(
        text=text,
        request=_to_request(draft, named),
        readings=tuple([draft.readings[position] for position in sorted(draft.readings)]),
        partners=tuple(named.partners.values()),
        rivals=named.rivals,
        excluded=tuple(named.excluded.values()),
        countries=named.countries,
        topics=tuple(topics.values()),
        period=draft.period,
        corrections=tuple([Correction(*draft.corrections[position]) for position in sorted(draft.corrections)]),
        denial=draft.denial,
    )


def _to_request(draft: Draft, named: _Named) -> Request:
    if draft.chatter:
        return Request(form=Form.CHATTER, chatter=draft.chatter)
    if draft.form is Form.HELP or (draft.form is Form.ANSWER and _asks_nothing(draft)):
        return Request(form=Form.HELP, page=draft.page)
    topics, words = _split_topics(list(_words_in(draft, is_excluded=False)), draft.index)
    speakers = [match.partner.id for position in sorted(draft.speakers) for match in partners_of(draft.named[position])]
    return Request(
        form=draft.form,
        kind=draft.kind,
        partners=tuple(named.partners),
        any_partner=draft.any_partner and len(named.partners) > 1,
        involving=tuple(dict.fromkeys(draft.partner_filters)),
        either=tuple([tuple([match.partner.id for match in group]) for group in named.rivals]),
        countries=tuple(dict.fromkeys([match.country.code for match in named.countries])),
        topics=tuple(dict.fromkeys((*topics, *draft.topic_filters))),
        words=words,
        aliases=tuple([match.matched for match in named.partners.values() if _is_alias(match)]),
        phrases=tuple(dict.fromkeys(_phrases_in(draft, is_worded=bool(words or topics)))),
        amounts=draft.amounts,
        needed=tuple(
            [draft.words[position].text for position in sorted(draft.needed) if position not in draft.excluded]
        ),
        period=draft.period.period if draft.period else None,
        newest_first=draft.newest_first,
        speakers=tuple(dict.fromkeys(speakers)),
        names_subject=named.names_subject,
        without_partners=tuple(named.excluded),
        without_words=tuple(_words_in(draft, is_excluded=True)),
        source=draft.source,
        page=draft.page,
    )


def _phrases_in(draft: Draft, *, is_worded: bool) -> Iterator[str]:
    """Yield the keywords in a question; and, of what it asks for in words, the directions and the owners."""
    yield from draft.phrases
    if is_worded:
        yield from _directions_in(draft)
        yield from _owners_in(draft)


def _directions_in(draft: Draft) -> Iterator[str]:
    """Yield the keys of what goes to or from a partner in a question: gas to Turkey, gas from the Turks."""
    for position, matches in draft.named.items():
        before = draft.before_article(position)
        is_asked = before >= 0 and len(matches) == 1 and position not in draft.excluded
        for match in partners_of(matches) if is_asked else ():
            key = to_direction(draft.plain[before], match.partner.id)
            yield from [key] if key and not _begins_route(draft, draft.last_of(position) + 1) else []


def _owners_in(draft: Draft) -> list[str]:
    """Return the keys of the nouns whose owner a question names: the imports of Ukraine; and ours, the subject's."""
    subject = draft.index.snapshot.about.subject

    def name_at(position: int) -> tuple[str, int] | None:
        matches = partners_of(draft.named.get(position, ()))
        if len(matches) == 1:
            return matches[0].partner.id, draft.last_of(position)
        is_ours = position < len(draft.plain) and draft.plain[position] in OURS
        return (subject, position) if is_ours else None

    keys = [*owners_in(draft.tokens, name_at)]
    if not keys:
        return keys
    asked = {stem(said) for word in draft.words.values() if word.is_known for said in words_of(word.text)}
    return [key for key in keys if noun_in(key) in asked]


def _begins_route(draft: Draft, position: int) -> bool:
    """Return whether a route goes on from here to what is no name: from Strelsau to the coast."""
    if position >= len(draft.plain) or draft.plain[position] not in ROUTE:
        return False
    end = position + 2 if draft.plain[position + 1 : position + 2] == [ARTICLE] else position + 1
    return end < len(draft.plain) and draft.name_at(end) is None


def _sort_names(draft: Draft) -> _Named:
    subject = draft.index.snapshot.about.subject
    partners: dict[str, PartnerMatch] = {}
    several: list[tuple[PartnerMatch, ...]] = []
    countries: list[CountryMatch] = []
    names_subject = False
    for position in sorted(draft.named.keys() - draft.excluded):
        first, *others = draft.named[position]
        if isinstance(first, CountryMatch):
            countries.append(first)
        elif others:
            several.append(partners_of((first, *others)))
        elif first.partner.id == subject:
            names_subject = True
        else:
            # A partner that is named twice has the wording of the first mention, and the order of the last.
            partners[first.partner.id] = partners.pop(first.partner.id, first)
    out = [
        match
        for position in sorted(draft.named.keys() & draft.excluded)
        for match in partners_of(draft.named[position])
    ]
    return _Named(
        partners=partners,
        excluded={match.partner.id: match for match in out if match.partner.id not in partners},
        rivals=tuple([group for group in several if partners.keys().isdisjoint([it.partner.id for it in group])]),
        countries=tuple(countries),
        names_subject=names_subject,
    )


def _words_in(draft: Draft, *, is_excluded: bool) -> Iterator[Word]:
    seen: set[tuple[str, ...]] = set()
    for position in sorted(draft.words):
        word = draft.words[position]
        key = words_of(word.text)
        if (position in draft.excluded) is is_excluded and key not in seen:
            seen.add(key)
            yield word


def _split_topics(words: list[Word], index: Index) -> tuple[tuple[str, ...], tuple[Word, ...]]:
    """Return the ids of topics asked for by name, and the words asked for.

    A topic's name by itself asks for the facts on the topic; among other words it is one of them.
    """
    topic = index.topics.by_name.get(words_of(words[0].text)) if len(words) == 1 else None
    return ((topic.id,), ()) if topic and topic.id in words[0].topics else ((), tuple(words))


def _is_alias(match: PartnerMatch) -> bool:
    """Return whether a partner was called by several words that are not its main name."""
    words = words_of(match.matched) if match.exact and not match.matched.isalnum() else ()
    return len(words) > 1 and words != words_of(match.partner.name)


def _asks_nothing(draft: Draft) -> bool:
    """Return whether all that is said carries no meaning, or only says that it is about now."""
    said = [position for position, role in draft.roles.items() if role not in _SAYING_NOTHING]
    is_moment = MOMENT_WORDS.issuperset(draft.plain[position] for position in said)
    return not said or (draft.newest_first and not draft.period and is_moment)
