"""Questions asked in a terminal."""

import argparse
import gc
import io
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

from bot.cli.common import Failure, folder_of, load, to_line, today
from bot.domain.responses import Response
from bot.garbage import without_collecting

# Python decodes a byte that is not UTF-8 to the surrogate that is this much higher.
_ERRORS = "surrogateescape"
_FIRST_BAD = 0xDC00
_BAD_BYTE = re.compile("[\udc80-\udcff]")


def ask(options: argparse.Namespace) -> int:
    if options.batch is not None and options.query:
        raise Failure("give either a question or --batch, not both")
    if options.batch is not None and options.format in ("markdown", "csv"):
        raise Failure(f"a batch is answered in lines of JSON: leave --format {options.format} out")
    answer = _answerer(options, is_one=options.batch is None)
    if options.batch is not None:
        return _ask_batch(options.batch, answer)
    query = " ".join(options.query)
    if options.format == "json":
        answer(
            query
        )  # build the parts of the index that this question needs, so that the time printed is that of an answer alone
    found, elapsed_ms = answer(query)
    sys.stdout.write(_to_format(options.format, found, elapsed_ms))
    return 0


def _to_format(name: str, found: Response, elapsed_ms: float) -> str:
    from bot.reply import to_record, to_terminal
    from bot.search import as_answer

    match name:
        case "json":
            return to_line(to_record(as_answer(found), elapsed_ms=elapsed_ms)) + "\n"
        case "markdown":
            from bot.reply.markdown import to_markdown

            return to_markdown(found, as_answer(found))
        case "csv":
            from bot.reply.csv_rows import to_csv

            return to_csv(as_answer(found))
    return to_terminal(found) + "\n"


def _ask_batch(name: str, answer: Callable[[str], tuple[Response, float]]) -> int:
    from bot.reply import to_record
    from bot.search import as_answer

    status = 0
    for number, line in enumerate(_lines_of(name), start=1):
        if not line.strip():
            continue
        if bad := _BAD_BYTE.search(line):
            location, byte = f"{name}:{number}:{bad.start() + 1}", ord(bad[0]) - _FIRST_BAD
            print(f"azrel: {location}: byte 0x{byte:02x} is not UTF-8, the line is left out", file=sys.stderr)
            status = 1
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
        print(to_line(to_record(as_answer(found), id=id_, elapsed_ms=elapsed_ms)), flush=True)
    return status


def _lines_of(name: str) -> Iterator[str]:
    """Read the lines of a file or of standard input, a byte that is not UTF-8 as a surrogate."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors=_ERRORS)
    try:
        with nullcontext(sys.stdin) if name == "-" else Path(name).open(encoding="utf-8-sig", errors=_ERRORS) as lines:
            yield from lines
    except OSError as error:
        raise Failure(f"cannot read {name}: {error}") from None


def explain(options: argparse.Namespace) -> int:
    from bot.reply import to_explained_record, to_explanation
    from bot.search import as_answer

    found, elapsed_ms = _answerer(options)(" ".join(options.query))
    if options.json:
        print(to_line(to_explained_record(as_answer(found), elapsed_ms=elapsed_ms)))
    else:
        print(to_explanation(found))
    return 0


def _answerer(options: argparse.Namespace, *, is_one: bool = True) -> Callable[[str], tuple[Response, float]]:
    """Make a function from a question to its response and the milliseconds taken; for one, index only what it needs."""
    gc.disable()  # until knowledge is loaded: it would take a fifth of the time of a command that asks one question
    with without_collecting():
        from bot.search import build, build_whole, respond

        snapshot = load(folder_of(options.knowledge))
        if options.source is not None:
            if options.source not in snapshot.sources:
                raise Failure(f"there is no source {options.source!r}; the sources are {', '.join(snapshot.sources)}")
            snapshot = snapshot.citing(options.source)
        index = build(snapshot) if is_one else build_whole(snapshot)
    day = options.today or today(snapshot)

    def timed(query: str) -> tuple[Response, float]:
        start = time.perf_counter()
        found = respond(query, index, day)
        return found, (time.perf_counter() - start) * 1_000

    return timed
