"""Who asks how much or how many is answered by facts that say so."""

import pytest

from bot.domain.answers import Outcome
from bot.domain.requests import Amount
from bot.search.parsing import parse
from tests.bases import FACT, TODAY, index, relation
from tests.search.asking import INDEX, ask

BRIDGE = "On 3 May 1993 Zenda opened its bridge, and traders crossed it"


def _fact(id_: str, statement: str) -> str:
    return FACT.replace("zenda-castle", id_).replace("Zenda has a castle", statement)


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("how many years did it take", []),
        ("how many more days", []),
        ("how much did sylvania pay for the gas", [Amount.MONEY]),
        ("how much money is in the fund", [Amount.MONEY]),
        ("How much has the pipeline cost? And when?", [Amount.MONEY, Amount.DATE]),
        ("what does the railway cost", [Amount.MONEY]),
        ("how many it costs", [Amount.MONEY]),
        ("they sold it, but for how much?", [Amount.MONEY]),
        ("at what price do they sell gas", [Amount.MONEY]),
        ("transit fee for gas", [Amount.MONEY]),
        ("how many million euros", [Amount.MONEY, Amount.NUMBER]),
        ("trade with sylvania in USD", [Amount.MONEY]),
        ("what is the total value of the trade", [Amount.MONEY]),
        ("the value of friendship", []),
        ("how many treaties", [Amount.NUMBER]),
        ("how much gas does sylvania sell", [Amount.NUMBER]),
        ("gas to sylvania, how much?", [Amount.NUMBER]),
        ("number of treaties with sylvania", [Amount.FIGURE]),
        ("sylvanian treaties, nos?", [Amount.FIGURE]),
        ("no. of treaties", [Amount.FIGURE]),
        ("what share of the gas is from sylvania", [Amount.SHARE]),
        ("what's the population of sylvania", [Amount.FIGURE]),
        ("what time is the meeting in sylvania", [Amount.HOUR]),
        ("opening hours of the envoy", [Amount.HOUR]),
        ("how far is zenda from sylvania", [Amount.DISTANCE]),
        ("what is the distance from zenda to sylvania?", [Amount.DISTANCE]),
        ("how far are zenda and sylvania from friendship", []),
        ("how far did they get", []),
        ("what time period is it", []),
        ("at what time of the year", []),
        ("how many percent of exports", [Amount.SHARE]),
        ("with what percent of exports", [Amount.SHARE]),
        ("sylvania exports, %", [Amount.SHARE]),
        ("what slice of its exports", [Amount.SHARE]),
        ("how long was the frontier shut", [Amount.DURATION]),
        ("how many yrs was the frontier shut", [Amount.DURATION]),
        ("the closing of the frontier, duration?", [Amount.DURATION]),
        ("how long ago was it shut", [Amount.DATE]),
        ("how long is the frontier?", []),
        ("how long was the frontier between sylvania and graustark", []),
        ("how long is the sylvanian border", []),
        ("how long is the frontier closed", [Amount.DURATION]),
        ("how long was the war over the frontier fought", [Amount.DURATION]),
        ("how long is the contract", [Amount.DURATION]),
        ("when did sylvania sign the treaty", [Amount.DATE]),
        ("the treaty: since when?", [Amount.DATE]),
        ("in which year was it signed", [Amount.DATE]),
        ("treaty with sylvania: date pls", [Amount.DATE]),
        ("date sylvania signed the treaty", [Amount.DATE]),
        ("date back to sylvania", []),
        ("who is the king of sylvania", [Amount.PERSON]),
        ("who the new ambassador in sylvania is", [Amount.PERSON]),
        ("name of the foreign minister of sylvania", [Amount.PERSON]),
        ("who is the head of the company", [Amount.PERSON]),
        ("who was the general who led them", [Amount.PERSON]),
        ("sylvanian amb in strelsau, name?", [Amount.PERSON]),
        ("the first ambassador to sylvania, who?", [Amount.PERSON]),
        ("the chief of the guards was killed by who", []),
        ("who is now the minister of sylvania", [Amount.PERSON]),
        ("will sylvania join", [Amount.OUTLOOK]),
        ("sylvania: what will they do", [Amount.OUTLOOK]),
        ("do you think the treaty with sylvania will last", [Amount.OUTLOOK]),
        ("political will in sylvania", []),
        ("the will of sylvania", []),
        ("what did they say when the king came to sylvania", []),
        ("how much of the gas is sold", []),
        ("an estimate for how much of it is sold", []),
        ("which part of the border", []),
        ("how much does it matter", []),
        ("is it up to date?", []),
        ("a number of treaties", []),
        ("who flew in to see the king", []),
        ("who is behind the king", []),
        ("the name of the lake", []),
        ("they paid a high toll. how are ties", []),
    ],
)
def test_amounts_are_asked_for(question: str, amounts: list[Amount]) -> None:
    assert [*parse(question, INDEX, TODAY).request.amounts] == amounts


@pytest.mark.parametrize(
    ("question", "statement", "outcome"),
    [
        ("what did the zenda bridge cost", f"{BRIDGE}, which cost 3 million crowns", Outcome.ANSWER),
        ("what did the zenda bridge cost", f"{BRIDGE}, which cost $3 million", Outcome.ANSWER),
        ("what did the zenda bridge cost", f"{BRIDGE}, which cost 30 lives", Outcome.NEAR),
        ("how many traders crossed the zenda bridge", f"{BRIDGE}, of whom 300 came", Outcome.ANSWER),
        ("how many traders crossed the zenda bridge", f"{BRIDGE}, of whom twelve came", Outcome.ANSWER),
        ("how many traders crossed the zenda bridge", BRIDGE, Outcome.NEAR),
        ("how many traders crossed the zenda bridge", f"{BRIDGE} for a second time in the 1990s", Outcome.NEAR),
        ("how many traders crossed the zenda bridge", f"{BRIDGE} for more than 15 years", Outcome.NEAR),
        ("how many traders crossed the zenda bridge", f"{BRIDGE} in a 44-day walk, the oldest aged 76", Outcome.NEAR),
        ("how many traders crossed the zenda bridge", f"{BRIDGE} to the BRIDGE29 fair with an S-300", Outcome.NEAR),
        ("how many traders crossed the zenda bridge", f"{BRIDGE}, 300 in two years", Outcome.ANSWER),
        ("how many traders crossed the zenda bridge", f"{BRIDGE} by resolutions 822 and 853", Outcome.NEAR),
        ("how many traders crossed the zenda bridge", f"{BRIDGE} at 111 Old Castle Avenue", Outcome.NEAR),
        ("what share of traders cross the zenda bridge", f"{BRIDGE}, and 12 per cent cross it", Outcome.ANSWER),
        ("what share of traders cross the zenda bridge", f"{BRIDGE}, and a third of them cross it", Outcome.ANSWER),
        ("what share of traders cross the zenda bridge", f"{BRIDGE}, and 12 cross it", Outcome.NEAR),
        ("what share of traders cross the zenda bridge", f"{BRIDGE} and share most important views", Outcome.NEAR),
        ("what share of traders cross the zenda bridge", f"{BRIDGE} for the third time", Outcome.NEAR),
        ("how many zenda", BRIDGE, Outcome.NEAR),
        ("zenda bridge traders, how much?", BRIDGE, Outcome.NEAR),
        ("how many traders crossed the zenda bridge", f"{BRIDGE}, 12.5 per cent of them", Outcome.NEAR),
        ("zenda bridge traders, figures?", f"{BRIDGE}, 12% of them", Outcome.ANSWER),
        ("zenda bridge traders, figures?", BRIDGE, Outcome.NEAR),
        ("will traders cross the zenda bridge", f"{BRIDGE}, and are expected to cross it anew", Outcome.ANSWER),
        ("will traders cross the zenda bridge", BRIDGE, Outcome.NEAR),
        ("when traders of zenda will cross the bridge", BRIDGE, Outcome.NEAR),
        ("how long did traders cross the zenda bridge", f"{BRIDGE} for twelve years", Outcome.ANSWER),
        ("how long did traders cross the zenda bridge", BRIDGE, Outcome.NEAR),
        ("zenda bridge, date?", BRIDGE, Outcome.ANSWER),
        ("what time do traders cross the zenda bridge", f"{BRIDGE} for 9.30 crowns", Outcome.NEAR),
        ("what time do traders cross the zenda bridge", f"{BRIDGE} at 9:30", Outcome.ANSWER),
        ("what time do traders cross the zenda bridge", f"{BRIDGE} at 9 p.m. daily", Outcome.ANSWER),
        ("what time do traders cross the zenda bridge", f"{BRIDGE} in 1993", Outcome.NEAR),
        ("who is minister at the zenda bridge", f"{BRIDGE}, said the minister, Rupert Hentzau", Outcome.ANSWER),
        ("who is minister at the zenda bridge", f"{BRIDGE}, said Minister Hentzau", Outcome.ANSWER),
        ("who is minister at the zenda bridge", f"{BRIDGE}, said Ann Hentzau, the new minister", Outcome.ANSWER),
        ("who is minister at the zenda bridge", f"{BRIDGE}, said the minister", Outcome.NEAR),
        ("who is minister at the zenda bridge", f"{BRIDGE}, said the minister of Zenda in 1998", Outcome.NEAR),
        ("when did the zenda bridge open", BRIDGE, Outcome.ANSWER),
        ("when did the zenda bridge open", "Zenda has a bridge open to traders", Outcome.NEAR),
    ],
)
def test_fact_answers_that_gives_the_amount(question: str, statement: str, outcome: Outcome) -> None:
    base = index(relations__zenda=relation(_fact("zenda-bridge", statement), "zenda"))

    found = ask(question, base)

    assert (found.outcome, found.facts[0].fact.id) == (outcome, "zenda-bridge")
    assert bool(found.lacking) is (outcome is Outcome.NEAR)


def test_nearest_facts_that_give_the_amount_come_first() -> None:
    facts = _fact("zenda-bridge", BRIDGE) + _fact("zenda-share", "Zenda takes 12 per cent from traders")

    found = ask("what share of traders cross the zenda bridge", index(relations__zenda=relation(facts, "zenda")))

    assert [match.fact.id for match in found.facts] == ["zenda-share", "zenda-bridge"]


def test_fact_that_gives_the_amount_begins_the_answer() -> None:
    counted = "In 1995 some 300 traders crossed the bridge of Zenda"
    facts = _fact("zenda-bridge", BRIDGE) + _fact("zenda-counted", counted)
    base = index(relations__zenda=relation(facts, "zenda"))

    first = [
        ask(question, base).facts[0].fact.id for question in ("traders zenda bridge", "how many traders zenda bridge")
    ]

    assert first == ["zenda-bridge", "zenda-counted"]


def test_amount_that_a_fact_shown_gives_is_not_said_to_be_lacking() -> None:
    facts = "".join([_fact(f"zenda-bridge-{number}", BRIDGE) for number in range(3)])
    facts += _fact("zenda-counted", "Zenda has a bridge, opened by 300 traders who crossed it")

    found = ask("how many traders crossed the zenda bridge", index(relations__zenda=relation(facts, "zenda")))

    assert (found.outcome, found.facts[0].fact.id, found.lacking) == (Outcome.NEAR, "zenda-counted", ())


def test_topic_of_which_no_fact_gives_the_amount_lacks_it() -> None:
    found = ask("how much energy")

    assert (found.outcome, found.request.topics, found.lacking) == (Outcome.NEAR, ("energy",), (Amount.NUMBER,))


def test_distance_of_two_places_is_given_in_kilometres() -> None:
    facts = _fact("zenda-far", "Zenda lies 3 km from Sylvania").replace(
        "  topics:", "  involves: [sylvania]\n  topics:"
    )

    assert ask("how far is zenda from sylvania", index(relations__zenda=relation(facts))).outcome is Outcome.ANSWER
    assert ask("how far is sylvania from graustark").outcome is Outcome.NEAR


def test_time_with_a_beginning_and_an_end_says_how_long() -> None:
    assert ask("how long was the frontier of sylvania shut").outcome is Outcome.ANSWER


def test_amount_is_not_said_to_be_lacking_where_words_are() -> None:
    found = ask("how many whales has sylvania")

    assert (found.outcome, found.lacking, found.passed_over) == (Outcome.NEAR, (), ("whales",))
