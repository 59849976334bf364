"""Bottom lines: what a case is worth to somebody, year by year and in all, today and in kroner, and from when.

A bottom line is drawn for a view: everybody, the public, one sector, one account. Costs are shown positive; the net
is benefits less costs, and after repayment where repayments were added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from bundlinje.business_case.flows import Flow, Side
from bundlinje.business_case.parts import PUBLIC, Sector
from bundlinje.business_case.rate_of_return import Return, internal_rate_of_return
from bundlinje.business_case.worked import Worked
from bundlinje.data.discount import DiscountTable, factor
from bundlinje.money import Ore

EVERYBODY = "everybody"
PUBLIC_SECTOR = "public"


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The year in which the accumulated net is first zero or more, the year from which it stays so, and how it ends.

    Years before anything has moved do not count: nothing spent is not broken even.
    """

    first: int | None
    stays: int | None
    ends_at: Ore

    @property
    def ends_positive(self) -> bool:
        """Whether the accumulated net ends at zero or more."""
        return self.ends_at >= 0


@dataclass(frozen=True, slots=True)
class BottomLine:
    """What a case brings one view in each year, and what that comes to. Amounts in øre; present values exact."""

    view: str
    years: tuple[int, ...]
    benefits: tuple[Ore, ...]
    costs: tuple[Ore, ...]
    repayments: tuple[Ore, ...]
    discount: DiscountTable
    participants: Fraction
    successes: Fraction

    @property
    def net(self) -> tuple[Ore, ...]:
        """Benefits less costs, and repayments received or paid, by year."""
        rows = zip(self.benefits, self.costs, self.repayments, strict=True)
        return tuple(benefit - cost + repaid for benefit, cost, repaid in rows)

    @property
    def cumulated(self) -> tuple[Ore, ...]:
        """The net up to and including each year, undiscounted."""
        return tuple(accumulate(self.net))

    @property
    def total(self) -> Ore:
        """The net of all years, undiscounted."""
        return sum(self.net)

    def present_value(self, amounts: Sequence[Ore]) -> Fraction:
        """What yearly amounts are worth in the base year, in exact øre."""
        return sum((factor(self.discount, t) * ore for t, ore in enumerate(amounts)), Fraction(0))

    @property
    def net_present_value(self) -> Fraction:
        """What the net is worth in the base year."""
        return self.present_value(self.net)

    @property
    def cumulated_present_value(self) -> tuple[Fraction, ...]:
        """The present value of the net up to and including each year."""
        return tuple(accumulate(factor(self.discount, t) * ore for t, ore in enumerate(self.net)))

    @property
    def benefit_cost_ratio(self) -> Fraction | None:
        """Present value of benefits over that of costs, before repayment; none where nothing is spent."""
        costs = self.present_value(self.costs)
        return self.present_value(self.benefits) / costs if costs > 0 else None

    @property
    def internal_rate_of_return(self) -> Return:
        """The rate at which the net is worth nothing."""
        return internal_rate_of_return(self.net)

    @property
    def per_participant(self) -> Fraction | None:
        """Net present value for each who starts; none without participants."""
        return self.net_present_value / self.participants if self.participants else None

    @property
    def per_success(self) -> Fraction | None:
        """Net present value for each success; none without successes."""
        return self.net_present_value / self.successes if self.successes else None

    @property
    def break_even(self) -> BreakEven:
        """When the accumulated undiscounted net turns, and whether it stays turned."""
        return break_even(self.years, self.net)

    @property
    def break_even_discounted(self) -> int | None:
        """The first year from which the accumulated present value is zero or more to the end."""
        return _stays(self.years, self.cumulated_present_value)


def break_even(years: Sequence[int], net: Sequence[Ore]) -> BreakEven:
    """The break-even of yearly net amounts."""
    sums = tuple(accumulate(net))
    moved = next((i for i, ore in enumerate(net) if ore), len(net))
    first = next((year for year, ore in list(zip(years, sums, strict=True))[moved:] if ore >= 0), None)
    stays = _stays(years[moved:], sums[moved:])
    return BreakEven(first, stays, sums[-1] if sums else 0)


def _stays(years: Sequence[int], sums: Sequence[Ore | Fraction]) -> int | None:
    found = None
    for year, ore in zip(reversed(years), reversed(sums), strict=True):
        if ore < 0:
            return found
        found = year
    return found


def bottom_line(worked: Worked, view: str = EVERYBODY) -> BottomLine:
    """The bottom line of a view: `everybody`, `public`, a sector, a party or one of its accounts."""
    return drawn_up(worked, view, sees(view))


def drawn_up(worked: Worked, view: str, seen: Callable[[Flow], bool]) -> BottomLine:
    """The bottom line of the flows a view sees."""
    flows = [flow for flow in worked.flows if seen(flow)]
    years = tuple(worked.years)
    return BottomLine(
        view=view,
        years=years,
        benefits=_row(flows, Side.BENEFIT, years),
        costs=tuple(-ore for ore in _row(flows, Side.COST, years)),
        repayments=_row(flows, Side.REPAYMENT, years),
        discount=worked.discount,
        participants=worked.participants,
        successes=sum((success.number for success in worked.successes), Fraction(0)),
    )


def sees(view: str) -> Callable[[Flow], bool]:
    """Which flows a view sees."""
    if view == EVERYBODY:
        return lambda _: True
    if view == PUBLIC_SECTOR:
        return lambda flow: flow.account.sector in PUBLIC
    if view in {sector.value for sector in Sector}:
        return lambda flow: flow.account.sector.value == view
    return lambda flow: view in (flow.account.name, flow.account.department)


def views(worked: Worked) -> tuple[str, ...]:
    """Everybody, every sector that has a flow, and every account of a sector that has several."""
    accounts = sorted({flow.account for flow in worked.flows})
    sectors = dict.fromkeys(account.sector.value for account in accounts)
    named = [account.name for account in accounts if account.name not in sectors]
    return (EVERYBODY, *sectors, *named)


def _row(flows: Iterable[Flow], side: Side, years: Sequence[int]) -> tuple[Ore, ...]:
    row = dict.fromkeys(years, 0)
    for flow in flows:
        if flow.side is side:
            row[flow.year] += flow.ore
    return tuple(row.values())
