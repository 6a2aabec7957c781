"""Installations of the app: each in one workspace, or in all workspaces of an organisation."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Installation:
    """The app as it is installed in a workspace; `team` is "" where it is so in a whole organisation, `enterprise`.

    `enterprise` is "" where a workspace belongs to none. `name` is what the workspace or organisation is called,
    `bot` and `bot_user` are the ids of the app's bot there, and `token` is what it acts with. `installed_at` is in
    seconds since 1970.
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
        """Return whose rows its first admin is among: the workspace's, or the whole organisation's."""
        return self.team or self.enterprise
