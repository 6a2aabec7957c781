"""The main verb of a question, which a fact must have: “when did the Norwegians sell”, “who was arrested”."""

from collections.abc import Iterator

from bot.domain.readings import Role
from bot.search.lexicon.articles import ARTICLES
from bot.search.lexicon.conversation import QUESTION_WORDS
from bot.search.lexicon.general_words import GENERAL_WORDS
from bot.search.lexicon.irregular_forms import BASE_FORMS
from bot.search.lexicon.speech import SPEECH_WORDS
from bot.search.lexicon.thresholds import MERE_FRAMING
from bot.search.lexicon.verbs import AUXILIARIES, FORMS_OF_BE, LIGHT_VERBS, PARTICIPLE_ENDINGS, PAST_ENDING
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule
from bot.search.stemming import stem

_ADVERB_ENDING = "ly"
# Behind “many”, and “which” at the head of a sentence, the verb is one of so many words.
_COUNTED, _CHOSEN, _FARTHEST_VERB = "many", "which", 6
_TO = "to"
_SHORTEST_VERB = 2
# “Who” and “what” may be followed by the verb of what they did.
_ASKED_DOERS = frozenset(("what", "who"))
_TRIGGERS = AUXILIARIES | FORMS_OF_BE | _ASKED_DOERS | {_COUNTED, _CHOSEN}
# Verbs that facts need not have, since these say in other words what was done.
_NEVER_NEEDED = frozenset(map(stem, GENERAL_WORDS | SPEECH_WORDS | LIGHT_VERBS))


def _apply(draft: Draft) -> None:
    for position, word in enumerate(draft.plain):
        if word in _TRIGGERS:
            draft.needed.update([verb for verb in _verbs_after(draft, position) if verb is not None])


def _verbs_after(draft: Draft, position: int) -> Iterator[int | None]:
    """Yield the positions of the verbs that a word asks for; None where it asks for none."""
    word = draft.plain[position]
    if word in AUXILIARIES and draft.roles.get(position) is Role.STOP_WORD:
        yield _find_verb(draft, position + 1)
    if _is_of_question(draft, position):
        yield _find_participle(draft, position + 1)
    if word == _COUNTED or (word == _CHOSEN and draft.begins_sentence(position)):
        yield _find_verb_of_noun(draft, position + 1)
    if word in _ASKED_DOERS:
        yield _find_done(draft, position + 1)


def _is_of_question(draft: Draft, position: int) -> bool:
    """Return whether a word is a form of “be” in a sentence that begins with a question word."""
    if draft.plain[position] not in FORMS_OF_BE:
        return False
    first = next(start for start in range(position, -1, -1) if draft.begins_sentence(start))
    return not QUESTION_WORDS.isdisjoint(draft.plain[first:position])


def _find_participle(draft: Draft, position: int) -> int | None:
    """Return the position of the participle behind a form of “be”: was agreed, were already killed, was visiting."""
    for at in range(position, len(draft.said)):
        word = draft.plain[at]
        if draft.begins_sentence(at) or word in ARTICLES:
            return None
        if word in BASE_FORMS or _has_verb_ending(draft, word):
            return at if _is_verb(draft, at) else None
        if draft.roles[at] is not Role.STOP_WORD and not word.endswith(_ADVERB_ENDING):
            return None
    return None


def _find_verb_of_noun(draft: Draft, position: int) -> int | None:
    """Return the position of the verb that says what those did who are asked for: how many soldiers died."""
    for at in range(position, min(len(draft.said), position + _FARTHEST_VERB)):
        word = draft.plain[at]
        if draft.begins_sentence(at) or word in FORMS_OF_BE or word in AUXILIARIES:
            return None
        if at > position and _may_be_past(draft, word):
            return at if _is_verb(draft, at) else None
    return None


def _find_done(draft: Draft, position: int) -> int | None:
    """Return the position of the verb right behind “who” or “what”: what caused the blast."""
    word = draft.plain[position] if position < len(draft.plain) else ""
    return position if _may_be_past(draft, word) and _is_verb(draft, position) else None


def _may_be_past(draft: Draft, word: str) -> bool:
    """Return whether a word has the form of a past tense."""
    return word in BASE_FORMS or (word.endswith(PAST_ENDING) and _has_verb_ending(draft, word))


def _has_verb_ending(draft: Draft, word: str) -> bool:
    """Return whether a word is another one with a participle's ending: selling, used, but no king and no speed."""
    ending = next((each for each in PARTICIPLE_ENDINGS if word.endswith(each)), "")
    base = word.removesuffix(ending)
    bases = (base, f"{base}e", base[:-1], f"{base[:-1]}y")
    words = draft.index.snapshot.world.words
    return bool(ending) and any(len(each) >= _SHORTEST_VERB and each in words for each in bases)


def _find_verb(draft: Draft, position: int) -> int | None:
    """Return the position of the verb behind one name or several; None where something else follows them."""
    is_behind_name = False
    for at in range(position, len(draft.said)):
        if draft.begins_sentence(at):
            return None
        if draft.name_at(at) is not None:
            is_behind_name = True
        elif not _is_passed_over(draft, at):
            verb = at + 2 if _leads_to_another(draft, at) else at
            return verb if is_behind_name and _is_verb(draft, verb) else None
    return None


def _leads_to_another(draft: Draft, position: int) -> bool:
    """Return whether a verb that says little is followed by the one that counts: wants to join, asked to join."""
    is_followed = position + 2 < len(draft.plain) and draft.plain[position + 1] == _TO
    return is_followed and draft.stems[position] in _NEVER_NEEDED


def _is_passed_over(draft: Draft, position: int) -> bool:
    """Return whether a word is a stop word, an adverb, or a name that the base has no partner for."""
    is_name = draft.said[position].text[:1].isupper()
    return is_name or draft.roles[position] is Role.STOP_WORD or draft.plain[position].endswith(_ADVERB_ENDING)


def _is_verb(draft: Draft, position: int) -> bool:
    """Return whether a word may be a verb that facts have: an English word that says more than “it is done”."""
    word = draft.words.get(position)
    if word is None or not word.is_known or word.topics or draft.stems[position] in _NEVER_NEEDED:
        return False
    return draft.index.snapshot.world.words.get(draft.plain[position], 0) > MERE_FRAMING


RULE = Rule(
    name="main verbs",
    triggers="“did”, “has”, “will” and the like before a name, “be” in a question, “how many”, “which”, “who”, “what”",
    yields="the verb behind them, which a fact must have to be an answer",
    apply=_apply,
    examples=(
        Example("did sylvania really sign", "did: stop word | sylvania: partner | really: stop word | sign: text"),
    ),
)
