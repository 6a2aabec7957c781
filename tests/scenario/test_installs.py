"""Many workspaces: installs from the click to the answer, in any order, by any process, each with its own token."""

import asyncio
import logging
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.proposals import Role
from bot.sandbox.oauth import InstallTarget
from bot.slack.installation import SECONDS_OF_DOUBT
from bot.store import Curation, StoreDown
from tests.bases import index
from tests.scenario.installed import CLIENT_ID, Process, installed

pytestmark = pytest.mark.usefixtures("at_once")

INDEX = index()
T1, T2 = InstallTarget("T1"), InstallTarget("T2", user="U2")
WHOLE, PART = InstallTarget("", "E1"), InstallTarget("T3", "E1", "U3")
HOUR = 3_600.0


async def test_installs_and_answers(tmp_path: Path) -> None:
    async with installed(tmp_path, INDEX) as (process,):
        begun = await process.get("/slack/install")
        address = urlsplit(begun.headers["location"])
        query = parse_qs(address.query)
        assert f"{address.scheme}://{address.netloc}{address.path}" == f"{process.slack.url}/oauth/v2/authorize"
        assert query["client_id"] == [CLIENT_ID]
        assert query["scope"] == ["app_mentions:read,assistant:write,chat:write,commands,im:history"]

        page = await process.install(T1)
        assert page.status == 200
        for words in ("Installed in Workspace T1", "/ruri", "app_redirect", "admin"):
            assert words in page.body.decode()
        assert page.headers["referrer-policy"] == "no-referrer"
        assert await Curation(process.store).find_role("T1", "U1") is Role.ADMIN

        assert b"gas" in (await process.command(T1)).body
        assert (await process.mention(T1)).status == 200
        assert process.posted_from() == [T1]


async def test_refuses_workspace_without_an_installation(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with installed(tmp_path, INDEX) as (process,):
        await process.install(T1)
        assert (await process.command(T2, "a secret question")).status == 403
        assert (await process.mention(T2, "a secret question")).status == 403
        assert process.posted_from() == []
        assert (await process.send_end(T2, "app_uninstalled", 0.0)).status == 200, "Slack need not retry"
    assert "refused a request that is for a workspace other than" in caplog.text
    assert "secret" not in caplog.text


async def test_answers_each_workspace_with_its_token(tmp_path: Path) -> None:
    async with installed(tmp_path, INDEX, 2) as (first, second):
        await first.install(T1)
        await second.install(T2)
        for process in (first, second):
            await process.mention(T1)
            await process.mention(T2)
        assert first.posted_from() == [T1, T2, T1, T2]


async def test_installs_for_an_organisation(tmp_path: Path) -> None:
    async with installed(tmp_path, INDEX) as (process,):
        assert "Installed in Organisation" in (await process.install(WHOLE)).body.decode()
        assert (await process.command(PART)).status == 200
        assert (await process.command(InstallTarget("T3"))).status == 403, "not known yet to be of that organisation"
        await process.mention(PART)
        assert process.posted_from() == [WHOLE]
        await process.directory.refresh()
        assert await process.installations.find("", "T3") is not None

        await process.install(PART)
        await process.mention(PART)
        assert process.posted_from() == [WHOLE, PART], "a workspace's own installation comes first"


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        (lambda path, cookie: (path.replace("state=", "state=x"), cookie), 400, "did not begin in this browser"),
        (lambda path, cookie: (path, ""), 400, "did not begin in this browser"),
        (lambda path, cookie: (path.replace("code=", "kode="), cookie), 401, "for which workspace"),
        (lambda path, cookie: (path.replace("code=", "code=x"), cookie), 401, "did not confirm"),
        (lambda path, cookie: ("/slack/oauth_redirect?error=access_denied", cookie), 200, "did not allow it"),
        (lambda path, cookie: ("/slack/oauth_redirect?error=<script>", cookie), 200, "did not go on"),
        (lambda path, cookie: ("/slack/oauth_redirect", cookie), 400, "did not begin in this browser"),
    ],
)
async def test_explains_refused_install(
    change: object, status: int, words: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with installed(tmp_path, INDEX) as (process,):
        path, cookie = await process.click(T1)
        page = await process.get(*change(path, cookie))  # type: ignore[operator]
        assert page.status == status
        assert words in page.body.decode()
        assert 'href="/slack/install"' in page.body.decode()
        assert b"<script>" not in page.body
        assert await process.installations.find("", "T1") is None
        code = parse_qs(urlsplit(path).query)["code"][0]
    assert code not in caplog.text


async def test_install_address_works_once_within_ten_minutes(tmp_path: Path) -> None:
    async with installed(tmp_path, INDEX) as (process,):
        path, cookie = await process.click(T1)
        pages = await asyncio.gather(*(process.get(path, cookie) for _ in range(20)))
        assert sorted(page.status for page in pages) == [200] + [401] * 19

        path, cookie = await process.click(T2)
        process.clock.now += 601
        assert "longer than ten minutes" in (await process.get(path, cookie)).body.decode()


async def test_refuses_other_workspaces(tmp_path: Path) -> None:
    async with installed(tmp_path, INDEX, allowed=("T1", "E1")) as (process,):
        for target in (T1, WHOLE, PART):
            assert (await process.install(target)).status == 200
        page = await process.install(T2)
        assert page.status == 403
        assert "Only certain workspaces" in page.body.decode()
        assert await process.installations.find("", "T2") is None
        (revoked,) = process.slack.calls_of("auth.revoke")
        assert revoked.response["ok"]


@pytest.mark.parametrize("method", ["oauth.v2.access", "auth.test"])
async def test_reports_failing_slack(method: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with installed(tmp_path, INDEX) as (process,):
        process.slack.faults[method] = "internal_error"
        page = await process.install(T1)
        assert page.status == 401
        assert "did not confirm" in page.body.decode()
    assert "Slack refused a step of an install: internal_error" in caplog.text


async def test_reports_store_that_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with installed(tmp_path, INDEX) as (process,):
        await process.install(T2)
        path, cookie = await process.click(T1)
        await process.store.close()
        for page in (await process.get("/slack/install"), await process.get(path, cookie)):
            assert page.status == 503
            assert "could not be finished" in page.body.decode()
        assert (await process.command(T1)).status == 200, "a command needs no token"
        assert (await process.mention(T1)).status == 503, "Slack comes again"
        assert (await process.send_end(T1, "app_uninstalled", 0.0)).status == 503
    assert "the store is down" in caplog.text


async def test_answers_from_cache_while_store_is_down(tmp_path: Path) -> None:
    async with installed(tmp_path, INDEX) as (process,):
        await process.install(T1)
        await process.mention(T1)
        await process.directory.refresh()
        await process.store.close()
        assert (await process.mention(T1)).status == 200
        assert process.posted_from() == [T1, T1]
        with pytest.raises(StoreDown):
            await process.directory.refresh()


async def test_limits_rate_of_installs(tmp_path: Path) -> None:
    async with installed(tmp_path, INDEX) as (process,):
        statuses = [(await process.get("/slack/install")).status for _ in range(62)]
        assert statuses == [302] * 60 + [503] * 2


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
async def test_every_process_sees_the_end_of_an_installation(kind: str, tmp_path: Path) -> None:
    async with installed(tmp_path, INDEX, 2) as (first, second):
        await first.install(T1)
        await first.install(T2)
        assert (await second.command(T1)).status == 200
        process_at = first.clock.now = first.clock.now + HOUR
        first.oauth.uninstall(T1)
        await first.send_end(T1, kind, process_at)
        assert (await first.command(T1)).status == 403
        await second.directory.refresh()
        assert (await second.command(T1)).status == 403
        assert (await second.command(T2)).status == 200

        await second.install(T1)
        await second.mention(T1)
        assert second.posted_from() == [T1]
        assert (await first.command(T1)).status == 200, "nothing is remembered of who had not installed it"


async def test_revoked_user_token_ends_no_installation(tmp_path: Path) -> None:
    async with installed(tmp_path, INDEX) as (process,):
        await process.install(T1)
        event = {"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}
        entry = {"team_id": "T1", "enterprise_id": None, "user_id": "U0BOT"}
        await process.workspace.event(event, team_id="T1", event_time=2_000_000_000, authorizations=[entry])
        assert (await process.command(T1)).status == 200


@pytest.mark.parametrize("seconds", [-HOUR, -SECONDS_OF_DOUBT / 2, 0.0, SECONDS_OF_DOUBT / 2, HOUR])
async def test_asks_slack_where_the_time_is_ambiguous(seconds: float, tmp_path: Path) -> None:
    async with installed(tmp_path, INDEX) as (process,):
        await process.install(T1)
        asked = len(process.slack.calls_of("auth.test"))
        process.oauth.uninstall(T1)
        await process.send_end(T1, "app_uninstalled", process.clock.now + seconds)
        is_older = seconds == -HOUR
        assert (await process.command(T1)).status == (200 if is_older else 403)
        assert len(process.slack.calls_of("auth.test")) - asked == (abs(seconds) < SECONDS_OF_DOUBT)

        await process.install(T2)
        await process.send_end(T2, "app_uninstalled", process.clock.now)
        assert (await process.command(T2)).status == 200, "its token is good"
        process.slack.faults["auth.test"] = "internal_error"
        await process.send_end(T2, "app_uninstalled", process.clock.now)
        assert (await process.command(T2)).status == 200, "it is not known"


async def test_uninstall_of_workspace_keeps_the_organisations_installation(tmp_path: Path) -> None:
    async with installed(tmp_path, INDEX) as (process,):
        await process.install(WHOLE)
        process.clock.now += HOUR
        await process.send_end(PART, "app_uninstalled", process.clock.now)
        assert (await process.command(PART)).status == 200
        process.oauth.uninstall(WHOLE)
        await process.send_end(WHOLE, "app_uninstalled", process.clock.now)
        assert (await process.command(PART)).status == 403


_PLACES = (T1, T2, WHOLE, PART)
_steps = st.one_of(
    st.tuples(st.sampled_from(["install", "uninstall"]), st.sampled_from(_PLACES), st.integers(0, 1)),
    st.tuples(st.just("deliver"), st.integers(0, 20), st.integers(0, 1)),
    st.tuples(st.just("wait"), st.sampled_from([1, 30, 3600]), st.integers(0, 1)),
)


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(_steps, max_size=25))
async def test_events_in_any_order_lead_to_slacks_state(steps: list[tuple[str, object, int]]) -> None:
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        async with installed(Path(folder), INDEX, 2) as processes:
            pending: list[tuple[InstallTarget, str, float]] = []
            have: set[InstallTarget] = set()
            for what, given_, number in steps:
                process = processes[number]
                if what == "install":
                    assert isinstance(given_, InstallTarget)
                    assert (await process.install(given_)).status == 200
                    have.add(given_)
                elif what == "uninstall" and given_ in have:
                    assert isinstance(given_, InstallTarget)
                    process.oauth.uninstall(given_)
                    have.discard(given_)
                    pending += [(given_, kind, process.clock.now) for kind in ("app_uninstalled", "tokens_revoked")]
                elif what == "deliver" and pending:
                    assert isinstance(given_, int)
                    await process.send_end(*pending.pop(given_ % len(pending)))
                elif what == "wait":
                    assert isinstance(given_, int)
                    process.clock.now += given_
            for target, kind, at in reversed(pending):
                await processes[0].send_end(target, kind, at)
            for process in processes:
                await process.directory.refresh()
                await _check(process, have)


async def _check(process: Process, have: set[InstallTarget]) -> None:
    for target, serves in ((T1, [T1]), (T2, [T2]), (PART, [PART, WHOLE])):
        token_of = next((one for one in serves if one in have), None)
        before = len(process.posted_from())
        assert (await process.mention(target)).status == (200 if token_of else 403)
        assert process.posted_from()[before:] == ([token_of] if token_of else [])


async def test_changes_keys_under_load(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    old, new = b"o" * 32, b"n" * 32
    targets = [InstallTarget(f"T{number}") for number in range(8)]
    with caplog.at_level(logging.ERROR):
        async with installed(tmp_path, INDEX, keys=(old,)) as (first,):
            for target in targets:
                await first.install(target)
            for ring in ((old, new), (new, old), (new,)):
                async with installed(tmp_path, INDEX, keys=ring) as (other,):
                    await other.installations.check_keys()

                    async def ask(other: Process = other) -> None:
                        for target in targets:
                            assert (await other.command(target)).status == 200
                            other.directory._generation += 1  # so that the next one is read again

                    await asyncio.gather(*(ask() for _ in range(4)), *(other.directory.finish() for _ in range(3)))
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
