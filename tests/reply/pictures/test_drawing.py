"""What timelines and maps have in common: texts and sizes."""

import io

from bot.reply.pictures import describe_map, describe_picture, describe_timeline, draw_picture
from bot.reply.pictures.sheet import ELLIPSIS, fit, name_of, width_of, wrap, writable
from bot.reply.pictures.stacking import Piece, height_of, stack
from bot.search import respond
from tests.bases import TODAY, index
from tests.reply.pictures.drawn import chart, of_facts, picture, timeline


def test_cuts_long_descriptions() -> None:
    long = of_facts(*["1993"] * 9, statement="Zenda has a castle " + "that is large " * 40)

    assert len(describe_timeline(timeline("timeline zenda", relations__zenda=long))) <= 1_900
    assert len(describe_map(chart(200))) <= 1_900


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
