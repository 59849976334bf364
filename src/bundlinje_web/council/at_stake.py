"""What a version would bind: the capital it raises, as its text says."""

from __future__ import annotations

from bundlinje.contract.sense.outlook import fixed
from bundlinje.money import Ore
from bundlinje_web.bridge.contract import examined
from bundlinje_web.contracts.models import Version


def capital(version: Version) -> Ore | None:
    """The capital in øre; none where the text cannot be made out, or some of it is not known."""
    contract = examined(version.text, version.contract.code).newest
    if contract is None or not contract.capital:
        return None
    parts = [fixed(amount) for amount in contract.capital.values()]
    known = [part for part in parts if part is not None]
    return Ore(sum(known)) if len(known) == len(parts) else None
