"""Cost of hostile and of large files to the server: `python -m tests.benchmarks.loading`.

A file of each kind is doubled up to the largest size that is read, added to a small base, and loaded as by a server:
refused, or indexed and served, and once more after an edit. Prints the CPU seconds of each size and by how much the
last doubling multiplied them; exits 1 if that is far more than twice. The longest pause is the most CPU time that
passed until another thread ran: how long commands waited.
"""

import argparse
import gc
import io
import logging
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.loading import reload
from bot.loading.files import MAX_BYTES
from bot.loading.reload import Reloader
from bot.search import build_whole
from tests.bases import texts, write_base
from tests.benchmarks.figures import print_table

# Twice the work for twice the size, and some tolerance for caches that larger sizes exceed.
MOST = 3.0
# A shorter time is noise.
NOTICEABLE = 0.2

PARTNER = "partner: zenda\nname: Zenda\nkind: place\n"
FACT = (
    "- id: zenda-{0}\n  statement: Zenda has {0} castles.\n  topics: [borders]\n"
    "  citations: [{{source: gazette-2018, excerpt: the keep above the moat}}]\n  verified: 2026-11-01\n{1}"
)

Files = Mapping[str, bytes]


def _fill(size: int, line: Callable[[int], str], *, head: str = "", tail: str = "") -> str:
    """Return a text of some size, of as many lines as fit."""
    parts, length, number = [head], len(head) + len(tail), 0
    while True:
        part = line(number)
        length += len(part.encode())
        if length > size:
            return "".join([*parts, tail])
        parts.append(part)
        number += 1


def _relation(line: Callable[[int], str], *, head: str = PARTNER, tail: str = "") -> Callable[[int], Files]:
    return lambda size: {"relations/zenda.yaml": _fill(size, line, head=head, tail=tail).encode()}


def _facts(more: Callable[[int], str] = lambda number: "", *, tail: str = "") -> Callable[[int], Files]:
    """Return valid facts with the same addition to each."""
    return _relation(lambda number: FACT.format(number, more(number)), head=PARTNER + "facts:\n", tail=tail)


def _elsewhere(path: str, head: str, line: Callable[[int], str]) -> Callable[[int], Files]:
    return lambda size: {path: _fill(size, line, head=head).encode()}


def _unknown_beside_known(size: int) -> Files:
    """Return a file full of ids, and another full of ids nearly like them."""
    known = _fill(size // 2, lambda number: f"- {{id: gas-talks-{number}}}\n", head=PARTNER + "facts:\n")
    unknown = _fill(size // 2, lambda number: f"  - {{fact: gas-talk-{number}, because: newer}}\n", head=_LINKS)
    return {"relations/zenda.yaml": known.encode(), "relations/strelsau.yaml": unknown.encode()}


def _circle(size: int) -> Files:
    found = _facts(lambda number: f"  supersedes: [{{fact: zenda-{number + 1}, because: newer}}]\n")(size)
    content = found["relations/zenda.yaml"].decode()
    return {"relations/zenda.yaml": content.replace(f"zenda-{content.count('supersedes')},", "zenda-0,").encode()}


def _many_files(size: int) -> Files:
    count = size // 1024
    return {
        f"relations/partner-{number}.yaml": f"partner: partner-{number}\nname: Partner {number}\nkind: place\n".encode()
        for number in range(count)
    }


def _many_broken_files(size: int) -> Files:
    return {path: content + b"nick: [\n" for path, content in _many_files(size).items()}


_LINKS = "partner: strelsau\nname: Strelsau City\nkind: place\nfacts:\n" + FACT.format("links", "  supersedes:\n")
_CLAIMS = "partner: zenda\nname: Zenda\nkind: place\naliases:\n"
_QUOTED = (
    "facts:\n- id: zenda-castle\n  topics: [borders]\n  verified: 2026-11-01\n  statement: {0}\n"
    "  citations: [{{source: gazette-2018, excerpt: {1}}}]\n"
)

KINDS: dict[str, Callable[[int], Files]] = {
    "sound facts": _facts(),
    "sound facts, each with a keyword of its own": _facts(lambda number: f"  keywords: [castle {number} of stone]\n"),
    "blank lines, then no YAML": _relation(lambda _: "\n", tail="nick: [\n"),
    "spaces and dashes, then no YAML": _relation(lambda _: " - -\n  ", tail="]\n"),
    "braces and commas, then no YAML": _relation(lambda _: "{, \t", tail="\n"),
    "comments": _relation(lambda _: "#\n"),
    "sound facts, then no YAML": _facts(tail="\tnick: x\n"),
    "a quotation mark that is never closed": _relation(lambda _: "a b\n", head=PARTNER + 'summary: "'),
    "a long value, then a character that cannot begin one": _relation(lambda _: "\n", tail="nick: @x\n"),
    "invisible separators": _relation(lambda _: "# \u2028\n"),
    "a NUL at the end": _relation(lambda _: "# é\n", tail="\0"),
    "bytes that are no text at the end": lambda size: {"relations/zenda.yaml": b"# \n" * (size // 3 - 1) + b"\xff"},
    "unknown keys in one entry": _relation(lambda number: f"k{number}:\n"),
    "unknown keys in every fact": _facts(lambda number: "  idd: x\n  statements: y\n"),
    "keys that are lists": _relation(lambda _: "? []\n"),
    "duplicate keys": _relation(lambda _: "nick:\n"),
    "empty facts": _relation(lambda _: "- {}\n", head=PARTNER + "facts:\n"),
    "facts that are words": _relation(lambda _: "- a\n", head=PARTNER + "facts:\n"),
    "a list that is far too long": _relation(lambda _: "a,", head=PARTNER + "aliases: [", tail="]\n"),
    "unknown references": _facts(lambda number: f"  involves: [strelso-{number}]\n"),
    "the same unknown reference": _facts(lambda _: "  involves: [strelso]\n"),
    "unknown references beside as many ids": _unknown_beside_known,
    "a chain of facts that supersede": _facts(
        lambda number: f"  supersedes: [{{fact: zenda-{max(number - 1, 0)}, because: newer}}]\n" if number else ""
    ),
    "a circle of facts that supersede": _circle,
    "facts that all contradict one": _facts(
        lambda number: "  contradicts: [{fact: zenda-0, because: other}]\n" if number else ""
    ),
    "repeated ids": _relation(lambda _: "- {id: zenda-castle}\n", head=PARTNER + "facts:\n"),
    "names of another": _relation(lambda _: "- Sylvania\n", head=_CLAIMS),
    "names of another with a long id": lambda size: {
        "relations/a.yaml": f"partner: {'a' * (size // 2)}\nname: Strelsau City\nkind: place\n".encode(),
        "relations/zenda.yaml": _fill(size // 2, lambda _: "- Strelsau City\n", head=_CLAIMS).encode(),
    },
    "many aliases": _relation(lambda number: f"- Castle {number}\n", head=_CLAIMS),
    "a name of combining marks": _relation(lambda _: "\u0301\u0327", head="partner: zenda\nkind: place\nname: a"),
    "a statement and an excerpt of very many words": lambda size: {
        "relations/zenda.yaml": (
            PARTNER + _QUOTED.format("a " * (size // 8) + "c", "a " * (size // 4 - 500) + "b")
        ).encode()
    },
    "very many excerpts": _relation(
        lambda _: ",{excerpt: a}",
        head=PARTNER + "facts:\n- statement: " + "castle " * 140 + "\n  citations: [{excerpt: b}",
        tail="]\n",
    ),
    "one long id": _relation(lambda _: "zenda-", head="name: Zenda\nkind: place\npartner: ", tail="castle\n"),
    "a reference that is long": _relation(lambda _: "strelsau-", head=PARTNER + "facts:\n- involves: [", tail="x]\n"),
    "a number that is long": lambda size: {
        "knowledge.yaml": texts()["knowledge.yaml"].replace(b"facts: 3", b"facts: " + b"9" * (size - 200))
    },
    "deep nesting": _relation(lambda _: "[", head=PARTNER + "aliases: "),
    "deep nesting in keys": _relation(lambda _: "? ", head=PARTNER),
    "anchors": _relation(lambda number: f"- &a{number} x\n", head=_CLAIMS),
    "aliases to an anchor": _relation(lambda _: "- *a\n", head=_CLAIMS + "- &a x\n"),
    "tags": _relation(lambda _: "- !!str x\n", head=_CLAIMS),
    "tag directives": _relation(lambda number: f"%TAG !a{number}! x\n", head="", tail="---\n" + PARTNER),
    "tag directives of a second document": _relation(
        lambda number: f"%TAG !a{number}! x\n", head=PARTNER + "...\n", tail="---\n" + PARTNER
    ),
    "documents": _relation(lambda _: "---\n"),
    "topics": _elsewhere(
        "topics.yaml", texts()["topics.yaml"].decode(), lambda number: f"  - {{id: t{number}, name: T, words: [w]}}\n"
    ),
    "sources": _elsewhere(
        "sources.yaml",
        texts()["sources.yaml"].decode(),
        lambda number: f"  - {{id: s{number}, title: T, publisher: P, licence: L, as_of: 2018}}\n",
    ),
    "lines of the lock": _elsewhere("verified.lock", "", lambda _: "x\n"),
    "many files": _many_files,
    "many broken files": _many_broken_files,
}


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of a load and a reload, and the longest CPU time without a turn for another thread."""

    seconds: float
    longest_pause: float


class _Pulse(threading.Thread):
    """Requests a turn every millisecond, and notes the longest CPU time until it had one."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.longest = 0.0
        self.stopping = threading.Event()

    def run(self) -> None:
        before = time.process_time()
        while not self.stopping.wait(0.001):
            now = time.process_time()
            self.longest = max(self.longest, now - before)
            before = now


def measure(files: Files) -> Cost:
    """Measure the cost to load a folder with these files, and to reload it after an edit."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_base(folder, {**texts(), **files})
        reloader = Reloader(folder, build_whole)
        gc.collect()
        pulse = _Pulse()
        pulse.start()
        start = time.process_time()
        reloader.poll()
        (folder / "topics.yaml").write_bytes((folder / "topics.yaml").read_bytes() + b"\n# edited\n")
        reloader.poll()
        seconds = time.process_time() - start
        pulse.stopping.set()
        pulse.join()
        return Cost(seconds, pulse.longest)


def measure_all(kinds: Mapping[str, Callable[[int], Files]], sizes: Sequence[int]) -> dict[str, list[Cost]]:
    """Measure each kind in each size."""
    log, settled = logging.getLogger("bot"), reload.SETTLE_SECONDS
    handler = logging.StreamHandler(io.StringIO())
    log.addHandler(handler)
    log.propagate, reload.SETTLE_SECONDS = False, 0.0
    try:
        measure({})  # reads the world's names, once
        return {kind: [measure(make(size)) for size in sizes] for kind, make in kinds.items()}
    finally:
        log.removeHandler(handler)
        log.propagate, reload.SETTLE_SECONDS = True, settled


def grows_too_fast(costs: Sequence[Cost]) -> bool:
    """Return whether the last doubling multiplied the costs by far more than two."""
    return len(costs) > 1 and costs[-1].seconds > max(MOST * costs[-2].seconds, NOTICEABLE)


def to_row(kind: str, costs: Sequence[Cost]) -> list[str]:
    """Return a kind's figures, in bold if they grow too fast."""
    ratio = f"{costs[-1].seconds / max(costs[-2].seconds, 0.001):.1f}" if len(costs) > 1 else ""
    seconds = [f"{cost.seconds:.2f}" for cost in costs]
    shown = f"**{ratio}**" if grows_too_fast(costs) else ratio
    return [kind, *seconds, shown, f"{1000 * max(cost.longest_pause for cost in costs):.0f}"]


def main() -> int:
    """Measure every kind; return 1 if one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--doublings", type=int, default=4, help="how often the size is doubled (default %(default)s)")
    parser.add_argument("--most", type=int, default=MAX_BYTES, help="bytes of the largest (default %(default)s)")
    parser.add_argument("kinds", nargs="*", help="only kinds with one of these words in their names")
    options = parser.parse_args()
    kinds = {kind: make for kind, make in KINDS.items() if not options.kinds or any(w in kind for w in options.kinds)}
    sizes = [options.most >> shift for shift in range(options.doublings, -1, -1)]
    costs = measure_all(kinds, sizes)
    print_table(
        "CPU seconds of a load and a reload",
        ["", *(f"{size // 1024:,} KiB" for size in sizes), "last doubling", "longest pause, ms"],
        [to_row(kind, found) for kind, found in costs.items()],
    )
    return int(any(map(grows_too_fast, costs.values())))


if __name__ == "__main__":
    sys.exit(main())
