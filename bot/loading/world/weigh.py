"""Weigh the words of `english.txt`: how much each narrows a question.

For development only: `python -m bot.loading.world.weigh` needs the database of WordNet (Debian's package
`wordnet-base`). A word that people say of anything narrows little: most verbs, adjectives and adverbs, and common
nouns. Rare nouns narrow much, as do the adjectives that are made from nouns (naval, fiscal), and names most.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.domain.text import fold
from bot.loading.world.english import ENGLISH, read_english, to_english

# WordNet's files by part of speech, and the endings that a word's ending may replace, by WordNet's rules (morph(7WN)).
_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
_KINDS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_ENDINGS = {
    "n": "s: ses:s xes:x zes:z ches:ch shes:sh men:man ies:y",
    "v": "s: ies:y es:e es: ed:e ed: ing:e ing:",
    "a": "er: est: er:e est:e",
    "r": "",
}
# A word that WordNet's corpus has so often narrows half as much as one that it never has, all else being equal.
_COMMON = 40
_NOUN, _OTHER, _ADVERB = (0.35, 0.65), (0.15, 0.35), (0.1, 0.0)

Lemmas = Mapping[str, set[str]]


def main() -> None:
    """Write the weights into the file beside this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"), help="default %(default)s")
    wordnet = parser.parse_args().wordnet
    if not wordnet.is_dir():
        parser.error(f"{wordnet} is no folder: install Debian's package wordnet-base, or name its folder")
    ordinary, names = read_english()
    weights = dict(_weigh([*ordinary, *names], wordnet))
    weighed = [{word: weights.get(word, 1.0) for word in words} for words in (ordinary, names)]
    ENGLISH.write_text(to_english(*weighed), "utf-8")


def _weigh(words: Iterable[str], folder: Path) -> Iterator[tuple[str, float]]:
    lemmas, counts, relational = _lemmas_in(folder), _counts_in(folder), _relational_in(folder)
    exceptions = _exceptions_in(folder)
    for word in words:
        uses: Counter[str] = Counter()
        found = {*_lemmas_of(word, lemmas), *exceptions.get(word, ())}
        for lemma, kind in found:
            uses[kind] += counts.get((lemma, kind), 0)
        if found:
            yield word, _weight_of(word in relational, uses, {kind for _, kind in found})


def _weight_of(is_relational: bool, uses: Counter[str], kinds: set[str]) -> float:
    """Return how much a word narrows, from 0 to 1, by how often it is used as each part of speech."""
    if is_relational and uses["a"] >= max(uses["v"], uses["r"]):
        uses, kinds = uses + Counter(n=uses["a"]), kinds | {"n"}
        uses["a"] = 0
    as_noun, rarity = uses["n"], 1 / (1 + uses.total() / _COMMON)
    is_noun = "n" in kinds and 2 * as_noun >= uses.total()
    if is_noun and not as_noun:
        return 1.0
    is_adverb = "r" in kinds and 2 * uses["r"] >= uses.total()
    least, more = _NOUN if is_noun else _ADVERB if is_adverb else _OTHER
    return least + more * rarity


def _lemmas_in(folder: Path) -> Lemmas:
    """Return the parts of speech of each lemma."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, name in _FILES.items():
        for line in (folder / f"index.{name}").read_text("utf-8").splitlines():
            if not line.startswith(" "):
                found[line.split(" ", 1)[0]].add(kind)
    return found


def _lemmas_of(word: str, lemmas: Lemmas) -> Iterator[tuple[str, str]]:
    """Yield the lemmas of which a word may be a form, each with its part of speech."""
    yield from [(word, kind) for kind in lemmas.get(word, ())]
    for kind, endings in _ENDINGS.items():
        for ending, instead in [pair.split(":") for pair in endings.split()]:
            base = word.removesuffix(ending) + instead
            if base != word and word.endswith(ending):
                bases = {base, base[:-1]} if kind == "v" and base[-2:-1] == base[-1:] else {base}
                yield from [(lemma, kind) for lemma in bases if kind in lemmas.get(lemma, ())]


def _exceptions_in(folder: Path) -> Mapping[str, set[tuple[str, str]]]:
    """Return the lemmas of irregular forms, each with its part of speech."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for kind, name in _FILES.items():
        for line in (folder / f"{name}.exc").read_text("utf-8").splitlines():
            form, *bases = line.split()
            found[form].update((base, kind) for base in bases)
    return found


def _counts_in(folder: Path) -> Mapping[tuple[str, str], int]:
    """Return how often WordNet's corpus has each lemma as a part of speech."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in (folder / "cntlist.rev").read_text("utf-8").splitlines():
        sense, _, count = line.split(" ")
        lemma, _, rest = sense.partition("%")
        counts[fold(lemma), _KINDS[rest[0]]] += int(count)
    return counts


def _relational_in(folder: Path) -> set[str]:
    """Return the adjectives that are made from nouns: their pointer is a backslash (wninput(5WN))."""
    found: set[str] = set()
    for line in (folder / "data.adj").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" ")
        count = int(fields[3], 16)
        words = [fields[4 + 2 * index].partition("(")[0].lower() for index in range(count)]
        pointers = fields[5 + 2 * count :: 4][: int(fields[4 + 2 * count])]
        if "\\" in pointers:
            found.update(words)
    return found


if __name__ == "__main__":
    main()
