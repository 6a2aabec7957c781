import logging
from typing import Any

import pytest

from bot.sandbox import FakeSlack
from bot.slack.identity import Identity, TokenCheck, TokenRefused

TOKEN = "xoxb-identity"


def event(*authorizations: tuple[str | None, str | None], team: str | None = "T9") -> dict[str, Any]:
    entries = [{"team_id": team_id, "enterprise_id": enterprise} for team_id, enterprise in authorizations]
    return {"type": "event_callback", "team_id": team, "authorizations": entries, "event": {"type": "app_mention"}}


@pytest.mark.parametrize(
    ("payload", "own", "is_ours"),
    [
        (event(("T1", None)), Identity("T1", ""), True),
        (event(("T1", None), team="T1"), Identity("T2", ""), False),
        (event(("T2", None), ("T1", None)), Identity("T1", ""), True),
        (event((None, "E1"), team=None), Identity("T1", "E1"), True),
        (event(("T2", "E1")), Identity("T1", "E1"), True),
        (event(("T2", "E2")), Identity("T1", "E1"), False),
        (event((None, None)), Identity("T1", ""), False),
        (event(("T1", None)), Identity("", ""), True),
        (event(team="T2"), Identity("T1", ""), True),
        ({"type": "event_callback", "team_id": "T2", "event": {}}, Identity("T1", ""), True),
        ({"type": "block_actions", "team": {"id": "T1"}, "enterprise": None}, Identity("T1", ""), True),
        ({"type": "block_actions", "team": {"id": "T2"}, "enterprise": None}, Identity("T1", ""), True),
        ({"type": "block_actions", "team": None, "enterprise": {"id": "E2"}}, Identity("T1", "E1"), True),
        ({"type": "block_actions", "team": {"id": "T2"}, "enterprise": {"id": "E1"}}, Identity("T1", "E1"), True),
        ({"type": "block_actions", "team": {"id": "T2"}, "enterprise": {"id": "E2"}}, Identity("T1", "E1"), False),
        ({"command": "/ruri", "team_id": "T2", "enterprise_id": "E2"}, Identity("T1", "E1"), False),
        ({"command": "/ruri", "team_id": "T2"}, Identity("T1", "E1"), True),
    ],
)
def test_recognises_payloads_for_the_token(payload: dict[str, Any], own: Identity, is_ours: bool) -> None:
    assert own.is_addressed(payload) is is_ours


async def test_reads_identity_of_the_token_from_slack() -> None:
    async with FakeSlack(TOKEN) as slack:
        check = TokenCheck(TOKEN, slack.api_url)
        await check.check()
        await check.keep_checking()

        assert check.identity == Identity("T0SANDBOX", "")
        assert len(slack.calls) == 1


async def test_reads_scopes_of_the_token_from_slack() -> None:
    async with FakeSlack(TOKEN, scopes=frozenset({"commands", "files:write"})) as slack:
        check = TokenCheck(TOKEN, slack.api_url)
        await check.check()
        assert check.identity
        assert check.identity.scopes == {"commands", "files:write"}


async def test_raises_slacks_name_for_a_refused_token() -> None:
    async with FakeSlack(TOKEN) as slack:
        with pytest.raises(TokenRefused, match="invalid_auth"):
            await TokenCheck("xoxb-other", slack.api_url).check()


@pytest.mark.parametrize("fault", ["internal_error", 503, "unreadable", "closes"])
async def test_asks_again_every_minute_until_slack_answers(fault: str | int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    naps: list[float] = []
    async with FakeSlack(TOKEN) as slack:
        slack.faults["auth.test"] = [fault] * 3

        async def sleep(seconds: float) -> None:
            naps.append(seconds)

        check = TokenCheck(TOKEN, slack.api_url, sleep=sleep)
        await check.check()
        assert check.identity is None
        await check.keep_checking()

    assert check.identity == Identity("T0SANDBOX", "")
    assert naps == [60.0, 60.0, 60.0]
    assert caplog.text.count("could not be checked yet") == 3
    assert "Slack accepts the bot's token" in caplog.text
    assert TOKEN not in caplog.text


async def test_logs_later_refusal_of_a_token_once(caplog: pytest.LogCaptureFixture) -> None:
    async with FakeSlack(TOKEN) as slack:
        slack.faults["auth.test"] = ["internal_error", "token_revoked"]

        async def sleep(_: float) -> None:
            return

        check = TokenCheck(TOKEN, slack.api_url, sleep=sleep)
        await check.check()
        await check.keep_checking()

        assert len(slack.calls) == 2
    assert "Slack refuses SLACK_BOT_TOKEN (token_revoked)" in caplog.text
