"""Verify excerpts against their sources' texts."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.check import to_problem_record
from bot.cli.common import Failure, folder_of, load, to_json
from bot.cli.progress import Progress
from bot.domain.knowledge import Snapshot

if TYPE_CHECKING:
    from bot.loading.lock import Verification


def _text_of(source: str, texts: Mapping[str, str], snapshot: Snapshot, folder: Path) -> str:
    if source not in snapshot.sources:
        raise Failure(f"there is no source {source!r}: 'azrel ask sources' lists them")
    if source not in texts:
        raise Failure(f"there is no text to verify against: save it as {folder / source}.txt")
    return texts[source]


def verify(options: argparse.Namespace) -> int:
    from bot.loading import read_source_texts, verify_excerpts, write_lock
    from bot.reply import counted

    folder = folder_of(options.knowledge)
    snapshot = load(folder)
    if not options.texts.is_dir():
        raise Failure(f"{options.texts} is not a folder: give the folder that holds the sources' texts")
    try:
        texts = read_source_texts(options.texts, snapshot)
        if options.source:
            texts = {options.source: _text_of(options.source, texts, snapshot, options.texts)}
        with Progress("verifying") as progress:
            verification = verify_excerpts(snapshot, texts, progress.show)
        if options.write:
            write_lock(folder, verification.hashes)
    except (OSError, ValueError) as error:
        raise Failure(f"cannot verify: {error}") from None
    if options.json:
        print(to_json(_to_record(verification)))
        return 1 if verification.problems else 0
    for problem in verification.problems:
        print(problem)
    for quotation in verification.quotations:
        found = counted(quotation.excerpts, "excerpt")
        print(f"{quotation.source}: {found} found, {quotation.share:.0%} of the text quoted")
    return 1 if verification.problems else 0


def _to_record(verification: "Verification") -> dict[str, Any]:
    return {
        "problems": [to_problem_record(problem) for problem in verification.problems],
        "sources": [
            {"source": quotation.source, "found": quotation.excerpts, "share_quoted": round(quotation.share, 4)}
            for quotation in verification.quotations
        ],
    }
