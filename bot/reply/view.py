"""A reply laid out: what is said and in which order, before it becomes blocks, text or lines of a terminal."""

from typing import NamedTuple

from bot.domain.answers import Suggestion
from bot.domain.knowledge import Citation, Partner
from bot.reply import wording
from bot.reply.texts import clean, cut

MAX_NOTE = 300


class Span(NamedTuple):
    """A run of text, bold or not; with a `url` it leads there."""

    text: str
    bold: bool = False
    url: str | None = None


Note = tuple[Span, ...]


class FactView(NamedTuple):
    """A fact as it is shown. `asides` say whose voice it is and which facts it ends, is ended by or contradicts."""

    id: str
    statement: str
    dateline: str
    asides: tuple[str, ...]
    citations: tuple[Citation, ...]


class Item(NamedTuple):
    """One of a list: what it is, what is to be said of it, a state's code for its flag, how to ask for it, and which
    fact it tells, by its id."""

    note: Note
    iso: str | None = None
    ask: Suggestion | None = None
    fact: str = ""


class Group(NamedTuple):
    """Items under a heading, each on a line of its own, or one after the other."""

    heading: str
    items: tuple[Item, ...]
    is_inline: bool = False


class Row(NamedTuple):
    """A heading, and what stands side by side below it, each text of several lines; and which facts, by their ids."""

    heading: str
    cells: tuple[str, ...]
    facts: tuple[str, ...] = ()


class View(NamedTuple):
    """A reply from top to bottom.

    `heads` are the partners in its title, for their flags; `asked` is what was asked. `more` and `previous` turn its
    pages; `everything` and `timeline` show the same facts in other forms. What leads on are `suggestions`, `related`
    and `menu`, which is by group the labels and what they ask for.
    """

    title: str
    heads: tuple[Partner, ...] = ()
    asked: str = ""
    notes: tuple[Note, ...] = ()
    summary: str | None = None
    facts_line: str | None = None
    facts: tuple[FactView, ...] = ()
    groups: tuple[Group, ...] = ()
    rows: tuple[Row, ...] = ()
    more: Suggestion | None = None
    previous: Suggestion | None = None
    everything: Suggestion | None = None
    timeline: Suggestion | None = None
    suggestions_title: str = wording.LEADING_ON
    suggestions: tuple[Suggestion, ...] = ()
    related_title: str = wording.RELATED
    related: tuple[Suggestion, ...] = ()
    menu: tuple[tuple[str, list[tuple[str, str]]], ...] = ()

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The ids of the facts that are shown."""
        shown = [fact.id for fact in self.facts]
        if not (self.groups or self.rows):
            return tuple(shown)
        listed = [item.fact for group in self.groups for item in group.items if item.fact]
        return (*shown, *listed, *(id_ for row in self.rows for id_ in row.facts))


def to_note(*spans: Span) -> Note:
    """A sentence of ours with others' words in it, made fit for one line and no longer than a note may be."""
    return tuple(
        Span(cut(clean(span.text, strip=False), MAX_NOTE // len(spans)), span.bold, span.url) for span in spans
    )
