"""Timelines and maps as pictures, and their descriptions for screen readers."""

import io
import struct
import zlib
from dataclasses import replace
from functools import cache

import pytest

from bot.domain.kinds import USUAL_KINDS
from bot.domain.responses import Map, PartnerSummary, Timeline
from bot.reply.pictures import describe_map, describe_picture, describe_timeline, draw_map, draw_picture, draw_timeline
from bot.reply.pictures.axis import make_axis
from bot.reply.pictures.others import LINE_HEIGHT, other_lines
from bot.reply.pictures.sheet import ELLIPSIS, fit, name_of, width_of, wrap, writable
from bot.reply.pictures.stacking import Piece, height_of, stack
from bot.search import respond
from tests.bases import FACT, TODAY, index, relation, relation_of

HOSTILE = (
    "x" * 120,
    "$x^2_{$ and $\\frac{1}{$ <b>",
    "*_~`> <!channel> & co",
    "Łódź 🚀🇦🇿 agreement",
    "中华人民共和国",
    "جمهورية أذربيجان",
    "\u202eevil\u202c \u200fאבג\u200e",
    "e\u0301\u0489 \u0915\u094d\u0937",
    "🚀",
)


def timeline(question: str = "timeline graustark", **changes: str | None) -> Timeline:
    found = respond(question, index(**changes), TODAY)
    assert isinstance(found, Timeline)
    return found


def of_facts(*whens: str | None, statement: str = "Zenda has a castle.", topic: str = "borders") -> str:
    """Return a partner's file with a fact for each valid time, None for one without."""
    return relation(
        "".join(
            FACT.replace("zenda-castle", f"zenda-{number:03}")
            .replace("Zenda has a castle.", statement)
            .replace("[borders]", f"[{topic}]" + (f'\n  when: "{when}"' if when else ""))
            for number, when in enumerate(whens)
        )
    )


@cache
def chart(partners: int | None = None) -> Map:
    """Return the base's map, or one of so many partners of all kinds, with names of every sort."""
    found = respond("map", index(), TODAY)
    assert isinstance(found, Map)
    if partners is None:
        return found
    kinds, topics = list(USUAL_KINDS), list(found.snapshot.topics.values())
    zenda = found.snapshot.partners["zenda"]
    summaries = tuple(
        PartnerSummary(
            replace(
                zenda,
                id=f"zenda-{number}",
                name=HOSTILE[number % len(HOSTILE)] if number % 3 else f"Zenda {number}",
                kind=kinds[number * number % 5 if number < 80 else number % 7],
            ),
            1 + 300 // (number + 1),
            topics[number % 3],
        )
        for number in range(partners)
    )
    return replace(found, summaries=summaries)


def picture(response: Timeline | Map) -> bytes:
    stream = io.BytesIO()
    if isinstance(response, Map):
        draw_map(response, stream)
    else:
        draw_timeline(response, stream)
    return stream.getvalue()


def size(png: bytes) -> tuple[int, int]:
    """Return the width and height that the head of a PNG gives; check its checksum, and that it has no date."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert png[12:16] == b"IHDR"
    assert struct.unpack(">I", png[29:33])[0] == zlib.crc32(png[12:29])
    assert png.endswith(b"IEND\xaeB`\x82")
    assert b"tIME" not in png
    assert b"tEXt" not in png
    width, height = struct.unpack(">II", png[16:24])
    return width, height


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


def test_cuts_long_descriptions() -> None:
    long = of_facts(*["1993"] * 9, statement="Zenda has a castle " + "that is large " * 40)

    assert len(describe_timeline(timeline("timeline zenda", relations__zenda=long))) <= 1_900
    assert len(describe_map(chart(200))) <= 1_900


@pytest.mark.parametrize("partners", [None, 0, *range(1, 13), 72, 73, 200, 2_000])
def test_map_has_the_promised_size(partners: int | None) -> None:
    width, height = size(picture(chart(partners)))
    assert width == 1600
    assert 1600 <= height <= 1600 + 24 * LINE_HEIGHT + 18


def test_map_lists_unlabelled_partners_below() -> None:
    few, many = chart(), chart(60)
    assert size(picture(few)) == (1600, 1600)
    kinds = many.snapshot.about.kinds
    lines = other_lines(many.summaries[40:], kinds, 1_528)
    assert [heading for heading, _ in lines if heading] == [
        kind.heading for kind in kinds if any(summary.partner.kind == kind for summary in many.summaries[40:])
    ]
    named = " ".join(names for _, names in lines)
    assert all(name_of(summary.partner.name, summary.partner.id) in named for summary in many.summaries[40:])
    assert size(picture(many))[1] > 1600


def test_draws_map_reproducibly() -> None:
    assert picture(chart(40)) == picture(chart(40))


@pytest.mark.parametrize("name", HOSTILE)
def test_draws_map_of_hostile_names(name: str) -> None:
    found = chart()
    subject = replace(found.snapshot.subject, name=name)
    topics = {id_: replace(topic, name=name) for id_, topic in found.snapshot.topics.items()}
    snapshot = replace(
        found.snapshot, partners={**found.snapshot.partners, subject.id: subject}, topics=topics
    )  # fmt: skip

    assert size(picture(replace(found, snapshot=snapshot)))[0] == 1600


def test_describes_a_map_in_words() -> None:
    assert describe_map(chart()) == (
        "Ruritania and its partners: 4 partners. By kind: States (2) and People (2). "
        "Most is known of Graustark (5 facts, mostly Diplomacy), Sylvania (5 facts, mostly Diplomacy), "
        "Rudolf Elphberg (2 facts, mostly Diplomacy) and Michael Elphberg (1 fact, mostly Diplomacy)."
    )
    assert describe_map(chart(0)) == "Ruritania and its partners: 0 partners."


def test_draws_and_describes_timelines_and_maps_alone() -> None:
    for response, words in ((timeline(), describe_timeline(timeline())), (chart(), describe_map(chart()))):
        stream = io.BytesIO()
        assert describe_picture(response) == words
        assert draw_picture(response, stream)
        assert stream.getvalue() == picture(response)
    for other in (timeline("timeline bohemia"), chart(0), respond("sylvania", index(), TODAY)):
        assert describe_picture(other) is None
        assert not draw_picture(other, io.BytesIO())


def test_replaces_characters_that_the_font_lacks() -> None:
    assert writable("Łódź 🚀 agreement") == "Łódź agreement"
    assert writable("中 and x") == "□ and x"
    assert name_of("中国", "middle-kingdom") == "middle kingdom"
    assert name_of("🚀", "rocket") == "rocket"
    assert name_of("Zenda", "zenda") == "Zenda"


def test_cuts_and_wraps_text_to_a_width() -> None:
    assert fit("short", 20, 200) == "short"
    cut = fit("a rather long name of a partner", 20, 120)
    assert cut.endswith(ELLIPSIS)
    assert width_of(cut, 20) <= 120
    assert fit("Southern Gas Corridor", 20, 170) == "Southern Gas…"
    assert fit("Baku-Tbilisi-Kars", 20, 150) == "Baku-Tbilisi…"
    assert fit("Transcaucasian", 20, 100).startswith("Transc")
    assert fit("Zenda", 20, 5) == ELLIPSIS
    lines = wrap("a rather long name of a partner", 20, 120, 2)
    assert len(lines) == 2
    assert all(width_of(line, 20) <= 120 for line in lines)
    assert wrap("short", 20, 200, 2) == ("short",)
    assert wrap("one two", 20, 200, 1, indent=195)[0].endswith(ELLIPSIS)


def test_stacks_then_shifts_then_overlays_colliding_pieces() -> None:
    dot, bar = Piece(50, 60, 1, slides=True), Piece(0, 100, 1, slides=False)

    assert stack([dot, dot, dot], 100) == [(0, 0), (1, 0), (2, 0)]
    assert stack([dot, dot, dot, dot], 100, 2) == [(0, 0), (1, 0), (0, 10), (1, 10)]
    places = stack([dot] * 20, 100, 2)
    assert len(set(places)) == 20
    assert {50 + shift for _, shift in places} == {float(left) for left in range(0, 100, 10)}
    assert stack([bar, bar, bar], 100, 2) == [(0, 0), (1, 0), (0, 0)]
    assert (height_of([dot, dot], [(0, 0), (1, 0)]), height_of([], [])) == (2, 0)


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
