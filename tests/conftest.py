"""What every test may rely on: known requirement ids, the same examples each run, and no way out to the network."""

from __future__ import annotations

import socket
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from requirements import catalogue, ids_of

# The same examples in every run and on every machine: a red test stays red until it is mended. How fast the machine
# is proves nothing. Fifty examples that never change keep what was found; `pytest --hypothesis-profile=explore` finds.
settings.register_profile(
    "steady",
    max_examples=50,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("explore", deadline=None, max_examples=2_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


HERE = Path(__file__).parent
WORKED_BY_HAND = HERE / "golden" / "test_mechanisms.py"
"""Every way to pay, by the answers worked out by hand: what is tried for the money path besides its own rooms."""


@cache
def _money_path() -> frozenset[str]:
    """Where the tests of the money path's own rooms are, as the one list of it in pyproject.toml names them."""
    told = tomllib.loads((HERE.parent / "pyproject.toml").read_text("utf-8"))
    return frozenset(name.rpartition(".")[2] for name in told["tool"]["coverage"]["run"]["source_pkgs"])


def _is_for_the_money_path(path: Path) -> bool:
    room = path.relative_to(HERE / "bundlinje").parts[0] if path.is_relative_to(HERE / "bundlinje") else ""
    return path == WORKED_BY_HAND or room.removeprefix("test_").removesuffix(".py") in _money_path()


def _watch_only_the_money_path(items: list[pytest.Item]) -> None:
    """Coverage counts a line that a test for the money path runs: one that others pass by on their way is not tried.

    It is also what makes the run bearable: a test takes nearly twice as long while it is watched.
    """
    for item in items:
        if not _is_for_the_money_path(item.path):
            item.add_marker(pytest.mark.no_cover)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.pluginmanager.hasplugin("_cov"):
        _watch_only_the_money_path(items)
    known = catalogue()
    strange = [f"{item.nodeid}: {id_}" for item in items for id_ in ids_of(item) if id_ not in known]
    if strange:
        raise pytest.UsageError("No such requirement in docs/requirements/requirements.md:\n" + "\n".join(strange))


@pytest.fixture(scope="session", autouse=True)
def _stay_on_this_machine() -> Any:
    """Refuse every connection that leaves the machine: a test that needs the network is a test of luck."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise OSError(f"tests do not use the network, and this one asked for {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield
