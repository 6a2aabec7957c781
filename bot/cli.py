"""The `azrel` command: the only place that reads settings and wires the rooms together."""

import argparse
import gc
import json
import os
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from bot.domain.answers import Answer
from bot.domain.problems import Problem, Severity
from bot.settings import SettingsError, describe_settings, read_settings

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.domain.knowledge import Snapshot
    from bot.loading.reload import Reloader
    from bot.search import Index
    from bot.slack import Background


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one command and exit with its status."""
    _prepare_streams()
    options = _parser().parse_args(arguments)
    try:
        sys.exit(options.run(options))
    except (_Failure, SettingsError) as failure:
        print(f"azrel: {failure}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # Whoever read our output has enough of it; Python must not try to flush the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)


def _prepare_streams() -> None:
    # A question may hold what a terminal cannot show; that is no reason not to answer it.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


_URL = re.compile(r"https://[\w.-]+(?::\d+)?(?:/[\w./~-]*)?", re.ASCII)


class _Failure(Exception):
    """What keeps a command from running, worded for whoever typed it."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="azrel", description="Answers questions from a curated, sourced knowledge base."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int], help: str, **more: Any) -> argparse.ArgumentParser:  # noqa: A002
        command = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".", **more)
        command.set_defaults(run=run)
        return command

    ask = add("ask", _ask, "answer a question in the terminal")
    ask.add_argument("--json", action="store_true", help="print the answer as one line of JSON")
    ask.add_argument(
        "--batch",
        metavar="FILE",
        help='answer a file of {"id", "query"} lines (- for standard input), one JSON line each',
    )
    explain = add("explain", _explain, "show how a question is read, and why each fact stands where it stands")
    for command in (ask, explain):
        command.add_argument(
            "--knowledge", metavar="DIR", type=Path, help="the folder of knowledge (default AZREL_KNOWLEDGE_DIR)"
        )
        command.add_argument("--source", metavar="ID", help="answer only from the facts that cite this source")
        command.add_argument("--today", metavar="DATE", type=_day, help="take this day for today, such as 2026-11-23")
        command.add_argument("query", nargs="*", metavar="QUERY", help="the question")
    check = add("check", _check, "report every problem in a folder of knowledge")
    check.add_argument(
        "folder", nargs="?", metavar="DIR", type=Path, help="the folder of knowledge (default AZREL_KNOWLEDGE_DIR)"
    )
    check.add_argument("--strict", action="store_true", help="fail on warnings too")
    check.add_argument("--json", action="store_true", help="print the problems as JSON")
    check.add_argument("--today", metavar="DATE", type=_day, help="review as of this day, such as 2026-11-23")
    stats = add("stats", _stats, "show the knowledge at a glance: facts by partner, topic, status, decade and source")
    stats.add_argument(
        "folder", nargs="?", metavar="DIR", type=Path, help="the folder of knowledge (default AZREL_KNOWLEDGE_DIR)"
    )
    stats.add_argument("--json", action="store_true", help="print the figures as JSON")
    verify = add("verify", _verify, "look for every excerpt in the text of its source")
    verify.add_argument(
        "--texts", metavar="DIR", type=Path, required=True, help="the folder of texts, each named SOURCE-ID.txt"
    )
    verify.add_argument("--write", action="store_true", help="record the excerpts that were found in verified.lock")
    verify.add_argument(
        "--knowledge", metavar="DIR", type=Path, help="the folder of knowledge (default AZREL_KNOWLEDGE_DIR)"
    )
    serve = add(
        "serve",
        _serve,
        "answer in Slack, over HTTP or Socket Mode",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="settings, from the environment:\n" + describe_settings(),
    )
    serve.add_argument("--host", default="0.0.0.0", help="the address to listen on (default %(default)s)")  # noqa: S104
    serve.add_argument("--port", type=_port, help="the port to listen on (default PORT)")
    serve.add_argument("--socket", action="store_true", help="use Socket Mode: Slack need not reach this host")
    manifest = add("manifest", _manifest, "print the manifest to create the Slack app from")
    way = manifest.add_mutually_exclusive_group(required=True)
    way.add_argument(
        "--url", metavar="URL", help="for HTTP: where Slack reaches the bot, such as https://azrel.example.org"
    )
    way.add_argument("--socket", action="store_true", help="for Socket Mode")
    manifest.add_argument(
        "--knowledge", metavar="DIR", type=Path, help="the folder of knowledge (default AZREL_KNOWLEDGE_DIR)"
    )
    return parser


def _ask(options: argparse.Namespace) -> int:
    if options.batch is not None and options.query:
        raise _Failure("give either a question or --batch, not both")
    answer = _answerer(options)
    if options.batch is not None:
        return _ask_batch(options.batch, answer)
    found, elapsed_ms = answer(" ".join(options.query))
    from bot.reply import to_record, to_terminal

    print(_to_line(to_record(found, elapsed_ms=elapsed_ms)) if options.json else to_terminal(found))
    return 0


def _ask_batch(name: str, answer: Callable[[str], tuple[Answer, float]]) -> int:
    from bot.reply import to_record

    status = 0
    for number, line in enumerate(_lines_of(name), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            id_, query = record.get("id"), record["query"]
            if not isinstance(query, str):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            print(f'azrel: {name}:{number}: not a {{"id": …, "query": "…"}} line, left out', file=sys.stderr)
            status = 1
            continue
        found, elapsed_ms = answer(query)
        print(_to_line(to_record(found, id=id_, elapsed_ms=elapsed_ms)), flush=True)
    return status


def _lines_of(name: str) -> Iterator[str]:
    try:
        with nullcontext(sys.stdin) if name == "-" else Path(name).open(encoding="utf-8-sig") as lines:
            yield from lines
    except (OSError, UnicodeDecodeError) as error:
        raise _Failure(f"cannot read {name}: {error}") from None


def _explain(options: argparse.Namespace) -> int:
    from bot.reply import to_explanation

    found, _ = _answerer(options)(" ".join(options.query))
    print(to_explanation(found))
    return 0


def _answerer(options: argparse.Namespace) -> Callable[[str], tuple[Answer, float]]:
    """Questions to answers, each with the milliseconds it took."""
    from bot.search import answer, build

    gc.disable()  # what is loaded here stays until the process ends, and looking through it takes long
    snapshot = _load(_folder(options.knowledge))
    if options.source is not None:
        if options.source not in snapshot.sources:
            raise _Failure(f"there is no source {options.source!r}; the sources are {', '.join(snapshot.sources)}")
        snapshot = snapshot.citing(options.source)
    index = build(snapshot)
    today = options.today or _today()

    def timed(query: str) -> tuple[Answer, float]:
        start = time.perf_counter()
        found = answer(query, index, today)
        return found, (time.perf_counter() - start) * 1_000

    return timed


def _check(options: argparse.Namespace) -> int:
    from bot.loading import load_folder, review_snapshot
    from bot.reply import counted

    folder = _folder(options.folder)
    try:
        result = load_folder(folder)
    except OSError as error:
        raise _unreadable(folder, error) from None
    problems = [*result.problems]
    if result.snapshot:
        problems = sorted([*problems, *review_snapshot(result.snapshot, options.today or _today())])
    if options.json:
        print(json.dumps([_to_problem_record(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(problem)
        for rule, count in Counter(problem.rule for problem in problems).most_common() if len(problems) > 1 else ():
            print(f"{count:>6} {rule}", file=sys.stderr)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if not options.json:
        warnings = len(problems) - errors
        print(f"{folder}: {counted(errors, 'error')}, {counted(warnings, 'warning')}", file=sys.stderr)
    return 1 if errors or (options.strict and problems) else 0


def _to_problem_record(problem: Problem) -> dict[str, Any]:
    path, line, column = problem.location
    return {
        "file": path,
        "line": line,
        "column": column,
        "message": problem.message,
        "rule": problem.rule,
        "severity": problem.severity.value,
    }


def _stats(options: argparse.Namespace) -> int:
    from bot.reply import count_facts, to_statistics

    figures = count_facts(_load(_folder(options.folder)), _today())
    print(json.dumps(figures, ensure_ascii=False, indent=2) if options.json else to_statistics(figures))
    return 0


def _verify(options: argparse.Namespace) -> int:
    from bot.loading import read_source_texts, verify_excerpts, write_lock

    folder = _folder(options.knowledge)
    snapshot = _load(folder)
    if not options.texts.is_dir():
        raise _Failure(f"{options.texts} is not a folder: give the folder that holds the sources' texts")
    try:
        verification = verify_excerpts(snapshot, read_source_texts(options.texts, snapshot))
        if options.write:
            write_lock(folder, verification.hashes)
    except (OSError, ValueError) as error:
        raise _Failure(f"cannot verify: {error}") from None
    for problem in verification.problems:
        print(problem)
    for quotation in verification.quotations:
        print(f"{quotation.source}: {quotation.excerpts} excerpts found, {quotation.share:.0%} of the text quoted")
    return 1 if verification.problems else 0


def _serve(options: argparse.Namespace) -> int:
    import asyncio

    from bot.loading.reload import Reloader
    from bot.search import build
    from bot.slack import configure_logs

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    http = ("SLACK_SIGNING_SECRET",) if options.port is not None else ("SLACK_SIGNING_SECRET", "PORT")
    needed = ("SLACK_APP_TOKEN",) if options.socket else http
    settings = read_settings(os.environ, ("SLACK_BOT_TOKEN", "SLACK_API_URL", "AZREL_KNOWLEDGE_DIR", *needed))
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"):
        os.environ.pop(name, None)  # Bolt reads them too, and warns of a token given twice
    settings["SLACK_API_URL"] = settings["SLACK_API_URL"].rstrip("/") + "/"
    configure_logs()
    reloader = Reloader(Path(settings["AZREL_KNOWLEDGE_DIR"]), build)
    reloader.start()
    if reloader.refusal:
        folder = settings["AZREL_KNOWLEDGE_DIR"]
        raise _Failure(f"the knowledge in {folder} cannot be served: mend what is logged above, and see 'azrel check'")
    if options.socket:
        asyncio.run(_serve_socket(settings, reloader))
    else:
        port = options.port if options.port is not None else int(settings["PORT"])
        asyncio.run(_serve_http(settings, reloader, options.host, port))
    return 0


async def _serve_http(settings: dict[str, str], reloader: "Reloader[Index]", host: str, port: int) -> None:
    import asyncio

    import uvicorn

    from bot.slack import SECONDS_FOR_REQUESTS, Background, HttpApp

    background = Background()
    served = HttpApp(
        _app(settings, reloader, background),
        signing_secret=settings["SLACK_SIGNING_SECRET"],
        readiness=reloader.readiness,
        background=background,
    )
    config = uvicorn.Config(
        served,
        host,
        port,
        log_config=None,
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=SECONDS_FOR_REQUESTS,
    )
    server = uvicorn.Server(config)

    def stop(*_: object) -> None:
        # Once it has started, uvicorn stops by itself on a signal, and raises it again when it has.
        if not server.started:
            raise SystemExit(0)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    watching = asyncio.create_task(reloader.watch())
    await server.serve()
    watching.cancel()


async def _serve_socket(settings: dict[str, str], reloader: "Reloader[Index]") -> None:
    import asyncio

    from bot.slack import Background, SocketApp, TokenRefused

    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    background = Background()
    served = SocketApp(
        _app(settings, reloader, background),
        app_token=settings["SLACK_APP_TOKEN"],
        api_url=settings["SLACK_API_URL"],
    )
    watching = asyncio.create_task(reloader.watch())
    connecting = asyncio.create_task(served.connect())
    stopped = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait((connecting, stopped), return_when=asyncio.FIRST_COMPLETED)
        if connecting.done():
            connecting.result()
            await stopped
    except TokenRefused as refused:
        raise _Failure(
            f"Slack refuses SLACK_APP_TOKEN ({refused}): get one with connections:write in the app's pages"
        ) from None
    finally:
        for task in (watching, connecting, stopped):
            task.cancel()
        await served.close()
        await background.finish()


def _app(settings: dict[str, str], reloader: "Reloader[Index]", background: "Background") -> "AsyncApp":
    from bot.slack import create_app

    return create_app(
        token=settings["SLACK_BOT_TOKEN"],
        api_url=settings["SLACK_API_URL"],
        current=reloader.current,
        today=_today,
        background=background,
    )


def _manifest(options: argparse.Namespace) -> int:
    from bot.slack import to_manifest

    if options.url is not None and not _URL.fullmatch(options.url):
        raise _Failure(
            f"{options.url!r} is not an address that Slack calls: give https://, a host, and a path if need be"
        )
    about = _load(_folder(options.knowledge)).about
    print(json.dumps(to_manifest(about, url=options.url), ensure_ascii=False, indent=2))
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day: write it as 2026-11-23") from None


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) < 65_536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 0 to 65535")
    return int(text)


def _folder(given: Path | None) -> Path:
    return (
        given if given is not None else Path(read_settings(os.environ, ["AZREL_KNOWLEDGE_DIR"])["AZREL_KNOWLEDGE_DIR"])
    )


def _load(folder: Path) -> "Snapshot":
    from bot.loading import load_folder

    try:
        result = load_folder(folder)
    except OSError as error:
        raise _unreadable(folder, error) from None
    if result.snapshot is None:
        problems = "\n".join(str(problem) for problem in result.problems)
        raise _Failure(f"the knowledge in {folder} has problems:\n{problems}")
    return result.snapshot


def _unreadable(folder: Path, error: OSError) -> _Failure:
    return _Failure(f"cannot read the knowledge in {folder}: {error}; name its folder (see --help)")


def _today() -> date:
    return datetime.now(UTC).date()


def _to_line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)
