"""PostgreSQL, which the application's tests run on a second time: found, or installed where apt can.

`python tools/postgres.py run -- COMMAND` starts a server on a socket in a folder of its own, tells COMMAND its address
in BUNDLINJE_DATABASE_URL, and leaves nothing behind. A server will not run as root: where root asks, it runs as the
machine's user `nobody`.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from programs import Program, first_of

OLDEST = 15
_HOMES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
# What is lost in a crash does not matter here, and waiting for the disk is most of what a small test does.
_CARELESS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
)


def _version(home: Path) -> int:
    """The server's main version, 0 where it cannot be told."""
    said = subprocess.run([home / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(number[1]) if number else 0


def _candidates() -> Iterator[Path]:
    for home in _HOMES:
        yield from sorted(Path("/").glob(home.lstrip("/")), reverse=True)
    if named := first_of("postgres"):
        yield Path(named).resolve().parent


def programs() -> str | None:
    """The folder of a server's programs that are new enough, if this machine has them."""
    whole = (home for home in _candidates() if all((home / name).exists() for name in ("initdb", "pg_ctl", "postgres")))
    return next((str(home) for home in whole if _version(home) >= OLDEST), None)


POSTGRES = Program(
    what=f"The tests run the application on a PostgreSQL server, version {OLDEST} or newer",
    find=programs,
    package="postgresql",
    mac="brew install postgresql",
    found="If it is installed, put `postgres` on your PATH.",
)


def _as_somebody(folder: Path) -> list[str]:
    """What to put before the server's programs; where root asks, the folder is handed to the user they then run as."""
    if os.geteuid() != 0:
        return []
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]


@contextmanager
def server(home: Path) -> Iterator[str]:
    """The address of a new, empty server that runs for as long as this is open."""
    folder = Path(mkdtemp(prefix="bundlinje-pg-"))
    try:
        before, data = _as_somebody(folder), str(folder / "data")
        make = ["-D", data, "-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        _quietly([*before, str(home / "initdb"), *make], folder)
        control = [*before, str(home / "pg_ctl"), "-D", data, "-w"]
        _quietly([*control, "-l", str(folder / "log"), "-o", f"-k {folder} {_CARELESS}", "start"], folder)
        try:
            yield f"postgresql://app@/postgres?host={folder}"
        finally:
            _quietly([*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _quietly(command: Sequence[str], folder: Path) -> None:
    """Run one of the server's programs, which speak only when something is wrong."""
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        log = folder / "log"
        raise RuntimeError(f"{done.stderr}{log.read_text('utf-8') if log.exists() else ''}")


def run(command: Sequence[str]) -> int:
    """Run a command beside a server of its own; the answer is the command's."""
    home = POSTGRES.find()
    if home is None:
        print(POSTGRES.advice(), file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is put away however this ends
    with server(Path(home)) as address:
        environment = {**os.environ, "BUNDLINJE_DATABASE_URL": address}
        return subprocess.run(command, env=environment, check=False).returncode


def main(words: Sequence[str]) -> int:
    """Have a server's programs here, or run a command beside a server: `run -- COMMAND`."""
    match words:
        case []:
            return POSTGRES.have()
        case ["run", "--", *command] if command:
            return run(command)
        case _:
            print("usage: postgres.py [run -- COMMAND …]", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
