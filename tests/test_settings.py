import pytest

from bot.settings import SETTINGS, SettingsError, describe_settings, read_settings


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
    lines = describe_settings().splitlines()

    assert [line.split()[0] for line in lines] == [setting.name for setting in SETTINGS]
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


@pytest.mark.parametrize("value", ["xoxb-1-2-abc", "xoxe.xoxb-1-abc"])
def test_tokens_of_both_forms_are_taken(value: str) -> None:
    assert read_settings({"SLACK_BOT_TOKEN": value}, ["SLACK_BOT_TOKEN"]) == {"SLACK_BOT_TOKEN": value}


@pytest.mark.parametrize("value", ["0", "80", "3000", "65535"])
def test_every_port_is_taken(value: str) -> None:
    assert read_settings({"PORT": value}, ["PORT"]) == {"PORT": value}
