"""A base describes itself: its kinds, words, scope of the world, and shared names."""

from textwrap import dedent

import pytest

from bot.domain.kinds import USUAL_KINDS, Kind, Members, Noun
from bot.loading import load_texts
from tests.bases import snapshot_of, texts

KNOWLEDGE = texts()["knowledge.yaml"].decode()
KINDS = """
    kinds:
      - {id: state, singular: state, plural: states, members: states}
      - {id: person, singular: person, plural: people, members: persons}
      - {id: place, singular: place, plural: places}
    """


def knowledge(more: str = KINDS) -> str:
    """Return the test base's knowledge.yaml with more keys."""
    return KNOWLEDGE + dedent(more).lstrip()


def problems_of(**changes: str | None) -> list[str]:
    files = texts(relations__ruritania=None, **changes) | {
        "relations/ruritania.yaml": texts()["relations/ruritania.yaml"].replace(b"iso: RR", b"iso: XR"),
        "relations/graustark.yaml": texts()["relations/graustark.yaml"].replace(b"iso: GK", b"iso: XG"),
    }
    return [str(problem) for problem in load_texts(files).problems if problem.rule != "excerpt-not-verified"]


def test_base_without_kinds_has_the_usual_ones() -> None:
    about = snapshot_of(texts()).about

    assert about.kinds == USUAL_KINDS
    assert [kind.heading for kind in about.kinds] == [
        "States", "Organisations", "Companies", "People", "Places", "Peoples", "Projects"
    ]  # fmt: skip
    assert (about.partner, about.fact) == (Noun("partner", "partners"), Noun("fact", "facts"))


def test_base_has_kinds_and_words_of_its_own() -> None:
    words = "\nwords:\n  partner: {singular: dependency, plural: dependencies}\n"
    files = texts(
        knowledge=knowledge(KINDS) + words.lstrip("\n"), relations__zenda="partner: zenda\nname: Zenda\nkind: place\n"
    )
    files["relations/ruritania.yaml"] = files["relations/ruritania.yaml"].replace(b"iso: RR", b"iso: XR")
    files["relations/graustark.yaml"] = files["relations/graustark.yaml"].replace(b"iso: GK", b"iso: XG")
    snapshot = snapshot_of(files)

    assert [kind.id for kind in snapshot.about.kinds] == ["state", "person", "place"]
    assert snapshot.partners["zenda"].kind == Kind("place", Noun("place", "places"))
    assert snapshot.partners["sylvania"].kind.members is Members.STATES
    assert snapshot.about.partner == Noun("dependency", "dependencies")
    assert snapshot.about.fact == Noun("fact", "facts")


@pytest.mark.parametrize(
    ("zenda", "expected"),
    [
        ("kind: place", []),
        ("kind: project", ["3:7: 'project' is not a kind of partner: write one of state, person, place [unknown-kind]"]),
        ("kind: state\niso: FR", []),
        ("kind: state\niso: XZ", []),
        ("kind: state\niso: UK", ["4:6: UK is no state's code in ISO 3166-1 alpha-2: write GB [bad-iso]"]),
        ("kind: state\niso: EL", ["4:6: EL is no state's code in ISO 3166-1 alpha-2: write GR [bad-iso]"]),
        ("kind: state\niso: ZZ",
         ["4:6: ZZ is no state's code in ISO 3166-1 alpha-2: write its code, or leave 'iso' out [bad-iso]"]),
        ("kind: place\niso: FR",
         ["4:6: only a state has a code, and this is of the kind place: leave 'iso' out, or give the kind "
          "'members: states' in knowledge.yaml [bad-iso]"]),
        ("kind: castle\niso: FR", ["3:7: 'castle' is not a kind of partner: write one of state, person, place [unknown-kind]"]),
        ("kind: place\nordinary_word: maybe",
         ["4:16: 'maybe' is neither yes nor no: write true, or leave the key out [wrong-type]"]),
    ],
)  # fmt: skip
def test_partner_must_be_of_a_known_kind(zenda: str, expected: list[str]) -> None:
    reported = problems_of(knowledge=knowledge(), relations__zenda=f"partner: zenda\nname: Zenda\n{zenda}\n")

    assert reported == [f"relations/zenda.yaml:{line}" for line in expected]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("kinds: []", ["7:8: 'kinds' is an empty list: add an item [empty]"]),
        ("kinds: [place]", ["7:9: this must be keys with values, each as 'key: value' [wrong-type]"]),
        ("kinds: [{id: place}]",
         ["7:9: missing key 'plural': add 'plural: …' to this entry [missing-key]",
          "7:9: missing key 'singular': add 'singular: …' to this entry [missing-key]"]),
        ("kinds: [{id: place, singular: place, plural: places, members: towns}]",
         ["7:63: 'towns' is not what members of a kind are: write one of persons, states [unknown-value]"]),
        ("kinds: [{id: place, singular: place, plural: places, members: [x]}]",
         ["7:63: 'members' must be text, not a list or keys: write one value [wrong-type]"]),
        ("world: some", ["7:8: 'some' is not what is known of the world: write one of names and codes, names, none "
                         "[unknown-value]"]),
        ("words: {partner: {singular: tool}}",
         ["7:18: missing key 'plural': add 'plural: …' to this entry [missing-key]"]),
        ("words: {partners: {singular: tool, plural: tools}}",
         ["7:9: unknown key 'partners': did you mean 'partner'? [unknown-key]"]),
        ("wrld: none", ["7:1: unknown key 'wrld': did you mean 'world'? [unknown-key]"]),
    ],
)  # fmt: skip
def test_reports_mistakes_in_knowledge_yaml(more: str, expected: list[str]) -> None:
    reported = [line for line in problems_of(knowledge=knowledge(more + "\n")) if line.startswith("knowledge.yaml")]

    assert reported == [f"knowledge.yaml:{line}" for line in expected]


def test_kinds_must_have_unique_ids() -> None:
    (line,) = problems_of(knowledge=knowledge() + "  - {id: place, singular: town, plural: towns}\n")

    assert "the kind 'place' is already defined at knowledge.yaml:10" in line


def test_unreadable_kinds_cause_no_problems_of_partners() -> None:
    reported = problems_of(knowledge=knowledge("kinds: [{id: Place, singular: place, plural: places}]\n"))

    assert [line for line in reported if "unknown-kind" in line] == []
    assert [line for line in problems_of(knowledge="kinds: [") if "unknown-kind" in line] == []


@pytest.mark.parametrize(
    ("world", "names", "codes"), [("names and codes", True, True), ("names", True, False), ("none", False, False)]
)
def test_base_sets_scope_of_the_world(world: str, names: bool, codes: bool) -> None:
    known = snapshot_of(texts(knowledge=knowledge(f"world: {world}\n"))).world

    assert (bool(known.countries), bool(known.names), known.has_codes) == (names, names, codes)
    assert "oil" in known


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("shared_names: [The Keep]", "shared_names: [the keep]", None),
        ("aliases: [The Keep]\nshared_names: [The Keep]", "shared_names: [The Keep]", None),
        ("shared_names: [The Keep]", "aliases: [The Keep]",
         "relations/b.yaml:4:11: the name 'The Keep' belongs to 'a' too (relations/a.yaml:4): leave it to one of the "
         "two, or let both list it in 'shared_names' [name-claimed-twice]"),
        ("aliases: [The Keep]", "shared_names: [The Keep]",
         "relations/b.yaml:4:16: the name 'The Keep' belongs to 'a' too (relations/a.yaml:4): leave it to one of the "
         "two, or let both list it in 'shared_names' [name-claimed-twice]"),
        ("aliases: [C]", "aliases: [C++, C#, .C]", None),
        ("aliases: [C++]", "aliases: [c ++]", None),
        ("aliases: [C++]", "aliases: [c++]",
         "relations/b.yaml:4:11: the name 'c++' belongs to 'a' too (relations/a.yaml:4): leave it to one of the two, or "
         "let both list it in 'shared_names' [name-claimed-twice]"),
    ],
)  # fmt: skip
def test_name_is_shared_if_both_partners_say_so(one: str, other: str, expected: str | None) -> None:
    reported = problems_of(
        relations__a=f"partner: a\nname: Hentzau\nkind: place\n{one}\n",
        relations__b=f"partner: b\nname: Tarlenheim\nkind: place\n{other}\n",
    )

    assert reported == ([expected] if expected else [])


def test_main_names_must_be_unique() -> None:
    first, second = (
        f"partner: {id_}\nname: John Adams\nkind: person\nshared_names: [John Adams]\n" for id_ in ("a", "b")
    )

    assert problems_of(relations__a=first, relations__b=second) == [
        "relations/b.yaml:2:7: the name 'John Adams' belongs to 'a' too (relations/a.yaml:2): "
        "give each of the two a main name of its own [name-claimed-twice]"
    ]
