"""What is made with an index, what only when it is needed, and what is made in a shorter way than it is told."""

from itertools import chain

from bot.domain.answers import Outcome
from bot.loading.world import ENGLISH, PROPER, read_world
from bot.search import answer, build, build_whole
from bot.search.english import _MAY_BE_BRITISH, _SPELLINGS
from bot.search.names import build_names
from bot.search.tokens import reach_of
from tests.bases import TODAY, index, snapshot_of, texts


def test_the_words_of_facts_are_made_for_the_first_question_that_needs_them() -> None:
    made = build(snapshot_of(texts()))

    assert answer("sylvania", made, TODAY).outcome is Outcome.ANSWER
    assert "texts" not in vars(made)
    assert answer("sylvania traders", made, TODAY).outcome is Outcome.ANSWER
    assert "texts" in vars(made)


def test_where_many_questions_come_they_are_made_at_once() -> None:
    assert "texts" in vars(build_whole(snapshot_of(texts())))


def test_facts_are_known_by_the_sources_that_they_cite() -> None:
    made = index()
    cited = {source: [made.facts[place].id for place in places] for source, places in made.by_source.items()}

    assert cited["almanac-2026"] == ["graustark-no-pipeline", "graustark-visits-end", "sylvania-ally"]
    assert sum(map(len, cited.values())) == sum(len(fact.citations) for fact in made.facts)


def test_how_many_words_a_name_has_is_known_of_those_in_all_languages() -> None:
    world = read_world()
    names = build_names((), world)

    assert names.reach == reach_of(name.split(" ") for name in chain(names.by_words, world.names, world.others))


def test_english_is_read_as_it_was_written() -> None:
    lines = [line for line in ENGLISH.read_text("utf-8").splitlines() if not line.startswith("#")]
    world = read_world()

    assert lines == sorted(lines)
    assert world.words == {line for line in lines if not line.startswith(PROPER)}
    assert world.proper == {line.removeprefix(PROPER) for line in lines if line.startswith(PROPER)}


def test_no_british_spelling_is_passed_over() -> None:
    words = read_world().words
    british = {word for word in words if any(pattern.search(word) for pattern, _ in _SPELLINGS)}

    assert {"colour", "organise", "centre", "travelled", "defence", "programme", "dialogue"} <= british
    assert all(_MAY_BE_BRITISH.search(word) for word in british)
