import pytest

from bot.domain.answers import Role
from bot.search.parsing import MAX_WORDS, parse_query
from tests.bases import TODAY, index

INDEX = index()


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("sylvania", [("sylvania", True)]),
        ("the Republic of Sylvania", [("sylvania", True)]),
        ("SYLVANIA's gas", [("sylvania", True)]),
        ("silvania", [("sylvania", True)]),
        ("sylvanja", [("sylvania", False)]),
        ("SY", [("sylvania", True)]),
        ("sy", [("sylvania", True)]),
        ("treaty with SY", [("sylvania", True)]),
        ("so sy so", []),
        ("graustark-sylvania", [("graustark", True), ("sylvania", True)]),
        ("sylvania Sylvanian", [("sylvania", True)]),
        ("rudolf elphberg", [("rudolf-elphberg", True)]),
        ("rudolfelphberg", [("rudolf-elphberg", True)]),
        ("rudlof elphbreg", [("rudolf-elphberg", False)]),
        ("rudolf", [("rudolf-elphberg", True)]),
        ("rudolf rassendyll", []),
        ("flavia elphberg", []),
        ("rudlof elphberg", [("rudolf-elphberg", False)]),
        ("sylvanias", [("sylvania", True)]),
        ("rudolf-elphberg", [("rudolf-elphberg", True)]),
        ("Ruritania", []),
        ("bohemia", []),
    ],
)
def test_partners_are_recognised(question: str, partners: list[tuple[str, bool]]) -> None:
    query = parse_query(question, INDEX, TODAY)

    assert [(match.partner.id, match.exact) for match in query.partners] == partners
    assert all(match.reason for match in query.partners)


@pytest.mark.parametrize(
    "question",
    [
        "hows sylvania",
        "whats sylvania got to do",
        "dont know sylvania",
        "URGENT: who said what bout sylvania",
        "lets talk sylvania",
        "hadn't sylvania",
        "wheras sylvania",
        "couldny sylvania",
    ],
)
def test_words_that_ask_are_known_as_they_are_typed_in_haste(question: str) -> None:
    query = parse_query(question, INDEX, TODAY)

    assert ([match.partner.id for match in query.partners], query.terms) == (["sylvania"], ())


def test_what_follows_the_last_word_that_is_read_asks_for_nothing() -> None:
    assert parse_query("sylvania " + "please " * MAX_WORDS + "now", INDEX, TODAY).is_now is False
    assert parse_query("sylvania please now", INDEX, TODAY).is_now is True


def test_a_time_that_reaches_to_now_does_not_ask_for_the_newest() -> None:
    query = parse_query("sylvania since 1993 until now", INDEX, TODAY)

    assert (query.period is None, query.is_now) == (False, False)


def test_a_surname_can_mean_several() -> None:
    query = parse_query("elphberg", INDEX, TODAY)

    assert not query.partners
    assert [[match.partner.id for match in rivals] for rivals in query.rivals] == [
        ["michael-elphberg", "rudolf-elphberg"]
    ]


def test_a_full_name_settles_the_surname() -> None:
    assert parse_query("rudolf elphberg, and elphberg again", INDEX, TODAY).rivals == ()


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("pipelines", [("energy", True)]),
        ("closed borders", [("borders", True)]),
        ("gas and frontier", [("energy", True), ("borders", True)]),
        ("fronteir", [("borders", False)]),
        ("Energy", [("energy", True)]),
        ("gsa", []),
    ],
)
def test_topics_are_recognised_by_their_words(question: str, topics: list[tuple[str, bool]]) -> None:
    assert [(match.topic.id, match.exact) for match in parse_query(question, INDEX, TODAY).topics] == topics


def test_a_word_may_stand_for_two_topics() -> None:
    files = "topics:\n  - {id: energy, name: Energy, words: [gas, transit]}\n  - {id: borders, name: Borders, words: [transit]}\n  - {id: diplomacy, name: Diplomacy, words: [visit]}\n"
    both = index(topics=files)

    assert [match.topic.id for match in parse_query("transit", both, TODAY).topics] == ["borders", "energy"]
    assert [match.topic.id for match in parse_query("trasnit", both, TODAY).topics] == ["borders", "energy"]


def test_a_typo_between_words_of_two_topics_is_left_alone() -> None:
    files = "topics:\n  - {id: energy, name: Energy, words: [carts]}\n  - {id: borders, name: Borders, words: [carps]}\n  - {id: diplomacy, name: Diplomacy, words: [visit]}\n"

    assert parse_query("carxs", index(topics=files), TODAY).topics == ()


def test_a_phrase_for_a_topic_may_hold_a_small_word() -> None:
    files = "topics:\n  - {id: energy, name: Energy, words: [sources of power]}\n  - {id: borders, name: Borders, words: [edge]}\n  - {id: diplomacy, name: Diplomacy, words: [visit]}\n"

    query = parse_query("source of power", index(topics=files), TODAY)

    assert [(match.topic.id, match.matched) for match in query.topics] == [("energy", "source of power")]
    assert [term.text for term in query.terms] == ["source", "power"]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("IS", True),
        ("is", True),
        ("gas from IS", True),
        ("what is gas", False),
        ("WHAT IS GAS", False),
        ("IS 1993", False),
        ("IS it true", False),
    ],
)
def test_codes_that_are_english_words_count_in_capitals_among_small_letters(question: str, named: bool) -> None:
    files = index(relations__zenda="partner: zenda\nname: Zenda\nkind: state\niso: IS\n")

    assert bool(parse_query(question, files, TODAY).partners) is named


def test_small_words_in_a_person_s_name_do_not_name_them() -> None:
    named = index(relations__zenda="partner: zenda\nname: Black Michael of the Keep\nkind: person\n")

    assert parse_query("of the", named, TODAY).partners == ()
    assert [match.partner.id for match in parse_query("black", named, TODAY).partners] == ["zenda"]


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("IT gas", ("IT",)),
        ("gas from IT", ("IT",)),
        ("who", ()),
        ("WHO", ("WHO",)),
        ("let us see", ()),
        ("TELL US ALL", ()),
    ],
)
def test_small_words_in_capitals_are_names_that_may_be_unknown(question: str, unknown: tuple[str, ...]) -> None:
    assert parse_query(question, INDEX, TODAY).unknown == unknown


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("US gas", ["US"]),
        ("gas from the US", ["US"]),
        ("the us and sylvania", ["US"]),
        ("us and sylvania", ["US"]),
        ("between us and sylvania", ["US"]),
        ("sylvania vs us", ["US"]),
        ("let us see", []),
        ("tell us about sylvania", []),
        ("TELL US ALL", []),
        ("PM of sylvania", []),
        ("BOL and gas", ["BO"]),
        ("bol", ["BO"]),
        ("CAN sylvania", []),
    ],
)
def test_codes_of_countries_count_where_they_are_no_words(question: str, codes: list[str]) -> None:
    assert [match.country.code for match in parse_query(question, INDEX, TODAY).countries] == codes


def test_short_names_and_names_in_markup_do_no_harm() -> None:
    named = index(relations__zenda='partner: zenda\nname: Zenda\nkind: place\naliases: [ZD, "<@U1>"]\n')

    assert [match.partner.id for match in parse_query("zd", named, TODAY).partners] == ["zenda"]
    assert parse_query("zf <@U1>", named, TODAY).partners == ()


def test_every_word_is_read_as_something() -> None:
    query = parse_query("Please: did Ruritania or sylvanja sign the treaty on whales in 1993? page 2", INDEX, TODAY)

    assert [(reading.text, reading.role) for reading in query.readings] == [
        ("Please", Role.FILLER),
        ("did", Role.FILLER),
        ("Ruritania", Role.SUBJECT),
        ("or", Role.FILLER),
        ("sylvanja", Role.PARTNER),
        ("sign", Role.TEXT),
        ("the", Role.FILLER),
        ("treaty", Role.TOPIC),
        ("on", Role.FILLER),
        ("whales", Role.UNKNOWN),
        ("in 1993", Role.PERIOD),
        ("page 2", Role.PAGE),
    ]
    assert (query.unknown, query.page, query.subject) == (("whales",), 2, INDEX.snapshot.subject)
    assert query.rephrased == "Sylvania sign treaty 1993"
    assert query.period
    assert query.period.label == "1993"
    assert all(reading.meaning for reading in query.readings)


@pytest.mark.parametrize(
    ("question", "page"),
    [("sylvania page 3", 3), ("page 0", 1), ("sylvania page 0", 1), ("sylvania page", 1), ("sylvania page 99999", 1)],
)
def test_pages_are_turned_only_by_a_page_s_number(question: str, page: int) -> None:
    assert parse_query(question, INDEX, TODAY).page == page


@pytest.mark.parametrize(
    ("question", "helps"),
    [
        ("", True),
        ("  ", True),
        ("help", True),
        ("hello, can you help me?", True),
        ("bye for now", True),
        ("at the moment", True),
        ("recently", False),
        ("now 1993", False),
        ("?", True),
        ("sylvania help", False),
        ("whales", False),
    ],
)
def test_a_question_without_substance_asks_for_help(question: str, helps: bool) -> None:
    assert parse_query(question, INDEX, TODAY).asks_for_help is helps


def test_a_text_name_typo_may_lean_on_a_word_of_the_facts() -> None:
    named = index(relations__zenda="partner: zenda\nname: Summer Kings Hall\nkind: place\n")

    (match,) = parse_query("sumer kings hall", named, TODAY).partners

    assert (match.partner.id, match.matched, match.exact) == ("zenda", "sumer kings hall", False)


def test_long_questions_are_read_in_bounds() -> None:
    query = parse_query("whale " * 50_000, INDEX, TODAY)

    assert len(query.readings) == MAX_WORDS
    assert query.unknown == ("whale",)
    assert parse_query("whale " * MAX_WORDS + "1993", INDEX, TODAY).period is None


@pytest.mark.parametrize(
    ("question", "denial"),
    [
        ("who is not an ally", "not"),
        ("Why didn't Sylvania sign?", "didn't"),
        ("Didn't Sylvania sign?", ""),
        ("sylvania signed, didn't it", ""),
        ("I don't know who sylvania is", ""),
        ("no later than 1993 sylvania", ""),
        ("nobody signed", "nobody"),
        ("Sylvania didn’t sign", "didn’t"),
        ("sylvania hasnt signed", "hasnt"),
        ("neither sylvania nor graustark", "neither"),
        ("sylvania without graustark", ""),  # read: it is left out
        ("why not sylvania", ""),
        ("whether or not sylvania signed", ""),
        ("not only sylvania", ""),
        ("resolution no 8 on sylvania", ""),
        ("sylvania's resolution no. 8", ""),
        ("sylvania", ""),
    ],
)
def test_what_a_question_denies_is_seen(question: str, denial: str) -> None:
    assert parse_query(question, INDEX, TODAY).denial == denial
