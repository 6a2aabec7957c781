"""The settings: a table that any command may read, and `typed` values of them."""

from bot.settings.table import SETTINGS, SettingsError, describe_settings, drop_secrets, read_setting

__all__ = ["SETTINGS", "SettingsError", "describe_settings", "drop_secrets", "read_setting"]
