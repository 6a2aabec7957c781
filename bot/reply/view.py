"""A reply laid out: what is said and in which order, before it becomes blocks, text or lines of a terminal."""

from dataclasses import dataclass

from bot.domain.answers import Offer
from bot.domain.knowledge import Citation, Partner
from bot.domain.requests import Request
from bot.reply import wording
from bot.reply.texts import clean, cut

MAX_NOTE = 300
MAX_TITLE = 150
MAX_HEADS = 5
MAX_PREVIEW = 100
MAX_BECAUSE = 200
BENEATH = "↳ "


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, bold or not; with a `url` it leads there."""

    text: str
    bold: bool = False
    url: str | None = None


Note = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """`how` a fact stands to another that it ends, is ended by or contradicts, whose statement that is, and why."""

    how: str
    fact: str
    statement: str
    because: str

    @property
    def words(self) -> str:
        """All of it in one line, in which the other fact only begins."""
        return f"{self.how}: {cut(self.statement, MAX_PREVIEW)} ({cut(self.because, MAX_BECAUSE)})"


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact as it is shown: what is claimed; its date, status and speaker in one line; where it is from.

    `relations` are to facts that do not stand beside it. One that supersedes or contradicts the fact above it stands
    beneath that at a greater `depth`, and says its `relation` to it, and why.
    """

    id: str
    statement: str
    dateline: str
    citations: tuple[Citation, ...]
    relations: tuple[Relation, ...] = ()
    is_companion: bool = False
    relation: str = ""
    because: str = ""
    depth: int = 0

    @property
    def lead(self) -> str:
        """What stands before its statement where it is beneath another fact: `↳ Superseded by: `."""
        return f"{BENEATH * self.depth}{self.relation}: " if self.relation else BENEATH if self.is_companion else ""

    @property
    def asides(self) -> tuple[str, ...]:
        """What is said of other facts: why it supersedes or contradicts the one above, and those not beside it."""
        reason = (to_reason(self.because),) if self.because else ()
        return (*reason, *[relation.words for relation in self.relations]) if reason or self.relations else ()


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
class Cell:
    """One of those compared under a heading: how many facts it has, and one of them, or `instead` why there is none."""

    name: str
    iso: str | None
    count: str
    fact: FactView | None
    instead: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A heading, and what is compared below it."""

    heading: str
    cells: tuple[Cell, ...]


# By heading, the offers of a menu.
Menu = tuple[tuple[str, tuple[Offer, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A reply from top to bottom.

    `heads` are the partners in its title, for their flags; `asked` is what was asked, and `reading`
    how that was read, where it is more than a name. `request` asks for it again. `more` and `previous` turn its
    pages, of which this is `page`, with so many facts on each as `size`; `whole`, `everything` and `timeline` show the
    same facts at once or in other forms. What leads on are `suggestions`, `related`
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
    request: Request | None = None
    page: int = 1
    size: int = 0
    rows: tuple[RowView, ...] = ()
    more: Offer | None = None
    previous: Offer | None = None
    whole: Offer | None = None
    everything: Offer | None = None
    timeline: Offer | None = None
    suggestions_title: str = wording.LEADING_ON
    suggestions: tuple[Offer, ...] = ()
    related_title: str = wording.RELATED
    related: tuple[Offer, ...] = ()
    menu: Menu = ()


def to_reason(because: str) -> str:
    """Make a curator's reason a sentence of its own."""
    reason = cut(because, MAX_BECAUSE)
    return f"{reason[:1].upper()}{reason[1:].rstrip('.')}."


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
