"""Cache values computed from one document, so that an edit costs time for its file, not for the folder."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from bot.loading.documents import Document

R = TypeVar("R")


def remember(work_out: Callable[[Document], R]) -> Callable[[Document], R]:
    """Cache a function's result for a document in the document's notes; nobody may change it."""

    @wraps(work_out)
    def look_up(document: Document) -> R:
        notes = document.notes
        if work_out not in notes:
            notes[work_out] = work_out(document)
        found: R = notes[work_out]
        return found

    return look_up
