"""Response → View."""

from bot.domain.answers import Answer
from bot.domain.responses import Comparison, Listing, Map, Overview, Response, SourceCard, Timeline
from bot.reply.answers import to_answer_view
from bot.reply.forms import (
    to_comparison_view,
    to_listing_view,
    to_map_view,
    to_overview_view,
    to_source_view,
    to_timeline_view,
    to_usage_view,
)
from bot.reply.view import View


def to_view(response: Response, prompt: str, *, asked: str | None = None) -> View:
    """Lay a response out for a reader who asks by typing `prompt` before the question; `asked` is what was typed."""
    typed = response.text if asked is None else asked
    match response:
        case Answer():
            return to_answer_view(response, prompt, asked=typed)
        case Timeline():
            return to_timeline_view(response, prompt, typed)
        case Comparison():
            return to_comparison_view(response, prompt, typed)
        case Listing():
            return to_listing_view(response, typed)
        case Map():
            return to_map_view(response, typed)
        case SourceCard():
            return to_source_view(response, typed)
        case Overview():
            return to_overview_view(response, prompt, typed)
    return to_usage_view(response, prompt, typed)
