"""The demonstration's story, told once for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from bundlinje_web.demo.loading import load

TODAY = date(2026, 11, 23)
"""The day the story is told as of."""
AARHUS = Path(__file__).parents[3] / "examples" / "aarhus"


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """An office with the whole story in it; emptied when the module's tests are over."""
    with django_db_blocker.unblock():
        load(AARHUS, TODAY)
        yield
        call_command("flush", verbosity=0, interactive=False)
