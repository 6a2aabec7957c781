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
    assert all(
        ("(required)" in line) == (setting.default is None) for line, setting in zip(lines, SETTINGS, strict=True)
    )
