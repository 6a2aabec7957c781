"""What is answered: facts, a question back, or nothing; on a small base whose every fact is in sight (tests/bases.py)."""

from datetime import date

import pytest

from bot.domain.answers import Answer, Outcome, Shortfall
from bot.search import answer
from tests.bases import FACT, TODAY, index, relation

INDEX = index()


def ask(question: str) -> Answer:
    return answer(question, INDEX, TODAY)


def facts(question: str) -> list[str]:
    return [match.fact.id for match in ask(question).facts]


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
        ("sylvania exports nothing except gas", ["sylvania-gas", "graustark-pipeline-plan", "graustark-no-pipeline"]),
        ("why did sylvania not sign the treaty", ["sylvania-treaty-1993"]),
        ("sylvania without gas", ["sylvania-gas", "graustark-pipeline-plan", "graustark-no-pipeline"]),
        ("all but treaty with sylvania", ["sylvania-treaty-1993", "sylvania-ally"]),
        ("1993 and 1994", ["graustark-visits-end", "sylvania-treaty-1993", "sylvania-border-closed"]),
        ("sylvania in 1993 and 2009", ["sylvania-treaty-1993"]),
        ("what's new", [*map(str, INDEX.snapshot.facts)]),
    ],
)
def test_what_is_asked_for_is_found_and_nothing_else(question: str, expected: list[str]) -> None:
    found = ask(question)

    assert found.outcome is Outcome.ANSWER
    assert sorted(match.fact.id for match in found.facts) == sorted(expected)


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("sylvania", "sylvania-gas", "graustark-pipeline-plan"),
        ("sylvania", "sylvania-gas", "sylvania-border-closed"),
        ("sylvania", "sylvania-treaty-1993", "sylvania-ally"),
        ("sylvania gas", "sylvania-gas", "graustark-pipeline-plan"),
        ("1993", "sylvania-treaty-1993", "graustark-visits-end"),
        ("rudolf elphberg", "graustark-pipeline-plan", "graustark-visits"),
        ("sylvania since 2000", "sylvania-gas", "sylvania-ally"),
        ("pipeline", "graustark-pipeline-plan", "sylvania-gas"),
    ],
)
def test_better_stands_before_worse(question: str, better: str, worse: str) -> None:
    found = facts(question)

    assert found.index(better) < found.index(worse)


def test_every_match_has_a_score_and_its_reasons() -> None:
    for question in ("sylvania gas since 2001", "treaty", "ruritania", "1993", "sylvania overview", "latest"):
        matches = ask(question).facts
        assert matches
        assert all(0 < match.score <= 1 and match.reasons for match in matches)
        scores = [match.score for match in matches if not match.fact.contradicts and not match.fact.supersedes]
        assert scores == sorted(scores, reverse=True)


def test_reasons_say_what_was_matched() -> None:
    reasons = {match.fact.id: match.reasons for match in ask("sylvania gas since 2001").facts}

    assert reasons["sylvania-gas"] == (
        "about Sylvania",
        "falls within “since 2001”",
        "its words: gas",
        "its topic: Energy",
    )
    assert reasons["graustark-pipeline-plan"] == ("involves Sylvania", "falls within “since 2001”", "its topic: Energy")
    assert ask("sylvania gas 2010").facts[0].reasons[1] == "reaches into “2010”"
    assert "what Sylvania says" in ask("what does sylvania say about graustark").facts[0].reasons
    assert "its keywords" in ask("sylvania supply contract").facts[0].reasons
    assert ask("who is an ally 2026").facts[0].reasons[0] == "its source speaks up to a day in “2026”"


@pytest.mark.parametrize(
    ("question", "shortfall"),
    [
        ("bohemia", Shortfall.NOT_UNDERSTOOD),
        ("qwrtz plmkj xvbn", Shortfall.NOT_UNDERSTOOD),
        ("sylvania cake recipe", Shortfall.NOT_UNDERSTOOD),
        ("zenda", Shortfall.NO_FACTS),
        ("sylvania 1850", Shortfall.NOT_IN_PERIOD),
        ("1850", Shortfall.NOT_IN_PERIOD),
        ("sylvania gas in 2031", Shortfall.NOT_IN_PERIOD),  # nobody knows that it still flows then
        ("sylvania in the next decade", Shortfall.NOT_IN_PERIOD),
        ("sylvania summer kings", Shortfall.NOT_ON_TOPIC),
        ("michael elphberg gas", Shortfall.NOT_ON_TOPIC),
        ("gas for whales in wales", Shortfall.NOT_UNDERSTOOD),
        ("kingdom friendship", Shortfall.NOT_UNDERSTOOD),  # one fact has each, none has both
    ],
)
def test_what_the_base_does_not_know_is_not_answered(question: str, shortfall: Shortfall) -> None:
    found = ask(question)

    assert (found.outcome, found.shortfall, found.facts, found.summary) == (Outcome.NONE, shortfall, (), None)
    assert found.suggestions
    for suggestion in found.suggestions:
        assert ask(suggestion.query).outcome is Outcome.ANSWER, "no dead end"


def test_the_nearest_in_time_is_offered() -> None:
    assert ask("sylvania 1992").suggestions[0].query == "Sylvania 1993-05"
    assert ask("1850").suggestions[0].query == "1990-1999"


def test_what_resembles_a_word_is_offered_and_not_answered() -> None:
    assert ask("sylvestria").suggestions[0].query == "Sylvania"


def test_words_that_no_fact_has_together_are_offered_apart() -> None:
    assert [item.query for item in ask("kingdom friendship").suggestions[:2]] == ["kingdom", "friendship"]
    assert "wales" not in [item.query for item in ask("gas for whales in wales").suggestions], "nothing here has it"


def test_a_word_that_is_not_needed_is_passed_over_and_told() -> None:
    assert ask("sylvania gas whales").passed_over == ("whales",)
    assert ask("sylvania overview").passed_over == ()
    joined = ask("sylvania and graustark kings")
    assert joined.passed_over == ("kings",), "others have the word, what joins the two does not, and is little"
    assert joined.shortfall is None


def test_another_word_beside_a_partner_asks_about_something_else() -> None:
    for question in ("sylvania whales", "sylvania whalez", "sylvania kings", "sylvania whales and kings"):
        assert (ask(question).outcome, ask(question).shortfall) == (Outcome.NONE, Shortfall.NOT_ON_TOPIC), question


def test_partners_that_no_fact_joins_are_answered_apart_and_it_is_told() -> None:
    found = ask("michael elphberg and sylvania")

    assert (found.outcome, found.shortfall) == (Outcome.ANSWER, Shortfall.NOT_TOGETHER)
    assert {"graustark-visits", "sylvania-gas"} <= {match.fact.id for match in found.facts}


def test_what_supersedes_or_contradicts_a_fact_comes_with_it() -> None:
    assert facts("summer") == ["graustark-visits", "graustark-visits-end"]
    assert facts("pipeline around the neighbours") == ["graustark-pipeline-plan", "graustark-no-pipeline"]
    assert ask("summer").facts[1].reasons == ("supersedes graustark-visits",)
    assert ask("neighbours").facts[1].reasons == ("contradicts graustark-pipeline-plan",)


def test_what_comes_with_a_fact_is_told_once_and_not_if_it_is_left_out() -> None:
    for question in ("what's new", "graustark", "latest energy", "rudolf elphberg"):
        found = facts(question)
        assert len(found) == len(set(found)), question
        assert "graustark-visits-end" in found or "graustark-visits" not in found, question
    assert "graustark-no-pipeline" in facts("sylvania gas")
    assert "graustark-no-pipeline" not in facts("sylvania gas without graustark")


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
def test_whose_word_is_asked_for_is_preferred(question: str, first: str) -> None:
    assert facts(question)[0] == first


def test_who_asks_for_what_is_new_gets_the_newest_first() -> None:
    assert facts("latest on sylvania")[0] == "sylvania-ally"
    assert ask("sylvania today").facts[0].reasons == ("about Sylvania", "known of 2026-10-01")


def test_a_country_without_a_file_is_known_by_name() -> None:
    for question in ("Bolivia", "bolivian gas", "sylvania and bolivia", "BOL", "gas in ボリビア", "bolivvia"):
        found = ask(question)
        assert (found.outcome, found.shortfall) == (Outcome.NONE, Shortfall.NOT_HERE), question
        assert [match.country.code for match in found.query.countries] == ["BO"], question
    assert ask("bolivian gas").suggestions[0].query == "gas"
    assert ask("sylvania and bolivia").suggestions[0].query == "Sylvania"
    assert not ask("bolivvia").query.countries[0].exact


def test_facts_that_mention_a_country_without_a_file_are_shown() -> None:
    text = relation(FACT.replace("Zenda has a castle.", "Zenda sells its castle to Bolivia."))
    searchable = index(relations__zenda=text)

    for question, outcome in (("bolivia", Outcome.ANSWER), ("bolivia whales", Outcome.NONE), ("iraq", Outcome.NONE)):
        assert answer(question, searchable, TODAY).outcome is outcome, question
    assert [match.fact.id for match in answer("bolivia overview", searchable, TODAY).facts] == ["zenda-castle"]
    assert answer("bolivia", searchable, TODAY).facts[0].reasons == ("mentions Bolivia",)
    assert answer("zenda and bolivia", searchable, TODAY).facts[0].reasons == ("about Zenda",)
    assert ask("everything but sylvania or graustark").facts[0].reasons == ("not left out",)
    assert ask("ruritania").facts[0].reasons == ("about Ruritania itself",)


@pytest.mark.parametrize("topic", sorted(INDEX.snapshot.topics))
def test_no_fact_on_a_topic_that_is_left_out_is_shown(topic: str) -> None:
    found = ask(f"everything except {topic}")

    assert found.facts
    assert not [match for match in found.facts if topic in match.fact.topics]


def test_what_leaves_everything_out_is_not_answered() -> None:
    assert ask("michael elphberg but not graustark").shortfall is Shortfall.NO_FACTS
    assert ask("why not sylvania").outcome is Outcome.ANSWER, "nothing else is asked for"


def test_a_word_that_facts_have_only_by_their_topic_is_told() -> None:
    assert ask("sylvania oil").by_topic == ("oil",)
    assert ask("sylvania gas").by_topic == ask("sylvania energy").by_topic == ()


def test_a_page_can_be_asked_for_again() -> None:
    assert ask("please tell me about sylvanja!").again == "Sylvania"
    assert ask("the sylvania gas ").again == "the sylvania gas"
    assert ask("THE SYLVANIA GAS").again == "Sylvania GAS", "put shortly, for a page would end the shouting"
    assert ask(f"sylvania {'please ' * 30}gas").again == "Sylvania gas"
    assert ask("what's the latest on sylvania except zenda").again == "what's the latest on sylvania except zenda"
    assert ask("the sylvania frontier").again == "", "one fact has no other page"
    assert ask(f"sylvania {'gas energy ' * 45}").again == "", "no more words are read than these"
    assert ask("what does sylvania say about graustark page 2").again == "what does sylvania say about graustark"
    assert ask("republic of sylvania page 2").again == "republic of sylvania"


def test_two_of_whom_nothing_is_known_have_no_facts_together() -> None:
    base = index(relations__strelia="partner: strelia\nname: Strelia\nkind: place\n")

    assert answer("zenda strelia", base, TODAY).shortfall is Shortfall.NO_FACTS


def test_an_ambiguous_name_asks_back() -> None:
    found = ask("elphberg visits")

    assert found.outcome is Outcome.CHOICE
    assert [(item.label, item.query) for item in found.suggestions] == [
        ("Michael Elphberg", "Michael Elphberg visits"),
        ("Rudolf Elphberg", "Rudolf Elphberg visits"),
    ]
    assert facts("Michael Elphberg visits") == ["graustark-visits", "graustark-visits-end"]


@pytest.mark.parametrize("question", ["elphberg 2001", "elphberg and sylvania", "elphberg pipeline"])
def test_other_words_can_decide_an_ambiguous_name(question: str) -> None:
    found = ask(question)

    assert found.outcome is Outcome.ANSWER
    assert "rudolf-elphberg" in [match.partner.id for match in found.query.partners]
    (chosen,) = [match for match in found.query.partners if match.partner.id == "rudolf-elphberg"]
    assert chosen.reason == "part of the name Rudolf Elphberg; fits the rest best"


def test_an_ambiguous_name_beside_a_partner_that_no_fact_joins_to_either_asks_back() -> None:
    found = ask("elphberg and zenda")

    assert found.outcome is Outcome.CHOICE
    assert [item.query for item in found.suggestions] == ["Michael Elphberg Zenda", "Rudolf Elphberg Zenda"]


def test_a_fact_until_the_end_of_time_is_no_failure() -> None:
    far = index(relations__zenda=relation(FACT.replace("  verified", "  when: ../2999\n  verified")))

    assert answer("zenda 3000", far, TODAY).outcome is Outcome.NONE
    assert answer("help", far, TODAY).suggestions


def test_an_ambiguous_name_with_nothing_behind_any_meaning_is_not_answered() -> None:
    found = ask("elphberg 1850")

    assert (found.outcome, found.shortfall) == (Outcome.NONE, Shortfall.NOT_IN_PERIOD)


@pytest.mark.parametrize("question", ["", "help", "what can you do?"])
def test_help_offers_questions_that_have_answers(question: str) -> None:
    found = ask(question)

    assert found.outcome is Outcome.HELP
    assert len(found.suggestions) >= 3
    for suggestion in found.suggestions:
        assert ask(suggestion.query).outcome is Outcome.ANSWER


def test_a_partner_brings_its_summary_and_the_subject_its_own() -> None:
    assert ask("sylvania gas").summary == "Sylvania is Ruritania's chief ally and buys its gas."
    assert ask("Ruritania").summary == "Ruritania is a kingdom that looks westward."
    assert ask("sylvania and graustark").summary is None
    assert ask("treaty").summary is None


def test_an_answer_leads_to_the_topics_of_its_facts() -> None:
    assert [(item.label, item.query) for item in ask("sylvania").suggestions] == [
        ("Diplomacy (2)", "Sylvania diplomacy"),
        ("Energy (2)", "Sylvania energy"),
        ("Borders (1)", "Sylvania borders"),
    ]
    assert ask("sylvania gas").suggestions == ()


def test_the_day_decides_what_has_ended() -> None:
    def status(today: date) -> str | None:
        found = answer("sylvania frontier", INDEX, today).facts
        return next(match.status for match in found if match.fact.id == "sylvania-border-closed")

    assert (status(date(1995, 1, 1)), status(TODAY)) == ("current", "ended")


def test_a_subject_without_facts_of_its_own_is_told_so() -> None:
    bare = index(relations__ruritania="partner: ruritania\nname: Ruritania\nkind: state\n")

    assert answer("ruritania", bare, TODAY).shortfall is Shortfall.NO_FACTS


def test_a_base_of_the_subject_alone_helps_without_examples() -> None:
    alone = index(
        knowledge="title: T\nsubject: zenda\ncommand: /z\nowner: o\nreview_interval_days: 1\n",
        relations__zenda=relation(FACT),
        **{f"relations__{name}": None for name in ("ruritania", "sylvania", "graustark", "rudolf", "michael")},
    )

    assert answer("help", alone, TODAY).suggestions == ()
    assert [match.fact.id for match in answer("zenda", alone, TODAY).facts] == ["zenda-castle"]
    assert answer("castle whales whales2 whales3", alone, TODAY).outcome is Outcome.NONE


def test_a_name_whose_words_would_be_read_as_another_name_s_is_not_asked_again() -> None:
    facts = "".join(FACT.replace("zenda-castle", f"zenda-{number}") for number in range(2))
    base = relation(facts).replace("name: Zenda", "name: Zenda a¼b Land\naliases: [Zenda]")
    found = answer("zenda", index(relations__zenda=base), TODAY)

    assert (len(found.facts), found.again) == (2, "zenda")
