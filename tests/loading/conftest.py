import pytest

from bot.loading import reload


@pytest.fixture(autouse=True)
def without_settling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip the wait for unchanged files, since nobody writes to them while they are read."""
    monkeypatch.setattr(reload, "SETTLE_SECONDS", 0.0)
