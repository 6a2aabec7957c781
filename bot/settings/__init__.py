"""Every setting once: a table that any command may look into, and `typed`, what is read from it as typed values."""

from bot.settings.table import SETTINGS, SettingsError, describe_settings, drop_secrets, read_setting

__all__ = ["SETTINGS", "SettingsError", "describe_settings", "drop_secrets", "read_setting"]
