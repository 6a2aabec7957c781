"""Installs by OAuth, as Slack's side of them: who allows the app, the codes that become tokens, and their end."""

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import APP, BOT, BOT_USER, Json


@dataclass(frozen=True, slots=True)
class InstallTarget:
    """A workspace, of an organisation or none, or with no team a whole organisation; and who allows the app there."""

    team: str
    enterprise: str = ""
    user: str = "U1"


class OAuth:
    """Gives out codes and tokens, each valid for one target; a code is good once, a token until it is revoked."""

    def __init__(self, client_id: str, client_secret: str) -> None:
        self._client = (client_id, client_secret)
        self._codes: dict[str, tuple[InstallTarget, str]] = {}
        self._tokens: dict[str, InstallTarget] = {}

    def allow(self, query: Json, target: InstallTarget) -> str:
        """Allow what an app asks for; return the address that the browser is sent back to."""
        if query.get("client_id") != self._client[0]:
            raise Refused("invalid_client_id")
        code = secrets.token_hex(8)
        self._codes[code] = (target, str(query.get("scope", "")))
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query.get('state', '')})}"

    def target_of(self, token: str) -> InstallTarget | None:
        """Return where a token is good."""
        return self._tokens.get(token)

    def uninstall(self, target: InstallTarget) -> None:
        """Remove the app from a target and revoke its tokens."""
        self._tokens = {token: other for token, other in self._tokens.items() if other != target}

    def access(self, arguments: Json) -> Json:
        """Answer `oauth.v2.access`."""
        if (arguments.get("client_id"), arguments.get("client_secret")) != self._client:
            raise Refused("bad_client_secret")
        allowed = self._codes.pop(str(arguments.get("code")), None)
        if allowed is None:
            raise Refused("invalid_code")
        target, scope = allowed
        token = f"xoxb-{secrets.token_hex(8)}"
        self._tokens[token] = target
        return {
            "access_token": token,
            "token_type": "bot",
            "scope": scope,
            "bot_user_id": BOT_USER,
            "app_id": APP,
            "team": {"id": target.team, "name": f"Workspace {target.team}"} if target.team else None,
            "enterprise": {"id": target.enterprise, "name": "Organisation"} if target.enterprise else None,
            "is_enterprise_install": not target.team,
            "authed_user": {"id": target.user},
        }

    def test(self, token: str) -> Json:
        """Answer `auth.test`."""
        target = self._tokens[token]
        return {"team_id": target.team, "enterprise_id": target.enterprise, "user_id": BOT_USER, "bot_id": BOT}

    def revoke(self, token: str) -> Json:
        """Answer `auth.revoke`."""
        del self._tokens[token]
        return {"revoked": True}

    def answer(self, method: str, token: str, arguments: Json, fault: str | int | None) -> Json | None:
        """Answer a call that concerns installs; None for all others."""
        if method == "oauth.v2.access":
            try:
                return {"ok": False, "error": fault} if fault else {"ok": True, **self.access(arguments)}
            except Refused as refused:
                return {"ok": False, "error": refused.error}
        if fault or self.target_of(token) is None:
            return None
        match method:
            case "auth.test":
                return {"ok": True, **self.test(token)}
            case "auth.revoke":
                return {"ok": True, **self.revoke(token)}
        return None
