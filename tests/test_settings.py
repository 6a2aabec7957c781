from pathlib import Path

import pytest

from bot.settings import SETTINGS, SettingsError, describe_settings, drop_secrets, is_on, read_settings


def test_what_is_set_is_read_and_the_rest_has_its_default() -> None:
    values = read_settings({"SLACK_BOT_TOKEN": " xoxb-1 ", "PORT": "", "OTHER": "x"}, ["SLACK_BOT_TOKEN", "PORT"])

    assert values == {"SLACK_BOT_TOKEN": "xoxb-1", "PORT": "3000"}


def test_every_missing_setting_is_named_with_where_to_get_it() -> None:
    with pytest.raises(SettingsError) as refusal:
        read_settings({}, [setting.name for setting in SETTINGS])

    message = str(refusal.value)
    for setting in SETTINGS:
        assert (setting.name in message) == (setting.default is None)
        assert setting.default is not None or setting.help in message


def test_every_setting_is_described() -> None:
    *lines, files = describe_settings().splitlines()

    assert [line.split()[0] for line in lines] == [setting.name for setting in SETTINGS]
    assert files.endswith(
        "SLACK_BOT_TOKEN_FILE, SLACK_SIGNING_SECRET_FILE, SLACK_APP_TOKEN_FILE, AZREL_DATABASE_URL_FILE, DATABASE_URL_FILE"
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
        ("PORT", "65536", "PORT is not a number from 0 to 65535"),
        ("PORT", "-1", "PORT is not a number from 0 to 65535"),
        ("PORT", "٣٠٠٠", "PORT is not a number from 0 to 65535"),
    ],
)
def test_what_is_malformed_is_named_without_its_value(name: str, value: str, fault: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        read_settings({name: value}, [name])

    assert fault in str(refusal.value)
    assert "secret" not in str(refusal.value).replace("signing secret", "")
    assert value not in str(refusal.value)


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"])
def test_a_secret_may_come_from_a_file(name: str, tmp_path: Path) -> None:
    values = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "0" * 32, "SLACK_APP_TOKEN": "xapp-1"}
    (tmp_path / "secret").write_text(f"{values[name]}\n", "utf-8")
    environment = {f"{name}_FILE": str(tmp_path / "secret")}

    assert read_settings(environment, [name]) == {name: values[name]}
    with pytest.raises(SettingsError, match=f"{name} and {name}_FILE are both set: keep one of the two"):
        read_settings({name: values[name], **environment}, [name])


def test_a_secrets_file_that_cannot_be_read_is_named_without_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff secret")
    (tmp_path / "wrong").write_text("not a token", "utf-8")
    for path, fault in (
        ("nowhere", "SLACK_BOT_TOKEN_FILE cannot be read: No such file"),
        ("binary", "SLACK_BOT_TOKEN_FILE cannot be read: it is not UTF-8"),
        ("wrong", "SLACK_BOT_TOKEN is not a bot token"),
    ):
        with pytest.raises(SettingsError, match=fault) as refusal:
            read_settings({"SLACK_BOT_TOKEN_FILE": str(tmp_path / path)}, ["SLACK_BOT_TOKEN"])
        assert "not a token" not in str(refusal.value)


def test_only_secrets_come_from_files(tmp_path: Path) -> None:
    (tmp_path / "port").write_text("80", "utf-8")

    assert read_settings({"PORT_FILE": str(tmp_path / "port")}, ["PORT"]) == {"PORT": "3000"}


def test_secrets_are_dropped_from_the_environment() -> None:
    environment = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN_FILE": "/run/secrets/app", "PORT": "80"}
    drop_secrets(environment)

    assert environment == {"PORT": "80"}


@pytest.mark.parametrize("value", ["xoxb-1-2-abc", "xoxe.xoxb-1-abc"])
def test_tokens_of_both_forms_are_taken(value: str) -> None:
    assert read_settings({"SLACK_BOT_TOKEN": value}, ["SLACK_BOT_TOKEN"]) == {"SLACK_BOT_TOKEN": value}


@pytest.mark.parametrize("value", ["0", "80", "3000", "65535"])
def test_every_port_is_taken(value: str) -> None:
    assert read_settings({"PORT": value}, ["PORT"]) == {"PORT": value}


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
        ("", False),
    ],
)
def test_what_is_on_or_off(value: str, on: bool) -> None:
    assert is_on(read_settings({"AZREL_METRICS": value}, ["AZREL_METRICS"])["AZREL_METRICS"]) is on


def test_what_is_neither_on_nor_off_is_refused() -> None:
    with pytest.raises(SettingsError, match="AZREL_METRICS is not on or off"):
        read_settings({"AZREL_METRICS": "maybe"}, ["AZREL_METRICS"])
