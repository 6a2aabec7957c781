"""The server to compare azrel with: a bare Bolt app with its defaults, which acks every command with a constant.

`python -m tests.benchmarks.peer PORT BYTES` serves it under uvicorn; the secret is the benchmark's.
"""

import logging
import re
import sys

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from tests.benchmarks.server import SECRET, TOKEN


async def authorize() -> AuthorizeResult:
    """Authorize without a call of the Web API, as azrel does."""
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token=TOKEN)


def main() -> None:
    """Serve until a signal to stop."""
    port, size = map(int, sys.argv[1:])
    reply = "x" * size
    app = AsyncApp(signing_secret=SECRET, authorize=authorize)

    @app.command(re.compile("/.*"))
    async def handle_command(ack: AsyncAck) -> None:
        await ack(reply)

    logging.disable()
    uvicorn.run(AsyncSlackRequestHandler(app), host="127.0.0.1", port=port, log_config=None, access_log=False)


if __name__ == "__main__":
    main()
