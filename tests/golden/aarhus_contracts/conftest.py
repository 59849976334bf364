"""The Aarhus examples, each read once: contracts, facts, and the settlements of all follow-ups with facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.golden.examples import EXAMPLES, contract_of

from bundlinje.contract.model import Contract
from bundlinje.facts import read_facts
from bundlinje.settlement.result import Settlement
from bundlinje.settlement.settle import settle_history

EXPECTED: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))


@cache
def settled(name: str) -> tuple[Settlement, ...]:
    contract = contract_of(name)
    facts = read_facts(EXAMPLES / "facts" / name, contract.facts)
    return settle_history(contract, facts, until=max(EXPECTED[name]["follow_ups"]))


@pytest.fixture(scope="session")
def examples() -> Path:
    return EXAMPLES


@pytest.fixture(scope="session")
def contract() -> Callable[[str], Contract]:
    return contract_of


@pytest.fixture(scope="session")
def settlements() -> Callable[[str], Sequence[Settlement]]:
    return settled
