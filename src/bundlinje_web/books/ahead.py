"""The fund's forecast as the books' pages show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje_web.bridge.forecast import fund_ahead
from bundlinje_web.contracts.beside.folder import folder

if TYPE_CHECKING:
    from bundlinje.report.fund_ahead import FundAhead


def looked_ahead() -> FundAhead:
    """The forecast from the books as they are now: drawn once, then remembered until a file changes."""
    return fund_ahead(folder())
