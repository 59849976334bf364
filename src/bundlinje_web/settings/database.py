"""A database said as one address, as Django wants it: `sqlite:///office.db` or `postgresql://user:secret@host/name`."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from bundlinje.problems import Refused, error

# WAL lets people read while somebody writes. A writer takes the lock when it begins, so that two never meet half-way.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def sqlite(file: Path) -> dict[str, Any]:
    """A database in one file, which SQLite makes when it is first asked."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": dict(_SQLITE)}


def postgresql(address: str) -> dict[str, Any]:
    """A database on a PostgreSQL server; what stands after `?` is handed to libpq, `host` may be a socket's folder."""
    said = urlsplit(address)
    options: dict[str, Any] = dict(parse_qsl(said.query))
    host, port = options.pop("host", said.hostname or ""), options.pop("port", said.port or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(said.path.lstrip("/")),
        "USER": unquote(said.username or ""),
        "PASSWORD": unquote(said.password or ""),
        "HOST": unquote(host),
        "PORT": str(port),
        "OPTIONS": options,
    }


def database(address: str) -> dict[str, Any]:
    """The database at an address. Raises `Refused` where the address is of neither kind or names no database."""
    kind, _, rest = address.partition("://")
    match kind, rest.partition("/")[2].partition("?")[0]:
        case "sqlite", str(file) if file:
            return sqlite(Path(file))
        case (("postgresql" | "postgres"), str(name)) if name:
            return postgresql(address)
        case _:
            raise Refused([error("settings.database")])
