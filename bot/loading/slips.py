"""Warn of probable slips that are valid YAML with another meaning than intended."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import yaml

from bot.domain.knowledge import Partner, Snapshot
from bot.domain.problems import Location, Problem, Severity
from bot.domain.text import fold, is_signed, words_of
from bot.loading.claims.dates import find_dates
from bot.loading.codes import find_code, is_code
from bot.loading.documents import Document, Path
from bot.loading.locations import location_of
from bot.loading.ordinary import why_small

_COMMENT = re.compile(r"[ \t]+#(?P<space>\s?)")
_LETTER = re.compile(r"[^\W\d_]")
# An ordinary word of less weight than this is too general for a name, however it is written.
_MIN_WEIGHT = 0.35


def review_files(documents: Mapping[str, Document], snapshot: Snapshot) -> tuple[Problem, ...]:
    """Collect all warnings about the files of a snapshot, sorted by location."""
    return tuple(sorted(problem for check in CHECKS for problem in check(documents, snapshot)))


def check_no_comment_cuts_a_text(documents: Mapping[str, Document], _: Snapshot) -> Iterator[Problem]:
    """Warn of texts cut by a ` #`, which begins a comment: of several words, or before `#1`."""
    for document in documents.values():
        if not _COMMENT.search(document.text):
            continue
        for event in yaml.parse(document.text, Loader=yaml.CBaseLoader):
            if not isinstance(event, yaml.ScalarEvent) or event.style:
                continue
            mark: Any = event.end_mark
            found = _COMMENT.match(document.text, mark.index)
            if found and (" " in event.value or (not found["space"] and _LETTER.search(event.value))):
                end = location_of(document.path, mark)
                location = Location(document.path, end.line, end.column + found[0].index("#"))
                message = (
                    "a comment begins here, and is no part of the text before it: put the value in quotes, "
                    "or the comment on a line of its own"
                )
                yield _warning(location, message, "comment-after-text")


def check_codes_are_those_of_states(documents: Mapping[str, Document], snapshot: Snapshot) -> Iterator[Problem]:
    """Warn of codes that are not in ISO 3166-1, or are another state's."""
    world = snapshot.world
    for document, partner in _relations(documents, snapshot):
        code = partner.iso
        if code is None or not world.countries:
            continue
        right = find_code(code, *partner.names)
        country = world.countries.get(code)
        if not is_code(code) or (country and right and right != code):
            what = f"is the code of {country.name}" if country else "is no state's code in ISO 3166-1 alpha-2"
            cure = f"write {right}" if right else "write its code, or leave 'iso' out"
            yield _warning(document.locate(("iso",)), f"{code} {what}: {cure}", "bad-iso")


def check_names_are_no_ordinary_words(documents: Mapping[str, Document], snapshot: Snapshot) -> Iterator[Problem]:
    """Warn of partners' names that questions use with another meaning."""
    topics = {words_of(word): topic.name for topic in snapshot.topics.values() for word in (topic.name, *topic.words)}
    for document, partner in _relations(documents, snapshot):
        for name, path in _names_of(document, partner):
            why = _why_ordinary(name, partner, topics, snapshot)
            if why:
                message = (
                    f"the name {name!r} is {why}, which questions have without meaning {partner.name}: write it in full"
                )
                yield _warning(document.locate(path), message, "ordinary-name")


def warn_of_unreached(
    names: Iterable[tuple[str, str]], documents: Mapping[str, Document], snapshot: Snapshot
) -> Iterator[Problem]:
    """Warn of names, given with their partner's id, that do not lead a question to the partner."""
    locations = {
        (partner.id, name): document.locate(path)
        for document, partner in _relations(documents, snapshot)
        for name, path in reversed(_names_of(document, partner))
    }
    for id_, name in names:
        message = (
            f"asked for {name!r}, azrel does not come to {snapshot.partners[id_].name}, but reads something else: "
            "write the name in another way, or leave it out"
        )
        yield _warning(locations[id_, name], message, "unreached-name")


def warn_of_capitals(
    names: Iterable[tuple[str, str]], documents: Mapping[str, Document], snapshot: Snapshot
) -> Iterator[Problem]:
    """Warn of names, given with their partner's id, that match in capitals alone, unless `ordinary_word` is set."""
    found = set(names)
    for document, partner in _relations(documents, snapshot):
        for name, path in _names_of(document, partner) if "ordinary_word" not in document.data else ():
            if (partner.id, name) in found:
                message = (
                    f"the name {name!r} is an ordinary word, and so names {partner.name} with its capital alone: write "
                    "'ordinary_word: true' below if it is to do so in small letters too, false if not"
                )
                yield _warning(document.locate(path), message, "capitals-only")


def _names_of(document: Document, partner: Partner) -> list[tuple[str, Path]]:
    """List the names of a partner, each with its path in the file."""
    others: list[tuple[str, Path]] = [
        (name.strip(), (key, at))
        for key in ("aliases", "shared_names")
        for at, name in enumerate(document.data.get(key, ()))
    ]
    return [(partner.name, ("name",)), *others]


def _why_ordinary(name: str, partner: Partner, topics: Mapping[tuple[str, ...], str], snapshot: Snapshot) -> str | None:
    words, world = words_of(name), snapshot.world
    topic, is_lower = topics.get(words), fold(name) == name
    if topic and (is_lower or len(words) == 1):
        return f"a word of the topic {topic}"
    is_excused = name == partner.iso or is_signed(name) or partner.is_ordinary_word
    is_date = any(found.span == (0, len(name)) for found in find_dates(name))
    small = why_small(name) or ("a date" if is_date else None)
    if small and (not is_excused or len(words) > 1 or words[0].isdigit()):
        return small
    if len(words) != 1 or is_excused:
        return None
    (word,) = words
    # Names of partners that are neither persons nor states match ordinary words in capitals alone.
    matches_capitals_alone = partner.kind.members is None and not is_lower
    if not matches_capitals_alone and word in world.words and world.weight_of(word) < (1 if is_lower else _MIN_WEIGHT):
        return "an ordinary word"
    return "too short" if len(word) == 1 or (len(word) == 2 and any(char.isdigit() for char in word)) else None


def _relations(documents: Mapping[str, Document], snapshot: Snapshot) -> Iterator[tuple[Document, Partner]]:
    for partner in snapshot.partners.values():
        yield documents[partner.location.path], partner


CHECKS: tuple[Callable[[Mapping[str, Document], Snapshot], Iterator[Problem]], ...] = (
    check_no_comment_cuts_a_text,
    check_codes_are_those_of_states,
    check_names_are_no_ordinary_words,
)


def _warning(location: Location, message: str, rule: str) -> Problem:
    return Problem(location, message, rule, Severity.WARNING)
