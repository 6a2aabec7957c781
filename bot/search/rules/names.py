"""Names of partners and countries, spelt right or nearly so."""

from bot.domain.readings import CountryMatch
from bot.domain.text import words_of
from bot.search.heads import match_head, match_last_word
from bot.search.lexicon.name_words import BEHIND_VERBS, BODIES, POLITIES_BEFORE
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.thresholds import INITIALS
from bot.search.matches import Matches
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

# What a body or a state is: “the Union” is one of them.
_HEADS = BODIES | POLITIES_BEFORE
_OF_TIME = frozenset(("post", "pre"))


def _apply(draft: Draft) -> None:
    names, plain = draft.index.names, draft.plain
    for position in draft.left()[1:]:
        is_of_time = plain[position - 1] in _OF_TIME and draft.between(position - 1, position) == "-"
        if is_of_time and names.match_exactly(plain[position]):
            _take_no_name(draft, position)
    reaches = [(position, reach) for position in draft.left() if (reach := names.reach_of(plain, position))]
    longest = {position: names.longest(plain[position]) for position, _ in reaches}
    for first, last in draft.windows(reaches):
        matches = _match(draft, first, last, longest[first])
        if matches and not (first == last and _is_word_of_facts(draft, first, matches)):
            draft.take_name(first, last, matches)
    if len(plain) == 2 and plain[0] == "the" and not draft.named:
        matches = match_last_word(plain[1], names) if plain[1].endswith("s") else ()
        matches = matches or (match_head(plain[1], names) if plain[1] in _HEADS else ())
        if matches:
            draft.take_name(0, 1, matches)


def _take_no_name(draft: Draft, position: int) -> None:
    """Take a name for a mere word: a post-Soviet commonwealth is not of the Soviet Union."""
    if draft.stems[position] in draft.index.texts:
        draft.take_text(position)
    else:
        draft.take_unknown(position, "names a time here")


def _is_word_of_facts(draft: Draft, position: int, matches: Matches) -> bool:
    """Return whether facts have a word that names a state in another language alone, and that is not all that is said.

    Granada, which is Grenada in Spanish, is then the city that facts tell of, and Giorgia somebody's first name.
    """
    word = draft.plain[position]
    names = draft.index.names
    if len(draft.plain) == 1 or word in names.by_words or word in names.world.others:
        return False
    match = matches[0]
    own = words_of(match.country.name if isinstance(match, CountryMatch) else match.partner.name)
    return word not in own and draft.index.texts.has(word)


def _match(draft: Draft, first: int, last: int, longest: int) -> Matches:
    """Return whom a stretch of words names, given how many words the longest name has that begins so."""
    names, words = draft.index.names, draft.plain[first : last + 1]
    matches: Matches = _match_written(draft, first) if first == last else ()
    if not matches and len(words) <= (longest or 1):
        name = " ".join(words)
        may_be_plural = name[-1] == "s" and len(name) > INITIALS + 1  # but a gas is no Ga
        matches = names.match_exactly(name) or (names.match_exactly(name[:-1]) if may_be_plural else ())
        matches = matches or (() if draft.is_english(first, last) else names.match_respelt(name))
    if not matches and (joined := names.match_joined("".join(words))) and _may_be_run_together(draft, first, last):
        matches = joined
    if not matches and last > first:
        matches = names.match_gapped(words, draft.index.snapshot.world.__contains__)
    return matches


def _may_be_run_together(draft: Draft, first: int, last: int) -> bool:
    """Return whether words may be one that was typed apart by mistake: not beside a word that says what it should."""
    is_followed = last > first and draft.plain[last] in STOP_WORDS
    names_alone = is_followed and draft.index.names.match_exactly(draft.plain[first])  # Karabakh is
    return not (draft.is_english(first, last) or names_alone)


def _match_written(draft: Draft, position: int) -> Matches:
    """Return whom a word names by how it is written: Go, but not go; Guam, but not GUAM.

    A whole question of one word is a name however it is written. Elsewhere capitals mean nothing where all is in
    capitals, or at the head of a sentence before what goes with a verb: make sure.
    """
    names, word, typed = draft.index.names, draft.plain[position], draft.said[position].text
    if word not in names.written and word not in names.by_words:
        return ()  # as are most words
    if len(draft.said) == 1:
        return names.match_written(word, typed.upper()) or names.match_titled(word, typed)
    if draft.is_shouted():
        return ()
    if not (draft.begins_sentence(position) and BEHIND_VERBS.intersection(draft.plain[position + 1 : position + 2])):
        return names.match_written(word, typed) or names.match_titled(word, typed)
    return ()


def apply_in_prose(draft: Draft) -> None:
    """Take names in a text that was written to other people: whole names alone, letter for letter."""
    names = draft.index.names
    reaches = [(position, names.reach.get(draft.plain[position], 0) or 1) for position in draft.left()]
    for first, last in draft.windows(reaches):
        words, typed = " ".join(draft.plain[first : last + 1]), draft.tokens.typed(first, last)
        if words in STOP_WORDS and draft.is_shouted():
            continue
        matches = _match_written(draft, first) if 0 < first == last else ()
        matches = matches or names.match_in_prose(words, typed)
        if not matches and words[-1] == "s" and last == first:
            matches = names.match_in_prose(words[:-1], typed[:-1])
        if matches:
            draft.take_name(first, last, matches)


RULE = Rule(
    name="names",
    triggers="the first word of a name, in any language; “the” and what several partners are",
    yields="partners, the subject, or countries that the base has no file on",
    apply=_apply,
    before={
        "versions": "a version follows a name",
        "official names": "what a state is called is beside its name",
        "codes": "a word that is a name is no code",
        "topics": "a name may hold a topic's word",
        "forms": "a name may begin with a form's",
        "chatter": "a name may be a word of chatter",
        "words": "a name's words are not looked for one by one",
    },
    examples=(
        Example("Republic of Sylvania", "Republic of Sylvania: partner"),
        Example("US Oil", "US Oil: partner"),
        Example("the Emirates", "the Emirates: country"),
        Example("timeline meadow", "timeline meadow: partner"),
    ),
)
