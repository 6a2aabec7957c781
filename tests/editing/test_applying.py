"""Operations change the one file they are about, or are refused with a reason."""

from textwrap import dedent
from typing import Any

import pytest

from bot.domain.operations import Kind, Operation, hash_of
from bot.editing import Conflict, EditError, Missing, apply, find_fact, is_applied, path_of_partner

SYLVANIA = dedent("""\
    # Our chief ally.
    partner: sylvania
    name: Sylvania
    kind: state
    facts:
      # Energy
      - id: gas
        statement: Sylvania buys gas. # since when?
        topics: [energy]
        citations:
          - {source: gazette}
        verified: 2025-01-01

      - id: treaty
        statement: >-
          Sylvania signed the treaty.
        topics: [diplomacy]
        citations: [{source: gazette, excerpt: 'the treaty'}]
    """)
TEXTS = {
    "README.md": "sylvania",
    "knowledge.yaml": "subject: ruritania\n",
    "relations/ruritania.yaml": "partner: ruritania\nname: Ruritania # beside sylvania\n",
    "relations/sylvania.yaml": SYLVANIA,
    "sources.yaml": "sources:\n  - id: almanac\n  - id: gazette\n",
}
GAS = dict(find_fact(TEXTS, "gas").fields)
TREATY = dict(find_fact(TEXTS, "treaty").fields)
NEW = {"id": "rail", "statement": "A railway.", "topics": ["borders"]}
RAIL = "\n  - id: rail\n    statement: A railway.\n    topics: [borders]\n"


def of_gas(kind: Kind, fields: Any, base: Any = GAS) -> Operation:
    return Operation(kind, "sylvania", "gas", fields, base and hash_of(base))


@pytest.mark.parametrize(
    ("operation", "old", "new"),
    [
        (of_gas(Kind.EDIT, {**GAS, "statement": "Sylvania bought gas."}), "buys gas", "bought gas"),
        (of_gas(Kind.EDIT, {**GAS, "when": "2020"}), "    citations:\n", "    when: 2020\n    citations:\n"),
        (of_gas(Kind.VERIFY, {"verified": "2026-11-23"}), "2025-01-01", "2026-11-23"),
        (Operation(Kind.VERIFY, "", "treaty", {"verified": "2026-11-23"}, hash_of(TREATY)), "'the treaty'}]\n", "'the treaty'}]\n    verified: 2026-11-23\n"),
        (of_gas(Kind.ADD_KEYWORD, {"keywords": ["pipe"]}), "[energy]\n", "[energy]\n    keywords: [pipe]\n"),
        (of_gas(Kind.ADD_KEYWORD, {"keywords": ["pipe"]}, None), "[energy]\n", "[energy]\n    keywords: [pipe]\n"),
        (of_gas(Kind.REMOVE, {}), SYLVANIA[SYLVANIA.index("  # Energy") : SYLVANIA.index("  - id: treaty")], ""),
        (Operation(Kind.REMOVE, "", "treaty", {}, hash_of(TREATY)), SYLVANIA[SYLVANIA.index("\n  - id: treaty") :], ""),
        (of_gas(Kind.RESTORE, {**GAS, "verified": "2024-01-01"}), "2025-01-01", "2024-01-01"),
        (Operation(Kind.ADD, "sylvania", "rail", NEW), "'the treaty'}]\n", f"'the treaty'}}]\n{RAIL}"),
        (Operation(Kind.RESTORE, "sylvania", "rail", NEW), "'the treaty'}]\n", f"'the treaty'}}]\n{RAIL}"),
        (Operation(Kind.ADD_ALIAS, "sylvania", "", {"aliases": ["Silvânia"]}), "kind: state\n", "kind: state\naliases: [Silvânia]\n"),
    ],
)  # fmt: skip
def test_apply_changes_the_partners_file(operation: Operation, old: str, new: str) -> None:
    applied = apply(operation, TEXTS)

    assert applied.path == "relations/sylvania.yaml"
    assert applied.text == SYLVANIA.replace(old, new)


@pytest.mark.parametrize(
    ("operation", "path", "text", "span"),
    [
        (
            Operation(Kind.ADD_PARTNER, "zenda", "", {"kind": "state", "name": "Zenda", "partner": "zenda", "more": "x"}),
            "relations/zenda.yaml",
            "# schema\npartner: zenda\nname: Zenda\nkind: state\nmore: x\n",
            (2, 5),
        ),
        (
            Operation(Kind.ADD_SOURCE, "", "", {"title": "Chronicle", "id": "chronicle"}),
            "sources.yaml",
            "sources:\n  - id: almanac\n  - id: chronicle\n    title: Chronicle\n  - id: gazette\n",
            (3, 4),
        ),
        (
            Operation(Kind.ADD, "ruritania", "rail", {"id": "rail"}),
            "relations/ruritania.yaml",
            "partner: ruritania\nname: Ruritania # beside sylvania\nfacts:\n  - id: rail\n",
            (4, 4),
        ),
    ],
)  # fmt: skip
def test_apply_adds_entry_to_its_file(operation: Operation, path: str, text: str, span: tuple[int, int]) -> None:
    applied = apply(operation, TEXTS, comment="# schema")

    assert (applied.path, applied.text) == (path, text)
    assert (applied.first, applied.last) == span


def test_apply_inserts_fact_at_index() -> None:
    assert (
        find_fact({"a.yaml": apply(Operation(Kind.ADD, "sylvania", "rail", NEW), TEXTS, index=0).text}, "rail").index
        == 0
    )


def test_apply_appends_source_to_unsorted_list() -> None:
    texts = {"sources.yaml": "sources:\n  - id: b\n  - id: a\n  - x\n"}
    source = Operation(Kind.ADD_SOURCE, fields={"id": "aa"})

    assert apply(source, texts).text == texts["sources.yaml"] + "  - id: aa\n"
    assert apply(source, {}).text == "sources:\n  - id: aa\n"
    assert apply(source, {"sources.yaml": "sources:\n"}).text == "sources:\n  - id: aa\n"


def test_apply_refuses_existing_entry() -> None:
    known = {**TEXTS, "relations/sylvania.yaml": SYLVANIA.replace("kind: state", "aliases: [Sylvan]")}

    assert (
        apply(Operation(Kind.ADD_ALIAS, "sylvania", fields={"aliases": ["Sylvan"]}), known).text
        == known["relations/sylvania.yaml"]
    )


def to_topic(*words: str, id_: str = "energy") -> Operation:
    return Operation(Kind.ADD_TOPIC_WORD, fields={"id": id_, "words": list(words)})


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("topics:\n  - {id: energy, name: Energy, words: [gas]} # one\n", "topics:\n  - {id: energy, name: Energy, words: [gas, pipe, oil]} # one\n"),
        ("topics:\n  - id: law\n    words: [pipe]\n  - id: energy\n    words:\n      [\n        gas, # one\n      ]\n    name: Energy\n", "topics:\n  - id: law\n    words: [pipe]\n  - id: energy\n    words:\n      [\n        gas, pipe, oil, # one\n      ]\n    name: Energy\n"),
        ("topics:\n  - id: energy\n    words:\n      - gas\n      # two\n      - fuel\n", "topics:\n  - id: energy\n    words:\n      - gas\n      # two\n      - fuel\n      - pipe\n      - oil\n"),
        ("topics:\n  - id: energy\n    words: [oil]\n", "topics:\n  - id: energy\n    words: [oil, pipe]\n"),
        ("topics:\n  - id: energy\n    words:\n  - id: law\n", "topics:\n  - id: energy\n    words: [pipe, oil]\n  - id: law\n"),
        ("topics:\n  - id: energy\n", "topics:\n  - id: energy\n    words: [pipe, oil]\n"),
        ("topics: [{id: energy, words: [gas]}]\n", "topics: [{id: energy, words: [gas, pipe, oil]}]\n"),
        ("topics:\n  - id: energy\n    words: [pipe, oil]\n", "topics:\n  - id: energy\n    words: [pipe, oil]\n"),
    ],
)  # fmt: skip
def test_apply_adds_words_to_topic(text: str, new: str) -> None:
    applied = apply(to_topic("pipe", "oil"), {**TEXTS, "topics.yaml": text})

    assert (applied.path, applied.text) == ("topics.yaml", new)


@pytest.mark.parametrize("text", ["", "topics:\n", "topics: energy\n", "topics:\n  - id: law\n  - energy\n  - {}\n"])
@pytest.mark.parametrize("id_", ["energy", ""])
def test_apply_names_missing_topic(text: str, id_: str) -> None:
    with pytest.raises(Missing, match=f"there is no topic '{id_}': add it to topics.yaml first, or correct its id"):
        apply(to_topic("pipe", id_=id_), {**TEXTS, "topics.yaml": text})


ZENDA: Any = {"partner": "zenda", "name": "Zenda", "kind": "state"}


@pytest.mark.parametrize(
    "operation",
    [
        of_gas(Kind.EDIT, {**GAS, "statement": "Sylvania bought gas."}),
        of_gas(Kind.VERIFY, {"verified": "2026-11-23"}),
        of_gas(Kind.ADD_KEYWORD, {"keywords": ["pipe"]}),
        of_gas(Kind.REMOVE, {}),
        Operation(Kind.ADD, "sylvania", "rail", NEW),
        Operation(Kind.RESTORE, "sylvania", "rail", NEW),
        Operation(Kind.ADD_PARTNER, "zenda", "", ZENDA),
        Operation(Kind.ADD_SOURCE, "", "", {"id": "chronicle", "title": "Chronicle"}),
        Operation(Kind.ADD_ALIAS, "sylvania", "", {"aliases": ["Silvânia"]}),
        to_topic("pipe", "oil"),
    ],
    ids=lambda operation: operation.kind,
)
def test_applied_operation_is_applied(operation: Operation) -> None:
    texts = {**TEXTS, "topics.yaml": "topics:\n  - id: energy\n    words: [gas]\n"}
    assert not is_applied(operation, texts)

    applied = apply(operation, texts)
    assert is_applied(operation, {**texts, applied.path: applied.text})
    assert is_applied(operation, {**texts, applied.path: f"# read again\n{applied.text}"})


def test_addition_is_applied_beside_other_items() -> None:
    texts = {"topics.yaml": "topics:\n  - {id: energy, words: [oil, gas, pipe]}\n", "relations/a.yaml": SYLVANIA.replace("[energy]", "[energy]\n    keywords: [a, pipe]")}  # fmt: skip

    assert is_applied(to_topic("pipe", "oil"), texts)
    assert is_applied(of_gas(Kind.ADD_KEYWORD, {"keywords": ["pipe"]}), texts)
    assert not is_applied(to_topic("pipe", "coal"), texts)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("text", ["", "x: [\n# gas\n", "partner: other # gas, sylvania\n"])
def test_nothing_is_applied_in_missing_or_broken_files(kind: Kind, text: str) -> None:
    operation = Operation(kind, "sylvania", "gas", {"id": "x", "words": ["a"]})
    is_gone = kind is Kind.REMOVE and "[" not in text

    assert is_applied(operation, {"relations/a.yaml": text, "sources.yaml": text, "topics.yaml": text}) == is_gone


def test_empty_operation_is_not_applied() -> None:
    assert not is_applied(Operation(Kind.ADD_ALIAS, "sylvania"), TEXTS)


def test_apply_reports_changed_lines() -> None:
    applied = apply(of_gas(Kind.VERIFY, {"verified": "2026-11-23"}), TEXTS)
    assert (applied.first, applied.last) == (12, 12)


LATER = {**GAS, "statement": "Sylvania sold gas."}
PROPOSED = {**GAS, "when": "2020"}


@pytest.mark.parametrize(
    ("operation", "proposed"),
    [
        (of_gas(Kind.EDIT, PROPOSED), PROPOSED),
        (of_gas(Kind.RESTORE, PROPOSED), PROPOSED),
        (of_gas(Kind.REMOVE, {}), None),
        (of_gas(Kind.VERIFY, {"verified": "2026-11-23"}), {**LATER, "verified": "2026-11-23"}),
        (of_gas(Kind.ADD, PROPOSED, None), PROPOSED),
        (of_gas(Kind.RESTORE, PROPOSED, None), PROPOSED),
    ],
)
def test_changed_fact_raises_conflict(operation: Operation, proposed: Any) -> None:
    texts = {**TEXTS, "relations/sylvania.yaml": SYLVANIA.replace("buys", "sold")}

    with pytest.raises(Conflict, match=r"compare both versions|has a fact 'gas' already") as raised:
        apply(operation, texts, base=GAS)

    assert (raised.value.base, raised.value.current, raised.value.proposed) == (GAS, LATER, proposed)


def test_removed_fact_raises_conflict() -> None:
    texts = {**TEXTS, "relations/sylvania.yaml": "partner: sylvania\nfacts: none\n"}

    with pytest.raises(Conflict, match="there is no fact 'gas'") as raised:
        apply(of_gas(Kind.EDIT, PROPOSED), texts, base=GAS)
    assert (raised.value.current, raised.value.proposed) == (None, PROPOSED)


def test_changed_comments_and_layout_raise_no_conflict() -> None:
    text = SYLVANIA.replace("topics: [energy]", "topics: # one\n      - 'energy'")
    assert apply(of_gas(Kind.EDIT, GAS), {"relations/sylvania.yaml": text}).text == text


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        (of_gas(Kind.EDIT, GAS, None), "there is no fact 'gas': it was removed, or its id has changed"),
        (of_gas(Kind.ADD, GAS, None), "there is no partner 'sylvania': add it first, or correct its id"),
    ],
)
def test_apply_names_missing_entry(operation: Operation, message: str) -> None:
    with pytest.raises(Missing) as raised:
        apply(
            operation,
            {"relations/ruritania.yaml": "partner: ruritania # not sylvania, not gas\n", "relations/x.yaml": "# gas\n"},
        )
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("operation", "text", "message"),
    [
        (of_gas(Kind.EDIT, GAS), "partner: sylvania\nfacts: [{id: gas}\n", "relations/sylvania.yaml, line 3 is not plain YAML: fix it first"),
        (of_gas(Kind.ADD, GAS, None), "partner: sylvania\nfacts: [{id: oil}]\n", "relations/sylvania.yaml, line 2: write 'facts' as a list"),
        (of_gas(Kind.EDIT, GAS), "[gas]: x\n", "relations/sylvania.yaml, line 1: write the key as a text"),
        (Operation(Kind.ADD_PARTNER, "sylvania"), "", "relations/sylvania.yaml is there already"),
        (Operation(Kind.ADD_SOURCE, fields={"id": "gazette"}), "", "sources.yaml has a source 'gazette' already"),
    ],
)  # fmt: skip
def test_error_names_file_and_line(operation: Operation, text: str, message: str) -> None:
    with pytest.raises(EditError) as raised:
        apply(operation, {"relations/sylvania.yaml": text, "sources.yaml": TEXTS["sources.yaml"]})
    assert str(raised.value).startswith(message)


def test_path_of_partner_is_found_by_id() -> None:
    assert path_of_partner(TEXTS, "sylvania") == "relations/sylvania.yaml"
