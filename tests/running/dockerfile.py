"""A Dockerfile as data: what the tests hold it to, and what `tests.running.image` carries out."""

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: its word, its flags such as `--from=build`, and what follows them."""

    word: str
    flags: dict[str, str]
    rest: str

    @property
    def arguments(self) -> list[str]:
        """The arguments, in exec form or as words of a shell."""
        return [str(part) for part in json.loads(self.rest)] if self.rest.startswith("[") else shlex.split(self.rest)


def read_dockerfile() -> list[Instruction]:
    """Return the Dockerfile's instructions, in their order."""
    return list(_parse((ROOT / "Dockerfile").read_text("utf-8")))


def split_stages(instructions: list[Instruction]) -> list[list[Instruction]]:
    """Return the instructions by stage, each of which begins with FROM."""
    stages: list[list[Instruction]] = []
    for instruction in instructions:
        if instruction.word == "FROM":
            stages.append([])
        stages[-1].append(instruction)
    return stages


def find_last(stage: list[Instruction], word: str) -> Instruction:
    """Return a stage's last instruction of a word, which is the one that counts."""
    return [instruction for instruction in stage if instruction.word == word][-1]


def _parse(text: str) -> Iterator[Instruction]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for whole in "\n".join(lines).replace("\\\n", " ").splitlines():
        word, rest = whole.split(maxsplit=1)
        flags: dict[str, str] = {}
        while rest.startswith("--"):
            flag, rest = rest.split(maxsplit=1)
            name, _, value = flag.removeprefix("--").partition("=")
            flags[name] = value
        yield Instruction(word, flags, rest.strip())
