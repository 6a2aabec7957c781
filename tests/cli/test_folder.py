"""Every command finds the folder of knowledge, or reports the cure."""

from pathlib import Path

import pytest

from tests.bases import texts
from tests.cli.commands import run, write


def test_reports_problems_of_the_base(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {"relations/zenda.yaml": b"oops: ["})

    status, out, err = run(capsys, "ask", "sylvania")

    assert (status, out) == (2, "")
    assert err.startswith(f"azrel: the knowledge in {folder} has problems:\nrelations/zenda.yaml:2:1: not YAML: ")


OF_A_BASE = [
    ["ask", "x"], ["explain", "x"], ["check"], ["stats"], ["verify", "--texts", "."], ["new", "fact"],
    ["picture", "map", "-o", "x.png"], ["manifest", "--socket"], ["sandbox", "--no-browser"],
]  # fmt: skip


@pytest.mark.parametrize("command", OF_A_BASE, ids=lambda command: command[0])
def test_names_missing_folder_with_cure(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere, cure = tmp_path / "nowhere", "change to the folder of one, name it with --knowledge DIR, or begin one with"
    missing = f"{nowhere} is no folder that there is; a base is a folder that holds knowledge.yaml: {cure}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AZREL_KNOWLEDGE_DIR", raising=False)

    assert run(capsys, *command) == (2, "", f"azrel: there is no base here: {cure} 'azrel init DIR'\n")
    assert run(capsys, *command, "--knowledge", str(nowhere)) == (2, "", f"azrel: {missing} 'azrel init DIR'\n")
    monkeypatch.setenv("AZREL_KNOWLEDGE_DIR", str(nowhere))
    error = f"azrel: AZREL_KNOWLEDGE_DIR names {missing.replace(' is no', ', which is no')} 'azrel init DIR'\n"
    assert run(capsys, *command) == (2, "", error)
    nowhere.touch()
    assert f"{nowhere}, which is a file; a base is a folder" in run(capsys, *command)[2]


@pytest.mark.parametrize("working_folder", [".", "knowledge", "knowledge/relations", "notes"])
def test_finds_folder_from_within_and_beside(
    working_folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "knowledge", texts())
    (tmp_path / "notes").mkdir()
    monkeypatch.delenv("AZREL_KNOWLEDGE_DIR", raising=False)
    monkeypatch.chdir(tmp_path / working_folder)

    assert "0 errors" in run(capsys, "check")[2]
    assert run(capsys, "ask", "sylvania")[0] == 0


@pytest.mark.parametrize(
    "command", [["ask", "sylvania"], ["explain", "sylvania"], ["check"], ["stats"], ["manifest", "--socket"]]
)
def test_every_command_accepts_the_folder(
    command: list[str], folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZREL_KNOWLEDGE_DIR", str(folder / "nowhere"))

    assert run(capsys, *command)[0] == 2
    assert run(capsys, *command, "--knowledge", str(folder))[0] == 0


def test_refuses_folder_as_argument_and_option(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "check", str(folder), "--knowledge", str(folder))

    assert status == 2
    assert "not allowed with argument" in err
