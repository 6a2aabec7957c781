"""Questions to the shipped base that were once answered wrong, and what they are taken for."""

from datetime import date

import pytest

from bot.domain.answers import Outcome
from bot.domain.requests import Chatter, Form, Request
from bot.search import Index, answer, as_answer, find_named, follow_up, parse, respond, to_asked

TODAY = date(2026, 11, 28)
NO_FACTS = (Outcome.NONE, Outcome.NEAR, Outcome.HELP)


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("Ilham Heydar oglu Aliyev", "ilham-aliyev"),
        ("Nikol Vovayi Pashinyan", "nikol-pashinyan"),
        ("V. Putin", "vladimir-putin"),
        ("R.T. Erdoğan", "recep-tayyip-erdogan"),
        ("H. Aliyev", "heydar-aliyev"),
        ("U.S.S.R.", "soviet-union"),
        ("O.S.C.E.", "osce"),
        ("C.I.S.", "cis"),
        ("O.I.C.", "oic"),
        ("Iran, Islamic Republic of", "iran"),
        ("turkey said NO", "turkey"),
        ("turkey AND armenia", "turkey armenia"),
        ("Who IS Putin", "vladimir-putin"),
        ("Tuerkei", "turkey"),
        ("Daenemark", "denmark"),
        ("Гүрҹүстан", "georgia"),
        ("Һејдәр Әлијев", "heydar-aliyev"),
        ("ประเทศตุรกี", "turkey"),
        ("Sino-Azerbaijani relations", "china"),
        ("turkey please :pray:", "turkey"),
        ("georgia :wave:", "georgia"),
        ("turkey :100:", "turkey"),
        ("russia :fire:", "russia"),
        ("azrel turkey", "turkey"),
        ("@azrel turkey", "turkey"),
        ("<https://example.com/armenia> turkey", "turkey"),
        ("define GUAM", "guam"),
        ("fill me in on turkey", "turkey"),
        ("what's happening with turkey", "turkey"),
        ("the States", "united-states"),
    ],
)
def test_name_is_understood_and_nothing_else_is_asked(question: str, partners: str, shipped_index: Index) -> None:
    response = as_answer(respond(question, shipped_index, TODAY))
    request = parse(question, shipped_index, TODAY).request

    assert request.partners == tuple(partners.split())
    assert (request.words, request.topics, request.period) == ((), (), None)
    assert response.outcome is Outcome.ANSWER
    assert response.facts


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("armenia 27 September to 10 November 2020", "2020-09-27 to 2020-11-10"),
        ("armenia 9-10 November 2020", "2020-11-09 to 2020-11-10"),
        ("armenia Sept/Oct 2020", "2020-09-01 to 2020-10-31"),
        ("armenia June-July 2021", "2021-06-01 to 2021-07-31"),
        ("armenia 27 September 2020 - 22 November 2022", "2020-09-27 to 2022-11-22"),
        ("armenia 2018 – 23 June 2020", "2018-01-01 to 2020-06-23"),
        ("armenia 10-Nov-2020", "2020-11-10"),
        ("armenia Nov-2020", "2020-11"),
        ("armenia November the 10th 2020", "2020-11-10"),
        ("armenia July/2020", "2020-07"),
        ("armenia 2020.09", "2020-09"),
        ("armenia '93", "1993"),
        ("armenia april '21", "2021-04"),
        ("armenia 27.9.20", "2020-09-27"),
        ("armenia twenty years ago", "2006"),
        ("armenia several years ago", "2019-2023"),
        ("armenia except 2020", "except 2020"),
        ("armenia no later than 2020", "before 2021"),
        ("armenia 2020+", "since 2020"),
        ("armenia after:2020", "since 2021"),
        ("armenia since:2020", "since 2020"),
        ("armenia 1992 or 1994", "1992 or 1994"),
        ("armenia since september", "since 2026-09"),
        ("armenia Q1 2021", "2021-01-01 to 2021-03-31"),
        ("armenia spring 2009", "2009-03-01 to 2009-05-31"),
        ("armenia circa 1993", "1992-1994"),
        ("armenia 1993 AD", "1993"),
        ("armenia early to mid 1990s", "1990-1997"),
        ("armenia beginning of 2020", "2020-01-01 to 2020-04-30"),
    ],
)
def test_time_is_read_as_it_was_said(question: str, label: str, shipped_index: Index) -> None:
    request = parse(question, shipped_index, TODAY).request

    assert (request.partners, request.words) == (("armenia",), ())
    assert request.period
    assert request.period.label == label


@pytest.mark.parametrize(
    "question",
    [
        "Donald Trump Jr.",
        "Jr",
        "Armen Sarkissian",
        "no",
        "it",
        "am",
        "is",
        "turkey IT cooperation",
        "SE Europe",
        "Reykjavik",
        "Nairobi",
        "Georgia, USA",
        ":+1:",
        "hello world",
        "bad bot",
        "what time is it in baku",
        "turkey top 3",
    ],
)
def test_what_is_not_understood_is_no_answer(question: str, shipped_index: Index) -> None:
    response = as_answer(respond(question, shipped_index, TODAY))

    assert response.outcome in NO_FACTS
    # What comes near says which words it has not.
    assert (response.outcome is Outcome.NEAR) == bool(response.passed_over)


@pytest.mark.parametrize(
    ("question", "form", "partners"),
    [
        ("what is the difference between turkey and russia", Form.COMPARE, ("turkey", "russia")),
        ("turkey compared to russia", Form.COMPARE, ("turkey", "russia")),
        ("turkey timeline", Form.TIMELINE, ("turkey",)),
        ("list sources", Form.SOURCES, ()),
    ],
)
def test_form_is_understood(question: str, form: Form, partners: tuple[str, ...], shipped_index: Index) -> None:
    request = parse(question, shipped_index, TODAY).request

    assert (request.form, request.partners, request.words) == (form, partners, ())


@pytest.mark.parametrize(
    ("question", "without_partners", "without_words"),
    [
        ("turkey -armenia", ("armenia",), ()),
        ("Turkey but NOT Armenia", ("armenia",), ()),
        ("turkey -energy", (), ("energy",)),
    ],
)
def test_exclusion_is_kept(
    question: str, without_partners: tuple[str, ...], without_words: tuple[str, ...], shipped_index: Index
) -> None:
    request = parse(question, shipped_index, TODAY).request

    assert (request.partners, request.without_partners) == (("turkey",), without_partners)
    assert tuple(word.text for word in request.without_words) == without_words


def test_office_in_short_is_spelt_out(shipped_index: Index) -> None:
    response = as_answer(respond("PM of armenia", shipped_index, TODAY))

    assert (response.outcome, response.request.partners) == (Outcome.ANSWER, ("armenia",))


def test_choice_of_a_surname_names_each_person_once(shipped_index: Index) -> None:
    response = as_answer(respond("oglu aliyev", shipped_index, TODAY))

    labels = [offer.label for offer in response.suggestions]
    assert (response.outcome, sorted(labels)) == (Outcome.CHOICE, sorted(set(labels)))


@pytest.mark.parametrize("text", ["Meeting at 10 AM tomorrow in Baku office", "Yes. No. Maybe."])
def test_word_in_a_message_is_no_code(text: str, shipped_index: Index) -> None:
    assert find_named(text, shipped_index, TODAY).request.partners == ()


def test_button_keeps_the_time_of_its_answer(shipped_index: Index) -> None:
    response = as_answer(respond("armenia June-July 2021", shipped_index, TODAY))

    assert response.suggestions
    for offer in response.suggestions:
        assert as_answer(answer(offer.request, shipped_index, TODAY)).request.period == response.request.period


@pytest.mark.parametrize(
    ("before", "text", "request_"),
    [
        ("turkey", "more", Request(partners=("turkey",), page=2)),
        ("turkey", "next", Request(partners=("turkey",), page=2)),
        ("turkey", "show more", Request(partners=("turkey",), page=2)),
        ("turkey", "what else", Request(partners=("turkey",), page=2)),
        ("turkey", "next page", Request(partners=("turkey",), page=2)),
        ("turkey", "continue", Request(partners=("turkey",), page=2)),
        ("turkey", "link?", Request(partners=("turkey",))),
        ("aliyev", "2", Request(partners=("ilham-aliyev",))),
        ("aliyev", "the second", Request(partners=("ilham-aliyev",))),
        ("aliyev", "the son", Request(either=(("heydar-aliyev", "ilham-aliyev"),))),
        ("turkey", "bad bot", Request(form=Form.CHATTER, chatter=Chatter.BLAME)),
        ("turkey", "what time is it", Request(form=Form.HELP)),
    ],
)
def test_turn_goes_on_from_the_one_before(before: str, text: str, request_: Request, shipped_index: Index) -> None:
    asked = to_asked(respond(before, shipped_index, TODAY), None)

    assert follow_up(text, asked, shipped_index, TODAY).request == request_


def test_turn_keeps_the_time_before_and_leaves_out_a_topic(shipped_index: Index) -> None:
    asked = to_asked(respond("armenia 27 september to 10 november 2020", shipped_index, TODAY), None)
    period = follow_up("and turkey?", asked, shipped_index, TODAY).request.period
    without = follow_up("not energy", to_asked(respond("turkey", shipped_index, TODAY), None), shipped_index, TODAY)

    assert period
    assert period.label == "2020-09-27 to 2020-11-10"
    assert [word.topics for word in without.request.without_words] == [("energy",)]
