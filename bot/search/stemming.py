"""Stems of English words, by which words are compared."""

import re
from functools import lru_cache

import Stemmer

from bot.search.lexicon.act_nouns import VERBS_OF_ACTS
from bot.search.lexicon.irregular_forms import BASE_FORMS
from bot.search.lexicon.unrelated_words import OWN_STEMS

# What is longer is no word, and is not kept.
_LONGEST = 40

# A shorter word with this ending is no past tense: feed.
_PAST, _SHORTEST_PAST = "ed", 4
# Behind these letters -eed is a base and -d: agreed, guaranteed; but not succeed.
_BASES_IN_EE = ("reed", "teed")

# Behind a syllable before them, these letters are not stressed: travelled, controlling; but called and recalled.
_UNSTRESSED = "(?:" + "|".join([f"(?<=[aeiou][^aeiou]{{{count}}}[eo])" for count in (1, 2, 3)]) + ")"

# British spellings, and what they are in American: a question may use either. Few words have what may be one.
_MAY_BE_BRITISH = re.compile("our|is|tre|ll|ence|mme|gue")
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|ite|able|hood|ly)?$)"), "or"),
    (re.compile(r"is(?=(?:e|ed|es|ing|er|ers|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=t)re(?=s?$)"), "er"),
    (re.compile(rf"{_UNSTRESSED}ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=[a-z]{2}[ef])ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=gram)me(?=s?$)"), ""),
    (re.compile(r"(?<=og)ue(?=s?$)"), ""),
)


def singular(word: str) -> str:
    """Return a folded word without the ending of a plural, and any other ending kept (Harman's S-stemmer, 1991)."""
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return f"{word[:-3]}y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    return word[:-1] if word.endswith("s") and not word.endswith(("us", "ss")) else word


def inflected(word: str) -> str:
    """Return a form of a folded word that its plural and its past tense have too, and no other word of its stem.

    Attacked is attack, and ratified is ratify; contracting, which is what is done rather than a contract, stays.
    """
    base = singular(BASE_FORMS.get(word, word))
    if base.endswith("ied") and len(base) > _SHORTEST_PAST:
        base = f"{base[:-3]}y"
    elif base.endswith(_BASES_IN_EE):
        base = base[:-1]
    elif base.endswith(_PAST) and len(base) >= _SHORTEST_PAST and not base.endswith("eed"):
        base = base[:-2]
    base = base.removesuffix("e")
    return base[:-1] if base[-2:-1] == base[-1:] else base


def stem(word: str) -> str:
    """Return the Snowball (Porter 2) stem of a folded word, British or American.

    An irregular form has that of its base, and a noun for an act that of its verb. Words that only look like forms of
    one another have stems of their own. Other scripts come back as they are.
    """
    return _stem(word) if len(word) <= _LONGEST else word


@lru_cache(maxsize=32_768)
def _stem(word: str) -> str:
    if word in OWN_STEMS:
        return OWN_STEMS[word]
    word = BASE_FORMS.get(word, word)
    word = VERBS_OF_ACTS.get(singular(word), word)
    for british, american in _SPELLINGS if word.isascii() and _MAY_BE_BRITISH.search(word) else ():
        word = british.sub(american, word)
    # A stemmer must not be shared between threads, and making one costs less than a lock.
    return str(Stemmer.Stemmer("english", 0).stemWord(word))
