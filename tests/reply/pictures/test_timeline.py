"""Pictures of timelines."""

import io
from dataclasses import replace

import pytest

from bot.reply.pictures import describe_timeline, draw_timeline
from bot.reply.pictures.axis import make_axis
from tests.bases import FACT, relation, relation_of
from tests.reply.pictures.drawn import HOSTILE, of_facts, picture, size, timeline

TIMES: dict[str, tuple[str | None, ...]] = {
    "one event": ("1993-05",),
    "one without a date": (None,),
    "three": ("1993", "1994-02-03?", "2001/.."),
    "every sign": ("1993", "1994~", "199X", "199X?", "1992/1993", "../1990", "1993/..", "1990?/1995", None, "2026-11"),
    "long ago": ("0001", "0476", "001X", "0999/1066", "1453-05-29"),
    "far off": ("2999-12-31", "2030/.."),
    "with empty years between": ("0900", "1600", "1601/1603", "1990/2000", "2026"),
    "eighty": tuple(str(1920 + number % 100) for number in range(80)),
    "five hundred": tuple(f"{2000 + number % 25}-0{1 + number % 9}" for number in range(500)),
    "five hundred on a day": ("2020-01-01",) * 500,
    "five hundred that last": ("2000/2020",) * 500,
    "five hundred without a date": (None,) * 500,
}


@pytest.mark.parametrize("whens", TIMES.values(), ids=TIMES.keys())
def test_timeline_has_the_promised_size(whens: tuple[str | None, ...]) -> None:
    width, height = size(picture(timeline("timeline zenda", relations__zenda=of_facts(*whens))))

    assert width == 1600
    assert 300 < height <= 1600


def test_height_grows_with_the_facts() -> None:
    one, base, more = (
        size(picture(timeline("timeline zenda", relations__zenda=of_facts(*TIMES[name]))))[1]
        for name in ("one event", "three", "eighty")
    )

    assert one < base < more


@pytest.mark.parametrize(
    "question",
    ["timeline graustark", "timeline graustark sylvania", "timeline energy", "timeline since 1990", "timeline king"],
)
def test_draws_timeline_reproducibly(question: str) -> None:
    first, second = picture(timeline(question)), picture(timeline(question))

    assert size(first)[0] == 1600
    assert first == second


def test_refuses_timeline_without_facts() -> None:
    empty = timeline("timeline bohemia")

    with pytest.raises(ValueError, match="without facts"):
        draw_timeline(empty, io.BytesIO())


@pytest.mark.parametrize("name", HOSTILE)
def test_draws_timeline_of_hostile_texts(name: str) -> None:
    base = timeline("timeline zenda", relations__zenda=of_facts("1993", "1994", None))
    said = [replace(match, fact=replace(match.fact, statement=f"{name} {name * 9}")) for match in base.facts]
    topics = {id_: replace(topic, name=name) for id_, topic in base.snapshot.topics.items()}
    partners = {id_: replace(partner, name=name) for id_, partner in base.snapshot.partners.items()}
    snapshot = replace(base.snapshot, topics=topics, partners=partners)
    hostile = replace(base, answer=replace(base.answer, facts=said, snapshot=snapshot), facts=said)

    assert size(picture(hostile))[0] == 1600
    assert len(describe_timeline(hostile)) <= 1_900


def test_topics_beyond_ten_share_a_lane() -> None:
    ids = [f"t{number:02}" for number in range(14)]
    topics = "topics:\n" + "".join(
        f"  - {{id: {id_}, name: Some very long name of topic {id_}, words: [w{id_}]}}\n"
        for id_ in [*ids, "energy", "borders", "diplomacy"]
    )
    facts = [
        FACT.replace("zenda-castle", f"zenda-{id_}-{number}").replace("[borders]", f"[{id_}]\n  when: 19{number}0")
        .replace("has a castle", f"has a castle {'that is large ' * 30}")
        for id_ in ids
        for number in range(1, 4)
    ]  # fmt: skip
    found = timeline("timeline zenda", topics=topics, relations__zenda=relation("".join(facts)))

    assert size(picture(found)) <= (1600, 1600)
    assert "Most are: Some very long name of topic t00 (3)" in describe_timeline(found)


def test_describes_a_timeline_in_words() -> None:
    assert describe_timeline(timeline()) == (
        "Timeline of Graustark: 5 facts, 1990 to 2001. "
        "By topic: Borders (1), Diplomacy (1) and Energy (1). "
        "Undated, at its source's day: 2. "
        "1. about the 1990s: State visits between Ruritania and Graustark ended. "
        "2. 2001 (uncertain): Graustark planned a pipeline that avoids Sylvania. "
        "3. 1994 to 1999: The frontier of Sylvania with Graustark was shut to traders."
    )


@pytest.mark.parametrize(
    ("question", "whens", "start"),
    [
        ("timeline zenda", ("1993",), "Timeline of Zenda: 1 fact, 1993. By topic: Borders (1). 1. 1993: Zenda"),
        ("timeline zenda", (None,), "Timeline of Zenda: 1 fact, known as of 2018. Undated, at its source's day: 1. 1. as of 27 July 2018: Zenda"),
        ("timeline zenda", ("1993/..",), "Timeline of Zenda: 1 fact, 1993 to 2026. By topic"),
        ("timeline zenda", ("2030/..",), "Timeline of Zenda: 1 fact, 2030. By topic"),
        ("timeline zenda", ("../1990",), "Timeline of Zenda: 1 fact, 1990. By topic"),
        ("timeline borders", ("1993",), "Timeline of borders: 2 facts, 1993 to 1999. "),
        ("timeline castle", ("1993",), "Timeline of castle: 1 fact, 1993. "),
    ],
)  # fmt: skip
def test_description_names_subject_and_span(question: str, whens: tuple[str | None, ...], start: str) -> None:
    assert describe_timeline(timeline(question, relations__zenda=of_facts(*whens))).startswith(start)


def test_description_leaves_out_companions() -> None:
    words = describe_timeline(timeline("timeline sylvania energy"))

    assert words.startswith("Timeline of Sylvania energy: 2 facts, 2001 to 2026. By topic: Energy (2). 1. ")
    assert "never planned" not in words


def test_axis_folds_empty_years_and_keeps_order() -> None:
    axis = make_axis([(700_000, 700_400), (720_000, 720_000), (738_000, 738_000)], 1_000)

    assert len(axis.folds) == 2
    places = [axis.x(day) for day in range(699_990, 738_400, 50)]
    assert places == sorted(places)
    assert min(places) >= 0
    assert max(places) <= 1_000
    assert [mark.label for mark in make_axis([(738_000, 738_000)], 1_000).marks][:2] == ["Jan 2021", "Apr 2021"]
    assert make_axis([(1, 1_000_000), (700_000, 700_400)], 1_000).marks[0].label == "500"
    assert make_axis([(1, 1_000_000), (700_000, 700_400)], 1_000).folds == []


def test_draws_long_timeline() -> None:
    found = timeline("timeline zenda", relations__zenda=relation_of(30))

    assert size(picture(found)) <= (1600, 1600)
