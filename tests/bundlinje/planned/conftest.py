"""The invented contract, to build with parts of it replaced."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.bundlinje.planned.invented import invented

from bundlinje.contract.model import Contract


@pytest.fixture(scope="session")
def contract() -> Callable[..., Contract]:
    """Builds the invented contract."""
    return invented
