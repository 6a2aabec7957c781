"""An answer lacks at most words that frame a question; whatever lacks more is near."""

import pytest

from bot.domain.answers import Outcome
from tests.bases import FACT, index, relation
from tests.search.asking import ask

FIGHTERS = (
    FACT.replace("zenda-castle", "zenda-fighters").replace(
        "Zenda has a castle", "Zenda sold a MiG-29 for 3.2 million crowns"
    )
    + FACT.replace("zenda-castle", "zenda-office").replace(
        "Zenda has a castle", "The office of imports was opened on the 29th"
    )
    + FACT.replace("zenda-castle", "zenda-clash").replace(
        "Zenda has a castle", "A cease-fire holds since 2 clashes of 12,500 men"
    )
)
ZENDA = index(relations__zenda=relation(FIGHTERS, "zenda"))


@pytest.mark.parametrize(
    "question",
    [
        "honestly, does sylvania buy gas?",
        "does sylvania genuinely buy gas from ruritania",
        "remind me whether sylvania buys gas",
        "I doubt that sylvania buys gas. My aunt disagrees.",
        "my boss wants slides by noon: does sylvania buy gas?",
        "sylvania started the friendship treaty",
    ],
)
def test_framing_is_no_part_of_a_question(question: str) -> None:
    found = ask(question)

    assert (found.outcome, found.passed_over) == (Outcome.ANSWER, ())


@pytest.mark.parametrize(
    ("question", "passed_over"),
    [
        ("sylvania gas whales", ("whales",)),
        ("sylvania gas nuclear", ("nuclear",)),
        ("did sylvania resign", ("resign",)),
        ("will sylvania join", ("join",)),
        ("sylvania supply contract visit", ("visit",)),  # the words of a keyword count once
        ("my whales want gas from sylvania", ("whales",)),
        ("give US whales, sylvania", ("US", "whales")),
        ("what has Kowalska to do with the supply contract for gas from sylvania", ("Kowalska",)),
    ],
)
def test_lacking_word_makes_it_near(question: str, passed_over: tuple[str, ...]) -> None:
    found = ask(question)

    assert (found.outcome, found.passed_over) == (Outcome.NEAR, passed_over)


def test_answer_names_what_it_lacks() -> None:
    found = ask("sylvania gas supply contract exports")

    assert (found.outcome, found.passed_over) == (Outcome.ANSWER, ("exports",))


@pytest.mark.parametrize(
    ("statement", "question", "outcome"),
    [
        ("Zenda praised Black Crown Harbour", "zenda Black Crown Harbour whales", Outcome.NEAR),
        ("Zenda praised Black Crown Harbour", "zenda black crown harbour whales", Outcome.ANSWER),
        ("In Black days the Crown of Zenda sold a Harbour", "zenda Black Crown Harbour whales", Outcome.ANSWER),
    ],
)
def test_words_of_a_name_count_once(statement: str, question: str, outcome: Outcome) -> None:
    zenda = index(relations__zenda=relation(FACT.replace("Zenda has a castle", statement), "zenda"))

    assert ask(question, zenda).outcome is outcome


def test_any_of_the_facts_that_are_seen_first_may_answer() -> None:
    treaties = index(
        relations__zenda=relation(
            FACT.replace("zenda-castle", "zenda-praise").replace(
                "Zenda has a castle", "Zenda praised the good old marriage contract at length"
            )
            + FACT.replace("zenda-castle", "zenda-breach").replace(
                "Zenda has a castle", "Zenda broke the marriage contract"
            ),
            "zenda",
        )
    )
    found = ask("did zenda break the good old marriage contract at length", treaties)

    assert [match.fact.id for match in found.facts] == ["zenda-praise", "zenda-breach"]
    assert found.outcome is Outcome.ANSWER


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("zenda mig-29", "zenda-fighters"),
        ("zenda MiG 29", "zenda-fighters"),
        ("zenda MiG-29s", "zenda-fighters"),
        ("zenda mig29", "zenda-fighters"),
        ("zenda 3.2", "zenda-fighters"),
        ("zenda imports", "zenda-office"),
        ("zenda ceasefire", "zenda-clash"),
        ("zenda cease-fire", "zenda-clash"),
        ("zenda 12500", "zenda-clash"),
        ("zenda Cease-Fire clashes", "zenda-clash"),
        ("zenda 12,500 men", "zenda-clash"),
    ],
)
def test_numbers_and_compounds_are_found_whole(question: str, expected: str) -> None:
    found = ask(question, ZENDA)

    assert (found.outcome, [match.fact.id for match in found.facts]) == (Outcome.ANSWER, [expected])


@pytest.mark.parametrize("question", ["zenda 29", "zenda su-29", "zenda 3", "zenda 500", "zenda officers"])
def test_part_of_a_number_or_another_word_is_not_found(question: str) -> None:
    assert ask(question, ZENDA).outcome is Outcome.NEAR


def test_same_form_comes_first() -> None:
    facts = [
        FACT.replace("zenda-castle", f"zenda-{form}").replace("Zenda has a castle", f"The castle is {form}")
        for form in ("contracting", "a contract")
    ]
    base = index(relations__zenda=relation("".join(facts).replace("zenda-a contract", "zenda-contract"), "zenda"))

    assert [match.fact.id for match in ask("zenda contracts", base).facts] == ["zenda-contract", "zenda-contracting"]
    assert [match.fact.id for match in ask("zenda contracting", base).facts] == ["zenda-contracting", "zenda-contract"]


def test_distinguishes_words_elsewhere_from_words_nowhere() -> None:
    crops = ("barley", "clover", "lentils", "millet", "turnips", "wheat")
    fields = [FACT.replace("zenda-castle", f"zenda-{crop}").replace("has a castle", f"grows {crop}") for crop in crops]
    base = index(relations__zenda=relation("".join(fields), "zenda"))
    found = ask(f"zenda {' '.join(crops)} whales", base)
    shown = {match.fact.id.removeprefix("zenda-") for match in found.facts}
    hidden = tuple(crop for crop in crops if crop not in shown)

    assert (found.outcome, len(shown), found.elsewhere) == (Outcome.NEAR, 5, hidden)
    assert found.passed_over == (*hidden, "whales")


@pytest.mark.parametrize("question", ["back in 2", "+3 to that", "29"])
def test_small_number_alone_asks_nothing(question: str) -> None:
    assert ask(question, ZENDA).outcome is Outcome.NONE


def test_fact_that_has_the_name_of_another_is_about_both() -> None:
    facts = FACT.replace("zenda-castle", "zenda-march").replace(
        "Zenda has", "Sylvania marched on Zenda’s castle; it has"
    )
    base = index(relations__zenda=relation(facts + FACT, "zenda"))

    found = ask("did sylvania march on the castle of zenda", base)

    assert (found.outcome, found.facts[0].fact.id) == (Outcome.ANSWER, "zenda-march")


@pytest.mark.parametrize(
    ("question", "outcome"), [("castle and dungeons in bolivia", Outcome.NEAR), ("castle in bolivia", Outcome.ANSWER)]
)
def test_country_that_facts_only_mention_makes_up_for_no_word(question: str, outcome: Outcome) -> None:
    base = index(relations__zenda=relation(FACT.replace("a castle", "a castle like those of Bolivia"), "zenda"))

    assert ask(question, base).outcome is outcome


def test_question_about_the_subject_is_not_answered_by_what_others_did() -> None:
    others = FACT.replace("zenda-castle", "zenda-guild").replace("  topics:", "  involves: [sylvania]\n  topics:")
    others = others.replace("Zenda has a castle", "Sylvania left the guild of Zenda")
    base = index(relations__zenda=relation(FACT + others, "zenda"))

    assert ask("who left the guild of zenda", base).outcome is Outcome.ANSWER
    assert ask("did sylvania leave the guild of zenda", base).outcome is Outcome.ANSWER
    assert ask("did ruritania leave the guild of zenda", base).outcome is Outcome.NEAR
