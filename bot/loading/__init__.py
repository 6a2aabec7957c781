"""Curators' YAML in, a snapshot or located problems out; the only room that reads `knowledge/`."""

from bot.loading.load import LoadResult, load_folder, load_texts, read_texts
from bot.loading.lock import Verification, read_source_texts, verify_excerpts, write_lock

__all__ = [
    "LoadResult",
    "Verification",
    "load_folder",
    "load_texts",
    "read_source_texts",
    "read_texts",
    "verify_excerpts",
    "write_lock",
]
