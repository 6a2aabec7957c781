"""Help on how to ask. Asked for by `help`, and by empty text."""

from collections.abc import Iterator

from bot.domain.answers import Answer
from bot.domain.requests import Form
from bot.reply import wording
from bot.reply.english import counted, join
from bot.reply.forms.about import ABOUT
from bot.reply.forms.form import FormView
from bot.reply.forms.named import listed_words
from bot.reply.offers import clean_offers
from bot.reply.pages import Reader
from bot.reply.phrases import to_echo
from bot.reply.view import View, to_sentence


def to_help_view(answer: Answer, reader: Reader) -> View:
    """Lay out what azrel is and how to ask it."""
    return View(
        title=f"How to ask about {answer.snapshot.about.title}",
        asked=to_echo(answer.text),
        notes=tuple(map(to_sentence, _sentences(answer, reader))),
        suggestions=clean_offers(answer.suggestions),
    )


def _sentences(answer: Answer, reader: Reader) -> Iterator[str]:
    snapshot = answer.snapshot
    facts = counted(len(snapshot.facts), snapshot.about.fact)
    partners = counted(snapshot.partner_count, snapshot.about.partner)
    yield (
        f"Ask about {snapshot.about.title}. I answer from {facts} about {partners}, "
        "each with its date, its source and the source's own words; where the base knows nothing, I say so."
    )
    yield (
        f"Type {reader.prompt} and {wording.USAGE_HINT}. Small spelling mistakes are fine. "
        f"There are also {reader.prompt} {join([*listed_words(snapshot.about), ABOUT.form.value])}."
    )
    yield f"Topics: {join([topic.name for topic in snapshot.topics.values()])}."


HELP = FormView(form=Form.HELP, response=Answer, to_view=to_help_view, name="Help", usage=Form.HELP.value)
