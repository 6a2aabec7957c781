"""A reply laid out: what is said and in which order, before it becomes blocks, text or lines of a terminal."""

from dataclasses import dataclass

from bot.domain.answers import Offer
from bot.domain.knowledge import Citation, Partner
from bot.reply import wording
from bot.reply.texts import clean, cut

MAX_NOTE = 300
MAX_TITLE = 150
MAX_HEADS = 5


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, bold or not; with a `url` it leads there."""

    text: str
    bold: bool = False
    url: str | None = None


Note = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact as it is shown. `asides` say whose word it is and which facts it ends, is ended by or contradicts.

    A companion stands beneath the fact that it supersedes or contradicts.
    """

    statement: str
    dateline: str
    asides: tuple[str, ...]
    citations: tuple[Citation, ...]
    is_companion: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One of a list: what is to be said of it, a state's code for its flag, and the offer of what is known of it."""

    note: Note
    iso: str | None = None
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a heading, each on a line of its own, or one after the other."""

    heading: str
    items: tuple[Item, ...]
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, and what stands side by side below it, each text of several lines."""

    heading: str
    cells: tuple[str, ...]


# By heading, the offers of a menu.
Menu = tuple[tuple[str, tuple[Offer, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A reply from top to bottom.

    `heads` are the partners in its title, for their flags; `asked` is what was asked, and `reading`
    how that was read, where it is more than a name. `more` and `previous` turn its
    pages; `everything` and `timeline` show the same facts in other forms. What leads on are `suggestions`, `related`
    and `menu`.
    """

    title: str = ""
    heads: tuple[Partner, ...] = ()
    asked: str = ""
    reading: str | None = None
    notes: tuple[Note, ...] = ()
    summary: str | None = None
    facts_line: str | None = None
    facts: tuple[FactView, ...] = ()
    groups: tuple[Group, ...] = ()
    rows: tuple[Row, ...] = ()
    more: Offer | None = None
    previous: Offer | None = None
    everything: Offer | None = None
    timeline: Offer | None = None
    suggestions_title: str = wording.LEADING_ON
    suggestions: tuple[Offer, ...] = ()
    related_title: str = wording.RELATED
    related: tuple[Offer, ...] = ()
    menu: Menu = ()


def to_note(*spans: Span) -> Note:
    """Make a sentence of ours with others' words in it fit for one line, and no longer than a note may be."""
    return tuple(
        [Span(cut(clean(span.text, strip=False), MAX_NOTE // len(spans)), span.bold, span.url) for span in spans]
    )


def to_sentence(text: str) -> Note:
    """Make a plain sentence a note."""
    return to_note(Span(text))


def to_words(note: Note) -> str:
    """Return what a note says, without its style."""
    return "".join([span.text for span in note])
