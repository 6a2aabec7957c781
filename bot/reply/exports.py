"""*Export*: a file with all facts of an answer, and the buttons for it in the window of citations."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.answers import Answer
from bot.domain.requests import Request, decode_request
from bot.domain.responses import Response
from bot.domain.text import words_of
from bot.reply import wording
from bot.reply.controls import Element, to_plain
from bot.reply.csv_rows import to_csv
from bot.reply.english import counted
from bot.reply.markdown import to_markdown
from bot.reply.phrases import to_phrase

# Action ids are this, the format, a full stop and a number.
ANY_EXPORT = re.compile(r"export-(csv|markdown)\.\d+")
_ACT = "export-"
_MOST_NAME = 60


class ExportFormat(StrEnum):
    """The format of a file."""

    CSV = "csv"
    MARKDOWN = "markdown"

    @property
    def label(self) -> str:
        """The name of the format."""
        return _LABELS[self]


_LABELS = {ExportFormat.CSV: "CSV", ExportFormat.MARKDOWN: "Markdown"}
_ENDINGS = {ExportFormat.CSV: "csv", ExportFormat.MARKDOWN: "md"}


@dataclass(frozen=True, slots=True)
class Export:
    """A file: its name, its title for readers, its content, and its number of facts."""

    name: str
    title: str
    content: str
    facts: str


def to_export(response: Response, answer: Answer, kind: ExportFormat) -> Export:
    """Write a response into a file; `answer` is the same response as an answer, with every fact."""
    phrase = to_phrase(response.request.change(page=1), response.snapshot)
    named = "-".join(words_of(f"{response.snapshot.about.command} {phrase}"))[:_MOST_NAME].strip("-")
    return Export(
        name=f"{named}.{_ENDINGS[kind]}",
        title=phrase,
        content=to_csv(answer) if kind is ExportFormat.CSV else to_markdown(response, answer),
        facts=counted(len(answer.facts), response.snapshot.about.fact),
    )


def to_export_buttons() -> list[Element]:
    """Make the buttons, one for each format."""
    return [
        {"type": "button", "action_id": f"{_ACT}{kind}.0", "text": to_plain(wording.export_as(kind.label))}
        for kind in ExportFormat
    ]


def to_export_window(words: str) -> Element:
    """Return the window that reports the progress of a file."""
    return {
        "type": "modal",
        "title": to_plain(wording.EXPORT),
        "close": to_plain(wording.CLOSE),
        "blocks": [{"type": "section", "text": to_plain(words)}],
    }


def to_exported(action: Mapping[str, Any], view: Mapping[str, Any]) -> tuple[Request | None, ExportFormat]:
    """Return the request of the window that is to be exported, None where it has expired, and the format."""
    kind = str(action["action_id"]).removeprefix(_ACT).partition(".")[0]
    return decode_request(view.get("private_metadata")), ExportFormat(kind)
