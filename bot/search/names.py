"""What partners are called, and which of them a stretch of words names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.answers import PartnerMatch
from bot.domain.knowledge import Kind, Partner
from bot.search.tokens import tokenise
from bot.search.typos import SHORTEST, find_nearest


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a partner, as curated or as derived from it, and what kind of name it is, in words."""

    text: str
    kind: str
    partner: Partner

    @property
    def is_main(self) -> bool:
        """Whether it is the name the partner goes by here."""
        return self.text == self.partner.name


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of every partner. A key of words can stand for several: the surname of a father and of his son."""

    by_words: Mapping[tuple[str, ...], tuple[Name, ...]]
    by_code: Mapping[str, Name]
    longest: int
    joined: tuple[str, ...]
    joined_names: tuple[tuple[Name, ...], ...]

    def match_exactly(self, words: tuple[str, ...]) -> tuple[PartnerMatch, ...]:
        """The partners that these folded words name, letter for letter."""
        return tuple(
            PartnerMatch(name.partner, " ".join(words), exact=True, reason=name.kind)
            for name in self.by_words.get(words, ())
        )

    def match_typo(self, typed: str) -> tuple[PartnerMatch, ...]:
        """The partners with the name nearest to what was typed, words run together; several if they tie."""
        matches: dict[str, PartnerMatch] = {}
        for index, edits in find_nearest(typed, self.joined):
            for name in self.joined_names[index]:
                reason = (
                    "written as one word"
                    if edits == 0
                    else f"{edits} {'edit' if edits == 1 else 'edits'} from “{name.text}”"
                )
                matches.setdefault(name.partner.id, PartnerMatch(name.partner, typed, exact=edits == 0, reason=reason))
        return tuple(matches.values())


def build_names(partners: Iterable[Partner]) -> Names:
    """Index the names of partners: names, aliases, states' codes, and persons' surnames."""
    by_words: dict[tuple[str, ...], dict[str, Name]] = {}
    for partner in partners:
        for text, kind in _names_of(partner):
            key = tuple(token.word for token in tokenise(text).words)
            if key:
                by_words.setdefault(key, {}).setdefault(partner.id, Name(text, kind, partner))
    for partner in partners:
        surname = tokenise(partner.name).words[-1:] if partner.kind is Kind.PERSON else ()
        for token in surname:
            by_words.setdefault((token.word,), {}).setdefault(
                partner.id, Name(token.text, f"the surname of {partner.name}", partner)
            )
    by_joined: dict[str, tuple[Name, ...]] = {}
    # Where two names are equally near to a typo, the one that the partner goes by explains it best.
    for key, names in sorted(
        by_words.items(), key=lambda item: (not any(name.is_main for name in item[1].values()), item[0])
    ):
        if len("".join(key)) >= SHORTEST:
            by_joined.setdefault("".join(key), tuple(names.values()))
    return Names(
        by_words={key: tuple(names.values()) for key, names in by_words.items()},
        by_code={partner.iso: Name(partner.iso, "the code of a state", partner) for partner in partners if partner.iso},
        longest=max(map(len, by_words), default=0),
        joined=tuple(by_joined),
        joined_names=tuple(by_joined.values()),
    )


def _names_of(partner: Partner) -> Iterable[tuple[str, str]]:
    yield partner.name, "its name"
    yield partner.id, "its id"
    for alias in partner.aliases:
        yield alias, f"another name of {partner.name}"
