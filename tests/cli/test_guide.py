"""The commands of the curators' guide have the effects that it describes."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel

from bot.loading import load_texts
from bot.loading.editor_schemas import editor_schemas
from bot.loading.review import review_snapshot
from bot.loading.schema import KnowledgeFile, RelationFile, SourcesFile, TopicsFile
from bot.loading.slips import review_files
from tests.bases import TODAY
from tests.loading.editors import as_editors_read
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "knowledge/README.md").read_text("utf-8")


def blocks(marker: str) -> list[tuple[str, str]]:
    """Return the argument of each marker, and the block below it, in the guide's order."""
    return re.findall(rf"<!-- {marker} ?(\S*) -->\n```\w+\n(.*?)```", GUIDE, re.DOTALL)


FILES = dict(blocks("file"))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], list[str]]:
    """Return the base that the guide's commands make, their environment, and what each block of them prints."""
    home = tmp_path_factory.mktemp("home")
    command = home / "bin/azrel"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot "$@"\n')
    command.chmod(0o755)
    environment = {key: value for key, value in os.environ.items() if key != "AZREL_KNOWLEDGE_DIR"}
    environment |= {"PATH": f"{command.parent}:{environment['PATH']}", "PYTHONPATH": str(ROOT)}
    script = "\n".join(f"{block}\necho ---" for _, block in blocks("walk"))
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],  # noqa: S607
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return home / "georgia-base", environment, done.stdout.split("---\n")


def test_commands_print_what_the_guide_shows(base: tuple[Path, dict[str, str], list[str]]) -> None:
    _, _, (begun, added, verified, _) = base

    assert "The Example Gazette, an invented newspaper" in begun
    assert "sources.yaml:9: the source factbook-georgia\n" in added
    assert "relations/armenia.yaml:2: the partner armenia\n" in added
    assert "the fact armenia-" in added
    assert "• In 2023 Armenia was the third largest buyer" in added
    assert "factbook-georgia: 1 excerpt found" in verified
    assert re.findall(r"\[[\w-]+\]$", verified, re.MULTILINE) == ["[weak-excerpt]"]


def test_sandbox_serves_the_edit(base: tuple[Path, dict[str, str], list[str]]) -> None:
    folder, environment, _ = base
    ((_, command),) = blocks("sandbox")
    ((path, statement),) = blocks("edit")
    with subprocess.Popen(
        [*command.split(), "--no-browser", "--port", "0"],
        cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as sandbox:  # fmt: skip
        try:
            assert sandbox.stdout
            url = sandbox.stdout.readline().split()[4]
            assert "third largest" in ask(url, until="third largest")
            text = (folder / path).read_text("utf-8")
            edited = re.sub(r"^    statement: (.|\n)*?(?=^    topics)", statement, text, flags=re.MULTILINE)
            (folder / path).write_text(edited, "utf-8")
            assert "In 2023 Armenia bought 11 per cent" in ask(url, until="In 2023 Armenia bought")
        finally:
            sandbox.send_signal(signal.SIGTERM)
            sandbox.communicate(timeout=PATIENCE)
    checked = subprocess.run(
        ["azrel", "check", "--strict"], cwd=folder, env=environment, capture_output=True, text=True, check=False  # noqa: S607
    )  # fmt: skip
    assert (checked.returncode, checked.stdout) == (0, "")


def ask(url: str, until: str) -> str:
    """Ask until an answer has these words, and return the state of the page."""
    shown, end = "", time.monotonic() + PATIENCE
    while until not in shown and time.monotonic() < end:
        said = json.dumps({"as": "U1", "channel": "C1", "text": "/georgia armenia exports"}).encode()
        request = urllib.request.Request(f"{url}sandbox/say", said, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=PATIENCE):
            pass
        with urllib.request.urlopen(f"{url}sandbox/stream?as=U1", timeout=PATIENCE) as stream:
            stream.readline()
            shown = stream.readline().decode()
        time.sleep(0.1)
    return shown


def test_files_of_the_guide_are_a_sound_base(tmp_path: Path) -> None:
    result = load_texts({path: text.encode() for path, text in FILES.items()})

    assert result.snapshot, result.problems
    assert not review_files(result.documents, result.snapshot)
    rules = {problem.rule for problem in review_snapshot(result.snapshot, TODAY)}
    assert rules <= {"excerpt-not-verified", "no-summary", "weak-excerpt"}
    for path, text in FILES.items():
        (tmp_path / "x.yaml").write_text(text, "utf-8")
        schema = "relation" if "/" in path else path.removesuffix(".yaml")
        jsonschema.validate(as_editors_read(tmp_path / "x.yaml"), json.loads(editor_schemas()[f"{schema}.json"]))


@pytest.mark.parametrize("model", [KnowledgeFile, TopicsFile, SourcesFile, RelationFile])
def test_guide_shows_every_key(model: type[BaseModel]) -> None:
    shown = "\n".join(FILES.values())

    assert {key for key in keys_of(model) if not re.search(rf"\b{key}:|`{key}:", shown + GUIDE)} == set()


def keys_of(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield name
            yield from keys_of(field.annotation)
    for inner in getattr(annotation, "__args__", ()):
        yield from keys_of(inner)


def test_guide_names_only_existing_commands() -> None:
    commands = set(re.findall(r"azrel (\w+)", " ".join(re.findall(r"`([^`\n]*)`", GUIDE))))
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert {command for command in commands if f"    {command} " not in shown.stdout} == set()
