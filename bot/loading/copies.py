"""Files that are not read: copies of others, and files in the wrong folder or with the wrong ending."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from bot.domain.problems import Location, Problem
from bot.loading.documents import Document
from bot.loading.remembering import remember
from bot.loading.values import KNOWLEDGE, RELATIONS, SOURCES, TOPICS, mappings_in, partner_of, relations_of

# The fewest common facts that show a file to be copied from another partner's.
_MIN_COPIED = 3
_ENDING = re.compile(r"(\.ya?ml)?(\.txt)?$", re.IGNORECASE)
# The paths of the other files by a key that only that file has.
_PATH_BY_KEY = {"subject": KNOWLEDGE, "topics": TOPICS, "sources": SOURCES}


def find_copies(documents: Mapping[str, Document]) -> dict[str, Problem]:
    """Find files that repeat a partner's file, by path: each is one problem, instead of one for each fact."""
    originals: dict[str, Document] = {}
    holders: dict[str, Document] = {}
    found: dict[str, Problem] = {}
    for document in sorted(relations_of(documents), key=_originality):
        ids = _fact_ids(document)
        common = Counter(holders[id_].path for id_ in ids if id_ in holders)
        path, count = common.most_common(1)[0] if common else ("", 0)
        same = originals.setdefault(partner_of(document), document)
        if same is not document and (document.data == same.data or (path == same.path and 2 * count > len(ids))):
            message = f"this file repeats {same.path}: delete it, or the other"
        elif count >= _MIN_COPIED and 2 * count > len(ids):
            message = f"this file has the facts of {path}: write its own, each with an id of its own, or delete it"
        else:
            holders.update((id_, document) for id_ in ids if id_ not in holders)
            continue
        found[document.path] = Problem(Location(document.path, 1, 1), message, "repeated-file")
    return found


@remember
def _originality(document: Document) -> tuple[bool, float, int, int, str]:
    """Return a sort key that puts originals before copies.

    An original has its partner's id as its name, and as the beginning of its facts' ids; it is older, or has the
    shorter name.
    """
    partner = partner_of(document)
    ids = _fact_ids(document)
    own = sum(id_.startswith(partner) for id_ in ids)
    is_named_so = document.path == f"{RELATIONS}{partner}.yaml"
    return not is_named_so, -own / max(1, len(ids)), document.changed, len(document.path), document.path


@remember
def _fact_ids(document: Document) -> list[str]:
    ids = [fact.get("id") for _, fact in mappings_in(document, "facts")]
    return [id_ for id_ in ids if isinstance(id_, str)]


def check_files_are_read(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Check that every file is one that is read, and that none is missing."""
    wanted: set[str] = set()
    for path, document in documents.items():
        is_relation = path.startswith(RELATIONS) and path.endswith(".yaml") and path.count("/") == 1
        is_outside = any(problem.rule == "outside-link" for problem in document.problems)
        if is_relation or is_outside or path in _PATH_BY_KEY.values():
            continue
        right_path = _path_for(document)
        if right_path is None:
            cure = f"move it to {RELATIONS}, with the ending .yaml, or delete it"
        elif right_path in documents:
            cure = f"move what it adds to {right_path}, and delete it"
        else:
            is_there = posixpath.dirname(right_path) == posixpath.dirname(path)
            cure = f"{'rename' if is_there else 'move'} it to {right_path}, or delete it"
            wanted.add(right_path)
        yield Problem(Location(path, 1, 1), f"nothing reads this file: {cure}", "unread-file")
    for path in _PATH_BY_KEY.values():
        if path not in documents and path not in wanted:
            message = f"the file {path} is missing: add it to the knowledge folder"
            yield Problem(Location(path, 1, 1), message, "missing-file")


def _path_for(document: Document) -> str | None:
    """Return the path under which a file would be read; None if its content does not show it."""
    name = _ENDING.sub("", posixpath.basename(document.path)) + ".yaml"
    if name in _PATH_BY_KEY.values() and "/" not in document.path:
        return name
    if document in relations_of({document.path: document}):
        return RELATIONS + name
    keys = document.data if isinstance(document.data, dict) else ()
    return next((path for key, path in _PATH_BY_KEY.items() if key in keys), None)
