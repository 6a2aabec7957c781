import logging
import pickle
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import SETTINGS, SettingsError, describe_settings, drop_secrets, read_setting
from bot.settings.typed import AssistantSettings, DatabaseSettings, HttpSettings, SocketSettings

SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-1-bot",
    "SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef",
    "SLACK_APP_TOKEN": "xapp-1-app",
    "AZREL_DATABASE_URL": "postgresql://azrel:s3cret@db/azrel",
    "DATABASE_URL": "postgresql://azrel:hidden@db/azrel",
}
KINDS = (AssistantSettings, DatabaseSettings, HttpSettings, SocketSettings)

Environment = Callable[[dict[str, str]], None]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Set the environment's settings to exactly these."""

    def set_all(given: dict[str, str]) -> None:
        for setting in SETTINGS:
            monkeypatch.delenv(setting.name, raising=False)
            monkeypatch.delenv(f"{setting.name}_FILE", raising=False)
        for name, value in given.items():
            monkeypatch.setenv(name, value)

    return set_all


def test_reads_settings_with_types_and_defaults(environment: Environment) -> None:
    environment(
        {
            "SLACK_BOT_TOKEN": " xoxb-1 ",
            "SLACK_SIGNING_SECRET": SECRETS["SLACK_SIGNING_SECRET"],
            "SLACK_API_URL": "http://127.0.0.1:80/api",
            "AZREL_PUBLIC_URL": " ",
            "AZREL_METRICS": "On",
            "PORT": "",
        }
    )
    settings = HttpSettings.read()

    assert settings.slack_bot_token.get_secret_value() == "xoxb-1"
    assert settings.slack_api_url == "http://127.0.0.1:80/api/"
    assert settings.azrel_knowledge_dir == Path("knowledge")
    assert (settings.azrel_public_url, settings.azrel_metrics, settings.port) == ("", True, 3000)
    assert settings.database_url.get_secret_value() == ""


def test_every_setting_is_read_somewhere() -> None:
    fields = {name for kind in KINDS for name in kind.model_fields}

    assert fields == {setting.name.lower() for setting in SETTINGS}


def test_error_names_every_fault_and_origin(environment: Environment) -> None:
    environment({"SLACK_BOT_TOKEN": "'xoxb-1'", "SLACK_SIGNING_SECRET_FILE": "/nowhere", "PORT": "http"})

    with pytest.raises(SettingsError) as refusal:
        HttpSettings.read()
    heading, *faults = str(refusal.value).splitlines()
    assert heading == "invalid settings in the environment:"
    assert [fault.split(":")[0] for fault in faults] == [
        "  SLACK_BOT_TOKEN has quotes around it",
        "  SLACK_SIGNING_SECRET_FILE cannot be read",
        "  PORT is not a number from 0 to 65535",
    ]

    with pytest.raises(SettingsError) as refusal:
        SocketSettings.read()
    for setting in SETTINGS:
        if setting.default is None and setting.name != "SLACK_SIGNING_SECRET":
            assert setting.name in str(refusal.value)
    assert "SLACK_APP_TOKEN is not set: for Socket Mode: the app-level token" in str(refusal.value)


@pytest.mark.parametrize("kind", KINDS)
def test_prints_no_secret(
    kind: type[DatabaseSettings], environment: Environment, caplog: pytest.LogCaptureFixture
) -> None:
    environment(SECRETS)
    settings = kind.read()
    logging.getLogger("bot").error("%s %r", settings, settings)
    try:
        raise ValueError(settings, settings.database_url)
    except ValueError:
        trace = traceback.format_exc()
    copies = pickle.loads(pickle.dumps(settings)), settings.model_copy(update={"azrel_state_dir": "x"})  # noqa: S301 - our own
    printed = [f"{it} {it!r} {it.model_dump()} {it.model_dump_json()}" for it in (settings, *copies)]

    for text in (*printed, caplog.text, trace):
        assert "**********" in text
        assert not any(secret in text for secret in SECRETS.values())
    assert copies[0] == settings


KEY = "b2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2w="
INSTALLS = {
    "SLACK_SIGNING_SECRET": "0" * 32,
    "SLACK_CLIENT_ID": "123.456",
    "SLACK_CLIENT_SECRET": "f" * 32,
    "AZREL_SECRET_KEYS": KEY,
}


def test_installed_app_needs_no_bot_token(environment: Environment) -> None:
    environment({**INSTALLS, "AZREL_ALLOWED_TEAMS": "T1, E2"})
    settings = HttpSettings.read()

    assert settings.takes_installs
    assert settings.allowed_teams == ("T1", "E2")
    for secret in (KEY, "f" * 32):
        assert secret not in f"{settings} {settings!r}"
    environment(SECRETS)
    assert not HttpSettings.read().takes_installs


@pytest.mark.parametrize(
    ("given", "kind", "faults"),
    [
        ({}, HttpSettings, ["SLACK_BOT_TOKEN is not set", "or, over HTTP, SLACK_CLIENT_ID"]),
        (INSTALLS | {"SLACK_BOT_TOKEN": "xoxb-1"}, HttpSettings, ["SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set"]),
        ({"SLACK_CLIENT_ID": "1.2"}, HttpSettings, ["SLACK_CLIENT_SECRET is not set", "AZREL_SECRET_KEYS is not set"]),
        (INSTALLS, SocketSettings, ["SLACK_CLIENT_ID is set", "serve without --socket"]),
        (INSTALLS | {"SLACK_BOT_TOKEN": "xoxb-1"}, SocketSettings, ["SLACK_CLIENT_ID is set"]),
        (INSTALLS | {"SLACK_CLIENT_ID": "mine"}, HttpSettings, ["SLACK_CLIENT_ID is not a client id"]),
        (INSTALLS | {"AZREL_SECRET_KEYS": f"{KEY},short"}, HttpSettings, ["AZREL_SECRET_KEYS is not keys of 32 bytes"]),
        (INSTALLS | {"AZREL_ALLOWED_TEAMS": "ours"}, HttpSettings, ["AZREL_ALLOWED_TEAMS is not ids of workspaces"]),
    ],
)
def test_refuses_contradictory_tokens_and_client_ids(
    given: dict[str, str], kind: type[DatabaseSettings], faults: list[str], environment: Environment
) -> None:
    environment({"SLACK_SIGNING_SECRET": "0" * 32, "SLACK_APP_TOKEN": "xapp-1", **given})
    with pytest.raises(SettingsError) as refusal:
        kind.read()
    for fault in faults:
        assert fault in str(refusal.value)
    assert KEY not in str(refusal.value)


def test_errors_print_no_secret(environment: Environment) -> None:
    environment({**SECRETS, "PORT": "http"})

    with pytest.raises(SettingsError) as refusal:
        HttpSettings.read()
    shown = "".join(traceback.format_exception(refusal.value))
    assert not any(secret in shown for secret in SECRETS.values())


def test_settings_are_frozen(environment: Environment) -> None:
    environment({})
    with pytest.raises(ValueError, match="frozen"):
        DatabaseSettings.read().azrel_state_dir = "elsewhere"  # type: ignore[misc]


def test_every_setting_is_described() -> None:
    *lines, files = describe_settings().splitlines()

    assert [line.split()[0] for line in lines] == [setting.name for setting in SETTINGS]
    assert files.endswith(
        "SLACK_BOT_TOKEN_FILE, SLACK_SIGNING_SECRET_FILE, SLACK_APP_TOKEN_FILE, SLACK_CLIENT_SECRET_FILE, "
        "AZREL_SECRET_KEYS_FILE, AZREL_DATABASE_URL_FILE, DATABASE_URL_FILE, AZREL_MCP_TOKENS_FILE"
    )
    assert all(setting.help in line for line, setting in zip(lines, SETTINGS, strict=True))


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        (
            "SLACK_BOT_TOKEN",
            "xapp-1-secret",
            "SLACK_BOT_TOKEN is not a bot token, which begins with xoxb-: the bot's token (in",
        ),
        ("SLACK_BOT_TOKEN", "xoxb-1 2", "SLACK_BOT_TOKEN is not a bot token"),
        (
            "SLACK_APP_TOKEN",
            "xoxb-1-secret",
            "SLACK_APP_TOKEN is not an app-level token, which begins with xapp-: for Socket",
        ),
        (
            "SLACK_SIGNING_SECRET",
            "two secrets",
            "SLACK_SIGNING_SECRET is not a signing secret, which is 32 digits and letters from a to f",
        ),
        (
            "SLACK_SIGNING_SECRET",
            "xoxb-1-2",
            "SLACK_SIGNING_SECRET is not a signing secret",
        ),
        ("SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcde", "SLACK_SIGNING_SECRET is not a signing secret"),
        ("SLACK_SIGNING_SECRET", '"0123456789abcdef0123456789abcdef"', "SLACK_SIGNING_SECRET has quotes around it"),
        ("SLACK_BOT_TOKEN", "'xoxb-1'", "SLACK_BOT_TOKEN has quotes around it: write it without them"),
        ("AZREL_KNOWLEDGE_DIR", '"knowledge"', "AZREL_KNOWLEDGE_DIR has quotes around it"),
        ("AZREL_LOG_LEVEL", "verbose", "AZREL_LOG_LEVEL is not one of debug, info, warning and error"),
        ("SLACK_API_URL", "slack.com", "SLACK_API_URL is not a web address"),
        ("AZREL_MCP_TOKENS", "short", "AZREL_MCP_TOKENS is not tokens of at least 32 letters, digits and signs"),
        ("AZREL_MCP_TOKENS", f"{'a' * 32},", "AZREL_MCP_TOKENS is not tokens of at least 32 letters, digits and signs"),
        ("PORT", "65536", "PORT is not a number from 0 to 65535"),
        ("PORT", "-1", "PORT is not a number from 0 to 65535"),
        ("PORT", "٣٠٠٠", "PORT is not a number from 0 to 65535"),
    ],
)
def test_error_names_malformed_setting_without_value(name: str, value: str, fault: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        read_setting(name, {name: value})

    assert fault in str(refusal.value)
    assert "secret" not in str(refusal.value).replace("signing secret", "")
    assert value not in str(refusal.value)


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"])
def test_reads_secret_from_file(name: str, tmp_path: Path) -> None:
    values = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "0" * 32, "SLACK_APP_TOKEN": "xapp-1"}
    (tmp_path / "secret").write_text(f"{values[name]}\n", "utf-8")
    environment = {f"{name}_FILE": str(tmp_path / "secret")}

    assert read_setting(name, environment) == values[name]
    with pytest.raises(SettingsError, match=f"{name} and {name}_FILE are both set: keep one of the two"):
        read_setting(name, {name: values[name], **environment})


def test_error_names_unreadable_secret_file_without_content(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff secret")
    (tmp_path / "wrong").write_text("not a token", "utf-8")
    for path, fault in (
        ("nowhere", "SLACK_BOT_TOKEN_FILE cannot be read: No such file"),
        ("binary", "SLACK_BOT_TOKEN_FILE cannot be read: it is not UTF-8"),
        ("wrong", "SLACK_BOT_TOKEN is not a bot token"),
    ):
        with pytest.raises(SettingsError, match=fault) as refusal:
            read_setting("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN_FILE": str(tmp_path / path)})
        assert "not a token" not in str(refusal.value)


def test_only_secrets_come_from_files(tmp_path: Path) -> None:
    (tmp_path / "port").write_text("80", "utf-8")

    assert read_setting("PORT", {"PORT_FILE": str(tmp_path / "port")}) == "3000"


def test_drops_secrets_from_environment() -> None:
    environment = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN_FILE": "/run/secrets/app", "PORT": "80"}
    drop_secrets(environment)

    assert environment == {"PORT": "80"}


def test_splits_tokens_of_assistants(environment: Environment) -> None:
    old, new = "o" * 32, "n" * 32
    environment({"AZREL_MCP_TOKENS": f"{new}, {old}"})
    assert AssistantSettings.read().tokens == (new, old)

    environment({})
    assert AssistantSettings.read().tokens == ()


@pytest.mark.parametrize("value", ["xoxb-1-2-abc", "xoxe.xoxb-1-abc"])
def test_accepts_tokens_of_both_forms(value: str) -> None:
    assert read_setting("SLACK_BOT_TOKEN", {"SLACK_BOT_TOKEN": value}) == value


@pytest.mark.parametrize(("value", "port"), [("0", 0), ("80", 80), ("0080", 80), ("3000", 3000), ("65535", 65535)])
def test_accepts_every_port(value: str, port: int, environment: Environment) -> None:
    environment({**SECRETS, "PORT": value})

    assert HttpSettings.read().port == port


@pytest.mark.parametrize(
    ("value", "on"),
    [
        ("on", True),
        ("1", True),
        ("True", True),
        ("YES", True),
        ("off", False),
        ("0", False),
        ("no", False),
        ("FALSE", False),
        ("", False),
    ],
)
def test_reads_switches(value: str, on: bool, environment: Environment) -> None:
    environment({**SECRETS, "AZREL_METRICS": value})

    assert HttpSettings.read().azrel_metrics is on


def test_refuses_other_values_of_switches() -> None:
    with pytest.raises(SettingsError, match="AZREL_METRICS is not on or off"):
        read_setting("AZREL_METRICS", {"AZREL_METRICS": "maybe"})
