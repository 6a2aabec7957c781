"""A command in a pseudo-terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def converse(arguments: list[str], typed: str, cwd: Path, **settings: str) -> tuple[int, str]:
    """Run `azrel` in a terminal with these lines and Ctrl-D typed; return the exit status and the output."""
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "AZREL_KNOWLEDGE_DIR"}
    environment |= {"PYTHONPATH": str(ROOT), "TERM": "dumb", **settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments], cwd=cwd, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, f"{typed}\x04".encode())
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:
        pass  # Linux says so when the other end is closed
    finally:
        os.close(ours)
    return process.wait(), shown.decode().replace("\r\n", "\n")
