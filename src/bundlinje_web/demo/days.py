"""Days that papers tell of only roughly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bundlinje.dates import add_months

if TYPE_CHECKING:
    from bundlinje.contract.parts import Moment


def last_day(moment: Moment) -> date:
    """The last day it can mean: of the year or the month, where no more is known."""
    first = moment.first_day()
    if moment.day is not None:
        return first
    return add_months(first, 1 if moment.month is not None else 12) - timedelta(days=1)
