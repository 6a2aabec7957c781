"""A citation in plain words, in no particular style: both dates say what they mean."""

from bot.domain.knowledge import Citation, Fact
from bot.reply.citing.parts import quotation
from bot.reply.english import as_of, day_in_words


def write(fact: Fact, citation: Citation) -> str:
    """Write `“words” Title, Publisher, paragraph 6, as of 27 July 2018 (checked on 1 November 2026). https://…`."""
    source = citation.source
    parts = [source.title, source.publisher, citation.locator, as_of(source.as_of)]
    described = ", ".join([part for part in parts if part])
    line = f"{quotation(citation)} {described} (checked on {day_in_words(fact.verified)})."
    return f"{line} {source.url}" if source.url else line
