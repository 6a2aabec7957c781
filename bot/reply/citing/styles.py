"""The styles of citations, and the writer of each."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from bot.domain.knowledge import Citation, Fact
from bot.reply.citing import apa, bibtex, chicago, plain


class CitingStyle(StrEnum):
    """A style of citation."""

    CHICAGO = "chicago"
    APA = "apa"
    BIBTEX = "bibtex"
    PLAIN = "plain"


# Writes one citation of a fact; `number` counts the fact's citations from 1.
_WRITERS: Mapping[CitingStyle, Callable[[Fact, Citation, int], str]] = {
    CitingStyle.CHICAGO: lambda _fact, citation, _number: chicago.write(citation),
    CitingStyle.APA: lambda _fact, citation, _number: apa.write(citation),
    CitingStyle.BIBTEX: bibtex.write,
    CitingStyle.PLAIN: lambda fact, citation, _number: plain.write(fact, citation),
}


def cite(fact: Fact, style: CitingStyle) -> tuple[str, ...]:
    """Write each citation of a fact in a style, in the fact's own order."""
    write = _WRITERS[style]
    return tuple([write(fact, citation, number) for number, citation in enumerate(fact.citations, start=1)])
