import io
import json
import logging
import threading
from collections.abc import Iterator

import pytest

from bot.logs import configure_logs, make_request_id, request_id
from tests.patience import PATIENCE


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def outside_of_requests(restored_logs: None) -> Iterator[None]:
    request = request_id.set("")
    yield
    request_id.reset(request)


def failed(text: str) -> BaseException:
    try:
        raise RuntimeError(text)
    except RuntimeError as error:
        return error


def test_logs_json_object_per_line() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    request_id.set("r1")
    logging.getLogger("bot.x").warning("a “line”\nof %s", "two")
    request_id.set("")
    logging.getLogger("bot.x").error("failed", exc_info=failed("the cause"))

    first, second = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert {key: first[key] for key in ("level", "logger", "message", "request")} == {
        "level": "WARNING",
        "logger": "bot.x",
        "message": "a “line”\nof two",
        "request": "r1",
    }
    assert first["time"].endswith("+00:00")
    assert "request" not in second
    assert second["error"].endswith("RuntimeError: the cause")


def test_logs_plain_lines_on_terminal() -> None:
    stream = Terminal()
    configure_logs(stream)
    request_id.set("r1")
    logging.getLogger("bot.x").info("hello")
    request_id.set("")
    logging.getLogger("bot.x").error("failed", exc_info=failed("the cause"))

    lines = stream.getvalue().splitlines()
    assert lines[0].endswith(" INFO bot.x [r1]: hello")
    assert lines[1].endswith(" ERROR bot.x: failed")
    assert lines[-1] == "RuntimeError: the cause"


@pytest.mark.parametrize("token", ["xoxb-1-2-abc", "xoxp-1", "xoxe.xoxb-1-abc", "xapp-1-A-2-b"])
@pytest.mark.parametrize("kind", [io.StringIO, Terminal])
def test_redacts_tokens(token: str, kind: type[io.StringIO]) -> None:
    stream = kind()
    configure_logs(stream)
    logging.getLogger("bot.x").error("the token %s, it was", token, exc_info=failed(f"Bearer {token}"))

    assert token not in stream.getvalue()
    assert stream.getvalue().count("[secret]") == 2


def test_redacts_websocket_ticket() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    logging.getLogger("bot.x").error("failed: url='wss://w.example/link/?ticket=1234-abcd&app_id=A1'")

    assert "1234" not in stream.getvalue()
    assert "failed: url='wss://w.example/[…]'" in stream.getvalue()
    logging.getLogger("bot.x").error("refused: ticket=1234-abcd&app_id=A1")
    assert "ticket=[secret]&app_id=A1" in stream.getvalue()


def test_logs_frames_of_request_failure_without_words() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    request_id.set("r1")
    try:
        try:
            raise KeyError("a private question")
        except KeyError as error:
            raise RuntimeError("about a private question") from error
    except RuntimeError as error:
        logging.getLogger("bot.x").error("failed", exc_info=error)

    (entry,) = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert "private" not in entry["error"].replace('raise KeyError("a private question")', "").replace(
        'raise RuntimeError("about a private question")', ""
    )
    assert entry["error"].splitlines()[-1] == "builtins.RuntimeError"
    assert "builtins.KeyError" in entry["error"]


LIBRARIES = ("slack_bolt.AsyncApp", "slack_sdk.web.async_client", "slack_sdk.webhook.async_client", "aiohttp.client")


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
@pytest.mark.parametrize("library", [*LIBRARIES, "uvicorn.error", "another.library"])
def test_drops_library_lines_below_warning(library: str, level: str) -> None:
    stream = io.StringIO()
    configure_logs(stream, "DEBUG")
    logger = logging.getLogger(library)
    before = logger.level
    logger.setLevel(logging.DEBUG)
    logger.log(logging.DEBUG if library.startswith("uvicorn") else logging.getLevelName(level), "a body")
    logger.setLevel(before)

    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("message", "logged"),
    [
        (
            "failed (url: https://hooks.slack.com/actions/T1/2/abc, status: 500)",
            "failed (url: https://hooks.slack.com/[…] status: 500)",
        ),
        ("retry https://u:p@a.example:8080/x?token=1", "retry https://a.example:8080/[…]"),
        ("sent - url: https://a.example/x, body: secret words", "sent - url: https://a.example/[…] […]"),
        ('refused {"text": "secret words"}', "refused […]"),
        ("headers={'Authorization': 'Bearer x'}", "[…]"),
        ("xwfp-123-abc and xoxb-1-2", "[secret] and [secret]"),
    ],
)
def test_redacts_addresses_and_bodies_of_library_warnings(message: str, logged: str) -> None:
    stream = io.StringIO()
    configure_logs(stream)
    logging.getLogger("slack_sdk.web").warning(message)

    assert json.loads(stream.getvalue())["message"] == logged


def test_logs_library_failure_without_words() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    logging.getLogger("slack_sdk.web").error("failed", exc_info=failed("secret words"))

    entry = json.loads(stream.getvalue())
    assert entry["error"].splitlines()[-1] == "builtins.RuntimeError"


@pytest.mark.parametrize("single", ["Invalid HTTP request received.", "Unsupported upgrade request."])
def test_drops_server_lines_about_single_requests(single: str) -> None:
    stream = io.StringIO()
    configure_logs(stream)
    logging.getLogger("uvicorn.error").warning(single)
    logging.getLogger("uvicorn.error").info("Started server process [%d]", 5)

    assert [json.loads(line)["message"] for line in stream.getvalue().splitlines()] == ["Started server process [5]"]


class Stuck(io.StringIO):
    """A stream whose writes block until it is released."""

    def __init__(self) -> None:
        super().__init__()
        self.is_read = threading.Event()

    def write(self, text: str) -> int:
        self.is_read.wait(PATIENCE)
        return super().write(text)


def test_unread_log_delays_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.logs.MAX_WAITING", 5)
    monkeypatch.setattr("bot.logs.SECONDS_TO_FLUSH", 0.0)
    stream = Stuck()
    handler = configure_logs(stream)
    assert handler
    handler.begin_waiting()
    for number in range(20):
        logging.getLogger("bot.x").info("line %d", number)
    handler.flush()
    assert stream.getvalue() == ""
    stream.is_read.set()
    monkeypatch.setattr("bot.logs.SECONDS_TO_FLUSH", PATIENCE)
    handler.flush()
    logging.getLogger("bot.x").info("the last line")
    handler.flush()

    lines = stream.getvalue().splitlines()
    assert "line 0" in lines[0]
    assert "lines were dropped: nobody read the log" in lines[-2]
    assert "the last line" in lines[-1]


def test_unwritable_log_raises_nothing() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    stream.close()
    logging.getLogger("bot.x").info("lost")
    logging.getLogger("bot.x").info("%d", "no number")


def test_logs_nothing_without_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)

    assert configure_logs() is None
    logging.getLogger("bot.x").error("lost")


def test_request_ids_are_unique() -> None:
    ids = [make_request_id() for _ in range(1_000)]

    assert len(set(ids)) == len(ids)
    assert all(id_.isalnum() and len(id_) == 12 for id_ in ids)
