"""The contracts of the Aarhus examples, each read once in a worker however many tests look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract

EXAMPLES = Path(__file__).parents[2] / "examples" / "aarhus"


@cache
def contract_of(name: str) -> Contract:
    """The contract of that name, as its file says it."""
    return read_contract(EXAMPLES / "contracts" / f"{name}.yaml")
