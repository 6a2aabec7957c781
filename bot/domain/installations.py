"""Installations of the app: each in one workspace, or in all workspaces of an organisation."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Installation:
    """An installation of the app in the workspace `team`, or in the whole organisation `enterprise` if `team` is "".

    `enterprise` is "" for a workspace without an organisation. `name` is that of the workspace or organisation, `bot`
    and `bot_user` are the ids of the app's bot there, and `token` is its access token. `installed_at` is in seconds
    since 1970.
    """

    app: str
    enterprise: str
    team: str
    name: str
    bot: str
    bot_user: str
    scopes: str
    installed_by: str
    installed_at: float
    token: str = field(repr=False)

    @property
    def home(self) -> str:
        """The id under which the roles of its first admin are stored: the workspace's, or else the organisation's."""
        return self.team or self.enterprise
