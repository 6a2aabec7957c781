"""What the server logs: one JSON object a line, or a plain line on a terminal; never a token, a body or a question."""

import json
import logging
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TextIO

# The request that is being answered; tasks begun meanwhile inherit it.
request_id: ContextVar[str] = ContextVar("request_id", default="")

_TOKEN = re.compile(r"\bx(?:ox[a-z]|app|oxe\.xox[bp])-[\w.-]+")
_LIBRARIES = ("aiohttp", "asyncio", "slack_bolt", "slack_sdk", "uvicorn")


class _Formatter(logging.Formatter):
    """Shared by both forms: the cause of a failure is kept, and whatever looks like a token is not."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("[token]", self.to_line(record))

    def to_line(self, record: logging.LogRecord) -> str:
        raise NotImplementedError


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


def configure_logs(stream: TextIO = sys.stderr) -> None:
    """Log to a stream from level INFO on; the libraries too, whose DEBUG lines hold bodies and tokens."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlainFormatter() if stream.isatty() else JsonFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(logging.INFO)
    # Of what nothing handles, Bolt tells developers how to write a listener; the dispatcher tells operators.
    logging.getLogger("slack_bolt.AsyncApp").setLevel(logging.ERROR)
