"""The index: its parts, the parts built on demand, and its fast operations against plain ones."""

from itertools import chain
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import Period
from bot.domain.knowledge import Status
from bot.domain.requests import Request
from bot.domain.text import words_of
from bot.loading.world import read_world
from bot.loading.world.english import ENGLISH, read_english, to_english
from bot.search import Index, answer, build, build_whole, respond
from bot.search.bits import positions_in
from bot.search.fact_words import has_phrase
from bot.search.grouping import period_of
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.name_table import build_names
from bot.search.spans import build_spans
from bot.search.stemming import stem
from bot.search.tokens import reach_of
from tests.bases import FACT, TODAY, index, relation, snapshot_of, texts

INDEX = index()


def ids_in(facts: int, base: Index = INDEX) -> list[str]:
    """Return the ids of a set of facts."""
    return [base.facts[position].id for position in positions_in(facts)]


def test_words_of_facts_are_indexed_for_the_first_question_that_needs_them() -> None:
    made = build(snapshot_of(texts()))

    assert respond("sylvania", made, TODAY).request == Request(partners=("sylvania",))
    assert vars(made).keys().isdisjoint(("texts", "phrases"))
    assert answer(Request(topics=("energy",), partners=("sylvania",)), made, TODAY)
    respond("sylvania traders", made, TODAY)
    assert vars(made).keys() >= {"texts", "phrases"}


def test_whole_index_has_the_words_of_its_facts() -> None:
    assert vars(build_whole(snapshot_of(texts()))).keys() >= {"texts", "phrases"}


def test_facts_stand_as_they_are_shown() -> None:
    assert [fact.id for fact in INDEX.facts][:2] == ["graustark-visits-end", "graustark-pipeline-plan"]
    assert not INDEX.facts[-1].is_quoted
    assert [INDEX.positions[fact.id] for fact in INDEX.facts] == [*range(len(INDEX.facts))]


def test_facts_are_found_by_what_they_are_about() -> None:
    for id_ in INDEX.snapshot.partners:
        assert ids_in(INDEX.about(id_)) == [fact.id for fact in INDEX.facts if id_ in fact.about]
        assert ids_in(INDEX.by_home.get(id_, 0)) == [fact.id for fact in INDEX.facts if fact.home == id_]
        said = [fact.id for fact in INDEX.facts if id_ in fact.attributed_to]
        assert ids_in(INDEX.by_speaker.get(id_, 0)) == said
    assert ids_in(INDEX.on(("energy", "borders"))) == [
        fact.id for fact in INDEX.facts if {"energy", "borders"} & {*fact.topics}
    ]
    assert INDEX.about("nobody") == INDEX.on(()) == INDEX.on(("nothing",)) == 0
    assert ids_in(INDEX.all_facts) == [fact.id for fact in INDEX.facts]
    assert ids_in(INDEX.dated) == [fact.id for fact in INDEX.facts if fact.when]


def test_facts_are_found_by_the_sources_that_they_cite() -> None:
    cited = {source: ids_in(facts) for source, facts in INDEX.by_source.items()}

    assert sorted(cited["almanac-2026"]) == ["graustark-no-pipeline", "graustark-visits-end", "sylvania-ally"]
    assert sum(map(len, cited.values())) == sum(len(fact.citations) for fact in INDEX.facts)


def test_standing_of_the_last_day_is_kept() -> None:
    freshness = INDEX.freshness_on(TODAY)

    assert freshness is INDEX.freshness_on(TODAY)
    past = [fact.id for fact in INDEX.facts if fact.status(TODAY) in (Status.SUPERSEDED, Status.ENDED)]
    assert ids_in(freshness.past) == past
    earlier = TODAY.replace(year=1995)
    assert ids_in(INDEX.freshness_on(earlier).past) == ["graustark-visits"]
    assert INDEX.freshness_on(TODAY) == freshness


def test_newest_days_come_first() -> None:
    assert next((point.text, ids_in(facts)) for point, facts in INDEX.source_days) == (
        "2026-10-01",
        ["graustark-visits-end", "graustark-no-pipeline", "sylvania-ally"],
    )
    days = [point.last for point, _ in INDEX.known_days]
    assert days == sorted(days, reverse=True)


def test_reach_of_names_counts_those_in_all_languages() -> None:
    world = read_world()
    names = build_names((), world)

    for word, reach in reach_of(name.split(" ") for name in chain(names.by_words, world.names, world.others)).items():
        assert names.longest(word) == reach


def test_english_is_read_as_it_was_written() -> None:
    assert to_english(*read_english()) == ENGLISH.read_text("utf-8")


@pytest.mark.parametrize("word", ["gas", "pipeline", "visits", "ended", "kings", "gazette", "whale"])
def test_facts_with_a_word(word: str) -> None:
    having = [
        fact.id
        for fact in INDEX.facts
        if stem(word)
        in {
            stem(said)
            for text in (fact.statement, *fact.keywords, *[cited.excerpt or "" for cited in fact.citations])
            for said in words_of(text)
            if said not in STOP_WORDS
        }
    ]

    assert ids_in(INDEX.texts.facts_with(stem(word))) == having
    levels = INDEX.texts.levels(stem(word))
    assert sorted(found for _, facts in levels for found in ids_in(facts)) == sorted(having)
    assert all(0 < impact <= 1 for impact, _ in levels)
    assert (stem(word) in INDEX.texts) is bool(having)


def test_rare_word_has_the_greatest_idf() -> None:
    found = INDEX.texts

    assert found.idf(stem("ruritania")) < found.idf(stem("graustark")) < found.idf(stem("traders")) < found.idf("whale")


def test_phrase_stands_in_one_piece() -> None:
    fact = INDEX.snapshot.facts["sylvania-gas"]

    assert has_phrase(fact, "Natural gas")
    assert has_phrase(fact, "supply contract")
    assert has_phrase(fact, "day and night")
    assert not has_phrase(fact, "gas natural")
    assert ids_in(INDEX.texts.facts_saying_all("gas and natural")) == ["sylvania-gas"]
    assert INDEX.texts.facts_saying_all("gas whale") == 0


def test_typo_between_two_words_of_facts_is_not_corrected() -> None:
    made = index(relations__zenda=relation(FACT.replace("has a castle", "has castles, carriages, and marriages")))

    assert made.texts.match_typo("carriags") == ("carriages", stem("carriages"))
    assert made.texts.match_typo("parriages") is None
    assert made.texts.match_typo("castl") is None, "too short"


def test_typo_between_words_that_say_nothing_says_nothing() -> None:
    assert index().texts.match_typo("happend") == ("happen", "happen")


def test_many_facts_and_few_have_words_alike() -> None:
    facts = "".join(
        FACT.replace("zenda-castle", f"zenda-{number}").replace("a castle", "a moat" if number % 50 else "an orchid")
        for number in range(300)
    )
    made = index(relations__zenda=relation(facts))

    assert len(ids_in(made.texts.facts_with(stem("orchid")), made)) == 6
    assert len(ids_in(made.texts.facts_with(stem("moats")), made)) == 300
    assert any(isinstance(table.get(stem("moat")), int) for table in made.texts.postings)


_ANOTHER = FACT.replace("zenda-castle", "zenda-moat").replace("a castle", "an orchid")


@pytest.mark.parametrize(
    "facts",
    [
        FACT + _ANOTHER,
        _ANOTHER + FACT,  # in another order
        FACT + _ANOTHER.replace("an orchid", "a tulip"),
        FACT + _ANOTHER.replace("an orchid", "an orchid, a tulip, an aster, an iris and a great many lilies"),
        FACT,
        FACT.replace("zenda-castle", "zenda-a") + FACT + _ANOTHER,
    ],
)
def test_index_made_upon_another_finds_what_one_made_afresh_finds(facts: str) -> None:
    before = build_whole(snapshot_of(texts(relations__zenda=relation(FACT + _ANOTHER))))
    snapshot = snapshot_of(texts(relations__zenda=relation(facts)))
    upon, fresh = build(snapshot, before), build_whole(snapshot)

    assert vars(upon).keys() >= {"texts", "phrases"}, "so that the one before can go"
    for word in ("castle", "orchid", "tulip", "lilies", "keep", "gas"):
        assert upon.texts.levels(stem(word)) == fresh.texts.levels(stem(word))
        assert upon.texts.idf(stem(word)) == fresh.texts.idf(stem(word))
        assert upon.texts.has(word) == fresh.texts.has(word)
        assert upon.texts.starting_with(word[:3]) == fresh.texts.starting_with(word[:3])


def test_rare_word_keeps_its_facts_where_facts_before_them_go() -> None:
    facts = [
        FACT.replace("zenda-castle", f"zenda-{number:03}").replace(
            "a castle", "a moat" if number % 300 else "an orchid"
        )
        for number in range(600)
    ]
    before = build_whole(snapshot_of(texts(relations__zenda=relation("".join(facts)))))
    left = build(snapshot_of(texts(relations__zenda=relation("".join(facts[:10] + facts[11:])))), before)

    assert ids_in(left.texts.facts_with(stem("orchid")), left) == ["zenda-000", "zenda-300"]
    assert "zenda-010" not in left.positions


def test_command_without_a_word_is_no_name() -> None:
    knowledge = "title: T\nsubject: ruritania\ncommand: /---\nowner: o\nreview_interval_days: 9\n"

    assert index(knowledge=knowledge).own_name is None


@pytest.mark.parametrize(
    ("period", "ids"),
    [
        (Period(None, None), [fact.id for fact in INDEX.facts]),
        (Period(TODAY, TODAY), ["sylvania-gas"]),
        # Nobody knows that what has no end goes on.
        (Period(TODAY.replace(year=2030), None), []),
    ],
)
def test_facts_of_a_time(period: Period, ids: list[str]) -> None:
    assert ids_in(INDEX.spans.overlapping(period, TODAY)) == ids


@given(st.integers(0, 600), st.integers(), st.integers(1, 400), st.integers(0, 400))
def test_spans_are_those_of_each_fact(count: int, seed: int, start: int, length: int) -> None:
    random = Random(seed)
    day = TODAY.fromordinal

    def span() -> Period:
        first = random.randint(1, 400)
        last = first + random.choice((0, 3, 90))
        return random.choice((Period(day(first), day(last)), Period(None, day(last)), Period(day(first), None)))

    periods = [span() for _ in range(count)]
    known = [(day(random.randint(1, 400)), random.random() < 0.5) for _ in range(count)]
    spans, asked = build_spans(periods, known), Period(day(start), day(start + length))

    held = [place for place, period in enumerate(periods) if period.days_from(asked) == 0]
    assert [*positions_in(spans.overlapping(asked, day(1_000)))] == held
    inside = [
        place
        for place, period in enumerate(periods)
        if period.start and period.end and day(start) <= period.start and period.end <= day(start + length)
    ]
    assert [*positions_in(spans.within(asked))] == inside
    assert [*positions_in(spans.known.until(start))] == [
        place for place in range(count) if known[place][0] < day(start)
    ]
    newest = sorted(range(count), key=lambda place: (not known[place][1], -known[place][0].toordinal(), place))
    assert [*spans.newest_first.sort((1 << count) - 1)] == newest
    apart = sorted(days for days in (period.days_from(asked) for period in periods) if days)
    near = [spans.periods[place].days_from(asked) for place in spans.nearest(asked, (1 << count) - 1, 5)]
    ongoing = near.count(0)
    assert near[ongoing:] == apart[: min(5, len(near)) - ongoing]


def test_nearest_times_are_those_of_the_facts_nearest_by() -> None:
    asked = Period(TODAY.replace(year=1850), TODAY.replace(year=1851))
    nearest = INDEX.spans.nearest(asked, INDEX.all_facts, 3)

    assert [INDEX.spans.periods[place].label for place in nearest] == ["1990-1999", "1993-05", "1994-1999"]
    assert INDEX.spans.nearest(asked, INDEX.about("zenda"), 3) == []


def test_nearest_to_a_time_to_come_is_what_holds_to_this_day() -> None:
    asked = Period(TODAY.replace(year=2031), TODAY.replace(year=2032))
    nearest = INDEX.spans.nearest(asked, INDEX.all_facts, 2)

    assert [INDEX.spans.periods[place].label for place in nearest] == ["since 2005", "2026-10-01"]


def test_fact_without_a_time_holds_as_of_its_source() -> None:
    assert period_of(INDEX.snapshot.facts["sylvania-ally"]).label == "2026-10-01"
    assert period_of(INDEX.snapshot.facts["sylvania-gas"]).label == "since 2005"
