"""Explain YAML syntax errors in a curator's words, with the slip's location and its cure."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from bot.domain.problems import Location, Problem
from bot.loading.locations import count_breaks, location_after, location_of

_PERCENT = "a line that begins with '%': delete the sign, or put the value in quotes"
# The cures of curators' slips, by libyaml's message.
_CURES = {
    "mapping values are not allowed in this context": (
        "a second ': ' in one line: put the value in quotes, or correct the indent"
    ),
    "did not find expected '-' indicator": "this line is not part of the list above: correct the indent",
    "did not find expected key": (
        "this line does not fit the lines above: correct the indent, or put the value in quotes"
    ),
    "could not find expected ':'": "a key without its colon: write 'key: value', or correct the indent",
    "found unexpected end of stream": "the quotation mark opened here is never closed: close it",
    "block sequence entries are not allowed in this context": "a value that begins with '- ': put the value in quotes",
    "mapping keys are not allowed in this context": "a value that begins with '? ': put the value in quotes",
    "did not find expected node content": (
        "the brackets before this are not closed, or lack a value: correct them, or put a value with signs in quotes"
    ),
    "found unexpected ':'": "a colon within a value in brackets: put the value in quotes",
    "did not find expected <document start>": (
        "this line does not fit the lines above: correct the indent, or delete what was left here"
    ),
    "could not find expected directive name": _PERCENT,
    "found unknown directive name": _PERCENT,
    "found unknown escape character": (
        "a backslash that begins no escape: double it, or put the value in single quotes, which have no escapes"
    ),
}
# libyaml's messages for a value that continues past its end, or begins with a special sign.
_IN_BRACKETS = ("did not find expected ',' or '}'", "did not find expected ',' or ']'")
_PAST_THE_END = ("did not find expected key", *_IN_BRACKETS)
_SIGNS = {
    "did not find expected alphabetic or numeric character": "put the value in quotes",
    "did not find expected whitespace or line break": "put the value in quotes",
    "did not find expected comment or line break": "put the value in quotes, or begin the text on the next line",
}
# The most spaces skipped to the end of a value, and the most lines between a slip and its error.
_FARTHEST_END, _MOST_LINES = 80, 10
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_PAIR = re.compile(r"\s*(?:- +)*[\w-]+:(?:\s|$)")
# No-break spaces and other characters that look like a space.
_ODD_SPACE = r"[^\S \t\r\n]"
_INDENT = re.compile(rf" *(?P<odd>{_ODD_SPACE})")
_NO_SPACE = (
    (re.compile(rf"(?P<before>\s*)-(?P<odd>{_ODD_SPACE}*)(?P<after>[^\W\d_].*)"), "hyphen", "- "),
    (re.compile(rf"(?P<before>\s*(?:- +)*[^\W\d][\w-]*):(?P<odd>{_ODD_SPACE}*)(?P<after>[^\s:/].*)"), "colon", ": "),
)
_MOST_SHOWN = 30
_COMMENT = re.compile(r"[ \t]+#")
# A line of a merge conflict, as git writes it.
_MARKER = re.compile(r"^(?P<sign><{7}|\|{7}|={7}|>{7})(?: [^\r\n]*)?(?=\r|\n|\Z)", re.MULTILINE)


def syntax_problem(path: str, text: str, error: yaml.YAMLError, last: yaml.ScalarEvent | None) -> Problem:
    """Locate the slip behind libyaml's error, which may be lines before it; `last` is the last scalar read."""
    if isinstance(error, yaml.reader.ReaderError):
        # libyaml reports a byte offset here, and no mark.
        before = text.encode()[: error.position].decode(errors="replace")
        message = f"{error.reason}: delete the invisible character U+{ord(text[len(before)]):04X} here"
        return Problem(location_after(path, before), message, "syntax")
    assert isinstance(error, yaml.MarkedYAMLError)  # noqa: S101 - the parser raises no other
    problem = error.problem or "something is off"
    begins_there = error.context in ("while scanning a quoted scalar", "while scanning a simple key")
    mark = error.context_mark if begins_there or problem in _SIGNS else error.problem_mark
    assert mark is not None  # noqa: S101 - libyaml marks every error
    location = location_of(path, mark)
    if problem.startswith("found a tab character"):
        cure = "a tab: indent with spaces"
    elif error.problem == "found character that cannot start any token":
        char = text[mark.index]
        cure = "a tab: indent with spaces" if char == "\t" else f"a value that begins with {char!r}: put it in quotes"
    elif problem in _SIGNS:
        cure = f"a value that begins with {text[mark.index]!r}: {_SIGNS[problem]}"
    elif found := (
        _missing_space(path, text, location.line)
        or _cut_by_comment(path, text, location.line, last)
        or _end_of_value(path, text, error, last)
    ):
        location, cure = found
    else:
        cure = _CURES.get(problem, f"{problem}: check the quotes, brackets and indents here")
    return Problem(location, f"not YAML: {cure}", "syntax")


def _missing_space(path: str, text: str, line: int) -> tuple[Location, str] | None:
    """Find a key or item without the space after its sign, in a line or shortly before; None if there is none.

    YAML reads such a line as the beginning of a text, and fails at the next.
    """
    lines = _LINE_BREAK.split(text)
    for number in range(min(line, len(lines)), max(0, line - _MOST_LINES), -1):
        written = lines[number - 1]
        if (indent := _INDENT.match(written)) and _PAIR.match(written):
            location = Location(path, number, indent.start("odd") + 1)
            return location, "a no-break space in the indent: type plain spaces"
        for pattern, sign, spaced in _NO_SPACE:
            if match := pattern.fullmatch(written):
                corrected = f"{match['before']}{spaced}{match['after']}".strip()
                shown = corrected if len(corrected) <= _MOST_SHOWN else f"{corrected[:_MOST_SHOWN]}…"
                column = len(written) - len(written.lstrip()) + 1
                slip = f"a {sign} with a no-break space behind it" if match["odd"] else f"a {sign} without its space"
                return Location(path, number, column), f"{slip}: write '{shown}'"
        if number < line and _PAIR.match(written):
            return None
    return None


def _cut_by_comment(path: str, text: str, line: int, last: yaml.ScalarEvent | None) -> tuple[Location, str] | None:
    """Find the comment that cuts a text continued in this line; None if there is none."""
    if last is None or last.style:
        return None
    mark: Any = last.end_mark
    comment = _COMMENT.match(text, mark.index)
    if comment is None or line != mark.line + 2:
        return None
    location = Location(path, mark.line + 1, mark.column + len(comment[0]))
    return location, "a comment begins here, and ends the text, which goes on below: put the value in quotes"


def _end_of_value(
    path: str, text: str, error: yaml.MarkedYAMLError, last: yaml.ScalarEvent | None
) -> tuple[Location, str] | None:
    """Find the sign that ends a value too early, or the bracket that is not closed; None if there is none."""
    mark = error.problem_mark
    if error.problem not in _PAST_THE_END or mark is None:
        return None
    location, is_in_brackets = location_of(path, mark), error.problem in _IN_BRACKETS
    before = text[max(0, mark.index - _FARTHEST_END) : mark.index]
    gap = len(before) - len(before.rstrip(" "))
    sign = before.rstrip(" ")[-1:]
    comma = ", or put a comma between the two" if is_in_brackets else ""
    if last and last.style in ("'", '"'):
        start: Any = last.start_mark
        end: Any = last.end_mark
        if start.line < end.line == mark.line:
            cure = f"the quotation opened here ends in line {mark.line + 1}: close it where it should end"
            return location_of(path, start), cure
    if sign == "'" and not gap:
        cure = "the apostrophe here ends the quotation: double it, ''"
    elif sign == "'":
        cure = f"the quotation ends here, and the value goes on: put all of it in quotes, an apostrophe doubled{comma}"
    elif sign == '"':
        cure = f'the quotation ends here, and the value goes on: write \\" for a quotation mark within{comma}'
    elif sign in ("]", "}") and sign:
        cure = f"the brackets end here, and the value goes on: put the value in quotes{comma}"
    elif is_in_brackets and error.context_mark:
        cure = f"the bracket opened here is not closed by line {mark.line + 1}: close it, or put a comma between items"
        return location_of(path, error.context_mark), cure
    else:
        return None
    return Location(path, location.line, location.column - gap - 1), cure


def conflict_problems(path: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each merge conflict in a text, and for each forgotten line of one."""
    if not any(sign * 7 in text for sign in "<|=>"):
        return
    opened: list[Location] = []
    line, looked = 1, 0
    for match in _MARKER.finditer(text):
        line, looked = line + count_breaks(text[looked : match.start()]), match.start()
        location, sign = Location(path, line, 1), match["sign"][0]
        if sign == ">" and opened:
            cure = "keep what is right of both sides, and delete the lines of signs"
            yield Problem(opened[0], f"a merge conflict, down to line {line}: {cure}", "merge-conflict")
            opened = []
        elif sign == "<":
            yield from map(_leftover, opened)
            opened = [location]
        elif opened:
            opened.append(location)
        else:
            yield _leftover(location)
    yield from map(_leftover, opened)


def _leftover(location: Location) -> Problem:
    return Problem(location, "a line that a merge conflict has left: delete it", "merge-conflict")
