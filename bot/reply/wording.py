"""Every word azrel says of its own accord, in one place; short, plain and the same everywhere."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from bot.domain.answers import Answer, Outcome, Query, Shortfall
from bot.domain.dates import MONTHS, Point, Precision, When
from bot.domain.knowledge import Fact, Kind, Link, Snapshot, Source, Status
from bot.domain.responses import Form, Usage

FAILED = (
    "Sorry, something went wrong and your question was not answered. "
    "The cause has been logged; please try again in a minute."
)
USAGE_HINT = "a name, a topic, a time, or any of them together"
LEADING_ON = "Try"
CHOICES = "One of these"
WHICH = "Which did you mean?"
NARROWER = "Narrow it down"
RELATED = "Together with"
CLOSER = "Look closer"
TOGETHER = "Facts about them together"
MORE = "More"
SHARE = "Share"
CLOSE = "Close"
SEARCH = "Ask a question"
NEWEST = "Newest facts"
CHOOSE = "Choose one"
ASK_ABOUT = "Ask about one"
SEARCH_TITLE = "Search relations"
SEARCH_SUBMIT = "Search"
TYPE_A_NAME = "Type a name"
PARTNER, TOPIC, PERIOD = "Partner", "Topic", "Time"
PERIOD_EXAMPLES = "1993, October 2009, since 2020, 1992-1995"
FILL_IN = "Choose a partner, a topic or a time."
NO_PERIOD = "I cannot read this as a time. Try 1993, October 2009, since 2020 or 1992-1995."
SHARE_WITH = "Share with"
FIND_SHORTCUT = "Find relation facts"
FIND_DESCRIPTION = "Facts about the partners and topics that a message names"
SEARCH_DESCRIPTION = "Facts by partner, topic and time"
LOOKING = "is looking it up…"
STEP_TITLE = "Look up a relation"
STEP_DESCRIPTION = "Looks up what the base says, with sources"
STEP_INPUTS = {
    "query": ("Query", "A name, or a question in a few words"),
    "topic": ("Topic", "A topic to keep to (optional)"),
    "period": ("Time", "A time to keep to, such as 1993 or since 2020 (optional)"),
}
STEP_OUTPUTS = {
    "text": ("Text", "What the base says, as text"),
    "count": ("Number of facts", "How many facts were found"),
    "link": ("First link", "The address of the first source, if it has one"),
}
STEP_WITHOUT_QUERY = "The step “Look up a relation” needs a query: fill in a name or a question in a few words."
NOTICE = "Sorry"
EXPIRED = "That button is no longer one of mine. Please ask again."
TIMELINE = "Timeline"
PREVIOUS = "Previous"
NEXT = "Next"
UNDATED = "Without a date of their own: known as of their source"
NOTHING_HERE = "nothing here"
SHOWN_ABOVE = "shown above"
UNUSED_SOURCE = "No fact rests on it."
LISTS = {Form.TOPICS: "Topics", Form.PARTNERS: "Partners", Form.SOURCES: "Sources"}
KINDS = {
    Kind.STATE: "States",
    Kind.ORGANISATION: "Organisations",
    Kind.COMPANY: "Companies",
    Kind.PERSON: "People",
    Kind.PLACE: "Places",
    Kind.PEOPLE: "Peoples",
    Kind.PROJECT: "Projects",
}
USAGE_TITLES = {
    Form.TIMELINE: "A timeline of what?",
    Form.COMPARE: "Compare which?",
    Form.SOURCE: "Which source?",
}
CITED_ONLY = "cited, not quoted"
UNVERIFIED = "quotation not yet verified"


def join(words: Iterable[str], last: str = "and") -> str:
    """`Turkey`, `Turkey and Armenia`, `Turkey, Armenia and Iran`."""
    *most, end = list(words) or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def quoted(text: str) -> str:
    """A person's own words, set apart from ours."""
    return f"“{text}”"


def day_in_words(day: date) -> str:
    """`27 July 2018`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def when_in_words(when: When) -> str:
    """`October 2009`, `since 1993`, `1992 to 1993`, `about 1993`, `the 1990s (uncertain)`."""
    if not when.is_interval and when.start:
        return point_in_words(when.start)
    if when.start and when.end:
        return f"{point_in_words(when.start)} to {point_in_words(when.end)}"
    if when.start:
        return f"since {point_in_words(when.start)}"
    return f"until {point_in_words(when.end)}" if when.end else ""


def point_in_words(point: Point) -> str:
    """`27 July 2018`, `October 2009`, `about 1993`, `the 1990s (uncertain)`."""
    match point.precision:
        case Precision.DAY:
            words = day_in_words(point.first)
        case Precision.MONTH:
            words = f"{MONTHS[point.first.month - 1]} {point.first.year}"
        case Precision.YEAR:
            words = str(point.first.year)
        case _:
            words = f"the {point.first.year}s"
    return ("about " if point.approximate else "") + words + (" (uncertain)" if point.uncertain else "")


@lru_cache(maxsize=512)
def dateline(fact: Fact, status: Status | None, is_old: bool) -> str:
    """When a fact held, where it stands, and what day that is known of: always for what lasts, else if it is old.

    `1992 to 1993 · ended`, `as of 27 July 2018`, `May 1993 · source as of 27 July 2018`.
    """
    as_of = f"as of {point_in_words(fact.as_of)}"
    if fact.when is None:
        return as_of if status is Status.CURRENT else f"{as_of} · {status}"
    when = when_in_words(fact.when)
    if status is Status.CURRENT:
        return f"{when} · current {as_of}"
    parts = [when, status, f"source {as_of}" if is_old else None]
    return " · ".join(part for part in parts if part)


def voice(names: Iterable[str]) -> str:
    """Whose position or claim a fact is."""
    return f"Attributed to {join(names)}"


def linked(relation: str, link: Link, statement: str) -> str:
    """A fact that ends this one, is ended by it or contradicts it, and why."""
    return f"{relation}: {statement} ({link.because})"


SUPERSEDED_BY, SUPERSEDES, CONTRADICTS = "Superseded by", "Supersedes", "Contradicted by"


def counted(number: int, noun: str) -> str:
    """`1 fact`, `5 facts`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shown(first: int, last: int, total: int) -> str:
    """Which of the facts are shown."""
    return counted(total, "fact") if last - first + 1 == total else f"Facts {first} to {last} of {total}"


def speaks_up_to(as_of: Point) -> str:
    """A warning that nothing newer is known."""
    return f"The newest source here speaks up to {point_in_words(as_of)}"


def too_many(label: str) -> str:
    """Said where the question is too long to be repeated with the number of a page."""
    return f"{label}; ask about less at once to see them"


def no_such_page(pages: int) -> str:
    """Said of a page beyond the last."""
    return f"There {'is' if pages == 1 else 'are'} only {counted(pages, 'page')}: this is the last."


def not_found(answer: Answer) -> str:
    """Why there is no answer, in one sentence."""
    query = answer.query
    names = join((match.partner.name for match in query.partners), "and")
    about = f" about {names}" if names else ""
    period = f" for {quoted(query.period.label)}" if query.period else ""
    match answer.shortfall:
        case Shortfall.NOT_HERE:
            return f"This base has nothing on {join((match.country.name for match in query.countries), 'or')}."
        case Shortfall.NO_FACTS:
            left_out = join(query.left_out)
            return f"This base has no facts{about}{f' without {left_out}' if left_out else ''}."
        case Shortfall.NOT_NAMED:
            return "That message names no partner and no topic of this base."
        case Shortfall.NOT_IN_PERIOD:
            return f"This base has nothing{about}{period}."
        case Shortfall.NOT_ON_TOPIC:
            return f"This base has nothing{about} on {join((quoted(term.text) for term in query.terms), 'or')}{period}."
    if query.unknown:
        return f"This base has nothing that I could match with {join((quoted(word) for word in query.unknown), 'or')}."
    if len(query.terms) > 1:
        return f"No fact here has {join((quoted(term.text) for term in query.terms), 'and')} together{period}."
    return "This base has nothing that I could match with that."


def apart(answer: Answer) -> str:
    """Said where several partners were named and no fact is about all of them."""
    names = join((match.partner.name for match in answer.query.partners), "and")
    return f"No fact here is about {names} together; these are about one of them."


def mentioned(countries: Iterable[tuple[str, str]]) -> str:
    """Said where a country, by its name and as it was typed, has no file, and facts mention it."""
    names, typed = zip(*countries, strict=True)
    return f"This base has no file on {join(names)}; these facts mention {join(map(quoted, typed))}."


def by_topic(words: Iterable[str]) -> str:
    """Said where facts are shown by their topic, and none has the word that was asked for."""
    return f"None of these has the word {join(map(quoted, words), 'or')}; they are on its topic."


def left_out(names: Iterable[str]) -> str:
    """Said of what the question excepts."""
    return f"Facts about {join(names)} are left out."


def denied(word: str) -> str:
    """Said where a question denies something."""
    return f"{quoted(word)} was passed over: these facts may say the opposite."


def newest(point: Point) -> str:
    """Said to who asks for what is current or newest."""
    return f"The newest that this base knows of this is of {point_in_words(point)}."


def passed_over(words: Iterable[str]) -> str:
    """Said where a partner was understood and a word beside it was not."""
    return f"Nothing here has {join(map(quoted, words), 'or')}, so that was passed over."


def help_lines(answer: Answer, prompt: str) -> tuple[str, ...]:
    """What azrel is and how to ask it."""
    about, facts, partners = answer.snapshot.about, len(answer.snapshot.facts), len(answer.snapshot.partners) - 1
    return (
        f"Ask about {about.title}. I answer from {counted(facts, 'fact')} about {counted(partners, 'partner')}, "
        "each with its date, its source and the source's own words; where the base knows nothing, I say so.",
        f"Type {prompt} and {USAGE_HINT}. Small slips in spelling are understood. There are also {prompt} timeline, "
        "compare, topics, partners, sources, map and about.",
        f"Topics: {join(topic.name for topic in answer.snapshot.topics.values())}.",
    )


def timeline_of(names: str) -> str:
    """The title of a timeline."""
    return f"{names}: timeline" if names else TIMELINE


def taken_as(text: str) -> str:
    """Said where half a question was taken together with the one before it."""
    return f"With what was asked before, taken as {quoted(text)}."


def step_period(period: str) -> str:
    """Why a workflow's step failed whose time is none."""
    return (
        f"The step “Look up a relation” cannot read {quoted(period)} as a time. Try 1993, October 2009 or since 2020."
    )


def step_choice(names: Iterable[str]) -> str:
    """Why a workflow's step failed whose query could mean several."""
    return f"The query of the step “Look up a relation” could mean {join(names, 'or')}: name one of them in full."


def only(text: str) -> str:
    """What asks for half a question by itself."""
    return f"Only {quoted(text)}"


def gone(count: int) -> str:
    """Said where facts that were shown before are no longer in the base."""
    return f"{counted(count, 'fact')} shown before {'is' if count == 1 else 'are'} no longer in this base."


def shared_by(name: str) -> str:
    """Said above an answer that somebody shares."""
    return f"Shared by {name}."


def map_of(name: str) -> str:
    """The title of the map of a subject's relations."""
    return f"{name} and its partners"


def scope_of(query: Query) -> str:
    """What facts are of that answer a question: the names alone, or whatever else narrows it too."""
    names = join(match.partner.name for match in query.partners)
    speakers = [match.partner.name for match in query.partners if match.partner.id in query.voices]
    if speakers:
        return f"{names}, in the words of {join(speakers)}"
    return query.rephrased if query.is_narrowed else names


def all_facts(count: int) -> str:
    """What shows every fact of an answer."""
    return f"All {counted(count, 'fact')}"


def side_by_side(page: int) -> str:
    """Said above a comparison."""
    line = "By topic, with the fact that answers best for each."
    return line if page == 1 else f"{line} Page {page}."


def compared_without(names: Iterable[str]) -> str:
    """Said where more partners were named than are compared."""
    left = list(names)
    return f"Three are compared at a time, so {join(left)} {'is' if len(left) == 1 else 'are'} left out."


def listed(form: str, title: str) -> str:
    """The title of a list."""
    return f"{form.capitalize()}: {title}"


def listed_line(first: int, last: int, total: int, form: str) -> str:
    """Which of a list are shown."""
    return f"{total} {form}" if last - first + 1 == total else f"{form.capitalize()} {first} to {last} of {total}"


def as_of(point: Point) -> str:
    """`as of 27 July 2018`."""
    return f"as of {point_in_words(point)}"


def source_line(source: Source) -> str:
    """What is to be said of a source beside its title and publisher."""
    return f"speaks up to {point_in_words(source.as_of)}. Licence: {source.licence}."


def about_lines(snapshot: Snapshot, oldest_verification: date | None, prompt: str) -> tuple[str, ...]:
    """What the base is, and how fresh."""
    about, facts, partners = snapshot.about, len(snapshot.facts), len(snapshot.partners) - 1
    checked = (
        f"; the one longest unchecked was last checked on {day_in_words(oldest_verification)}"
        if (oldest_verification)
        else ""
    )
    return (
        f"{counted(facts, 'fact')} about {counted(partners, 'partner')} from {counted(len(snapshot.sources), 'source')}"
        f", curated by {about.owner}{checked}. Revision {snapshot.revision}.",
        "Nothing is generated: every line was written or quoted by a curator, and every quotation is checked against "
        "its source's text. Where the base knows nothing, I say so.",
        f"Type {prompt} and {USAGE_HINT}; or timeline, compare, topics, partners, sources, map.",
    )


def usage(request: Usage, prompt: str) -> str:
    """How to ask for a form."""
    match request.form:
        case Form.TIMELINE:
            return f"Type {prompt} timeline and {USAGE_HINT}."
        case Form.COMPARE if request.partner:
            return f"Name one or two more to compare with {request.partner.name}."
        case Form.COMPARE:
            return f"Type {prompt} compare and two or three names, and a topic if you like."
    return f"Type {prompt} source and the id of one; {prompt} sources lists them."


def unknown_here(words: str) -> str:
    """Said of what a form was asked for and is not here."""
    return f"This base has nothing on {quoted(words)}."


def manifest_description(title: str) -> str:
    """What the app is, to those who may install it."""
    return f"Answers from a curated base on {title}: dated facts in their sources' own words, or nothing."


def title(answer: Answer) -> str:
    """What the reply is headed where no partner heads it."""
    if answer.outcome is Outcome.HELP:
        return f"How to ask about {answer.snapshot.about.title}"
    if answer.outcome is Outcome.CHOICE:
        return WHICH
    if answer.outcome is Outcome.NONE:
        return "Nothing found"
    if answer.query.countries:
        return join(match.matched for match in answer.query.countries)
    return answer.snapshot.about.title
