"""The example of the documents: the sandbox around another Bolt app."""

import asyncio
import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import aiohttp

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]


def read_example() -> str:
    match = re.search(
        r"<!-- sandbox -->\n```python\n(.*?)```", (ROOT / "docs/sandbox.md").read_text("utf-8"), re.DOTALL
    )
    assert match
    return match[1]


async def read_state(session: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    """Read the workspace as Ada's page gets it: the first event of its stream."""
    async with session.get(f"{url}sandbox/stream?as=U1") as response:
        assert await response.content.readline() == b"event: state\n"
        state: dict[str, Any] = json.loads((await response.content.readline()).removeprefix(b"data: "))
        return state


async def test_example_of_documents_answers_command_and_mention(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    script = tmp_path / "hello.py"
    script.write_text(read_example().replace("3000", str(port)))
    process = await asyncio.create_subprocess_exec(sys.executable, str(script), stdout=subprocess.PIPE)
    try:
        assert process.stdout
        url = (await process.stdout.readline()).decode().split()[-1]
        async with aiohttp.ClientSession() as session, asyncio.timeout(PATIENCE):
            for text in ("/hello Ruritania", "@hello there"):
                said = {"as": "U1", "channel": "C1", "text": text}
                async with session.post(f"{url}sandbox/say", json=said) as response:
                    assert await response.json() == {"ok": True}
            while len((state := await read_state(session, url))["messages"]) < 3:
                await asyncio.sleep(0.02)
    finally:
        process.kill()
        await process.communicate()

    answer, question, reply = state["messages"]
    assert (answer["text"], answer["only_for"]) == ("Hello, Ruritania!", "U1")
    assert (reply["text"], reply["thread"]) == ("You said: <@U0BOT> there", question["ts"])
    assert (state["team"], state["knowledge"], state["has_home"]) == ("hello sandbox", None, False)
