"""Check references against the ids that a folder defines, and suggest the nearest id."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError
from rapidfuzz import fuzz, process

from bot.domain.kinds import USUAL_KINDS, Members
from bot.loading.field_limits import MAX_NAME

# The least similarity (of 100) of a typo and its word, and the most comparisons of words in a folder.
_MIN_SIMILARITY = 70
_MAX_COMPARISONS = 1_000_000

MEMBERS_OF_USUAL_KINDS: Mapping[str, Members | None] = {kind.id: kind.members for kind in USUAL_KINDS}


@dataclass(slots=True)
class Known:
    """The ids that a folder defines, despite any errors in it; None for a class with an unreadable id.

    Each class is best a dict, which has fast look-up and an order. `cures` caches the suggestions for unknown ids,
    since the search for a near one is slow and a typo is often repeated. `errors` counts the errors in items of the
    current file, and `omitted` those beyond the limit. `kinds` are those of the base, with their members; it
    `has_own_kinds` if it lists any. `called` finds the id of a topic, source, partner or kind by a name. `referred` are
    the ids that the file refers to, each with its class.
    """

    topics: Collection[str] | None
    sources: Collection[str] | None
    partners: Collection[str]
    facts: Collection[str] | None
    kinds: Mapping[str, Members | None] | None = None
    has_own_kinds: bool = False
    called: Callable[[str, str], str | None] = lambda what, name: None
    cures: dict[tuple[str, str], str] = field(default_factory=dict)
    errors: int = 0
    omitted: int = 0
    referred: set[tuple[str, str]] = field(default_factory=set)

    def ids_of(self, what: str) -> Collection[str] | None:
        """Return the ids of all topics, sources, partners or facts."""
        match what:
            case "topic":
                return self.topics
            case "source":
                return self.sources
            case "partner":
                return self.partners
        return self.facts


def refuse(rule: str, message: str) -> PydanticCustomError:
    # The message is passed as a value, since braces in a template are placeholders.
    """Make the error by which a validator refuses a value."""
    return PydanticCustomError(rule, "{message}", {"message": message})


def nearest(word: str, known: Collection[str]) -> str | None:
    """Find the known word most similar to another, the first of several; None if none is similar enough."""
    if len(word) > MAX_NAME:
        return None
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_MIN_SIMILARITY)
    return found[0] if found else None


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return `did you mean …?` with the nearest known word; "" if none is near."""
    near = nearest(word, known)
    return f"did you mean {near!r}?" if near else ""


def known_of(info: ValidationInfo) -> Known:
    """Return the folder's ids from the validation context."""
    assert isinstance(info.context, Known)  # noqa: S101 - the decoder always hands it in
    return info.context


def refer_to(what: str, where: str) -> Callable[[str, ValidationInfo], str]:
    """Make a validator of references to topics, sources, partners or facts, which are added `where` the cure says."""

    def check(text: str, info: ValidationInfo) -> str:
        known, cures = known_of(info).ids_of(what), known_of(info).cures
        known_of(info).referred.add((what, text))
        if known is not None and text not in known:
            cure = cures.get((what, text))
            if cure is None:
                cure = f"correct the id, or add it to {where}"
                called = known_of(info).called(what, text)
                if called in known:
                    cure = cures[what, text] = f"did you mean {called!r}?"
                elif (len(cures) + 1) * len(known) <= _MAX_COMPARISONS:
                    cure = cures[what, text] = did_you_mean(text, tuple(known)) or cure
            raise refuse(f"unknown-{what}", f"there is no {what} {text!r}: {cure}")
        return text

    return check


def check_kind(text: str, info: ValidationInfo) -> str:
    """Check that a kind is one of the base's, and suggest the nearest."""
    kinds = known_of(info).kinds
    if kinds is not None and text not in kinds:
        meant = known_of(info).called("kind", text) or nearest(text.lower(), tuple(kinds))
        cure = f"did you mean {meant!r}? The kinds are" if meant in kinds else "write one of"
        raise refuse("unknown-kind", f"{text!r} is not a kind of partner: {cure} {', '.join(kinds)}")
    return text
