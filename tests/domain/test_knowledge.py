from datetime import date

import pytest

from bot.domain.knowledge import Status
from tests.bases import TODAY, snapshot_of, texts


@pytest.mark.parametrize(
    ("fact", "today", "status"),
    [
        ("graustark-visits", TODAY, Status.SUPERSEDED),
        ("graustark-pipeline-plan", TODAY, Status.DISPUTED),
        ("graustark-no-pipeline", TODAY, Status.DISPUTED),
        ("sylvania-border-closed", TODAY, Status.ENDED),
        ("sylvania-border-closed", date(1999, 12, 31), Status.CURRENT),
        ("sylvania-gas", TODAY, Status.CURRENT),
        ("ruritania-kingdom", TODAY, Status.CURRENT),
        ("sylvania-treaty-1993", TODAY, None),
        ("graustark-visits-end", TODAY, None),
    ],
)
def test_status_is_derived(fact: str, today: date, status: Status | None) -> None:
    assert snapshot_of(texts()).facts[fact].status(today) is status


def test_links_hold_in_both_directions() -> None:
    facts = snapshot_of(texts()).facts

    assert [link.fact for link in facts["graustark-visits"].superseded_by] == ["graustark-visits-end"]
    assert [link.fact for link in facts["graustark-visits-end"].supersedes] == ["graustark-visits"]
    for one, other in (
        ("graustark-pipeline-plan", "graustark-no-pipeline"),
        ("graustark-no-pipeline", "graustark-pipeline-plan"),
    ):
        assert [(link.fact, link.because) for link in facts[one].contradicts] == [(other, "the two papers disagree")]


def test_fact_is_about_its_home_and_those_it_involves() -> None:
    facts = snapshot_of(texts()).facts

    assert facts["sylvania-border-closed"].partners == ("sylvania", "graustark")
    assert facts["ruritania-kingdom"].partners == ()
    assert facts["ruritania-kingdom"].home == "ruritania"


def test_citing_keeps_the_facts_of_a_source_and_every_name() -> None:
    whole = snapshot_of(texts())

    part = whole.citing("almanac-2026")

    assert set(part.facts) == {"sylvania-ally", "graustark-no-pipeline", "graustark-visits-end"}
    assert part.facts["graustark-no-pipeline"].contradicts == ()
    assert part.facts["graustark-visits-end"].supersedes == ()
    assert part.partners.keys() == whole.partners.keys()
    assert part.partners["sylvania"].summary is None, "it may rest on a fact that is hidden"
    assert whole.citing("gazette-2018").partners["ruritania"].summary, "nothing of it is hidden"


def test_as_of_is_that_of_the_newest_source() -> None:
    facts = snapshot_of(texts()).facts

    assert facts["sylvania-gas"].as_of.text == "2018-07-27"
    assert facts["sylvania-gas"].is_quoted
    assert not facts["sylvania-ally"].is_quoted


def test_subject_has_an_entry_of_its_own() -> None:
    assert snapshot_of(texts()).subject.name == "Ruritania"


def test_citations_are_those_of_all_facts() -> None:
    snapshot = snapshot_of(texts())

    assert len(list(snapshot.citations)) == sum(len(fact.citations) for fact in snapshot.facts.values())
