"""An index built incrementally equals one built from scratch."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import example, given, settings

from bot.domain.answers import Answer
from bot.domain.knowledge import Snapshot
from bot.loading import load_texts
from bot.search import Index, build, build_whole, respond
from bot.search.tables import Table, to_set
from tests.bases import TODAY
from tests.property.edits import each_undone, states

QUESTIONS = (
    "sylvania",
    "sylvania gas",
    "contracts of graustark",
    "supply contract",
    "zenda castle",
    "frontir of graustark 1994",
    "make",
    "castl",
    "what did the kings agree, and not one cart?",
    "ruritania energy not sylvania",
)


def snapshots(edited: Iterable[dict[str, bytes]]) -> list[Snapshot]:
    """Return the snapshots of the valid states."""
    found = [load_texts(files).snapshot for files in edited]
    return [snapshot for snapshot in found if snapshot is not None]


def bits_of(table: Table[str]) -> dict[str, int]:
    return {key: to_set(held) for key, held in table.items()}


def contents(index: Index) -> dict[str, object]:
    """Return the contents of an index as plain values."""
    texts = index.texts
    plain = {name: getattr(index, name) for name in ("positions", "spans", "by_partner", "by_topic", "best_known")}
    return plain | {
        "postings": [bits_of(table) for table in texts.postings],
        "facts_by_word": bits_of(texts.facts_by_word),
        "related": (bits_of(texts.related), bits_of(index.phrases.related)),
        "phrases": bits_of(index.phrases.facts),
        "reach": index.phrases.reach,
        "texts": (texts.idfs, texts.unseen, texts.forms, texts.words, texts.vocabulary.words, texts.stems),
        "lengths": (texts.lengths, texts.average),
        "names": (index.names.by_words, index.names.vocabulary.words, index.names.joined_names),
    }


def answer_to(question: str, index: Index) -> object:
    """Return the answer to a question, with the score and the reasons of each fact."""
    found = respond(question, index, TODAY)
    if not isinstance(found, Answer):
        return repr(found)
    reasons = [(match.fact, match.score, [reason.words for reason in match.reasons]) for match in found.facts]
    return reasons, found.request, found.partners


@given(states())
@settings(max_examples=15)
@example(each_undone())
def test_incremental_index_equals_fresh_one(edited: list[dict[str, bytes]]) -> None:
    index: Index | None = None
    for snapshot in snapshots(edited):
        index, fresh = build_whole(snapshot, index), build_whole(snapshot)

        assert contents(index) == contents(fresh)
        assert all(answer_to(question, index) == answer_to(question, fresh) for question in QUESTIONS)


def test_incremental_index_leaves_texts_unbuilt() -> None:
    first, second, *_ = snapshots(each_undone())
    before = build(first)

    assert "texts" not in vars(build(second, before))
    assert "texts" in vars(build_whole(second, before))
    assert "texts" in vars(build(second, build_whole(first)))


def test_incremental_index_keeps_unchanged_facts() -> None:
    (snapshot, *_) = snapshots(each_undone())
    one = snapshot.facts["sylvania-gas"]
    many = {f"gas-{number:04}": replace(one, id=f"gas-{number:04}", position=number) for number in range(1_000)}
    index = build_whole(replace(snapshot, facts=many))
    for number, statement in ((500, "Sylvania buys gas and coke."), (501, one.statement), (0, "Gas.")):
        edited = many[f"gas-{number:04}"]
        many = {**many, edited.id: replace(edited, statement=statement)}
        many.pop(f"gas-{number + 100:04}")
        index, fresh = build_whole(replace(snapshot, facts=many), index), build_whole(replace(snapshot, facts=many))

        assert contents(index) == contents(fresh)
