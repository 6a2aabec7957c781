"""Completion of `azrel` in a shell: commands, options, and the ids of a base."""

import argparse
import os
from collections.abc import Callable
from typing import Literal

from bot.cli.common import Failure, folder_of
from bot.settings import SettingsError

IdsOf = Literal["fact", "partner", "source", "topic"]
SHELLS = ("bash", "zsh", "fish")


def completion(options: argparse.Namespace) -> int:
    """Print the script that a shell reads for completion."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["azrel"], shell=options.shell))
    return 0


def complete(parser: argparse.ArgumentParser) -> None:
    """If a shell asks for completions, print them and exit."""
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(parser)


def completes(argument: argparse.Action, *whats: IdsOf) -> None:
    """Let an argument be completed by the ids of a base: `completes(add_argument("fact"), "fact")`."""
    argument.completer = _completer(whats)  # type: ignore[attr-defined]


def _completer(whats: tuple[IdsOf, ...]) -> Callable[..., list[str]]:
    def ids(prefix: str, parsed_args: argparse.Namespace, **_: object) -> list[str]:
        from bot.loading.ids import scan_ids

        try:
            folder = folder_of(getattr(parsed_args, "knowledge", None))
            return [id_ for what in whats for id_ in scan_ids(folder, what) if id_.startswith(prefix)]
        except (Failure, SettingsError, OSError):
            return []  # print nothing while somebody types: the command itself reports the problem

    return ids
