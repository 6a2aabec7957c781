"""The two pages on which a fact is written: where it belongs, and its words."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.knowledge import Snapshot, Source
from bot.domain.operations import Fields
from bot.domain.text import capitalised
from bot.reply import wording
from bot.reply.controls import MAX_OPTIONS, Element, to_option, to_plain
from bot.reply.curating.drafts import Draft
from bot.reply.texts import cut

# The callback ids of the pages, and the ids of their fields, which are blocks and actions alike.
WHERE, WORDS = "curate-where", "curate-words"
PARTNER, SOURCE, TOPICS, WHEN = "curate-partner", "curate-source", "curate-topics", "curate-when"
STATEMENT, LOCATOR, EXCERPT, KEYWORDS = "curate-statement", "curate-locator", "curate-excerpt", "curate-keywords"

# Slack's most for a field; the fields of a fact are shorter.
_MAX_LINE, _MAX_TEXT = 200, 3_000
_MAX_TITLE, _MAX_ERROR = 24, 1_000
# Where in a fact's YAML each field stands, for problems to be told beside it.
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
    """Return the first page: partner, source, topics and time. Of a fact that is there its partner stays."""
    partner = snapshot.partners.get(draft.operation.partner)
    blocks: list[Element] = []
    if partner and not draft.is_new:
        blocks.append(_line(f"{capitalised(snapshot.about.partner.singular)}: {partner.name}"))
    else:
        chosen = {"initial_option": to_option(partner.name, partner.id)} if partner else {}
        blocks.append(_input(PARTNER, capitalised(snapshot.about.partner.singular), {**_typeahead(PARTNER), **chosen}))
    source = snapshot.sources.get(str(draft.citation.get("source", "")))
    chosen = {"initial_option": to_source_option(source)} if source else {}
    blocks.append(_input(SOURCE, "Source", {**_typeahead(SOURCE), **chosen}))
    options = [to_option(topic.name, topic.id) for topic in snapshot.topics.values()][:MAX_OPTIONS]
    topics = draft.items_of("topics")
    initial = [option for option in options if option["value"] in topics]
    select: Element = {
        "type": "multi_static_select",
        "action_id": TOPICS,
        "placeholder": to_plain("Choose one or more"),
        "options": options,
        **({"initial_options": initial} if initial else {}),
    }
    blocks.append(_input(TOPICS, "Topics", select))
    hint = "As the source says: 2020-09-27, 2020-09, 2020, 1993/.. from then on. Empty where it gives no time."
    when = _text(WHEN, draft.text_of("when"), _MAX_LINE)
    blocks.append(_input(WHEN, wording.PERIOD, when, hint=hint, optional=True))
    return _to_window(WHERE, draft, blocks, wording.NEXT)


def to_words_window(draft: Draft, snapshot: Snapshot) -> Element:
    """Return the second page: statement, locator, excerpt and keywords."""
    citation, others = draft.citation, len(draft.citations) - 1
    source = snapshot.sources.get(str(citation.get("source", "")))
    about = f"Source: {source.title}, {source.publisher}" if source else "Source"
    if others > 0:
        about += f" (and {others} more, kept as {'it is' if others == 1 else 'they are'})"
    keywords = ", ".join(draft.items_of("keywords"))
    blocks = [
        _line(about),
        _input(
            STATEMENT,
            "Statement",
            _text(STATEMENT, draft.text_of("statement"), _MAX_TEXT, is_long=True),
            hint="One sentence in your own words, neutral, with its date.",
        ),
        _input(
            EXCERPT,
            "Excerpt",
            _text(EXCERPT, citation.get("excerpt"), _MAX_TEXT, is_long=True),
            hint="Copied from the source word for word, 60 words at most; […] where something is left out.",
            optional=True,
        ),
        _input(
            LOCATOR,
            "Where in the source",
            _text(LOCATOR, citation.get("locator"), _MAX_LINE),
            hint="For example: paragraph 6, page 12, article 3.",
            optional=True,
        ),
        _input(
            KEYWORDS,
            "Keywords",
            _text(KEYWORDS, keywords, _MAX_TEXT),
            hint="Words that people use and the statement lacks, set apart by commas.",
            optional=True,
        ),
    ]
    return _to_window(WORDS, draft, blocks, "Preview")


def parse_where(values: Mapping[str, Any], draft: Draft) -> tuple[str, dict[str, Any]]:
    """Read the first page: the partner, and the draft's fields with what was chosen."""
    partner = _chosen(values, PARTNER) if draft.is_new else draft.operation.partner
    citation = {**draft.citation, "source": _chosen(values, SOURCE)}
    fields = {
        **draft.fields,
        "topics": _several(values, TOPICS),
        "when": _typed(values, WHEN),
        "citations": [citation, *draft.citations[1:]],
    }
    return partner, _without_empty(fields)


def parse_words(values: Mapping[str, Any], draft: Draft) -> dict[str, Any]:
    """Read the second page: the draft's fields with what was typed."""
    typed = {"locator": _typed(values, LOCATOR), "excerpt": _typed(values, EXCERPT)}
    citation = _without_empty({**draft.citation, **typed})
    keywords = [keyword for part in _typed(values, KEYWORDS).split(",") if (keyword := " ".join(part.split()))]
    fields = {
        **draft.fields,
        "statement": _typed(values, STATEMENT),
        "keywords": keywords,
        "citations": [citation, *draft.citations[1:]],
    }
    return _without_empty(fields)


def place_problems(page: str, problems: Mapping[str, str]) -> dict[str, str]:
    """Return the problems by field of a page; what belongs to no field of it stands at its first one.

    `problems` are by key of the fact's YAML, "" where they belong to none.
    """
    fields = _ON_PAGE[page]
    first = fields[1] if page == WHERE else fields[0]  # the partner is no field where it cannot be chosen
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
    """Return a source as one that can be chosen."""
    return to_option(f"{source.title} ({source.publisher})", source.id)


def _to_window(callback: str, draft: Draft, blocks: list[Element], submit: str) -> Element:
    title = "Propose" if draft.is_new else "Edit"
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": draft.id,
        "title": to_plain(cut(f"{title} a fact", _MAX_TITLE)),
        "submit": to_plain(submit),
        "close": to_plain("Cancel" if callback == WHERE else "Back"),
        # Whoever closes a first page without a word leaves no draft.
        "notify_on_close": callback == WHERE,
        "blocks": blocks,
    }


def _line(text: str) -> Element:
    return {"type": "section", "text": to_plain(cut(text, _MAX_TEXT))}


def _typeahead(field: str) -> Element:
    return {
        "type": "external_select",
        "action_id": field,
        "placeholder": to_plain(wording.TYPE_A_NAME),
        "min_query_length": 1,
    }


def _text(field: str, value: Any, most: int, *, is_long: bool = False) -> Element:
    element: Element = {
        "type": "plain_text_input",
        "action_id": field,
        "max_length": most,
        "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
    }
    if is_long:
        element["multiline"] = True
    return {**element, "initial_value": value[:most]} if isinstance(value, str) and value else element


def _input(field: str, label: str, element: Element, *, hint: str = "", optional: bool = False) -> Element:
    block = {
        "type": "input",
        "block_id": field,
        "label": to_plain(label),
        "element": element,
        "optional": optional,
        # Slack tells what is filled in as it is, so that it is kept though the window be closed.
        "dispatch_action": True,
    }
    return {**block, "hint": to_plain(hint)} if hint else block


def _value(values: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    block = values.get(field)
    value = block.get(field) if isinstance(block, dict) else None
    return value if isinstance(value, dict) else {}


def _typed(values: Mapping[str, Any], field: str) -> str:
    """Read what was typed; a line break within it is a space, as a folded text in YAML has it."""
    text = _value(values, field).get("value")
    return " ".join(text.split()) if isinstance(text, str) else ""


def _chosen(values: Mapping[str, Any], field: str) -> str:
    return _id_of(_value(values, field).get("selected_option"))


def _several(values: Mapping[str, Any], field: str) -> list[str]:
    options = _value(values, field).get("selected_options")
    return [id_ for option in options if (id_ := _id_of(option))] if isinstance(options, list) else []


def _id_of(option: Any) -> str:
    value = option.get("value") if isinstance(option, dict) else None
    return value if isinstance(value, str) else ""


def _without_empty(fields: Fields) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in ("", [], None)}
