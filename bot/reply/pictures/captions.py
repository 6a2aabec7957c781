"""The words of pictures: headings, and descriptions for people who cannot see them."""

from collections import Counter
from datetime import date

from bot.domain.answers import Answer, FactMatch
from bot.domain.knowledge import Partner
from bot.domain.responses import Map, Timeline
from bot.reply import sentences
from bot.reply.english import as_of, counted, join, when_in_words
from bot.reply.phrases import to_scope
from bot.reply.pictures.signs import KNOWN_AS_OF, key_facts_of, lanes_of, topic_counts
from bot.reply.texts import clean, cut

UNDATED = "undated, at its source's day"

_MOST_ALT = 1_900
_MOST_STATEMENT = 170
_MOST_NAME = 100
_TOPICS, _PARTNERS = 3, 8


def describe_timeline(timeline: Timeline) -> str:
    """Describe the picture of a timeline."""
    topics = timeline.snapshot.topics
    counts = topic_counts(timeline)
    undated = sum([match.fact.when is None for match in timeline.facts])
    lines = [f"Timeline of {scope_of(timeline.answer)}: {extent_of(timeline)}."]
    if counts:
        most = [f"{clean(topics[id_].name)} ({count})" for id_, count in counts[:_TOPICS]]
        lines.append(f"{'Most are' if len(counts) > _TOPICS else 'By topic'}: {join(most)}.")
    if undated:
        lines.append(f"{UNDATED.capitalize()}: {undated}.")
    lines += [
        f"{number}. {date_of(match)}: {cut(clean(match.fact.statement), _MOST_STATEMENT)}"
        for number, match in enumerate(key_facts_of(timeline.answer), start=1)
    ]
    return cut(" ".join(lines), _MOST_ALT)


def describe_map(chart: Map) -> str:
    """Describe the picture of a map."""
    about, kinds = chart.snapshot.about, Counter([summary.partner.kind for summary in chart.summaries])
    title = sentences.map_of(_name_of(chart.snapshot.subject), about.partner)
    lines = [f"{title}: {counted(len(chart.summaries), about.partner)}."]
    if chart.summaries:
        by_kind = [f"{kind.heading} ({kinds[kind]})" for kind in about.kinds if kinds[kind]]
        most = [
            f"{_name_of(summary.partner)} ({counted(summary.count, about.fact)}, mostly {clean(summary.topic.name)})"
            for summary in chart.summaries[:_PARTNERS]
        ]
        lines += [f"By kind: {join(by_kind)}.", f"Most is known of {join(most)}."]
    return cut(" ".join(lines), _MOST_ALT)


def scope_of(answer: Answer) -> str:
    """Name the subject of a timeline, with everything that narrows it."""
    return to_scope(answer.request, answer.snapshot) or clean(answer.snapshot.about.title)


def extent_of(timeline: Timeline) -> str:
    """Write the number of facts and their years: `102 facts, 1921 to 2026`."""
    signs = [sign for lane in lanes_of(timeline, []) for sign in lane.signs]
    dated = [sign for sign in signs if not sign.is_undated]
    first = date.fromordinal(min([sign.first for sign in dated or signs])).year
    last = date.fromordinal(max([sign.last for sign in dated or signs])).year
    known = "" if dated else f"{KNOWN_AS_OF.lower()} "
    return f"{counted(len(signs), timeline.snapshot.about.fact)}, {known}{first}" + (
        f" to {last}" if last > first else ""
    )


def date_of(match: FactMatch) -> str:
    """Write the date of a fact, or its as-of date."""
    return when_in_words(match.fact.when) if match.fact.when else as_of(match.fact.as_of)


def _name_of(partner: Partner) -> str:
    return cut(clean(partner.name), _MOST_NAME)
