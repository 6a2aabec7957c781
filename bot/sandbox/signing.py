"""Signatures of requests, as Slack makes them."""

import hashlib
import hmac


def sign(secret: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Sign a request: return the headers that prove that it comes from Slack.

    https://docs.slack.dev/authentication/verifying-requests-from-slack/
    """
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": str(timestamp), "x-slack-signature": f"v0={digest}"}
