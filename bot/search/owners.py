"""Owners: whose something is, in a statement and in a question: the imports of Ukraine, and Ukraine's imports."""

from collections.abc import Callable, Iterable, Iterator

from bot.domain.knowledge import Fact
from bot.search.directions import find_partner
from bot.search.lexicon.articles import ARTICLE
from bot.search.lexicon.conversation import OURS
from bot.search.lexicon.irregular_forms import BASE_FORMS
from bot.search.lexicon.speech import SPEECH_WORDS
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.names import Names
from bot.search.stemming import stem
from bot.search.tokens import Token, Tokens, tokenise

_OF = " of > "
# One of these is between a noun and its owner; “with” follows the noun and precedes another owner.
_BEFORE_OWNER, _BESIDE = frozenset(("between", "of")), "with"
# A noun has no more words before it: military, humanitarian.
_LONGEST_NOUN = 3
_BREAKS = frozenset(',.;:?!()"“”–—')
_APOSTROPHES = frozenset("'’")

# Given a position, whom a name that begins there names, and the position of its last word.
NameAt = Callable[[int], tuple[str, int] | None]


def noun_in(key: str) -> str | None:
    """Return the stem of the noun in the key of an owner; None of any other key."""
    noun, is_owned, _ = key.partition(_OF)
    return noun if is_owned else None


def owned_in(fact: Fact, names: Names) -> frozenset[str]:
    """Return the keys of the nouns of which a fact's statement says whose they are."""
    tokens = tokenise(fact.statement, names.whole)
    words = [token.word for token in tokens.words]
    return frozenset(owners_in(tokens, lambda first: find_partner(words, first, names), has_adjectives=True))


def is_of_others(owned: frozenset[str], keys: Iterable[str]) -> bool:
    """Return whether one of the nouns that are asked for, by their keys, is of others alone in what a fact says."""
    nouns = {noun_in(key) for key in owned}
    asked: dict[str | None, set[str]] = {}
    for key in keys:
        asked.setdefault(noun_in(key), set()).add(key)
    return any(noun in nouns and same.isdisjoint(owned) for noun, same in asked.items())


def owners_in(tokens: Tokens, name_at: NameAt, *, has_adjectives: bool = False) -> Iterator[str]:
    """Yield the keys of the nouns in a text that have an owner, each made of the noun's stem and the owner's id.

    Examples: “Ukraine's imports”, “the imports of Ukraine”, “Ukraine's trade with Georgia”, which is the trade of both;
    and “Ukrainian imports” in a text with adjectives. A question of keywords has none: “ukraine gas” is any gas.
    """
    words = tokens.words
    first = 0
    while first < len(words):
        named = name_at(first)
        if named is None:
            first += 1
            continue
        owners, last = _joined(named, tokens, name_at)
        noun, behind = _noun_from(last + 1, tokens, name_at)
        is_possessive = _is_possessive(words[last], tokens) or words[last].word in OURS
        if noun is not None and (is_possessive or has_adjectives):
            if behind < len(words) and words[behind].word == _BESIDE and (other := name_at(behind + 1)):
                owners.append(other[0])
            yield from [_to_key(noun, owner) for owner in owners]
        elif noun is None and not is_possessive:
            before = first - 2 if first and words[first - 1].word == ARTICLE else first - 1
            if before > 0 and words[before].word in _BEFORE_OWNER and _is_noun(words[before - 1].word):
                yield from [_to_key(words[before - 1].word, owner) for owner in owners]
        first = last + 1


def _to_key(noun: str, owner: str) -> str:
    return f"{stem(noun)}{_OF}{owner}"


def _joined(named: tuple[str, int], tokens: Tokens, name_at: NameAt) -> tuple[list[str], int]:
    """Return the owners that a name and those joined to it name, and the position of the last word of the last."""
    owner, last = named
    owners = [owner]
    while (first := _behind_joint(last, tokens)) < len(tokens.words) and (other := name_at(first)):
        owners.append(other[0])
        last = other[1]
    return owners, last


def _behind_joint(last: int, tokens: Tokens) -> int:
    """Return the position behind what joins a name to another, a comma or “and”; past the end where nothing does."""
    words, behind = tokens.words, last + 1
    if behind >= len(words):
        return behind
    if words[behind].word == "and":
        return behind + 1
    return behind if tokens.folded[words[last].end : words[behind].start].strip() == "," else len(words)


def _noun_from(first: int, tokens: Tokens, name_at: NameAt) -> tuple[str | None, int]:
    """Return the noun that ends the words from a position on, and where it ends; None where none begins there."""
    words, noun, position = tokens.words, None, first
    while position < min(len(words), first + _LONGEST_NOUN):
        word = words[position].word
        if _breaks_before(position, tokens) or not _is_noun(word) or name_at(position):
            break
        noun, position = word, position + 1
    return noun, position


def _is_noun(word: str) -> bool:
    """Return whether a word may be a noun, or one before it: no stop word, no number, no verb by its form."""
    is_verb = word.endswith("ed") or word in BASE_FORMS or word in SPEECH_WORDS
    return word.isalpha() and word not in STOP_WORDS and not is_verb


def _breaks_before(position: int, tokens: Tokens) -> bool:
    between = tokens.folded[tokens.words[position - 1].end : tokens.words[position].start] if position else ""
    return not _BREAKS.isdisjoint(between)


def _is_possessive(token: Token, tokens: Tokens) -> bool:
    return not _APOSTROPHES.isdisjoint(tokens.folded[token.start : token.end + 1])
