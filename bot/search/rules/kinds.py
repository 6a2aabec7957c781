"""The base's names for its kinds of partners: “which companies are there”, “the company SOCAR”."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.kinds import Kind
from bot.domain.readings import PartnerMatch, Role
from bot.domain.requests import Form
from bot.domain.text import words_of
from bot.search.lexicon.forms import ASKING_FOR_KINDS, BESIDE_KINDS, COUNTRIES, LINKING
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule
from bot.search.stemming import singular, stem
from bot.search.tokens import reach_of


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The kinds by the stems of what one and several of them are called.

    `reach` is how many words the longest of these has that begins with a stem. `singulars` and `plurals` are the last
    words of what one and several are called.
    """

    by_stems: Mapping[tuple[str, ...], Kind]
    singulars: frozenset[str]
    plurals: frozenset[str]
    reach: Mapping[str, int]

    def is_several(self, word: str) -> bool:
        """Return whether the last word of a kind's noun is a plural, be it in another spelling."""
        return word in self.plurals or (word not in self.singulars and singular(word) != word)


@lru_cache(maxsize=16)
def _to_kinds(kinds: tuple[Kind, ...]) -> _Kinds:
    named = [(words_of(noun), kind) for kind in kinds for noun in (kind.noun.plural, kind.noun.singular)]
    named += [((word,), kind) for kind in kinds if kind.is_state for word in COUNTRIES]
    by_stems: dict[tuple[str, ...], Kind] = {}
    for words, kind in named:
        by_stems.setdefault(tuple(map(stem, words)), kind)
    return _Kinds(
        by_stems,
        singulars=frozenset([words_of(kind.noun.singular)[-1] for kind in kinds]),
        plurals=frozenset([words_of(kind.noun.plural)[-1] for kind in kinds]),
        reach=reach_of(by_stems),
    )


def _apply(draft: Draft) -> None:
    kinds = _to_kinds(draft.index.snapshot.about.kinds)
    for first, reach in draft.reaches(kinds.reach) if draft.form is Form.ANSWER else ():
        for last in range(first, min(first + reach, len(draft.stems))):
            kind = kinds.by_stems.get(tuple(draft.stems[first : last + 1]))
            if kind is None or not (roles := _roles_of(draft, first, last)) <= {None, Role.TOPIC}:
                continue
            is_several, is_topic = kinds.is_several(draft.plain[last]), roles != {None}
            if is_several and _is_list(draft, first, last, is_topic=is_topic):
                draft.form, draft.kind = Form.PARTNERS, kind.id
                draft.take(first, last, Role.FORM, f"asks for all {kind.noun.plural}")
                return
            if not (is_several and is_topic) and _is_said_of_partner(draft, first, last, kind):
                draft.take(first, last, Role.KIND, "says what it is")


def _roles_of(draft: Draft, first: int, last: int) -> set[Role | None]:
    return {draft.roles.get(position) for position in range(first, last + 1)}


def _is_list(draft: Draft, first: int, last: int, *, is_topic: bool) -> bool:
    """Return whether all of a kind are asked for, and nothing else; of what is a topic's word too, it must be said."""
    others = [position for position in range(len(draft.plain)) if not first <= position <= last]
    words = {draft.plain[position] for position in others if draft.roles.get(position) is not Role.PAGE}
    return words <= BESIDE_KINDS and not (is_topic and ASKING_FOR_KINDS.isdisjoint(words))


def _is_said_of_partner(draft: Draft, first: int, last: int, kind: Kind) -> bool:
    """Return whether a word says of a partner what it is: “the company SOCAR”, “is SOCAR a company”.

    Behind a name, it says more where it belongs to the words that follow: “Turkey state visit”.
    """
    before = next(_beyond_links(draft, range(first - 1, -1, -1)), None)
    after = next(_beyond_links(draft, range(last + 1, len(draft.plain))), None)
    if after is not None and _is_of_kind(draft, after, kind):
        return True
    ends = last + 1 == len(draft.plain) or draft.plain[last + 1] in STOP_WORDS or last + 1 in draft.roles
    return ends and before is not None and _is_of_kind(draft, before, kind)


def _beyond_links(draft: Draft, positions: range) -> Iterator[int]:
    return (position for position in positions if draft.plain[position] not in LINKING)


def _is_of_kind(draft: Draft, position: int, kind: Kind) -> bool:
    matches = draft.named.get(draft.starts.get(position, position), ())
    return any(isinstance(match, PartnerMatch) and match.partner.kind == kind for match in matches)


RULE = Rule(
    name="kinds",
    triggers="what the base calls one or several partners of a kind, alone, in a request for a list, or beside one",
    yields="the list of all of that kind; beside one of them it says nothing more",
    apply=_apply,
    before={
        "words": "facts may have the word of a kind too",
        "speakers": "a state is no word of speech beside its name",
    },
    examples=(
        Example("which states are there?", "which: stop word | states: form | are: stop word | there: stop word"),
        Example("the state sylvania", "the: stop word | state: kind | sylvania: partner"),
        Example("is graustark a state?", "is: stop word | graustark: partner | a: stop word | state: kind"),
    ),
)
