"""Fixed: an amount that falls due on a schedule, whatever the results."""

from __future__ import annotations

from typing import ClassVar

from bundlinje.dates import day_number
from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.part import Says
from bundlinje.grammar.written import Day
from bundlinje.terms.base import Entries, Ground, Term, unit_entries
from bundlinje.terms.timing import Schedule


class FixedFee(Term):
    """The amount on each scheduled day to the cut-off; interest counts from the former one, first from `since`."""

    key: ClassVar[str] = "fixed"
    says: ClassVar[Says] = Says(
        da="der betales {fixed} {due}, uanset resultaterne[; renter regnes fra {since}]",
        en="{fixed} is paid {due}, whatever the results[; interest counts from {since}]",
    )
    example: ClassVar[str] = "{id: fee, fixed: 50 000 kr, due: every month from 2024-01-01 until 2026-12-31}"

    fixed: AnyAmount
    due: Schedule
    since: Day | None = None

    def entries(self, ground: Ground) -> Entries:
        days = self.due.numbers()
        rows = ground.schedule_rows(days, day_number(self.since) if self.since else days[0])
        price, prices = ground.priced(self.fixed, rows, f"terms.{self.id}.fixed")
        return unit_entries(rows, price, prices)
