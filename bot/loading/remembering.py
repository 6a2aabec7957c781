"""What one document tells by itself is worked out once, so that an edit costs what its file does, not the folder."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from bot.loading.documents import Document

R = TypeVar("R")


def remember(work_out: Callable[[Document], R]) -> Callable[[Document], R]:
    """Keep what a function returns for a document, which nobody may change, in the document's notes."""

    @wraps(work_out)
    def look_up(document: Document) -> R:
        notes = document.notes
        if work_out not in notes:
            notes[work_out] = work_out(document)
        found: R = notes[work_out]
        return found

    return look_up
