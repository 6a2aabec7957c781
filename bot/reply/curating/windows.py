"""The two pages on which a fact is written: its partner, source, topics and time; then its words."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.knowledge import Snapshot, Source
from bot.domain.operations import Fields
from bot.domain.text import capitalised
from bot.reply import wording
from bot.reply.controls import MAX_OPTIONS, Element, to_option, to_plain
from bot.reply.curating.drafts import Draft
from bot.reply.curating.rich import to_line
from bot.reply.fields import read_choice, read_choices, read_text, to_input, to_menu, to_text_element, to_typeahead
from bot.reply.texts import clean, cut

# The callback ids of the pages, and the ids of their fields, which are blocks and actions alike.
WHERE, WORDS = "curate-where", "curate-words"
PARTNER, SOURCE, TOPICS, WHEN = "curate-partner", "curate-source", "curate-topics", "curate-when"
STATEMENT, LOCATOR, EXCERPT, KEYWORDS = "curate-statement", "curate-locator", "curate-excerpt", "curate-keywords"

# Slack's limit for a field; the fields of a fact are shorter.
_MAX_LINE, _MAX_TEXT = 200, 3_000
_MAX_ERROR = 1_000
_ONE_MORE = "The fact's other citation stays as it is."
# The field of each key of a fact's YAML, to show a problem beside it.
_FIELDS = {
    "partner": PARTNER,
    "source": SOURCE,
    "topics": TOPICS,
    "when": WHEN,
    "statement": STATEMENT,
    "locator": LOCATOR,
    "excerpt": EXCERPT,
    "keywords": KEYWORDS,
}
FIELD = re.compile("|".join(_FIELDS.values()))
_ON_PAGE = {WHERE: (PARTNER, SOURCE, TOPICS, WHEN), WORDS: (STATEMENT, LOCATOR, EXCERPT, KEYWORDS)}


def to_where_window(draft: Draft, snapshot: Snapshot) -> Element:
    """Return the first page: partner, source, topics and time. The partner of an existing fact is fixed."""
    noun = capitalised(snapshot.about.partner.singular)
    partner = snapshot.partners.get(draft.operation.partner)
    blocks: list[Element] = []
    if draft.is_new:
        chosen = {"initial_option": to_option(partner.name, partner.id)} if partner else {}
        blocks.append(_field(PARTNER, noun, {**to_typeahead(), **chosen}))
    else:
        blocks.append(to_line(f"{noun}: {partner.name if partner else draft.operation.partner}"))
    source = snapshot.sources.get(str(draft.citation.get("source", "")))
    chosen = {"initial_option": to_source_option(source)} if source else {}
    blocks.append(_field(SOURCE, "Source", {**to_typeahead(), **chosen}))
    if snapshot.topics:
        blocks.append(_field(TOPICS, "Topics", _to_topics(draft, snapshot)))
    when = _typed(draft.text_of("when"), _MAX_LINE)
    hint = (
        "As precise as the source: 2020-09-27, 2020-09, 2020, or 1993/.. for “since 1993”. "
        "Leave it empty if the source gives no time."
    )
    blocks.append(_field(WHEN, wording.PERIOD, when, hint=hint, optional=True))
    return _to_window(WHERE, draft, blocks, wording.NEXT)


def to_words_window(draft: Draft, snapshot: Snapshot) -> Element:
    """Return the second page: statement, excerpt, locator and keywords."""
    citation, others = draft.citation, len(draft.citations) - 1
    source = snapshot.sources.get(str(citation.get("source", "")))
    about = f"Source: {source.title}, {source.publisher}" if source else "No source is chosen yet"
    if others > 0:
        about += ". " + (_ONE_MORE if others == 1 else f"The fact's {others} other citations stay as they are.")
    blocks = [
        to_line(about),
        _field(
            STATEMENT,
            "Statement",
            _typed(draft.text_of("statement"), _MAX_TEXT, is_long=True),
            hint="One neutral sentence in your own words, with its date.",
        ),
        _field(
            EXCERPT,
            "Excerpt",
            _typed(citation.get("excerpt"), _MAX_TEXT, is_long=True),
            hint="Copied from the source word for word, 60 words at most. Write […] where you leave something out.",
            optional=True,
        ),
        _field(
            LOCATOR,
            "Where in the source",
            _typed(citation.get("locator"), _MAX_LINE),
            hint="For example: paragraph 6, page 12, article 3.",
            optional=True,
        ),
    ]
    keywords = ", ".join(draft.items_of("keywords"))
    # Keywords that the field would alter are not edited here.
    if _split(keywords[:_MAX_TEXT]) == draft.items_of("keywords"):
        hint = "Words that people may search for and the statement lacks, separated by commas."
        blocks.append(_field(KEYWORDS, "Keywords", _typed(keywords, _MAX_TEXT), hint=hint, optional=True))
    return _to_window(WORDS, draft, blocks, "Preview")


def parse_where(values: Mapping[str, Any], draft: Draft) -> tuple[str, dict[str, Any]]:
    """Read the first page: the partner, and the draft's fields with the chosen ones."""
    partner = read_choice(values, PARTNER) if draft.is_new else draft.operation.partner
    citation = _without_empty({**draft.citation, "source": read_choice(values, SOURCE)})
    fields = {
        **draft.fields,
        "topics": read_choices(values, TOPICS),
        "when": read_text(values, WHEN),
        "citations": [citation, *draft.citations[1:]],
    }
    return partner, _without_empty(fields)


def parse_words(values: Mapping[str, Any], draft: Draft) -> dict[str, Any]:
    """Read the second page: the draft's fields with the typed ones. Keywords without a field are kept."""
    typed = {"locator": read_text(values, LOCATOR), "excerpt": read_text(values, EXCERPT)}
    citation = _without_empty({**draft.citation, **typed})
    fields = {
        **draft.fields,
        "statement": read_text(values, STATEMENT),
        "citations": [citation, *draft.citations[1:]],
    }
    if KEYWORDS in values:
        fields["keywords"] = _split(read_text(values, KEYWORDS))
    return _without_empty(fields)


def problems_by_field(page: str, problems: Mapping[str, str]) -> dict[str, str]:
    """Return the problems by field of a page; a problem of no field goes to the first one.

    `problems` are by key of the fact's YAML, "" for none.
    """
    fields = _ON_PAGE[page]
    first = SOURCE if page == WHERE else STATEMENT  # the partner is not always a field
    placed: dict[str, str] = {}
    for key, problem in problems.items():
        field = _FIELDS.get(key, first)
        field = field if field in fields else first
        placed[field] = cut(f"{placed[field]} {problem}" if field in placed else problem, _MAX_ERROR)
    return placed


def to_source_options(sources: Iterable[Source]) -> Element:
    """Return sources as the options of a typeahead."""
    return {"options": [to_source_option(source) for source in sources][:MAX_OPTIONS]}


def to_source_option(source: Source) -> Element:
    """Return a source as an option."""
    return to_option(f"{source.title} ({source.publisher})", source.id)


def _to_window(callback: str, draft: Draft, blocks: list[Element], submit: str) -> Element:
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": draft.id,
        "title": to_plain(f"{'Propose' if draft.is_new else 'Edit'} a fact"),
        "submit": to_plain(submit),
        "close": to_plain("Cancel" if callback == WHERE else "Back"),
        # Slack reports that the first page is closed, so that an untouched draft is discarded.
        "notify_on_close": callback == WHERE,
        "blocks": blocks,
    }


def _to_topics(draft: Draft, snapshot: Snapshot) -> Element:
    """Make the menu of topics. The draft's own come first, since Slack allows only a hundred."""
    own = [snapshot.topics[id_] for id_ in dict.fromkeys(draft.items_of("topics")) if id_ in snapshot.topics]
    others = [topic for topic in snapshot.topics.values() if topic not in own]
    options = [to_option(topic.name, topic.id) for topic in (*own, *others)][:MAX_OPTIONS]
    initial = {"initial_options": options[: len(own)]} if own else {}
    return {**to_menu("Choose one or more", options, is_multiple=True), **initial}


def _typed(value: Any, most: int, *, is_long: bool = False) -> Element:
    config = {"trigger_actions_on": ["on_character_entered"]}
    return {**to_text_element(value, most, is_long=is_long), "dispatch_action_config": config}


def _field(field: str, label: str, element: Element, *, hint: str = "", optional: bool = False) -> Element:
    """Make a field whose changes Slack sends at once, so that nothing is lost when the window is closed."""
    return {**to_input(field, label, element, hint=hint, optional=optional), "dispatch_action": True}


def _split(keywords: str) -> list[str]:
    return [keyword for part in keywords.split(",") if (keyword := clean(part))]


def _without_empty(fields: Fields) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in ("", [], None)}
