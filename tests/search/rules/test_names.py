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
        ("sy", [("sylvania", True)]),
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
