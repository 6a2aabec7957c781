"""A citation in words, which needs no knowledge of a style: both dates say what they are."""

from bot.domain.knowledge import Citation, Fact
from bot.reply.citing.parts import quotation
from bot.reply.english import as_of, day_in_words


def write(fact: Fact, citation: Citation) -> str:
    """`“words” Title, Publisher, paragraph 6, as of 27 July 2018 (checked on 1 November 2026). https://…`."""
    source = citation.source
    parts = [source.title, source.publisher, citation.locator, as_of(source.as_of)]
    told = ", ".join([part for part in parts if part])
    line = f"{quotation(citation)} {told} (checked on {day_in_words(fact.verified)})."
    return f"{line} {source.url}" if source.url else line
