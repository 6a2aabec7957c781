"""`azrel serve` for workspaces that install the app, and the commands of its guide."""

import asyncio
import json
import re
import shlex
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.cli import installs
from bot.sandbox import FakeSlack, sign
from bot.sandbox.oauth import InstallTarget, OAuth
from bot.settings import SETTINGS
from tests.bases import texts, write_base
from tests.cli.commands import ROOT, SECRET, environment, free_port, run, wait_until_ready
from tests.patience import PATIENCE

GUIDE = (ROOT / "docs" / "installing.md").read_text("utf-8")
CLIENT_SECRET, KEY, OTHER_KEY = "c" * 32, "b2xk" * 10 + "b2w=", "bmV3" * 10 + "bmU="


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the base's files in a folder."""
    write_base(tmp_path / "base", texts())
    return tmp_path / "base"


def installing(folder: Path, state: Path, **more: str) -> dict[str, str]:
    """Return the environment of a server for workspaces that install the app."""
    given = environment(folder, SLACK_CLIENT_ID="1.2", SLACK_CLIENT_SECRET=CLIENT_SECRET, AZREL_SECRET_KEYS=KEY, **more)
    del given["SLACK_BOT_TOKEN"]
    return given | {"AZREL_STATE_DIR": str(state)}


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def get(url: str, cookie: str = "") -> tuple[int, dict[str, str], str]:
    """Get an address; return the status, the headers and the page."""
    request = urllib.request.Request(url, headers={"cookie": cookie} if cookie else {})
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=PATIENCE) as response:
            return response.status, dict(response.headers), response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read().decode()


def command(base: str, team: str) -> dict[str, object]:
    body = f"command=%2Fruri&text=sylvania+gas&team_id={team}&user_id=U1&channel_id=C1".encode()
    request = urllib.request.Request(f"{base}/slack/events", body, sign(SECRET, int(time.time()), body))
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:
        message: dict[str, object] = json.loads(response.read())
        return message


async def test_installs_answers_and_requires_its_key(folder: Path, tmp_path: Path) -> None:
    oauth, port = OAuth("1.2", CLIENT_SECRET), free_port()
    base = f"http://127.0.0.1:{port}"
    serve = [sys.executable, "-m", "bot", "serve", "--host", "127.0.0.1", "--port", str(port)]
    async with FakeSlack("xoxb-nobodys", oauth=oauth) as slack:
        given = installing(folder, tmp_path / "state", SLACK_API_URL=slack.api_url)
        server = await asyncio.create_subprocess_exec(*serve, cwd=ROOT, env=given, stderr=subprocess.PIPE)
        try:
            await asyncio.to_thread(wait_until_ready, base)
            status, headers, _ = await asyncio.to_thread(get, f"{base}/slack/install")
            while status == 503:  # until the store is open
                await asyncio.sleep(0.1)
                status, headers, _ = await asyncio.to_thread(get, f"{base}/slack/install")
            query = {key: values[0] for key, values in parse_qs(urlsplit(headers["location"]).query).items()}
            cookie = next(iter(SimpleCookie(headers["set-cookie"]).items()))
            back = oauth.allow({**query, "redirect_uri": f"{base}/slack/oauth_redirect"}, InstallTarget("T1"))
            status, _, page = await asyncio.to_thread(get, back, f"{cookie[0]}={cookie[1].value}")
            answer = await asyncio.to_thread(command, base, "T1")
        finally:
            server.send_signal(signal.SIGTERM)
            _, log = await server.communicate()
    assert (status, "Installed in Workspace T1" in page) == (200, True)
    assert "Sylvania" in str(answer)
    assert server.returncode == 0
    assert b"xoxb-" not in log
    assert not any(b"xoxb-" in path.read_bytes() for path in (tmp_path / "state").iterdir())

    for workers in ([], ["--workers", "2"]):
        wrong = given | {"AZREL_SECRET_KEYS": OTHER_KEY}
        refused = await asyncio.create_subprocess_exec(*serve, *workers, cwd=ROOT, env=wrong, stderr=subprocess.PIPE)
        _, log = await refused.communicate()
        assert refused.returncode == 2
        assert "AZREL_SECRET_KEYS lacks" in log.decode()


def test_requires_extra_for_encryption(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLACK_BOT_TOKEN", raising=False)
    for name, value in installing(folder, tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(installs, "find_spec", lambda _: None)

    status, _, err = run(capsys, "serve", "--port", "0")
    assert status == 2
    assert "pip install 'azrel[installs]'" in err


async def test_starts_while_store_is_down(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.settings.typed import HttpSettings

    monkeypatch.delenv("SLACK_BOT_TOKEN", raising=False)
    address = "postgresql://127.0.0.1:9/azrel"
    for name, value in installing(folder, tmp_path, AZREL_DATABASE_URL=address).items():
        monkeypatch.setenv(name, value)
    await installs.check_keys(HttpSettings.read())
    assert "it is not known yet whether all tokens can be read" in caplog.text


def test_runs_every_command_of_the_guide(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZREL_KNOWLEDGE_DIR", str(folder))
    monkeypatch.setenv("AZREL_STATE_DIR", str(tmp_path / "state"))
    blocks = re.findall(r"<!-- run -->\n\s*```sh\n\s*(.*?)\n\s*```", GUIDE, re.DOTALL)
    assert len(blocks) == 4
    for line in blocks:
        match shlex.split(line):
            case ["azrel", *arguments]:
                status, out, _ = run(capsys, *arguments)
                assert status == 0
                assert out
            case ["python", "-m", "pip", "install", what]:
                extras = re.findall(r"\w+", what)[1:]
                project = (ROOT / "pyproject.toml").read_text("utf-8")
                assert all(f"\n{extra} = [" in project for extra in extras)
            case ["openssl", *_]:
                assert re.search(r"openssl rand -base64 32", line)


def test_guide_names_only_existing_settings() -> None:
    known = {setting.name for setting in SETTINGS} | {
        f"{setting.name}_FILE" for setting in SETTINGS if setting.is_secret
    }
    assert set(re.findall(r"\b(?:SLACK|AZREL)_[A-Z_]+\b", GUIDE)) <= known


def test_manifest_has_the_redirect_address(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "manifest", "--url", "https://azrel.example.org", "--knowledge", str(folder))[1]
    (redirect,) = json.loads(out)["oauth_config"]["redirect_urls"]
    assert f"`{redirect}`" in GUIDE
    assert "redirect_urls" not in json.loads(run(capsys, "manifest", "--socket", "--knowledge", str(folder))[1])
