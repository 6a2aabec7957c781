"""Curators' YAML in, a snapshot or located problems out; the only room that reads `knowledge/`."""

from bot.loading.checkout import Checkout, find_checkout
from bot.loading.files import LOCK, read_texts
from bot.loading.folder import Folder, What, complaint, open_folder
from bot.loading.history import Change, History, read_history
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
from bot.loading.publishing import Edit, publish
from bot.loading.values import SOURCES

__all__ = [
    "LOCK",
    "SOURCES",
    "Change",
    "Checkout",
    "Edit",
    "Folder",
    "History",
    "LoadResult",
    "Names",
    "Verification",
    "What",
    "complaint",
    "describe_misquotation",
    "find_checkout",
    "load_folder",
    "load_texts",
    "open_folder",
    "publish",
    "read_history",
    "read_source_texts",
    "read_texts",
    "to_lock",
    "verify_excerpts",
    "write_lock",
]
