"""Logging: one JSON object a line, or a plain line on a terminal; never a token, a body or a question."""

import json
import logging
import queue
import re
import secrets
import sys
import threading
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from itertools import count
from typing import TextIO

# The id of the current request, which tasks inherit.
request_id: ContextVar[str] = ContextVar("request_id", default="")

# Tokens, and tickets that open a websocket.
_SECRET = re.compile(r"\bx(?:ox[a-z]|app|wfp|oxe\.xox[bp])-[\w.-]+|(?<=ticket=)[^&\s'\"]+")
# The rest of an address after its host: with a response address anybody can post as the bot for half an hour.
_ADDRESS = re.compile(r"((?:https?|wss?)://)(?:[^/\s'\"<>@]*@)?([^/?#\s'\"<>@]*)[/?#][^\s'\"<>)]*")
# The beginning of a body, headers or parameters in a library's line.
_BODY = re.compile(r"\{|\[['\"{]|\b(?:body|data|headers|params|payload|content)\b\s*[:=]", re.IGNORECASE)
_OURS = "bot"
# uvicorn's lines at INFO say where it listens; those about single requests are counted instead (`Refusals`).
_SERVER = "uvicorn"
_SINGLE = ("Invalid HTTP request", "Unsupported upgrade request", "No supported WebSocket library")
# An id is this run's random prefix and a number: a random number would take as long as checking a signature.
_RUN = secrets.token_hex(3)
_numbers = count(1)
# The most lines in the queue; further lines are dropped.
MAX_WAITING = 10_000
SECONDS_TO_FLUSH = 0.5


def make_request_id() -> str:
    """Make an id for a request that came without one."""
    return f"{_RUN}{next(_numbers):06x}"


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == _OURS or record.name.startswith(f"{_OURS}.")


class LibraryFilter(logging.Filter):
    """Drop libraries' lines below WARNING at any level of their loggers: they hold addresses and bodies."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record is logged."""
        if _is_ours(record):
            return True
        if record.name.split(".")[0] == _SERVER:
            return record.levelno >= logging.INFO and not str(record.msg).startswith(_SINGLE)
        return record.levelno >= logging.WARNING


class _Formatter(logging.Formatter):
    """Base of both forms: keep the cause of a failure, and remove tokens, addresses and bodies."""

    def format(self, record: logging.LogRecord) -> str:
        return _redact(self.to_line(record))

    def to_line(self, record: logging.LogRecord) -> str:
        raise NotImplementedError

    def message_of(self, record: logging.LogRecord) -> str:
        """Return the message; a library's only up to where a body may begin."""
        message = record.getMessage()
        body = None if _is_ours(record) else _BODY.search(message)
        return f"{message[: body.start()]}[…]" if body else message

    def error_of(self, record: logging.LogRecord) -> str:
        """Return the traceback; in a request or library without the errors' words, which may repeat input."""
        error: BaseException | None = record.exc_info[1] if record.exc_info else None
        if error and not request_id.get() and _is_ours(record):
            return "".join(traceback.format_exception(error)).rstrip()
        lines: list[str] = []
        while error:
            kind = type(error)
            lines[:0] = [*traceback.format_tb(error.__traceback__), f"{kind.__module__}.{kind.__qualname__}\n"]
            error = error.__cause__ or error.__context__
        return "".join(lines).rstrip()


class JsonFormatter(_Formatter):
    """Format a record as one JSON object: time (UTC), level, logger, message, and any request and error."""

    def to_line(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self.message_of(record),
        }
        if request_id.get():
            entry["request"] = request_id.get()
        if record.exc_info:
            entry["error"] = self.error_of(record)
        return json.dumps(entry, ensure_ascii=False)


class PlainFormatter(_Formatter):
    """Format a record for people."""

    def to_line(self, record: logging.LogRecord) -> str:
        request = f" [{request_id.get()}]" if request_id.get() else ""
        time = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        line = f"{time} {record.levelname} {record.name}{request}: {self.message_of(record)}"
        return f"{line}\n{self.error_of(record)}" if record.exc_info else line


def _redact(text: str) -> str:
    return _SECRET.sub("[secret]", _ADDRESS.sub(r"\1\2/[…]", text))


class LogHandler(logging.Handler):
    """Write lines to a stream: directly, or after `begin_waiting` in a thread of its own.

    A log that nobody drains (a full pipe) then delays no answer: lines are dropped, and their number is logged.
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._lines: queue.Queue[str] | None = None
        self._dropped = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, or queue it to be written."""
        try:
            line = self.format(record)
        except Exception:
            line = f"a line of {record.name} could not be formatted"
        if self._lines is None:
            self._write(line)
            return
        try:
            if self._dropped:
                self._lines.put_nowait(f"{self._dropped} lines were dropped: nobody read the log")
                self._dropped = 0
            self._lines.put_nowait(line)
        except queue.Full:
            self._dropped += 1

    def begin_waiting(self) -> None:
        """Start to write in a thread."""
        self._lines = queue.Queue(MAX_WAITING)
        threading.Thread(target=self._drain, args=(self._lines,), daemon=True, name="log").start()

    def flush(self) -> None:
        """Write queued lines for a moment only: a stopping process does not wait for the log's reader."""
        lines = self._lines
        if lines is not None:
            done = threading.Thread(target=lines.join, daemon=True)
            done.start()
            done.join(SECONDS_TO_FLUSH)

    def _drain(self, lines: "queue.Queue[str]") -> None:
        while True:
            line = lines.get()
            self._write(line)
            lines.task_done()

    def _write(self, line: str) -> None:
        try:
            self._stream.write(f"{line}\n")
            self._stream.flush()
        except (OSError, ValueError):
            return  # answers go on without a log that cannot be written


def configure_logs(stream: TextIO | None = None, level: str = "INFO") -> LogHandler | None:
    """Log to a stream (standard error) from a level on, libraries from WARNING on; None without a stream."""
    stream = stream or sys.stderr
    if stream is None:  # closed before the process began
        logging.basicConfig(level=logging.CRITICAL, handlers=[logging.NullHandler()], force=True)
        return None
    handler = LogHandler(stream)
    handler.setFormatter(PlainFormatter() if stream.isatty() else JsonFormatter())
    handler.addFilter(LibraryFilter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(_OURS).setLevel(level.upper())
    logging.getLogger(_SERVER).setLevel(logging.INFO)
    return handler
