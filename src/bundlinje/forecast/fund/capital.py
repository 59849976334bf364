"""The capital that an account has signed for in a contract."""

from __future__ import annotations

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import fixed
from bundlinje.money import Ore


def capital_of(contract: Contract, account: str) -> Ore | None:
    """What the owner of an account puts in, in øre, as the contract says; none where it says no sum."""
    owner = contract.accounts[account].of if account in contract.accounts else account
    return fixed((contract.capital or {}).get(owner))
