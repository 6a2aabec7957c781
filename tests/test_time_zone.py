"""Today is the day in the base's time zone, not in the server's."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from bot import cli
from bot.cli import common
from bot.domain.responses import Map, Response
from bot.loading import load_texts
from bot.sandbox import sign
from tests.bases import index, relation, texts, write_base
from tests.benchmarks.server import SECRET, free_port, to_command
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
EVENING = datetime(2026, 11, 22, 21, tzinfo=UTC)  # one o'clock in the morning in Baku
KNOWLEDGE = texts()["knowledge.yaml"].decode()
LAST_DAY = """
- id: zenda-fair
  statement: Zenda holds a fair.
  topics: [borders]
  when: 2026-11-01/2026-11-22
  citations: [{source: gazette-2018, excerpt: a fair under the walls}]
  verified: 2025-11-22
"""
AS_AT_THAT_TIME = (
    "import sys; from datetime import datetime; from bot.cli import common, main; "
    f"common.now = lambda: datetime.fromisoformat({EVENING.isoformat()!r}); main(sys.argv[1:])"
)


def in_zone(zone: str | None) -> str:
    return KNOWLEDGE + (f"time_zone: {zone}\n" if zone else "")


@pytest.fixture
def evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "now", lambda: EVENING)


def save(folder: Path, zone: str | None) -> Path:
    write_base(folder, texts(knowledge=in_zone(zone), relations__zenda=relation(LAST_DAY)))
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit):
        cli.main(list(arguments))
    return capsys.readouterr().out


@pytest.mark.usefixtures("evening")
@pytest.mark.parametrize(
    ("zone", "day"),
    [
        (None, date(2026, 11, 22)),
        ("UTC", date(2026, 11, 22)),
        ("Asia/Baku", date(2026, 11, 23)),
        ("America/New_York", date(2026, 11, 22)),
        ("Etc/GMT-14", date(2026, 11, 23)),
    ],
)
def test_today_is_in_the_time_zone_of_the_base(zone: str | None, day: date) -> None:
    assert common.today(index(knowledge=in_zone(zone)).snapshot) == day


@pytest.mark.usefixtures("evening")
def test_follows_time_zone_of_base_served_now() -> None:
    served = [index()]
    today = common.follow_today(lambda: served[0])
    assert today() == date(2026, 11, 22)
    served[0] = index(knowledge=in_zone("Asia/Baku"))

    assert today() == date(2026, 11, 23)


@pytest.mark.usefixtures("evening")
@pytest.mark.parametrize(("zone", "status"), [(None, "current"), ("Asia/Baku", "ended")])
def test_commands_take_day_of_base(
    zone: str | None, status: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(save(tmp_path, zone))
    monkeypatch.setenv("AZREL_KNOWLEDGE_DIR", folder)
    (fact,) = json.loads(run(capsys, "ask", "--json", "zenda"))["facts"]
    assert fact["status"] == status
    assert json.loads(run(capsys, "stats", "--json"))["by_status"].get("ended", 0) == (2 if zone else 1)
    assert ("verified-long-ago" in run(capsys, "check")) is bool(zone)
    assert f"the time 2026-11-{21 + bool(zone)}" in run(capsys, "explain", "sylvania yesterday")
    drawn: list[date] = []

    def draw(response: Response, _: BinaryIO) -> bool:
        assert isinstance(response, Map)
        drawn.append(response.today)
        return True

    monkeypatch.setattr("bot.reply.pictures.draw_picture", draw)
    run(capsys, "picture", "map", "-o", str(tmp_path / "map.png"))
    assert drawn == [date(2026, 11, 22 + bool(zone))]
    for day, expected in (("2026-11-22", "current"), ("2026-11-23", "ended")):
        (fact,) = json.loads(run(capsys, "ask", "--json", "--today", day, "zenda"))["facts"]
        assert fact["status"] == expected, "a day that is given wins"


@pytest.mark.parametrize(("zone", "day"), [(None, "2026-11-21"), ("Asia/Baku", "2026-11-22")])
def test_sandbox_takes_day_of_base(zone: str | None, day: str, tmp_path: Path) -> None:
    command = ["sandbox", "--no-browser", "--port", "0", "--knowledge", str(save(tmp_path, zone))]
    with subprocess.Popen(
        [sys.executable, "-c", AS_AT_THAT_TIME, *command],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as sandbox:  # fmt: skip
        assert sandbox.stdout
        try:
            url = sandbox.stdout.readline().split()[4]
            say = {"as": "U1", "channel": "C1", "text": "/ruri sylvania yesterday"}
            ask(f"{url}sandbox/say", say)
            with urllib.request.urlopen(f"{url}sandbox/stream?as=U1", timeout=PATIENCE) as stream:
                assert stream.readline() == b"event: state\n"
                state = json.loads(stream.readline().removeprefix(b"data: "))
        finally:
            sandbox.terminate()

    assert day in json.dumps(state["messages"])


def ask(url: str, body: Any) -> None:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:
        assert json.load(response) == {"ok": True}


@pytest.mark.parametrize(
    ("zone", "cure"),
    [
        ("asia/baku", "did you mean 'Asia/Baku'?"),
        ("Asia/Bakuu", "did you mean 'Asia/Baku'?"),
        ("right/Asia/Baku", "did you mean 'Asia/Baku'?"),
        *((zone, "write an IANA name, as in Asia/Baku or UTC") for zone in ("Asia", "4", "UTC+4", "localtime", "zone.tab", "../zone", "/etc/passwd", "a" * 120)),
    ],
)  # fmt: skip
def test_refuses_unknown_time_zone(zone: str, cure: str) -> None:
    result = load_texts(texts(knowledge=in_zone(zone)))
    line = KNOWLEDGE.strip().count("\n") + 2

    assert [str(problem) for problem in result.problems] == [
        f"knowledge.yaml:{line}:12: there is no time zone {zone!r}: {cure} [bad-time-zone]"
    ]


@pytest.mark.parametrize(("zone", "rule"), [("[UTC]", "wrong-type"), ("''", "empty"), ("x" * 5_000, "too-long")])
def test_refuses_invalid_time_zone_name(zone: str, rule: str) -> None:
    result = load_texts(texts(knowledge=in_zone(zone)))

    assert [problem.rule for problem in result.problems] == [rule]


@pytest.mark.parametrize(("zone", "day"), [(None, "2026-11-21"), ("Asia/Baku", "2026-11-22")])
def test_serve_takes_day_of_base(zone: str | None, day: str, tmp_path: Path) -> None:
    port = free_port()
    settings = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": "http://127.0.0.1:9/api/",
        "AZREL_KNOWLEDGE_DIR": str(save(tmp_path, zone)),
    }
    command = ["serve", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(
        [sys.executable, "-c", AS_AT_THAT_TIME, *command],
        cwd=ROOT, env={**os.environ, **settings}, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        try:
            end = time.monotonic() + PATIENCE
            while server.poll() is None and time.monotonic() < end:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
                    break
                except ConnectionError:
                    time.sleep(0.05)
            body = to_command("sylvania yesterday").replace(b"azrel", b"ruri")
            signed = sign(SECRET, int(time.time()), body)
            request = urllib.request.Request(f"http://127.0.0.1:{port}/slack/events", body, signed)
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                message = response.read().decode()
        finally:
            server.terminate()

    assert day in message
