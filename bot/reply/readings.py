"""The reading of a request in one line: partners · topics · words · time · order · speaker · exclusions."""

from collections.abc import Iterable

from bot.domain.answers import Answer
from bot.domain.defaults import Default
from bot.domain.requests import Word
from bot.domain.text import fold
from bot.domain.world import World
from bot.reply.english import join, join_quoted, period_in_words
from bot.reply.phrases import ASKED, join_partners
from bot.reply.texts import clean, cut

_MAX_READING = 250
_FROM_CHANNEL = " (this channel's default)"


def _specific_words(words: Iterable[Word], world: World) -> list[str]:
    """Return the known words that narrow a request; all of them where none does."""
    known = [word for word in words if word.is_known]
    specific = [word for word in known if word.topics or world.is_specific(fold(word.text))]
    return [word.text for word in specific or known]


def to_reading(answer: Answer) -> str | None:
    """Describe how a request was read; None for a plain name and nothing more.

    `Armenia · 27 September to 10 November 2020`, `Turkey · Energy · “pipeline” · newest first`; terms of the channel's
    default are marked: `Turkey (this channel's default) · Energy`.
    """
    request, snapshot = answer.request, answer.snapshot
    names = [partner.name for partner in answer.partners] or [country.name for country in answer.countries]
    if request.names_subject and not names:
        names = [snapshot.subject.name]
    known = {id_: topic.name for id_, topic in snapshot.topics.items()}
    speakers = [snapshot.partners[id_].name for id_ in request.speakers if id_ in snapshot.partners]
    default = answer.default or Default()
    by_partner, by_topic = (_FROM_CHANNEL if by_default else "" for by_default in (default.partner, default.topic))
    topics = join([known[id_] for id_ in request.topics if id_ in known])
    parts = [
        f"{topics}{by_topic}",
        join_quoted(_specific_words(request.words, snapshot.world), "and") if request.words else "",
        ", ".join([ASKED[amount] for amount in request.amounts]),
        period_in_words(request.period) if request.period else "",
        "newest first" if request.newest_first else "",
        f"in the words of {join(speakers)}" if speakers else "",
        f"without {join(answer.left_out)}" if answer.left_out else "",
    ]
    said = [part for part in parts if part and part != "“”"]
    if not said and not answer.default:
        return None
    about = [f"{join_partners(names, request)}{by_partner}"] if names else []
    return cut(clean(" · ".join([*about, *said])), _MAX_READING)
