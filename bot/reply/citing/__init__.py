"""Citations of facts in the styles of papers: the words quoted, and the full citation, ready to paste."""

from bot.reply.citing.presses import ANY_CITE_ACT, CITE, to_cited
from bot.reply.citing.styles import CitingStyle, cite
from bot.reply.citing.window import to_citing_window

__all__ = ["ANY_CITE_ACT", "CITE", "CitingStyle", "cite", "to_cited", "to_citing_window"]
