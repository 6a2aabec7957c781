"""The words of English, names among them, and how much each narrows what is asked for: `english.txt`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

ENGLISH = Path(__file__).parent / "english.txt"
# A line has words of one weight, in tenths, after a "+" names.
_NAMES = "+"
_WHOLE = 10


def read_english() -> tuple[frozenset[str], frozenset[str], dict[str, float]]:
    """Return ordinary words, names, and the weights of both; a word of the whole weight, 1, has none."""
    ordinary: list[str] = []
    names: list[str] = []
    weights: dict[str, float] = {}
    for line in ENGLISH.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            tenths, _, rest = line.partition(": ")
            words = rest.split(" ")
            (names if tenths.startswith(_NAMES) else ordinary).extend(words)
            if int(tenths) < _WHOLE:
                weights.update(dict.fromkeys(words, int(tenths) / _WHOLE))
    return frozenset(ordinary), frozenset(names), weights


def to_english(ordinary: Iterable[str], names: Iterable[str], weights: Mapping[str, float]) -> str:
    """Write the file's text, as `read_english` reads it, below the notices that stand at its head."""
    head = [line for line in ENGLISH.read_text("utf-8").splitlines() if line.startswith("#")]
    lines: dict[tuple[str, int], list[str]] = defaultdict(list)
    for mark, words in (("", ordinary), (_NAMES, names)):
        for word in sorted(words):
            lines[mark, round(_WHOLE * weights.get(word, 1.0))].append(word)
    return (
        "\n".join([*head, *(f"{mark}{tenths}: {' '.join(each)}" for (mark, tenths), each in sorted(lines.items()))])
        + "\n"
    )
