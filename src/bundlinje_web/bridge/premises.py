"""The premises of a contract: what the Council and the aldermen say yes to before the final text is written.

Parties and their roles, capital, intake, periods, and the clauses that bound the greatest payment: terms with their
prices, who pays, limits and guarantee. Reasons, sources and titles are no premises: they may be written better.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bundlinje.contract.model import plain

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract

SECTIONS = (
    "parties", "capital", "periods", "cohort", "cohorts", "terms", "limits", "payers", "receivers", "guarantee", "legs",
)  # fmt: skip
REMARKS = frozenset({"source", "assumed", "note", "title", "clause", "saving", "formerly"})
"""What may be said in other words without changing what is agreed."""


def premises(contract: Contract) -> Mapping[str, Any]:
    """The premises of a contract as plain data."""
    data = plain(contract)
    return {section: _bare(data[section]) for section in SECTIONS if section in data}


def _bare(data: Any) -> Any:
    """Data without remarks; a value that only a remark stood beside is the value itself."""
    if isinstance(data, list):
        return [_bare(one) for one in data]
    if not isinstance(data, dict):
        return data
    kept = {key: _bare(value) for key, value in data.items() if key not in REMARKS}
    for alone in ("amount", "value", "shares"):
        if set(kept) == {alone}:
            return kept[alone]
    return kept


def premises_digest(contract: Contract) -> str:
    """SHA-256 of the premises: two versions with the same need no new decision."""
    text = json.dumps(premises(contract), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
