"""Compiling a case: the exact arithmetic is asked what one unit of each item brings each payer in each year.

What each payer bears of a unit is compiled as it is at the values stated: a drawn quantity moves nobody up the
reimbursement ladder. At the base values a compiled case gives the exact result, before rounding to whole øre.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.consequences import finishers_of, worked_consequence
from bundlinje.business_case.costs import worked_cost
from bundlinje.business_case.effects import NetRate
from bundlinje.business_case.flows import Item, Side
from bundlinje.business_case.parts import Cohort, Consequence, Cost, Mode, Sector
from bundlinje.business_case.sensitivity.compiled import Compiled, Fading, Row, Steady
from bundlinje.business_case.sensitivity.inputs import ASSUMED, Assumed, inputs_of, intake_name
from bundlinje.business_case.values import exact
from bundlinje.business_case.worked import Worked
from bundlinje.data.discount import factor

if TYPE_CHECKING:
    from bundlinje.business_case.sensitivity.compiled import Array, Positions


def compiled(worked: Worked, assumed: Assumed = ASSUMED) -> Compiled:
    """The case that was worked out, as arrays. Items that were left out stay out."""
    import numpy as np

    inputs = inputs_of(worked, assumed)
    uncertain = {one.name for one in inputs if not one.is_certain}
    grid = _Grid(worked.case, worked.mode, worked.years, _payers(worked))
    every = _consequences(worked)
    steady = [(one, cohorts) for one, cohorts in every if _fade(one) not in uncertain]
    fading = [(one, cohorts) for one, cohorts in every if _fade(one) in uncertain]
    units = {name: _unit_rate(rate) for name, rate in worked.rates.items()}
    return Compiled(
        case=worked.case.case,
        mode=worked.mode,
        years=worked.years,
        payers=grid.payers,
        inputs=inputs,
        effects=MappingProxyType({name: _effect_inputs(rate) for name, rate in worked.rates.items()}),
        success=MappingProxyType({name: float(1 - rate.correction) for name, rate in worked.rates.items()}),
        finishers=MappingProxyType(_finishers(worked.case)),
        participants=float(worked.participants),
        benefits=grid.steady([grid.consequence(one, cohorts, units[one.of]) for one, cohorts in steady]),
        fading=grid.fading([(one, cohorts, units[one.of]) for one, cohorts in fading]),
        costs=grid.steady([grid.cost(cost, cohorts, units) for cost, cohorts in _costs(worked)]),
        discount=np.array([float(factor(worked.discount, t)) for t in range(len(worked.years))]),
    )


def _payers(worked: Worked) -> tuple[Sector, ...]:
    """Whose money moves, in the order of the sectors."""
    moved = {flow.account.sector for flow in worked.flows}
    return tuple(sector for sector in Sector if sector in moved)


def _unit_rate(rate: NetRate) -> NetRate:
    """The effect as if everybody succeeded because of the intervention; what its evidence takes off stays off."""
    return replace(rate, with_=Fraction(1), without=Fraction(0), net=Fraction(1))


def _effect_inputs(rate: NetRate) -> tuple[str, ...]:
    place = f"effects.{rate.id}"
    return (f"{place}.net",) if rate.with_ is None else (f"{place}.with", f"{place}.without")


def _finishers(case: Case) -> dict[str, float]:
    return {name: float(sum(map(finishers_of, cohorts))) for name, cohorts in _intakes(case).items()}


def _intakes(case: Case) -> dict[str, list[Cohort]]:
    """The cohorts of each intake."""
    found: dict[str, list[Cohort]] = {}
    for cohort in case.cohorts:
        found.setdefault(intake_name(cohort), []).append(cohort)
    return found


def _consequences(worked: Worked) -> list[tuple[Consequence, list[Cohort]]]:
    done = {item.id for item in worked.items if item.side is Side.BENEFIT}
    intakes = _intakes(worked.case).values()
    return [(one, cohorts) for one in worked.case.consequences if one.id in done for cohorts in intakes]


def _costs(worked: Worked) -> list[tuple[Cost, list[Cohort]]]:
    """Every cost; one that follows people once for each intake."""
    done = {item.id for item in worked.items if item.side is Side.COST}
    costs = [cost for cost in worked.case.costs if cost.id in done]
    intakes = _intakes(worked.case).values()
    return [(cost, cohorts) for cost in costs for cohorts in (intakes if cost.per else [worked.case.cohorts])]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Years × payers, and the exact arithmetic asked for parts of a case on it."""

    case: Case
    mode: Mode
    years: range
    payers: tuple[Sector, ...]

    def steady(self, rows: Sequence[tuple[Row, Array]]) -> Steady:
        """Rows side by side."""
        import numpy as np

        size = len(self.years) * len(self.payers)
        units = [unit.reshape(size) for _, unit in rows]
        return Steady(tuple(row for row, _ in rows), np.array(units).reshape(len(rows), size).T.copy())

    def fading(self, rows: Sequence[tuple[Consequence, list[Cohort], NetRate]]) -> Fading:
        """Rows that fade, by year after finishing."""
        import numpy as np

        reach = self.case.follow_up_years + 1
        whole = np.zeros((reach, len(self.years), len(self.payers), len(rows)))
        for number, (one, cohorts, rate) in enumerate(rows):
            for cohort in cohorts:
                _, unit = self.consequence(one, [cohort], rate, fades=True)
                first = self.years.index(cohort.finishes)
                last = min(reach, len(self.years) - first)
                t = np.arange(last)
                whole[t, first + t, :, number] += unit[first : first + last]
        return Fading(
            tuple(self.row(one, cohorts) for one, cohorts, _ in rows),
            tuple((_fade(one), _fades(one, reach)) for one, _, _ in rows),
            tuple(_busy(whole[t]) for t in range(reach)),
        )

    def consequence(
        self, one: Consequence, cohorts: list[Cohort], rate: NetRate, *, fades: bool = False
    ) -> tuple[Row, Array]:
        """A consequence at full rate and realisation and no overlap; without its fade where draws are to fade it."""
        full = one.model_copy(update={"overlap": None, **({"fade": None} if fades else {})})
        case = self.case.model_copy(update={"cohorts": cohorts, "consequences": [full]})
        return self.row(one, cohorts), self._amounts(worked_consequence(case, full, rate, self.mode))

    def row(self, one: Consequence, cohorts: list[Cohort]) -> Row:
        """What a consequence follows in this mode."""
        place, extended = f"consequences.{one.id}", self.mode is not Mode.SOM
        return Row(
            item=one.id,
            times=(
                f"{place}.quantity",
                f"prices.{one.price}",
                *([f"{place}.realised"] * (one.realised is not None and extended)),
            ),
            intake=intake_name(cohorts[0]),
            completes=True,
            effect=one.of,
            less=f"{place}.overlap" if one.overlap is not None and extended else None,
        )

    def cost(self, cost: Cost, cohorts: list[Cohort], rates: Mapping[str, NetRate]) -> tuple[Row, Array]:
        """A cost as stated; one per success as if everybody succeeded."""
        case = self.case.model_copy(update={"cohorts": cohorts})
        row = Row(
            item=cost.id,
            times=(f"costs.{cost.id}",),
            intake=intake_name(cohorts[0]) if cost.per else None,
            completes=cost.per in ("finisher", "success"),
            effect=cost.of if cost.per == "success" else None,
        )
        return row, self._amounts(worked_cost(case, cost, rates, self.mode))

    def _amounts(self, item: Item) -> Array:
        """The flows of an item on the grid, before any share of the average price is taken off as not realised."""
        import numpy as np

        found = np.zeros((len(self.years), len(self.payers)))
        for flow in item.flows:
            if flow.account.sector in self.payers:
                found[self.years.index(flow.year), self.payers.index(flow.account.sector)] += float(
                    flow.exact + flow.freed
                )
        return found


def _fade(one: Consequence) -> str:
    return f"consequences.{one.id}.fade"


def _fades(one: Consequence, reach: int) -> tuple[float, ...]:
    return tuple(float(exact(one.fade.at(t))) if one.fade else 0.0 for t in range(reach))


def _busy(amounts: Array) -> tuple[Positions, Array]:
    """The years in which anything happens, and the amounts of those, (year × payer, row)."""
    import numpy as np

    at = np.flatnonzero(amounts.any(axis=(1, 2)))
    return at, amounts[at].reshape(len(at) * amounts.shape[1], amounts.shape[2])
