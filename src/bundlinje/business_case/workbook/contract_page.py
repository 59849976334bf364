"""Step 3b by a contract, live: expected rates, who starts when, what each term pays, and who pays and receives.

The contract decides the prices, the days and the shares; the case decides how many start and how many succeed. What is
laid out here comes to the engine's own figures, or it is not used (`repayment_page` looks).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from bundlinje.business_case.flows import Account
from bundlinje.business_case.parts import Sector
from bundlinje.business_case.repayment import VEHICLE, sectors_of
from bundlinje.business_case.workbook.contract_inputs import Handed
from bundlinje.business_case.workbook.contract_plan import ContractPlan, Counting, Paying, Series
from bundlinje.business_case.workbook.dividing import in_ore, rest, rounded_down, whole_weights, with_left_over
from bundlinje.business_case.workbook.expression import (
    Block,
    Expression,
    added,
    constant,
    larger,
    product_of,
    rounded,
    smaller,
    total,
)
from bundlinje.business_case.workbook.ground import Ground
from bundlinje.business_case.workbook.page import Content, Formula, Look, Page, Said, Shape
from bundlinje.business_case.workbook.payers_page import TOTAL
from bundlinje.business_case.workbook.settings_page import FIRST_YEAR
from bundlinje.money import ORE_PER_KRONE

Parts = dict[str, list[Expression]]
"""What each account pays or receives, by follow-up."""


@dataclass(slots=True)
class ContractPage:
    """Writes the part of the page that works out a contract."""

    ground: Ground
    page: Page
    plan: ContractPlan
    handed: Handed
    rates: dict[str, Expression] = field(default_factory=dict)
    counted: dict[Counting, list[Expression]] = field(default_factory=dict)

    def fill(self) -> dict[Account, list[Expression]]:
        """Fill the part; what every account pays (negative) or receives, in cells by calendar year of the workbook."""
        asked = (_asked(one) for paying in self.plan.paying for one in paying.series)
        self.rates = self.handed.fill_rates(self.page, dict.fromkeys(asked))
        units = self._units()
        self._countings(units)
        self._heading("row.at_follow_ups", [one.day.isoformat() for one in self.plan.follow_ups])
        moved: list[tuple[Account, int, Expression]] = []
        brought: dict[str, list[list[Expression]]] = {}
        for paying in self.plan.paying:
            for series, cells in self._paid(paying):
                brought.setdefault(paying.leg, []).append(cells)
                parts = self._divided(cells, paying.payers[series.term])
                moved += self._moved(parts, Sector.MUNICIPALITY, -1)
        for passing in self.plan.passing:
            parts = self._divided(self._handed_on(brought.get(passing.of, [])), passing.receivers)
            moved += self._moved(parts, Sector.INVESTOR, 1)
        self.page.gap()
        return self._by_year(moved)

    def _heading(self, code: str, columns: Sequence[Content]) -> None:
        self.page.gap()
        self.page.put(0, Said(code), Look.HEADING)
        self.page.run(FIRST_YEAR, columns, Look.FIGURES)
        self.page.row += 1

    def _row(
        self, label: Said | str, cells: Sequence[Expression], shape: Shape = Shape.KRONER, look: Look = Look.PLAIN
    ) -> list[Expression]:
        self.page.put(0, label, look)
        run = self.page.run(FIRST_YEAR, [Formula(cell, shape) for cell in cells], look)
        self.page.row += 1
        return list(run.cells)

    # Who starts

    def _units(self) -> Block:
        """Whole units of each month: those of the year, shared by the months as the contract plans them."""
        batches = self.plan.batches
        self._heading("row.intake", [f"{one.day:%Y-%m}" for one in batches])
        years = self._row(Said("row.intake_year"), [constant(one.day.year) for one in batches], Shape.YEAR)
        mine = [[place for place, one in enumerate(batches) if one.day.year == year.day.year] for year in batches]
        coming = self._row(Said("row.intake_of_year"), [self.handed.coming(year) for year in years], Shape.WHOLE)
        weights = self._row(Said("row.planned"), [constant(one.units) for one in batches], Shape.WHOLE)
        wholes = [total(*(weights[other] for other in others)) for others in mine]
        triples = list(zip(coming, weights, wholes, strict=True))
        note = Look.NOTE
        downs = self._row(Said("row.rounded_down"), [rounded_down(*one) for one in triples], Shape.WHOLE, note)
        rests = self._row(
            Said("row.rest"), [rest(*one, down) for one, down in zip(triples, downs, strict=True)], Shape.WHOLE, note
        )
        units: list[Expression] = []
        for others in (group for place, group in enumerate(mine) if group[0] == place):
            units += with_left_over(coming[others[0]], [downs[one] for one in others], [rests[one] for one in others])
        made = self._row(Said("row.starts"), units, Shape.WHOLE, Look.TOTAL)
        return self.page.block(self.page.row - 1, FIRST_YEAR, made)

    # What is counted

    def _countings(self, units: Block) -> None:
        """For each outcome the occasions of one unit of each month, and the number expected at each follow-up."""
        found = [one.of for paying in self.plan.paying for one in paying.series]
        for counting in dict.fromkeys(one for one in found if isinstance(one, Counting)):
            code = "row.kroner_per_unit" if counting.in_kroner else "row.occasions_per_unit"
            self.page.gap()
            self.page.put(0, Said(code, {"outcome": counting.outcome}), Look.HEADING)
            self.page.put(TOTAL, Said("column.expected"), Look.FIGURES)
            months = [f"{one.day:%Y-%m}" for one in self.plan.batches]
            self.page.run(FIRST_YEAR, months, Look.FIGURES)
            self.page.row += 1
            self.counted[counting] = [
                self._expected(counting, number, row, units) for number, row in enumerate(counting.per_unit)
            ]

    def _expected(self, counting: Counting, number: int, row: Sequence[Fraction], units: Block) -> Expression:
        self.page.put(0, self.plan.follow_ups[number].day.isoformat())
        each = self.page.run(FIRST_YEAR, [Formula(constant(one), Shape.COUNT) for one in row])
        expected = product_of(units, each) * self.rates[counting.outcome]
        cell = self.page.put(TOTAL, Formula(expected, Shape.COUNT))
        self.page.row += 1
        return cell

    # What is paid

    def _paid(self, paying: Paying) -> Iterator[tuple[Series, list[Expression]]]:
        """What each term pays at each follow-up, rounded once to the øre, under the cap."""
        for series in paying.series:
            self.page.put(0, Said("row.pays", {"term": series.title}), Look.HEADING)
            self.page.row += 1
            prices = self._row(Said("row.price_of_one"), [constant(price) for price in series.prices])
            numbers = self._row(Said("row.number"), self._numbers(series), _shape_of(series))
            due = [rounded(price * number) for price, number in zip(prices, numbers, strict=True)]
            cells = self._row(Said("row.due" if paying.cap is not None else "row.paid"), due, look=Look.TOTAL)
            if paying.cap is not None:
                cells = self._capped(cells, paying.cap)
            yield series, cells

    def _numbers(self, series: Series) -> list[Expression]:
        """How many are paid for; of a figure below zero, nothing."""
        if isinstance(series.of, Counting):
            return self.counted[series.of]
        return [larger(self.rates[series.of], 0) for _ in self.plan.follow_ups]

    def _capped(self, cells: Sequence[Expression], cap: Fraction) -> list[Expression]:
        """What the cap leaves: at each follow-up what is due, and no more than there is room for after the earlier."""
        self.page.put(0, Said("row.cap"))
        bound = self.page.put(1, Formula(constant(cap), Shape.KRONER))
        self.page.row += 1
        self.page.put(0, Said("row.paid"), Look.TOTAL)
        kept: list[Expression] = []
        for place, due in enumerate(cells):
            room = larger(bound - total(*kept), 0) if kept else bound
            cell = Formula(smaller(due, room), Shape.KRONER)
            kept.append(self.page.put(FIRST_YEAR + place, cell, Look.TOTAL))
        self.page.row += 1
        return kept

    def _handed_on(self, brought: Sequence[Sequence[Expression]]) -> list[Expression]:
        self.page.line(Said("row.handed_on"), look=Look.HEADING)
        cells = [total(*column) for column in zip(*brought, strict=True)]
        return self._row(Said("row.received"), cells, look=Look.TOTAL)

    def _divided(self, amounts: Sequence[Expression], weights: Mapping[str, Fraction]) -> Parts:
        """Amounts divided by fixed weights, to the øre: a row an account, after two rows of working for each."""
        if len(weights) == 1:
            return {account: list(amounts) for account in weights}
        parts = whole_weights(list(weights.values()))
        whole, ore = constant(sum(parts)), [in_ore(amount) for amount in amounts]
        downs, rests = [], []
        for account, part in zip(weights, parts, strict=True):
            cells = [rounded_down(one, constant(part), whole) for one in ore]
            downs.append(self._row(Said("row.whole_ore", {"account": account}), cells, Shape.WHOLE, Look.NOTE))
            cells = [rest(one, constant(part), whole, down) for one, down in zip(ore, downs[-1], strict=True)]
            rests.append(self._row(Said("row.rest_of", {"account": account}), cells, Shape.WHOLE, Look.NOTE))
        found: Parts = {account: [] for account in weights}
        for one, down, left in zip(ore, zip(*downs, strict=True), zip(*rests, strict=True), strict=True):
            for account, cell in zip(weights, with_left_over(one, down, left), strict=True):
                found[account].append(cell / ORE_PER_KRONE)
        return {
            account: self._row(Said("row.part_of", {"account": account, "part": part, "whole": sum(parts)}), cells)
            for (account, cells), part in zip(found.items(), parts, strict=True)
        }

    # By calendar year

    def _moved(self, parts: Parts, otherwise: Sector, sign: int) -> Iterator[tuple[Account, int, Expression]]:
        sectors = sectors_of(self.ground.case, self.handed.contract)
        for name, cells in parts.items():
            own = Account(sectors.get(name.partition("/")[0], otherwise), name)
            for follow_up, cell in zip(self.plan.follow_ups, cells, strict=True):
                yield own, follow_up.year, cell if sign > 0 else 0 - cell

    def _by_year(self, moved: Sequence[tuple[Account, int, Expression]]) -> dict[Account, list[Expression]]:
        """What falls in each year, by account; what nobody received in it stays with the vehicle."""
        found: dict[Account, list[Expression]] = {}
        for own in dict.fromkeys(account for account, _, _ in moved):
            mine = [[cell for account, at, cell in moved if account == own and at == y] for y in self.ground.years]
            found[own] = [added(cells) for cells in mine]
        if self.plan.keeps_some:
            every = [[cell for _, at, cell in moved if at == year] for year in self.ground.years]
            found[Account(Sector.INVESTOR, VEHICLE)] = [0 - added(cells) for cells in every]
        return found


def _asked(series: Series) -> str:
    return series.of.outcome if isinstance(series.of, Counting) else series.of


def _shape_of(series: Series) -> Shape:
    return Shape.KRONER if isinstance(series.of, Counting) and series.of.in_kroner else Shape.COUNT
