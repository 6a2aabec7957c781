"""The `azrel` command: the only place that reads settings and wires the rooms together."""

import atexit
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
        status = options.run(options)
        sys.stdout.flush()
        sys.exit(status)
    except (Failure, SettingsError) as failure:
        print(f"azrel: {failure}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except BrokenPipeError:
        # Whoever read our output has enough of it; Python must not try to flush the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
    except OSError as error:
        # What a command reads and writes it tells of itself; what it prints to may be a disk that is full.
        print(f"azrel: {error}", file=sys.stderr)
        sys.exit(2)


def run() -> NoReturn:
    """Run one command as a process of its own, which ends without freeing what it made.

    To free a base piece by piece, as Python does at its end, takes a tenth of the time of a question in a terminal.
    """
    try:
        main()
    except SystemExit as end:
        status = int(end.code or 0)
        # Neither is done by `_exit`: what libraries left to do at the end, and to write out what is still buffered.
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                status = status or 1
        os._exit(status)


def _prepare_streams() -> None:
    """Open streams that were closed before the process began, and replace what a terminal cannot show."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # This takes the stream's own number, at which else a socket would get what is meant for the stream.
            number = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))
    # A question may hold what a terminal cannot show; that is no reason not to answer it.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
