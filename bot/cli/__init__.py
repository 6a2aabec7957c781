"""The `azrel` command: the only package that reads settings and wires the packages together."""

import os
import signal
import sys
from typing import NoReturn

from bot.cli.common import Failure
from bot.settings import SettingsError


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one command and exit with its status."""
    # Imported here, since worker processes, which import this package too, do not need them.
    from bot.cli.completion import complete
    from bot.cli.parser import build_parser

    _prepare_streams()
    # azrel uses no pydantic plugins, and the search for them takes 20 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    given = sys.argv[1:] if arguments is None else arguments
    parser = build_parser(given[0] if given else "")
    complete(parser)
    options = parser.parse_args(given)
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
        # The reader of the output has closed the pipe, so Python must not flush the rest at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
    except OSError as error:
        # Commands report their own files; this error is of standard output, such as on a full disk.
        print(f"azrel: {error}", file=sys.stderr)
        sys.exit(2)


def _prepare_streams() -> None:
    """Open streams that were closed before the process began, and replace characters that a terminal cannot show."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # The lowest free descriptor is the stream's own; left free, a socket would get it, and the stream's output.
            number = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))
    # A question with characters that the terminal cannot show is still answered.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
