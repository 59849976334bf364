"""What every test may rely on: known requirement ids, the same examples each run, and no way out to the network."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from requirements import catalogue, ids_of

# The same examples in every run and on every machine: a red test stays red until it is mended. How fast the machine
# is proves nothing. `pytest --hypothesis-profile=explore` looks for new examples.
settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", deadline=None, max_examples=2_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
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
