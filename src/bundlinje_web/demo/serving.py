"""Serving an office on this machine alone, by the server that production uses, until it is told to stop."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings

PATIENCE, STEP = 60.0, 0.1
"""Seconds to wait for the first answer, and between two looks."""
_THREADS, _LAST = 4, 3
"""Requests answered at once, and seconds in which a process that is told to end may finish what it does."""
_LOCAL_NAMES = {"localhost"}


class DidNotAnswer(RuntimeError):  # noqa: N818 - it says what happened
    """The server stopped, or gave no page, before its first answer."""


def is_local(host: str) -> bool:
    """Whether an address reaches nobody but this machine."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host in _LOCAL_NAMES


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or another that is free where somebody has it."""
    for port in (wanted, 0):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                tried.bind((host, port))
                return int(tried.getsockname()[1])
    raise DidNotAnswer(host)


@contextmanager
def served(host: str, port: int, fund: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The office served from a process of its own, entered when it has answered and ended when it is left.

    `fund` is the folder of the fund whose books it shows.

    Raises `DidNotAnswer`.
    """
    with subprocess.Popen(_words(host, port), env=_environment(fund)) as server:  # noqa: S603 - our own words alone
        try:
            _wait_for(server, host, port)
            yield server
        finally:
            _end(server)


def wait_for_end(server: subprocess.Popen[bytes]) -> None:
    """Wait until it ends. A blocked wait would not hear Ctrl-C once Polars listens for it too; short ones do."""
    while server.poll() is None:
        time.sleep(STEP)


def _words(host: str, port: int) -> list[str]:
    told = {
        "interface": "wsgi",
        "host": host,
        "port": port,
        "blocking-threads": _THREADS,
        "log-level": "error",
        "workers-kill-timeout": _LAST,
    }
    options = [word for name, value in told.items() for word in (f"--{name}", str(value))]
    return [sys.executable, "-m", "granian", *options, "bundlinje_web.wsgi:application"]


def _environment(fund: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        "BUNDLINJE_OFFICE_FOLDER": str(settings.FOLDER),
        "BUNDLINJE_FUND_FOLDER": str(fund.absolute()),
    }


def _wait_for(server: subprocess.Popen[bytes], host: str, port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        status = None if server.poll() is not None else _status(host, port)
        if status == HTTPStatus.OK:
            return
        if status is not None or server.poll() is not None:
            break
        time.sleep(STEP)
    raise DidNotAnswer(f"{host}:{port}")


def _status(host: str, port: int) -> int | None:
    """How the front answers; nothing while nobody is there yet."""
    asked = HTTPConnection(host.strip("[]"), port, timeout=PATIENCE)
    try:
        asked.request("GET", "/", headers={"Host": "localhost"})
        return asked.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        asked.close()


def _end(server: subprocess.Popen[bytes]) -> None:
    """Ask it to end, and make it end where it does not."""
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
