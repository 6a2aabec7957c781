"""Settings as typed values, read together. Secrets are SecretStr: no log, representation or traceback shows them.

A field is named as its variable in the environment, in lower case. Commands that need only the folder of
knowledge read the table: pydantic would add to the time of `azrel ask`.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, SecretStr

from bot.settings.table import SETTINGS, SettingsError, read_setting

_MISSING = (
    "SLACK_BOT_TOKEN is not set: the bot's token (in the app's pages: OAuth & Permissions, Bot User OAuth Token); or, "
    "over HTTP, SLACK_CLIENT_ID for an app that workspaces install"
)

# Installing an app ends at one of its web addresses, which a host in Socket Mode need not have.
_NO_INSTALLS = (
    "SLACK_CLIENT_ID is set, and over Socket Mode the bot answers one workspace alone: serve without --socket for an "
    "app that workspaces install, or unset it and set SLACK_BOT_TOKEN"
)


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    @classmethod
    def read(cls) -> Self:
        """Read the fields' variables from the environment, with the table's defaults and from secrets' files.

        Raises SettingsError that lists every missing or malformed setting.
        """
        values: dict[str, str] = {}
        faults: list[str] = []
        for setting in SETTINGS:
            if (name := setting.name.lower()) in cls.model_fields:
                try:
                    values[name] = read_setting(setting.name, os.environ)
                except SettingsError as error:
                    faults += error.faults
        faults += cls.find_contradictions(values)
        if faults:
            raise SettingsError(faults)
        return cls.model_validate(values)

    @classmethod
    def find_contradictions(cls, values: Mapping[str, str]) -> list[str]:
        """Find missing or contradictory values, as messages."""
        return []


class DatabaseSettings(_Settings):
    """Settings of the store's database; empty for the default."""

    azrel_database_url: SecretStr
    database_url: SecretStr
    azrel_state_dir: str


class KnowledgeSettings(DatabaseSettings):
    """Settings of every server: the knowledge, the log and the port."""

    azrel_knowledge_dir: Path
    azrel_knowledge: Literal["folder", "database"]
    azrel_git_remote: str
    azrel_log_level: str
    port: int


class AssistantSettings(KnowledgeSettings):
    """Settings for serving assistants; over HTTP also the tokens."""

    azrel_mcp_tokens: SecretStr
    azrel_public_url: str

    @property
    def tokens(self) -> tuple[str, ...]:
        """The accepted bearer tokens."""
        return _split(self.azrel_mcp_tokens.get_secret_value())


class ServingSettings(KnowledgeSettings):
    """Settings for serving Slack in either way."""

    slack_bot_token: SecretStr
    slack_api_url: Annotated[str, AfterValidator(lambda url: url.rstrip("/") + "/")]
    azrel_admins: str
    azrel_rate_limit: int
    azrel_git_push: str
    azrel_texts_dir: str
    azrel_metrics: bool

    @property
    def admins(self) -> tuple[str, ...]:
        """The ids of the users who are admins."""
        return _split(self.azrel_admins)


class HttpSettings(ServingSettings):
    """Settings for serving Slack over HTTP; without a public address there are no pictures."""

    slack_signing_secret: SecretStr
    slack_client_id: str
    slack_client_secret: SecretStr
    azrel_secret_keys: SecretStr
    azrel_allowed_teams: str
    azrel_files: bool
    azrel_public_url: str
    azrel_drain_seconds: float

    @property
    def takes_installs(self) -> bool:
        """True if workspaces install the app, each with a token of its own."""
        return bool(self.slack_client_id)

    @property
    def allowed_teams(self) -> tuple[str, ...]:
        """The ids of the workspaces and organisations that may install the app; empty for all."""
        return _split(self.azrel_allowed_teams)

    @classmethod
    def find_contradictions(cls, values: Mapping[str, str]) -> list[str]:
        """Find settings missing for one workspace or for installs, or given for both."""
        # Malformed settings are not among the values, and already reported.
        token, client = values.get("slack_bot_token"), values.get("slack_client_id")
        if token and client:
            return [
                "SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set: keep the token for one workspace, or the client id "
                "for an app that workspaces install"
            ]
        if client:
            needed = ("slack_client_secret", "azrel_secret_keys")
            return [f"{name.upper()} is not set: SLACK_CLIENT_ID needs it" for name in needed if values.get(name) == ""]
        return [_MISSING] if token == "" and client == "" else []


class SocketSettings(ServingSettings):
    """Settings for serving Slack over Socket Mode."""

    slack_app_token: SecretStr
    slack_client_id: str

    @classmethod
    def find_contradictions(cls, values: Mapping[str, str]) -> list[str]:
        """Find a missing token, or installs, which need HTTP."""
        if values.get("slack_client_id"):
            return [_NO_INSTALLS]
        return [_MISSING] if values.get("slack_bot_token") == "" else []


def _split(text: str) -> tuple[str, ...]:
    """Split a setting at commas and white space."""
    return tuple(text.replace(",", " ").split())
