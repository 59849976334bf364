"""A contract's settlements to date against what was expected, as plain data for JSON. Amounts are whole øre."""

from __future__ import annotations

from typing import Any

from bundlinje.settlement.to_date import ToDate


def to_date_data(found: ToDate) -> dict[str, Any]:
    """Repayment expected and paid, by year, by payer with its saving, and by sector. What nobody said is null."""
    return {
        "expected_ore": found.expected,
        "paid_ore": found.paid,
        "years": [{"year": one.year, "expected_ore": one.expected, "paid_ore": one.paid} for one in found.years],
        "payers": [
            {
                "account": one.account,
                "saving_ore": one.saving,
                "paid_ore": one.paid,
                "net_ore": one.net,
                "pays_more_than_it_saves": one.pays_more_than_it_saves,
            }
            for one in found.payers
        ],
        "sectors": [{"sector": one.sector, "gain_ore": one.gain, "paid_ore": one.paid} for one in found.sectors],
    }
