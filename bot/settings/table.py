"""The table of settings: names in the environment, purposes, origins, and valid forms."""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable.

    `default` is None if a value is required, in the modes of serving that use it. `looks_like` describes `pattern` in
    words.
    """

    name: str
    help: str
    pattern: str
    looks_like: str
    default: str | None = None
    is_secret: bool = False


# 32 bytes are 43 characters of base64, and one of padding.
_KEY = r"[A-Za-z0-9+/_-]{43}=?"
# A bearer token (RFC 6750), too long to guess.
_BEARER = r"[A-Za-z0-9._~+/-]{32,}=*"

SETTINGS = (
    Setting(
        "SLACK_BOT_TOKEN",
        "the bot's token (in the app's pages: OAuth & Permissions, Bot User OAuth Token); not for an app that "
        "several workspaces install, which has SLACK_CLIENT_ID",
        r"((xoxe\.)?xoxb-\S+)?",
        "a bot token, which begins with xoxb-",
        "",
        is_secret=True,
    ),
    Setting(
        "SLACK_SIGNING_SECRET",
        "for HTTP: proves that a request is Slack's (in the app's pages: Basic Information, App Credentials)",
        r"[0-9a-f]{32}",
        "a signing secret, which is 32 digits and letters from a to f",
        is_secret=True,
    ),
    Setting(
        "SLACK_APP_TOKEN",
        "for Socket Mode: the app-level token with connections:write (in the app's pages: Basic Information, "
        "App-Level Tokens)",
        r"xapp-\S+",
        "an app-level token, which begins with xapp-",
        is_secret=True,
    ),
    Setting(
        "SLACK_CLIENT_ID",
        "for HTTP, instead of the token, where workspaces install the app at /slack/install (in the app's pages: Basic "
        "Information, App Credentials)",
        r"(\d+\.\d+)?",
        "a client id, which is two numbers with a point between them",
        "",
    ),
    Setting(
        "SLACK_CLIENT_SECRET",
        "with SLACK_CLIENT_ID: the client secret (on the same page)",
        r"([0-9a-f]{32})?",
        "a client secret, which is 32 digits and letters from a to f",
        "",
        is_secret=True,
    ),
    Setting(
        "AZREL_SECRET_KEYS",
        "with SLACK_CLIENT_ID: the keys that encrypt workspaces' tokens in the store, the newest first, separated by "
        "commas, each of 32 bytes in base64, such as openssl rand -base64 32 prints",
        rf"({_KEY}(\s*,\s*{_KEY})*)?",
        "keys of 32 bytes in base64, separated by commas",
        "",
        is_secret=True,
    ),
    Setting(
        "AZREL_ALLOWED_TEAMS",
        "with SLACK_CLIENT_ID: which workspaces and organisations may install the app, by their ids, separated by "
        "commas; all if it is empty",
        r"([TE][A-Z0-9]+(\s*,\s*[TE][A-Z0-9]+)*)?",
        "ids of workspaces or organisations separated by commas, each of which begins with T or E",
        "",
    ),
    Setting(
        "AZREL_FILES",
        "with SLACK_CLIENT_ID: whether the app also requests files:write, to export answers as files: on or off "
        "(for one workspace: azrel manifest --files)",
        r"(?i:on|1|true|yes|off|0|false|no)",
        "on or off",
        "off",
    ),
    Setting("SLACK_API_URL", "the Web API's address", r"https?://\S+", "a web address", "https://slack.com/api/"),
    Setting("AZREL_KNOWLEDGE_DIR", "the folder of knowledge", r".+", "the name of a folder", "knowledge"),
    Setting(
        "AZREL_KNOWLEDGE",
        "what is served: folder, or database, which means its newest revision (see azrel publish); the folder is then "
        "served only until the database responds",
        r"folder|database",
        "folder or database",
        "folder",
    ),
    Setting(
        "AZREL_DATABASE_URL",
        "the address of the store: postgresql://… or sqlite:////FOLDER/FILE; "
        "without it DATABASE_URL, else a file in AZREL_STATE_DIR",
        r".*",
        "an address",
        "",
        is_secret=True,
    ),
    Setting(
        "DATABASE_URL",
        "the same, as hosts give it",
        r".*",
        "an address",
        "",
        is_secret=True,
    ),
    Setting(
        "AZREL_STATE_DIR",
        "the folder for that file (without it azrel in XDG_STATE_HOME, else .local/state/azrel in the home folder)",
        r".*",
        "the name of a folder",
        "",
    ),
    Setting(
        "AZREL_PUBLIC_URL",
        "for HTTP, to show pictures in replies: where Slack reaches the bot, as for the manifest; for azrel mcp "
        "--http: where assistants reach it, if that is another host than --host",
        r"(https://\S+)?",
        "an address that begins with https://",
        "",
    ),
    Setting(
        "AZREL_ADMINS",
        "who may appoint curators and reviewers in Slack by /azrel admin: ids of users (in Slack: a person's profile, "
        "Copy member ID), separated by commas",
        r"([UW][A-Z0-9]+(\s*,\s*[UW][A-Z0-9]+)*)?",
        "ids of users separated by commas, each of which begins with U or W",
        "",
    ),
    Setting(
        "AZREL_RATE_LIMIT",
        "how many questions a minute one person may ask each process, such as 30; 0 for no limit",
        r"\d{1,5}",
        "a number up to 99999",
        "0",
    ),
    Setting(
        "AZREL_GIT_PUSH",
        "where the knowledge is in a git checkout: the remote to push edits from Slack to, such as origin; "
        "without it they are only committed",
        r"([A-Za-z0-9_][\w./-]*)?",
        "the name of a remote",
        "",
    ),
    Setting(
        "AZREL_GIT_REMOTE",
        "where the database is served: the address of a git repository that each revision is committed and pushed to, "
        "by its author",
        r"([^-\s]\S*)?",
        "the address of a repository",
        "",
    ),
    Setting(
        "AZREL_TEXTS_DIR",
        "the folder of the sources' texts, as for azrel verify: what curators quote in Slack is looked for there",
        r".*",
        "the name of a folder",
        "",
    ),
    Setting(
        "AZREL_MCP_TOKENS",
        "for azrel mcp --http: the bearer tokens of assistants, separated by commas, so that a new one can be given "
        "out before the old one is removed; each of 32 characters or more, such as openssl rand -hex 32 prints",
        rf"({_BEARER}([\s,]+{_BEARER})*)?",
        "tokens of at least 32 letters, digits and signs such as - and _, separated by commas",
        "",
        is_secret=True,
    ),
    Setting(
        "AZREL_DRAIN_SECONDS",
        "for HTTP behind a load balancer: for how many seconds a stopping server still accepts requests, while /readyz "
        "answers 503; longer than the balancer takes to notice, such as 10",
        r"\d{1,3}(\.\d{1,3})?",
        "a number of seconds up to 999",
        "0",
    ),
    Setting(
        "AZREL_METRICS",
        "whether /metrics reports answers, failures and the process to Prometheus: on or off",
        r"(?i:on|1|true|yes|off|0|false|no)",
        "on or off",
        "off",
    ),
    Setting(
        "AZREL_LOG_LEVEL",
        "how much is logged: debug (each request's kind, outcome and duration too), info, warning or error",
        r"(?i:debug|info|warning|error)",
        "one of debug, info, warning and error",
        "info",
    ),
    Setting(
        "PORT",
        "for HTTP: the port to listen on; for Socket Mode, where it is set: the port to serve the probes on",
        r"\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]",
        "a number from 0 to 65535",
        "3000",
    ),
)


_BY_NAME = {setting.name: setting for setting in SETTINGS}
# The suffix of a variable that names a secret's file, as hosts mount them.
_FILE = "_FILE"
_QUOTED = re.compile(r"""(["'])(.*)\1""", re.DOTALL)


class SettingsError(Exception):
    """Settings are missing or malformed; the message names each and its origin."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("invalid settings in the environment:\n  " + "\n  ".join(faults))
        self.faults = faults


def read_setting(name: str, environment: Mapping[str, str]) -> str:
    """Return a setting's value, or its default where it is empty.

    Raises SettingsError if it is missing or malformed; the message repeats no value, for that may be secret.
    """
    setting = _BY_NAME[name]
    value = _find_value(setting, environment)
    if value is None:
        raise SettingsError([f"{name} is not set: {setting.help}"])
    if _QUOTED.fullmatch(value):
        raise SettingsError([f"{name} has quotes around it: write it without them, as env files keep them"])
    if not re.fullmatch(setting.pattern, value, re.ASCII | re.DOTALL):
        raise SettingsError([f"{name} is not {setting.looks_like}: {setting.help}"])
    return value


def drop_secrets(environment: MutableMapping[str, str]) -> None:
    """Remove the secrets from the environment, so that no child process inherits them."""
    for setting in SETTINGS:
        if setting.is_secret:
            environment.pop(setting.name, None)
            environment.pop(f"{setting.name}{_FILE}", None)


def _find_value(setting: Setting, environment: Mapping[str, str]) -> str | None:
    """Find a setting's value in the environment, or a secret's in the file named there.

    Raises SettingsError if both are given, or the file cannot be read.
    """
    value = environment.get(setting.name, "").strip()
    path = environment.get(f"{setting.name}{_FILE}", "").strip() if setting.is_secret else ""
    if value and path:
        raise SettingsError([f"{setting.name} and {setting.name}{_FILE} are both set: keep one of the two"])
    if path:
        try:
            value = Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise SettingsError([f"{setting.name}{_FILE} cannot be read: {why}"]) from None
    return value or setting.default


def describe_settings() -> str:
    """Describe the settings as lines for a help text."""
    lines = [
        f"  {setting.name:<21} {setting.help}" + (f" (default {setting.default})" if setting.default else "")
        for setting in SETTINGS
    ]
    secrets = ", ".join(f"{setting.name}{_FILE}" for setting in SETTINGS if setting.is_secret)
    return "\n".join([*lines, f"  each secret may come from a file instead: {secrets}"])
