"""The words that people use for topics."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from bot.domain.knowledge import Topic
from bot.domain.readings import TopicMatch
from bot.domain.text import fold, words_of
from bot.search.lexicon.thresholds import SHORTEST_TOPIC_TYPO
from bot.search.stemming import stem
from bot.search.tokens import reach_of
from bot.search.typos import Vocabulary


@dataclass(frozen=True, slots=True)
class TopicWords:
    """Every word and phrase for every topic, by its stems; one phrase may stand for several topics.

    `by_name` are the topics by the words of their names and ids. `reach` is how many words the longest phrase has that
    begins with a stem; `plain` are all of those that have facts, folded, and `plain_topics` their topics. `vocabulary`
    are the single words, and `word_topics` theirs.
    """

    by_stems: Mapping[tuple[str, ...], tuple[Topic, ...]]
    by_name: Mapping[tuple[str, ...], Topic]
    reach: Mapping[str, int]
    plain: tuple[str, ...]
    plain_topics: tuple[Topic, ...]
    vocabulary: Vocabulary
    word_topics: tuple[tuple[Topic, ...], ...]

    def has(self, stem: str) -> bool:
        """Return whether a single word stands for a topic, inflection aside, and so is a term of this base."""
        return (stem,) in self.by_stems

    def match_exactly(self, stems: tuple[str, ...], matched: str) -> tuple[TopicMatch, ...]:
        """Return the topics that a phrase names, inflection aside."""
        return tuple(
            [
                TopicMatch(topic, matched, exact=True, reason=f"a word for {topic.name}", word=matched)
                for topic in self.by_stems.get(stems, ())
            ]
        )

    def match_typo(self, typed: str) -> tuple[tuple[TopicMatch, ...], int]:
        """Return the topics whose word is nearest to what was typed, and the edits; none where several words tie."""
        nearest = self.vocabulary.find_nearest(typed) if len(typed) >= SHORTEST_TOPIC_TYPO else []
        found = {self.word_topics[near.position] for near in nearest}
        if len(found) != 1:
            return (), 0
        word = self.vocabulary.words[nearest[0].position]
        return tuple(
            TopicMatch(topic, typed, exact=False, reason=f"nearly “{word}”, a word for {topic.name}", word=word)
            for topic in found.pop()
        ), nearest[0].edits


def build_topic_words(topics: Iterable[Topic], having_facts: Container[str]) -> TopicWords:
    """Index the words of topics, given the ids of those that have facts."""
    topics = tuple(topics)
    known = [topic for topic in topics if topic.id in having_facts]
    by_stems: dict[tuple[str, ...], dict[str, Topic]] = {}
    by_word: dict[str, dict[str, Topic]] = {}
    for topic in topics:
        for phrase in (topic.name, topic.id, *topic.words):
            said = words_of(phrase)
            by_stems.setdefault(tuple(map(stem, said)), {})[topic.id] = topic
            if len(said) == 1:
                by_word.setdefault(said[0], {})[topic.id] = topic
    return TopicWords(
        by_stems={stems: tuple(found.values()) for stems, found in by_stems.items()},
        by_name={words_of(name): topic for topic in topics for name in (topic.id, topic.name)},
        reach=reach_of(by_stems),
        plain=tuple(fold(word) for topic in known for word in (topic.name, *topic.words)),
        plain_topics=tuple(topic for topic in known for _ in (topic.name, *topic.words)),
        vocabulary=Vocabulary(by_word),
        word_topics=tuple(tuple(found.values()) for found in by_word.values()),
    )
