"""Edit the base's files as a curator would by hand: comments, order, quoting and blank lines are kept.

`apply(operation, texts)` takes an `Operation` of bot.domain and the texts of all files by path, and returns the one
changed file with its new text; the caller loads and checks the whole with it before it counts. An operation is made
from the result of `find_fact(texts, fact)`: its `fields`, whose `hash_of` is the `base_hash`. If the fact has changed
since, `Conflict` carries the versions; every other refusal is an `EditError`, with line and cure. `is_applied` checks
whether the files already hold an operation's result, and `differences` of two versions' fields are for previews.
`set_value` changes one value in a text, `insert_item` inserts an entry into a list, and `render_document` renders a new
file.
"""

from bot.domain.operations import Fields, Value
from bot.editing.applying import Applied, apply, is_applied
from bot.editing.changing import set_value
from bot.editing.errors import Conflict, EditError, Missing
from bot.editing.facts import Found, find_fact, path_of_partner
from bot.editing.inserting import Edited, insert_item
from bot.editing.rendering import render_document, render_text

__all__ = [
    "Applied",
    "Conflict",
    "EditError",
    "Edited",
    "Fields",
    "Found",
    "Missing",
    "Value",
    "apply",
    "find_fact",
    "insert_item",
    "is_applied",
    "path_of_partner",
    "render_document",
    "render_text",
    "set_value",
]
