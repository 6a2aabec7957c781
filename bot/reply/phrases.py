"""A request in words, for people; and as it is typed again, for terminals and programs."""

from collections.abc import Iterable

from bot.domain.knowledge import Snapshot, Topic
from bot.domain.requests import Amount, Chatter, Form, Request
from bot.domain.responses import Response
from bot.domain.text import fold
from bot.reply.english import join
from bot.reply.texts import clean, cut

MAX_ECHO = 150

_CHATTER = {
    Chatter.GREETING: "hello",
    Chatter.THANKS: "thanks",
    Chatter.PRAISE: "good bot",
    Chatter.BLAME: "bad bot",
    Chatter.AGREEMENT: "okay",
    Chatter.FAREWELL: "goodbye",
}

# The words that ask for amounts.
ASKED = {
    Amount.MONEY: "for how much",
    Amount.NUMBER: "how many",
    Amount.FIGURE: "in figures",
    Amount.SHARE: "what share",
    Amount.DURATION: "for how long",
    Amount.DATE: "in what year",
    Amount.HOUR: "at what time",
    Amount.DISTANCE: "how far away",
    Amount.PERSON: "by name",
    Amount.OUTLOOK: "what is to come",
}


def to_phrase(request: Request, snapshot: Snapshot) -> str:
    """Write a request in one line: `timeline Turkey energy since 2020 page 2`, `source gazette-2018`, `topics`.

    A name that several partners share is left out.
    """
    match request.form:
        case Form.ANSWER | Form.MENTIONED:
            words = [*_scope_words(request, snapshot)]
        case Form.TIMELINE | Form.COMPARE:
            words = [request.form, *_scope_words(request, snapshot)]
        case Form.SOURCE:
            words = [request.form, request.source]
        case Form.PARTNERS if request.kind:
            nouns = [kind.noun.plural for kind in snapshot.about.kinds if kind.id == request.kind]
            words = ["list", *nouns]
        case Form.CHATTER:
            words = [_CHATTER[request.chatter or Chatter.GREETING]]
        case _:
            words = [request.form]
    if request.page > 1:
        words.append(f"page {request.page}")
    return clean(" ".join(words))


def to_query(request: Request, snapshot: Snapshot) -> str:
    """Write a request so that, typed again, it asks for the same: `Turkey energy topic:economy with:georgia page 2`.

    A topic beside another, or beside words, and a partner that facts must be about too, are written as filters.
    """
    plain = 0 if request.words else 1
    filters = [f"topic:{id_}" for id_ in request.topics[plain:]] + [f"with:{id_}" for id_ in request.involving]
    rest = to_phrase(request.change(topics=request.topics[:plain], involving=(), page=1), snapshot)
    is_subject_lost = request.form is Form.ANSWER and request.names_subject and not _asks_of_subject_alone(request)
    subject = [clean(snapshot.subject.name)] if is_subject_lost else []
    page = [f"page {request.page}"] if request.page > 1 else []
    return " ".join([*subject, *([rest] if rest else []), *filters, *page])


def _asks_of_subject_alone(request: Request) -> bool:
    """Return whether the words of a request name its subject, since it is about nothing else."""
    others = (request.partners, request.involving, request.countries, request.topics, request.words, request.speakers)
    return not any(others)


def join_partners(names: Iterable[str], request: Request) -> str:
    """Join the names of partners that a request is about: of all of them, or of any."""
    return join(names, "or" if request.any_partner else "and")


def to_scope(request: Request, snapshot: Snapshot) -> str:
    """Describe the facts that answer a request: by the names of its partners, or by its other terms."""
    names = join_partners(_names_of((*request.partners, *request.involving), snapshot), request)
    if request.speakers:
        return clean(f"{names}, in the words of {join(_names_of(request.speakers, snapshot))}")
    return to_phrase(request.change(form=Form.ANSWER, page=1), snapshot) if request.is_narrowed else clean(names)


def to_echo(text: str) -> str:
    """Repeat a person's own words, cut to the limit of a reply."""
    return cut(clean(text), MAX_ECHO)


def echo_of(response: Response) -> str:
    """Repeat the typed text or, for a button, its request as a phrase."""
    return to_echo(response.text or to_phrase(response.request, response.snapshot))


def _scope_words(request: Request, snapshot: Snapshot) -> Iterable[str]:
    partners = _names_of([id_ for id_ in request.partners if id_ not in request.speakers], snapshot)
    about = [
        *([join_partners(partners, request)] if request.any_partner and partners else partners),
        *_names_of(request.involving, snapshot),
        *_names_of_countries(request, snapshot),
        *[_to_topic(snapshot.topics[id_]) if id_ in snapshot.topics else id_ for id_ in request.topics],
        *[word.text for word in request.words],
    ]
    if request.speakers:
        yield f"what does {' and '.join(_names_of(request.speakers, snapshot))} say"
        if about:
            yield "about"
    elif request.names_subject and not about:
        yield snapshot.subject.name
    yield from about
    for left_out in (*_names_of(request.without_partners, snapshot), *[word.text for word in request.without_words]):
        yield f"except {left_out}"
    yield from [ASKED[amount] for amount in request.amounts]
    if request.newest_first:
        yield "latest"
    if request.period:
        yield request.period.label


def _names_of(ids: Iterable[str], snapshot: Snapshot) -> list[str]:
    """Return the names of partners; the id of one that the base no longer has."""
    known = snapshot.partners
    return [known[id_].name if id_ in known else id_ for id_ in ids]


def _names_of_countries(request: Request, snapshot: Snapshot) -> list[str]:
    known = snapshot.world.countries
    return [known[code].name if code in known else code for code in request.countries]


def _to_topic(topic: Topic) -> str:
    """Return a topic's name, in lower case where its id is the same word."""
    return topic.id if fold(topic.name) == topic.id else topic.name
