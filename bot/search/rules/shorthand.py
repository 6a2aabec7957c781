"""Words cut short: decl, figs, mtg."""

from bot.domain.readings import Role
from bot.domain.requests import Word
from bot.search.lexicon.abbreviations import LINKS, NUMBERED, spell_out
from bot.search.lexicon.general_words import GENERAL_WORDS
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.thresholds import MIN_SHARE_OF_CONSONANTS, SHORTEST_SHORTHAND
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule
from bot.search.stemming import stem

_VOWELS = frozenset("aeiouy")
_SAYING_LITTLE = STOP_WORDS | GENERAL_WORDS


def _apply(draft: Draft) -> None:
    _read_links(draft)
    for position, role in list(draft.roles.items()):
        if role is Role.UNKNOWN and draft.starts[position] == position and position in draft.words:
            word = _spell_out(draft, position)
            if word:
                _take(draft, position, word)


def _read_links(draft: Draft) -> None:
    """Read a digit before a name as the word that sounds like it."""
    if LINKS.keys().isdisjoint(draft.plain):
        return
    for position in [position for position in draft.named if position > 1 and draft.plain[position - 1] in LINKS]:
        link, before = LINKS[draft.plain[position - 1]], draft.plain[position - 2]
        is_number = before in NUMBERED or before.isdecimal()
        if not is_number and draft.roles.get(position - 1) in (Role.TEXT, Role.UNKNOWN):
            draft.take(
                position - 1, position - 1, Role.STOP_WORD, f"“{link}” cut short, which carries no meaning of its own"
            )
            draft.plain[position - 1] = link


def _spell_out(draft: Draft, position: int) -> str | None:
    """Return the word that was cut short: by custom, or the only one of the base that fits."""
    typed = draft.plain[position]
    single = typed.removesuffix("s")
    for word in spell_out(typed):
        if word in _SAYING_LITTLE or stem(word) in draft.index.texts:
            return word
    if draft.english[position] or not typed.isalpha() or not draft.said[position].text[1:].islower():
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
        and len(cut) >= MIN_SHARE_OF_CONSONANTS * len(consonants)
        and all(letter in letters for letter in cut)
    )


def _take(draft: Draft, position: int, word: str) -> None:
    typed = draft.said[position].text
    topics = draft.index.topics.match_exactly((stem(word),), word)
    if word in _SAYING_LITTLE:
        draft.take(position, position, Role.STOP_WORD, f"“{word}” cut short, which carries no meaning of its own")
        return
    if position and (names := draft.index.names.match_exactly(f"{draft.plain[position - 1]} {word}")):
        draft.take_name(position - 1, position, names)
    elif topics:
        draft.take_topic(position, position, topics)
    else:
        draft.take(position, position, Role.TEXT, f"“{word}” cut short, looked for in the facts' words")
        draft.words[position] = Word(word)
    draft.corrections[position] = (typed, word)


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
