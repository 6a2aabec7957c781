"""An entry and its file's text in, the file's new text out; comments, order, quoting and blank lines are kept."""

from bot.editing.placing import Edited, EditError, insert_item
from bot.editing.rendering import Entry, Value, render_document, render_text

__all__ = ["EditError", "Edited", "Entry", "Value", "insert_item", "render_document", "render_text"]
