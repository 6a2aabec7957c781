"""Fixtures that all scenarios share."""

from types import SimpleNamespace

import pytest

from tests.patience import PATIENCE


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no call of the app's time out because the machine is busy."""
    monkeypatch.setattr("bot.slack.app.SECONDS_A_CALL", PATIENCE)
    monkeypatch.setattr("bot.slack.addresses.SECONDS_A_CALL", PATIENCE)
    monkeypatch.setattr("bot.slack.agent.SECONDS", PATIENCE)
    monkeypatch.setattr("bot.slack.sockets.SECONDS_FOR_REQUESTS", PATIENCE)


@pytest.fixture
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the SDK try again at once."""
    handlers = "slack_sdk.http_retry.builtin_async_handlers"
    monkeypatch.setattr(f"{handlers}.default_interval_calculator.calculate_sleep_duration", lambda *_: 0.0)
    monkeypatch.setattr(f"{handlers}.random", SimpleNamespace(random=lambda: 0.0))


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a folder for settled at once, and no store for down because the machine is busy."""
    monkeypatch.setattr("bot.loading.reload.SETTLE_SECONDS", 0.0)
    monkeypatch.setattr("bot.store.running.SECONDS", PATIENCE)
    monkeypatch.setattr("bot.store.addresses.SECONDS_FOR_LOCK", PATIENCE)
