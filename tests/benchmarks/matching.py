"""Quality and speed of azrel's search, beside others and at scale: `python -m tests.benchmarks.matching`.

Prints Markdown tables: what azrel and other ways of searching the same facts make of the judged questions; what it
takes to start the server; and how azrel fares on made-up bases of many sizes. A figure that has a budget stands beside
it, in bold where it is past it.
"""

import argparse
import gc
import importlib
import json
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, cycle
from math import ceil, inf
from pathlib import Path
from typing import Any, TypeVar

import Stemmer
import yaml
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from bot.domain.answers import Answer, FactMatch
from bot.domain.knowledge import Fact, Partner, Snapshot
from bot.domain.text import fold, words_of
from bot.loading import load_folder
from bot.search import Index, as_answer, build_whole, respond
from tests.bases import TODAY
from tests.benchmarks.figures import against, print_table
from tests.benchmarks.server import ROOT, Broken, Server

T = TypeVar("T")

QUESTIONS = ROOT / "tests/quality/questions.yaml"
SIZES = (300, 1_000, 3_000, 10_000, 100_000)

# Milliseconds a question; of these bases the budgets speak.
SHIPPED_MEDIAN, SHIPPED_P99 = 0.5, 5.0
LARGE, LARGE_MEDIAN, LARGE_P99 = 10_000, 1.0, 8.0
LOAD_MS_A_FACT = 0.8
SECONDS_TO_READY, RESIDENT_MIB = 1.5, 120.0

SHOWN = 3
# So many facts are on a page of a message.
LOOKED_AT = 5
STARTS = 3
QUERIES_A_KIND = 100
FACTS_A_FOLDER = 10_000


def main() -> int:
    """Print the tables that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--questions",
        nargs="*",
        metavar="FILE",
        type=Path,
        default=[QUESTIONS],
        help="the judged questions (default tests/quality/questions.yaml); with none, no table of them",
    )
    parser.add_argument(
        "--sizes",
        nargs="*",
        metavar="FACTS",
        type=int,
        default=SIZES,
        help=f"how many facts to make up (default {' '.join(map(str, SIZES))}); with none, no tables of them",
    )
    parser.add_argument("--measure", nargs="+", metavar="DIR", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return 0
    try:
        if options.questions:
            compare(options.questions)
        if options.sizes:
            scale(options.sizes)
    except (Broken, Unable) as problem:
        print(f"matching: {problem}", file=sys.stderr)
        return 1
    return 0


class Unable(Exception):
    """Why there is nothing to measure, and what to do about it."""


# Figures


def time_calls(call: Callable[[T], object], arguments: Iterable[T]) -> list[float]:
    """Return the milliseconds of each call, garbage collection off; whoever calls has warmed up."""
    times = []
    gc.collect()
    gc.disable()
    try:
        for argument in arguments:
            start = time.perf_counter()
            call(argument)
            times.append((time.perf_counter() - start) * 1_000)
    finally:
        gc.enable()
    return times


def p99_of(times: Sequence[float]) -> float:
    """Return the time that 99 of 100 calls keep to."""
    return sorted(times)[ceil(0.99 * len(times)) - 1]


def resident_mib() -> float:
    """Return what this process holds in memory now."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


# The judged questions


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is right: one of `facts` among the first three, or an `outcome` without facts.

    `partners` are those it may be read to name.
    """

    ask: str
    facts: frozenset[str]
    partners: frozenset[str]
    outcome: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The figures of one way of searching; `way` names its set-up."""

    name: str
    way: str
    answered: int
    silent: int
    wrong_partners: int | None
    ask: Callable[[str], object]

    @property
    def right(self) -> int:
        """On how many questions it was right."""
        return self.answered + self.silent


@dataclass(frozen=True, slots=True)
class Rival:
    """Another way of searching, set up one way: a question → the ids of facts with scores, best first."""

    name: str
    way: str
    ask: Callable[[str], Sequence[tuple[str, float]]]


def read_questions(paths: Iterable[Path]) -> list[Question]:
    """Return the judged questions of all files."""
    try:
        entries = [entry for path in paths for entry in yaml.safe_load(path.read_text("utf-8"))]
    except OSError as error:
        raise Unable(f"cannot read the judged questions: {error}; name their file with --questions") from None
    return [
        Question(
            ask=str(entry["ask"]),
            facts=frozenset(entry.get("facts", ())),
            partners=frozenset(entry.get("partners", ())),
            outcome=entry.get("outcome", "answer"),
        )
        for entry in entries
    ]


def compare(paths: Iterable[Path]) -> None:
    """Print how azrel and the others fare on the judged questions, and what starting the server takes."""
    questions = read_questions(paths)
    loaded = load_folder(ROOT / "knowledge").snapshot
    if loaded is None:
        raise Unable("the shipped knowledge has problems: see azrel check")
    best: dict[str, Verdict] = {}
    for rival in rivals(loaded):
        verdict = judge_rival(rival, questions)
        if rival.name not in best or verdict.right > best[rival.name].right:
            best[rival.name] = verdict
    azrel = judge_azrel(build_whole(loaded), questions)
    texts = [question.ask for question in questions]
    times = {verdict.name: time_calls(verdict.ask, texts) for verdict in (azrel, *best.values())}
    answerable = sum(bool(question.facts) for question in questions)
    print_table(
        f"{len(questions):,} judged questions on the shipped base: {len(loaded.facts):,} facts, "
        f"{len(loaded.partners):,} partners",
        ["", "right", "answerable", "unanswerable", "wrong partners", "median ms", "p99 ms"],
        [
            [
                verdict.name,
                share(verdict.right, len(questions)),
                share(verdict.answered, answerable),
                share(verdict.silent, len(questions) - answerable),
                "–" if verdict.wrong_partners is None else str(verdict.wrong_partners),
                against(statistics.median(times[verdict.name]), SHIPPED_MEDIAN if verdict is azrel else None),
                against(p99_of(times[verdict.name]), SHIPPED_P99 if verdict is azrel else None),
            ]
            for verdict in (azrel, *best.values())
        ],
    )
    print("\nOf what was tried for each of the others, what was right most often on these very questions:\n")
    for verdict in best.values():
        print(f"- {verdict.name}: {verdict.way}")
    seconds, memory = start_server()
    print_table(
        f"`azrel serve` on the shipped base, the median of {STARTS} starts",
        ["", "start to ready, s", "resident MiB"],
        [["azrel", against(seconds, SECONDS_TO_READY), against(memory, RESIDENT_MIB)]],
    )


def share(count: int, total: int) -> str:
    """Return a count and what share of the total it is."""
    return f"{count} of {total} ({count / total:.1%})" if total else "–"


def judge_azrel(index: Index, questions: Sequence[Question]) -> Verdict:
    """Judge azrel by all of a reading: its facts, its outcome, its partners."""
    found = [as_answer(respond(question.ask, index, TODAY)) for question in questions]
    wrong = [has_wrong_partner(question, read) for question, read in zip(questions, found, strict=True)]
    right = [
        is_right(question, read) and not wrongly
        for question, read, wrongly in zip(questions, found, wrong, strict=True)
    ]
    return Verdict(
        name="azrel",
        way="",
        answered=sum(right for question, right in zip(questions, right, strict=True) if question.facts),
        silent=sum(right for question, right in zip(questions, right, strict=True) if not question.facts),
        wrong_partners=sum(wrong),
        ask=lambda text: look_at(text, index),
    )


def look_at(text: str, index: Index) -> Sequence[FactMatch]:
    """Ask azrel, and look at as many facts as a message shows; those that are not looked at are not made."""
    return as_answer(respond(text, index, TODAY)).facts[:LOOKED_AT]


def is_right(question: Question, found: Answer) -> bool:
    """Return whether azrel's facts, or its having none, are what was wanted."""
    if question.facts:
        return any(match.fact.id in question.facts for match in found.facts[:SHOWN])
    return not found.facts if question.outcome == "none" else found.outcome == question.outcome


def has_wrong_partner(question: Question, found: Answer) -> bool:
    """Return whether azrel, where it shows facts or ought to, took the question to name a partner that it does not."""
    is_judged = question.facts or found.facts
    return bool(is_judged) and any(partner.id not in question.partners for partner in found.partners)


def judge_rival(rival: Rival, questions: Sequence[Question]) -> Verdict:
    """Judge a rival with the threshold that suits it best: the score below which it had better be silent."""
    found = [rival.ask(question.ask)[:SHOWN] for question in questions]
    hits, tops = [], []
    for question, ranked in zip(questions, found, strict=True):
        if question.facts:
            hits += [score for id_, score in ranked if id_ in question.facts][:1]
        else:
            tops.append(ranked[0][1] if ranked else -inf)
    hits.sort()
    tops.sort()

    def count_right(threshold: float) -> tuple[int, int]:
        return len(hits) - bisect_left(hits, threshold), bisect_left(tops, threshold)

    # No threshold is better than the nearest above it at which a right fact stands.
    threshold = max([*hits, inf], key=lambda threshold: sum(count_right(threshold)))
    answered, silent = count_right(threshold)
    return Verdict(rival.name, f"{rival.way}; a score of {threshold:.2f} or more", answered, silent, None, rival.ask)


def rivals(snapshot: Snapshot) -> Iterator[Rival]:
    """Return the others, each set up in every way that might suit it; all read texts and questions folded as azrel does."""
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
    """For each choice of what to search, the text of every fact, folded."""
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
    """Search by rapidfuzz, the texts processed beforehand."""
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
    """Return an FTS5 query for any word of a folded question; idf keeps the common ones from counting for much."""
    return " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"[^\W_]+", question)))


def any_trigram(question: str) -> str:
    """Return an FTS5 query for any three letters in a row, so that a typo spoils only some of a word."""
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


def start_server() -> tuple[float, float]:
    """Seconds from the start of `azrel serve` until it is ready, and its memory then, in MiB."""
    starts = []
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory() as scratch:
            start = time.perf_counter()
            server = Server(ROOT / "knowledge", Path(scratch) / "log")
            try:
                server.wait_until_ready()
                starts.append((time.perf_counter() - start, server.resident_mib()))
            finally:
                server.stop()
    seconds, memory = zip(*starts, strict=True)
    return statistics.median(seconds), statistics.median(memory)


# Made-up bases


ONSETS = "b br ch d dr f g gl gr h j k kl kr l m n p pl pr r s sh sk st t tr v vl y z zh".split()
VOWELS = "a a a e e e i i o o u u ai au ei ia io ua".split()
CODAS = ["", "", "", *"k l l lm m n n nd r r rk s st t x".split()]
# Codes that states have, since a code may bring more names with it.
CODES = """
AD AE AF AG AL AM AO AR AT AU BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU
CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN
IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR
MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK
""".split()
JOINTS = "the of and in for with by to on from about between".split()
# Words that people use and the made-up bases lack.
STRANGE = "recipe weather whale football guitar bicycle lottery volcano orchid cinema pension harvest".split()
VERBS = "promise refuse criticise sponsor boycott applaud renew endorse condemn postpone".split()

VOCABULARY = 20_000
TOPIC_WORDS = 38
FIRST_NAMES = 60
# The topics of the shipped base by how often they are met. The rest is shaped after it too: how long texts are, how
# many names partners have, and how few of the words and partners most facts speak of.
TOPIC_SHARES = (57, 31, 20, 19, 17, 16, 11, 8, 6, 6)
KINDS = {"state": 36, "organisation": 16, "person": 10, "project": 9, "place": 5, "company": 4}
FIRST_YEAR, LAST_YEAR = 1990, 2026


class Inventor:
    """Makes up a base of so many facts, the same each time, and writes it as curators' YAML."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.random = random.Random(f"a base of {size}")
        self.taken: set[str] = set()
        self.vocabulary = [self.coin() for _ in range(VOCABULARY)]
        # Zipf's law as Mandelbrot bent it, which the words of the shipped base follow.
        self.word_weights = list(accumulate(1 / (rank + 20) for rank in range(VOCABULARY)))
        self.first_names = cycle([self.coin().title() for _ in range(FIRST_NAMES)])
        self.surname = self.coin().title()
        self.codes = iter(CODES)
        self.topics = [self.make_topic() for _ in TOPIC_SHARES]
        self.sources = [(f"source-{number}", FIRST_YEAR + number % 37) for number in range(150)]
        self.subject = self.make_partner("state")
        self.partners = [
            self.make_partner(self.pick(tuple(KINDS), tuple(KINDS.values())))
            for _ in range(1_999 if size >= 1_000 else max(2, size // 5))
        ]
        self.partner_weights = [1 / (rank + 5) for rank in range(len(self.partners))]

    def write(self, parent: Path) -> list[Path]:
        """Write the base, in parts as large as loading takes at once; each part has all the partners."""
        folders = []
        for first in range(0, self.size, FACTS_A_FOLDER):
            folder = parent / str(first)
            (folder / "relations").mkdir(parents=True)
            (folder / "knowledge.yaml").write_text(
                f"title: A made-up base\nsubject: {self.subject['partner']}\ncommand: /made-up\nowner: nobody\n"
                "review_interval_days: 365\n",
                "utf-8",
            )
            (folder / "topics.yaml").write_text("topics:\n" + "".join(map(topic_to_yaml, self.topics)), "utf-8")
            (folder / "sources.yaml").write_text("sources:\n" + "".join(map(source_to_yaml, self.sources)), "utf-8")
            facts: dict[str, list[str]] = {}
            for number in range(first, min(first + FACTS_A_FOLDER, self.size)):
                home, text = self.make_fact(number)
                facts.setdefault(home, []).append(text)
            for partner in (self.subject, *self.partners):
                id_ = partner["partner"]
                text = partner_to_yaml(partner, facts.get(id_, ()))
                (folder / f"relations/{id_}.yaml").write_text(text, "utf-8")
            folders.append(folder)
        return folders

    def coin(self) -> str:
        """Return a word that nobody has yet."""
        return coin(self.random, self.taken)

    def pick(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of several, some likelier than others."""
        return self.random.choices(items, weights)[0]

    def make_topic(self) -> tuple[str, list[str]]:
        """Return a topic's id and words, some of two parts."""
        found = self.random.sample(self.vocabulary[20:2_000], TOPIC_WORDS)
        return found[0], [*found[1:-8], *(f"{one} {other}" for one, other in zip(found[-8:], found[1:9], strict=True))]

    def make_partner(self, kind: str) -> dict[str, Any]:
        """Return a partner and its names, as many and as unlike as the kind has them."""
        root, other = self.coin(), self.coin().title()
        name, iso = root.title(), None
        aliases = [
            other,
            to_native(self.coin()).title(),
            *(self.coin().title() for _ in range(self.random.choice(range(5)))),
        ]
        match kind:
            case "state":
                name, iso = f"{name}ia", next(self.codes, None)
                aliases += [f"Republic of {name}", f"{name}n", f"{name}ns"]
            case "organisation":
                what = self.random.choice(("Council", "Union", "Organisation", "Bank", "Group"))
                aliases += [f"{what} of {name} {other}", self.coin().upper()]
                name = f"{name} {other} {what}"
            case "person":
                # Some share a surname, never with it the first name.
                if self.random.random() < 0.8:
                    self.surname = self.coin().title()
                name = f"{next(self.first_names)} {self.surname}"
                aliases = [alias for alias in aliases if self.random.random() < 0.3]
            case "project":
                aliases += [f"{name} line", f"{other} line"]
                name = f"{name}-{other} pipeline"
            case "company":
                aliases += [f"{name} Holding", f"{name} Petroleum"]
            case _:
                aliases += [f"{name} region"]
        id_ = "-".join(words_of(name))
        names = {fold(alias): alias for alias in aliases}
        return {"partner": id_, "name": name, "kind": kind, "iso": iso, "aliases": list(names.values())}

    def make_fact(self, number: int) -> tuple[str, str]:
        """Return the id of the partner in whose file a fact stands, and the fact as YAML."""
        chance = self.random
        home = self.subject if chance.random() < 0.04 else self.pick(self.partners, self.partner_weights)
        involved = chance.choices(self.partners, self.partner_weights, k=chance.choice((0, 1, 1, 1, 2, 3)))
        others = [partner for partner in involved if partner is not home]
        topics = dict(chance.choices(self.topics, TOPIC_SHARES, k=chance.choice((1, 2, 2, 3))))
        named = [partner["name"] for partner in (home, *others)]
        named += [self.subject["name"]] if chance.random() < 0.85 else []
        spoken = [chance.choice(chance.choice(list(topics.values()))) for _ in range(2)]
        lines = [
            f"  - id: fact-{number:06}",
            f"    statement: {self.make_sentence([*named, *spoken, *self.say(6)])}",
            f"    topics: [{', '.join(topics)}]",
            f"    keywords: [{', '.join(' '.join(self.say(chance.choice((1, 1, 2)))) for _ in range(5))}]",
        ]
        lines += [f"    involves: [{', '.join({partner['partner']: None for partner in others})}]"] if others else []
        lines += [f"    when: {self.make_when()}"] if chance.random() < 0.83 else []
        lines += [f"    attributed_to: [{home['partner']}]"] if chance.random() < 0.2 else []
        lines += ["    citations:"]
        for _ in range(chance.choice((1, 1, 1, 1, 2))):
            lines += [
                f"      - source: {chance.choice(self.sources)[0]}",
                f"        locator: paragraph {chance.randint(1, 90)}",
                f"        excerpt: {self.make_sentence(self.say(8))}",
            ]
        lines += ["    verified: 2026-11-01"]
        return home["partner"], "".join(f"{line}\n" for line in lines)

    def say(self, count: int) -> list[str]:
        """So many words, the common ones most often."""
        return self.random.choices(self.vocabulary, cum_weights=self.word_weights, k=count)

    def make_sentence(self, said: list[str]) -> str:
        """Return a sentence of words and names, joined by words that carry no meaning."""
        self.random.shuffle(said)
        text = " ".join(f"{self.random.choice(JOINTS)} {word}" for word in said)
        return f"{text[0].upper()}{text[1:]}."

    def make_when(self) -> str:
        """Return a time in the curators' notation, as exact as sources are."""
        year = self.random.randint(FIRST_YEAR, LAST_YEAR)
        month, day = f"{self.random.randint(1, 12):02}", f"{self.random.randint(1, 28):02}"
        forms = (
            f"{year}",
            f"{year}-{month}",
            f"{year}-{month}-{day}",
            f"{year // 10}X",
            f"{year}/{year + 4}",
            f"{year}/..",
        )
        return self.pick(forms, (40, 20, 30, 2, 6, 2))


def coin(chance: random.Random, taken: set[str]) -> str:
    """Return a made-up word that is not taken; then it is."""
    while True:
        syllables = chance.choice((2, 2, 3))
        word = "".join(chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS) for _ in range(syllables))
        if len(word) >= 5 and word not in taken:
            taken.add(word)
            return word


def to_native(name: str) -> str:
    """Return a name as its own people might write it."""
    return name.translate(str.maketrans("aosui", "äöşüı"))


def topic_to_yaml(topic: tuple[str, list[str]]) -> str:
    """Return a topic, as its curators write it."""
    id_, found = topic
    return f"  - id: {id_}\n    name: {id_.title()}\n    words: [{', '.join(found)}]\n"


def source_to_yaml(source: tuple[str, int]) -> str:
    """Return a source, as its curators write it."""
    id_, year = source
    return (
        f"  - id: {id_}\n    title: The paper of {year}\n    publisher: The press\n"
        f"    url: https://press.example/{id_}\n    licence: public domain\n    as_of: {year}\n"
    )


def partner_to_yaml(partner: dict[str, Any], facts: Sequence[str]) -> str:
    """Return a partner's file."""
    lines = [f"{key}: {partner[key]}" for key in ("partner", "name", "kind", "iso") if partner[key]]
    lines += [f"aliases: [{', '.join(partner['aliases'])}]"]
    lines += [f"summary: What is known of {partner['name']} was made up."]
    lines += ["facts:"] if facts else []
    return "".join(f"{line}\n" for line in lines) + "".join(facts)


class Asker:
    """Asks what people ask, of any base: of what it knows by what is known most of, and of what it does not."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.random = random.Random("questions")
        self.snapshot = snapshot
        self.facts = [fact for fact in snapshot.facts.values() if fact.partners]
        names = (name for partner in snapshot.partners.values() for name in (partner.name, *partner.aliases))
        self.named = {word for name in names for word in words_of(name)}
        texts = (f"{fact.statement} {' '.join(fact.keywords)}" for fact in self.facts)
        self.taken = self.named | {word for text in texts for word in words_of(text)}

    def ask(self) -> dict[str, list[str]]:
        """So many questions of each kind."""
        return {kind: [make() for _ in range(QUERIES_A_KIND)] for kind, make in self.kinds().items()}

    def kinds(self) -> dict[str, Callable[[], str]]:
        """Return the maker of a question of each kind."""
        return {
            "name": self.name,
            "topic": self.topic_name,
            "name and topic": lambda: f"{self.name()} {self.topic_word()}",
            "typo": self.typo,
            "pair": self.pair,
            "name and year": lambda: f"{self.name()} {self.year()}",
            "year": self.year,
            "words only": lambda: " ".join(self.words_of(self.fact(), self.random.choice((2, 3)))),
            "sentence of 12 words": self.sentence,
            "name and unknown words": lambda: f"{self.name()} {self.unknown()} {self.unknown()}",
            "nothing known": lambda: " ".join(self.unknown() for _ in range(self.random.choice((1, 2, 3, 4)))),
        }

    def fact(self) -> Fact:
        return self.random.choice(self.facts)

    def partner(self) -> Partner:
        return self.snapshot.partners[self.random.choice(self.fact().partners)]

    def name(self) -> str:
        return self.name_of(self.partner())

    def name_of(self, partner: Partner) -> str:
        """Return the name of a partner, or now and then another of its names."""
        names = (partner.name, *partner.aliases)
        return partner.name if self.random.random() < 0.5 else self.random.choice(names)

    def topic_word(self) -> str:
        return self.random.choice(self.random.choice(list(self.snapshot.topics.values())).words)

    def topic_name(self) -> str:
        """Return a bare topic, mostly by its name."""
        topic = self.random.choice(list(self.snapshot.topics.values()))
        return topic.name if self.random.random() < 0.75 else self.random.choice(topic.words)

    def typo(self) -> str:
        """Return a name with a typo in its longest word."""
        name = self.name().lower()
        word = mistyped = max(name.split(), key=len)
        while mistyped == word:
            at = self.random.randrange(1, len(word) - 1)
            before, letter, after = word[:at], word[at], word[at + 1 :]
            other = self.random.choice("aeinrst")
            typos = (
                before + after,
                before + 2 * letter + after,
                before + other + after,
                before + after[0] + letter + after[1:],
            )
            mistyped = self.random.choice(typos)
        return name.replace(word, mistyped)

    def pair(self) -> str:
        """Two partners, mostly of one fact."""
        together = [fact for fact in (self.fact() for _ in range(20)) if len(fact.partners) > 1]
        if together and self.random.random() < 0.75:
            one, other = self.random.sample(together[0].partners, 2)
            return f"{self.name_of(self.snapshot.partners[one])} and {self.name_of(self.snapshot.partners[other])}"
        return f"{self.name()} and {self.name()}"

    def year(self) -> str:
        return str(self.random.randint(FIRST_YEAR, LAST_YEAR))

    def words_of(self, fact: Fact, count: int) -> list[str]:
        """Words of a fact that name nobody."""
        found = [word for word in words_of(fact.statement) if word not in JOINTS and word not in self.named]
        return self.random.sample(found, min(count, len(found)))

    def sentence(self) -> str:
        """Return a partner, what is said of it, a word that the base lacks, and words that carry no meaning."""
        fact = self.fact()
        name = self.snapshot.partners[self.random.choice(fact.partners)].name
        head = [*self.random.choice(("why did", "when does", "how would")).split(), *name.split()]
        said = [self.random.choice(VERBS), *self.words_of(fact, 3)]
        return " ".join([*head, *(part for word in said for part in (word, "about", "the"))][:12])

    def unknown(self) -> str:
        """Return a word that the base does not have, of English or of nobody's."""
        return self.random.choice(STRANGE) if self.random.random() < 0.5 else coin(self.random, self.taken)


# Scale


def scale(sizes: Iterable[int]) -> None:
    """Print how azrel fares on made-up bases, each in a process of its own."""
    rows, kinds, heads = [], dict[str, list[str]](), []
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folders = Inventor(size).write(Path(scratch))
            command = [sys.executable, "-m", "tests.benchmarks.matching", "--measure", *map(str, folders)]
            figures = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
        times = [elapsed for found in figures["times"].values() for elapsed in found]
        p99_budget = LARGE_P99 if size == LARGE else None
        rows.append(
            [
                f"{figures['facts']:,}",
                f"{figures['partners']:,}",
                against(figures["load_ms"] / figures["facts"], LOAD_MS_A_FACT),
                against(figures["build_ms"]),
                against(figures["resident_mib"]),
                against(statistics.median(times), LARGE_MEDIAN if size == LARGE else None),
                against(p99_of(times), p99_budget),
            ]
        )
        heads.append(f"{size:,} facts")
        for kind, found in figures["times"].items():
            kinds.setdefault(kind, []).append(
                f"{against(statistics.median(found))}; {against(p99_of(found), p99_budget)}"
            )
    print_table(
        f"Made-up bases, {QUERIES_A_KIND * len(kinds):,} questions of {len(kinds)} kinds",
        ["facts", "partners", "load, ms a fact", "build, ms", "resident MiB", "median ms", "p99 ms"],
        rows,
    )
    print_table("Median; p99, ms, by kind of question", ["", *heads], ([kind, *row] for kind, row in kinds.items()))


def measure(folders: Sequence[Path]) -> dict[str, Any]:
    """Load and index the base in each folder, ask questions of it, and print the times."""
    load_ms, facts = 0.0, dict[str, Fact]()
    for folder in folders:
        start = time.perf_counter()
        result = load_folder(folder)
        load_ms += (time.perf_counter() - start) * 1_000
        assert result.snapshot, "\n".join(map(str, result.problems[:10]))
        facts |= result.snapshot.facts
        snapshot = result.snapshot
    snapshot = replace(snapshot, facts=dict(sorted(facts.items())))
    start = time.perf_counter()
    index = build_whole(snapshot)
    build_ms = (time.perf_counter() - start) * 1_000
    memory = resident_mib()

    def ask(question: str) -> None:
        look_at(question, index)

    questions = Asker(snapshot).ask()
    for asked in questions.values():
        for question in asked:
            ask(question)
    return {
        "facts": len(snapshot.facts),
        "partners": len(snapshot.partners),
        "load_ms": load_ms,
        "build_ms": build_ms,
        "resident_mib": memory,
        "times": {kind: time_calls(ask, asked) for kind, asked in questions.items()},
    }


if __name__ == "__main__":
    sys.exit(main())
