"""Requests that nobody should send: Slack's requests, mutated at random, forged, replayed and oversized.

Text that a person would have written holds `CANARY`, which must not appear in any log.
"""

import json
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from bot.domain.requests import Request, Word, encode_request
from bot.sandbox import sign
from bot.slack import EVENTS_PATH

CANARY = "kanarienvogel"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"

_PERSON = {"id": "U1", "username": f"{CANARY}-ada", "name": f"{CANARY}-ada", "team_id": "T1"}
_TEAM = {"id": "T1", "domain": "ruri"}
_ASK = encode_request(Request(partners=("sylvania",), words=(Word(CANARY, is_known=False),), shown=3))
_ANY_TEXT = f"sylvania {CANARY}"
_URL = "http://127.0.0.1:9/response/1"


def _event(event: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "token": "x",
        "team_id": "T1",
        "api_app_id": "A1",
        "event_id": "Ev1",
        "event_time": 1,
        "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
        "event": event,
    }


def _press(kind: str, value: str, **where: Any) -> dict[str, Any]:
    action = {"type": "button", "action_id": f"{kind}.0", "block_id": "b1", "value": value}
    return {"type": "block_actions", "user": _PERSON, "team": _TEAM, "trigger_id": "1.2", "actions": [action], **where}


_ON_MESSAGE = {
    "container": {"type": "message", "message_ts": "1.5", "channel_id": "C1", "is_ephemeral": True},
    "response_url": _URL,
    "channel": {"id": "C1", "name": "general"},
}
_VIEW = {
    "id": "V1",
    "type": "modal",
    "callback_id": "search",
    "private_metadata": _ASK,
    "blocks": [
        {"type": "input", "block_id": "partner", "element": {"type": "external_select", "action_id": "partner"}}
    ],
    "state": {"values": {"partner": {"partner": {"selected_option": {"value": "sylvania"}}}}},
}

PAYLOADS: tuple[dict[str, Any], ...] = (
    _event({"type": "app_mention", "user": "U1", "text": f"<@UBOT> {_ANY_TEXT}", "ts": "1.5", "channel": "C1"}),
    _event({"type": "message", "channel_type": "im", "user": "U1", "text": _ANY_TEXT, "ts": "1.5", "channel": "D1"}),
    _event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "view": {"private_metadata": ""}}),
    _event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"}),
    _event(
        {
            "type": "function_executed",
            "function": {"callback_id": "look_up_relation"},
            "inputs": {"query": _ANY_TEXT, "topic": "energy", "period": "2005"},
            "function_execution_id": "Fx1",
            "bot_access_token": "xwfp-secret",
        }
    ),
    _press("ask", _ANY_TEXT, **_ON_MESSAGE),
    _press("share", _ASK, **_ON_MESSAGE),
    _press("show", _ASK, **_ON_MESSAGE),
    _press("search", _ANY_TEXT, view={**_VIEW, "type": "home"}, container={"type": "view", "view_id": "V1"}),
    _press("ask", _ASK, view=_VIEW, container={"type": "view", "view_id": "V1"}),
    {"type": "message_action", "callback_id": "find", "user": _PERSON, "team": _TEAM, "response_url": _URL,
     "trigger_id": "1.2", "channel": {"id": "C1"}, "message": {"text": _ANY_TEXT, "ts": "1.5"}},
    {"type": "shortcut", "callback_id": "search", "user": _PERSON, "team": _TEAM, "trigger_id": "1.2"},
    {"type": "view_submission", "user": _PERSON, "team": _TEAM, "view": _VIEW, "response_urls": []},
    {"type": "view_submission", "user": _PERSON, "team": _TEAM, "view": {**_VIEW, "callback_id": "search_result"},
     "response_urls": [{"response_url": _URL, "channel_id": "C1"}]},
    {"type": "block_suggestion", "user": _PERSON, "team": _TEAM, "action_id": "partner", "block_id": "partner",
     "value": CANARY, "view": _VIEW},
    {"type": "url_verification", "challenge": CANARY, "token": "x"},
)  # fmt: skip
COMMAND = {
    "command": "/ruri",
    "text": _ANY_TEXT,
    "team_id": "T1",
    "user_id": "U1",
    "user_name": f"{CANARY}-ada",
    "channel_id": "C1",
    "channel_name": "general",
    "response_url": _URL,
    "trigger_id": "1.2",
}

_EXTREMES = (
    "",
    " ",
    "\ud800",
    "\udfff" * 9,
    "\0",
    "\u202e\u2066" * 50,
    "\u200b\u200d\ufeff" * 50,
    "e" + "\u0301" * 500,
    "ﷺ" * 200,
    "\U0010ffff" * 100,
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 50,
    "<!channel> <@U1> @everyone #general https://example.com",
    "İ" * 300,
    "9" * 5_000,
    "page 99999999999999999999",
    "../../etc/passwd",
    "%00%ff%2e%2e%2f",
    "{{7*7}}${jndi:ldap://127.0.0.1}",
    "' OR 1=1 --",
    "a" * 100_000,
    "1993-13-45 to 0000-00-00 since 9999 before 0001",
)
_PATHS = (
    "//slack/events",
    "/slack/events/",
    "/slack/events/../events",
    "/slack/%65vents",
    "/slack/events%00",
    "/SLACK/EVENTS",
    "/slack/events?x=1",
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/pictures/",
    "/pictures/../slack/events",
    "/pictures/AAAA.BBBB.png",
    "/pictures/" + "A" * 5_000 + ".png",
    "/healthz/..",
    "/readyz%0d%0aX:%20y",
    "*",
    "/",
    "/" + "a/" * 3_000,
)
_METHODS = ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "POST")
_TYPES = (
    "",
    "text/plain",
    "application/xml",
    "multipart/form-data; boundary=x",
    JSON + "; charset=utf-16",
    "a" * 5_000,
)


@dataclass(frozen=True, slots=True)
class Wild:
    """A request, and whether its signature and time are those of Slack."""

    kind: str
    method: str
    path: str
    headers: list[tuple[str, str]]
    body: bytes
    is_signed: bool


class Hostile:
    """Makes random requests; signed ones with a secret at a time in seconds since 1970."""

    def __init__(self, chance: random.Random, secret: str, clock: Callable[[], float]) -> None:
        self._chance = chance
        self._secret = secret
        self._clock = clock
        self._number = 0

    def make(self, *, largest: int = 0) -> Wild:
        """Make one request, sometimes with a body of up to so many bytes."""
        self._number += 1
        chance = self._chance
        body, content_type, kind = self._body()
        if largest and chance.random() < 0.001:
            body, kind = body + b"x" * largest, "a huge body"
        path, method = EVENTS_PATH, "POST"
        if chance.random() < 0.05:
            path, kind = chance.choice(_PATHS), "a path"
        if chance.random() < 0.03:
            method, kind = chance.choice(_METHODS), "a method"
        if chance.random() < 0.03:
            content_type, kind = chance.choice(_TYPES), "a content type"
        signed, is_signed = self._sign(body)
        headers = [("Content-Type", content_type), *signed]
        if chance.random() < 0.02:
            headers += [
                (f"X-Flood-{number}", "x" * chance.choice((1, 100))) for number in range(chance.choice((10, 90)))
            ]
            kind = "a flood of headers"
        if chance.random() < 0.05:
            headers += [("X-Slack-Bolt-Lazy-Only", "1"), ("X-Slack-Bolt-Lazy-Function-Name", CANARY)]
            headers += [("X-Slack-Retry-Num", chance.choice(("1", "x", ""))), ("X-Request-Id", f"{CANARY}\x7f")]
        return Wild(kind, method, path, headers, body, is_signed)

    def _sign(self, body: bytes) -> tuple[list[tuple[str, str]], bool]:
        now, chance = int(self._clock()), self._chance
        forgeries: tuple[dict[str, str], ...] = (
            {},
            sign("another secret", now, body),
            sign(self._secret, now - 301 - chance.randrange(10**6), body),
            sign(self._secret, now + 302 + chance.randrange(10**6), body),
            sign(self._secret, now, body + b" "),
            {**sign(self._secret, now, body), "x-slack-request-timestamp": str(now - 1)},
            {**sign(self._secret, now, body), "x-slack-signature": "v0=" + "0" * 64},
            {"x-slack-signature": "v1=x", "x-slack-request-timestamp": "NaN"},
            {"x-slack-signature": "v0=" + "é" * 64, "x-slack-request-timestamp": "²"},
            {"x-slack-signature": "", "x-slack-request-timestamp": "9" * 4_000},
        )
        is_signed = chance.random() < 0.75
        return list((sign(self._secret, now, body) if is_signed else chance.choice(forgeries)).items()), is_signed

    def _body(self) -> tuple[bytes, str, str]:
        chance = self._chance
        if chance.random() < 0.3:
            fields: dict[str, Any] = self._mutate(dict(COMMAND))
            return (
                urlencode({_text(k): _text(v) for k, v in fields.items()}, errors="surrogatepass").encode(),
                FORM,
                "a command",
            )
        if chance.random() < 0.05:
            return chance.randbytes(chance.choice((0, 1, 100, 10_000))), chance.choice((FORM, JSON)), "noise"
        payload = self._mutate(deepcopy(chance.choice(PAYLOADS)))
        if isinstance(payload, dict) and "event_id" in payload and chance.random() < 0.9:
            payload["event_id"] = f"Ev{self._number}"
        content = json.dumps(payload)
        if chance.random() < 0.02:
            content = content.replace(f'"{CANARY}', "[" * 50_000 + f'"{CANARY}', 1)
        if chance.random() < 0.02:
            content = content[: chance.randrange(len(content))]
        is_event = '"event_callback"' in content or '"url_verification"' in content
        if is_event or chance.random() < 0.05:
            return content.encode(errors="surrogatepass"), JSON, "an event"
        return f"payload={quote(content)}".encode(), FORM, "an interaction"

    def _mutate(self, value: Any) -> Any:
        """Return the value with some fields missing, of another type, extreme, or of somebody else."""
        chance = self._chance
        for _ in range(chance.choice((0, 0, 1, 1, 2, 5))):
            places = list(_places(value))
            if not places:
                break
            holder, key = chance.choice(places)
            match chance.randrange(5):
                case 0:
                    del holder[key]
                case 1:
                    holder[key] = chance.choice(
                        (None, True, 0, -1, 1.5, 10**30, float("nan"), "", [], {}, [[]], [None], {"a": 1})
                    )
                case 2:
                    holder[key] = f"{chance.choice(_EXTREMES)}{CANARY}"
                case 3:
                    holder[key] = _nested(chance.choice((5, 50, 150)))
                case _:
                    holder[key] = chance.choice(("T999", "E999", "U999", "C999", "xoxb-1", CANARY))
        return value


def _places(value: Any) -> Any:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in list(pairs):
        yield value, key
        yield from _places(held)


def _nested(depth: int) -> Any:
    value: Any = CANARY
    for level in range(depth):
        value = [value] if level % 2 else {"a": value}
    return value


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value)
