"""Other ways of searching the facts of the base, each set up in several ways."""

import importlib
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import Stemmer
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from bot.domain.knowledge import Snapshot
from bot.domain.text import fold
from tests.benchmarks.judging import SHOWN, Rival, Unable


def rivals(snapshot: Snapshot) -> Iterator[Rival]:
    """Yield the rivals with each of their set-ups; all get texts and questions folded as azrel folds them."""
    ids = list(snapshot.facts)
    for which, texts in texts_of(snapshot).items():
        yield Rival("rapidfuzz, WRatio", which, ask_rapidfuzz(ids, texts, fuzz.WRatio))
        yield Rival("rapidfuzz, token_set_ratio", which, ask_rapidfuzz(ids, texts, fuzz.token_set_ratio))
        for how, to_query in (("words, any of them", any_word), ("trigrams of words, any of them", any_trigram)):
            ask = ask_fts5(ids, texts, "trigram", to_query)
            yield Rival("SQLite FTS5, trigram", f"{how}, in {which}", ask)
        yield Rival(
            "SQLite FTS5, porter", f"words, any of them, in {which}", ask_fts5(ids, texts, "porter unicode61", any_word)
        )
        for stop_words in ("en", "en_plus"):
            ask = ask_bm25s(ids, texts, stop_words)
            yield Rival("bm25s, PyStemmer", f"stop words {stop_words}, in {which}", ask)


def texts_of(snapshot: Snapshot) -> dict[str, list[str]]:
    """Return the folded text of every fact, for each choice of its parts."""
    choices: dict[str, list[str]] = {"all texts": [], "all but topic words": [], "statements, keywords and names": []}
    for fact in snapshot.facts.values():
        partners = [snapshot.partners[id_] for id_ in dict.fromkeys((fact.home, *fact.partners))]
        topics = [snapshot.topics[id_] for id_ in fact.topics]
        least = [fact.statement, *fact.keywords, *(partner.name for partner in partners)]
        more = [*least, *(alias for partner in partners for alias in partner.aliases)]
        more += [citation.excerpt for citation in fact.citations if citation.excerpt]
        most = [*more, *(word for topic in topics for word in (topic.name, *topic.words))]
        for texts, parts in zip(choices.values(), (most, more, least), strict=True):
            texts.append(fold(" ".join(parts)))
    return choices


def ask_rapidfuzz(
    ids: Sequence[str], texts: Sequence[str], scorer: Callable[..., float]
) -> Callable[[str], list[tuple[str, float]]]:
    """Search by rapidfuzz, with processed texts."""
    processed = [default_process(text) for text in texts]

    def ask(question: str) -> list[tuple[str, float]]:
        near = process.extract(default_process(fold(question)), processed, scorer=scorer, limit=SHOWN)
        return [(ids[position], score) for _, score, position in near]

    return ask


def ask_fts5(
    ids: Sequence[str], texts: Sequence[str], tokenizer: str, to_query: Callable[[str], str]
) -> Callable[[str], list[tuple[str, float]]]:
    """Search by a full-text index of SQLite in memory, ranked by its BM25."""
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE VIRTUAL TABLE fact USING fts5(text, tokenize='{tokenizer}')")
    base.executemany("INSERT INTO fact (rowid, text) VALUES (?, ?)", enumerate(texts))
    base.execute("INSERT INTO fact (fact) VALUES ('optimize')")

    def ask(question: str) -> list[tuple[str, float]]:
        query = to_query(fold(question))
        # Lower is better to SQLite.
        sql = "SELECT rowid, -rank FROM fact WHERE fact MATCH ? ORDER BY rank LIMIT ?"
        return [(ids[row], score) for row, score in base.execute(sql, (query, SHOWN))] if query else []

    return ask


def any_word(question: str) -> str:
    """Return an FTS5 query for any word of a folded question; idf lowers the weight of common ones."""
    return " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"[^\W_]+", question)))


def any_trigram(question: str) -> str:
    """Return an FTS5 query for any trigram, so that a typo affects only part of a word."""
    trigrams = [word[at : at + 3] for word in re.findall(r"[^\W_]+", question) for at in range(len(word) - 2)]
    return " OR ".join(f'"{trigram}"' for trigram in dict.fromkeys(trigrams))


def ask_bm25s(ids: Sequence[str], texts: Sequence[str], stop_words: str) -> Callable[[str], list[tuple[str, float]]]:
    """Search by bm25s, with its stop words and PyStemmer's stems."""
    try:
        bm25s: Any = importlib.import_module("bm25s")
    except ImportError as error:
        raise Unable(
            f"{error}: pip install bm25s (the extra `benchmarks` has it), or leave this out: --questions without a file"
        ) from None
    stemmer = Stemmer.Stemmer("english")

    def tokenise(text: str | Sequence[str]) -> Any:
        return bm25s.tokenize(text, stopwords=stop_words, stemmer=stemmer, return_ids=False, show_progress=False)

    index = bm25s.BM25()
    index.index(tokenise(texts), show_progress=False)

    def ask(question: str) -> list[tuple[str, float]]:
        tokens = tokenise(fold(question))
        if not tokens[0]:
            return []
        found, scores = index.retrieve(tokens, k=SHOWN, show_progress=False)
        ranked = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        return [(ids[position], score) for position, score in ranked if score > 0]

    return ask
