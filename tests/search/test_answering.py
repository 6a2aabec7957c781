"""What is answered: facts, a question back, or nothing."""

import pytest

from bot.domain.answers import NoAnswerReason, Outcome
from bot.domain.requests import Form, Request
from tests.bases import FACT, index, relation
from tests.search.asking import INDEX, ask, facts, press


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "sylvania",
            [
                "sylvania-gas",
                "sylvania-treaty-1993",
                "sylvania-ally",
                "sylvania-border-closed",
                "graustark-pipeline-plan",
                "graustark-no-pipeline",
            ],
        ),
        ("sylvania gas", ["sylvania-gas", "graustark-pipeline-plan", "graustark-no-pipeline"]),
        ("who signed the treaty with sylvania", ["sylvania-treaty-1993"]),
        ("sylvania graustark", ["graustark-pipeline-plan", "graustark-no-pipeline", "sylvania-border-closed"]),
        ("sylvania 1993", ["sylvania-treaty-1993"]),
        ("sylvania since 2010", ["sylvania-gas", "sylvania-ally"]),
        ("1993", ["graustark-visits-end", "sylvania-treaty-1993"]),
        ("traders blockade", ["sylvania-border-closed"]),
        ("energy", ["sylvania-gas", "graustark-pipeline-plan", "graustark-no-pipeline"]),
        ("ruritania", ["ruritania-kingdom"]),
        ("ruritania gas", ["sylvania-gas", "graustark-pipeline-plan", "graustark-no-pipeline"]),
        (
            "rudolf elphberg",
            ["graustark-pipeline-plan", "graustark-no-pipeline", "graustark-visits", "graustark-visits-end"],
        ),
        ("what is the current state of affairs in 1993", ["graustark-visits-end", "sylvania-treaty-1993"]),
        (
            "not the sylvania",
            ["ruritania-kingdom", "graustark-no-pipeline", "graustark-visits-end", "graustark-visits"],
        ),
        ("not sylvania", ["ruritania-kingdom", "graustark-no-pipeline", "graustark-visits-end", "graustark-visits"]),
        ("sylvania but not graustark", ["sylvania-gas", "sylvania-treaty-1993", "sylvania-ally"]),
        ("sylvania except zenda gas", ["sylvania-gas", "graustark-pipeline-plan", "graustark-no-pipeline"]),
        ("gas without graustark or zenda", ["sylvania-gas"]),
        ("everything but sylvania or graustark", ["ruritania-kingdom"]),
        ("sylvania except energy", ["sylvania-treaty-1993", "sylvania-ally", "sylvania-border-closed"]),
        ("sylvania, but not about gas pipelines", ["sylvania-treaty-1993", "sylvania-ally", "sylvania-border-closed"]),
        ("everything on sylvania apart from the energy and the border", ["sylvania-treaty-1993", "sylvania-ally"]),
        ("sylvania except energy or graustark", ["sylvania-treaty-1993", "sylvania-ally"]),
        ("sylvania minus graustark", ["sylvania-gas", "sylvania-treaty-1993", "sylvania-ally"]),
        ("other than energy treaty with sylvania", ["sylvania-treaty-1993", "sylvania-ally"]),
        ("energy except pipelines", ["sylvania-gas"]),
        # What is no exception.
        ("sylvania buys nothing except gas", ["sylvania-gas"]),
        ("why did sylvania not sign the treaty", ["sylvania-treaty-1993"]),
        ("sylvania without gas", ["sylvania-gas", "graustark-pipeline-plan", "graustark-no-pipeline"]),
        ("all but treaty with sylvania", ["sylvania-treaty-1993", "sylvania-ally"]),
        ("1993 and 1994", ["graustark-visits-end", "sylvania-treaty-1993", "sylvania-border-closed"]),
        ("sylvania in 1993 and 2009", ["sylvania-treaty-1993", "sylvania-gas"]),  # which flows since 2005
        ("what's new", [*map(str, INDEX.snapshot.facts)]),
    ],
)
def test_facts_asked_for_are_found(question: str, expected: list[str]) -> None:
    found = ask(question)

    assert found.outcome is Outcome.ANSWER
    assert sorted(match.fact.id for match in found.facts) == sorted(expected)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("bohemia", NoAnswerReason.NOT_UNDERSTOOD),
        ("qwrtz plmkj xvbn", NoAnswerReason.NOT_UNDERSTOOD),
        ("cake recipe", NoAnswerReason.NOT_UNDERSTOOD),
        ("zenda", NoAnswerReason.NO_FACTS),
        ("zenda gas", NoAnswerReason.NO_FACTS),
        ("whales 1850", NoAnswerReason.NOT_UNDERSTOOD),
        ("kingdom whales2 whales3 whales4", NoAnswerReason.NOT_UNDERSTOOD),  # too few of the words
        ("elphberg 1850", NoAnswerReason.NOT_IN_PERIOD),  # which of them is not known
        ("elphberg whales", NoAnswerReason.NOT_ON_TOPIC),
        ("bolivia", NoAnswerReason.NOT_HERE),
        ("bolivian gas", NoAnswerReason.NOT_HERE),
        ("bolivia and sylvania", NoAnswerReason.NOT_HERE),
    ],
)
def test_unknown_questions_get_no_answer(question: str, reason: NoAnswerReason) -> None:
    found = ask(question)

    assert (found.outcome, found.reason, found.total, found.summary) == (Outcome.NONE, reason, 0, None)
    assert list(found.facts) == []
    assert found.suggestions
    for offer in found.suggestions:
        assert press(offer.request).outcome is Outcome.ANSWER, "no dead end"


@pytest.mark.parametrize("question", ["sylvania overview", "sylvania energy", "energy except oil"])
def test_answer_has_every_specific_word_in_text_or_by_topic(question: str) -> None:
    assert (ask(question).outcome, ask(question).passed_over) == (Outcome.ANSWER, ())


def test_every_fact_is_about_those_involved() -> None:
    found = press(Request(partners=("sylvania",), involving=("graustark",)))

    assert [match.fact.id for match in found.facts if not match.is_companion] == [
        "sylvania-border-closed",
        "graustark-pipeline-plan",
    ], "in the order of the whole answer"
    assert found.total == 2
    assert [partner.id for partner in found.partners] == ["sylvania", "graustark"]
    nobody = press(Request(partners=("sylvania",), involving=("michael-elphberg",)))
    assert (nobody.outcome, nobody.reason) == (Outcome.NEAR, NoAnswerReason.NOT_TOGETHER)
    assert "sylvania" in nobody.facts[0].fact.about


@pytest.mark.parametrize("question", ["sylvania", "graustark", "what's new", "energy", "rudolf elphberg", "summer"])
def test_companions_are_not_counted(question: str) -> None:
    found = ask(question)

    assert found.total == sum(not match.is_companion for match in found.facts)
    assert len(found.facts) == len({match.fact.id for match in found.facts})


def test_companions_of_a_total() -> None:
    assert (ask("sylvania").total, len(ask("sylvania").facts)) == (5, 6)


@pytest.mark.parametrize("topic", sorted(INDEX.snapshot.topics))
def test_no_fact_on_a_topic_that_is_left_out_is_shown(topic: str) -> None:
    found = ask(f"everything except {topic}")

    assert found.total
    assert not [match for match in found.facts if topic in match.fact.topics]
    assert found.left_out == (topic,)


def test_excluded_names_and_words_are_reported() -> None:
    assert ask("sylvania except graustark").left_out == ("Graustark",)
    assert ask("sylvania but not graustark, and nothing about traders").left_out == ("Graustark",)


def test_request_that_leaves_everything_out_is_not_answered() -> None:
    assert ask("michael elphberg but not graustark").reason is NoAnswerReason.NO_FACTS
    assert ask("why not sylvania").outcome is Outcome.ANSWER, "nothing else is asked for"


def test_word_matched_only_by_topic_is_reported() -> None:
    assert ask("sylvania gas").by_topic == ask("sylvania energy").by_topic == ()
    assert ask("sylvania natural supply contract oil").by_topic == ("oil",)


def test_word_of_a_topic_that_no_fact_is_on_is_passed_over() -> None:
    answer = ask("sylvania gas supply contract visit")
    assert (answer.passed_over, answer.by_topic) == (("visit",), ())


def test_topics_of_a_request_are_all_asked_for() -> None:
    both = press(Request(topics=("energy", "borders")))

    assert (both.outcome, both.reason) == (Outcome.NONE, NoAnswerReason.NOT_ON_TOPIC)
    assert press(Request(topics=("energy",))).total == 3


def test_two_without_facts_have_none_together() -> None:
    base = index(relations__strelia="partner: strelia\nname: Strelia\nkind: place\n")

    assert ask("zenda strelia", base).reason is NoAnswerReason.NO_FACTS


def test_fact_until_the_end_of_time_is_no_failure() -> None:
    far = index(relations__zenda=relation(FACT.replace("  verified", "  when: ../2999\n  verified")))

    assert (ask("zenda 3000", far).outcome, ask("zenda 3000", far).reason) == (
        Outcome.NEAR,
        NoAnswerReason.NOT_IN_PERIOD,
    )
    assert facts("zenda 3000", far) == ["zenda-castle"]
    assert ask("help", far).suggestions


@pytest.mark.parametrize("question", ["", "help", "what can you do?"])
def test_help_offers_requests_that_have_answers(question: str) -> None:
    found = ask(question)

    assert found.outcome is Outcome.HELP
    assert [offer.label for offer in found.suggestions] == [
        "Graustark",
        "Graustark Diplomacy",
        "Graustark Sylvania",
        "Graustark 1990-1999",
    ]


def test_chatter_is_no_question() -> None:
    found = ask("thanks!")

    assert (found.outcome, found.request.form, found.suggestions) == (Outcome.HELP, Form.CHATTER, ())


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("plov recipe pls, 4", Outcome.NONE),
        ("whales treaties", Outcome.NEAR),
        ("plov recipe of sylvania", Outcome.NEAR),
        ("plov recipe of 1993", Outcome.NEAR),
    ],
)
def test_most_words_unknown_beside_no_name_find_nothing(question: str, outcome: Outcome) -> None:
    assert ask(question).outcome is outcome


def test_base_of_the_subject_alone_helps_without_examples() -> None:
    alone = index(
        knowledge="title: T\nsubject: zenda\ncommand: /z\nowner: o\nreview_interval_days: 1\n",
        relations__zenda=relation(FACT),
        **{f"relations__{name}": None for name in ("ruritania", "sylvania", "graustark", "rudolf", "michael")},
    )

    assert ask("help", alone).suggestions == ()
    assert facts("zenda", alone) == ["zenda-castle"]
    assert ask("castle whales whales2 whales3", alone).outcome is Outcome.NONE


@pytest.mark.parametrize(
    ("request_", "outcome", "reason", "unknown"),
    [
        (
            Request(partners=("sylvania", "atlantis"), topics=("energy",)),
            Outcome.NEAR,
            NoAnswerReason.NOT_ON_TOPIC,
            ("atlantis",),
        ),
        (Request(partners=("atlantis",)), Outcome.NONE, NoAnswerReason.NOT_UNDERSTOOD, ("atlantis",)),
        (Request(topics=("atlantis",)), Outcome.NONE, NoAnswerReason.NOT_UNDERSTOOD, ("atlantis",)),
        (Request(countries=("XX",)), Outcome.NONE, NoAnswerReason.NOT_UNDERSTOOD, ("XX",)),
        (
            Request(partners=("sylvania",), involving=("atlantis",)),
            Outcome.NEAR,
            NoAnswerReason.NOT_ON_TOPIC,
            ("atlantis",),
        ),
    ],
)
def test_id_that_is_gone_is_an_unknown_word(
    request_: Request, outcome: Outcome, reason: NoAnswerReason, unknown: tuple[str, ...]
) -> None:
    found = press(request_)

    assert (found.outcome, found.reason, found.request.unknown) == (outcome, reason, unknown)
    assert found.passed_over == (unknown if outcome is Outcome.NEAR else ())


def test_subject_without_facts_of_its_own_is_answered_by_all() -> None:
    base = index(relations__ruritania="partner: ruritania\nname: Ruritania\nkind: state\nsummary: It looks westward.\n")

    assert (ask("ruritania", base).outcome, ask("ruritania", base).total) == (Outcome.ANSWER, len(base.facts))
