"""Addresses of databases, in the forms that people and hosts write, converted to engines."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from sqlalchemy import URL, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.errors import StoreRefused

# A longer wait for a lock, a connection or the network means that the store is down.
SECONDS_FOR_LOCK = 2.0
_SECONDS_TO_CONNECT = 2
_CONNECTIONS_OF_SQLITE, _CONNECTIONS = 8, 8

_POSTGRES = ("postgres", "postgresql", "postgresql+psycopg")
_SQLITE = ("sqlite", "sqlite+aiosqlite")
_TAKEN = "write postgresql://USER:PASSWORD@HOST/DATABASE, or sqlite:////FOLDER/FILE"
# Options that hosts add for other programs, and that libpq refuses.
_NOT_LIBPQ = {"pgbouncer"}


def to_engine(address: str) -> AsyncEngine:
    """Return the engine for an address, without a connection yet.

    Each statement is a transaction of its own unless one is begun. No message repeats the address or a value, since
    they may hold a password or people's words. Raises StoreRefused where no supported driver connects to such an
    address.
    """
    scheme = address.partition(":")[0].lower()
    if scheme in _SQLITE:
        return _to_sqlite(_to_path(address))
    if scheme in _POSTGRES:
        return _to_postgres(address)
    kind = scheme.partition("+")[0]
    if kind in ("postgres", "postgresql"):
        raise StoreRefused("the database's address names another driver than psycopg: begin it with postgresql://")
    raise StoreRefused(f"the database's address is neither of PostgreSQL nor of SQLite: {_TAKEN}")


def describe_address(address: str) -> str:
    """Describe the database of an address, without user and password."""
    if address.partition(":")[0].lower() in _SQLITE:
        return f"SQLite, {_to_path(address)}"
    return f"PostgreSQL, {_split(address)}"


def is_sqlite(engine: AsyncEngine) -> bool:
    """Return whether an engine's database is a SQLite file."""
    return engine.dialect.name == "sqlite"


def _to_path(address: str) -> Path:
    """Read the path of a SQLite file as SQLAlchemy writes it: after three slashes, a fourth begins an absolute path."""
    rest = address.partition(":")[2]
    path = unquote(rest.partition("?")[0].removeprefix("///"))
    if not rest.startswith("///") or "?" in rest or path in ("", ":memory:"):
        raise StoreRefused("the address of a SQLite database names a file alone: write sqlite:////FOLDER/FILE")
    return Path(path)


def _to_sqlite(path: Path) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"timeout": SECONDS_FOR_LOCK},
        pool_size=_CONNECTIONS_OF_SQLITE,
        max_overflow=0,
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: object, _: object) -> None:
    """Let readers and one writer work at the same time, also from several processes."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    # A crash of the machine may undo the newest transactions; a killed process loses none.
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _split(address: str) -> str:
    """Return the host and the database of PostgreSQL's address."""
    try:
        parts = urlsplit(address)
        hosts = parts.netloc.rpartition("@")[2] or dict(parse_qsl(parts.query)).get("host", "this machine")
        return f"{hosts}{parts.path}"
    except ValueError:
        raise StoreRefused(f"the address of the PostgreSQL database cannot be read: {_TAKEN}") from None


def _to_postgres(address: str) -> AsyncEngine:
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise StoreRefused(
            "the database's address is of PostgreSQL, which needs the extra postgres: pip install 'azrel[postgres]'"
        ) from None
    _split(address)
    rest, _, query = address.partition(":")[2].partition("?")
    asked = "&".join(item for item in query.split("&") if item.partition("=")[0] not in _NOT_LIBPQ)
    url = f"postgresql:{rest}?{asked}"
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # The driver's own message may repeat the password.
        names = ", ".join(name for name, _ in parse_qsl(asked)) or "none"
        raise StoreRefused(
            f"the address of the PostgreSQL database cannot be read: {_TAKEN}; percent-encode what is neither letter "
            f"nor digit in user and password, and keep no option that libpq does not know (its options: {names})"
        ) from None
    wanted = {
        "connect_timeout": _SECONDS_TO_CONNECT,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 2,
        "tcp_user_timeout": 5_000,
        "application_name": "azrel",
    }

    async def connect() -> psycopg.AsyncConnection:
        # Behind a pooler, the next connection does not have the statements that this one prepared.
        more = {name: value for name, value in wanted.items() if name not in given}
        return await psycopg.AsyncConnection.connect(url, prepare_threshold=None, **more)  # type: ignore[arg-type]

    return create_async_engine(
        "postgresql+psycopg://",
        async_creator=connect,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        use_native_hstore=False,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,
        pool_recycle=1_800,
    )
