"""The id of a source, behind the word `source`."""

import re

from bot.domain.readings import Role
from bot.domain.requests import Form
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.nearest_ids import near_sources
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_SOURCE = re.compile(r"\W*source\b[\s:]*(?:(?<=:|\s)(?:of|for|on|about)\s+)?([\w.-]*)\W*(?:\bpage\W+\d+\W*)?", re.I)


def _apply(draft: Draft) -> None:
    match = _SOURCE.fullmatch(draft.text)
    is_name = bool(draft.index.names.match_exactly(" ".join(draft.plain)))
    if match is None or is_name or not draft.plain or draft.plain[0] != "source":
        return
    id_ = match[1].lower().strip(".-")
    snapshot = draft.index.snapshot
    if not id_ or id_ in snapshot.sources or near_sources(id_, snapshot) or _is_meaningless(draft):
        last = len(draft.plain) - (3 if draft.roles else 1)
        draft.form, draft.source = Form.SOURCE, id_
        draft.take(0, last, Role.FORM, f"asks for the source {id_}" if id_ else "asks for a source")


def _is_meaningless(draft: Draft) -> bool:
    """Return whether nothing here has the words behind "source", so that they can only be meant for an id."""
    index = draft.index
    words = [position for position in range(1, len(draft.plain)) if position not in draft.roles]
    return not any(
        draft.plain[position] in STOP_WORDS
        or draft.stems[position] in index.texts
        or (draft.stems[position],) in index.topics.by_stems
        or index.names.reach_of(draft.plain, position)
        for position in words
    )


RULE = Rule(
    name="source ids",
    triggers="“source” as the first word, and an id that is one, is nearly one, or can be nothing else",
    yields="the form and the source",
    apply=_apply,
    before={
        "periods": "an id may hold a year",
        "names": "an id may hold a name",
    },
    examples=(Example("source gazette-2018", "source gazette 2018: form"),),
)
