import pytest

from bot.search import parse
from tests.bases import FACT, TODAY, index, relation, texts

INDEX = index()


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("IS", True),
        ("is", False),
        ("gas from IS", True),
        ("relations with IS since 1993", True),
        ("SY and IS", True),
        ("IS-SY gas", True),
        ("SY IS", True),
        ("with IS companies", False),
        ("they said IS", False),
        ("WHO IS SY", False),
        ("what is gas", False),
        ("WHAT IS GAS", False),
        ("IS 1993", False),
        ("IS it true", False),
    ],
)
def test_code_that_is_an_english_word_counts_in_capitals_among_small_letters(question: str, named: bool) -> None:
    base = index(relations__zenda="partner: zenda\nname: Zenda\nkind: state\niso: IS\n")

    assert bool(parse(question, base, TODAY).partners) is named


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("US gas", ["US"]),
        ("gas from the US", ["US"]),
        ("the us and sylvania", ["US"]),
        ("us and sylvania", ["US"]),
        ("us gas", ["US"]),
        ("us and gas", []),
        ("us too", []),
        ("US AND THEM", []),
        ("between us and sylvania", ["US"]),
        ("between us and Sylvania", []),  # who writes Sylvania writes US
        ("sylvania vs us", ["US"]),
        ("let us see", []),
        ("tell us about sylvania", []),
        ("TELL US ALL", []),
        ("PM of sylvania", []),
        ("BOL and gas", ["BO"]),
        ("BOL", ["BO"]),
        ("bol", []),
        ("bo", []),
        ("bol and gas", []),
        ("BOL GAS", []),
        ("BOL SY", ["BO"]),
        ("PAN gas", []),
        ("PAN gas with BOL", ["PA", "BO"]),  # who writes one state so writes others so
        ("PAN gas with CUB", ["CU"]),
        ("at 10 PM", []),
        ("sylvania AND graustark", []),
        ("SY AND graustark", []),
        ("CAN sylvania", []),
        ("DE facto gas", []),
        ("gas with NO one", []),
        ("PM", []),
    ],
)
def test_codes_of_countries_count_where_they_are_no_words(question: str, codes: list[str]) -> None:
    parsed = parse(question, INDEX, TODAY)

    assert [match.country.code for match in parsed.countries] == codes
    assert list(parsed.request.countries) == codes


def test_code_with_a_number_is_a_model_s_name() -> None:
    assert parse("gas of SY 1993", INDEX, TODAY).request.partners == ("sylvania",)
    assert parse("gas of SY-76", INDEX, TODAY).request.partners == ()


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("IT gas", ("IT",)),
        ("WHO AND IT help with gas", ("WHO", "IT")),
        ("gas from IT", ("IT",)),
        ("who", ()),
        ("WHO", ("WHO",)),
        ("let us see", ()),
        ("TELL US ALL", ()),
    ],
)
def test_stop_word_in_capitals_is_a_name_that_may_be_unknown(question: str, unknown: tuple[str, ...]) -> None:
    assert parse(question, INDEX, TODAY).request.unknown == unknown


@pytest.mark.parametrize(
    "question",
    [
        "sylvania AND graustark",
        "Who IS in sylvania",
        "FYI sylvania",
        "sylvania, ASAP",
        "OK sylvania",
        "DO help, sylvania",
        "WHO IS in sylvania",
        "say what IT IS about sylvania",
    ],
)
def test_stop_word_in_capitals_for_stress_is_a_stop_word(question: str) -> None:
    assert parse(question, INDEX, TODAY).request.words == ()


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("L.O.G. treaty", ["zenda"]),
        ("l.o.g. treaty", ["zenda"]),
        ("L.O.G.-led", ["zenda"]),
        ("the L.O.G.’s treaty", ["zenda"]),
        ("L. O. G. treaty", ["zenda"]),
        ("L.O.G.S. treaty", []),
        ("I.N. treaty", ["zenda"]),
        ("i.n. treaty", ["zenda"]),
        ("treaty with IN", ["zenda"]),
        ("in treaty", []),
        ("S.Y. treaty", []),
        ("s.y. treaty", []),
        ("9 a.m. treaty", []),
        ("L.O.G. 1993", ["zenda"]),
    ],
)
def test_acronym_with_dots_is_one_word_and_no_code(question: str, partners: list[str]) -> None:
    base = index(relations__zenda="partner: zenda\nname: Zenda\nkind: organisation\naliases: [LOG, I.N.]\n")

    assert list(parse(question, base, TODAY).request.partners) == partners


MINISTER = FACT.replace("Zenda has a castle.", "The prime minister of Zenda has a castle.")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("PM of Zenda", ["prime minister"]),
        ("pm of zenda", ["prime minister"]),
        ("Zenda PM", ["prime minister"]),
        ("PM Zenda", ["prime minister"]),
        ("zenda pm", ["pm"]),
        ("PM castle", ["PM", "castle"]),
        ("FM of Zenda", ["FM"]),
        ("at 10 PM of Zenda", ["10", "PM"]),
    ],
)
def test_office_in_short_is_spelt_out_where_facts_have_it(question: str, words: list[str]) -> None:
    request = parse(question, index(relations__zenda=relation(MINISTER)), TODAY).request

    assert [word.text for word in request.words] == words


def test_office_in_short_may_be_a_word_of_a_topic() -> None:
    topics = texts()["topics.yaml"].decode().replace("oil, ", "oil, foreign minister, ")

    (word,) = parse("FM of sylvania", index(topics=topics), TODAY).request.words

    assert (word.text, word.topics) == ("foreign minister", ("energy",))
