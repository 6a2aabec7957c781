"""What the server logs: one JSON object a line, or a plain line on a terminal; never a token, a body or a question."""

import json
import logging
import re
import secrets
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from itertools import count
from typing import Any, TextIO

# The request that is being answered; tasks begun meanwhile inherit it.
request_id: ContextVar[str] = ContextVar("request_id", default="")

# Tokens, and the tickets by which a websocket is opened.
_SECRET = re.compile(r"\bx(?:ox[a-z]|app|oxe\.xox[bp])-[\w.-]+|(?<=ticket=)[^&\s'\"]+")
# An id is that of this run and a number: to ask the system for a random one takes as long as to check a signature.
_RUN = secrets.token_hex(3)
_numbers = count(1)
_LIBRARIES = ("aiohttp", "asyncio", "slack_bolt", "slack_sdk", "uvicorn")


def make_request_id() -> str:
    """An id for a request that came without one."""
    return f"{_RUN}{next(_numbers):06x}"


class _Formatter(logging.Formatter):
    """Shared by both forms: the cause of a failure is kept, and whatever looks like a token is not."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRET.sub("[secret]", self.to_line(record))

    def to_line(self, record: logging.LogRecord) -> str:
        raise NotImplementedError

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is the library's
        """The traceback; of a request's without the errors' own words, which may repeat what a person wrote."""
        if not request_id.get():
            return super().formatException(ei)
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error:
            kind = type(error)
            lines[:0] = [*traceback.format_tb(error.__traceback__), f"{kind.__module__}.{kind.__qualname__}\n"]
            error = error.__cause__ or error.__context__
        return "".join(lines).rstrip()


class JsonFormatter(_Formatter):
    """A record as one JSON object: time (UTC), level, logger, message, and where there are any request and error."""

    def to_line(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            entry["request"] = request_id.get()
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


class PlainFormatter(_Formatter):
    """A record as people read it."""

    def to_line(self, record: logging.LogRecord) -> str:
        request = f" [{request_id.get()}]" if request_id.get() else ""
        time = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        line = f"{time} {record.levelname} {record.name}{request}: {record.getMessage()}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def configure_logs(stream: TextIO = sys.stderr, level: str = "INFO") -> None:
    """Log to a stream from a level on; the libraries from INFO on at the least, for their DEBUG lines hold bodies."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlainFormatter() if stream.isatty() else JsonFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    least = max(logging.INFO, logging.getLogger().level)
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(least)
