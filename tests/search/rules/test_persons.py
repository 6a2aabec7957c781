"""Persons, named by parts of their names, initials and fathers' names."""

import pytest

from bot.domain.readings import Role
from bot.search import parse
from tests.bases import FACT, TODAY, index, relation
from tests.search.asking import INDEX


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
        ("Rudolf J. Elphberg", ["rudolf-elphberg"]),
        ("Rudolf Michael Elphberg", ["rudolf-elphberg"]),
        ("Mr. Rudolf Elphberg", ["rudolf-elphberg"]),
        ("mr Rudolf", ["rudolf-elphberg"]),
        ("His Excellency Rudolf V", ["rudolf-elphberg"]),
        ("B. Elphberg", []),
        ("U.S. and M. Elphberg", ["michael-elphberg"]),
        ("H. Hentzau", ["zenda"]),
        ("Rudolf Ottovich Elphberg", ["rudolf-elphberg"]),
        ("Elphberg Rudolf Ottovich", ["rudolf-elphberg"]),
        ("Rudolf Michael oglu Elphberg", ["rudolf-elphberg"]),
        ("Rudolf Otto oglu Elphberg", ["rudolf-elphberg"]),
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
        ("Michael Elphberg 92", ("92",)),
        ("Elphberg 92", ("92",)),
        ("Mr Sylvania", ("Mr",)),
        ("Sylvania, mr", ("mr",)),
        ("KGB Elphberg", ("KGB Elphberg",)),
        ("RT ELPHBERG", ("RT ELPHBERG",)),
        ("Rudolf meets Elphberg", ("Rudolf", "meets")),
    ],
)
def test_word_beside_a_name_is_no_part_of_it(question: str, unknown: tuple[str, ...]) -> None:
    assert parse(question, INDEX, TODAY).request.unknown == unknown


def test_capitals_are_initials_where_they_mean_nothing_else() -> None:
    assert parse("MT Elphberg", INDEX, TODAY).request.partners == ("michael-elphberg",)
    assert parse("at the MTK, Elphberg", INDEX, TODAY).request.partners == ()
    assert parse("GAS Elphberg", INDEX, TODAY).request.either == (("michael-elphberg", "rudolf-elphberg"),)


def test_what_is_no_first_name_has_no_initial() -> None:
    base = index(
        relations__michael="partner: michael-elphberg\nname: Michael Elphberg\nkind: person\naliases: [elder Elphberg]\n"
    )

    assert parse("ET Elphberg", base, TODAY).request.partners == ()


@pytest.mark.parametrize("question", ["oglu elphberg", "elphberg oglu", "Elphberg oğlu gas"])
def test_fathers_name_leaves_the_surname_open(question: str) -> None:
    assert parse(question, INDEX, TODAY).request.either == (("michael-elphberg", "rudolf-elphberg"),)


@pytest.mark.parametrize("question", ["Hugo B. Hentzau", "H. M. Hentzau", "H. Maximilian Hentzau", "hentzau"])
def test_initials_belong_to_a_name_whose_surname_is_an_alias(question: str) -> None:
    hugo = "partner: hugo\nname: Hugo Maximilian Hentzau\nkind: person\naliases: [Hentzau, Maximilian Hentzau]\n"
    request = parse(question, index(relations__hugo=hugo), TODAY).request

    assert (request.partners, request.words) == (("hugo",), ())


def test_first_name_before_somebody_elses_surname_names_nobody() -> None:
    base = index(relations__zenda=relation(FACT.replace("Zenda has a castle", "Fritz Tarlenheim saw Zenda")))

    request = parse("Rudolf Tarlenheim", base, TODAY).request

    assert (request.partners, [word.text for word in request.words]) == ((), ["Rudolf", "Tarlenheim"])
