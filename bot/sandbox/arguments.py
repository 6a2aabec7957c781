"""The arguments of a Web API call, as a form, as JSON, or in the address."""

import base64
import json
from typing import Any

from aiohttp import web

_STRUCTURED = ("blocks", "files", "outputs", "prompts", "view")


async def read_arguments(request: web.Request) -> tuple[dict[str, Any], str]:
    """Read a call's arguments, and its token."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    client_id, _, client_secret = base64.b64decode(token).decode().partition(":") if scheme == "Basic" else ("", "", "")
    token = token if scheme == "Bearer" else ""
    if request.content_type == "application/json":
        arguments = await request.json()
        if not isinstance(arguments, dict):
            raise ValueError("not an object")
        return arguments, token
    form = {**request.query, **await request.post()}
    # In a form, or in the address, Slack takes structured arguments as JSON text.
    arguments = {
        name: json.loads(value) if name in _STRUCTURED and isinstance(value, str) else value
        for name, value in form.items()
    }
    if client_id:
        arguments |= {"client_id": client_id, "client_secret": client_secret}
    return arguments, token or str(arguments.pop("token", ""))
