"""Names that several partners have."""

import pytest

from bot.domain.answers import NoAnswerReason, Outcome
from bot.domain.requests import Request, Word
from tests.bases import FACT, index, relation
from tests.search.asking import ask, press


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


def test_ambiguous_name_that_no_fact_is_about_is_a_word() -> None:
    said = "A cousin, Flavia Elphberg, praised the castle of Zenda."
    base = index(relations__zenda=relation(FACT.replace("Zenda has a castle.", said)))
    found = ask("elphberg's castle", base)

    assert [match.fact.id for match in found.facts] == ["zenda-castle"]
    assert [word.text for word in found.request.words] == ["castle", "Elphberg"]
    assert found.request.either == ()

    button = Request(words=(Word("castle"),), either=(("michael-elphberg", "rudolf-elphberg"),))
    assert [word.text for word in press(button, base).request.words] == ["castle", "Elphberg"]


@pytest.mark.parametrize("question", ["elphberg energy page 2 x", "elphberg's castle"])
def test_request_with_an_ambiguous_name_is_answered_like_its_text(question: str) -> None:
    base = index(relations__zenda=relation(FACT.replace("Zenda has a castle.", "Flavia Elphberg praised the castle.")))
    found = ask(question, base)

    asked = found.parsed.request if found.parsed else None
    again = press(asked, base) if asked else None
    assert again
    assert (again.outcome, again.request) == (found.outcome, found.request)
    assert [match.fact.id for match in again.facts] == [match.fact.id for match in found.facts]


def _company(id_: str, name: str) -> str:
    return f"partner: {id_}\nname: {name}\nkind: company\nshared_names: [Boardix]\nfacts: []\n"


@pytest.mark.parametrize(("first", "second"), [("Bank of Alphia", "Council of Betia"), ("Alphia Corp", "Betia Works")])
def test_ambiguous_name_is_looked_for_as_all_have_it(first: str, second: str) -> None:
    base = index(
        relations__zenda=relation(FACT.replace("Zenda has a castle.", "Zenda sold its castle to Boardix.")),
        relations__alphia=_company("alphia", first),
        relations__betia=_company("betia", second),
    )
    found = ask("boardix castle", base)

    assert [match.fact.id for match in found.facts] == ["zenda-castle"]
    assert [word.text for word in found.request.words] == ["castle", "Boardix"]


def test_partners_without_a_name_in_common_are_looked_for_by_that_of_the_first() -> None:
    base = index(relations__zenda=relation(FACT.replace("Zenda has a castle.", "Flavia Elphberg praised the castle.")))
    button = Request(words=(Word("castle"),), either=(("michael-elphberg", "graustark"),))

    assert [word.text for word in press(button, base).request.words] == ["castle", "Michael", "Elphberg"]


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
