"""What the tests of the audit share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.bundlinje_web import made
from tests.bundlinje_web.audit import sample

from bundlinje_web.acting import Actor, Right, Role, Scope


@pytest.fixture
def samples(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tables of invented rows, guarded like all others."""
    with sample.known(monkeypatch):
        yield


@pytest.fixture
def auditor(request: pytest.FixtureRequest) -> Actor:
    """Somebody who may read the audit and have it examined; where there are people, one of them."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("db")
        return made.actor(made.person("auditor"))
    person = "5b3f6a52-0f0c-4a5e-9a64-2a4f9f3f8f01"
    return Actor(person, "Tora Birkmose", (Right("a-grant", Role.AUDITOR, Scope.ALL, person=person),))
