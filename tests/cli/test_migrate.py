import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli

Run = Callable[..., tuple[object, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`azrel migrate` in an environment: its status, standard output and standard error."""
    for name in ("AZREL_DATABASE_URL", "DATABASE_URL", "AZREL_STATE_DIR", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)

    def migrate(*options: str, **environment: str) -> tuple[object, str, str]:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as stopped:
            cli.main(["migrate", *options])
        return stopped.value.code, *capsys.readouterr()

    return migrate


def test_migrates_once(run: Run, tmp_path: Path) -> None:
    assert run(AZREL_STATE_DIR=str(tmp_path)) == (0, f"SQLite, {tmp_path}/azrel.db: migrated\n", "")
    assert run() == (0, f"SQLite, {tmp_path}/azrel.db: nothing to migrate\n", "")
    assert json.loads(run("--json")[1]) == {"database": f"SQLite, {tmp_path}/azrel.db", "migrated": False}


def test_nearest_setting_names_the_database(run: Run, tmp_path: Path) -> None:
    for number, (name, value, file) in enumerate(
        (
            ("HOME", str(tmp_path), ".local/state/azrel/azrel.db"),
            ("XDG_STATE_HOME", str(tmp_path / "xdg"), "xdg/azrel/azrel.db"),
            ("AZREL_STATE_DIR", str(tmp_path / "state"), "state/azrel.db"),
            ("DATABASE_URL", f"sqlite:///{tmp_path}/hosts.db", "hosts.db"),
            ("AZREL_DATABASE_URL", f"sqlite:///{tmp_path}/own.db", "own.db"),
        )
    ):
        assert run(**{name: value})[1] == f"SQLite, {tmp_path}/{file}: migrated\n", number


def test_reports_failure_without_password(run: Run, tmp_path: Path) -> None:
    status, _, error = run(DATABASE_URL="mysql://bot:s3cret@db.example/azrel")
    assert status == 2
    assert error.startswith("azrel: the database's address is neither of PostgreSQL nor of SQLite: write postgresql://")

    status, _, error = run(DATABASE_URL="postgres://bot:s3cret@127.0.0.1:1/azrel")
    assert status == 2
    assert "the database cannot be migrated (PostgreSQL, 127.0.0.1:1/azrel): OperationalError: connection fail" in error
    assert "s3cret" not in error
