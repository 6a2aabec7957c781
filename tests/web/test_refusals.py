from collections.abc import Callable

import pytest

from bot.web.refusals import Refusals


def test_refusals_are_counted_and_logged_once_a_second(caplog: pytest.LogCaptureFixture) -> None:
    waiting: list[Callable[[], None]] = []
    refusals = Refusals(lambda seconds, call: waiting.append(call))
    for _ in range(1_000):
        refusals.note(401, "the request is not signed")
    refusals.note(400, "it is not HTTP")
    assert [record.getMessage() for record in caplog.records] == [
        "refused a request with 401: the request is not signed"
    ]
    waiting.pop()()
    assert caplog.records[-1].getMessage() == (
        "refused 1000 requests with 999 × 401: the request is not signed; 1 × 400: it is not HTTP"
    )
    waiting.pop()()
    assert (len(caplog.records), waiting) == (2, []), "nothing came meanwhile"
    refusals.note(401, "the request is not signed")
    assert len(caplog.records) == 3
