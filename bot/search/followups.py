"""Half a question, and the one asked before it in the same conversation → the whole question."""

import re
from datetime import date

from bot.domain.answers import Query, Role
from bot.domain.responses import Form
from bot.search.english import FILLERS
from bot.search.index import Index
from bot.search.normalise import normalise
from bot.search.parsing import parse_query
from bot.search.requests import parse_request
from bot.search.tokens import tokenise

_CUE = re.compile(r"\A\W*(?:and|also|but|or|so|then|what about|how about|what of)\b", re.I)
# Words that leave out what they stand before.
_OUT = re.compile(r"\W*(?:not|without|except|excluding)\b", re.I)
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
    text = normalise(text, index)
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
    if len(words) == 1 and words[0] in FILLERS and (query.partners or query.countries):
        return None  # no is no country among people who talk
    if _OUT.match(rest) and _is_nothing_but_names_or_topics(query, words):
        return _leave_out(query, previous, form)
    whole = _join(query, previous, form, has_cue=rest != text, words=words)
    return _to_text(form, whole) if whole else text


def _complete_form(text: str, form: Form, rest: str, previous: Query, index: Index, today: date) -> str:
    names, plain = _names_of(previous), _CUE.sub("", text, count=1).strip()
    if form is Form.TIMELINE and (not rest or _is_bare_timeline(plain)) and names:
        return _to_text(form, [names, _words_of(previous), _time_of(previous)])
    if form is Form.COMPARE and names and len(parse_query(rest, index, today).partners) == 1:
        return f"{form} {names} {rest}"
    return plain


def _leave_out(query: Query, previous: Query, form: Form | None) -> str | None:
    """A name is left out of what was asked; None where nothing is left, or it was a topic, which cannot be."""
    out = {match.partner.id: match.partner.name for match in (*query.partners, *query.excluded)}
    if not out or not _names_of(previous):
        return None
    kept = tuple(match for match in previous.partners if match.partner.id not in out)
    if previous.partners and not kept:
        return None
    left = previous._replace(partners=kept)
    named = {match.partner.id for match in previous.partners}
    excepted = [f"except {name}" for id_, name in out.items() if id_ not in named]
    return _to_text(form, [_names_of(left), _words_of(previous), *excepted, _time_of(previous)])


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


def _is_nothing_but_names_or_topics(query: Query, words: list[str]) -> bool:
    """Whether it only says what to leave out, and neither what else to take nor when."""
    others = {reading.role for reading in query.readings} - {Role.PARTNER, Role.EXCLUDED, Role.TOPIC, Role.FILLER}
    return not others and len(words) <= _MOST_WORDS and "but" not in words[1:]


def _is_bare_timeline(text: str) -> bool:
    words = {token.word for token in tokenise(text).words}
    return Form.TIMELINE in words and words <= {Form.TIMELINE, "a", "as", "give", "me", "please", "show", "the"}


def _to_text(form: Form | None, parts: list[str]) -> str:
    return " ".join(filter(None, [form or "", *parts]))


def _names_of(query: Query) -> str:
    names = [match.partner.name for match in query.partners] + [match.matched for match in query.countries]
    if not names and query.subject:
        names = [query.subject.name]
    speakers = [match.partner.name for match in query.partners if match.partner.id in query.voices]
    if speakers and len(speakers) < len(names):
        others = " ".join(name for name in names if name not in speakers)
        names = [f"what does {' and '.join(speakers)} say about {others}"]
    return " ".join([*names, *(f"except {match.partner.name}" for match in query.excluded)])


def _words_of(query: Query) -> str:
    return " ".join(reading.text for reading in query.readings if reading.role in _WORDS)


def _time_of(query: Query) -> str:
    return " ".join(["latest"] * query.is_now + ([query.period.label] if query.period else []))
