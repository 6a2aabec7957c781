"""The App Home: the base's description, a field to search, and examples."""

from collections.abc import Iterator

from bot.domain.responses import HomeContent
from bot.domain.text import capitalised
from bot.reply import wording
from bot.reply.controls import ASK, SEARCH, Element, number_controls, to_buttons, to_plain
from bot.reply.elements import to_fact_block, to_groups_block, to_header, to_notes_block, to_offer_blocks
from bot.reply.fallback import to_lines
from bot.reply.forms.about import list_offers, to_overview_view
from bot.reply.forms.answer import to_answer_view
from bot.reply.forms.partners import to_partners_view
from bot.reply.forms.topics import TOPICS, to_topics_view
from bot.reply.pages import Reader
from bot.reply.texts import cut

_MAX_SECTION = 3_000
_MAX_PLACEHOLDER = 150
# The field takes no more characters than this.
_MAX_TYPED = 1_000
_EXAMPLES = 3


def to_home(content: HomeContent) -> Element:
    """Return the App Home, with its revision and day as metadata."""
    return {
        "type": "home",
        "blocks": number_controls(list(_to_blocks(content))),
        "private_metadata": f"{content.overview.snapshot.revision} {content.newest.today}",
    }


def to_bare_home(content: HomeContent) -> Element:
    """Return the App Home as plain text, for where Slack refuses its blocks."""
    snapshot = content.overview.snapshot
    lines = to_lines(to_overview_view(content.overview, Reader(snapshot.about.command)))
    return {"type": "home", "blocks": [{"type": "section", "text": to_plain(cut("\n".join(lines), _MAX_SECTION))}]}


def _to_blocks(content: HomeContent) -> Iterator[Element]:
    base = content.overview.snapshot.about
    command = base.command
    reader = Reader(command, is_brief=True)
    about = to_overview_view(content.overview, reader)
    yield to_header(about)
    yield to_notes_block(about.notes)
    examples = to_buttons(ASK, about.suggestions[:_EXAMPLES], prefix=f"{command} ")
    if examples:
        yield {"type": "actions", "elements": examples}
    yield _to_field()
    yield {"type": "divider"}
    lists = (
        (capitalised(base.partner.plural), to_partners_view(content.partners, reader)),
        (TOPICS.name, to_topics_view(content.topics, reader)),
    )
    for name, view in lists:
        yield {"type": "header", "text": to_plain(name)}
        if view.groups and view.menu:
            yield to_groups_block(view.groups)
        yield from to_offer_blocks(view)
    yield {"type": "header", "text": to_plain(wording.newest_facts(base.fact))}
    yield from map(to_fact_block, to_answer_view(content.newest, reader).facts)
    yield {"type": "divider"}
    yield {"type": "actions", "elements": to_buttons(ASK, list_offers(base))}


def _to_field() -> Element:
    """Make the field to ask a question in, which Enter sends."""
    return {
        "type": "input",
        "dispatch_action": True,
        "label": to_plain(wording.ASK),
        "element": {
            "type": "plain_text_input",
            "action_id": SEARCH,
            "placeholder": to_plain(cut(wording.USAGE_HINT, _MAX_PLACEHOLDER)),
            "max_length": _MAX_TYPED,
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }
