"""The arguments of the `azrel` command."""

import argparse
from pathlib import Path
from typing import Any

from bot.cli import fields, init
from bot.cli.arguments import add_command, import_command, parse_day, parse_days, parse_port, parse_workers
from bot.cli.common import find_version
from bot.cli.completion import SHELLS, completes
from bot.settings import describe_settings

# The commands that answer questions.
_ASKING = ("ask", "explain", "picture")


def build_parser(first: str = "") -> argparse.ArgumentParser:
    """Build the parser of all commands; each group of commands has a function of its own.

    Where the `first` argument is a command that answers, the others are left out: `azrel ask` must be quick.
    """
    parser = argparse.ArgumentParser("azrel", description="Answers questions from a curated, sourced knowledge base.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show program's version number and exit")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_asking(commands)
    for add_group in () if first in _ASKING else (_add_curating, _add_writing, _add_publishing, _add_serving):
        add_group(commands)
    return parser


def _add_asking(commands: Any) -> None:
    """Add the commands that answer questions."""
    ask = add_command(commands, "ask", import_command("questions", "ask"), "answer a question in the terminal")
    ask.add_argument(
        "--format",
        choices=("text", "json", "markdown", "csv"),
        default="text",
        help="how to print the answer; all but text have every fact of it (default %(default)s)",
    )
    ask.add_argument(
        "--json", action="store_const", const="json", dest="format", help="print the answer as one line of JSON"
    )
    ask.add_argument(
        "--batch",
        metavar="FILE",
        help='answer a file of {"id", "query"} lines (- for standard input), one JSON line each',
    )
    explain = add_command(
        commands,
        "explain",
        import_command("questions", "explain"),
        "show how a question is read, and why each fact has its rank",
    )
    explain.add_argument("--json", action="store_true", help="print the answer and how it was read as JSON")
    for command in (ask, explain):
        completes(
            command.add_argument("--source", metavar="ID", help="answer only from the facts that cite this source"),
            "source",
        )
        command.add_argument(
            "--today", metavar="DATE", type=parse_day, help="take this day for today, such as 2026-11-23"
        )
        completes(command.add_argument("query", nargs="*", metavar="QUERY", help="the question"), "partner", "topic")
    picture = add_command(
        commands, "picture", import_command("picture"), "draw a timeline, or the map of all relations, into a PNG file"
    )
    picture.add_argument("query", nargs="+", metavar="REQUEST", help="'map', or 'timeline' and a question")
    picture.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the file to write")
    picture.add_argument("--today", metavar="DATE", type=parse_day, help="take this day for today, such as 2026-11-23")


def _add_curating(commands: Any) -> None:
    """Add the commands that check, count and cite facts."""
    check = add_command(
        commands, "check", import_command("check"), "report every problem in a folder of knowledge", has_folder=True
    )
    check.add_argument("--strict", action="store_true", help="fail on warnings too")
    check.add_argument("--json", action="store_true", help="print the problems as JSON")
    check.add_argument(
        "--changed", action="store_true", help="report the problems of files that are changed in git first"
    )
    check.add_argument(
        "--since", metavar="COMMIT", help="as --changed: changed since the branch left this commit, such as origin/main"
    )
    check.add_argument("--today", metavar="DATE", type=parse_day, help="review as of this day, such as 2026-11-23")
    stats = add_command(
        commands,
        "stats",
        import_command("stats"),
        "show the knowledge at a glance: facts by partner, topic, time and source, and what needs attention",
        has_folder=True,
    )
    stats.add_argument("--json", action="store_true", help="print the figures as JSON")
    report = add_command(
        commands, "report", import_command("report"), "show how the base is used: questions, gaps, votes; never who"
    )
    report.add_argument(
        "--days", type=parse_days, default=30, metavar="N", help="of so many days (default %(default)s)"
    )
    report.add_argument("--team", default="", metavar="ID", help="of this workspace alone")
    report.add_argument("--json", action="store_true", help="print the figures as JSON")
    history = add_command(
        commands,
        "history",
        import_command("history"),
        "show who changed a fact in git, or in the database, newest first",
    )
    completes(history.add_argument("fact", metavar="FACT", help="the fact's id"), "fact")
    history.add_argument("--json", action="store_true", help="print the changes as JSON")
    cite = add_command(
        commands, "cite", import_command("cite"), "print a fact's sources, with the words quoted, ready to paste"
    )
    completes(cite.add_argument("fact", metavar="FACT", help="the fact's id"), "fact")
    cite.add_argument(
        "--style", choices=("chicago", "apa", "bibtex", "plain"), default="chicago", help="(default %(default)s)"
    )
    cite.add_argument("--json", action="store_true", help="print the citations as one line of JSON")
    verify = add_command(
        commands, "verify", import_command("verify"), "look for every excerpt in the text of its source"
    )
    verify.add_argument(
        "--texts", metavar="DIR", type=Path, required=True, help="the folder of texts, each named SOURCE-ID.txt"
    )
    completes(verify.add_argument("--source", metavar="ID", help="look only for the excerpts of this source"), "source")
    verify.add_argument("--json", action="store_true", help="print what was found, and what was not, as JSON")
    verify.add_argument("--write", action="store_true", help="record the excerpts that were found in verified.lock")


def _add_writing(commands: Any) -> None:
    """Add the commands that write a base and its entries, and complete them in a shell."""
    init_ = commands.add_parser("init", help="write a small complete base to begin with, into a new folder")
    init_.set_defaults(run=import_command("init"))
    init.add_arguments(init_)
    new = commands.add_parser("new", help="write a new partner, source or fact where it belongs")
    kinds = new.add_subparsers(required=True, metavar="WHAT", dest="what")
    for what in fields.FIELDS:
        entry = add_command(
            kinds,
            what,
            import_command("new"),
            f"write a new {what} where it belongs; in a terminal, asks for it where something is missing",
        )
        fields.add_arguments(entry, what)
    completion = commands.add_parser(
        "completion",
        help="print what makes a shell complete commands, options and ids",
        description="Prints what makes a shell complete azrel's commands, options and ids. For bash put "
        "'source <(azrel completion bash)' into ~/.bashrc, for zsh the same with zsh into ~/.zshrc after compinit, "
        "for fish 'azrel completion fish | source' into ~/.config/fish/config.fish.",
    )
    completion.add_argument("shell", choices=SHELLS, metavar="SHELL", help="bash, zsh or fish")
    completion.set_defaults(run=import_command("completion"))


def _add_publishing(commands: Any) -> None:
    """Add the commands that keep the store and the base in a database."""
    migrate = commands.add_parser(
        "migrate",
        help="create or update the tables of the store",
        description="Brings the database that AZREL_DATABASE_URL names, else DATABASE_URL, else a SQLite file in "
        "AZREL_STATE_DIR, to the tables that this version needs. Run it before a new version is served.",
    )
    migrate.set_defaults(run=import_command("migrate"))
    migrate.add_argument("--json", action="store_true", help="print what was done as JSON")
    publish = add_command(
        commands,
        "publish",
        import_command("revisions", "publish"),
        "check a folder, and make it the newest revision in the database",
        has_folder=True,
    )
    publish.add_argument("--json", action="store_true", help="print what was done as JSON")
    publish.add_argument("--message", metavar="TEXT", default="", help="what has changed, in one line")
    publish.add_argument("--author", metavar="NAME", default="", help="who changed it (default this user)")
    publish.add_argument("--email", metavar="ADDRESS", default="", help="the author's address, for git")
    parent = publish.add_mutually_exclusive_group()
    parent.add_argument(
        "--parent",
        metavar="ID",
        help="the revision that the folder was made from (default: what azrel remembers of it)",
    )
    parent.add_argument("--force", action="store_true", help="overwrite whatever the database holds")
    export = commands.add_parser(
        "export",
        help="write the newest revision in the database into a folder, or all as git commits",
        description="Writes the newest revision in the database into a folder that is empty, or an earlier export that "
        "nobody has changed. With --git, commits each revision that a git repository lacks, by its author.",
    )
    export.set_defaults(run=import_command("revisions", "export"))
    export.add_argument("--json", action="store_true", help="print what was done as JSON")
    export.add_argument("--git", action="store_true", help="commit each revision into the git repository of DIR")
    export.add_argument("folder", metavar="DIR", type=Path, help="the folder to write")


def _add_serving(commands: Any) -> None:
    """Add the commands that answer in Slack, in the sandbox and to assistants."""
    serve = add_command(
        commands,
        "serve",
        import_command("serving", "serve"),
        "answer in Slack, over HTTP or Socket Mode",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="settings, from the environment:\n" + describe_settings(),
    )
    serve.add_argument("--host", default="0.0.0.0", help="the address to listen on (default %(default)s)")  # noqa: S104
    serve.add_argument(
        "--port", type=parse_port, help="the port to listen on (default PORT); with --socket, the probes'"
    )
    serve.add_argument("--socket", action="store_true", help="use Socket Mode: Slack need not reach this host")
    serve.add_argument(
        "--workers",
        type=parse_workers,
        default=1,
        metavar="N",
        help="for HTTP: how many processes answer (default %(default)s)",
    )
    sandbox = add_command(
        commands,
        "sandbox",
        import_command("sandbox"),
        "open a small workspace with the bot in it, in a browser and without Slack",
    )
    sandbox.add_argument(
        "--port", type=parse_port, default=3030, help="the port of the page, if it is free (default %(default)s)"
    )
    sandbox.add_argument("--no-browser", action="store_true", help="open no browser, only say where the page is")
    mcp = add_command(
        commands,
        "mcp",
        import_command("assistants", "mcp"),
        "answer assistants by the Model Context Protocol, on standard input and output, or over HTTP",
    )
    mcp.add_argument("--http", action="store_true", help="serve over HTTP, with the tokens of AZREL_MCP_TOKENS")
    mcp.add_argument("--host", help="with --http: the address to listen on (default 127.0.0.1)")
    mcp.add_argument("--port", type=parse_port, help="with --http: the port to listen on (default PORT)")
    manifest = add_command(
        commands, "manifest", import_command("manifest"), "print the manifest to create the Slack app from"
    )
    transport = manifest.add_mutually_exclusive_group(required=True)
    transport.add_argument(
        "--url", metavar="URL", help="for HTTP: where Slack reaches the bot, such as https://azrel.example.org"
    )
    transport.add_argument("--socket", action="store_true", help="for Socket Mode")
    manifest.add_argument(
        "--files", action="store_true", help="ask for files:write too, with which people export answers as files"
    )


class _Version(argparse.Action):
    """Print the version, which is looked up only then, and exit."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        print(f"azrel {find_version()}")
        parser.exit()
