"""Completion in bash, by the script that `azrel completion bash` prints."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot import cli
from bot.cli.parser import build_parser
from bot.loading.ids import scan_ids
from tests.bases import texts, write_base

ROOT = Path(__file__).parents[2]
_SCRIPT = """
source "$1"
COMP_LINE="$2" COMP_POINT=${#2} COMP_TYPE=9
read -ra COMP_WORDS <<< "$2"; [[ "$2" != *' ' ]] || COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
$(complete -p azrel | sed 's/.*-F \\([^ ]*\\).*/\\1/') azrel
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_base(tmp_path / "base", texts())
    monkeypatch.setenv("AZREL_KNOWLEDGE_DIR", str(folder))
    return folder


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["completion", shell])
    assert stopped.value.code == 0
    return capsys.readouterr().out


def complete(line: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[list[str], str]:
    """Return bash's completions of a line, and the output on standard error."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    scripts = folder.parent / "bin"
    scripts.mkdir(exist_ok=True)
    (scripts / "azrel").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m bot "$@"\n', "utf-8")
    (scripts / "azrel").chmod(0o755)
    (scripts / "script").write_text(script("bash", capsys), "utf-8")
    environment = os.environ | {
        "PATH": f"{scripts}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "AZREL_KNOWLEDGE_DIR": str(folder),
    }
    done = subprocess.run(
        [bash, "-c", _SCRIPT, "bash", str(scripts / "script"), line],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [word.strip() for word in done.stdout.splitlines() if word.strip()], done.stderr


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("azrel hist", ["history"]),
        ("azrel cite sylvania-b", ["sylvania-border-closed"]),
        ("azrel history graustark-pipe", ["graustark-pipeline-plan"]),
        ("azrel ask --source alm", ["almanac-2026"]),
        ("azrel explain zen", ["zenda"]),
        ("azrel ask dipl", ["diplomacy"]),
        ("azrel new fact --topics ener", ["energy"]),
        ("azrel new fact --involves rud", ["rudolf-elphberg"]),
        ("azrel cite x --style bib", ["bibtex"]),
        ("azrel completion f", ["fish"]),
    ],
)
def test_bash_completes(line: str, offered: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert complete(line, folder, capsys) == (offered, "")


def test_completes_what_a_broken_base_still_has(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "relations" / "zenda.yaml").write_bytes(b"partner: [\n\xff\n  - id: zenda-castle\n")

    assert complete("azrel cite zen", folder, capsys) == (["zenda-castle"], "")


def test_completes_nothing_without_a_base(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(folder)

    assert complete("azrel cite zen", folder, capsys) == ([], "")


@pytest.mark.parametrize(("shell", "mark"), [("bash", "complete "), ("zsh", "#compdef azrel"), ("fish", "complete ")])
def test_each_shell_has_its_script(shell: str, mark: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert mark in script(shell, capsys)


def test_finds_the_ids_that_are_loaded(folder: Path) -> None:
    from bot.loading import load_folder

    loaded = load_folder(folder).snapshot
    assert loaded is not None
    assert sorted(scan_ids(folder, "fact")) == sorted(loaded.facts)
    assert sorted(scan_ids(folder, "partner")) == sorted(loaded.partners)
    assert sorted(scan_ids(folder, "source")) == sorted(loaded.sources)
    assert sorted(scan_ids(folder, "topic")) == sorted(loaded.topics)


def test_parser_is_built_without_argcomplete() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from bot.cli.parser import build_parser; build_parser(); "
         "print('argcomplete' in sys.modules)"], cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert build_parser()
    assert done.stdout.strip() == "False"
