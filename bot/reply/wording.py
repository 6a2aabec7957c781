"""The words on what people press, choose and fill in, and on what the app is: short, plain, the same everywhere."""

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
SENT = "Sent for review. You will be told in a direct message what the reviewers decide."
SAVED = "Saved."
REQUESTED = "Noted: the curators see it, and you will be told as soon as it can be answered."
SNOOZED = "You will not be reminded of this fact for 30 days."
EXPIRED = "This button has expired. Ask again, for example:"
NOTICE, DONE = "Sorry", "Done"
LOOKING = "is looking it up…"

# What to type behind the command.
USAGE_HINT = "a name, a topic, a time, or any of them together"

# Headings of what leads on.
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
    "I may not send files in this workspace any more. Whoever runs me can allow it again, with the scope files:write."
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

# Slack's most for the name of a shortcut and the title of a form.
_MOST_TITLE = 24


def export_as(label: str) -> str:
    """Label the button that asks for a file."""
    return f"{EXPORT} as {label}"


def exporting(facts: str, label: str) -> str:
    """Tell that a file is on its way."""
    return f"Sending you {facts} as {label}…"


def exported(facts: str, title: str, label: str) -> str:
    """Tell above a file what it is."""
    return f"Here is what you exported as {label}: {quoted(title)}, {facts}."


def only(text: str) -> str:
    """Label the button that asks for what was typed by itself, without what was asked before."""
    return f"Only {quoted(text)}"


def not_only(names: Iterable[str]) -> str:
    """Label the button that asks without the default of the channel."""
    return f"Not only {join(names)}"


def together(count: int, fact: Noun) -> str:
    """Label the button for the facts about all partners that are compared."""
    return f"{capitalised(fact.plural)} about {'both' if count == 2 else f'all {count}'}"


def all_facts(count: int, fact: Noun) -> str:
    """Label the button that shows every fact of an answer."""
    return f"All {counted(count, fact)}"


def fill_in(partner: Noun) -> str:
    """Say what the form to search with needs."""
    return f"Choose {with_article(partner)}, a topic or a time, or type a few words."


def greeting(partner: Noun) -> str:
    """Greet who greets."""
    return f"Hello! Ask me about {with_article(partner)}, a topic or a time."


def newest_facts(fact: Noun) -> str:
    """Head the newest facts."""
    return f"Newest {fact.plural}"


def search_title(about: About) -> str:
    """Name the form to search with, and the shortcut to it."""
    return "Search relations" if about.partner == PARTNER else cut(f"Search {about.partner.plural}", _MOST_TITLE)


def words_examples(topics: Iterable[Topic]) -> str:
    """Say what may stand in the form's field for words: some of the base's own."""
    return ", ".join([topic.words[0] for topic in topics][:3])


def find_shortcut(about: About) -> str:
    """Name the message shortcut."""
    return "Find relation facts" if about.fact == FACT else cut(f"Find {about.fact.plural}", _MOST_TITLE)


def step_title(about: About) -> str:
    """Name the step of a workflow."""
    return "Look up a relation" if about.partner == PARTNER else f"Look up {with_article(about.partner)}"


def step_outputs(fact: Noun) -> dict[str, tuple[str, str]]:
    """Name and describe what the step gives."""
    return {
        "text": ("Text", "What the base says, as text"),
        "count": (f"Number of {fact.plural}", f"How many {fact.plural} were found"),
        "link": ("First link", "The address of the first source, if it has one"),
    }


def step_without_query(about: About) -> str:
    """Say why a workflow's step failed that was not told what to look up."""
    return f"The step “{step_title(about)}” needs a query: fill in a name or a question in a few words."


def search_description(about: About) -> str:
    """Say what the form to search with finds."""
    return f"{capitalised(about.fact.plural)} by {about.partner.singular}, topic, time and words"


def find_description(about: About) -> str:
    """Say what the message shortcut finds."""
    return f"{capitalised(about.fact.plural)} about the {about.partner.plural} and topics that a message names"


def propose_description(about: About) -> str:
    """Say what the message shortcut for curators does."""
    return f"For curators: begin {with_article(about.fact)} whose excerpt is the message"


def step_period(about: About, period: str) -> str:
    """Say why a workflow's step failed whose time is none."""
    return (
        f"The step “{step_title(about)}” cannot read {quoted(period)} as a time. Try 1993, October 2009 or since 2020."
    )


def step_choice(about: About, names: Iterable[str]) -> str:
    """Say why a workflow's step failed whose query could mean several."""
    return f"The query of the step “{step_title(about)}” could mean {join(names, 'or')}: name one of them in full."


def manifest_description(title: str) -> str:
    """Say what the app is, to those who may install it."""
    return f"Answers from a curated base on {title}: dated facts in their sources' own words, or nothing."
