import pytest

from bot.domain.installations import Installation


@pytest.mark.parametrize(
    ("enterprise", "team", "home"),
    [
        ("", "T1", "T1"),
        ("E1", "T1", "T1"),  # one workspace of an organisation
        ("E1", "", "E1"),
    ],
)
def test_first_admin_is_of_the_workspace_or_else_of_the_organisation(enterprise: str, team: str, home: str) -> None:
    installed = Installation("A1", enterprise, team, "Desk", "B1", "U9", "commands", "U1", 0.0, "xoxb-secret")

    assert installed.home == home
    assert "secret" not in repr(installed), "a token is in no log"
