"""Whole sentences about an answer: what was found, what was not, and how the question was read."""

from collections.abc import Iterable

from bot.domain.answers import Answer, NoAnswerReason, Outcome
from bot.domain.dates import Period, Point
from bot.domain.kinds import Noun
from bot.domain.knowledge import Source
from bot.domain.requests import Amount
from bot.domain.text import capitalised
from bot.reply.english import as_of as as_of_words
from bot.reply.english import counted, in_text, join, join_quoted, period_in_words, point_in_words, quoted
from bot.reply.phrases import join_partners

_AMOUNTS = {
    Amount.MONEY: "an amount of money",
    Amount.NUMBER: "a number",
    Amount.FIGURE: "a figure",
    Amount.SHARE: "a share",
    Amount.DURATION: "a span of time",
    Amount.DATE: "a date",
    Amount.HOUR: "a time of day",
    Amount.DISTANCE: "a distance",
    Amount.PERSON: "a name",
    Amount.OUTLOOK: "an outlook",
}


def title(answer: Answer) -> str:
    """Return the heading of an answer without partners."""
    match answer.outcome:
        case Outcome.CHOICE:
            return "Which did you mean?"
        case Outcome.NONE:
            return "Nothing found"
    return join([country.name for country in answer.countries]) or answer.snapshot.about.title


def near_title(answer: Answer) -> str:
    """Return the heading of the nearest facts, which are no answer."""
    names = join_partners([partner.name for partner in answer.partners], answer.request)
    return f"No exact answer · {names}" if names else "No exact answer"


def near(answer: Answer) -> str:
    """Name the terms that no fact has, before the nearest facts."""
    request, known = answer.request, answer.snapshot.topics
    none = f"No {answer.snapshot.about.fact.singular}"
    names = [in_text(named.name) for named in answer.partners or answer.countries]
    names = [join_partners(names, request)] if request.any_partner else names
    topics = [known[id_].name for id_ in request.topics if id_ in known]
    words = [word.text for word in request.words]
    period = f" from {_times_of(request.period)}" if request.period else ""
    also = f", and none of these mentions {join_quoted(answer.passed_over)}" if answer.passed_over else ""
    if answer.reason is NoAnswerReason.NOT_TOGETHER:
        return f"{none} is about {join(names)} together{period}{also}. Closest:"
    if answer.reason is NoAnswerReason.NOT_IN_PERIOD:
        about = f" with {join_quoted(words)}" if words and not names else _on([*names, *topics])
        return f"{none}{about} is{period}{also}. Nearest in time:"
    if answer.lacking:
        given = join([_AMOUNTS[amount] for amount in answer.lacking])
        return f"{none}{_on([*names, *topics])}{period} that fits gives {given}{also}. Closest:"
    absent = [word for word in answer.passed_over if word not in answer.elsewhere]
    if absent:
        not_these = f", and none of these mentions {join_quoted(answer.elsewhere)}" if answer.elsewhere else ""
        return f"{none}{_on([*names, *topics])}{period} mentions {join_quoted(absent)}{not_these}. Closest:"
    if answer.reason is NoAnswerReason.NOT_EXACT:
        return f"{none}{_on(names)}{period} surely answers all of that. Closest:"
    if topics:
        return f"{none}{_on(names)}{period} is on {join(topics)}. Closest:"
    asked = f"mentions {join_quoted(words, 'and')} together" if len(words) > 1 else "matches all of that"
    return f"{none}{_on(names)}{period} {asked}. Closest:"


def _on(names: Iterable[str]) -> str:
    said = join(names)
    return f" on {said}" if said else ""


def _times_of(period: Period) -> str:
    """Put a time after `from`: `1850`, `before May 1850`, `March 2020 or later`, `any time except 1993`."""
    words = period_in_words(period)
    if words.startswith("since "):
        return f"{words.removeprefix('since ')} or later"
    return f"any time {words}" if words.startswith("except ") else words


def closest(count: int, fact: Noun) -> str:
    """Say how many nearest facts are shown."""
    return f"The {count} closest {fact.plural}." if count > 1 else f"The closest {fact.singular}."


def not_found(answer: Answer) -> str:
    """Say in one sentence why there is no answer."""
    request, called = answer.request, answer.snapshot.about
    names = join_partners([in_text(partner.name) for partner in answer.partners], request)
    about = f" about {names}" if names else ""
    period = f" from {_times_of(request.period)}" if request.period else ""
    words = _words_of(answer)
    match answer.reason:
        case NoAnswerReason.NOT_HERE:
            return f"This base has nothing on {join([in_text(country.name) for country in answer.countries], 'or')}."
        case NoAnswerReason.NO_FACTS:
            left_out = join(map(in_text, answer.left_out))
            return f"This base has no {called.fact.plural}{about}{f' without {left_out}' if left_out else ''}."
        case NoAnswerReason.NOT_NAMED:
            return f"That message names no {called.partner.singular} and no topic of this base."
        case NoAnswerReason.NOT_IN_PERIOD:
            return f"This base has nothing{about}{period}."
        case NoAnswerReason.NOT_ON_TOPIC if words:
            return f"This base has nothing{about} on {join_quoted(words)}{period}."
    if request.unknown:
        return f"I found nothing on {join_quoted(request.unknown)} in this base."
    if len(words) > 1:
        return f"No {called.fact.singular} here mentions {join_quoted(words, 'and')} together{period}."
    return "I found nothing that matches."


def _words_of(answer: Answer) -> list[str]:
    """Return the names of the topics and the words asked for."""
    topics = answer.snapshot.topics
    names = [topics[id_].name for id_ in answer.request.topics if id_ in topics]
    return [*names, *[word.text for word in answer.request.words]]


def only_mentioned(countries: Iterable[str], mentioned: Iterable[str], fact: Noun) -> str:
    """Say that countries have no file, and that facts mention them by the names `mentioned`."""
    names, said = join(map(in_text, countries)), join_quoted(mentioned, "and")
    return f"This base has no file on {names}; these {fact.plural} mention {said}."


def only_by_topic(words: Iterable[str], topics: Iterable[str], fact: Noun) -> str:
    """Say that facts are shown by their topic, and none has the word that was asked for."""
    return f"No {fact.singular} mentions {join_quoted(words)}; here are {fact.plural} on {join(topics)}."


def left_open(name: str, partners: Iterable[str]) -> str:
    """Say that several partners have a name, where the rest of the question found an answer."""
    return f"{quoted(name)} may be {join(partners, 'or')}; I left that open."


def left_out(names: Iterable[str], fact: Noun) -> str:
    """Name the exclusions of a request."""
    return f"{capitalised(fact.plural)} about {join(map(in_text, names))} are left out."


def denied(word: str, fact: Noun) -> str:
    """Say that a question denies something."""
    return f"I ignored {quoted(word)}; these {fact.plural} may say the opposite."


def newest(point: Point) -> str:
    """Say up to when the facts reach, for a request for current or newest ones."""
    return f"Latest information: {point_in_words(point)}."


def passed_over(words: Iterable[str], fact: Noun) -> str:
    """Name a word that none of the compared partners has."""
    return f"No {fact.singular} here mentions {join_quoted(words)}, so I left that out."


def speaks_up_to(as_of: Point) -> str:
    """Warn that nothing newer is known."""
    return f"Newest source: {point_in_words(as_of)}."


def shown(first: int, count: int, total: int, fact: Noun) -> str:
    """Say which facts are shown: `first` is the count on earlier pages, `count` that of this one.

    A page may have only companions of the last fact before it.
    """
    if count == total:
        return f"{counted(total, fact)}."
    if count == 0:
        return f"More on {fact.singular} {first} of {total}."
    if count == 1:
        return f"{capitalised(fact.singular)} {first + 1} of {total}."
    return f"{capitalised(fact.plural)} {first + 1} to {first + count} of {total}."


def listed(first: int, count: int, total: int, noun: Noun) -> str:
    """Say which items of a list are shown, as `shown` does for facts."""
    if count == total:
        return counted(total, noun)
    return f"{capitalised(noun.plural)} {first + 1} to {first + count} of {total}"


def too_many(label: str) -> str:
    """Say that a request is too long to be carried to another page."""
    return f"{label}; narrow your question to see them"


def no_such_page(pages: int) -> str:
    """Say that a page is beyond the last."""
    return f"There {'is' if pages == 1 else 'are'} only {counted(pages, 'page')}: this is the last."


def taken_as(text: str) -> str:
    """Say that a question was completed by the one before it."""
    return f"Continuing from your last question: {text}."


def fewer(count: int, fact: Noun) -> str:
    """Say that an answer has fewer facts than when its button was shown."""
    return f"{counted(count, fact)} {'has' if count == 1 else 'have'} gone since this button was shown."


# Above an answer of a process that took over from a killed one, which may have posted it.
MAY_BE_SENT_BEFORE = "You may have had this already: I was interrupted while I sent it."
MAY_BE_SECOND = "This may be the second answer to your question: I was interrupted while I posted the first."


def shared_by(name: str) -> str:
    """Name the person who shares an answer."""
    return f"Shared by {name}."


def timeline_of(scope: str) -> str:
    """Return the heading of a timeline."""
    return f"{scope}: timeline" if scope else "Timeline"


def map_of(name: str, partner: Noun) -> str:
    """Return the heading of the map of a subject's relations."""
    return f"{name} and its {partner.plural}"


def side_by_side(page: int, fact: Noun) -> str:
    """Introduce a comparison."""
    line = f"By topic, with the newest of the {fact.plural} that fit best."
    return line if page == 1 else f"{line} Page {page}."


def compared_without(names: Iterable[str]) -> str:
    """Name the partners that are left out of a comparison, which takes fewer."""
    left = list(names)
    return f"I compare three at a time, so {join(left)} {'is' if len(left) == 1 else 'are'} left out."


def name_another(name: str) -> str:
    """Ask for another partner, where only one of a comparison was named."""
    return f"Name one or two more to compare with {name}."


def not_here(words: str) -> str:
    """Say that the base lacks the subject of a form."""
    return f"This base has nothing on {quoted(words)}."


def source_line(source: Source) -> str:
    """Describe a source, beside its title and publisher."""
    return f"{as_of_words(source.as_of)}. Licence: {source.licence}."


def unused_source(fact: Noun) -> str:
    """Say that no fact rests on a source."""
    return f"No {fact.singular} cites it."
