"""What a case brings by year, read off its flows."""

from __future__ import annotations

from bundlinje.business_case.flows import Side, by_year
from bundlinje.business_case.worked import Worked


def benefit(worked: Worked, item: str, account: str = "") -> dict[int, int]:
    """Øre by year of one consequence, in one account or in all."""
    flows = worked.item(Side.BENEFIT, item).flows
    return by_year(flow for flow in flows if account in ("", flow.account.name))
