"""Official names with what a state is behind its name, or before it: Moldova, Republic of."""

from bot.domain.readings import CountryMatch
from bot.domain.text import words_of
from bot.search.lexicon.articles import ARTICLE
from bot.search.lexicon.name_words import (
    BESIDE_POLITIES_ABROAD,
    POLITIES,
    POLITIES_ABROAD,
    POLITIES_BEFORE,
    PROVINCES,
)
from bot.search.matches import Matches
from bot.search.rules.draft import Draft, partners_of
from bot.search.rules.rule import Example, Rule

# The country and the state are at most so many words from “province”.
_NEAR = 3
# Of, de, von: what joins them in any language is short.
_LONGEST_JOINT = 3
_POLITIES_LAST = POLITIES_BEFORE | {"rep"}


def _apply(draft: Draft) -> None:
    _take_provinces(draft)
    for first in sorted(draft.named):
        matches = draft.named.get(first, ())
        if _are_states(matches):
            last = draft.last_of(first)
            end = _end_of_inverted(draft, last)
            if end > last:
                forward = [*draft.plain[last + 1 : end + 1], *draft.plain[first : last + 1]]
                draft.take_name(first, end, draft.index.names.match_exactly(" ".join(forward)) or matches)
                continue
            start, end = _start_of_full(draft, first), _end_abroad(draft, last)
            start = start if start < first else _start_abroad(draft, first)
            if (start, end) != (first, last):
                draft.take_name(start, end, matches)


def _take_provinces(draft: Draft) -> None:
    """Take a country's name with that of the state it is called a province of: Taiwan, Province of China."""
    for position in draft.left():
        if draft.plain[position] in PROVINCES:
            near = sorted([it for it in draft.named if abs(it - position) <= _NEAR and _are_states(draft.named[it])])
            countries = [it for it in near if isinstance(draft.named[it][0], CountryMatch)]
            if len(near) == 2 and len(countries) == 1:
                between = draft.plain[draft.last_of(near[0]) + 1 : near[1]]
                if all(word in PROVINCES or len(word) <= _LONGEST_JOINT for word in between):
                    draft.take_name(near[0], draft.last_of(near[1]), draft.named[countries[0]])


def _are_states(matches: Matches) -> bool:
    if len(matches) != 1:
        return False
    (match,) = matches
    return isinstance(match, CountryMatch) or match.partner.kind.is_state


def _end_of_inverted(draft: Draft, last: int) -> int:
    """Return where “, Republic of” behind a name ends; the name's end where nothing of the kind follows."""
    if last + 1 >= len(draft.said) or not set("(,").intersection(draft.between(last, last + 1)):
        return last
    first = last + 1 + (draft.plain[last + 1] == ARTICLE)
    end = first
    while end < len(draft.plain) and _is_free(draft, end) and draft.plain[end] in POLITIES:
        end += 1
    if end == first:
        return last
    if end == len(draft.plain):
        return end - 1 if draft.plain[end - 1] in _POLITIES_LAST else last
    if draft.plain[end] != "of":
        return last
    return end + 1 if draft.plain[end + 1 : end + 2] == [ARTICLE] else end


def _start_of_full(draft: Draft, first: int) -> int:
    """Return where “Republic of” before a name begins; the name's start where nothing of the kind precedes."""
    start = draft.before_article(first) + 1
    if not start or draft.plain[start - 1] != "of":
        return _start_of_polity(draft, first)
    start -= 1
    end = start
    while start and _is_free(draft, start - 1) and draft.plain[start - 1] in POLITIES:
        start -= 1
    return start if start < end and draft.plain[end - 1] in POLITIES_BEFORE else first


def _start_of_polity(draft: Draft, first: int) -> int:
    """Return where a name begins that says what a state is, right before the state's own: Islamic Republic Sylvania."""
    start = draft.starts.get(first - 1)
    is_polity = start is not None and all(_is_polity(draft, position) for position in range(start, first))
    return first if start is None or not is_polity or draft.between(first - 1, first).strip() else start


def _is_free(draft: Draft, position: int) -> bool:
    """Return whether a word is no part of a name, or of one that says only what a state is: the Islamic Republic."""
    return position not in draft.roles or _is_polity(draft, position)


def _is_polity(draft: Draft, position: int) -> bool:
    """Return whether a word is part of another name of a state that says only what it is; United Kingdom is its own."""
    first = draft.starts.get(position, -1)
    if first not in draft.named:
        return False
    words = tuple(draft.plain[first : draft.last_of(first) + 1])
    is_own = any(words == words_of(match.partner.name) for match in partners_of(draft.named[first]))
    return POLITIES.issuperset(words) and words[-1] in POLITIES_BEFORE and not is_own


def _start_abroad(draft: Draft, first: int) -> int:
    """Return where “Königreich” or “République de” before a name begins; else the name's start."""
    position = first - 1
    while position > 0 and position not in draft.roles and len(draft.plain[position]) <= _LONGEST_JOINT:
        position -= 1
    is_polity = position >= 0 and position not in draft.roles and draft.plain[position] in POLITIES_ABROAD
    return position if is_polity else first


def _end_abroad(draft: Draft, last: int) -> int:
    """Return where “Respublikası” behind a name ends; the name's end where nothing of the kind follows."""
    end = last + 1
    while end < len(draft.plain) and end not in draft.roles and draft.plain[end] in BESIDE_POLITIES_ABROAD:
        end += 1
    is_polity = end < len(draft.plain) and end not in draft.roles and draft.plain[end] in POLITIES_ABROAD
    return end if is_polity else last


RULE = Rule(
    name="official names",
    triggers="what a state is, before or behind its name: Republic of, Kingdom of",
    yields="the partner or country alone",
    apply=_apply,
    before={"words": "its words are not looked for"},
    examples=(
        Example("Sylvania, Islamic Republic of", "Sylvania Islamic Republic of: partner"),
        Example("Koenigreich Sylvania", "Koenigreich Sylvania: partner"),
        Example("the Kingdom of Graustark", "the: stop word | Kingdom of Graustark: partner"),
    ),
)
