"""The municipality's surplus: from the saved business case where there is one, otherwise as it was written."""

from __future__ import annotations

from bundlinje.money import Ore
from bundlinje_web.contracts.models import BusinessCase
from bundlinje_web.pipeline.models import Case


def business_case_of(case: Case) -> BusinessCase | None:
    """The newest saved business case of the contract, the case itself and no scenario of it."""
    return case.contract.cases.filter(scenario="").first() if case.contract else None


def surplus_of(case: Case) -> Ore | None:
    """What the municipality gains in øre; none where it is not known."""
    saved = business_case_of(case)
    if saved is not None and saved.surplus is not None:
        return Ore(saved.surplus)
    return None if case.surplus is None else Ore(case.surplus)
