"""A source as a resource: its description, and the facts that rest on it."""

from bot.domain.knowledge import Snapshot, Source
from bot.reply.assistants.quoting import to_fact_address
from bot.reply.english import as_of, counted

MAX_FACTS = 100


def to_source_text(source: Source, snapshot: Snapshot) -> str:
    """Describe a source, and list the first hundred facts that rest on it, by statement and address."""
    facts = [fact for fact in snapshot.facts.values() if any(cited.source is source for cited in fact.citations)]
    left = len(facts) - MAX_FACTS
    return "\n".join(
        [
            source.title,
            f"Publisher: {source.publisher}",
            f"Speaks {as_of(source.as_of)}",
            f"Licence: {source.licence}",
            f"Address: {source.url or 'none, it is not on the web'}",
            f"{counted(len(facts), snapshot.about.fact)} by it, each to be read for its excerpt:",
            *[f"- {fact.statement} ({to_fact_address(fact.id)})" for fact in facts[:MAX_FACTS]],
            *([f"and {left} more: ask for “source {source.id}”"] if left > 0 else []),
            f"Revision of the base: {snapshot.revision}",
        ]
    )
