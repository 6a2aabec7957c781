"""Facts that come with others which they supersede or contradict."""

import pytest

from tests.bases import FACT, index, relation
from tests.search.asking import ask, facts, reasons


def test_superseding_fact_comes_before_the_superseded_one() -> None:
    still = facts("do the kings of ruritania and graustark still visit each other?")

    assert still == ["graustark-visits-end", "graustark-visits"]
    assert facts("the kings of ruritania and graustark visit")[0] == "graustark-visits"


def test_superseding_or_contradicting_fact_comes_with_another() -> None:
    assert facts("summer") == ["graustark-visits", "graustark-visits-end"]
    assert facts("pipeline around the neighbours") == ["graustark-pipeline-plan", "graustark-no-pipeline"]
    assert [match.is_companion for match in ask("summer").facts] == [False, True]
    assert reasons("summer")[1] == ("supersedes graustark-visits",)
    assert reasons("neighbours")[1] == ("contradicts graustark-pipeline-plan",)


def test_fact_that_contradicts_a_companion_does_not_come_with_it() -> None:
    chain = "".join(
        FACT.replace("zenda-castle", f"zenda-{number}").replace("a castle", said)
        + (f"  contradicts: [{{fact: zenda-{number + 1}, because: it differs}}]\n" if number < 2 else "")
        for number, said in enumerate(("a swan", "an orchid", "a garden"))
    )
    base = index(relations__zenda=relation(chain))

    assert facts("swan", base) == ["zenda-0", "zenda-1"]
    assert sorted(facts("orchid", base)) == ["zenda-0", "zenda-1", "zenda-2"]


@pytest.mark.parametrize("question", ["what's new", "graustark", "latest energy", "rudolf elphberg", "not sylvania"])
def test_each_fact_is_listed_once(question: str) -> None:
    found = facts(question)

    assert len(found) == len(set(found))
    assert "graustark-visits-end" in found or "graustark-visits" not in found


def test_fact_that_is_left_out_is_no_companion() -> None:
    assert "graustark-no-pipeline" in facts("sylvania gas")
    assert "graustark-no-pipeline" not in facts("sylvania gas without graustark")
