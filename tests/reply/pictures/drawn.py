"""Timelines and maps to draw, and the size of what is drawn."""

import io
import struct
import zlib
from dataclasses import replace
from functools import cache

from bot.domain.kinds import USUAL_KINDS
from bot.domain.responses import Map, PartnerSummary, Timeline
from bot.reply.pictures import draw_map, draw_timeline
from bot.search import respond
from tests.bases import FACT, TODAY, index, relation

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
