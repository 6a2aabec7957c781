"""Why an excerpt is not found in its source's text: the nearest passage there, and the first word that differs."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.domain.text import SPLIT, excerpt_parts, find_part, to_searchable

# How much alike, of 100, an excerpt and a passage are for the one to be taken for the other; and how many characters
# are shown around the first difference.
_MIN_SIMILARITY, _CONTEXT = 60, 40


def describe_difference(excerpt: str, name: str, text: str, searchable: str) -> str:
    """Why an excerpt is not found in a text: where the nearest passage stands, and where it first differs.

    `name` is that of the text's file, `searchable` the form in which it is looked through.
    """
    cure = "copy the source's own words, and elide with […]"
    position = 0
    for part in excerpt_parts(excerpt):
        span = find_part(part, searchable, position)
        if span is None:
            break
        position = span[1]
    wanted = to_searchable(part)
    if found := find_part(part, searchable):
        line = _line_of(found[0], text)
        return f"“{_shorten(part)}” stands in line {line} of {name}, before what it follows here: keep the text's order"
    near = fuzz.partial_ratio_alignment(wanted, searchable, score_cutoff=_MIN_SIMILARITY)
    if near is None or len(searchable) < len(wanted):
        return f"nothing like “{_shorten(part)}” stands in {name}: {cure}"
    # What the excerpt leaves out or adds may have moved the passage by as much.
    word, (begin, end) = _first_difference(
        wanted, searchable, near.dest_start - len(wanted), near.dest_end + len(wanted)
    )
    if begin == len(searchable):
        shown = searchable[-_CONTEXT:].replace(SPLIT, "-")
        return f"the excerpt goes on with “{word}” where {name} ends, with “…{shown}”: {cure}"
    shown = f"{searchable[max(0, begin - _CONTEXT) : begin]}»{searchable[begin:end]}«{searchable[end : end + _CONTEXT]}"
    line = _line_of(begin, text)
    return f"the excerpt has “{word}” where line {line} of {name} has “…{shown.replace(SPLIT, '-')}…”: {cure}"


def _first_difference(wanted: str, searchable: str, first: int, last: int) -> tuple[str, tuple[int, int]]:
    """The first word of an excerpt that differs from a passage between two places, and where there stands another."""
    ours = wanted.split(" ")
    spans = [
        match.span() for match in re.finditer(r"[^ ]+", searchable) if first < match.end() and match.start() < last
    ]
    theirs = [_joined(searchable[start:end], ours) for start, end in spans]
    start = _start_of(ours, [_without_signs(word, ours) for word in theirs])
    run = theirs[start : start + len(ours)]
    run = [_without_signs(word, ours) if index in (0, len(ours) - 1) else word for index, word in enumerate(run)]
    same = next((index for index, word in enumerate(ours) if run[index : index + 1] != [word]), len(ours) - 1)
    return ours[same], (*spans, (len(searchable), len(searchable)))[start + same]


def _joined(word: str, quoted: Sequence[str]) -> str:
    """A word of a text without what a line's end split, as an excerpt has it."""
    whole = word.replace(SPLIT, "")
    return whole if whole in quoted else word.replace(SPLIT, "-")


def _without_signs(word: str, quoted: Sequence[str]) -> str:
    """A word of a text without the signs at it before which an excerpt ends, or after which it begins."""
    if re.search(rf"(?<!\w){re.escape(quoted[0])}$", word):
        return quoted[0]
    return quoted[-1] if re.match(rf"{re.escape(quoted[-1])}(?!\w)", word) else word


def _start_of(wanted: Sequence[str], words: Sequence[str]) -> int:
    """Where in a text's words begins the run from which the wanted words differ in the fewest."""
    # Of each run that ends before an index: in how many words it differs from those wanted so far, and where it begins.
    row = [(0, index) for index in range(len(words) + 1)]
    for count, word in enumerate(wanted, start=1):
        above, row = row, [(count, 0)]
        for index, other in enumerate(words, start=1):
            changed = above[index - 1][0] + (word != other), above[index - 1][1]
            added = above[index][0] + 1, above[index][1]
            left_out = row[-1][0] + 1, row[-1][1]
            row.append(min(changed, added, left_out, key=lambda run: run[0]))
    return min(row, key=lambda run: run[0])[1]


def _line_of(position: int, text: str) -> int:
    """The line of a source's text in which a position of its searchable form stands."""
    lines = text.splitlines()
    return 1 + min(
        len(lines) - 1,
        bisect_left(
            range(1, len(lines) + 1), position + 1, key=lambda count: len(to_searchable("\n".join(lines[:count])))
        ),
    )


def _shorten(text: str) -> str:
    return text if len(text) <= 2 * _CONTEXT else f"{text[: 2 * _CONTEXT]}…"
