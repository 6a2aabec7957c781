"""Every setting once: its name in the environment, its default, what it is for and where to get it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable. `default` is None where a value must be given for the server to start."""

    name: str
    help: str
    default: str | None = None


SETTINGS = (
    Setting("SLACK_BOT_TOKEN", "the bot's token, xoxb-…: in the app's settings, OAuth & Permissions"),
    Setting(
        "SLACK_SIGNING_SECRET",
        "tells Slack's requests from others: in the app's settings, Basic Information, App Credentials",
    ),
    Setting("SLACK_API_URL", "the Web API's address", "https://slack.com/api/"),
    Setting("AZREL_KNOWLEDGE_DIR", "the folder of knowledge", "knowledge"),
    Setting("PORT", "the port to listen on", "3000"),
)


class SettingsError(Exception):
    """A setting is missing or malformed; the message names it and says where to get it."""


def read_settings(environment: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The named settings' values, defaults filled in.

    Raises SettingsError that lists every one that must be given and is not.
    """
    wanted = [setting for setting in SETTINGS if setting.name in set(names)]
    values = {setting.name: environment.get(setting.name, "").strip() or setting.default for setting in wanted}
    missing = [f"  {setting.name}: {setting.help}" for setting in wanted if not values[setting.name]]
    if missing:
        raise SettingsError("these settings are missing from the environment:\n" + "\n".join(missing))
    return {name: value for name, value in values.items() if value}


def describe_settings() -> str:
    """The settings as lines for a help text."""
    return "\n".join(
        f"  {setting.name:<22} {setting.help}" + (f" (default {setting.default})" if setting.default else " (required)")
        for setting in SETTINGS
    )
