"""Replies about a name that several partners have, and about a century."""

from dataclasses import replace

from bot.domain.answers import Answer
from bot.reply import to_terminal
from bot.reply.notes import to_fact_notes
from bot.reply.view import to_words
from bot.search import respond
from tests.bases import FACT, TODAY, index, relation


def test_names_bearers_of_an_ambiguous_name() -> None:
    choice = respond("elphberg", index(), TODAY)
    assert isinstance(choice, Answer)
    answered = replace(choice, request=choice.request.change(either=()), total=1)
    said = [to_words(note) for note in to_fact_notes(answered)]

    assert said == ["“elphberg” may be Michael Elphberg or Rudolf Elphberg; I left that open."]


def test_timeline_heads_a_century() -> None:
    fact = FACT.replace("topics:", "when: 17XX\n  topics:", 1)
    shown = to_terminal(respond("timeline zenda", index(relations__zenda=relation(fact, "zenda")), TODAY))

    assert "18th century" in shown
