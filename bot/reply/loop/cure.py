"""The window that lets a question find an existing fact, by adding its words; and the preview of the new answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.answers import Outcome
from bot.domain.gaps import Gap
from bot.domain.knowledge import Fact, Snapshot
from bot.reply import wording
from bot.reply.acts import to_act
from bot.reply.controls import MAX_LABEL, MAX_OPTION_VALUE, MAX_OPTIONS, Element, to_option, to_plain
from bot.reply.curating.rich import to_line
from bot.reply.english import quoted, with_article
from bot.reply.fields import (
    read_choice,
    read_metadata,
    read_text,
    read_values,
    to_input,
    to_menu,
    to_text_element,
    to_typeahead,
)
from bot.reply.loop.shown import find_label, text_of, to_labelled, to_quote
from bot.reply.loop_acts import CURE, PROPOSE_FOR
from bot.reply.phrases import MAX_ECHO
from bot.reply.texts import clean, cut

# A typeahead: Slack requests its options.
CURE_FACT = "loop-fact"
_WORDS, _AS = "loop-words", "loop-as"

_MOST_CANDIDATES, _MOST_FOUND = 20, 3
_MAX_WORDS, _MAX_STATEMENT = 500, 300
# The kinds of additions. The value of an option is the kind, a space and an id; keywords go to the chosen fact.
KEYWORD, PARTNER_NAME, TOPIC_WORD = "keyword", "partner", "topic"
_MAX_TITLE = 24
_OUTCOMES = {
    Outcome.ANSWER: "an answer",
    Outcome.NEAR: "no exact answer",
    Outcome.CHOICE: "a question back",
    Outcome.NONE: "nothing found",
    Outcome.HELP: "help",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledCure:
    """The window as filled in: the gap's id, the fact to be found, and the words to add.

    `kind` is the kind of addition: "keyword" of the fact, or "partner" or "topic", whose id is `target`. `problems` are
    by field, empty where there are none.
    """

    gap: str
    fact: str
    words: tuple[str, ...]
    kind: str
    target: str
    problems: dict[str, str]


def to_cure_window(gap: Gap, candidates: Sequence[Fact], words: Sequence[str], snapshot: Snapshot) -> Element:
    """Return the window: the nearest facts, and the question's words that they lack."""
    noun = snapshot.about.fact
    nearest = [fact for fact in candidates if len(fact.id) <= MAX_OPTION_VALUE][:_MOST_CANDIDATES]
    window = {
        "type": "modal",
        "callback_id": CURE,
        "private_metadata": gap.id,
        "title": to_plain(cut(find_label(noun), _MAX_TITLE)),
        "close": to_plain(wording.CLOSE),
    }
    asked = to_quote(text_of(gap, snapshot))
    if not nearest:
        propose = to_act(PROPOSE_FOR, f"Propose {with_article(noun)}", gap.id, style="primary")
        none = to_line(f"No {noun.singular} is near this question.")
        return {**window, "blocks": [asked, none, {"type": "actions", "elements": [propose]}]}
    typed = {**to_typeahead(), "min_query_length": 0, "initial_option": _to_fact_option(nearest[0])}
    kinds = _to_kinds(nearest, snapshot)[:MAX_OPTIONS]
    hint = "As people ask for it, separated by commas."
    return {
        **window,
        "submit": to_plain(wording.NEXT),
        "blocks": [
            asked,
            to_input(
                CURE_FACT,
                f"Which {noun.singular} should it find?",
                typed,
                hint="Here is the nearest, and others are in the list; or type what you would ask for it.",
            ),
            to_input(_WORDS, "By which words?", to_text_element(_join(words), _MAX_WORDS), hint=hint),
            to_input(
                _AS,
                "Add them as",
                {**to_menu(wording.CHOOSE, kinds), "initial_option": kinds[0]},
            ),
        ],
    }


def to_fact_options(facts: Sequence[Fact]) -> Element:
    """Return facts as the options of the window's typeahead."""
    return {"options": [_to_fact_option(fact) for fact in facts if len(fact.id) <= MAX_OPTION_VALUE][:_MOST_CANDIDATES]}


def parse_cure(view: Any) -> FilledCure:
    """Read the submitted window, with its problems."""
    values = read_values(view)
    fact, (kind, _, target) = read_choice(values, CURE_FACT), read_choice(values, _AS).partition(" ")
    words = [word for part in read_text(values, _WORDS)[:_MAX_WORDS].split(",") if (word := clean(part))]
    problems = {}
    if not fact:
        problems[CURE_FACT] = "Choose what the question should find."
    if not words:
        problems[_WORDS] = "Add at least one word."
    if kind != KEYWORD and not (kind in (PARTNER_NAME, TOPIC_WORD) and target):
        problems[_AS] = "Choose as what the words are added."
    return FilledCure(
        gap=read_metadata(view),
        fact=fact,
        words=tuple(dict.fromkeys(words)),
        kind=kind,
        target=target,
        problems=problems,
    )


def to_asked_again_blocks(
    question: str, before: Outcome, after: Outcome, found: Sequence[Fact], wanted: str
) -> list[Element]:
    """Return a question's outcome before and after a cure, and the rank of the wanted fact after it.

    `found` are all facts that it would find, best first, and `wanted` is the id of the one that it should.
    """
    asked = quoted(cut(clean(question), MAX_ECHO))
    ids = [fact.id for fact in found]
    if wanted not in ids:
        rank = "What you chose is not among what it finds."
    else:
        number = ids.index(wanted) + 1
        rank = "What you chose comes first." if number == 1 else f"What you chose is number {number} of {len(ids)}."
    return [
        to_labelled("Asked again", asked),
        to_line(f"Now: {_OUTCOMES[before]}. With this change: {_OUTCOMES[after]}."),
        *[to_line(f"{number}. {cut(clean(fact.statement), _MAX_STATEMENT)}") for number, fact in _first(found)],
        to_line(rank),
    ]


def _first(found: Sequence[Fact]) -> Iterator[tuple[int, Fact]]:
    return iter([*enumerate(found, start=1)][:_MOST_FOUND])


def _to_kinds(facts: Sequence[Fact], snapshot: Snapshot) -> list[Element]:
    """Return the possible additions: to a fact, or to its partners or topics."""
    partners = dict.fromkeys([id_ for fact in facts for id_ in fact.about])
    topics = dict.fromkeys([id_ for fact in facts for id_ in fact.topics])
    named = [
        *[(f"{PARTNER_NAME} {id_}", f"Another name of {snapshot.partners[id_].name}") for id_ in partners],
        *[(f"{TOPIC_WORD} {id_}", f"Word of the topic {snapshot.topics[id_].name}") for id_ in topics],
    ]
    keyword = to_option(f"Keyword of the {snapshot.about.fact.singular}", KEYWORD)
    return [keyword, *[to_option(label, value) for value, label in named if len(value) <= MAX_OPTION_VALUE]]


def _to_fact_option(fact: Fact) -> Element:
    """Make a fact an option of two lines."""
    statement = clean(fact.statement)
    option = to_option(statement, fact.id)
    rest = statement[MAX_LABEL - 1 :].strip()
    return {**option, "description": to_plain(cut(f"…{rest}", MAX_LABEL))} if len(statement) > MAX_LABEL else option


def _join(words: Sequence[str]) -> str:
    return ", ".join(filter(None, map(clean, words)))
