"""The view: a reply laid out in order, before it becomes blocks, text or lines of a terminal."""

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
    """A run of text, bold or not; with a `url` it is a link."""

    text: str
    bold: bool = False
    url: str | None = None


Note = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact's relation `how` to another fact, whose statement follows, and the reason."""

    how: str
    fact: str
    statement: str
    because: str

    @property
    def words(self) -> str:
        """The relation in one line, with the beginning of the other statement."""
        return f"{self.how}: {cut(self.statement, MAX_PREVIEW)} ({cut(self.because, MAX_BECAUSE)})"


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact as it is shown: its statement; its date, status and speaker in one line; its citations.

    `relations` are to facts that are not its neighbours. A fact that supersedes or contradicts the one above it is
    beneath that at a greater `depth`, with its `relation` to it and the reason.
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
        """The text before the statement of a fact beneath another: `↳ Superseded by: `."""
        return f"{BENEATH * self.depth}{self.relation}: " if self.relation else BENEATH if self.is_companion else ""

    @property
    def asides(self) -> tuple[str, ...]:
        """The sentences about other facts: the reason for the relation to the one above, and the other relations."""
        reason = (to_reason(self.because),) if self.because else ()
        return (*reason, *[relation.words for relation in self.relations]) if reason or self.relations else ()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its text, a state's code for its flag, and the offer of its facts."""

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
    """A partner in a row of a comparison: its number of facts, and one of them, or `instead` the reason for none."""

    name: str
    iso: str | None
    count: str
    fact: FactView | None
    instead: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A heading, and the cells compared below it."""

    heading: str
    cells: tuple[Cell, ...]


# The offers of a menu, by heading.
Menu = tuple[tuple[str, tuple[Offer, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A reply from top to bottom.

    `heads` are the partners in its title, for their flags; `asked` is the question, and `reading` how it was read,
    where it is more than a name. `request` asks for it again. `more` and `previous` turn its pages, of which this is
    `page`, with `size` facts on each; `whole`, `everything` and `timeline` show the same facts at once or in other
    forms. `suggestions`, `related` and `menu` lead on.
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
    """Make a curator's reason a sentence."""
    reason = cut(because, MAX_BECAUSE)
    return f"{reason[:1].upper()}{reason[1:].rstrip('.')}."


def to_note(*spans: Span) -> Note:
    """Fit a sentence, which may have people's words, to one line and the limit of a note."""
    return tuple(
        [Span(cut(clean(span.text, strip=False), MAX_NOTE // len(spans)), span.bold, span.url) for span in spans]
    )


def to_sentence(text: str) -> Note:
    """Make a note of a plain sentence."""
    return to_note(Span(text))


def to_words(note: Note) -> str:
    """Return a note's text, without its style."""
    return "".join([span.text for span in note])
