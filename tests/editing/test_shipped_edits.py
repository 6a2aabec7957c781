"""Facts of the shipped base are edited in place: all else stays the same, byte for byte."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.operations import Fields, Kind, Operation, hash_of
from bot.editing import apply, find_fact
from bot.editing.facts import ids_in
from bot.loading import load_texts

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
TEXTS = {
    path.relative_to(KNOWLEDGE).as_posix(): path.read_bytes().decode() for path in sorted(KNOWLEDGE.rglob("*.yaml"))
}
RELATIONS = [path for path in TEXTS if path.startswith("relations/") and ids_in(TEXTS[path], "facts")]
WORD = "quokka: a word"


def operations_on(fact: str, fields: Fields) -> Iterator[Operation]:
    base = hash_of(fields)
    statement = str(fields["statement"])
    yield Operation(Kind.EDIT, "", fact, {**fields, "statement": f"{statement[:-1]}, as it said."}, base)
    yield Operation(Kind.VERIFY, "", fact, {"verified": "2026-11-22"}, base)
    yield Operation(Kind.ADD_KEYWORD, "", fact, {"keywords": [WORD]}, base)
    yield Operation(Kind.REMOVE, "", fact, {}, base)


def check_edits(path: str, fact: str) -> None:
    text = TEXTS[path]
    found = find_fact({path: text}, fact)
    lines = text.splitlines(keepends=True)
    first = next(at for at, line in enumerate(lines) if line.strip() == f"- id: {fact}")
    rest = [at for at in range(first + 1, len(lines)) if lines[at].strip() and not lines[at].startswith("    ")]
    end = rest[0] if rest else len(lines)
    before, after = "".join(lines[:first]), "".join(lines[end:])
    for operation in operations_on(fact, found.fields):
        new = apply(operation, {path: text}).text
        assert new.endswith(after)
        if operation.kind is Kind.REMOVE:
            assert new in (before + after, before.removesuffix("facts:\n") + "facts: []\n" + after)
            continue
        assert new.startswith(before)
        changed: Any = find_fact({path: new}, fact).fields
        restore = Operation(Kind.RESTORE, "", fact, found.fields, hash_of(changed))
        if operation.kind is Kind.EDIT:
            assert changed == operation.fields
            assert find_fact({path: apply(restore, {path: new}).text}, fact).fields == found.fields
        else:
            assert apply(restore, {path: new}).text == text
            assert len(new.splitlines()) - len(lines) <= 1


@pytest.mark.parametrize("path", RELATIONS[::6])
def test_edits_fact_in_place(path: str) -> None:
    check_edits(path, ids_in(TEXTS[path], "facts")[-1])


@pytest.mark.slow
@pytest.mark.parametrize("path", RELATIONS)
def test_edits_facts_of_whole_base_in_place(path: str, step: int) -> None:
    for fact in ids_in(TEXTS[path], "facts")[:: 4 * step]:
        check_edits(path, fact)


def test_base_loads_with_only_the_changes() -> None:
    chosen = [ids_in(TEXTS[path], "facts")[0] for path in RELATIONS[::6]]
    texts = dict(TEXTS)
    for path, fact in zip(RELATIONS[::6], chosen, strict=True):
        for kind in (Kind.VERIFY, Kind.ADD_KEYWORD):
            fields: Fields = {"verified": "2026-11-22"} if kind is Kind.VERIFY else {"keywords": ["quokka"]}
            texts[path] = apply(Operation(kind, "", fact, fields), texts).text

    old, new = (load_texts({path: text.encode() for path, text in each.items()}).snapshot for each in (TEXTS, texts))

    assert old
    assert new
    assert set(old.facts) == set(new.facts)
    pairs = ((fact, new.facts[name]) for name, fact in old.facts.items())
    assert {one.id for one, other in pairs if (one.verified, one.keywords) != (other.verified, other.keywords)} == set(
        chosen
    )


def test_adds_word_to_each_topic() -> None:
    texts, ids = dict(TEXTS), ids_in(TEXTS["topics.yaml"], "topics")
    for number, topic in enumerate(ids):
        fields: Fields = {"id": topic, "words": [f"quokka{number}"]}
        applied = apply(Operation(Kind.ADD_TOPIC_WORD, fields=fields), texts)
        assert applied.last - applied.first <= 1, "the lines around it stay"
        texts["topics.yaml"] = applied.text

    old, new = (load_texts({path: text.encode() for path, text in each.items()}).snapshot for each in (TEXTS, texts))

    assert old
    assert new
    words = {topic.id: topic.words for topic in old.topics.values()}
    assert {topic.id: topic.words for topic in new.topics.values()} == {
        topic: (*words[topic], f"quokka{number}") for number, topic in enumerate(ids)
    }
