"""What partners are called, and which of them a stretch of words names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.answers import PartnerMatch
from bot.domain.knowledge import Kind, Partner
from bot.search.english import FILLERS
from bot.search.tokens import tokenise
from bot.search.typos import SHORTEST, find_nearest

_CODE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a partner, as curated or as derived from it, and what kind of name it is, in words."""

    text: str
    kind: str
    partner: Partner
    is_part: bool = False

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
            PartnerMatch(name.partner, " ".join(words), exact=True, reason=name.kind, is_part=name.is_part)
            for name in self.by_words.get(words, ())
        )

    def match_typo(self, typed: str) -> tuple[PartnerMatch, ...]:
        """The partners with the name nearest to what was typed, words run together; several if they tie."""
        matches: dict[str, PartnerMatch] = {}
        for index, edits in find_nearest(typed, self.joined):
            for name in self.joined_names[index]:
                slips = "1 edit" if edits == 1 else f"{edits} edits"
                reason = f"{slips} from “{name.text}”" if edits else "written as one word"
                match = PartnerMatch(name.partner, typed, exact=edits == 0, reason=reason, is_part=name.is_part)
                matches.setdefault(name.partner.id, match)
        return tuple(matches.values())


def build_names(partners: Sequence[Partner]) -> Names:
    """Index the names of partners: names, aliases, states' codes, and the parts of persons' names."""
    by_words: dict[tuple[str, ...], dict[str, Name]] = {}
    by_code = {partner.iso: Name(partner.iso, "the code of a state", partner) for partner in partners if partner.iso}
    for partner in partners:
        for text, kind in _names_of(partner):
            key = tuple(token.word for token in tokenise(text).words)
            if _CODE.fullmatch(text):
                by_code.setdefault(text, Name(text, kind, partner))
            elif key:
                by_words.setdefault(key, {}).setdefault(partner.id, Name(text, kind, partner))
    for partner in partners:
        for token in tokenise(partner.name).words if partner.kind is Kind.PERSON else ():
            if token.word not in FILLERS:
                part = Name(token.text, f"part of the name {partner.name}", partner, is_part=True)
                by_words.setdefault((token.word,), {}).setdefault(partner.id, part)
    by_joined: dict[str, tuple[Name, ...]] = {}
    # Where two names are equally near to a typo, the one that the partner goes by explains it best.
    for key, names in sorted(
        by_words.items(), key=lambda item: (not any(name.is_main for name in item[1].values()), item[0])
    ):
        if len("".join(key)) >= SHORTEST:
            by_joined.setdefault("".join(key), tuple(names.values()))
    return Names(
        by_words={key: tuple(names.values()) for key, names in by_words.items()},
        by_code=by_code,
        longest=max(map(len, by_words), default=0),
        joined=tuple(by_joined),
        joined_names=tuple(by_joined.values()),
    )


def _names_of(partner: Partner) -> Iterable[tuple[str, str]]:
    yield partner.name, "its name"
    yield partner.id, "its id"
    for alias in partner.aliases:
        yield alias, f"another name of {partner.name}"
