"""What every action obeys, shown on one that notes where the head of a chain was printed."""

from __future__ import annotations

import pytest

from bundlinje_web.acting import ANYONE, Actor, NotAllowed, Policy, Right, Role, Scope, system
from bundlinje_web.audit.actions.note_guards import note_guards
from bundlinje_web.audit.models import Record, Seal

pytestmark = pytest.mark.django_db


def test_smoke() -> None:
    n = Record.objects.count()
    note_guards(system("installation"), "sqlite", 3, "a" * 64)
    assert Record.objects.count() == n + 1
    assert Seal.objects.count() == n + 1
