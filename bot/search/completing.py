"""An incomplete question → the whole request: the previous one, changed."""

from bot.domain.readings import Role
from bot.domain.requests import Form, Request, Word
from bot.search.lexicon.conversation import ADDING, ADDING_WORDS, ASKING_FOR_RELATIONS, TALK
from bot.search.lexicon.negations import ALL_BUT, LEAVING_OUT_FIRST
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.turns import FEW_WORDS, Turn, place_in, turn_page

# A sentence with a pronoun for whoever was named has so many words at most.
_MANY_WORDS = 9
_CONTINUED_FORMS = (Form.ANSWER, Form.TIMELINE, Form.COMPARE)
_BESIDE_TIMELINE = frozenset("a an as give in it me of please show that the timeline".split())


def complete(turn: Turn) -> Request | None:
    """Return the request that a text makes after another; its own where it is complete by itself.

    None where it is not clear what is meant: in a conversation, “no” is not the code of a country.
    """
    alone, words = turn.alone, turn.words
    page = turn_page(turn)
    if page:
        return turn.before.change(page=page, shown=0)
    if turn.before.form not in _CONTINUED_FORMS:
        return alone
    if len(words) == 1 and words[0] in STOP_WORDS and (alone.partners or alone.countries):
        return None
    if "timeline" in words and _BESIDE_TIMELINE.issuperset(turn.rest):
        is_something = _names_of(turn.before) or turn.before.is_narrowed
        return turn.before.change(form=Form.TIMELINE, page=1) if is_something else alone
    if alone.form is Form.COMPARE and len(alone.partners) == 1 and turn.before.partners:
        return turn.before.change(form=Form.COMPARE, partners=_add(turn.before.partners, alone.partners), page=1)
    if alone.form not in (Form.ANSWER, Form.HELP):
        return alone
    if is_leaving_out(turn):
        return _leave_out(turn)
    if "the" in turn.words and place_in(turn.words) is not None:
        return None  # there is nothing to choose from
    return _name_another(turn) if turn.names_somebody else _narrow(turn)


def is_leaving_out(turn: Turn) -> bool:
    """Return whether a text only says what to leave out, and asks for nothing more."""
    roles = {reading.role for reading in turn.parsed.readings}
    is_all_but = turn.rest[:2] in ALL_BUT
    is_no = turn.rest[:1] == ("no",) and len(turn.rest) > 1 and Role.PARTNER not in roles
    if not turn.rest or not (is_all_but or is_no or turn.rest[0] in LEAVING_OUT_FIRST):
        return False
    is_more = roles - {Role.PARTNER, Role.EXCLUDED, Role.TOPIC, Role.TEXT, Role.STOP_WORD}
    is_corrected = "but" in turn.words[1:] and not is_all_but
    return not is_more and len(turn.words) <= FEW_WORDS and not is_corrected


def _leave_out(turn: Turn) -> Request | None:
    """Return the previous request without what is named; None where it named no partner, or that leaves none."""
    out = (*turn.alone.partners, *turn.alone.without_partners)
    words = (*_topic_words(turn), *turn.alone.words, *turn.alone.without_words)
    kept = tuple([id_ for id_ in turn.before.partners if id_ not in out])
    if not _names_of(turn.before) or (turn.before.partners and not kept) or not (out or words):
        return None
    named = (*turn.before.partners, *turn.before.involving)
    return turn.before.change(
        partners=kept,
        without_partners=_add(turn.before.without_partners, tuple([id_ for id_ in out if id_ not in named])),
        without_words=(*turn.before.without_words, *words),
        page=1,
        shown=0,
    )


def _topic_words(turn: Turn) -> tuple[Word, ...]:
    named = {match.topic.id: match.topic for match in turn.parsed.topics}
    return tuple([Word(named[id_].name, (id_,)) for id_ in turn.alone.topics])


def _name_another(turn: Turn) -> Request:
    """Return the previous request about another partner, or in a comparison about one more."""
    alone, before = turn.alone, turn.before
    if turn.refers_back and len(before.partners) == 1 and alone.partners and len(turn.words) <= _MANY_WORDS:
        return alone.change(partners=_add(before.partners, alone.partners))
    words = [word for word in alone.words if word.text.lower() not in ADDING_WORDS]
    says_more = words or alone.topics or alone.period or alone.newest_first
    is_added = ADDING.search(turn.parsed.text) is not None
    is_whole = not ASKING_FOR_RELATIONS.isdisjoint(turn.words)
    if not (turn.has_cue or is_added) or alone.either or says_more or is_whole:
        return alone
    if alone.partners and (before.form is Form.COMPARE or (is_added and before.partners)):
        return before.change(partners=_add(before.partners, alone.partners), page=1, shown=0)
    carried = _carried_words(before)
    is_of_a_form = before.form is not Form.ANSWER
    if not (carried or before.topics or before.period or before.newest_first or is_of_a_form):
        return alone
    # It is not clear which of several names the new one replaces, or whether it replaces a speaker.
    if before.speakers or len(before.partners) + len(before.involving) > 1:
        return alone
    return alone.change(
        form=before.form,
        topics=before.topics,
        words=carried,
        period=before.period,
        newest_first=before.newest_first,
    )


def _narrow(turn: Turn) -> Request:
    """Return the previous request on another topic or of another time; with other words only after a cue."""
    alone, before = turn.alone, turn.before
    on_something = bool(alone.topics or alone.words)
    of_a_time = bool(alone.period or alone.newest_first)
    is_talk = not TALK.isdisjoint(turn.words) and not turn.refers_back
    if not (on_something or of_a_time) or not _names_of(before) or is_talk:
        return alone
    roles = {reading.role for reading in turn.parsed.readings} - {Role.STOP_WORD, Role.PAGE}
    is_plain = roles <= {Role.TOPIC, Role.PERIOD}
    is_short = (turn.has_cue and len(turn.words) <= FEW_WORDS) or (turn.refers_back and len(turn.words) <= _MANY_WORDS)
    if not is_plain and not is_short:
        return alone
    return before.change(
        topics=alone.topics if on_something else before.topics,
        words=alone.words if on_something else _carried_words(before),
        phrases=alone.phrases,
        amounts=alone.amounts,
        period=alone.period if of_a_time else before.period,
        newest_first=alone.newest_first if of_a_time else before.newest_first,
        page=1,
        shown=0,
    )


def _carried_words(request: Request) -> tuple[Word, ...]:
    """Return the words that stand for topics: others are not carried over."""
    return tuple([word for word in request.words if word.topics])


def _names_of(request: Request) -> tuple[str, ...]:
    return (*request.partners, *request.involving, *request.countries)


def _add(ids: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ids, *more)))
