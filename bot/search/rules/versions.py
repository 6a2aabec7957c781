"""Versions behind a name: of Python 2.7 and Python 3.2, Python 3.9 is neither."""

from itertools import pairwise

from bot.domain.knowledge import Partner
from bot.domain.readings import Role
from bot.domain.text import words_of
from bot.search.rules.draft import Draft, partners_of
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    for first in sorted(draft.named):
        last = draft.last_of(first)
        matches = partners_of(draft.named[first])
        versions = [_version_behind(draft.plain[last], match.partner) for match in matches]
        if versions and all(versions) and _is_version(draft, last + 1, versions):
            said = draft.plain[last + 1]
            # A version may be given in part: Python 3 may be 3.2.
            fitting = [
                match
                for match, known in zip(matches, versions, strict=True)
                if known == said or known.startswith(f"{said}.")
            ]
            if draft.roles.get(last + 1) is Role.PERIOD:
                draft.period = None
            if fitting:
                draft.take_name(first, last + 1, tuple(fitting))
            else:
                draft.take_stranger(first, last + 1, "a version that nothing here has")


def _version_behind(word: str, partner: Partner) -> str:
    """Return the number that follows a word in a partner's main name; nothing where none does."""
    for before, behind in pairwise(words_of(partner.name)):
        if before == word and behind[0].isdecimal():
            return behind
    return ""


def _is_version(draft: Draft, position: int, known: list[str]) -> bool:
    """Return whether a word right behind a name is a number, and no time unless the versions known are years too."""
    if position >= len(draft.plain) or draft.between(position - 1, position).strip():
        return False
    said, role = draft.plain[position], draft.roles.get(position)
    if role is Role.PERIOD:
        is_all_of_it = draft.period is not None and draft.period.matched == said
        return is_all_of_it and any(len(version) == len(said) for version in known)
    return role is None and said[0].isdecimal()


RULE = Rule(
    name="versions",
    triggers="a number right behind a name, where the partner's main name has a number there",
    yields="the partner with that version; or an unknown one",
    apply=_apply,
    before={"typos": "a version of something else is no unknown word"},
    examples=(
        Example("engine 4", "engine 4: partner"),
        Example("engine 5.1 gas", "engine 5.1: unknown | gas: topic"),
    ),
)
