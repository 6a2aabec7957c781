"""The base's description of itself: its subject, how to ask it, and its figures. Asked for by `about`."""

from collections.abc import Iterator

from bot.domain.answers import Offer
from bot.domain.knowledge import About, Snapshot
from bot.domain.requests import Form, Request
from bot.domain.responses import Overview
from bot.domain.text import capitalised
from bot.reply import wording
from bot.reply.english import counted, day_in_words
from bot.reply.forms.form import FormView
from bot.reply.forms.named import listed_words
from bot.reply.forms.sources import SOURCES
from bot.reply.forms.topics import TOPICS
from bot.reply.offers import clean_offers
from bot.reply.pages import Reader
from bot.reply.phrases import echo_of
from bot.reply.texts import cut
from bot.reply.view import MAX_TITLE, View, to_sentence


def list_offers(about: About) -> tuple[Offer, ...]:
    """Return the offers of all lists."""
    names = (TOPICS.name, capitalised(about.partner.plural), SOURCES.name)
    forms = (Form.TOPICS, Form.PARTNERS, Form.SOURCES)
    return tuple([Offer(name, Request(form=form)) for name, form in zip(names, forms, strict=True)])


def to_overview_view(overview: Overview, reader: Reader) -> View:
    """Lay out the description of the base."""
    snapshot = overview.snapshot
    return View(
        title=cut(snapshot.about.title, MAX_TITLE),
        heads=(snapshot.subject,),
        asked=echo_of(overview),
        notes=tuple(map(to_sentence, _sentences(overview, reader))),
        summary=snapshot.subject.summary,
        suggestions=clean_offers(overview.suggestions),
        related_title=wording.MORE,
        related=list_offers(snapshot.about),
    )


def _sentences(overview: Overview, reader: Reader) -> Iterator[str]:
    snapshot, oldest = overview.snapshot, overview.oldest_verification
    about = snapshot.about
    partners, sources = counted(snapshot.partner_count, about.partner), counted(len(snapshot.sources), "source")
    checked = f", all checked since {day_in_words(oldest)}" if oldest else ""
    yield (
        f"{counted(len(snapshot.facts), about.fact)} about {partners} from {sources}"
        f", curated by {about.owner}{checked}. Revision {snapshot.revision}."
    )
    yield (
        "Nothing is generated: every line was written or quoted by a curator. "
        f"{_say_verified(snapshot)} Where the base knows nothing, I say so."
    )
    yield f"Type {reader.prompt} and {wording.USAGE_HINT}; or {', '.join(listed_words(about))}."


def _say_verified(snapshot: Snapshot) -> str:
    """Say how many quotations were verified in their sources' texts, and how many facts have none."""
    quotations = [*snapshot.quotations]
    verified = sum([citation.is_verified for citation in quotations])
    unquoted = sum([not fact.is_quoted for fact in snapshot.facts.values()])
    if verified == len(quotations):
        said = "Every quotation is checked against its source's text"
    else:
        said = f"{verified} of {counted(len(quotations), 'quotation')} are checked against their sources' texts"
    return (
        f"{said}; {counted(unquoted, snapshot.about.fact)} {'is' if unquoted == 1 else 'are'} cited without one."
        if unquoted
        else f"{said}."
    )


ABOUT = FormView(
    form=Form.ABOUT,
    response=Overview,
    to_view=to_overview_view,
    name="About",
    usage=Form.ABOUT.value,
    is_listed=True,
)
