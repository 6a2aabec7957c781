from bot.domain.problems import Location, Problem
from bot.domain.publishing import Refused

TYPO = Problem(Location("relations/zenda.yaml", 7, 5), "no topic is called 'castels'", "unknown-topic")
TWICE = Problem(Location("topics.yaml", 2, 9), "'castles' is there twice", "duplicate")


def test_refusal_names_every_problem_with_its_location() -> None:
    refused = Refused((TYPO, TWICE))

    assert refused.problems == (TYPO, TWICE)
    assert str(refused) == (
        "the knowledge would have problems: "
        "relations/zenda.yaml:7:5: no topic is called 'castels' [unknown-topic]; "
        "topics.yaml:2:9: 'castles' is there twice [duplicate]"
    )
