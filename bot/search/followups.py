"""Half a question, and the one asked before it in the same conversation → the whole question."""

import re
from datetime import date

from bot.domain.answers import Outcome, Query, Role
from bot.domain.responses import Form
from bot.search.answering import answer
from bot.search.index import Index
from bot.search.parsing import parse_query
from bot.search.requests import parse_request

_CUE = re.compile(r"\A\W*(?:and|also|but|or|so|then|what about|how about|what of)\b", re.I)
_MOST_WORDS = 3
_WORDS = (Role.TOPIC, Role.TEXT, Role.UNKNOWN)


def complete(text: str, before: str, index: Index, today: date) -> str:
    """The question that a text stands for after another: `and energy?` after `turkey` is `Turkey energy`.

    The text itself where it stands alone: where it asks for a form of its own, or without saying "and" names somebody,
    is longer than half a question is, or has an answer that the two together lack.
    """
    request = parse_request(text, index, today)
    if request.form is not None:
        is_bare = request.form is Form.TIMELINE and not request.rest
        return f"{Form.TIMELINE} {before}" if is_bare else text
    rest = _CUE.sub("", text, count=1)
    has_cue = rest != text
    query, previous = parse_query(rest, index, today), parse_query(before, index, today)
    if query.page > 1 and len(query.readings) == 1:
        return f"{before} page {query.page}"
    whole = _join(query, previous, has_cue=has_cue)
    if not whole or has_cue:
        return whole or text
    is_answered = [answer(one, index, today).outcome is Outcome.ANSWER for one in (whole, text)]
    return text if is_answered == [False, True] else whole


def _join(query: Query, previous: Query, *, has_cue: bool) -> str:
    """The two put together; empty where the one does not want the other."""
    own_words, own_time = _words_of(query), _time_of(query)
    if query.partners or query.rivals or query.countries or query.subject or query.excluded:
        if not has_cue or query.rivals or own_words or own_time:
            return ""
        return " ".join(filter(None, [_names_of(query), _words_of(previous), _time_of(previous)]))
    is_short = len([reading for reading in query.readings if reading.role is not Role.FILLER]) <= _MOST_WORDS
    if not (own_words or own_time) or not (has_cue or is_short):
        return ""
    words, time = own_words or _words_of(previous), own_time or _time_of(previous)
    return " ".join(filter(None, [_names_of(previous), words, time]))


def _names_of(query: Query) -> str:
    names = [match.partner.name for match in query.partners] + [match.matched for match in query.countries]
    if not names and query.subject:
        names = [query.subject.name]
    return " ".join([*names, *(f"except {match.partner.name}" for match in query.excluded)])


def _words_of(query: Query) -> str:
    return " ".join(reading.text for reading in query.readings if reading.role in _WORDS)


def _time_of(query: Query) -> str:
    return " ".join(["latest"] * query.is_now + ([query.period.label] if query.period else []))
