import pytest

from bot.domain.readings import Role
from bot.search import parse
from tests.bases import FACT, TODAY, index, relation

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


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        ("rudolf kzwv michael", [Role.UNKNOWN, Role.UNKNOWN]),
        ("japan province", [Role.COUNTRY, Role.UNKNOWN]),
        ("japan province wonderful sylvania", [Role.COUNTRY, Role.UNKNOWN, Role.UNKNOWN, Role.PARTNER]),
    ],
)
def test_names_that_do_not_belong_together_stay_apart(question: str, roles: list[Role]) -> None:
    assert [reading.role for reading in parse(question, INDEX, TODAY).readings] == roles


@pytest.mark.parametrize("question", ["sylvania und graustark", "sylvania и graustark", "Sylvania veya Graustark"])
def test_conjunction_of_another_language_joins_two_names(question: str) -> None:
    base = index(relations__zenda=relation(FACT.replace("the keep above the moat", "замок и ров")))
    request = parse(question, base, TODAY).request

    assert (request.partners, request.words) == (("sylvania", "graustark"), ())


def test_such_a_word_joins_nothing_elsewhere() -> None:
    assert parse("sylvania und", INDEX, TODAY).request.unknown == ("und",)
