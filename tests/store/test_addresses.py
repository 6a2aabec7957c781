import sys
from pathlib import Path

import pytest

from bot.store import StoreRefused, to_address
from bot.store.addresses import describe_address, to_engine

PASSWORD = "s3cr%3At"


@pytest.mark.parametrize(
    ("address", "name", "described"),
    [
        (f"postgres://bot:{PASSWORD}@db.example:5432/azrel", "postgresql", "PostgreSQL, db.example:5432/azrel"),
        (f"postgresql://bot:{PASSWORD}@db.example/azrel?sslmode=require", "postgresql", "PostgreSQL, db.example/azrel"),
        (f"postgresql+psycopg://bot:{PASSWORD}@[::1]:6543/azrel", "postgresql", "PostgreSQL, [::1]:6543/azrel"),
        (
            f"POSTGRES://bot:{PASSWORD}@a:1,b:2/azrel?target_session_attrs=primary",
            "postgresql",
            "PostgreSQL, a:1,b:2/azrel",
        ),
        (
            "postgres://bot:x@db.example/azrel?pgbouncer=true&connect_timeout=3",
            "postgresql",
            "PostgreSQL, db.example/azrel",
        ),
        ("postgresql:///azrel?host=/run/postgresql", "postgresql", "PostgreSQL, /run/postgresql/azrel"),
        ("sqlite:////var/lib/azrel/azrel.db", "sqlite", "SQLite, /var/lib/azrel/azrel.db"),
        ("sqlite:///azrel%20state.db", "sqlite", "SQLite, azrel state.db"),
        ("sqlite+aiosqlite:///azrel.db", "sqlite", "SQLite, azrel.db"),
    ],
)
def test_takes_addresses_as_hosts_give_them(address: str, name: str, described: str) -> None:
    assert to_engine(address).dialect.name == name
    assert describe_address(address) == described


@pytest.mark.parametrize(
    ("address", "cure"),
    [
        (f"mysql://bot:{PASSWORD}@db.example/azrel", "neither of PostgreSQL nor of SQLite: write postgresql://USER"),
        (f"bot:{PASSWORD}@db.example/azrel", "neither of PostgreSQL nor of SQLite"),
        ("", "neither of PostgreSQL nor of SQLite"),
        (
            f"postgresql+asyncpg://bot:{PASSWORD}@db.example/azrel",
            "another driver than psycopg: begin it with postgresql://",
        ),
        ("postgresql://bot:s3cr%zzt@db.example/azrel", "percent-encode"),
        (f"postgresql://bot:{PASSWORD}@db.example/azrel?schema=public", "its options: schema"),
        (f"postgresql://bot:{PASSWORD}@[db.example/azrel", "cannot be read"),
        ("sqlite://", "names a file alone"),
        ("sqlite:///:memory:", "names a file alone"),
        ("sqlite:///azrel.db?mode=ro", "names a file alone"),
        ("sqlite:/azrel.db", "names a file alone"),
    ],
)
def test_refuses_other_addresses_with_the_cure_and_without_the_password(address: str, cure: str) -> None:
    with pytest.raises(StoreRefused) as refused:
        to_engine(address)

    assert cure in str(refused.value)
    assert "s3cr" not in str(refused.value)


def test_says_how_to_get_the_driver_of_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreRefused, match=r"pip install 'azrel\[postgres\]'"):
        to_engine("postgres://db.example/azrel")


def test_names_the_file_in_a_state_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a state %20?#é"
    assert describe_address(to_address(folder)) == f"SQLite, {folder / 'azrel.db'}"
