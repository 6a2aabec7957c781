"""Made-up questions of every kind, to any base."""

import random
from collections.abc import Callable

from bot.domain.knowledge import Fact, Partner, Snapshot
from bot.domain.text import words_of
from tests.benchmarks.made_up_bases import FIRST_YEAR, JOINTS, LAST_YEAR, make_word

QUERIES_A_KIND = 100
# English words that the made-up bases lack.
STRANGE = "recipe weather whale football guitar bicycle lottery volcano orchid cinema pension harvest".split()
VERBS = "promise refuse criticise sponsor boycott applaud renew endorse condemn postpone".split()


class QuestionGenerator:
    """Makes questions to a base: about what it knows, by frequency, and about what it does not."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.random = random.Random("questions")
        self.snapshot = snapshot
        self.facts = [fact for fact in snapshot.facts.values() if fact.partners]
        names = (name for partner in snapshot.partners.values() for name in (partner.name, *partner.aliases))
        self.named = {word for name in names for word in words_of(name)}
        texts = (f"{fact.statement} {' '.join(fact.keywords)}" for fact in self.facts)
        self.taken = self.named | {word for text in texts for word in words_of(text)}

    def ask(self) -> dict[str, list[str]]:
        """Return so many questions of each kind."""
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
        """Return the main name of a partner, or sometimes another one."""
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
        """Return two partners, mostly of one fact."""
        together = [fact for fact in (self.fact() for _ in range(20)) if len(fact.partners) > 1]
        if together and self.random.random() < 0.75:
            one, other = self.random.sample(together[0].partners, 2)
            return f"{self.name_of(self.snapshot.partners[one])} and {self.name_of(self.snapshot.partners[other])}"
        return f"{self.name()} and {self.name()}"

    def year(self) -> str:
        return str(self.random.randint(FIRST_YEAR, LAST_YEAR))

    def words_of(self, fact: Fact, count: int) -> list[str]:
        """Return words of a fact that name nobody."""
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
        """Return a word that the base lacks, English or made up."""
        return self.random.choice(STRANGE) if self.random.random() < 0.5 else make_word(self.random, self.taken)
