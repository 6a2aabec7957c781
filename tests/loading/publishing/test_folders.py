"""Edits are written to a folder as a whole or not at all."""

from pathlib import Path
from typing import Any

import pytest

from bot.domain.publishing import NotPublished, Published, Refused, Unwritable
from bot.loading import documents, load_folder
from bot.loading.publishing import publish
from tests.loading.publishing.repositories import ADA, NEW, OLD, PATH, git, rename, status_of


def test_writes_edit_to_folder(root: Path, state: Path) -> None:
    published = publish(root, rename(), ADA, state=state)

    assert published == Published((PATH,), load_folder(root).revision, uncommitted="the folder is in no git repository")
    assert NEW in (root / PATH).read_text("utf-8")
    assert publish(root, rename(), ADA, state=state).paths == ()


def test_parses_only_changed_files(root: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = load_folder(root).documents
    (root / "relations/graustark.yaml").write_text(read["relations/graustark.yaml"].text + "# edited\n", "utf-8")
    parsed: list[str] = []
    parse = documents.parse_content

    def note(path: str, content: bytes) -> documents.Document:
        parsed.append(path)
        return parse(path, content)

    monkeypatch.setattr(documents, "parse_content", note)
    published = publish(root, rename(), ADA, state=state, parsed=read)

    assert parsed == ["relations/graustark.yaml", PATH]
    monkeypatch.undo()
    assert published.revision == load_folder(root).revision


def test_passes_on_exceptions_of_edit(root: Path, state: Path) -> None:
    with pytest.raises(LookupError, match="a conflict"):
        publish(root, rename("nothing", "something"), ADA, state=state)


def test_refuses_new_errors(root: Path, state: Path) -> None:
    (root / "relations/zembla.yaml").write_text("partner: zembla\nname: Zembla\nkind: castle\n", "utf-8")
    before = (root / PATH).read_bytes()

    with pytest.raises(Refused, match="unknown-key") as refused:
        publish(root, rename(OLD, f"{OLD}nick: Syl\n"), ADA, state=state)
    assert [(problem.location.path, problem.rule) for problem in refused.value.problems] == [(PATH, "unknown-key")]
    assert (root / PATH).read_bytes() == before
    assert publish(root, rename(), ADA, state=state).paths == (PATH,)


@pytest.mark.parametrize(
    "path",
    [
        "../x.yaml",
        "/x.yaml",
        "relations/../x.yaml",
        "relations/.x.yaml",
        "a//b.yaml",
        "x.txt",
        "verified.lock",
        "a\\b.yaml",
        "a\n.yaml",
        "",
    ],
)
def test_refuses_edit_of_other_files(root: Path, state: Path, path: str) -> None:
    with pytest.raises(ValueError, match="no file of knowledge"):
        publish(root, lambda files: {path: "partner: x\n"}, ADA, state=state)


def test_creates_new_file(checkout: Path, state: Path) -> None:
    new = {"relations/zembla.yaml": "partner: zembla\nname: Zembla\nkind: state\nsummary: It is far north.\n"}

    published = publish(checkout, lambda files: new, ADA, state=state)

    assert published.paths == ("relations/zembla.yaml",)
    assert git(checkout, "show", "--name-status", "--format=").split() == ["A", "knowledge/relations/zembla.yaml"]
    assert status_of(checkout.parent)["status --porcelain=v2"] == ""


def test_keeps_form_and_permissions_of_file(root: Path, state: Path) -> None:
    file = root / PATH
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    file.chmod(0o640)

    publish(root, rename("name: Sylvania\r\n", "name: Greater Sylvania\r\n"), ADA, state=state)

    assert file.read_bytes().startswith(b"\xef\xbb\xbfpartner: sylvania\r\nname: Greater Sylvania\r\n")
    assert file.stat().st_mode & 0o777 == 0o640
    assert [found.name for found in file.parent.iterdir() if found.name.startswith(".")] == []


def test_keeps_link_to_file(root: Path, state: Path) -> None:
    (root / PATH).rename(root / "relations/.kept")
    (root / PATH).symlink_to(".kept")

    publish(root, rename(), ADA, state=state)

    assert (root / PATH).is_symlink()
    assert NEW in (root / "relations/.kept").read_text("utf-8")


@pytest.mark.parametrize("step", ["open", "replace"])
def test_reports_unwritable_file(checkout: Path, state: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before, content = status_of(checkout.parent), (checkout / PATH).read_bytes()
    real = getattr(Path, step)

    def refuse(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.name.startswith(".azrel-"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, step, refuse)
        with pytest.raises(
            Unwritable, match=rf"cannot write .*{PATH}: Permission denied: let this user write in .*relations"
        ):
            publish(checkout, rename(), ADA, state=state)
    assert (checkout / PATH).read_bytes() == content
    assert status_of(checkout.parent) == before


def test_writes_all_files_or_none(root: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = "relations/ruritania.yaml"
    edits = [rename(), rename("name: Ruritania\n", "name: Old Ruritania\n", other)]
    before = {path: (root / path).read_bytes() for path in (PATH, other)}
    real, moves = Path.replace, []

    def fail_the_second(path: Path, target: Path) -> Path:
        moves.append(target)
        if len(moves) == 2:
            raise OSError(28, "No space left on device", str(target))
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail_the_second)
        with pytest.raises(Unwritable, match="No space left on device"):
            publish(root, lambda files: {**edits[0](files), **edits[1](files)}, ADA, state=state)
    assert {path: (root / path).read_bytes() for path in (PATH, other)} == before

    assert len(publish(root, lambda files: {**edits[0](files), **edits[1](files)}, ADA, state=state).paths) == 2


def test_reports_unwritable_state_folder(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Unwritable, match="name a folder that can be written in AZREL_STATE_DIR"):
        publish(root, rename(), ADA, state=tmp_path / "file")
    with pytest.raises(NotPublished, match="cannot read the knowledge"):
        publish(tmp_path / "none", rename(), ADA, state=tmp_path / "state")
