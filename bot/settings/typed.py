"""Settings as typed values, read together. Secrets are SecretStr: no log, representation or traceback shows them.

A field is named as its variable in the environment, in lower case. Commands that want no more than the folder of
knowledge look into the table: pydantic-settings would add a fifth to the time of `azrel ask`.
"""

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.settings.table import SETTINGS, SettingsError, read_setting


class _Environment(PydanticBaseSettingsSource):
    """Read what the table describes, defaults and secrets' files too."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[str, str, bool]:
        """Return a field's value, its key, and that it is no JSON. Raises SettingsError."""
        return read_setting(field_name.upper(), os.environ), field_name, False

    def __call__(self) -> dict[str, str]:
        """Return all fields' values. Raises SettingsError that lists every one that is missing or malformed."""
        values: dict[str, str] = {}
        faults: list[str] = []
        for setting in SETTINGS:
            name = setting.name.lower()
            if field := self.settings_cls.model_fields.get(name):
                try:
                    values[name], *_ = self.get_field_value(field, name)
                except SettingsError as error:
                    faults += error.faults
        if faults:
            raise SettingsError(faults)
        return values


class _Settings(BaseSettings):
    model_config = SettingsConfigDict(frozen=True, hide_input_in_errors=True)

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], *_: PydanticBaseSettingsSource, **__: PydanticBaseSettingsSource
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read them in one way alone."""
        return (_Environment(settings_cls),)


class DatabaseSettings(_Settings):
    """Which database the store is in; empty where nothing is said."""

    azrel_database_url: SecretStr
    database_url: SecretStr
    azrel_state_dir: str


class ServingSettings(DatabaseSettings):
    """What every way of serving needs."""

    slack_bot_token: SecretStr
    slack_api_url: Annotated[str, AfterValidator(lambda url: url.rstrip("/") + "/")]
    azrel_knowledge_dir: Path
    azrel_knowledge: Literal["folder", "database"]
    azrel_admins: str
    azrel_git_push: str
    azrel_git_remote: str
    azrel_texts_dir: str
    azrel_metrics: bool
    azrel_log_level: str
    port: int

    @property
    def admins(self) -> tuple[str, ...]:
        """The ids of the users who are admins."""
        return tuple(self.azrel_admins.replace(",", " ").split())


class HttpSettings(ServingSettings):
    """What serving over HTTP needs; without a public address there are no pictures."""

    slack_signing_secret: SecretStr
    azrel_public_url: str


class SocketSettings(ServingSettings):
    """What serving over Socket Mode needs."""

    slack_app_token: SecretStr
