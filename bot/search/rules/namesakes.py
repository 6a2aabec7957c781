"""Places whose name is a country's, or contains it, and which are elsewhere."""

from bot.domain.readings import CountryMatch, Role
from bot.domain.requests import Word
from bot.domain.world import Namesake
from bot.search.lexicon.name_words import BODIES, DOCUMENTS
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_LONGEST = 5
_WHY = "another place of that name"
_WITHIN = frozenset(("in", "in the"))


def _apply(draft: Draft) -> None:
    for first in sorted(draft.named):
        if first in draft.named:
            last = draft.last_of(first)
            ways = (_take_longer, _take_body, _take_document)
            if not any(take(draft, first, last) for take in ways):
                _take_namesake(draft, first, last)


def _take_longer(draft: Draft, first: int, last: int) -> bool:
    """Take the longest namesake that contains the name at a position: Port of Spain."""
    namesakes, beginnings = draft.index.snapshot.world.namesakes, draft.index.names.beginnings_of_namesakes
    starts = [start for start in range(max(0, last + 1 - _LONGEST), first + 1) if draft.plain[start] in beginnings]
    for size in range(_LONGEST, last - first + 1, -1):
        for start in starts:
            words = draft.plain[start : start + size]
            if start + size > last and len(words) == size and " ".join(words) in namesakes:
                _take(draft, start, start + size - 1, _WHY)
                return True
    return False


def _take_body(draft: Draft, first: int, last: int) -> bool:
    """Take a body called after those it joins: Organization of American States."""
    start, end = first - 2, last + 1
    if start < 0 or end >= len(draft.said) or draft.plain[first - 1] != "of" or end in draft.named:
        return False
    match = draft.named[first][0]
    is_other_form = not isinstance(match, CountryMatch) and match.matched != match.partner.name
    is_title = draft.plain[start] in BODIES and all(draft.said[at].text.istitle() for at in (start, first, end))
    if not (is_other_form and is_title) or draft.between(last, end).strip():
        return False
    _take(draft, start, end, "a body of that name")
    return True


def _take_document(draft: Draft, first: int, last: int) -> bool:
    """Take a document that is called after a capital: the Oslo Accords, the Paris climate agreement.

    Without capitals it is one only where the word between is none of the facts about that state.
    """
    index = draft.index
    country = index.snapshot.world.countries.get(_code_of(draft, first) or "")
    end = _end_of_document(draft, last)
    if end is None or country is None or country.capital != " ".join(draft.plain[first : last + 1]):
        return False
    about = draft.facts_about(first)
    is_other = any(not index.texts.facts_with(root) & about for root in draft.stems[last + 1 : end])
    if not (draft.said[end].text.istitle() or is_other) or " ".join(draft.stems[first : end + 1]) in index.phrases:
        return False
    _take(draft, first, end, "a document of that name")
    return True


def _end_of_document(draft: Draft, last: int) -> int | None:
    """Return the position of the word for a document right behind a name, or behind one word there; None for none."""
    for end in range(last + 1, min(last + 3, len(draft.said))):
        if draft.between(end - 1, end).strip():
            return None
        if draft.plain[end] in DOCUMENTS:
            return end
        if end in draft.roles or draft.plain[end] in STOP_WORDS:
            return None
    return None


def _take(draft: Draft, first: int, last: int, why: str) -> None:
    """Take a name of something else: for words where a fact has it, or else for a stranger's."""
    typed = draft.tokens.typed(first, last)
    if draft.index.is_said(typed):
        draft.take(first, last, Role.TEXT, f"{why}, looked for in the facts' words")
        draft.words[first] = Word(typed)
    else:
        draft.take_stranger(first, last, why)


def _take_namesake(draft: Draft, first: int, last: int) -> None:
    """Take a name for its namesake where a word shows that, or where its country is named with it: Georgia, USA."""
    namesake = draft.index.snapshot.world.namesakes.get(" ".join(draft.plain[first : last + 1]))
    if not namesake or not namesake.indicators:
        return
    if not namesake.indicators.isdisjoint(draft.plain):
        beside = [at for at in (first - 1, last + 1) if draft.plain[at : at + 1] and _shows(draft, at, namesake)]
        draft.take_stranger(min([first, *beside]), max([last, *beside]), _WHY)
        return
    for position in [position for position in draft.named if _code_of(draft, position) == namesake.within]:
        end = draft.last_of(position)
        if position > last and (_lies_within(draft, last, position) or _is_state_of(draft, first, last, position)):
            draft.take_stranger(first, end, _WHY)
            return
        if end < first and draft.plain[end + 1 : first] in (["state"], ["state", "of"]):
            draft.take_stranger(position, last, _WHY)
            return


def _shows(draft: Draft, position: int, namesake: Namesake) -> bool:
    """Return whether a word that nothing took shows that a namesake is meant."""
    return position >= 0 and position not in draft.roles and draft.plain[position] in namesake.indicators


def _lies_within(draft: Draft, last: int, position: int) -> bool:
    """Return whether a name is followed by that of the country it lies in, and by no third."""
    between = draft.plain[last + 1 : position]
    is_apposition = between in ([], ["state"]) and set(",(").intersection(draft.between(position - 1, position))
    if not is_apposition and " ".join(between) not in _WITHIN:
        return False
    after = draft.last_of(position) + 1
    return draft.plain[after : after + 1] not in (["and"], ["or"]) and after not in draft.named


def _is_state_of(draft: Draft, first: int, last: int, position: int) -> bool:
    """Return whether a name is said to be a state's of a country: Georgia the American state, the state of Georgia."""
    after = draft.last_of(position) + 1
    if draft.plain[last + 1 : position] == ["the"]:
        return draft.plain[after:] == ["state"]
    is_state = draft.plain[max(first - 2, 0) : first] == ["state", "of"]
    return is_state and draft.plain[draft.before_article(position)] == "in" and after not in draft.named


def _code_of(draft: Draft, position: int) -> str | None:
    match = draft.named[position][0]
    return match.country.code if isinstance(match, CountryMatch) else match.partner.iso


RULE = Rule(
    name="namesakes",
    triggers="a name of the world's namesakes, or a country's beside words that show that its namesake is meant",
    yields="words that facts have, or unknown ones",
    apply=_apply,
    examples=(
        Example("Gulf of Mexico oil", "Gulf of Mexico: unknown | oil: topic"),
        Example("Georgia, USA", "Georgia USA: unknown"),
        Example("state of Georgia in the USA", "state: text | of: stop word | Georgia in the USA: unknown"),
        Example("League of Sylvanian Towns", "League of Sylvanian Towns: unknown"),
    ),
)
