"""Forms that are asked for by their name."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from bot.domain.readings import PartnerMatch, Role
from bot.domain.requests import Form
from bot.domain.text import words_of
from bot.search.lexicon.forms import (
    ASKING_PHRASES,
    BESIDE_FORMS,
    BESIDE_LISTS,
    COMPARING,
    COMPARING_PAIRS,
    DEFINING_PHRASES,
    TIMELINES,
)
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.times import NUMBER_WORDS
from bot.search.matches import Matches
from bot.search.rules.draft import Draft, partners_of
from bot.search.rules.rule import Example, Rule

_LISTS = frozenset((Form.TOPICS, Form.PARTNERS, Form.SOURCES))
# So many facts are asked for by these before a number: the first 3 facts.
_BEFORE_NUMBERS = {"first", "top"}
_FACTS = (("answers",), ("entries",), ("facts",), ("items",), ("results",))
_FIRST_WORDS = {*_BEFORE_NUMBERS, *ASKING_PHRASES}
# “I am comparing pacts: did they sign?” compares no two that are named behind the colon.
_ENDS_SENTENCE = re.compile(r"[:;!?\n]")
_ALONE = _LISTS | {Form.ABOUT, Form.MAP}
_TIMELINE_BEGINNINGS = {phrase[0] for phrase in TIMELINES}
# With one of these a list is asked for by the singular of its name: every topic.
_EACH = {"each", "every"}
# A form, and where its name begins and ends.
_Found = tuple[int, int, Form]


def _apply(draft: Draft) -> None:
    _pass_over_phrases(draft)
    if draft.form is not Form.ANSWER:
        return
    for find in (_find_list, _find_timeline, _find_comparison):
        found = find(draft)
        if found:
            first, last, draft.form = found
            draft.take(first, last, Role.FORM, "asks for this form")
            return


def _pass_over_phrases(draft: Draft) -> None:
    """Take phrases that ask for whatever there is, and a number of facts that is wanted, which nobody can choose."""
    if _FIRST_WORDS.isdisjoint(draft.plain):
        return
    for position in draft.left():
        word = draft.plain[position]
        for phrase in ASKING_PHRASES.get(word, ()):
            last = position + len(phrase) - 1
            is_free = draft.roles.keys().isdisjoint(range(position, last + 1))
            is_said = is_free and draft.phrase_at(position, (phrase,))
            if is_said and not (phrase in DEFINING_PHRASES and _is_keyword(draft, position, last)):
                draft.take(position, last, Role.STOP_WORD, "asks for whatever there is")
        number = draft.plain[position + 1] if position + 1 < len(draft.plain) else ""
        if word in _BEFORE_NUMBERS and (number.isdecimal() or number in NUMBER_WORDS):
            if draft.phrase_at(position + 2, _FACTS):
                draft.take(position, position + 2, Role.STOP_WORD, "all facts are shown, the best first")
            elif word == "top":
                draft.take_stranger(position, position + 1, "all facts are shown, the best first")


def _is_keyword(draft: Draft, first: int, last: int) -> bool:
    """Return whether a fact about somebody named has a phrase as its keyword: what it stands for."""
    index, phrase = draft.index, " ".join(draft.stems[first : last + 1])
    having = index.phrases.having(phrase) if last > first else index.texts.facts_with(phrase)
    return any(having & draft.facts_about(position) for position in draft.named)


def _find_list(draft: Draft) -> _Found | None:
    """Find the name of a list, of the map or of the base itself, where nothing else is asked for.

    Partners are asked for by what the base calls them too.
    """
    partners, has_singulars = draft.index.snapshot.about.partner.plural, not _EACH.isdisjoint(draft.plain)
    for forms, beside in ((_ALONE, BESIDE_FORMS), (_LISTS, BESIDE_LISTS)):
        called = _called(forms, partners, has_singulars=has_singulars)
        if called.keys().isdisjoint(draft.plain):
            continue
        said = [position for position in _positions(draft) if draft.plain[position] not in beside]
        if len(said) == 1 and draft.plain[said[0]] in called and not _is_named(draft, said[0]):
            return said[0], said[0], called[draft.plain[said[0]]]
    return None


@lru_cache(maxsize=64)
def _called(forms: frozenset[Form], partners: str, *, has_singulars: bool) -> Mapping[str, Form]:
    """Return forms by what they are called, given what the base calls its partners; lists by their singulars too."""
    called = {**{form.value: form for form in forms}, " ".join(words_of(partners)): Form.PARTNERS}
    singulars = {word.removesuffix("s"): form for word, form in called.items() if form in _LISTS}
    return called | singulars if has_singulars else called


def _find_timeline(draft: Draft) -> _Found | None:
    """Find a timeline's name at the head or the end of a question, but for “show me a”, or beside names alone."""
    for first, word in enumerate(draft.plain):
        count = draft.phrase_at(first, TIMELINES) if word in _TIMELINE_BEGINNINGS else 0
        if not count or _is_named(draft, first):
            continue
        found = range(first, first + count)
        said = [at for at in _positions(draft) if draft.plain[at] not in BESIDE_FORMS or at in found]
        rest = [at for at in said if at not in draft.roles and draft.plain[at] not in STOP_WORDS and at not in found]
        if said[0] in found or said[-1] in found or not rest:
            return found.start, found.stop - 1, Form.TIMELINE
    return None


def _find_comparison(draft: Draft) -> _Found | None:
    """Find “compare” at the head, or a word that compares in one sentence with the names of two partners.

    Beside a word that compares, the subject does not count: what is known of a partner is about both already.
    """
    if COMPARING.isdisjoint(draft.plain) and COMPARING_PAIRS.isdisjoint(pairwise(draft.plain)):
        return None
    subject = draft.index.snapshot.about.subject
    partners = {name: partners_of(matches)[0].partner.id for name, matches in draft.named.items() if _is_known(matches)}
    for position in _positions(draft):
        is_first = position == 0 and draft.plain[position] == Form.COMPARE
        beside = {
            partner
            for name, partner in partners.items()
            if partner != subject and not _ENDS_SENTENCE.search(draft.between(*sorted((position, name))))
        }
        is_comparing = draft.plain[position] in COMPARING or draft.phrase_at(position, COMPARING_PAIRS)
        is_between = is_comparing and len(beside) > 1
        if (is_first or is_between) and not _is_named(draft, position):
            return position, position, Form.COMPARE
    return None


def _is_known(matches: Matches) -> bool:
    return isinstance(matches[0], PartnerMatch)


def _positions(draft: Draft) -> list[int]:
    return [position for position in range(len(draft.plain)) if draft.roles.get(position) is not Role.PAGE]


def _is_named(draft: Draft, position: int) -> bool:
    """Return whether a word is part of a name, or of a topic's name; another word for a topic is none."""
    role, start = draft.roles.get(position), draft.starts.get(position, position)
    if role is Role.TOPIC:
        is_longer = draft.readings[start].text.lower() != draft.plain[position]
        return is_longer or any(match.topic.name.lower() == draft.plain[position] for match in draft.topics[start])
    return role in (Role.PARTNER, Role.COUNTRY, Role.SUBJECT)


RULE = Rule(
    name="forms",
    triggers="what a timeline is called, first or last, “compare” first, a word that compares two names, a list's name",
    yields="the form; phrases that ask for whatever there is, and “first 3 facts”, are passed over",
    apply=_apply,
    examples=(
        Example("timeline of sylvania", "timeline: form | of: stop word | sylvania: partner"),
        Example("topics", "topics: form"),
        Example("fill me in on sylvania", "fill me in: stop word | on: stop word | sylvania: partner"),
        Example("top 3 on gas", "top 3: unknown | on: stop word | gas: topic"),
        Example("sylvania versus graustark", "sylvania: partner | versus: form | graustark: partner"),
    ),
)
