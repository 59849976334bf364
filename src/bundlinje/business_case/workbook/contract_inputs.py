"""What a case hands its contract, in cells: the rate expected of each outcome and figure, and who is measured.

The cells say what `repayment.expected_rates` and `repayment.intake` say, at any input.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bundlinje.business_case.repayment import leaves_out_dropouts
from bundlinje.business_case.workbook.expression import (
    Expression,
    added,
    constant,
    ratio,
    rounded,
    same,
    total,
    when,
)
from bundlinje.business_case.workbook.ground import CohortCells, Ground
from bundlinje.business_case.workbook.page import Formula, Look, Page, Said, Shape
from bundlinje.contract.model import Contract
from bundlinje.grammar.quantity import Dimension
from bundlinje.money import ORE_PER_KRONE

_PLACES = 9
"""Decimals within which an input is the one that a repayment was worked out at."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What the case hands its contract; `expects` are the inputs in which it says what it expects by itself."""

    ground: Ground
    contract: Contract
    expects: Mapping[str, Expression]

    def fill_rates(self, page: Page, names: Iterable[str]) -> dict[str, Expression]:
        """A row for each outcome and figure: what is expected of it as it is measured, and who says so."""
        page.line(Said("row.expected_measured"), Said("column.value"), Said("column.source"), look=Look.HEADING)
        found = {}
        for name in names:
            page.put(0, name)
            rate, said = self._rate(name)
            shape = Shape.SHARE if name in self.contract.outcomes else Shape.ANY
            found[name] = page.put(1, Formula(rate, shape, self.ground.name("expected", name)))
            page.put(2, said)
            page.row += 1
        return found

    def _rate(self, name: str) -> tuple[Expression, Said]:
        effects = self._effects()
        if name in self.expects:
            return self.expects[name], Said("from_case")
        if name in effects:
            return self._of_effect(effects[name]), Said("from_effect", {"effect": effects[name]})
        return self._of_contract(name), Said("from_contract")

    def _effects(self) -> dict[str, str]:
        """The effect that stands for each outcome; one that is stated net has no rate of its own."""
        case, rates = self.ground.case, self.ground.worked.rates
        return {case.effects[name].outcome or name: name for name, rate in rates.items() if rate.with_ is not None}

    def _of_effect(self, effect: str) -> Expression:
        """The baseline, and on it what the intervention adds for those who complete."""
        without = dict(self.ground.listed).get(("effects", effect, "without"), constant(0))
        return without + self._completing() * self.ground.rates[effect]

    def _of_contract(self, name: str) -> Expression:
        """What the contract itself expects, in kroner where it is money."""
        stated = (self.contract.expected.rates or {}).get(name) if self.contract.expected else None
        if stated is None or stated.value is None:
            return Expression("NA()", None)
        is_money = stated.value.dimension is Dimension.KRONER
        return constant(stated.value.value / (ORE_PER_KRONE if is_money else 1))

    def _completing(self) -> Expression:
        """The share of those measured who complete: all, where the contract leaves the others out."""
        if leaves_out_dropouts(self.contract) or not self.ground.cohorts:
            return constant(1)
        completed = total(*(cohort.finishers for cohort in self.ground.cohorts))
        return ratio(completed, total(*(cohort.participants for cohort in self.ground.cohorts)), constant(1))

    def measured(self, cohort: CohortCells) -> Expression:
        """Whole units of a cohort that are measured: those who complete, where the contract leaves the others out."""
        return rounded(cohort.finishers if leaves_out_dropouts(self.contract) else cohort.participants, 0)

    def coming(self, year: Expression) -> Expression:
        """Whole units that start in a year."""
        return added([when(same(one.start, year), self.measured(one), 0) for one in self.ground.cohorts])

    def fill_outdated(self, page: Page, names: Iterable[str]) -> Expression:
        """Each input the contract was worked out at, as it is now and as it was then, and how many are others now."""
        rates = self.fill_rates(page, names)
        page.gap()
        heads = ("worked_at", "now", "then", "changed")
        page.line(*(Said(f"column.{code}") for code in heads), look=Look.HEADING)
        flags = [_flag(page, name, now, Shape.ANY) for name, now in rates.items()]
        for one, stated in zip(self.ground.cohorts, self.ground.case.cohorts, strict=True):
            year = {"year": str(stated.start)}
            flags.append(_flag(page, Said("row.measured_of", year), self.measured(one), Shape.WHOLE))
            flags.append(_flag(page, Said("row.start_of", year), one.start, Shape.YEAR))
        page.put(0, Said("row.outdated"), Look.TOTAL)
        name = self.ground.name("repayment", "outdated")
        cell = page.put(3, Formula(total(*flags), Shape.WHOLE, name), Look.TOTAL)
        page.row += 1
        return cell


def _flag(page: Page, label: Said | str, now: Expression, shape: Shape) -> Expression:
    """A row for one input; 1 where it is another now."""
    page.put(0, label)
    here = page.put(1, Formula(now, shape))
    then = page.put(2, Formula(constant(now.number) if now.value is not None else now, shape))
    is_same = same(rounded(here, _PLACES), rounded(then, _PLACES))
    cell = page.put(3, Formula(when(is_same, 0, 1), Shape.WHOLE))
    page.row += 1
    return cell
