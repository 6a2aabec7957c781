"""In which order facts are shown, what was counted for each, and what comes with them."""

import pytest

from bot.domain.answers import Answer
from bot.domain.requests import Request
from bot.search import Index, respond
from bot.search.bits import positions_in
from bot.search.finding import find_facts
from bot.search.ranking import LazyFacts, Scorer
from tests.bases import FACT, TODAY, index, relation
from tests.quality.judged import QUESTIONS
from tests.search.asking import ask, facts, reasons


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("pipeline", "graustark-pipeline-plan", "sylvania-gas"),
        ("sylvania", "sylvania-gas", "graustark-pipeline-plan"),
        ("sylvania", "sylvania-gas", "sylvania-border-closed"),
        ("sylvania", "sylvania-treaty-1993", "sylvania-ally"),
        ("sylvania gas", "sylvania-gas", "graustark-pipeline-plan"),
        ("1993", "sylvania-treaty-1993", "graustark-visits-end"),
        ("rudolf elphberg", "graustark-pipeline-plan", "graustark-visits"),
        ("sylvania since 2000", "sylvania-gas", "sylvania-ally"),
    ],
)
def test_better_comes_before_worse(question: str, better: str, worse: str) -> None:
    found = facts(question)

    assert found.index(better) < found.index(worse)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("what does sylvania say about graustark", "sylvania-border-closed"),
        ("according to graustark, a pipeline?", "graustark-no-pipeline"),
        ("the position of graustark on gas", "graustark-no-pipeline"),
        ("what does sylvania think of graustark", "sylvania-border-closed"),
        ("a pipeline, as claimed by graustark", "graustark-no-pipeline"),
        ("sylvania and graustark on gas", "graustark-pipeline-plan"),
    ],
)
def test_facts_of_the_speaker_come_first(question: str, first: str) -> None:
    assert facts(question)[0] == first


def test_facts_with_a_date_come_first_for_who_asks_when() -> None:
    undated = FACT.replace("zenda-castle", "zenda-bridge")
    base = index(relations__zenda=relation(undated + FACT.replace("  verified", "  when: 1993\n  verified"), "zenda"))

    assert facts("zenda castle", base) == ["zenda-bridge", "zenda-castle"]
    assert facts("when did zenda get its castle", base) == ["zenda-castle", "zenda-bridge"]
    assert "has a date" in reasons("when did zenda get its castle", base)[0]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("grain to zenda", "zenda-in"),
        ("grain into the city of zenda", "zenda-in"),
        ("grain from zenda", "zenda-out"),
        ("grain from Old Zenda", "zenda-out"),
        ("grain zenda", "zenda-talks"),
    ],
)
def test_direction_of_what_goes_counts(question: str, first: str) -> None:
    statements = {
        "talks": "Zenda has grain",
        "out": "Grain from the city of Zenda feeds the grain markets",
        "in": "Grain goes to Zenda by a grain road",
    }
    added = [
        FACT.replace("zenda-castle", f"zenda-{name}").replace("Zenda has a castle", statement)
        for name, statement in statements.items()
    ]
    home = relation("".join(added)).replace("name: Zenda", "name: Zenda\naliases: [City of Zenda, Old Zenda]")

    assert facts(question, index(relations__zenda=home))[0] == first


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("grain from strelsau", "zenda-out"),
        ("grain from strelsau to zenda", "zenda-out"),
        ("grain road from strelsau to the coast", "zenda-road"),
        ("grain road from strelsau until hills", "zenda-road"),
    ],
)
def test_route_is_no_direction(question: str, first: str) -> None:
    statements = {"out": "Grain from Ruritania came by road to hills on the coast", "road": "A grain road opened"}
    added = [
        FACT.replace("zenda-castle", f"zenda-{name}").replace("Zenda has a castle", statement)
        for name, statement in statements.items()
    ]
    added[1] = added[1].replace(
        "  topics:", "  keywords: [hills, coast, grain road from the hills to the coast]\n  topics:"
    )

    assert facts(question, index(relations__zenda=relation("".join(added))))[0] == first


def test_facts_of_membership_come_first_for_who_asks_about_joining() -> None:
    guests = FACT.replace("zenda-castle", "zenda-guests").replace(
        "Zenda has a castle", "Zenda held a ball that kings joined"
    )
    member = (
        guests.replace("zenda-guests", "zenda-member")
        .replace("a ball", "talks")
        .replace("  topics:", "  keywords: [membership, admission]\n  topics:")
    )
    base = index(relations__zenda=relation(guests + member))

    assert facts("when did ruritania join zenda", base)[0] == "zenda-member"
    assert "is about membership" in reasons("ruritania joined zenda", base)[0]


def test_facts_of_the_subject_come_first_where_it_is_asked_about_alone() -> None:
    tied = "Kings of the mountains meet"
    home = FACT.replace("zenda-castle", "ruritania-meet").replace("Zenda has a castle", tied)
    base = index(
        relations__ruritania="partner: ruritania\nname: Ruritania\nkind: state\niso: RR\nfacts:\n"
        + "".join(f"  {line}\n" for line in home.strip("\n").splitlines()),
        relations__a=relation(home.replace("ruritania-meet", "arcadia-meet"), "arcadia"),
    )

    assert facts("mountains", base)[0] == "arcadia-meet"
    assert facts("mountains of ruritania", base)[0] == "ruritania-meet"
    assert "about the subject itself" in reasons("mountains of ruritania", base)[0]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("zenda autumn", ["zenda-season"]),
        ("did zenda fall", ["zenda-siege"]),
    ],
)
def test_fall_is_a_season_where_words_before_it_say_so(question: str, found: list[str]) -> None:
    statements = {"season": "Zenda dances this fall", "siege": "Zenda mourns the fall of its castle"}
    added = [
        FACT.replace("zenda-castle", f"zenda-{name}").replace("Zenda has a castle", statement)
        for name, statement in statements.items()
    ]

    assert facts(question, index(relations__zenda=relation("".join(added))))[:1] == found


def test_newest_come_first_where_asked_for() -> None:
    found = facts("latest on sylvania")

    assert found[0] == "sylvania-gas"
    assert reasons("sylvania today")[0] == ("about Sylvania", "known of 2005-12-31")
    assert found.index("sylvania-treaty-1993") < found.index("sylvania-ally"), "as of its source's day is no news"


def test_fact_filed_elsewhere_is_found_by_a_name_in_its_text() -> None:
    castle = FACT.replace("Zenda has a castle", "Zenda sold a castle to a king of Sylvania")
    base = index(relations__zenda=relation(castle))

    assert facts("castle of sylvania", base)[0] == "zenda-castle"
    assert reasons("castle of sylvania", base)[0] == ("has the name in its text alone", "its words: castle")


def test_fact_that_says_it_of_a_country_comes_before_one_that_quotes_its_name() -> None:
    quoting = FACT.replace("zenda-castle", "zenda-buyers").replace("Zenda has a castle.", "Zenda sells salt abroad.")
    quoting = quoting.replace("the keep above the moat", "it goes abroad as far as Bolivia")
    salt = FACT.replace("Zenda has a castle.", "Zenda sells salt to Bolivia.").replace("the moat", "Bolivia")
    base = index(relations__zenda=relation(quoting + salt))

    assert ask("salt for bolivia", base).facts[0].fact.id == "zenda-castle"


def test_facts_are_made_as_they_are_looked_at() -> None:
    made: list[int] = []
    matches = list(ask("graustark").facts)

    def each() -> LazyFacts:
        made.clear()
        return LazyFacts(made.append(place) or match for place, match in enumerate(matches))  # type: ignore[func-returns-value]

    lazy = each()
    assert lazy
    assert (lazy[0], made) == (matches[0], [0])
    assert (lazy[:2], made) == (tuple(matches[:2]), [0, 1])
    assert (lazy[1:3], made) == (tuple(matches[1:3]), [0, 1, 2])
    assert len(lazy) == len(made) == len(matches)
    assert list(lazy) == matches
    assert each()[-1] == matches[-1]
    assert each()[1:] == tuple(matches[1:])
    assert each()[:-1] == tuple(matches[:-1])
    assert each()[2:100] == tuple(matches[2:])
    assert list(each()) == matches
    assert not LazyFacts(iter(()))
    with pytest.raises(IndexError):
        each()[len(matches)]


def ranked(request: Request, base: Index) -> tuple[list[tuple[float, int]], list[tuple[float, int]]]:
    """Return the facts of a request as they are ranked, and as scoring each by itself ranks them."""
    found = find_facts(request, base, TODAY).facts
    scorer = Scorer(request, base, TODAY)
    past, newest = base.freshness_on(TODAY).past, base.spans.newest_first.turns
    plain = sorted(
        [(scorer.score(place), place) for place in positions_in(found)],
        key=lambda it: (-it[0], past >> it[1] & 1, newest[it[1]] if request.newest_first else it[1]),
    )
    return [*scorer.in_order(found)], plain


def test_ranking_is_that_of_each_fact_by_itself(shipped_index: Index) -> None:
    for question in [asked["ask"] for asked in QUESTIONS][::7]:
        found = respond(question, shipped_index, TODAY)
        if isinstance(found, Answer) and found.total:
            lazily, plainly = ranked(found.request, shipped_index)
            assert [place for _, place in lazily] == [place for _, place in plainly], question
            assert [score for score, _ in lazily] == pytest.approx([score for score, _ in plainly]), question
