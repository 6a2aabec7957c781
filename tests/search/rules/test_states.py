"""States: official names, capitals, other spellings, and ends of names."""

import pytest

from bot.search import parse
from tests.bases import TODAY, index
from tests.search.asking import INDEX


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


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("the Union", ["zenda-union", "zenda-customs", "zenda-council"]),
        ("the Council", []),
        ("the League", []),
        ("union", []),
        ("the Union gas", []),
    ],
)
def test_what_partners_are_means_those_called_so(question: str, meant: list[str]) -> None:
    def body(id_: str, name: str, aliases: str = "") -> str:
        return f"partner: {id_}\nname: {name}\nkind: organisation\naliases: [{aliases}]\n"

    base = index(
        relations__union=body("zenda-union", "Zenda Union", "Savings Bank"),
        relations__customs=body("zenda-customs", "Customs Union"),
        relations__council=body("zenda-council", "Council of Zendas", "Small Union"),
    )
    request = parse(question, base, TODAY).request

    assert [*request.partners, *[id_ for group in request.either for id_ in group]] == sorted(meant)


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
        "state of Sylvania",
    ],
)
def test_official_name_is_the_state_s_and_asks_for_no_more(question: str) -> None:
    request = parse(question, INDEX, TODAY).request

    assert (request.partners, request.words) == (("sylvania",), ())


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("Republic of Hentzio", ["hentzio"]),
        ("Republic of Hentzia", ["hentzia"]),
        ("Sylvania, Islamic Republic of", ["sylvania"]),
        ("Islamic Republic of Sylvania", ["sylvania"]),
        ("Islamic Republic Sylvania", ["sylvania"]),
        ("Islamic Republic and Sylvania", ["hentzia", "sylvania"]),
        ("United Kingdom Sylvania", ["zenda", "sylvania"]),
        ("Sylvania, United Kingdom", ["sylvania", "zenda"]),
    ],
)
def test_what_another_state_is_called_belongs_to_the_name_beside_it(question: str, partners: list[str]) -> None:
    base = index(
        relations__hentzia="partner: hentzia\nname: Hentzia\nkind: state\niso: SX\naliases: [Islamic Republic]\n",
        relations__hentzio="partner: hentzio\nname: Hentzio\nkind: state\niso: SW\naliases: [Republic of Hentzio]\n",
        relations__zenda="partner: zenda\nname: United Kingdom\nkind: state\niso: GB\n",
    )

    assert list(parse(question, base, TODAY).request.partners) == partners


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("the union of Sylvania", ("union",)),
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
