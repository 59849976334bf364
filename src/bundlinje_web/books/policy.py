"""Who may see the fund and what stands beside its investments, hold it against what was printed, and explain."""

from __future__ import annotations

from bundlinje_web.acting import EVERYTHING, Policy, Role
from bundlinje_web.contracts.beside.policy import SEE_FUND, SEE_INVESTMENTS, SEE_NUMBERS

KEEP_FORECAST = Policy("books.keep_forecast", {Role.SYSTEM: EVERYTHING})
"""What was drawn is kept by the job that drew it; nobody writes a forecast by hand."""
DRAW_AGAIN = SEE_FUND
"""Whoever reads the forecast may ask for it to be drawn again from the books as they are now."""
CONTROL = Policy("books.control", {Role.SECRETARIAT: EVERYTHING, Role.FINANCE: EVERYTHING, Role.AUDITOR: EVERYTHING})
"""Those who answer for the books, and those who audit them, hold them against what was printed."""
EXPLAIN = Policy("books.explain", {Role.SECRETARIAT: EVERYTHING, Role.FINANCE: EVERYTHING})
"""A difference is explained by those who answer for the numbers."""
CONFIRM = Policy("books.confirm", {Role.FINANCE: EVERYTHING})
"""That a difference may stand is confirmed by finance: never by the one who asked for it."""

__all__ = [
    "CONFIRM",
    "CONTROL",
    "DRAW_AGAIN",
    "EXPLAIN",
    "KEEP_FORECAST",
    "SEE_FUND",
    "SEE_INVESTMENTS",
    "SEE_NUMBERS",
]
