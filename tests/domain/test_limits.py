import pytest

from bot.domain.limits import Limits


@pytest.mark.parametrize(
    ("limits", "user", "channel", "allowed"),
    [
        (Limits("T1"), "U1", "C1", (True, True)),
        (Limits("T1", channels=("C1",)), "U1", "C1", (True, True)),
        (Limits("T1", channels=("C1",)), "U1", "C2", (True, False)),
        (Limits("T1", channels=("C1",)), "U1", "D2", (True, True)),
        (Limits("T1", channels=("C1",)), "U1", "", (True, True)),
        (Limits("T1", users=("U1",)), "U1", "C1", (True, True)),
        (Limits("T1", users=("U1",)), "U2", "D2", (False, True)),
    ],
)
def test_limits_allow_users_and_channels(limits: Limits, user: str, channel: str, allowed: tuple[bool, bool]) -> None:
    assert (limits.allows_user(user), limits.allows_channel(channel)) == allowed
