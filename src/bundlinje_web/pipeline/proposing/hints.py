"""Friendly hints while a proposal is written: what the Council will look for (INB-09). Never a stop (PP-18)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bundlinje.money import ORE_PER_KRONE

FEW = 30
"""Below this many a year, luck alone moves the result a lot."""

SMALL = 500_000 * ORE_PER_KRONE
"""Below this, following up and settling costs much of the whole (PP-04)."""

Answers = Mapping[str, Any]
_RULES: tuple[tuple[str, Callable[[Answers], bool]], ...] = (
    ("size_unknown", lambda told: "target" in told and told.get("per_year") is None),
    ("size", lambda told: (told.get("per_year") or FEW) < FEW),
    ("mature", lambda told: told.get("evidence") == "untried"),
    ("parties", lambda told: told.get("agreed") == "hoped"),
    ("cost", lambda told: told.get("cost_ore") is not None and told["cost_ore"] < SMALL),
    ("gain", lambda told: bool(told.get("no_gain"))),
    ("payer", lambda told: told.get("falls_on") == ["unknown"]),
)


def hints(told: Answers) -> tuple[str, ...]:
    """The codes of the hints that fit what has been answered so far, in the checklist's order."""
    return tuple(code for code, fits in _RULES if fits(told))
