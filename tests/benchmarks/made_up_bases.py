"""Made-up bases of any size, shaped after the shipped one."""

import random
from collections.abc import Sequence
from itertools import accumulate, cycle
from pathlib import Path
from typing import Any, TypeVar

from bot.domain.text import fold, words_of

T = TypeVar("T")

FACTS_A_FOLDER = 10_000

ONSETS = "b br ch d dr f g gl gr h j k kl kr l m n p pl pr r s sh sk st t tr v vl y z zh".split()
VOWELS = "a a a e e e i i o o u u ai au ei ia io ua".split()
CODAS = ["", "", "", *"k l l lm m n n nd r r rk s st t x".split()]
# Codes of real states, since a code adds names in many languages.
CODES = """
AD AE AF AG AL AM AO AR AT AU BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU
CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN
IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR
MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK
""".split()
JOINTS = "the of and in for with by to on from about between".split()

VOCABULARY = 20_000
TOPIC_WORDS = 38
FIRST_NAMES = 60
# The frequencies of topics in the shipped base, after which text lengths, numbers of names, and the distribution of
# words and partners are shaped too.
TOPIC_SHARES = (57, 31, 20, 19, 17, 16, 11, 8, 6, 6)
KINDS = {"state": 36, "organisation": 16, "person": 10, "project": 9, "place": 5, "company": 4}
FIRST_YEAR, LAST_YEAR = 1990, 2026


class BaseGenerator:
    """Generates a base of so many facts, reproducibly, and writes it as curators' YAML."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.random = random.Random(f"a base of {size}")
        self.taken: set[str] = set()
        self.vocabulary = [self.make_word() for _ in range(VOCABULARY)]
        # The Zipf–Mandelbrot law, which the words of the shipped base follow.
        self.word_weights = list(accumulate(1 / (rank + 20) for rank in range(VOCABULARY)))
        self.first_names = cycle([self.make_word().title() for _ in range(FIRST_NAMES)])
        self.surname = self.make_word().title()
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
        """Write the base in parts no larger than loading allows; each part has all partners."""
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

    def make_word(self) -> str:
        """Return a new word."""
        return make_word(self.random, self.taken)

    def pick(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """Pick an item by weight."""
        return self.random.choices(items, weights)[0]

    def make_topic(self) -> tuple[str, list[str]]:
        """Return a topic's id and words, some of two parts."""
        found = self.random.sample(self.vocabulary[20:2_000], TOPIC_WORDS)
        return found[0], [*found[1:-8], *(f"{one} {other}" for one, other in zip(found[-8:], found[1:9], strict=True))]

    def make_partner(self, kind: str) -> dict[str, Any]:
        """Return a partner with names as its kind usually has them."""
        root, other = self.make_word(), self.make_word().title()
        name, iso = root.title(), None
        aliases = [
            other,
            to_native(self.make_word()).title(),
            *(self.make_word().title() for _ in range(self.random.choice(range(5)))),
        ]
        match kind:
            case "state":
                name, iso = f"{name}ia", next(self.codes, None)
                aliases += [f"Republic of {name}", f"{name}n", f"{name}ns"]
            case "organisation":
                what = self.random.choice(("Council", "Union", "Organisation", "Bank", "Group"))
                aliases += [f"{what} of {name} {other}", self.make_word().upper()]
                name = f"{name} {other} {what}"
            case "person":
                # Some share a surname, with different first names.
                if self.random.random() < 0.8:
                    self.surname = self.make_word().title()
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
        """Return the id of a fact's home partner, and the fact as YAML."""
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
        """Return so many words by their frequency."""
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


def make_word(chance: random.Random, taken: set[str]) -> str:
    """Return a new made-up word, and mark it as taken."""
    while True:
        syllables = chance.choice((2, 2, 3))
        word = "".join(chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS) for _ in range(syllables))
        if len(word) >= 5 and word not in taken:
            taken.add(word)
            return word


def to_native(name: str) -> str:
    """Return a name with letters of another alphabet."""
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
