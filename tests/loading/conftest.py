import pytest

from bot.loading import reload


@pytest.fixture(autouse=True)
def without_settling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a folder for whole at once, for nobody writes to it while it is read."""
    monkeypatch.setattr(reload, "_SETTLE_SECONDS", 0.0)
