"""Load the curators' YAML into a snapshot, or report located problems; the only package that reads `knowledge/`.

The modules `publishing`, `checkout` and `history`, which run git, are imported separately: few commands need them.
"""

from bot.loading.files import LOCK, read_texts
from bot.loading.folder import Folder, What, find_problem, open_folder
from bot.loading.load import LoadResult, load_folder, load_texts
from bot.loading.lock import (
    Verification,
    describe_misquotation,
    read_source_texts,
    to_lock,
    verify_excerpts,
    write_lock,
)
from bot.loading.naming import Names
from bot.loading.values import SOURCES

__all__ = [
    "LOCK",
    "SOURCES",
    "Folder",
    "LoadResult",
    "Names",
    "Verification",
    "What",
    "describe_misquotation",
    "find_problem",
    "load_folder",
    "load_texts",
    "open_folder",
    "read_source_texts",
    "read_texts",
    "to_lock",
    "verify_excerpts",
    "write_lock",
]
