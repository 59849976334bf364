"""The contract that says nearly everything, and the kinds of every shelf."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bundlinje.comparisons.base import SHELF as COMPARISONS
from bundlinje.comparisons.base import Compared
from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract
from bundlinje.facts.base import SHELF as FACTS
from bundlinje.figures.base import SHELF as FIGURES
from bundlinje.grammar.part import Kind
from bundlinje.limits.base import SHELF as LIMITS
from bundlinje.measures.base import SHELF as MEASURES
from bundlinje.splits.base import SHELF as SPLITS
from bundlinje.terms.base import SHELF as TERMS

SHELVES = (FACTS, MEASURES, FIGURES, COMPARISONS, TERMS, LIMITS, SPLITS)
EVERYTHING = Path(__file__).parent / "everything.yaml"


def kinds() -> Iterator[type[Kind]]:
    """Every kind of every shelf, and the comparison itself."""
    for shelf in SHELVES:
        yield from shelf.kinds.values()
    yield Compared


@pytest.fixture(scope="session")
def everything() -> Contract:
    return read_contract(EVERYTHING)
