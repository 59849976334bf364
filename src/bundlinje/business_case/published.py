"""What public documents state of a case, held against what the case comes to: both figures, and how far apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.budget_views import by_horizon, department_row, investment
from bundlinje.business_case.flows import Side, of_side
from bundlinje.business_case.parts import Published, Sector
from bundlinje.business_case.worked import Worked
from bundlinje.money import Ore


@dataclass(frozen=True, slots=True)
class Compared:
    """A published result beside the case's own: amounts in øre, or years for a break-even.

    `own` is none where the case does not come to one. `difference` is own less published.
    """

    what: str
    stated: int | None
    own: int | None
    source: str

    @property
    def difference(self) -> int | None:
        """How much larger, or later, the case's own result is; none where one of the two is unknown."""
        return None if self.own is None or self.stated is None else self.own - self.stated


def compared(worked: Worked) -> tuple[Compared, ...]:
    """Every published result of a case beside its own, in the order they are stated."""
    return tuple(
        Compared(one.what, _stated(one), _own(worked, one), one.source or one.assumed or "")
        for one in worked.case.published
    )


def _stated(one: Published) -> int | None:
    if one.what == "break_even_year":
        return one.year
    return None if one.amount is None or one.amount.value is None else int(one.amount.value.value)


def _own(worked: Worked, one: Published) -> int | None:
    line = bottom_line(worked, Sector.MUNICIPALITY.value)
    if one.what == "break_even_year":
        return line.break_even.stays
    if one.what == "surplus":
        return _surplus(worked, one)
    if one.what == "investment":
        return investment(flow for flow in worked.all_flows if one.year is None or flow.year <= one.year)
    if one.what == "repayment":
        return -sum(min(flow.ore, 0) for flow in of_side(worked.flows, Side.REPAYMENT))
    row = department_row(worked, one.department or _department(worked), until=one.year)
    return {"decentral_repayment": row.repayment, "decentral_saving": row.saving, "net_saving": row.net}[one.what]


def _department(worked: Worked) -> str:
    return next(_departments(worked), "")


def _departments(worked: Worked) -> Iterator[str]:
    return (one.department for one in worked.case.consequences if one.department)


def _surplus(worked: Worked, one: Published) -> Ore | None:
    """The municipality's accumulated net by a year, or after so many years; of all years if neither is said."""
    rows = by_horizon(worked)
    if one.after is not None:
        return next((row.surplus for row in rows if row.years == one.after.months // 12), None)
    if one.year is not None:
        return next((row.surplus for row in rows if row.until == one.year), None)
    return rows[-1].surplus if rows else None
