import pytest

from bot.domain.readings import Role
from bot.search import parse
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
        ("sy", []),
        ("treaty with SY", [("sylvania", True)]),
        ("so sy so", []),
        ("graustark-sylvania", [("graustark", True), ("sylvania", True)]),
        ("sylvania Sylvanian", [("sylvania", True)]),
        ("sylvania graustark sylvania", [("graustark", True), ("sylvania", True)]),
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
        ("post-Sylvanian states", []),
        ("post-Sylvania traders", []),
        ("the post Sylvania", [("sylvania", True)]),
        ("non-Sylvanian gas", [("sylvania", True)]),
    ],
)
def test_partners_are_recognised(question: str, partners: list[tuple[str, bool]]) -> None:
    parsed = parse(question, INDEX, TODAY)

    assert [(match.partner.id, match.exact) for match in parsed.partners] == partners
    assert list(parsed.request.partners) == [id_ for id_, _ in partners]
    assert all(match.reason for match in parsed.partners)


def test_surname_may_mean_several() -> None:
    parsed = parse("elphberg", INDEX, TODAY)

    assert not parsed.partners
    assert parsed.request.either == (("michael-elphberg", "rudolf-elphberg"),)
    assert [[match.partner.id for match in rivals] for rivals in parsed.rivals] == [
        ["michael-elphberg", "rudolf-elphberg"]
    ]
    assert [(reading.role, reading.meaning) for reading in parsed.readings] == [
        (Role.PARTNER, "could mean Michael Elphberg or Rudolf Elphberg")
    ]


def test_full_name_settles_the_surname() -> None:
    assert parse("rudolf elphberg, and elphberg again", INDEX, TODAY).request.either == ()


def test_stop_words_in_a_person_s_name_do_not_name_them() -> None:
    named = index(relations__zenda="partner: zenda\nname: Black Michael of the Keep\nkind: person\n")

    assert parse("of the", named, TODAY).request.partners == ()
    assert parse("black", named, TODAY).request.partners == ("zenda",)


def test_typo_in_a_long_name_may_be_a_word_of_the_facts() -> None:
    named = index(relations__zenda="partner: zenda\nname: Summer Kings Hall\nkind: place\n")

    (match,) = parse("sumer kings hall", named, TODAY).partners

    assert (match.partner.id, match.matched, match.exact) == ("zenda", "sumer kings hall", False)


def test_short_name_has_no_typos_and_name_in_markup_is_markup() -> None:
    named = index(relations__zenda='partner: zenda\nname: Zenda\nkind: place\naliases: [ZD, "<@U1>"]\n')

    assert parse("zd", named, TODAY).request.partners == ("zenda",)
    assert parse("zf <@U1>", named, TODAY).request.partners == ()


@pytest.mark.parametrize(
    ("typed", "countries"), [("australa", ("AU",)), ("autsria", ("AT",)), ("austrlia", ()), ("nigeri", ())]
)
def test_typo_of_two_countries_is_not_guessed(typed: str, countries: tuple[str, ...]) -> None:
    assert parse(typed, INDEX, TODAY).request.countries == countries


PERSONS = index(
    relations__zenda="""
partner: zenda
name: Hugo von Hentzau
kind: person
aliases: [Hentzau, Hugo Ottovich Hentzau, Hugo Maximilian oglu Hentzau]
"""
)


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("R. Elphberg", ["rudolf-elphberg"]),
        ("R Elphberg", ["rudolf-elphberg"]),
        ("r. elphberg", ["rudolf-elphberg"]),
        ("Elphberg R.", ["rudolf-elphberg"]),
        ("Elphberg, M.", ["michael-elphberg"]),
        ("M.K. Elphberg", ["michael-elphberg"]),
        ("M. K. Elphberg", ["michael-elphberg"]),
        ("Elphberg M.K.", ["michael-elphberg"]),
        ("Michael K. Elphberg", ["michael-elphberg"]),
        ("R T Elphberg", ["rudolf-elphberg"]),
        ("R. T. V. Elphberg", ["rudolf-elphberg"]),
        ("RT Elphberg", ["rudolf-elphberg"]),
        ("Elphberg MK", ["michael-elphberg"]),
        ("Elphberg M K", ["michael-elphberg"]),
        ("XT Elphberg", []),
        ("Rudolf John Elphberg", ["rudolf-elphberg"]),
        ("Mr. Rudolf Elphberg", ["rudolf-elphberg"]),
        ("mr Rudolf", ["rudolf-elphberg"]),
        ("His Excellency Rudolf V", ["rudolf-elphberg"]),
        ("B. Elphberg", []),
        ("U.S. and M. Elphberg", ["michael-elphberg"]),
        ("H. Hentzau", ["zenda"]),
        ("Rudolf Ottovich Elphberg", ["rudolf-elphberg"]),
        ("Elphberg Rudolf Ottovich", ["rudolf-elphberg"]),
        ("Rudolf Michael oglu Elphberg", ["rudolf-elphberg"]),
        ("Elphberg Rudolf Michael oglu", ["rudolf-elphberg"]),
        ("Rudolf Rassendylli Elphberg", ["rudolf-elphberg"]),
        ("Hugo Hentzau", ["zenda"]),
        ("hugo maximilian oglu hentzau", ["zenda"]),
        ("Maximilian", []),
        ("Ottovich", []),
        ("oglu", []),
        ("Jr", []),
        ("Junior", []),
        ("Rudolf Smith", []),
        ("rudolf smith", []),
        ("Rudolf Rassendyll", []),
        ("Flavia Elphberg", []),
    ],
)
def test_person_is_named_with_initials_and_fathers_name(question: str, partners: list[str]) -> None:
    request = parse(question, PERSONS, TODAY).request

    assert list(request.partners) == partners
    assert request.either == ()


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Mr Smith", ("Mr", "Smith")),
        ("Mr Sylvania", ("Mr",)),
        ("Sylvania, mr", ("mr",)),
        ("KGB Elphberg", ("KGB", "Elphberg")),
        ("RT ELPHBERG", ("RT", "ELPHBERG")),
        ("Rudolf meets Elphberg", ("Rudolf", "meets")),
    ],
)
def test_word_beside_a_name_is_no_part_of_it(question: str, unknown: tuple[str, ...]) -> None:
    assert parse(question, INDEX, TODAY).request.unknown == unknown


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("the Emirates", ["AE"]),
        ("the emirates", ["AE"]),
        ("the States", ["US"]),
        ("UAE", ["AE"]),
        ("U.A.E.", ["AE"]),
        ("DPRK", ["KP"]),
        ("the islands", []),
        ("the treaties", []),
        ("the emirates now", []),
        ("all states", []),
    ],
)
def test_country_is_named_by_the_end_of_its_name_or_in_short(question: str, codes: list[str]) -> None:
    assert list(parse(question, INDEX, TODAY).request.countries) == codes


def test_partner_is_named_by_the_end_of_its_name() -> None:
    base = index(relations__zenda="partner: zenda\nname: United Zendas\nkind: state\niso: ZE\n")

    assert parse("the Zendas", base, TODAY).request.partners == ("zenda",)


def test_fathers_name_leaves_the_surname_open() -> None:
    assert parse("oglu elphberg", INDEX, TODAY).request.either == (("michael-elphberg", "rudolf-elphberg"),)


@pytest.mark.parametrize(
    "question",
    [
        "Sylvania, Republic of",
        "Sylvania (Republic of)",
        "Sylvania, Islamic Republic of",
        "Sylvania, Kingdom of the",
        "Sylvania, People's Republic of",
        "the Kingdom of Sylvania",
        "Sylvania, the Republic of",
        "Sylvania, Islamic Republic",
        "Sylvania, Rep. of",
        "Sylvania, Islamic Rep.",
        "Königreich Sylvania",
        "République de Sylvania",
        "República de la Sylvania",
        "Sylvania Respublikası",
        "Sylvania İslam Respublikası",
        "Sultanate of Sylvania",
    ],
)
def test_official_name_is_the_state_s_and_asks_for_no_more(question: str) -> None:
    request = parse(question, INDEX, TODAY).request

    assert (request.partners, request.words) == (("sylvania",), ())


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("the union of Sylvania", ("union",)),
        ("state of Sylvania", ("state",)),
        ("Sylvania, Islamic", ("Islamic",)),
        ("Sylvania, Republic and gas", ("Republic", "gas")),
        ("gas Sylvania islam", ("gas", "islam")),
        ("de la Sylvania", ("de", "la")),
    ],
)
def test_common_noun_before_a_name_is_no_official_name(question: str, words: tuple[str, ...]) -> None:
    assert tuple([word.text for word in parse(question, INDEX, TODAY).request.words]) == words


@pytest.mark.parametrize(
    ("question", "partners", "countries"),
    [
        ("Oesterreich", (), ("AT",)),
        ("Suedkorea", (), ("KR",)),
        ("Duerrenland", ("zenda",), ()),
        ("Дүрренланд", ("zenda",), ()),
        ("Ҹәмилә", ("zenda",), ()),
        ("ประเทศไทย", (), ("TH",)),
        ("ประเทศออสเตรีย", (), ("AT",)),
        ("奥地利共和国", (), ("AT",)),
        ("Franco-Sylvanian", ("sylvania",), ("FR",)),
        ("Sino-Sylvanian treaty", ("sylvania",), ("CN",)),
        ("Luso Sylvanian treaty", ("sylvania",), ("PT",)),
        ("Franco", (), ()),
        ("Franco-era", (), ()),
    ],
)
def test_name_written_otherwise_is_the_same(
    question: str, partners: tuple[str, ...], countries: tuple[str, ...]
) -> None:
    base = index(relations__zenda="partner: zenda\nname: Zenda\nkind: place\naliases: [Dürrenland, Cəmilə]\n")
    request = parse(question, base, TODAY).request

    assert (request.partners, request.countries) == (partners, countries)


@pytest.mark.parametrize("question", ["Baghdad", "Canberra", "Sofia", "Vienna"])
def test_capital_of_no_state_of_the_base_is_unknown(question: str) -> None:
    request = parse(question, INDEX, TODAY).request

    assert (request.countries, request.unknown) == ((), (question,))


def test_capital_of_a_state_of_the_base_is_understood() -> None:
    base = index(relations__zenda="partner: zenda\nname: Zenda\nkind: state\niso: AU\n")

    assert parse("canberra", base, TODAY).request.partners == ("zenda",)
    assert parse("canbera", base, TODAY).request.partners == ("zenda",)


UNITED_STATES = (
    "partner: us\nname: United States\nkind: state\niso: US\naliases: [USA, U.S., United States of America]\n"
)


@pytest.mark.parametrize(
    "question",
    [
        "Northern Ireland",
        "New Mexico",
        "Georgia, USA",
        "Georgia (USA)",
        "Georgia, United States of America",
        "Georgia (US state)",
        "Georgia in the U.S.",
        "the US state of Georgia",
        "Atlanta, Georgia",
        "Georgia senate",
        "Netherlands Antilles",
        "Turks and Caicos",
        "U.S. Minor Outlying Islands",
        "Paris, Texas",
    ],
)
def test_namesake_is_no_country(question: str) -> None:
    georgia = "partner: zenda\nname: Georgia\nkind: state\niso: GE\n"
    base = index(relations__zenda=georgia, relations__us=UNITED_STATES)
    request = parse(question, base, TODAY).request

    assert (request.partners, request.countries) == ((), ())
    assert request.unknown


@pytest.mark.parametrize(
    "question",
    [
        "Georgia and the US",
        "Georgia, US and Sylvania",
        "Georgia US gas",
        "georgia",
        "state of Georgia",
        "gas to Georgia",
    ],
)
def test_country_is_meant_without_words_of_its_namesake(question: str) -> None:
    georgia = "partner: zenda\nname: Georgia\nkind: state\niso: GE\n"
    base = index(relations__zenda=georgia, relations__us=UNITED_STATES)

    assert "zenda" in parse(question, base, TODAY).request.partners


@pytest.mark.parametrize(
    ("question", "country"),
    [
        ("South Georgia", "GS"),
        ("Géorgie du Sud", "GS"),
        ("Georgia del Sur", "GS"),
        ("Geórgia do Sul", "GS"),
        ("Südgeorgien und die Südlichen Sandwichinseln", "GS"),
        ("U.S. Virgin Islands", "VI"),
        ("Îles Vierges des États-Unis", "VI"),
        ("Amerikanische Jungferninseln", "VI"),
        ("Taiwan, Province of China", "TW"),
        ("Taïwan, province de Chine", "TW"),
        ("Taiwan, Provinz von China", "TW"),
        ("China, Republic of", "TW"),
        ("Korea, Democratic People's Republic of", "KP"),
    ],
)
def test_longer_name_of_a_country_is_none_of_the_names_it_holds(question: str, country: str) -> None:
    base = index(
        relations__zenda="partner: zenda\nname: Georgia\nkind: state\niso: GE\n",
        relations__china="partner: china\nname: China\nkind: state\niso: CN\n",
        relations__us=UNITED_STATES,
    )
    request = parse(question, base, TODAY).request

    assert (request.partners, request.countries) == ((), (country,))


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        ("rudolf kzwv michael", [Role.UNKNOWN, Role.UNKNOWN, Role.UNKNOWN]),
        ("japan province", [Role.COUNTRY, Role.UNKNOWN]),
        ("japan province wonderful sylvania", [Role.COUNTRY, Role.UNKNOWN, Role.UNKNOWN, Role.PARTNER]),
    ],
)
def test_names_that_do_not_belong_together_stay_apart(question: str, roles: list[Role]) -> None:
    assert [reading.role for reading in parse(question, INDEX, TODAY).readings] == roles
