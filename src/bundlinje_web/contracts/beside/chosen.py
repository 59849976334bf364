"""The figures that a recommendation is to tell: the newest scenario that somebody chose for it."""

from __future__ import annotations

from bundlinje_web.contracts.models import BusinessCase, Contract


def chosen_of(contract: Contract) -> BusinessCase | None:
    """The scenario chosen for the recommendation: its `surplus`, its levers in `summary`, and its digest."""
    return contract.cases.filter(summary__for_use=True).order_by("-recorded_at").first()
