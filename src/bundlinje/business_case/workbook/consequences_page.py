"""The consequences: what one success changes in each service, year by year after finishing, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from bundlinje.business_case.parts import Consequence
from bundlinje.business_case.values import Rates
from bundlinje.business_case.workbook.effect_page import correction
from bundlinje.business_case.workbook.expression import Block, Expression, at, constant, same, total, when
from bundlinje.business_case.workbook.ground import CohortCells, Ground, input_line, status_of, title
from bundlinje.business_case.workbook.page import Entry, Formula, Look, Page, Said, Shape
from bundlinje.business_case.workbook.payer_formulas import LadderFormula, RuleFormula, Use
from bundlinje.business_case.workbook.prices_page import PriceCells
from bundlinje.business_case.workbook.quantity_rows import fill_quantity, why_row
from bundlinje.business_case.workbook.settings_page import FIRST_YEAR
from bundlinje.data.payers import Payer


@dataclass(frozen=True, slots=True)
class PerSuccess:
    """What one success of each cohort brings each payer, by year after finishing: money, and capacity only."""

    money: tuple[Mapping[Payer, Block], ...]
    freed: tuple[Mapping[Payer, Block], ...]


def fill_consequences(ground: Ground, page: Page, prices: Mapping[str, PriceCells]) -> dict[str, PerSuccess]:
    """Fill the page: a block for each consequence, in years after finishing."""
    page.line(Said("sheet.consequences"), look=Look.TITLE)
    page.line(Said("note.per_success"), look=Look.NOTE)
    made = {}
    for place, one in enumerate(ground.case.consequences):
        page.gap()
        made[one.id] = _Block(ground, page, place, one, prices[one.price]).fill()
    return made


class _Block:
    """The block of one consequence."""

    def __init__(self, ground: Ground, page: Page, place: int, one: Consequence, price: PriceCells) -> None:
        self.ground = ground
        self.page = page
        self.place = place
        self.one = one
        self.price = price
        self.years = ground.after_finishing

    def fill(self) -> PerSuccess:
        """Fill the block from its inputs to what each payer gets of one success."""
        self.page.put(0, title(self.one.title, self.one.id), Look.HEADING)
        self.page.put(2, Said("column.status"), Look.HEADING)
        heads = [Said("column.t", {"t": t}) for t in self.years]
        self.page.run(FIRST_YEAR, heads, Look.FIGURES)
        self.page.row += 1
        path = ("consequences", self.place, "quantity")
        quantity = fill_quantity(self.ground, self.page, self.one.quantity, path, self.one.id)
        weight, realised = self._weight()
        rule = self._rule()
        before = self._before(quantity) if rule is not None else quantity
        apart = self.ground.nominal or (rule is not None and rule.dated)
        groups: list[CohortCells | None] = [*self.ground.cohorts] if apart else [None]
        money, freed = [], []
        for number, cohort in enumerate(groups):
            drawn = self._drawn(rule, quantity, before, cohort, number)
            counted = {payer: _times(run, weight) for payer, run in drawn.items()}
            money.append({payer: self._row("row.money", payer, run, realised) for payer, run in counted.items()})
            rest = None if realised is None else 1 - realised
            freed.append(
                {p: self._row("row.freed", p, run, rest) for p, run in counted.items()} if rest is not None else {}
            )
        times = 1 if apart else max(len(self.ground.cohorts), 1)
        return PerSuccess(tuple(money * times), tuple(freed * times))

    def _weight(self) -> tuple[Block | None, Expression | None]:
        """The share of the quantity that counts in each year, and the share of the price that can be cut."""
        if not self.ground.extended:
            return None, None
        where, known_as = ("consequences", self.place), self.one.id
        kept = 1 - correction(self.ground, self.page, self.one.evidence) if self.one.evidence else None
        if self.one.overlap is not None:
            share = self.one.overlap.share
            entry = self.ground.entry((*where, "overlap", "share"), share, Shape.SHARE, "overlap", known_as)
            overlap = input_line(self.ground, self.page, Said("row.overlap"), entry, share)
            kept = (1 - overlap) * kept if kept is not None else 1 - overlap
        runs = [run for run in (self._persistence(), self._phase()) if run is not None]
        realised = None
        if self.one.realised is not None:
            entry = self.ground.entry((*where, "realised"), self.one.realised, Shape.SHARE, "realised", known_as)
            realised = input_line(self.ground, self.page, Said("row.realised"), entry, self.one.realised)
        return self._counted(runs, kept), realised

    def _counted(self, runs: list[Block], kept: Expression | None) -> Block | None:
        if not runs and kept is None:
            return None
        cells = []
        for t in self.years:
            factors = [run.cells[t] for run in runs] + ([kept] if kept is not None else [])
            whole = factors[0]
            for factor in factors[1:]:
                whole = whole * factor
            cells.append(whole)
        self.page.put(0, Said("row.counted"))
        run = self.page.run(FIRST_YEAR, [Formula(cell, Shape.SHARE) for cell in cells])
        self.page.row += 1
        return run

    def _persistence(self) -> Block | None:
        """What of the effect is left in each year: each year's fade is taken off what the year before left."""
        if self.one.fade is None:
            return None
        fades = self._rates("fade", self.one.fade)
        self.page.put(0, Said("row.persistence"))
        cells: list[Expression] = []
        for t in self.years:
            left = cells[-1] * (1 - fades[t - 1]) if cells else constant(1)
            cells.append(self.page.put(FIRST_YEAR + t, Formula(left, Shape.SHARE)))
        run = self.page.block(self.page.row, FIRST_YEAR, cells)
        self.page.row += 1
        return run

    def _phase(self) -> Block | None:
        if self.one.phase_in is None:
            return None
        phases = self._rates("phase_in", self.one.phase_in)
        self.page.put(0, Said("row.phase"))
        run = self.page.run(FIRST_YEAR, [Formula(phases[t], Shape.SHARE) for t in self.years])
        self.page.row += 1
        return run

    def _rates(self, key: str, rates: Rates) -> list[Expression]:
        """The share of each year; the last one stated holds for the years after it."""
        where = ("consequences", self.place, key)
        single = len(rates.years) == 1
        paths = [where if single else (*where, t) for t in range(len(rates.years))]
        self.page.put(0, Said(f"row.{key}"))
        self.page.put(2, status_of(max(rates.years, key=lambda number: number.mark)))
        entries = [
            self.ground.entry(path, number, Shape.SHARE, key, self.one.id, t)
            for t, (path, number) in enumerate(zip(paths, rates.years, strict=True))
        ]
        cells = self.page.run(FIRST_YEAR, entries).cells
        self.ground.listed += list(zip(paths, cells, strict=True))
        why_row(self.page, *rates.years)
        return [cells[min(t, len(cells) - 1)] for t in self.years]

    def _rule(self) -> RuleFormula | None:
        """The rule of the price, with this consequence's own week of entry where it states one."""
        rule = self.price.rule
        if not isinstance(rule, LadderFormula) or self.one.entry_week is None:
            return rule
        self.page.put(0, Said("row.entry_week"))
        entry = Entry(
            path=("consequences", self.place, "entry_week"),
            name=self.ground.name("entry_week", self.one.id),
            value=Fraction(self.one.entry_week),
            shape=Shape.WHOLE,
            least=Fraction(1),
        )
        cell = self.page.put(1, entry)
        self.page.row += 1
        return replace(rule, entry_week=cell)

    def _before(self, quantity: Block) -> Block:
        """Units used in the years before, which move a citizen up the ladder and through a course."""
        self.page.put(0, Said("row.used_before"))
        cells: list[Expression] = []
        for t in self.years:
            used = total(cells[-1], quantity.cells[t - 1]) if cells else constant(0)
            cells.append(self.page.put(FIRST_YEAR + t, Formula(used, Shape.COUNT)))
        run = self.page.block(self.page.row, FIRST_YEAR, cells)
        self.page.row += 1
        return run

    def _drawn(
        self, rule: RuleFormula | None, quantity: Block, before: Block, cohort: CohortCells | None, number: int
    ) -> dict[Payer, Block]:
        """What one success draws, at full weight, by payer: rows of kroner that are not rounded."""
        if cohort is not None:
            start = self.ground.case.cohorts[number].start
            self.page.line(Said("row.cohort_of", {"year": str(start)}), look=Look.NOTE)
        years = [self._use(quantity.cells[t], before.cells[t], cohort, t) for t in self.years]
        unknown = {Payer.MUNICIPALITY: Expression("NA()", None)}
        drawn = [_received(rule.drawn(use), self.price.paid_to) if rule else unknown for use in years]
        if cohort is not None:
            # A year without the service needs no price, and nobody may have seen one for it.
            drawn = [_where_used(use, year) for use, year in zip(years, drawn, strict=True)]
        runs = {}
        for payer in dict.fromkeys(payer for year in drawn for payer in year):
            self.page.put(0, Said("row.drawn"))
            self.page.put(1, Said(f"payer.{payer.value}"))
            runs[payer] = self.page.run(FIRST_YEAR, [Formula(year[payer], Shape.KRONER) for year in drawn])
            self.page.row += 1
        return runs

    def _use(self, quantity: Expression, before: Expression, cohort: CohortCells | None, t: int) -> Use:
        position = None if cohort is None else self.ground.position(cohort, t)
        told = self.price.told
        if isinstance(told, Block):
            if position is None:
                raise ValueError("a price that goes by calendar year needs a cohort")
            told = at(told, position)
        return Use(told, quantity, before, position)

    def _row(self, code: str, payer: Payer, run: Block, share: Expression | None) -> Block:
        """A row of its own for a payer; where nothing is taken off, the row there is."""
        if share is None and run.text:
            return run
        self.page.put(0, Said(code))
        self.page.put(1, Said(f"payer.{payer.value}"))
        cells = [cell if share is None else cell * share for cell in run.cells]
        made = self.page.run(FIRST_YEAR, [Formula(cell, Shape.KRONER) for cell in cells])
        self.page.row += 1
        return made


def _times(run: Block, weight: Block | None) -> Block:
    if weight is None:
        return run
    return Block("", tuple(cell * share for cell, share in zip(run.cells, weight.cells, strict=True)))


def _where_used(use: Use, drawn: Mapping[Payer, Expression]) -> Mapping[Payer, Expression]:
    used = same(use.quantity, 0)
    return {payer: when(used, 0, kroner) for payer, kroner in drawn.items()}


def _received(drawn: Mapping[Payer, Expression], paid_to: Payer | None) -> Mapping[Payer, Expression]:
    """Where one public payer pays another, what the first saves the second loses."""
    if paid_to is None:
        return drawn
    whole = total(*drawn.values())
    own = drawn.get(paid_to)
    return {**drawn, paid_to: own - whole if own is not None else 0 - whole}
