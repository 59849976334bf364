"""All that a business case comes to in one mode, gathered once for tables and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from bundlinje.business_case.bottom_line import EVERYBODY, PUBLIC_SECTOR, BottomLine, bottom_line, views
from bundlinje.business_case.budget_views import (
    Cashable,
    HorizonRow,
    TransactionCosts,
    by_horizon,
    cashable,
    transaction_costs,
)
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.effects import NetRate
from bundlinje.business_case.parts import Mode, Sector
from bundlinje.business_case.published import Compared, compared
from bundlinje.business_case.repayment import with_repayment
from bundlinje.business_case.sensitivity.detectable import Detectable, against_counted, against_stated
from bundlinje.business_case.social_return import SocialReturn, social_return
from bundlinje.business_case.thresholds import BreakEvenRates, Switch, break_even_rates, switching_values
from bundlinje.business_case.unit_prices import UnitPriceCheck, unit_price_checks
from bundlinje.business_case.values import exact
from bundlinje.business_case.who_gains import IfTheyPaid, SectorRow, if_they_paid, who_gains
from bundlinje.business_case.worked import Worked, worked_out

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract


@dataclass(frozen=True, slots=True)
class EffectView:
    """An effect: its rate, its successes, the rate at which all together break even, and what so many people can show.

    `break_even` is none where no rate would do; `shows` where the case does not say what happens without.
    """

    rate: NetRate
    successes: Fraction
    break_even: Fraction | None
    shows: Detectable | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case worked out in one mode, with its repayment, and all that is asked of it."""

    worked: Worked
    contract: Contract | None
    lines: tuple[BottomLine, ...]
    effects: tuple[EffectView, ...]
    break_even: BreakEvenRates
    switches: tuple[Switch, ...]
    sectors: tuple[SectorRow, ...]
    if_they_paid: IfTheyPaid
    cashable: Cashable
    horizon: tuple[HorizonRow, ...]
    transaction: TransactionCosts
    social: SocialReturn
    published: tuple[Compared, ...]
    unit_prices: tuple[UnitPriceCheck, ...]

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.worked.case

    def line(self, view: str) -> BottomLine:
        """The bottom line of a view."""
        return next(line for line in self.lines if line.view == view)

    @property
    def whole(self) -> str:
        """The view that sees everything this way of counting counts."""
        return whole(self.worked)

    @property
    def payers(self) -> tuple[BottomLine, ...]:
        """The bottom lines of every sector there is."""
        sectors = {sector.value for sector in Sector}
        return tuple(line for line in self.lines if line.view in sectors)


def gathered(case: Case, contract: Contract | None = None, mode: Mode | None = None) -> CaseView:
    """The case in a mode; what needs something unknown is left out, and `worked.left_out` says what."""
    worked = with_repayment(worked_out(case, mode, known_only=True), contract)
    rates = break_even_rates(worked, whole(worked))
    return CaseView(
        worked=worked,
        contract=contract,
        lines=tuple(bottom_line(worked, view) for view in _views(worked)),
        effects=tuple(_effect(worked, rate, rates) for rate in worked.rates.values()),
        break_even=rates,
        switches=switching_values(worked, whole(worked)),
        sectors=who_gains(worked),
        if_they_paid=if_they_paid(worked),
        cashable=cashable(worked),
        horizon=by_horizon(worked),
        transaction=transaction_costs(worked),
        social=social_return(worked, known_only=True),
        published=compared(worked),
        unit_prices=unit_price_checks(worked, contract) if contract is not None else (),
    )


def whole(worked: Worked) -> str:
    """The view that sees everything: a budget is the municipality's alone."""
    return Sector.MUNICIPALITY.value if worked.mode is Mode.BUDGET else EVERYBODY


def _views(worked: Worked) -> tuple[str, ...]:
    everybody, *rest = views(worked)
    return tuple(rest) if worked.mode is Mode.BUDGET else (everybody, PUBLIC_SECTOR, *rest)


def _effect(worked: Worked, rate: NetRate, rates: BreakEvenRates) -> EffectView:
    number = sum((one.number for one in worked.successes if one.effect == rate.id), Fraction(0))
    return EffectView(rate, number, rates.rates.get(rate.id), _shows(worked, rate))


def _shows(worked: Worked, rate: NetRate) -> Detectable | None:
    """What the planned participants can show of the rate with the intervention against the one without."""
    effect, people = worked.case.effects[rate.id], int(worked.participants)
    if rate.with_ is None or effect.without is None or not people or not 0 < rate.without < 1:
        return None
    with_, without = float(rate.with_), float(rate.without)
    if effect.without_of is not None:
        return against_counted(with_, without, int(exact(effect.without_of)), people)
    return against_stated(with_, without, people)
