"""Words cut short: decl, figs, mtg."""

from bot.domain.readings import Role
from bot.domain.requests import Word
from bot.search.lexicon.abbreviations import LINKS, NUMBERED, spell_out
from bot.search.lexicon.general_words import GENERAL_WORDS
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.thresholds import MOST_CONSONANTS, SHORTEST_SHORTHAND
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule
from bot.search.stemming import stem

_VOWELS = frozenset("aeiouy")
_SAYING_LITTLE = STOP_WORDS | GENERAL_WORDS


def _apply(draft: Draft) -> None:
    _read_links(draft)
    for place, role in list(draft.roles.items()):
        if role is Role.UNKNOWN and draft.starts[place] == place and place in draft.words:
            word = _spell_out(draft, place)
            if word:
                _take(draft, place, word)


def _read_links(draft: Draft) -> None:
    """Read a digit before a name as the word that sounds like it."""
    if LINKS.keys().isdisjoint(draft.plain):
        return
    for place in [place for place in draft.named if place > 1 and draft.plain[place - 1] in LINKS]:
        link, before = LINKS[draft.plain[place - 1]], draft.plain[place - 2]
        is_number = before in NUMBERED or before.isdecimal()
        if not is_number and draft.roles.get(place - 1) in (Role.TEXT, Role.UNKNOWN):
            draft.take(place - 1, place - 1, Role.STOP_WORD, f"“{link}” cut short, which carries no meaning of its own")
            draft.plain[place - 1] = link


def _spell_out(draft: Draft, place: int) -> str | None:
    """Return the word that was cut short: by custom, or the only one of the base that fits."""
    typed = draft.plain[place]
    single = typed.removesuffix("s")
    for word in spell_out(typed):
        if word in _SAYING_LITTLE or stem(word) in draft.index.texts:
            return word
    if draft.english[place] or not typed.isalpha() or not draft.said[place].text[1:].islower():
        return None
    for cut in dict.fromkeys((typed, single)):
        fitting = draft.index.texts.starting_with(cut) if len(cut) >= SHORTEST_SHORTHAND else []
        if not fitting and len(cut) >= SHORTEST_SHORTHAND and _VOWELS.isdisjoint(cut[1:]):
            fitting = [word for word in draft.index.texts.starting_with(cut[0]) if _is_skeleton(cut, word)]
        if len({stem(word) for word in fitting}) == 1:
            return min(fitting, key=len)
    return None


def _is_skeleton(cut: str, word: str) -> bool:
    """Return whether letters are most consonants of a word in their order, the last one among them: pkprs."""
    letters, consonants = iter(word), [letter for letter in word if letter not in _VOWELS]
    return (
        cut[-1] == word[-1]
        and len(cut) >= MOST_CONSONANTS * len(consonants)
        and all(letter in letters for letter in cut)
    )


def _take(draft: Draft, place: int, word: str) -> None:
    typed = draft.said[place].text
    topics = draft.index.topics.match_exactly((stem(word),), typed)
    if word in _SAYING_LITTLE:
        draft.take(place, place, Role.STOP_WORD, f"“{word}” cut short, which carries no meaning of its own")
        return
    if place and (names := draft.index.names.match_exactly(f"{draft.plain[place - 1]} {word}")):
        draft.take_name(place - 1, place, names)
    elif topics:
        draft.take_topic(place, place, topics)
    else:
        draft.take(place, place, Role.TEXT, f"“{word}” cut short, looked for in the facts' words")
        draft.words[place] = Word(word)
    draft.corrections[place] = (typed, word)


RULE = Rule(
    name="shorthand",
    triggers="an unknown word that is an abbreviation or with which one word alone begins, and a 2 or 4 before a name",
    yields="the words of facts and for topics that were cut short, and “to” and “for”",
    apply=_apply,
    before={"strangers": "a word cut short is nobody's name"},
    examples=(
        Example("rudolf pipel", "rudolf: partner | pipel: topic"),
        Example("gas 2 sylvania", "gas: topic | 2: stop word | sylvania: partner"),
    ),
)
