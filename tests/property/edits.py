"""Successive edits of the small base: words, ids, names, links, sources, kinds, whole files, and slips."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from hypothesis import strategies as st

from bot.loading import verify_excerpts
from bot.loading.lock import to_lock
from tests.bases import FACT, relation, snapshot_of, texts

Files = dict[str, bytes]

FILES: Files = texts()
_QUOTED = {"gazette-2018": "the gas flows to Sylvania day and night; a kingdom, and proud of it"}
_LOCK = to_lock(verify_excerpts(snapshot_of(FILES), _QUOTED).hashes).encode()

_GRAUSTARK, _SYLVANIA, _ZENDA = (f"relations/{name}.yaml" for name in ("graustark", "sylvania", "zenda"))
# Pairs of texts: an edit replaces the first by the second, or the second by the first.
_CHANGES: Sequence[tuple[str, str, str]] = (
    (_SYLVANIA, "buys natural gas from", "was buying contracted gases of"),
    (_SYLVANIA, "keywords: [supply contract]", "keywords: [supplied contracts, not one cart]"),
    (_SYLVANIA, "statement: The frontier of Sylvania", "statement: The"),
    (_SYLVANIA, "when: 1993-05\n", "when: 1993/..\n"),
    (_SYLVANIA, "topics: [borders]", "topics: [borders, energy]"),
    (_SYLVANIA, "involves: [graustark]", "involves: [graustark, zenda]"),
    (_SYLVANIA, "attributed_to: [sylvania]", "attributed_to: [graustark, strelsau]"),
    (_SYLVANIA, "- id: sylvania-ally", "- id: sylvania-friend"),
    (_SYLVANIA, "aliases: [Republic", "aliases: [Castle Town, Zenda, Republic"),
    (_SYLVANIA, "summary: Sylvania is", "summary: Sylvania was"),
    (_SYLVANIA, "partner: sylvania", "partner: transylvania"),
    (_SYLVANIA, "locator: page 7}", "locator: page 7, excerpt: among the allies}"),
    (_GRAUSTARK, "partner: graustark\n", "# A comment.\npartner: graustark\n"),
    (_GRAUSTARK, "fact: graustark-visits,", "fact: sylvania-ally,"),
    (_GRAUSTARK, "fact: graustark-no-pipeline,", "fact: sylvania-gas,"),
    (_GRAUSTARK, "because: the two papers disagree", "because: they do not agree"),
    (_GRAUSTARK, "- id: graustark-visits\n", "- id: sylvania-gas\n"),
    (_GRAUSTARK, "kind: state\niso: GK\n", "kind: state\n"),
    (_GRAUSTARK, "kind: state", "kind: place"),
    (_SYLVANIA, "kind: state\niso: SY\n", "kind: state\n"),
    ("relations/ruritania.yaml", "kind: state\niso: RR\n", "kind: state\n"),
    (_ZENDA, "kind: place\n", f"kind: place\n{relation(FACT).partition('kind: place')[2]}"),
    (_ZENDA, "kind: place", "kind: castle"),
    (_ZENDA, "name: Zenda", "name: [Zenda"),
    (_ZENDA, "name: Zenda", "name: Make"),
    ("sources.yaml", "publisher: Gazette Press", "publisher: The Gazette's"),
    ("sources.yaml", "as_of: 2018-07-27", "as_of: 2019-01-02"),
    ("sources.yaml", "sources:\n", "# A comment.\nsources:\n"),
    ("sources.yaml", "id: almanac-2026", "id: almanac-2025"),
    ("topics.yaml", "id: borders", "id: limits"),
    ("topics.yaml", "words: [diplomacy, visit", "words: [diplomacy, gas, visit"),
    ("knowledge.yaml", "subject: ruritania", "subject: sylvania"),
    ("knowledge.yaml", "facts: 3", "facts: 9"),
    ("knowledge.yaml", "owner: the curators\n", "owner: the curators\nworld: none\n"),
    (
        "knowledge.yaml",
        "owner: the curators\n",
        "owner: the curators\nkinds:\n  - {id: state, singular: realm, plural: realms}\n"
        "  - {id: person, singular: person, plural: persons, members: persons}\n"
        "  - {id: place, singular: place, plural: places}\n",
    ),
)


def change(files: Files, path: str, old: str, new: str) -> Files:
    """Replace one of two texts by the other, whichever a file has."""
    text = files.get(path, b"").decode()
    changed = text.replace(new, old, 1) if new in text else text.replace(old, new, 1)
    return {**files, path: changed.encode()} if path in files else files


def toggle(files: Files, path: str, content: bytes) -> Files:
    """Add a file, or remove an existing one."""
    return {other: files[other] for other in files if other != path} if path in files else {**files, path: content}


EDITS: Sequence[Callable[[Files], Files]] = (
    *(partial(change, path=path, old=old, new=new) for path, old, new in _CHANGES),
    *(partial(toggle, path=path, content=content) for path, content in FILES.items()),
    partial(toggle, path="verified.lock", content=_LOCK),
    partial(toggle, path="relations/copy.yaml", content=FILES[_SYLVANIA]),
)


def each_undone() -> list[Files]:
    """Return the base before and after each edit, and after it is undone."""
    return [FILES, *(files for edit in EDITS for files in (edit(FILES), FILES))]


def with_other_kinds() -> list[Files]:
    """Return the base, without the codes of its states, that gives its kinds other names."""
    plain = {path: re.sub(rb"iso: ..\n", b"", content) for path, content in FILES.items()}
    listed = next(edit for edit in _CHANGES if "kinds:" in edit[2])
    return [plain, change(plain, *listed), change(plain, listed[0], listed[1], listed[2].replace("realm", "land"))]


@st.composite
def states(draw: st.DrawFn) -> list[Files]:
    """Draw the states of the base after successive edits."""
    files, found = FILES, [FILES]
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=12)):
        files = edit(files)
        found.append(files)
    return found
