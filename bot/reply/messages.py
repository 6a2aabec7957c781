"""Response → Slack message and modal, inside Slack's limits for any request and any base."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.domain.answers import Answer, Outcome
from bot.domain.defaults import Default
from bot.domain.requests import Form, Request, encode_request
from bot.domain.responses import Response, Timeline
from bot.reply import sentences, wording
from bot.reply.acts import to_curate_button
from bot.reply.citing import CITE
from bot.reply.controls import (
    ASK,
    SHARE,
    SHARED_MARK,
    SHOW,
    Element,
    number_controls,
    to_button,
    to_plain,
)
from bot.reply.elements import (
    to_context,
    to_fact_block,
    to_groups_block,
    to_header,
    to_notes_block,
    to_offer_blocks,
    to_row_blocks,
)
from bot.reply.english import quoted
from bot.reply.fallback import to_lines, to_text
from bot.reply.feedback import to_feedback_blocks
from bot.reply.layout import to_view
from bot.reply.notices import to_notice
from bot.reply.offers import answer_in, count_facts_in
from bot.reply.pages import FACTS_IN_PUBLIC, LINES_IN_PUBLIC, Reader
from bot.reply.phrases import to_echo, to_phrase
from bot.reply.search_form import RESULT, to_conversation_field
from bot.reply.texts import clean, cut
from bot.reply.view import Note, View, to_sentence

MAX_MODAL_TITLE = 24
MAX_METADATA = 3_000
MAX_SECTION = 3_000
MAX_BLOCKS = 50
# The id of the block of a picture whose lines no other block has.
PICTURE_ALONE = "picture"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a response: its address, and its description in words."""

    url: str
    alt: str


class Surface(Enum):
    """The surface of a reply: for one person, for everybody, shared by somebody, or in a modal."""

    PRIVATE = auto()
    PUBLIC = auto()
    SHARED = auto()
    MODAL = auto()


IN_PUBLIC = (Surface.PUBLIC, Surface.SHARED)


def to_message(
    response: Response,
    surface: Surface = Surface.PUBLIC,
    *,
    sharer: str = "",
    picture: Picture | None = None,
    may_be_second: bool = False,
    is_curated: bool = False,
    takes_feedback: bool = False,
) -> Element:
    """Return the response as `{"text", "blocks"}`; `sharer` is the person who shares it.

    `may_be_second` adds that another process may have posted the answer before. `is_curated` adds the curator's buttons
    for its facts. `takes_feedback` adds votes, and the request for what it lacks.
    """
    view = _lay_out(response, surface, sharer, may_be_second=may_be_second)
    mark = SHARED_MARK if surface is Surface.SHARED else ""
    blocks = number_controls(list(_to_blocks(view, response, surface, picture)), mark)
    curate = to_curate_button(response.request.change(page=view.page, size=view.size)) if is_curated else None
    if takes_feedback:
        blocks += to_feedback_blocks(view, response, is_public=surface is Surface.PUBLIC)
    if curate and view.facts and surface is Surface.PRIVATE:
        blocks.append({"type": "actions", "elements": [curate]})
    return {"text": to_text(to_lines(view)), "blocks": blocks[:MAX_BLOCKS]}


def to_modal(
    response: Response,
    *,
    is_shareable: bool = False,
    picture: Picture | None = None,
    takes_feedback: bool = False,
) -> Element:
    """Return the response as a modal, whose buttons turn its pages; with `is_shareable`, ask where to share it."""
    view = _lay_out(response, Surface.MODAL)
    title = to_plain(cut(view.title or response.snapshot.about.title, MAX_MODAL_TITLE))
    blocks = number_controls(list(_to_blocks(view, response, Surface.MODAL, picture)))
    if takes_feedback:
        blocks += to_feedback_blocks(view, response, is_public=False)
    modal = {"type": "modal", "title": title, "close": to_plain(wording.CLOSE), "blocks": blocks}
    request = encode_request(_to_shared(view, response))
    if not is_shareable or len(request) > MAX_METADATA:
        return modal
    modal |= {"callback_id": RESULT, "private_metadata": request}
    if not view.facts_line:
        return modal
    return {**modal, "submit": to_plain(wording.SHARE), "blocks": [*blocks, to_conversation_field()]}


def to_bare_modal(response: Response) -> Element:
    """Return the response as a modal of plain text, for where Slack refuses its blocks."""
    return to_notice(cut("\n".join(to_lines(_lay_out(response, Surface.MODAL))), MAX_SECTION))


def find_facts_shown(response: Response) -> tuple[str, ...]:
    """Return the ids of the facts on the page of a private reply."""
    return tuple([fact.id for fact in to_view(response, _reader_of(response, Surface.PRIVATE)).facts])


def to_turned(response: Response, surface: Surface) -> Request:
    """Return the request of a response with the page that a surface shows, from which the next page counts."""
    view = to_view(response, _reader_of(response, surface))
    return response.request.change(page=view.page, size=view.size) if view.request else response.request


def _lay_out(response: Response, surface: Surface, sharer: str = "", *, may_be_second: bool = False) -> View:
    """Lay out a response, with the notes that precede it."""
    view = to_view(response, _reader_of(response, surface))
    ahead = tuple(_notes_ahead(response, sharer))
    if may_be_second:
        ahead = (to_sentence(sentences.MAY_BE_SECOND), *ahead)
    return replace(view, notes=(*ahead, *view.notes)) if ahead else view


def _reader_of(response: Response, surface: Surface) -> Reader:
    return Reader(response.snapshot.about.command, is_brief=surface in IN_PUBLIC)


def _notes_ahead(response: Response, sharer: str) -> Iterator[Note]:
    """Yield the notes about the sharer, facts removed since it was offered, and a completed question."""
    if sharer:
        yield to_sentence(sentences.shared_by(clean(sharer)))
    shown = response.request.shown
    missing = shown - count_facts_in(response) if shown else 0
    if missing > 0:
        yield to_sentence(sentences.fewer(missing, response.snapshot.about.fact))
    answer = answer_in(response)
    if answer and answer.continues and answer.outcome is not Outcome.CHOICE:
        yield to_sentence(sentences.taken_as(to_phrase(answer.request, answer.snapshot)))


def _to_blocks(view: View, response: Response, surface: Surface, picture: Picture | None) -> Iterator[Element]:
    if view.title:
        yield to_header(view)
    if view.asked:
        yield to_context(quoted(view.asked))
    if view.reading:
        yield to_context(view.reading)
    if view.notes:
        yield to_notes_block(view.notes)
    if view.summary:
        yield {"type": "section", "text": to_plain(view.summary)}
    if view.facts_line:
        yield {"type": "divider"}
        yield to_context(view.facts_line)
    # For everybody a timeline is its picture; its lines are in the message's text.
    is_picture = picture is not None and isinstance(response, Timeline) and surface in IN_PUBLIC
    if picture:
        image = {"type": "image", "image_url": picture.url, "alt_text": picture.alt}
        yield image | ({"block_id": PICTURE_ALONE} if is_picture else {})
    yield from map(to_fact_block, view.facts)
    if view.groups and not is_picture:
        yield to_groups_block(view.groups)
    for row in view.rows:
        yield from to_row_blocks(row)
    next_page = to_button(ASK, wording.NEXT, view.more.request) if view.more and not is_picture else None
    if view.more and not next_page and not is_picture:
        yield to_context(sentences.too_many(view.more.label))
    if is_picture:
        view = replace(view, previous=None)
    cite = _to_cite(view, response) if surface is not Surface.SHARED else None
    controls = [button for button in (*_controls(view, response, surface), next_page, cite, _only(response)) if button]
    if controls:
        yield {"type": "actions", "elements": controls}
    yield from to_offer_blocks(view)


def _controls(view: View, response: Response, surface: Surface) -> Iterator[Element | None]:
    """Yield the controls of the reply itself: share, other forms, and previous page."""
    if surface is Surface.PRIVATE and (view.facts_line or view.summary):
        yield to_button(SHARE, wording.SHARE, _to_shared(view, response), is_primary=True)
    if view.everything:
        kind = ASK if surface is Surface.MODAL else SHOW
        yield to_button(kind, view.everything.label, view.everything.request)
    if view.whole:
        yield to_button(SHOW, view.whole.label, view.whole.request)
    for offer in (view.timeline, view.previous):
        if offer:
            yield to_button(ASK, offer.label, offer.request)


def _to_cite(view: View, response: Response) -> Element | None:
    """Make the button for the citations of the facts on the page."""
    request = response.request.change(page=view.page, size=view.size)
    return to_button(CITE, wording.CITE, request) if view.facts else None


def _to_shared(view: View, response: Response) -> Request:
    """Return the shared form of a reply: its page; of a first page as many facts as everybody sees."""
    request = view.request or response.request
    if request.page > 1 and view.size:
        return request.change(size=view.size)
    if request.size:
        return request.change(size=LINES_IN_PUBLIC if request.form is Form.TIMELINE else FACTS_IN_PUBLIC)
    return request


def _only(response: Response) -> Element | None:
    """Make the button for the typed text alone, where it was completed by the conversation or a default."""
    answer = answer_in(response)
    if not answer or not answer.parsed:
        return None
    alone = answer.parsed.request
    if answer.default:
        return to_button(ASK, wording.not_only(_defaults_of(answer)), alone)
    if not answer.continues:
        return None
    if _parts_of(alone).isdisjoint(_parts_of(answer.request)):
        return None  # the typed text only turned a page or made a choice
    return to_button(ASK, wording.only(to_echo(answer.text)), alone)


def _defaults_of(answer: Answer) -> list[str]:
    """Return the names that come from the channel's default."""
    snapshot, default = answer.snapshot, answer.default or Default()
    named = snapshot.partners.get(default.partner), snapshot.topics.get(default.topic)
    return [one.name for one in named if one]


def _parts_of(request: Request) -> set[object]:
    """Return the parts of a request: partners, topics, words, a time."""
    named = {*request.partners, *request.involving, *request.countries, *request.topics, *request.words}
    return named | ({request.period} if request.period else set())
