"""Parts of the argument parser: a command, imported once it is run, and the types of arguments."""

import argparse
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

_MAX_WORKERS = 64
_MAX_DAYS = 3_650
_KNOWLEDGE: Any = {
    "metavar": "DIR",
    "type": Path,
    "help": "the folder of knowledge (default AZREL_KNOWLEDGE_DIR, else knowledge here, or the folder around it)",
}


def add_command(
    commands: Any,
    name: str,
    run: Callable[[argparse.Namespace], int],
    help: str,  # noqa: A002
    *,
    has_folder: bool = False,
    **more: Any,
) -> argparse.ArgumentParser:
    """Add a command that takes a folder of knowledge by `--knowledge`; if it `has_folder`, by an argument too."""
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=help, description=help[0].upper() + help[1:] + ".", **more
    )
    command.set_defaults(run=run)
    where = command.add_mutually_exclusive_group()
    where.add_argument("--knowledge", **_KNOWLEDGE)
    if has_folder:
        where.add_argument("folder", nargs="?", **_KNOWLEDGE)
    return command


def import_command(module: str, name: str = "") -> Callable[[argparse.Namespace], int]:
    """Return a command, by default named as its module, that is imported when it is run.

    The import of all of them would take a fifth of the time of `azrel ask`.
    """

    def run(options: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(import_module(f"bot.cli.{module}"), name or module)
        return command(options)

    return run


def parse_days(text: str) -> int:
    """Parse a number of days."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= _MAX_DAYS):
        raise argparse.ArgumentTypeError(f"not a number of days from 1 to {_MAX_DAYS}")
    return int(text)


def parse_day(text: str) -> date:
    """Parse a day in ISO 8601."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day: write it as 2026-11-23") from None


def parse_workers(text: str) -> int:
    """Parse a number of workers."""
    if not (text.isdecimal() and 1 <= int(text) <= _MAX_WORKERS):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of workers: give one from 1 to {_MAX_WORKERS}")
    return int(text)


def parse_port(text: str) -> int:
    """Parse the number of a port."""
    if not (text.isdecimal() and int(text) < 65_536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 0 to 65535")
    return int(text)
