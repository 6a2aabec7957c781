"""The words of English, names among them, with their weights, from `english.txt`."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import repeat
from pathlib import Path

ENGLISH = Path(__file__).parent / "english.txt"
# Each line has the words of one weight, in tenths, and after a "+" the names.
_NAMES = "+"
_WHOLE = 10


def read_english() -> tuple[dict[str, float], dict[str, float]]:
    """Read ordinary words, and names, each with its weight."""
    ordinary: dict[str, float] = {}
    names: dict[str, float] = {}
    for line in ENGLISH.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            tenths, _, words = line.partition(": ")
            of_kind = names if tenths.startswith(_NAMES) else ordinary
            of_kind.update(zip(words.split(" "), repeat(int(tenths) / _WHOLE)))
    return ordinary, names


def to_english(ordinary: Mapping[str, float], names: Mapping[str, float]) -> str:
    """Write the file's text, as `read_english` reads it, below its notices."""
    head = [line for line in ENGLISH.read_text("utf-8").splitlines() if line.startswith("#")]
    lines: dict[tuple[str, int], list[str]] = defaultdict(list)
    for mark, words in (("", ordinary), (_NAMES, names)):
        for word, weight in sorted(words.items()):
            lines[mark, round(_WHOLE * weight)].append(word)
    body = [f"{mark}{tenths}: {' '.join(each)}" for (mark, tenths), each in sorted(lines.items())]
    return "\n".join([*head, *body, ""])
