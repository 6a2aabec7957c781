"""Lists, the map and the home, which count as answers do."""

import pytest

from bot.domain.answers import Outcome
from bot.domain.requests import Form, Request
from bot.domain.responses import Listing, Map, Response
from bot.search import Index, answer, as_answer, build, greet, respond
from tests.bases import TODAY, snapshot_of, texts
from tests.search.asking import INDEX


def totals(responses: dict[str, Response]) -> dict[str, int]:
    """Return the number of facts of each response."""
    return {id_: as_answer(found).total for id_, found in responses.items()}


@pytest.fixture(params=["tests", "shipped"])
def base(request: pytest.FixtureRequest) -> Index:
    """Return the tests' base, and the shipped one."""
    found: Index = INDEX if request.param == "tests" else request.getfixturevalue("shipped_index")
    return found


@pytest.mark.parametrize("form", [Form.TOPICS, Form.PARTNERS, Form.SOURCES])
def test_lists_count_what_answers_have(form: Form, base: Index) -> None:
    found = answer(Request(form=form), base, TODAY)
    field = {Form.TOPICS: "topics", Form.PARTNERS: "partners"}.get(form)

    assert isinstance(found, Listing)

    def ask_for(id_: str) -> Request:
        return Request(**{field: (id_,)}) if field else Request(form=Form.SOURCE, source=id_)  # type: ignore[arg-type]

    assert found.counts
    assert dict(found.counts) == totals({id_: answer(ask_for(id_), base, TODAY) for id_ in found.counts})


def test_lists_count_what_names_typed_have(base: Index) -> None:
    snapshot = base.snapshot
    partners, topics = (answer(Request(form=form), base, TODAY) for form in (Form.PARTNERS, Form.TOPICS))

    assert isinstance(partners, Listing)
    assert isinstance(topics, Listing)
    assert dict(partners.counts) == totals(
        {id_: respond(snapshot.partners[id_].name, base, TODAY) for id_ in partners.counts}
    )
    assert dict(topics.counts) == totals(
        {id_: respond(snapshot.topics[id_].name, base, TODAY) for id_ in topics.counts}
    )


def test_map_and_home_count_what_the_lists_do(base: Index) -> None:
    partners, home = answer(Request(form=Form.PARTNERS), base, TODAY), greet(base, TODAY)
    found = answer(Request(form=Form.MAP), base, TODAY)

    assert isinstance(partners, Listing)
    assert isinstance(found, Map)
    assert {summary.partner.id: summary.count for summary in found.summaries} == {
        id_: count for id_, count in partners.counts.items() if count
    }
    assert dict(home.partners.counts) == dict(partners.counts)
    counts = [summary.count for summary in found.summaries]
    assert counts == sorted(counts, reverse=True)


def test_list_of_partners_leaves_the_subject_out() -> None:
    found = answer(Request(form=Form.PARTNERS), INDEX, TODAY)

    assert isinstance(found, Listing)
    assert dict(found.counts) == {
        "graustark": 5,
        "sylvania": 5,
        "rudolf-elphberg": 2,
        "michael-elphberg": 1,
        "zenda": 0,
    }


def test_home_has_what_is_newest() -> None:
    home = greet(INDEX, TODAY)

    assert home.newest.request == Request(newest_first=True)
    assert home.newest.total == len(INDEX.facts)
    assert home.overview.oldest_verification == min(fact.verified for fact in INDEX.facts)
    assert home.overview.request == Request(form=Form.ABOUT)


def test_base_without_facts_greets() -> None:
    files = texts(**{f"relations__{name}": None for name in ("sylvania", "graustark", "rudolf", "michael")})
    files["relations/ruritania.yaml"] = b"partner: ruritania\nname: Ruritania\nkind: state\n"
    files["knowledge.yaml"] = files["knowledge.yaml"].replace(b"minimum: {facts: 3, partners: 3}\n", b"")
    base = build(snapshot_of(files))
    home = greet(base, TODAY)

    assert (home.overview.oldest_verification, home.overview.suggestions) == (None, ())
    assert (home.newest.outcome, home.newest.total) == (Outcome.NONE, 0)
