"""Pictures of the map."""

from dataclasses import replace

import pytest

from bot.reply.pictures import describe_map
from bot.reply.pictures.others import LINE_HEIGHT, other_lines
from bot.reply.pictures.sheet import name_of
from tests.reply.pictures.drawn import HOSTILE, chart, picture, size


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
