"""Half a question, and the one asked before it in the same conversation → the whole question."""

import re
from datetime import date

from bot.domain.answers import Query, Role
from bot.domain.responses import Form
from bot.search.index import Index
from bot.search.parsing import parse_query
from bot.search.requests import parse_request
from bot.search.tokens import tokenise

_CUE = re.compile(r"\A\W*(?:and|also|but|or|so|then|what about|how about|what of)\b", re.I)
# Words that turn what they stand before round, so that it is not what is asked for.
_NOT = frozenset("except excluding neither never no nor not without".split())
# Who speaks of themselves or to the bot makes conversation.
_TALK = frozenset("am i im me my u we you your".split())
_WORDS = (Role.TOPIC, Role.TEXT, Role.UNKNOWN)
_MOST_WORDS = 6
_CARRIED = (Form.TIMELINE, Form.COMPARE)


def complete(text: str, before: str, index: Index, today: date) -> str | None:
    """The question that a text stands for after another: `and energy?` after `turkey` is `Turkey energy`.

    The text itself where it stands alone: a time or topics alone always go with what came before; other words, and
    names, only after "and" or "what about". None where it cannot be told what is meant.
    """
    asked = parse_request(before, index, today)
    form = asked.form if asked.form in _CARRIED else None
    previous = parse_query(asked.rest, index, today)
    rest = _CUE.sub("", text, count=1)
    request = parse_request(rest, index, today)
    if request.form or _is_bare_timeline(rest):
        return _complete_form(text, request.form or Form.TIMELINE, request.rest, previous, index, today)
    query = parse_query(text, index, today)
    if query.page > 1 and len(query.readings) == 1:
        return f"{before} page {query.page}"
    words = [token.word for token in tokenise(text).words]
    if not _NOT.isdisjoint(words) and len(words) <= _MOST_WORDS:
        return _leave_out(text, query, previous, form)
    whole = _join(query, previous, form, has_cue=rest != text, words=words)
    return _to_text(form, whole) if whole else text


def _complete_form(text: str, form: Form, rest: str, previous: Query, index: Index, today: date) -> str:
    names = _names_of(previous)
    if form is Form.TIMELINE and (not rest or _is_bare_timeline(rest)) and names:
        return _to_text(form, [names, _words_of(previous), _time_of(previous)])
    if form is Form.COMPARE and names and len(parse_query(rest, index, today).partners) == 1:
        return f"{form} {names} {rest}"
    return _CUE.sub("", text, count=1).strip()


def _leave_out(text: str, query: Query, previous: Query, form: Form | None) -> str | None:
    """With "not", a name is left out of what was asked; of a topic that cannot be asked."""
    names = [match.partner.name for match in (*query.partners, *query.excluded)]
    if not names or not _names_of(previous):
        return None if _words_of(query) and not names else text
    if _words_of(query) or _time_of(query):
        return text
    parts = [_names_of(previous), _words_of(previous), *(f"except {name}" for name in names), _time_of(previous)]
    return _to_text(form, parts)


def _join(query: Query, previous: Query, form: Form | None, *, has_cue: bool, words: list[str]) -> list[str]:
    """The parts of the two put together; empty where the one does not want the other."""
    own_words, own_time = _words_of(query), _time_of(query)
    if query.partners or query.rivals or query.countries or query.subject:
        if not has_cue or query.rivals or own_words or own_time or not (_words_of(previous) or _time_of(previous)):
            return _beside(query, previous, form) if has_cue and form is Form.COMPARE else []
        if form is Form.COMPARE:
            return _beside(query, previous, form)
        # Which of several, or whose word, the new name is to stand for cannot be told.
        if previous.voices or len(previous.partners) > 1:
            return []
        return [_names_of(query), _words_of(previous), _time_of(previous)]
    if not (own_words or own_time) or not _names_of(previous) or not _TALK.isdisjoint(words):
        return []
    roles = {reading.role for reading in query.readings if reading.role is not Role.FILLER}
    is_plain = roles <= {Role.TOPIC, Role.PERIOD}
    if not is_plain and not (has_cue and len(words) <= _MOST_WORDS and query.telling):
        return []
    return [_names_of(previous), own_words or _words_of(previous), own_time or _time_of(previous)]


def _beside(query: Query, previous: Query, form: Form | None) -> list[str]:
    """One more to compare with, beside those compared before."""
    if form is not Form.COMPARE or not query.partners or _words_of(query):
        return []
    return [_names_of(previous), _names_of(query), _words_of(previous), _time_of(previous)]


def _is_bare_timeline(text: str) -> bool:
    words = {token.word for token in tokenise(text).words}
    return Form.TIMELINE in words and words <= {Form.TIMELINE, "a", "as", "give", "me", "please", "show", "the"}


def _to_text(form: Form | None, parts: list[str]) -> str:
    return " ".join(filter(None, [form or "", *parts]))


def _names_of(query: Query) -> str:
    names = [match.partner.name for match in query.partners] + [match.matched for match in query.countries]
    if not names and query.subject:
        names = [query.subject.name]
    return " ".join([*names, *(f"except {match.partner.name}" for match in query.excluded)])


def _words_of(query: Query) -> str:
    return " ".join(reading.text for reading in query.readings if reading.role in _WORDS)


def _time_of(query: Query) -> str:
    return " ".join(["latest"] * query.is_now + ([query.period.label] if query.period else []))
