"""The journal for programs: entries with their legs in øre."""

from __future__ import annotations

from typing import Any

from bundlinje.fund.model import Fund
from bundlinje.ledger import Journal


def entries_data(journal: Journal) -> list[dict[str, Any]]:
    """Every entry in booking order; debit is positive."""
    return [
        {
            "id": entry.id,
            "day": entry.day.isoformat(),
            "kind": entry.kind,
            "source": entry.source or None,
            "assumed": entry.assumed or None,
            "corrects": entry.corrects,
            "legs": [{"account": leg.account.name, "amount_ore": leg.ore} for leg in entry.postings],
        }
        for entry in journal
    ]


def names_of(fund: Fund, language: str) -> dict[str, str]:
    """What the fund's own file calls its lines and pots."""
    lines = {line.id: line.label.text(language) for line in fund.lines}
    return lines | {pool.id: pool.label.text(language) for pool in fund.facts.outcomes_funds}
