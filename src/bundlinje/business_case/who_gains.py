"""Who gains and who pays: benefits, costs and repayments by sector, and what if every sector that gains repaid.

The body that pays is not always the one that saves (the wrong pockets problem, in Danish høste-så). Where only the
municipality repays what others gain too, its own break-even comes later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.business_case.bottom_line import BreakEven, bottom_line
from bundlinje.business_case.flows import Account, Flow, Item, Side, of_side, total
from bundlinje.business_case.parts import PUBLIC, Sector
from bundlinje.business_case.worked import Worked
from bundlinje.money import Ore, split


@dataclass(frozen=True, slots=True)
class SectorRow:
    """What one sector gains, spends on the intervention, and pays (negative) or receives in repayment, in øre."""

    sector: Sector
    benefits: Ore
    costs: Ore
    repayments: Ore
    share_of_gain: Fraction | None
    """Its part of all that the sectors gain; none if they gain nothing together."""
    share_of_repayment: Fraction | None
    """Its part of all that is repaid; none if nothing is."""

    @property
    def net(self) -> Ore:
        """Benefits less costs, after repayment."""
        return self.benefits - self.costs + self.repayments


def who_gains(worked: Worked) -> tuple[SectorRow, ...]:
    """One row for every sector that has a flow, undiscounted."""
    flows = worked.flows
    gained = total(of_side(flows, Side.BENEFIT))
    repaid = -sum(min(flow.ore, 0) for flow in of_side(flows, Side.REPAYMENT))
    return tuple(_row(sector, flows, gained, repaid) for sector in Sector if any(_of(flows, sector)))


def _of(flows: Sequence[Flow], sector: Sector) -> Iterator[Flow]:
    return (flow for flow in flows if flow.account.sector is sector)


def _row(sector: Sector, flows: Sequence[Flow], gained: Ore, repaid: Ore) -> SectorRow:
    own = tuple(_of(flows, sector))
    benefits, repayments = total(of_side(own, Side.BENEFIT)), total(of_side(own, Side.REPAYMENT))
    pays = -sum(min(flow.ore, 0) for flow in of_side(own, Side.REPAYMENT))
    return SectorRow(
        sector=sector,
        benefits=benefits,
        costs=-total(of_side(own, Side.COST)),
        repayments=repayments,
        share_of_gain=Fraction(benefits, gained) if gained > 0 else None,
        share_of_repayment=Fraction(pays, repaid) if repaid else None,
    )


@dataclass(frozen=True, slots=True)
class IfTheyPaid:
    """The municipality's break-even as repayments are agreed, and if region and state repaid their part of the gain.

    `paid_by` is what each sector would repay, in øre. `years_later` is how much later the municipality breaks even
    because it repays alone; none where it does not break even in one of the two within the years counted.
    """

    agreed: BreakEven
    shared: BreakEven
    paid_by: Mapping[Sector, Ore]
    municipality_saves: Ore

    @property
    def years_later(self) -> int | None:
        """Years between the two break-evens, from where each stays."""
        if self.agreed.stays is None or self.shared.stays is None:
            return None
        return self.agreed.stays - self.shared.stays


def if_they_paid(worked: Worked) -> IfTheyPaid:
    """The repayments that the municipality pays, divided on the public payers by what each gains of the whole."""
    shared = shared_repayment(worked)
    paid_by = {
        sector: -sum(min(flow.ore, 0) for flow in of_side(_of(shared.flows, sector), Side.REPAYMENT))
        for sector in PUBLIC
    }
    before = bottom_line(worked, Sector.MUNICIPALITY.value)
    after = bottom_line(shared, Sector.MUNICIPALITY.value)
    return IfTheyPaid(before.break_even, after.break_even, paid_by, after.total - before.total)


def shared_repayment(worked: Worked) -> Worked:
    """The same case with each repayment by the municipality divided on the public payers who gain, to the øre."""
    gains = {sector: max(total(of_side(_of(worked.flows, sector), Side.BENEFIT)), 0) for sector in PUBLIC}
    if not sum(gains.values()):
        return worked
    items = tuple(_shared(item, gains) if item.side is Side.REPAYMENT else item for item in worked.items)
    return Worked(worked.case, worked.mode, worked.discount, worked.rates, worked.successes, items, worked.left_out)


def _shared(item: Item, gains: Mapping[Sector, Ore]) -> Item:
    flows = tuple(part for flow in item.flows for part in _parts(flow, gains))
    return Item(item.side, item.id, item.kind, flows, item.marks)


def _parts(flow: Flow, gains: Mapping[Sector, Ore]) -> Iterator[Flow]:
    if flow.ore >= 0 or flow.account.sector is not Sector.MUNICIPALITY:
        yield flow
        return
    for sector, ore in zip(gains, split(flow.ore, list(gains.values())), strict=True):
        if ore:
            own = flow.account if sector is Sector.MUNICIPALITY else Account(sector, sector.value)
            yield Flow(flow.side, flow.item, own, flow.year, Fraction(ore), ore, kind=flow.kind)
