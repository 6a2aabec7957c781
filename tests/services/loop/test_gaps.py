"""The facts that a question may have meant, what can be watched, and what an answer lacks."""

from typing import Any

import pytest

from bot.domain.gaps import Gap, GapKind, GapState
from bot.domain.operations import Kind
from bot.search import as_answer, respond
from bot.services.askers import Asker, EntryPoint
from bot.services.curating import NotAllowed
from bot.services.loop import Gaps, ask, find_watched
from bot.services.loop.gaps import is_answered
from bot.services.loop.hashes import to_answer_key, to_fact_hash, to_voter
from bot.services.loop.recording import to_miss
from tests.bases import TODAY, index

INDEX = index()
NOBODY: Any = None


def gap_of(text: str) -> Gap:
    miss = to_miss("T1", respond(text, INDEX, TODAY))
    return Gap(
        id="g1",
        team="T1",
        kind=GapKind.MISS,
        key=miss.key,
        text=miss.text,
        request=miss.request,
        partner=miss.partner,
        topic=miss.topic,
        fact="",
        note="",
        link="",
        asks=1,
        first_at=0.0,
        last_at=0.0,
        state=GapState.OPEN,
    )


def gaps() -> Gaps:
    return Gaps(NOBODY, NOBODY, lambda: INDEX, lambda: TODAY)


@pytest.mark.parametrize(
    ("text", "wanted", "words"),
    [
        ("sylvania zeppelins", "sylvania-gas", ("zeppelins",)),
        ("zeppelins of graustark", "graustark-no-pipeline", ("zeppelins",)),
        ("sylvania gas zeppelins", "sylvania-gas", ("zeppelins",)),
    ],
)
def test_finds_candidates_without_unknown_words(text: str, wanted: str, words: tuple[str, ...]) -> None:
    found = gaps().candidates(gap_of(text))
    assert wanted in [fact.id for fact in found.facts]
    assert found.words == words


@pytest.mark.parametrize(
    ("kind", "target", "operation"),
    [
        ("keyword", "", Kind.ADD_KEYWORD),
        ("partner", "sylvania", Kind.ADD_ALIAS),
        ("topic", "energy", Kind.ADD_TOPIC_WORD),
    ],
)
def test_adds_word_to_chosen_entry(kind: str, target: str, operation: Kind) -> None:
    made = gaps().to_operation("sylvania-gas", ["zeppelins"], kind, target)
    assert made.kind is operation


@pytest.mark.parametrize(("kind", "target"), [("keyword", ""), ("partner", "atlantis"), ("topic", "sport"), ("", "")])
def test_refuses_words_of_removed_entry(kind: str, target: str) -> None:
    with pytest.raises(NotAllowed):
        gaps().to_operation("no-such-fact", ["zeppelins"], kind, target)


@pytest.mark.parametrize(
    ("text", "watched"),
    [
        ("sylvania", ("sylvania", "")),
        ("Sylvanian", ("sylvania", "")),
        ("energy", ("", "energy")),
        ("sylvania energy", None),
        ("sylvania zeppelins", None),
        ("sylvania 1993", None),
        ("zeppelins", None),
        ("", None),
    ],
)
def test_one_partner_or_topic_can_be_watched(text: str, watched: tuple[str, str] | None) -> None:
    assert find_watched(text, INDEX, TODAY) == watched


def test_equal_questions_have_equal_keys() -> None:
    keys = {gap_of(text).key for text in ("sylvania zeppelins", "Zeppelins, Sylvania?", "the zeppelins of Sylvania")}
    assert len(keys) == 1
    assert gap_of("graustark zeppelins").key not in keys


def test_asks_gap_again_as_typed() -> None:
    response = ask(gap_of("sylvania gas"), INDEX, TODAY)
    assert is_answered(response)
    assert not is_answered(ask(gap_of("sylvania zeppelins"), INDEX, TODAY))
    assert as_answer(response).facts[0].fact.id == "sylvania-gas"


def test_hashes_differ_by_person_answer_and_version() -> None:
    one, other = (Asker(EntryPoint.COMMAND, user, "T1") for user in ("U1", "U2"))
    assert to_voter("k", one) == to_voter("k", one)
    assert len({to_voter("k", one), to_voter("k", other), to_voter("l", one)}) == 3
    request = respond("sylvania gas", INDEX, TODAY).request
    assert to_answer_key(request) == to_answer_key(request.change(page=2, size=5, shown=7))
    facts = list(INDEX.snapshot.facts.values())
    assert len({to_fact_hash(fact) for fact in facts}) == len(facts)
