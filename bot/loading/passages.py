"""Explain why an excerpt is not found in its source's text, by the nearest passage and its first difference."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.domain.text import SPLIT, excerpt_parts, find_part, to_searchable

# The least similarity (of 100) of an excerpt and its passage, and the characters shown around the first difference.
_MIN_SIMILARITY, _CONTEXT = 60, 40


def describe_difference(excerpt: str, name: str, text: str, searchable: str) -> str:
    """Describe the nearest passage to an excerpt that is not found, with the first word that differs.

    `name` is that of the text's file, `searchable` the text in searchable form.
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
        return f"“{_shorten(part)}” is in line {line} of {name}, before what it follows here: keep the text's order"
    near = fuzz.partial_ratio_alignment(wanted, searchable, score_cutoff=_MIN_SIMILARITY)
    if near is None or len(searchable) < len(wanted):
        return f"nothing like “{_shorten(part)}” is in {name}: {cure}"
    # Words that the excerpt leaves out or adds may have moved the passage by its length.
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
    """Find the first word of an excerpt that differs from a passage, and the span of the word there instead."""
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
    """Join a word of a text that a line's end split, if the excerpt has it so."""
    whole = word.replace(SPLIT, "")
    return whole if whole in quoted else word.replace(SPLIT, "-")


def _without_signs(word: str, quoted: Sequence[str]) -> str:
    """Remove from a word of a text the signs that an excerpt beginning or ending there leaves out."""
    if re.search(rf"(?<!\w){re.escape(quoted[0])}$", word):
        return quoted[0]
    return quoted[-1] if re.match(rf"{re.escape(quoted[-1])}(?!\w)", word) else word


def _start_of(wanted: Sequence[str], words: Sequence[str]) -> int:
    """Return the index in a text's words of the run that differs from the wanted words in the fewest."""
    # For each run of words that ends before an index: its edit distance to the words so far, and its first index.
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
    """Return the line of a source's text for a position in its searchable form."""
    lines = text.splitlines()
    return 1 + min(
        len(lines) - 1,
        bisect_left(
            range(1, len(lines) + 1), position + 1, key=lambda count: len(to_searchable("\n".join(lines[:count])))
        ),
    )


def _shorten(text: str) -> str:
    return text if len(text) <= 2 * _CONTEXT else f"{text[: 2 * _CONTEXT]}…"
