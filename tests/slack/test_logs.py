import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.slack.logs import configure_logs, make_request_id, request_id


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers.copy(), root.level
    request = request_id.set("")
    yield
    request_id.reset(request)
    root.handlers[:] = handlers
    root.setLevel(level)


def failed(text: str) -> BaseException:
    try:
        raise RuntimeError(text)
    except RuntimeError as error:
        return error


def test_a_line_is_a_json_object() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    request_id.set("r1")
    logging.getLogger("azrel").warning("a “line”\nof %s", "two")
    request_id.set("")
    logging.getLogger("azrel").error("failed", exc_info=failed("the cause"))

    first, second = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert {key: first[key] for key in ("level", "logger", "message", "request")} == {
        "level": "WARNING",
        "logger": "azrel",
        "message": "a “line”\nof two",
        "request": "r1",
    }
    assert first["time"].endswith("+00:00")
    assert "request" not in second
    assert second["error"].endswith("RuntimeError: the cause")


def test_on_a_terminal_a_line_is_plain() -> None:
    stream = Terminal()
    configure_logs(stream)
    request_id.set("r1")
    logging.getLogger("azrel").info("hello")
    request_id.set("")
    logging.getLogger("azrel").error("failed", exc_info=failed("the cause"))

    lines = stream.getvalue().splitlines()
    assert lines[0].endswith(" INFO azrel [r1]: hello")
    assert lines[1].endswith(" ERROR azrel: failed")
    assert lines[-1] == "RuntimeError: the cause"


@pytest.mark.parametrize("token", ["xoxb-1-2-abc", "xoxp-1", "xoxe.xoxb-1-abc", "xapp-1-A-2-b"])
@pytest.mark.parametrize("kind", [io.StringIO, Terminal])
def test_tokens_are_never_logged(token: str, kind: type[io.StringIO]) -> None:
    stream = kind()
    configure_logs(stream)
    logging.getLogger("azrel").error("the token %s, it was", token, exc_info=failed(f"Bearer {token}"))

    assert token not in stream.getvalue()
    assert stream.getvalue().count("[secret]") == 2


def test_a_websocket_s_ticket_is_never_logged() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    logging.getLogger("azrel").error("failed: url='wss://w.example/link/?ticket=1234-abcd&app_id=A1'")

    assert "1234" not in stream.getvalue()
    assert "ticket=[secret]&app_id=A1" in stream.getvalue()


def test_of_a_request_s_failure_the_frames_are_logged_and_not_the_words() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    request_id.set("r1")
    try:
        try:
            raise KeyError("a private question")
        except KeyError as error:
            raise RuntimeError("about a private question") from error
    except RuntimeError as error:
        logging.getLogger("azrel").error("failed", exc_info=error)

    (entry,) = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert "private" not in entry["error"].replace('raise KeyError("a private question")', "").replace(
        'raise RuntimeError("about a private question")', ""
    )
    assert entry["error"].splitlines()[-1] == "builtins.RuntimeError"
    assert "builtins.KeyError" in entry["error"]


def test_the_libraries_debug_lines_which_hold_bodies_are_not_logged() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    for library in ("slack_bolt.AsyncApp", "slack_sdk.web.async_client", "aiohttp.client", "uvicorn.error"):
        logging.getLogger(library).debug("a body")

    assert stream.getvalue() == ""


def test_requests_have_ids_of_their_own() -> None:
    ids = [make_request_id() for _ in range(1_000)]

    assert len(set(ids)) == len(ids)
    assert all(id_.isalnum() and len(id_) == 12 for id_ in ids)
