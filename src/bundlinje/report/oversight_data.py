"""What the Council must see to, as plain data for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bundlinje.contract.model import Contract
from bundlinje.fund.model import Fund
from bundlinje.fund.oversight import Conflict, areas, conflicts


def oversight_data(fund: Fund, contracts: Sequence[Contract], language: str = "da") -> dict[str, Any]:
    """Members' interests in parties, the area of every contract, and who may do what on the fund's behalf."""
    return {
        "interests": [_interest(one, language) for one in conflicts(fund, contracts)],
        "areas": [
            {"contract": one.contract, "area": one.area, "fits": str(one.fits), "known": list(one.known)}
            for one in areas(fund, contracts)
        ],
        "authorised": [
            {"to": one.to, "what": list(one.what), "source": one.source, "quote": one.quote}
            for one in fund.facts.authorisations
        ],
    }


def _interest(one: Conflict, language: str) -> dict[str, Any]:
    return {
        "contract": one.contract,
        "party": one.party,
        "member": one.member.name,
        "label": one.interest.post.text(language),
        "recused": one.recused,
        "source": one.interest.source,
        "quote": one.interest.quote,
    }
