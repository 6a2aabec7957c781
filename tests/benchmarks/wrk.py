"""Send signed slash commands to a server with wrk, and read its report."""

import re
import subprocess
import time
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

import yaml

from bot.sandbox import sign
from bot.slack.reply_cache import MAX_CACHED
from tests.benchmarks.server import ROOT, SECRET, to_command

QUESTIONS = ROOT / "tests/quality/questions.yaml"
FORMS = """
timeline turkey; compare turkey russia; compare turkey iran energy; topics; partners; sources; source globalsecurity-2018;
about; map; help; turkey page 2; azerbaijan; latest
"""
MOST_QUESTIONS = 200
# With so many spellings, the questions exceed the reply caches of two workers.
SPELLINGS = 4 * MAX_CACHED // MOST_QUESTIONS + 1

_COUNT = re.compile(r"(\d+) requests in")
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_PERCENTILE = re.compile(r"(50|99)%\s+([\d.]+)(us|ms|s)\b")
_FAILED = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1_000.0}

# A wrk script that sends the signed requests in turn.
SCRIPT = """
local requests = {}
for line in io.lines("%s") do
  local body, time, signature = line:match("^(%%S+) (%%S+) (%%S+)$")
  requests[#requests + 1] = wrk.format("POST", "/slack/events", {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["X-Slack-Request-Timestamp"] = time,
    ["X-Slack-Signature"] = signature,
  }, body)
end
local turn = 0
function request()
  turn = turn %% #requests + 1
  return requests[turn]
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """The result of a load: how many requests, their rate a second, times in milliseconds, and how many failed."""

    requests: int
    rate: float
    median: float
    p99: float
    failed: int


def questions() -> list[str]:
    """Return two hundred questions: the forms, and judged questions of each style in turn."""
    styles: dict[str, list[str]] = {}
    for judged in yaml.load(QUESTIONS.read_text("utf-8"), yaml.CSafeLoader):
        styles.setdefault(judged["style"], []).append(judged["ask"])
    forms = [form.strip() for form in FORMS.split(";")]
    in_turn = [ask for ask in chain.from_iterable(zip_longest(*styles.values())) if ask]
    return list(dict.fromkeys([*forms, *in_turn]))[:MOST_QUESTIONS]


def load(url: str, scratch: Path, connections: int, seconds: float, *, are_new: bool = False) -> Load:
    """Send the questions to a server for so many seconds; if `are_new`, each in a spelling that it has not cached."""
    requests, script = scratch / "requests", scratch / "requests.lua"
    now = int(time.time())
    with requests.open("w") as lines:
        asked = [f"{question}{'?' * more}" for more in range(SPELLINGS if are_new else 1) for question in questions()]
        for body in map(to_command, asked):
            signed = sign(SECRET, now, body)
            lines.write(f"{body.decode()} {now} {signed['x-slack-signature']}\n")
    script.write_text(SCRIPT % requests, "utf-8")
    options = ["-t1", f"-c{connections}", f"-d{seconds:g}s", "--latency", "--timeout", "5s", "-s", str(script)]
    command = ["wrk", *options, url]
    report = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    times = {share: float(value) * _MILLISECONDS[unit] for share, value, unit in _PERCENTILE.findall(report)}
    failed = sum(sum(map(int, re.findall(r"\d+", " ".join(found)))) for found in _FAILED.findall(report))
    return Load(int(_COUNT.findall(report)[0]), float(_RATE.findall(report)[0]), times["50"], times["99"], failed)
