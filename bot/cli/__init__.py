"""The `azrel` command: the only place that reads settings and wires the rooms together."""

import os
import signal
import sys
from typing import NoReturn

from bot.cli.common import Failure
from bot.cli.parser import build_parser
from bot.settings import SettingsError


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one command and exit with its status."""
    _prepare_streams()
    options = build_parser().parse_args(arguments)
    try:
        sys.exit(options.run(options))
    except (Failure, SettingsError) as failure:
        print(f"azrel: {failure}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except BrokenPipeError:
        # Whoever read our output has enough of it; Python must not try to flush the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)


def _prepare_streams() -> None:
    # A question may hold what a terminal cannot show; that is no reason not to answer it.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
