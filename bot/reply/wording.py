"""Labels of buttons, menus and fields, and descriptions of the app: short, plain, the same everywhere."""

from collections.abc import Iterable

from bot.domain.kinds import FACT, PARTNER, Noun
from bot.domain.knowledge import About, Topic
from bot.domain.text import capitalised
from bot.reply.english import counted, join, quoted, with_article
from bot.reply.texts import cut

FAILED = (
    "Sorry, something went wrong and your question was not answered. "
    "The cause has been logged; please try again in a minute."
)
FAILED_TO_ACT = "Sorry, that did not work. The cause has been logged; please try again in a minute."
NOT_SAVED = "This cannot be saved just now. Nothing you typed is lost while this stays open: try again in a minute."
BUTTON_EXPIRED = "This button has expired: ask again."
SENT = "Sent for review. The decision will come in a direct message."
SAVED = "Saved."
REQUESTED = "Noted: the curators see it, and you will be notified as soon as it can be answered."
SNOOZED = "You will not be reminded of this fact for 30 days."
EXPIRED = "This button has expired. Ask again, for example:"
NOTICE, DONE = "Sorry", "Done"
LOOKING = "is looking it up…"

# Words to type after the command.
USAGE_HINT = "a name, a topic, a time, or any of them together"

# Headings of offers.
LEADING_ON = "Try"
CHOICES = "One of these"
NARROWER = "Narrow it down"
NAMESAKES = "Or did you mean"
RELATED = "Together with"
CLOSER = "Look closer"
ASK_ABOUT = "Ask about one"
MORE = "More"

# Buttons and menus.
SHARE = "Share"
TIMELINE = "Timeline"
WHOLE_TIMELINE = "Whole timeline"
PREVIOUS = "Previous"
NEXT = "Next"
CLOSE = "Close"
CITE, CITING_STYLE = "Cite", "Style"
EXPORT = "Export"
EXPORTED = "Sent: you find the file in your direct messages with me."
EXPORT_NOT_ALLOWED = (
    "I may not send files in this workspace any more. An administrator can allow it again, with the scope files:write."
)
CHOOSE = "Choose one"
ASK = "Ask a question"

# The form to search with, and the two shortcuts.
SEARCH_SUBMIT = "Search"
TYPE_A_NAME = "Type a name"
TOPIC, PERIOD, WORDS = "Topic", "Time", "Anything else"
PERIOD_EXAMPLES = "1993, October 2009, since 2020, 1992-1995"
NO_WORDS = "These words name nothing I could look up. Try a name or a subject."
NO_PERIOD = "I cannot read this as a time. Try 1993, October 2009, since 2020 or 1992-1995."
SHARE_WITH = "Share with"

PROPOSE_SHORTCUT = "Propose as a fact"

# The step of a workflow.
STEP_DESCRIPTION = "Looks a question up in the base, with sources"
STEP_INPUTS = {
    "query": ("Query", "A name, or a question in a few words"),
    "topic": ("Topic", "Only what is on this topic (optional)"),
    "period": ("Time", "Only what is from this time, such as 1993 or since 2020 (optional)"),
}

# Slack's limit for the name of a shortcut and the title of a form.
_MOST_TITLE = 24


def export_as(label: str) -> str:
    """Return the label of the button for a file."""
    return f"{EXPORT} as {label}"


def exporting(facts: str, label: str) -> str:
    """Say that a file is on its way."""
    return f"Sending you {facts} as {label}…"


def exported(facts: str, title: str, label: str) -> str:
    """Describe a file, above it."""
    return f"Here is what you exported as {label}: {quoted(title)}, {facts}."


def only(text: str) -> str:
    """Return the label of the button for the typed text alone, without what was asked before."""
    return f"Only {quoted(text)}"


def not_only(names: Iterable[str]) -> str:
    """Return the label of the button that asks without the channel's default."""
    return f"Not only {join(names)}"


def together(count: int, fact: Noun) -> str:
    """Return the label of the button for the facts about all compared partners."""
    return f"{capitalised(fact.plural)} about {'both' if count == 2 else f'all {count}'}"


def all_facts(count: int, fact: Noun) -> str:
    """Return the label of the button that shows every fact of an answer."""
    return f"All {counted(count, fact)}"


def fill_in(partner: Noun) -> str:
    """Say which fields the search form needs."""
    return f"Choose {with_article(partner)}, a topic or a time, or type a few words."


def greeting(partner: Noun) -> str:
    """Return a greeting."""
    return f"Hello! Ask me about {with_article(partner)}, a topic or a time."


def newest_facts(fact: Noun) -> str:
    """Return the heading of the newest facts."""
    return f"Newest {fact.plural}"


def search_title(about: About) -> str:
    """Return the name of the search form and of its shortcut."""
    return "Search relations" if about.partner == PARTNER else cut(f"Search {about.partner.plural}", _MOST_TITLE)


def words_examples(topics: Iterable[Topic]) -> str:
    """Return examples for the form's field of words: some of the base's own."""
    return ", ".join([topic.words[0] for topic in topics][:3])


def find_shortcut(about: About) -> str:
    """Return the name of the message shortcut."""
    return "Find relation facts" if about.fact == FACT else cut(f"Find {about.fact.plural}", _MOST_TITLE)


def step_title(about: About) -> str:
    """Return the name of the workflow step."""
    return "Look up a relation" if about.partner == PARTNER else f"Look up {with_article(about.partner)}"


def step_outputs(fact: Noun) -> dict[str, tuple[str, str]]:
    """Return the names and descriptions of the step's outputs."""
    return {
        "text": ("Text", "What the base says, as text"),
        "count": (f"Number of {fact.plural}", f"How many {fact.plural} were found"),
        "link": ("First link", "The address of the first source, if it has one"),
    }


def step_without_query(about: About) -> str:
    """Say that a workflow's step failed for lack of a question."""
    return f"The step “{step_title(about)}” needs a query: fill in a name or a question in a few words."


def search_description(about: About) -> str:
    """Describe the search form."""
    return f"{capitalised(about.fact.plural)} by {about.partner.singular}, topic, time and words"


def find_description(about: About) -> str:
    """Describe the message shortcut."""
    return f"{capitalised(about.fact.plural)} about the {about.partner.plural} and topics that a message names"


def propose_description(about: About) -> str:
    """Describe the message shortcut for curators."""
    return f"For curators: begin {with_article(about.fact)} whose excerpt is the message"


def step_period(about: About, period: str) -> str:
    """Say that a workflow's step failed because its time cannot be read."""
    return (
        f"The step “{step_title(about)}” cannot read {quoted(period)} as a time. Try 1993, October 2009 or since 2020."
    )


def step_choice(about: About, names: Iterable[str]) -> str:
    """Say that a workflow's step failed because its question is ambiguous."""
    return f"The query of the step “{step_title(about)}” could mean {join(names, 'or')}: name one of them in full."


def manifest_description(title: str) -> str:
    """Describe the app for people who may install it."""
    return f"Answers from a curated base on {title}: dated facts in their sources' own words, or nothing."
