"""The ids that a folder defines, and whether what refers to them finds one; if not, the nearest."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError
from rapidfuzz import fuzz, process

from bot.domain.kinds import USUAL_KINDS, Members
from bot.loading.field_limits import MAX_NAME

# How much alike two words must be, of 100, for one to be a slip for the other; and how often words are compared to find
# such, in a folder.
_ALIKE = 70
_MAX_COMPARISONS = 1_000_000

MEMBERS_OF_USUAL_KINDS: Mapping[str, Members | None] = {kind.id: kind.members for kind in USUAL_KINDS}


@dataclass(slots=True)
class Known:
    """The ids that a folder defines, whatever else is wrong with it; None where not all of a kind can be told.

    Each kind is best a dict, whose keys are found at once and have an order. `cures` remembers what was advised for
    an id, since the search for a near one is slow and a slip is often repeated. `errors` is how many were raised in the
    items of the file that is read with it, and `omitted` how many more there are. `kinds` are those of the base, with
    what their members are; it `has_own_kinds` where it lists any. `called` finds the id of a topic, source, partner or
    kind by a name of it. `referred` are the ids that the file refers to, each with what it is an id of.
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
        """The ids of all topics, sources, partners or facts."""
        match what:
            case "topic":
                return self.topics
            case "source":
                return self.sources
            case "partner":
                return self.partners
        return self.facts


def refuse(rule: str, message: str) -> PydanticCustomError:
    # The message goes in as a value, since braces in a template are placeholders.
    return PydanticCustomError(rule, "{message}", {"message": message})


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word most like another, the first of several; None where none is."""
    if len(word) > MAX_NAME:
        return None
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else None


def did_you_mean(word: str, known: Collection[str]) -> str:
    """`did you mean …?` with the nearest known word; empty where none is near."""
    near = nearest(word, known)
    return f"did you mean {near!r}?" if near else ""


def known_of(info: ValidationInfo) -> Known:
    assert isinstance(info.context, Known)  # noqa: S101 - the decoder always hands it in
    return info.context


def refer_to(what: str, where: str) -> Callable[[str, ValidationInfo], str]:
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
    kinds = known_of(info).kinds
    if kinds is not None and text not in kinds:
        meant = known_of(info).called("kind", text) or nearest(text.lower(), tuple(kinds))
        cure = f"did you mean {meant!r}? The kinds are" if meant in kinds else "write one of"
        raise refuse("unknown-kind", f"{text!r} is not a kind of partner: {cure} {', '.join(kinds)}")
    return text
