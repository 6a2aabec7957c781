"""Random damage to sound files, as by disks, editors and typing mistakes."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.loading.files import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Mutation:
    """A damaged file: its content, the damage, and the lines of which a problem must name one (any, if none)."""

    kind: str
    path: str
    content: bytes
    lines: tuple[int, ...] = ()


def mutate(files: dict[str, bytes], chance: random.Random) -> Mutation:
    """Damage one of a base's files in a random way."""
    path = chance.choice(sorted(files))
    kind = chance.choice(sorted(_KINDS))
    content, lines = _KINDS[kind](files[path].split(b"\n"), chance)
    return Mutation(kind, path, content, lines)


def _truncate(lines: Sequence[bytes], chance: random.Random) -> tuple[bytes, tuple[int, ...]]:
    content = b"\n".join(lines)
    return content[: chance.randrange(len(content))], ()


def _swap(lines: Sequence[bytes], chance: random.Random) -> tuple[bytes, tuple[int, ...]]:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    swapped = list(lines)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    return b"\n".join(swapped), ()


def _insert(*found: bytes) -> Callable[[Sequence[bytes], random.Random], tuple[bytes, tuple[int, ...]]]:
    def insert(lines: Sequence[bytes], chance: random.Random) -> tuple[bytes, tuple[int, ...]]:
        number = chance.randrange(len(lines))
        line = lines[number]
        # Not inside of a character, which would spoil that too.
        index = chance.choice([index for index in range(len(line) + 1) if not line[index : index + 1] >= b"\x80"])
        spoilt = [*lines[:number], line[:index] + chance.choice(found) + line[index:], *lines[number + 1 :]]
        return b"\n".join(spoilt), (number + 1,)

    return insert


def _indent_by_tab(lines: Sequence[bytes], chance: random.Random) -> tuple[bytes, tuple[int, ...]]:
    number = chance.randrange(len(lines))
    return b"\n".join([*lines[:number], b"\t" + lines[number].lstrip(), *lines[number + 1 :]]), ()


def _say_twice(lines: Sequence[bytes], chance: random.Random) -> tuple[bytes, tuple[int, ...]]:
    keys = [number for number, line in enumerate(lines) if b":" in line and not line.lstrip().startswith((b"-", b"#"))]
    number = chance.choice(keys)
    return b"\n".join([*lines[: number + 1], lines[number], *lines[number + 1 :]]), ()


def _swell(lines: Sequence[bytes], chance: random.Random) -> tuple[bytes, tuple[int, ...]]:
    number = chance.randrange(len(lines))
    swollen = b" " + b"x" * chance.choice((10_000, 200_000, MAX_BYTES))
    return b"\n".join([*lines[:number], lines[number] + swollen, *lines[number + 1 :]]), ()


def _nest(lines: Sequence[bytes], chance: random.Random) -> tuple[bytes, tuple[int, ...]]:
    return b"\n".join([*lines, b"note: " + b"[" * chance.choice((10, 1_000, 100_000))]), ()


_KINDS: dict[str, Callable[[Sequence[bytes], random.Random], tuple[bytes, tuple[int, ...]]]] = {
    "truncated": _truncate,
    "lines swapped": _swap,
    "bytes that are no text": _insert(b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80"),
    "NULs": _insert(b"\0", b"\0\0\0\0"),
    "control characters": _insert(b"\x07", b"\x1b[31m", b"\x7f"),
    "indented by a tab": _indent_by_tab,
    "a key twice": _say_twice,
    "a huge scalar": _swell,
    "deep nesting": _nest,
}
