"""What is answered: facts, a question back, or nothing."""

from datetime import date

import pytest

from bot.domain.answers import NoAnswerReason, Outcome
from bot.domain.knowledge import Status
from bot.domain.requests import Form, Request, Word
from bot.search import as_answer, respond
from tests.bases import FACT, TODAY, index, relation
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


NOT_IN_PERIOD, NOT_TOGETHER = NoAnswerReason.NOT_IN_PERIOD, NoAnswerReason.NOT_TOGETHER
NOT_ON_TOPIC, NOT_UNDERSTOOD = NoAnswerReason.NOT_ON_TOPIC, NoAnswerReason.NOT_UNDERSTOOD
GAS = ["sylvania-gas", "graustark-pipeline-plan", "graustark-no-pipeline"]
VISITS = ["graustark-visits", "graustark-visits-end"]


@pytest.mark.parametrize(
    ("question", "reason", "passed_over", "expected"),
    [
        # A partner, and words that no fact about it has.
        ("sylvania whales", NOT_ON_TOPIC, ("whales",), None),
        ("sylvania whalez", NOT_ON_TOPIC, ("whalez",), None),
        ("sylvania kings", NOT_ON_TOPIC, ("kings",), None),
        ("sylvania summer kings", NOT_ON_TOPIC, ("summer", "kings"), None),
        ("sylvania whales and kings", NOT_ON_TOPIC, ("whales", "kings"), None),
        ("sylvania cake recipe", NOT_UNDERSTOOD, ("cake", "recipe"), None),
        ("michael elphberg gas", NOT_ON_TOPIC, ("gas",), VISITS),
        ("michael elphberg energy", NOT_ON_TOPIC, (), VISITS),
        # A partner, words that facts about it have, and others.
        ("sylvania gas whales", None, ("whales",), GAS),
        ("sylvania treaty gas", None, (), ["sylvania-treaty-1993", "sylvania-gas", "sylvania-ally"]),
        ("sylvania gas whales except graustark", None, ("whales",), ["sylvania-gas"]),
        # Others have the word, what joins the two does not.
        (
            "sylvania and graustark kings",
            NOT_ON_TOPIC,
            (),
            ["graustark-pipeline-plan", "graustark-no-pipeline", "sylvania-border-closed"],
        ),
        # No partner.
        ("energy whales", NOT_UNDERSTOOD, ("whales",), GAS),
        ("gas for whales in wales", NOT_UNDERSTOOD, ("whales", "wales"), GAS),
        ("kingdom friendship", NOT_UNDERSTOOD, (), ["sylvania-treaty-1993"]),
        # A time.
        ("1993 whales", NOT_UNDERSTOOD, ("whales",), ["sylvania-treaty-1993", "graustark-visits-end"]),
        ("sylvania whales 1993", NOT_ON_TOPIC, ("whales",), ["sylvania-treaty-1993"]),
        ("sylvania gas 1993", NOT_ON_TOPIC, ("gas",), ["sylvania-treaty-1993"]),
        ("sylvania 1850", NOT_IN_PERIOD, (), None),
        ("1850", NOT_IN_PERIOD, (), None),
        ("gas 1850", NOT_IN_PERIOD, (), GAS),
        ("sylvania gas in 2031", NOT_IN_PERIOD, (), GAS),  # nobody knows that it still flows then
        ("sylvania in the next decade", NOT_IN_PERIOD, (), None),
        ("sylvania gas whales 1850", NOT_IN_PERIOD, ("whales",), GAS),
        ("sylvania kings 1850", NOT_IN_PERIOD, ("kings",), None),
        # Partners that no fact joins.
        ("michael elphberg and sylvania", NOT_TOGETHER, (), None),
        ("michael elphberg and sylvania gas", NOT_TOGETHER, (), GAS),
        ("michael elphberg and sylvania whales", NOT_TOGETHER, ("whales",), None),
    ],
)
def test_nearest_facts_are_shown_with_what_they_lack(
    question: str, reason: NoAnswerReason | None, passed_over: tuple[str, ...], expected: list[str] | None
) -> None:
    found = ask(question)
    shown = [match.fact.id for match in found.facts]

    assert (found.outcome, found.reason, found.passed_over) == (Outcome.NEAR, reason, passed_over)
    assert found.summary is None
    if expected is None:
        assert len(shown) == 5
    else:
        assert set(shown[: len(expected)]) == set(expected), "what has most of the question comes first"
    assert found.total == sum(not match.is_companion for match in found.facts)
    assert found.suggestions
    for offer in found.suggestions:
        assert press(offer.request).facts, "no dead end"


@pytest.mark.parametrize(
    ("question", "first"),
    [("michael elphberg ended", "graustark-visits"), ("sylvania in 2031 no such plan", "graustark-pipeline-plan")],
)
def test_no_word_of_a_fact_shown_is_passed_over(question: str, first: str) -> None:
    found = ask(question)
    said = " ".join(
        [
            text
            for match in found.facts
            for text in (match.fact.statement, *[c.excerpt or "" for c in match.fact.citations])
        ]
    )

    assert found.outcome is Outcome.NEAR
    assert found.facts[0].fact.id == first
    assert not [word for word in found.passed_over if word in said]


@pytest.mark.parametrize("question", ["sylvania overview", "sylvania energy", "energy except oil"])
def test_answer_has_every_specific_word_in_text_or_by_topic(question: str) -> None:
    assert (ask(question).outcome, ask(question).passed_over) == (Outcome.ANSWER, ())


def test_current_facts_are_nearest_to_future_times() -> None:
    assert "sylvania-gas" in facts("sylvania 2031")
    assert "sylvania-gas" in facts("2031")


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


@pytest.mark.parametrize(
    "question", ["Bolivia", "bolivian gas", "sylvania and bolivia", "BOL", "gas in ボリビア", "bolivvia"]
)
def test_country_without_a_file_is_known_by_name(question: str) -> None:
    found = ask(question)

    assert (found.outcome, found.reason) == (Outcome.NONE, NoAnswerReason.NOT_HERE)
    assert [country.code for country in found.countries] == ["BO"]
    assert found.parsed
    assert found.parsed.countries[0].exact is (question != "bolivvia")


def test_facts_that_mention_a_country_without_a_file_are_shown() -> None:
    base = index(relations__zenda=relation(FACT.replace("Zenda has a castle.", "Zenda sells its castle to Bolivia.")))

    for question, outcome in (("bolivia", Outcome.ANSWER), ("bolivia whales", Outcome.NONE), ("iraq", Outcome.NONE)):
        assert ask(question, base).outcome is outcome, question
    assert facts("bolivia overview", base) == ["zenda-castle"]
    assert ask("bolivia", base).mentioned == ("Bolivia",)
    assert ask("zenda", base).mentioned == ()


def test_name_of_a_country_in_several_words_counts_in_one_piece() -> None:
    said = "Zenda sells its castle to South Korea, and Korea has a south."
    base = index(
        relations__zenda=relation(
            FACT.replace("Zenda has a castle.", said)
            + FACT.replace("zenda-castle", "zenda-south").replace("Zenda has a castle.", "Korea lies south of Zenda.")
        )
    )

    assert facts("south korea", base) == ["zenda-castle"]


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
    assert ask("sylvania supply contract oil").by_topic == ("oil",)


def test_topic_alone_is_near_a_word_that_no_fact_says() -> None:
    found = ask("sylvania oil")

    assert (found.outcome, found.passed_over) == (Outcome.NEAR, ("oil",))
    assert "energy" in found.facts[0].fact.topics


def test_topics_of_a_request_are_all_asked_for() -> None:
    both = press(Request(topics=("energy", "borders")))

    assert (both.outcome, both.reason) == (Outcome.NONE, NoAnswerReason.NOT_ON_TOPIC)
    assert press(Request(topics=("energy",))).total == 3


def test_two_without_facts_have_none_together() -> None:
    base = index(relations__strelia="partner: strelia\nname: Strelia\nkind: place\n")

    assert ask("zenda strelia", base).reason is NoAnswerReason.NO_FACTS


def test_ambiguous_name_asks_back() -> None:
    found = ask("elphberg visits")
    visits = Word("visits", ("diplomacy",))

    assert found.outcome is Outcome.CHOICE
    assert [(offer.label, offer.request) for offer in found.suggestions] == [
        ("Michael Elphberg", Request(partners=("michael-elphberg",), words=(visits,))),
        ("Rudolf Elphberg", Request(partners=("rudolf-elphberg",), words=(visits,))),
    ]
    assert [match.fact.id for match in press(found.suggestions[0].request).facts] == [
        "graustark-visits",
        "graustark-visits-end",
    ]


@pytest.mark.parametrize("question", ["elphberg 2001", "elphberg and sylvania", "elphberg pipeline"])
def test_other_words_decide_an_ambiguous_name(question: str) -> None:
    found = ask(question)

    assert found.outcome is Outcome.ANSWER
    assert "rudolf-elphberg" in found.request.partners
    assert found.request.either == ()
    assert found.parsed
    assert found.parsed.request.either, "as it was typed"


def test_ambiguous_name_beside_a_partner_that_no_fact_joins_asks_back() -> None:
    found = ask("elphberg and zenda")

    assert found.outcome is Outcome.CHOICE
    assert [offer.request.partners for offer in found.suggestions] == [
        ("zenda", "michael-elphberg"),
        ("zenda", "rudolf-elphberg"),
    ]


def test_ambiguous_name_with_nothing_behind_any_meaning_is_not_answered() -> None:
    found = ask("elphberg 1850")

    assert (found.outcome, found.reason) == (Outcome.NONE, NoAnswerReason.NOT_IN_PERIOD)
    assert list(found.facts) == []
    assert found.request.either == (("michael-elphberg", "rudolf-elphberg"),)


def test_fact_until_the_end_of_time_is_no_failure() -> None:
    far = index(relations__zenda=relation(FACT.replace("  verified", "  when: ../2999\n  verified")))

    assert (ask("zenda 3000", far).outcome, ask("zenda 3000", far).reason) == (Outcome.NEAR, NOT_IN_PERIOD)
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
    ("question", "summary"),
    [
        ("zenda borders", "Zenda has one border."),
        ("zenda Borders page 1", "Zenda has one border."),
        ("zenda frontier", None),
        ("zenda borders 2018", None),
        ("zenda borders latest", None),
        ("zenda castle borders", None),
        ("borders", None),
    ],
)
def test_topic_asked_for_by_its_name_has_its_line(question: str, summary: str | None) -> None:
    lines = "topic_lines: {borders: Zenda has one border.}\n"
    base = index(relations__zenda=relation(FACT, "zenda").replace("facts:", f"{lines}facts:"))

    assert ask(question, base).summary == summary


def test_summary_is_that_of_the_one_asked_about() -> None:
    assert ask("sylvania").summary == "Sylvania is Ruritania's chief ally and buys its gas."
    assert ask("sylvania gas").summary is None, "it is about more than gas"
    assert ask("sylvania energy").summary is None, "it has no line on that"
    assert ask("sylvania 1993").summary is None
    assert ask("sylvania whales").summary is None
    assert ask("Ruritania").summary == "Ruritania is a kingdom that looks westward."
    assert ask("sylvania and graustark").summary is None
    assert ask("treaty").summary is None


def test_newest_source_and_fact_are_reported() -> None:
    assert str(getattr(ask("sylvania 1993").newest_source, "text", None)) == "2018-07-27"
    assert str(getattr(ask("sylvania").newest_source, "text", None)) == "2026-10-01"
    assert ask("sylvania").newest_fact is None
    assert str(getattr(ask("latest on graustark").newest_fact, "text", None)) == "2026-10-01"


def test_day_decides_what_has_ended() -> None:
    def status(today: date) -> Status | None:
        found = as_answer(respond("sylvania frontier", INDEX, today))
        return next(match.status for match in found.facts if match.fact.id == "sylvania-border-closed")

    assert (status(date(1995, 1, 1)), status(TODAY)) == (Status.CURRENT, Status.ENDED)


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
        (Request(partners=("sylvania", "atlantis"), topics=("energy",)), Outcome.NEAR, NOT_ON_TOPIC, ("atlantis",)),
        (Request(partners=("atlantis",)), Outcome.NONE, NOT_UNDERSTOOD, ("atlantis",)),
        (Request(topics=("atlantis",)), Outcome.NONE, NOT_UNDERSTOOD, ("atlantis",)),
        (Request(countries=("XX",)), Outcome.NONE, NOT_UNDERSTOOD, ("XX",)),
        (Request(partners=("sylvania",), involving=("atlantis",)), Outcome.NEAR, NOT_ON_TOPIC, ("atlantis",)),
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


def test_shared_name_is_not_asked_about_where_no_meaning_leads_to_an_answer() -> None:
    found = ask("elphberg sylvania graustark frontier treaty")

    assert found.outcome is Outcome.NEAR
    assert found.request.partners == ("sylvania", "graustark")
    assert found.parsed
    assert found.parsed.request.either, "as it was typed"


def test_name_of_several_is_left_aside_where_two_others_lead_nearer_than_any_of_them() -> None:
    found, rest = ask("zenda sylvania elphberg borders"), ask("zenda sylvania borders")

    assert (found.outcome, found.request.partners) == (Outcome.NEAR, ("zenda", "sylvania"))
    assert [match.fact.id for match in found.facts] == [match.fact.id for match in rest.facts] != []


def test_name_of_several_is_left_aside_where_two_others_have_an_answer() -> None:
    facts = [
        FACT.replace("zenda-castle", f"zenda-{name}").replace(
            "Zenda has a castle.", f"{said}\n  involves: [{involved}]"
        )
        for name, said, involved in (
            ("share", "Zenda and Sylvania share a castle.", "sylvania"),
            ("rudolf", "Rudolf of Zenda saw Sylvania.", "sylvania, rudolf-elphberg"),
            ("michael", "Michael of Zenda saw Sylvania.", "sylvania, michael-elphberg"),
        )
    ]
    found = ask("zenda sylvania elphberg castle", index(relations__zenda=relation("".join(facts))))

    assert (found.outcome, found.request.partners) == (Outcome.ANSWER, ("zenda", "sylvania"))
    assert found.facts[0].fact.id == "zenda-share"
