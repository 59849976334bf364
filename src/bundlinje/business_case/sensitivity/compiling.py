"""Compiling a case: the exact arithmetic is asked what one unit of each item brings each payer in each year.

What each payer bears of a unit is compiled as it is at the values stated: a drawn quantity moves nobody up the
reimbursement ladder. At the base values a compiled case gives the exact result, before rounding to whole øre.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.consequences import finishers_of, worked_consequence
from bundlinje.business_case.costs import worked_cost
from bundlinje.business_case.effects import NetRate
from bundlinje.business_case.flows import Flow, Item, Side
from bundlinje.business_case.parts import Cohort, Consequence, Cost, Mode, Sector
from bundlinje.business_case.repayment import Terms, participants_of
from bundlinje.business_case.sensitivity.compiled import Compiled, Fading, Row, Spent, Steady
from bundlinje.business_case.sensitivity.inputs import ASSUMED, Assumed, inputs_of, intake_name, with_known_cohorts
from bundlinje.business_case.sensitivity.repaying import Plan, planned
from bundlinje.business_case.sensitivity.variants import Asked
from bundlinje.business_case.values import exact
from bundlinje.business_case.worked import Worked
from bundlinje.data.discount import factor

if TYPE_CHECKING:
    from bundlinje.business_case.sensitivity.compiled import Array, Positions
    from bundlinje.contract.model import Contract

Column: TypeAlias = Callable[[Flow], bool]
"""Whether a flow belongs to one column of the arrays."""


def compiled(worked: Worked, contract: Contract | None = None, assumed: Assumed = ASSUMED) -> Compiled:
    """The case that was worked out before repayment, as arrays, with its repayment. What was left out stays out."""
    return _compiled(worked, None if contract is None else Terms(contract), assumed)


def compiled_as_asked(asked: Asked, assumed: Assumed = ASSUMED) -> Compiled:
    """The case asked about, as arrays; its contract is laid out once for this and for its scenarios."""
    return _compiled(asked.worked, asked.terms, assumed)


def _compiled(worked: Worked, terms: Terms | None, assumed: Assumed) -> Compiled:
    import numpy as np

    worked = replace(worked, case=with_known_cohorts(worked.case))
    inputs, plan = inputs_of(worked, assumed), planned(worked, terms)
    units = _units(worked, {one.name for one in inputs if not one.is_certain})
    grid = _grid(worked, units, plan)
    return Compiled(
        case=worked.case.case,
        mode=worked.mode,
        years=grid.years,
        payers=grid.payers,
        inputs=inputs,
        effects=MappingProxyType({name: _effect_inputs(rate) for name, rate in worked.rates.items()}),
        success=MappingProxyType({name: float(1 - rate.correction) for name, rate in worked.rates.items()}),
        starters=MappingProxyType(_people(worked.case, participants_of)),
        finishers=MappingProxyType(_people(worked.case, finishers_of)),
        benefits=grid.steady(units.benefits),
        fading=grid.fading(units.fading, worked.case.follow_up_years + 1),
        costs=grid.spent(units.costs),
        discount=np.array([float(factor(worked.discount, t)) for t in range(len(grid.years))]),
        repaying=None if plan is None else plan.over(grid.years, grid.payers),
    )


def _effect_inputs(rate: NetRate) -> tuple[str, ...]:
    place = f"effects.{rate.id}"
    return (f"{place}.net",) if rate.with_ is None else (f"{place}.with", f"{place}.without")


def _people(case: Case, counted: Callable[[Cohort], Fraction]) -> dict[str, float]:
    """People of each intake."""
    return {name: float(sum(map(counted, cohorts))) for name, cohorts in _intakes(case).items()}


def _intakes(case: Case) -> dict[str, list[Cohort]]:
    """The cohorts of each intake."""
    found: dict[str, list[Cohort]] = {}
    for cohort in case.cohorts:
        found.setdefault(intake_name(cohort), []).append(cohort)
    return found


@dataclass(frozen=True, slots=True)
class _Fades:
    """A consequence that fades: its yearly rates, and a unit of it for the cohorts of each finishing year."""

    row: Row
    rates: Sequence[float]
    units: Mapping[int, Item]


@dataclass(frozen=True, slots=True)
class _Units:
    """A unit of every item, as the exact arithmetic has it, and what each follows."""

    benefits: Sequence[tuple[Row, Item]]
    fading: Sequence[_Fades]
    costs: Sequence[tuple[Row, Item]]

    @property
    def items(self) -> Iterator[Item]:
        """Every unit there is."""
        yield from (item for _, item in (*self.benefits, *self.costs))
        yield from (item for one in self.fading for item in one.units.values())


def _units(worked: Worked, uncertain: set[str]) -> _Units:
    case, mode = worked.case, worked.mode
    rates = {name: _unit_rate(rate) for name, rate in worked.rates.items()}
    done = {(item.side, item.id) for item in worked.items}
    every = [(one, group) for one in case.consequences if (Side.BENEFIT, one.id) in done for group in _groups(case)]
    costs = [cost for cost in case.costs if (Side.COST, cost.id) in done]
    return _Units(
        [
            (_row(one, group, mode), _consequence(case, one, group, rates[one.of], mode))
            for one, group in every
            if _fade(one) not in uncertain
        ],
        [_fades(case, one, group, rates[one.of], mode) for one, group in every if _fade(one) in uncertain],
        [
            _cost(case, cost, group, rates, mode)
            for cost in costs
            for group in (_groups(case) if cost.per else [case.cohorts])
        ],
    )


def _unit_rate(rate: NetRate) -> NetRate:
    """The effect as if everybody succeeded because of the intervention; what its evidence takes off stays off."""
    return replace(rate, with_=Fraction(1), without=Fraction(0), net=Fraction(1))


def _groups(case: Case) -> list[list[Cohort]]:
    return list(_intakes(case).values())


def _fade(one: Consequence) -> str:
    return f"consequences.{one.id}.fade"


def _row(one: Consequence, cohorts: Sequence[Cohort], mode: Mode) -> Row:
    """What a consequence follows in this mode."""
    place, extended = f"consequences.{one.id}", mode is not Mode.SOM
    realised = (f"{place}.realised",) if one.realised is not None and extended else ()
    return Row(
        item=one.id,
        times=(f"{place}.quantity", f"prices.{one.price}", *realised),
        intake=intake_name(cohorts[0]),
        completes=True,
        effect=one.of,
        less=f"{place}.overlap" if one.overlap is not None and extended else None,
    )


def _consequence(case: Case, one: Consequence, cohorts: Sequence[Cohort], rate: NetRate, mode: Mode) -> Item:
    """A consequence where everybody succeeds, without its overlap."""
    full = one.model_copy(update={"overlap": None})
    asked = case.model_copy(update={"cohorts": list(cohorts), "consequences": [full]})
    return worked_consequence(asked, full, rate, mode)


def _fades(case: Case, one: Consequence, cohorts: Sequence[Cohort], rate: NetRate, mode: Mode) -> _Fades:
    lasting = one.model_copy(update={"fade": None})
    years = range(case.follow_up_years + 1)
    finishing = {
        cohort.finishes: [other for other in cohorts if other.finishes == cohort.finishes] for cohort in cohorts
    }
    return _Fades(
        _row(one, cohorts, mode),
        [float(exact(one.fade.at(t))) if one.fade else 0.0 for t in years],
        {year: _consequence(case, lasting, group, rate, mode) for year, group in finishing.items()},
    )


def _cost(
    case: Case, cost: Cost, cohorts: Sequence[Cohort], rates: Mapping[str, NetRate], mode: Mode
) -> tuple[Row, Item]:
    """A cost as stated; one per success as if everybody succeeded."""
    row = Row(
        item=cost.id,
        times=(f"costs.{cost.id}",),
        intake=intake_name(cohorts[0]) if cost.per else None,
        completes=cost.per in ("finisher", "success"),
        effect=cost.of if cost.per == "success" else None,
    )
    return row, worked_cost(case.model_copy(update={"cohorts": list(cohorts)}), cost, rates, mode)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Years, and the columns that amounts are parted into: payers first."""

    years: range
    payers: tuple[Sector, ...]
    columns: tuple[Column, ...]

    def steady(self, parts: Sequence[tuple[Row, Item]]) -> Steady:
        """Rows side by side."""
        import numpy as np

        size = len(self.years) * len(self.columns)
        units = [self.amounts(item).reshape(size) for _, item in parts]
        return Steady(tuple(row for row, _ in parts), np.array(units).reshape(len(parts), size).T.copy())

    def spent(self, parts: Sequence[tuple[Row, Item]]) -> Spent:
        """Rows of the years in which anything is spent."""
        import numpy as np

        whole = np.zeros((len(self.years), len(self.columns), len(parts)))
        for number, (_, item) in enumerate(parts):
            whole[:, :, number] = self.amounts(item)
        return Spent(tuple(row for row, _ in parts), _busy(whole))

    def fading(self, parts: Sequence[_Fades], reach: int) -> Fading:
        """Rows that fade, by year after finishing."""
        import numpy as np

        whole = np.zeros((reach, len(self.years), len(self.columns), len(parts)))
        t = np.arange(reach)
        for number, one in enumerate(parts):
            for finishes, item in one.units.items():
                at = self.years.index(finishes) + t
                whole[t, at, :, number] += self.amounts(item)[at]
        return Fading(
            tuple(one.row for one in parts),
            tuple((_fade_of(one.row), tuple(one.rates)) for one in parts),
            tuple(_busy(amounts) for amounts in whole),
        )

    def amounts(self, item: Item) -> Array:
        """The flows of an item by year and column, before any of the average price is taken off as not realised."""
        import numpy as np

        found = [[0.0] * len(self.columns) for _ in self.years]
        for flow in item.flows:
            row, amount = found[flow.year - self.years.start], float(flow.exact + flow.freed)
            for number, column in enumerate(self.columns):
                if column(flow):
                    row[number] += amount
        return np.array(found).reshape(len(self.years), len(self.columns))


def _fade_of(row: Row) -> str:
    return f"consequences.{row.item}.fade"


def _grid(worked: Worked, units: _Units, plan: Plan | None) -> _Grid:
    """Every year and payer that a draw can reach, whether or not the case as stated does."""
    case, items = worked.case, (*units.items, *(plan.items if plan else ()))
    last = [flow.year for item in items for flow in item.flows]
    last += [cohort.finishes + case.follow_up_years for cohort in case.cohorts]
    years = range(case.base_year, max(last, default=case.base_year) + 1 + (plan.delay if plan else 0))
    payers = _payers(items, plan.sectors if plan else (), worked.mode)
    columns = [_of_payer(payer) for payer in payers]
    return _Grid(years, payers, (*columns, *(plan.columns if plan else ())))


def _payers(items: Iterable[Item], more: Iterable[Sector], mode: Mode) -> tuple[Sector, ...]:
    """Whose money may move, in the order of the sectors; in the budget, only the municipality's."""
    moved = {*more, *(flow.account.sector for item in items for flow in item.flows)}
    return tuple(one for one in Sector if one in moved and (mode is not Mode.BUDGET or one is Sector.MUNICIPALITY))


def _of_payer(payer: Sector) -> Column:
    return lambda flow: flow.account.sector is payer


def _busy(amounts: Array) -> tuple[Positions, Array]:
    """The years in which anything happens, and the amounts of those, (year × column, row)."""
    import numpy as np

    at = np.flatnonzero(amounts.any(axis=(1, 2)))
    return at, amounts[at].reshape(len(at) * amounts.shape[1], amounts.shape[2])
