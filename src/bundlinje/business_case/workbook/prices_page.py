"""The prices: what a unit of each service costs, told in the kroner that count, and the rule that says who pays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bundlinje.business_case.parts import Price
from bundlinje.business_case.workbook.expression import Block, Expression, constant
from bundlinje.business_case.workbook.ground import Ground, input_line, title
from bundlinje.business_case.workbook.page import Content, Entry, Formula, Look, Named, Page, Said, Shape
from bundlinje.business_case.workbook.payer_formulas import (
    BandsFormula,
    CappedFormula,
    LadderFormula,
    Parameter,
    RuleFormula,
    SharesFormula,
    StayFormula,
)
from bundlinje.business_case.workbook.price_levels import PriceLevels
from bundlinje.business_case.workbook.settings_page import FIRST_YEAR
from bundlinje.data.payers import Payer
from bundlinje.data.prices import PriceRow, catalogue
from bundlinje.data.reimbursement_rows import band_tables, default_entry_week, in_force, ladders, schemes
from bundlinje.data.rules import Fee, Fixed, InBands, OnLadder, SupportedStay
from bundlinje.data.units import Unit, exchanged
from bundlinje.money import ORE_PER_KRONE
from bundlinje.problems import Refused

NO_LIMIT = 10**9
"""Stands where a rule has no limit; no stay is this long."""


@dataclass(frozen=True, slots=True)
class PriceCells:
    """A price in its cells: told in one year's kroner or by calendar year, with the rule that divides it."""

    told: Parameter
    rule: RuleFormula | None
    """None where nobody has seen who pays: what needs it is not known."""
    paid_to: Payer | None = None


def fill_prices(ground: Ground, page: Page, levels: PriceLevels) -> dict[str, PriceCells]:
    """Fill the page on: a block for each price a consequence names; the answer has them by id."""
    writer = _Writer(ground, page, levels)
    asked = dict.fromkeys(one.price for one in ground.case.consequences)
    return {name: writer.price(name) for name in asked}


class _Writer:
    """Writes one block after another."""

    def __init__(self, ground: Ground, page: Page, levels: PriceLevels) -> None:
        self.ground = ground
        self.page = page
        self.levels = levels
        self.ladder: list[tuple[Expression, Expression]] = []

    def price(self, name: str) -> PriceCells:
        """The block of one price."""
        own = self.ground.case.prices.get(name)
        cells = self._own(name, own) if own is not None else self._from_catalogue(name, catalogue()[name])
        self.page.gap()
        return cells

    def _own(self, name: str, price: Price) -> PriceCells:
        self.page.line(title(price.title, name), name, look=Look.HEADING)
        where = ("prices", name)
        entry = self.ground.entry((*where, "amount"), price.amount, Shape.KRONER, "price", name, "amount")
        amount = input_line(self.ground, self.page, self._unit(price.unit, price.year), entry, price.amount)
        told = self._told(amount, price.index or self.ground.case.index, price.year)
        return PriceCells(told, self._own_rule(name, price))

    def _from_catalogue(self, name: str, row: PriceRow) -> PriceCells:
        self.page.line(Named({"da": row.name.da, "en": row.name.en}), name, look=Look.HEADING)
        self.page.put(0, self._unit(row.unit, row.year or self.ground.case.price_year))
        known = None if row.ore is None or row.year is None else Fraction(row.ore, ORE_PER_KRONE)
        number = Expression("NA()", None) if known is None else constant(known)
        amount = self.page.put(1, Formula(number, Shape.KRONER, self.ground.name("price", name, "amount")))
        self.page.put(2, Said(f"status.{row.status.value}"))
        self.page.put(3, row.provenance.source)
        self.page.row += 1
        year = row.year or self.ground.case.price_year
        told = self._told(amount, row.index or self.ground.case.index, year)
        usable = None if row.counts_reimbursement_twice else self._catalogue_rule(name, row)
        return PriceCells(told, usable, row.paid_to)

    def _unit(self, unit: Unit, year: int) -> Said:
        return Said("row.price", {"unit": Said(f"unit.{unit.value}"), "year": str(year)})

    def _told(self, amount: Expression, index: str, stated: int) -> Parameter:
        """The price in the kroner that count, in a row of its own where that is not the row above."""
        told = self.levels.told(amount, index, stated)
        if isinstance(told, Block):
            self.page.put(0, Said("row.price_by_year"))
            run = self.page.run(FIRST_YEAR, [Formula(cell, Shape.KRONER) for cell in told.cells])
            self.page.row += 1
            return run
        if told is amount:
            return amount
        self.page.put(0, Said("row.price_told", {"year": str(self.ground.case.price_year)}))
        cell = self.page.put(1, Formula(told, Shape.KRONER))
        self.page.row += 1
        return cell

    def _own_rule(self, name: str, price: Price) -> RuleFormula:
        if price.ladder is not None:
            return self._ladder(name, price.unit, price.ladder.entry_week, ("prices", name, "ladder", "entry_week"))
        if price.scheme is not None:
            return self._stay(price.scheme, price.unit)
        if price.day_cap is not None:
            return self._capped(name, price)
        if isinstance(price.bands, str):
            return self._bands(price.bands, price.unit)
        if price.bands:
            return self._own_bands(name, price)
        return self._split(name, price)

    def _split(self, name: str, price: Price) -> RuleFormula:
        if price.split is None:
            return self._fixed({Payer.MUNICIPALITY: Fraction(1)})
        shares = {}
        for payer, number in price.split.items():
            path = ("prices", name, "split", payer.value)
            entry = self.ground.entry(path, number, Shape.SHARE, "price", name, payer.value)
            shares[payer] = input_line(self.ground, self.page, Said(f"payer.{payer.value}"), entry, number)
        return SharesFormula(shares)

    def _fixed(self, shares: dict[Payer, Fraction]) -> RuleFormula:
        return SharesFormula({payer: self._parameter(f"payer.{payer.value}", one) for payer, one in shares.items()})

    def _parameter(self, code: str, value: Fraction | int, shape: Shape = Shape.SHARE) -> Expression:
        self.page.put(0, Said(code))
        cell = self.page.put(1, Formula(constant(value), shape))
        self.page.row += 1
        return cell

    def _capped(self, name: str, price: Price) -> RuleFormula:
        cap, where = price.day_cap, ("prices", name, "day_cap")
        assert cap is not None  # noqa: S101 - the caller has looked
        entry = self.ground.entry((*where, "share"), cap.share, Shape.SHARE, "price", name, "state_share")
        share = input_line(self.ground, self.page, Said("row.state_share"), entry, cap.share)
        first = self._whole("row.first_units", (*where, "first"), cap.first, "price", name, "first_units")
        return CappedFormula(share, first)

    def _whole(self, code: str, path: tuple[str | int, ...], value: int, *known_as: str | int) -> Expression:
        self.page.put(0, Said(code))
        entry = Entry(path, self.ground.name(*known_as), Fraction(value), Shape.WHOLE, least=Fraction(1))
        cell = self.page.put(1, entry)
        self.page.put(2, Said("mark.known"))
        self.page.row += 1
        return cell

    def _own_bands(self, name: str, price: Price) -> RuleFormula:
        steps = []
        bands = price.bands if isinstance(price.bands, list) else []
        for place, band in enumerate(bands):
            where, known_as = ("prices", name, "bands", place), ("price", name, "band", place + 1)
            over = self.ground.entry((*where, "over"), band.over, Shape.KRONER, *known_as, "over")
            share = self.ground.entry((*where, "share"), band.share, Shape.SHARE, *known_as, "share")
            steps.append(
                (
                    input_line(self.ground, self.page, Said("row.over"), over, band.over),
                    input_line(self.ground, self.page, Said("row.state_share"), share, band.share),
                )
            )
        return BandsFormula(exchanged(Fraction(1), price.unit, Unit.YEAR), steps)

    def _catalogue_rule(self, name: str, row: PriceRow) -> RuleFormula | None:
        rule = row.rule
        if isinstance(rule, Fixed):
            return self._fixed({payer: rule.shares[payer] for payer in Payer if rule.shares[payer]})
        if isinstance(rule, Fee):
            return self._fixed({rule.lowers: Fraction(-1)})
        if isinstance(rule, OnLadder):
            return self._ladder(name, row.unit, rule.entry_week, None)
        if isinstance(rule, SupportedStay):
            return self._stay(rule.scheme, row.unit)
        return self._bands(rule.table, row.unit) if isinstance(rule, InBands) else None

    def _ladder(self, name: str, unit: Unit, stated: int | None, path: tuple[str | int, ...] | None) -> RuleFormula:
        """The ladder's steps, once for all prices that follow it, and where these citizens enter it."""
        if not self.ladder:
            self.page.line(Said("row.ladder"), Said("column.weeks_before"), Said("column.state_share"))
            for before, share in in_force(ladders(), date(self.ground.case.base_year, 1, 1), "ladder").steps:
                cells = (Formula(constant(before), Shape.WHOLE), Formula(constant(share), Shape.SHARE))
                self.ladder.append((self.page.put(1, cells[0]), self.page.put(2, cells[1])))
                self.page.row += 1
        if stated is not None and path is not None:
            entry = self._whole("row.entry_week", path, stated, "price", name, "entry_week")
        else:
            entry = self._parameter("row.entry_week", stated or default_entry_week().week, Shape.WHOLE)
        return LadderFormula(unit, entry, tuple(self.ladder))

    def _stay(self, scheme_id: str, unit: Unit) -> RuleFormula:
        scheme = schemes()[scheme_id]
        state = self._dated("row.state_share", Shape.SHARE, lambda on: in_force(scheme.rows, on, scheme_id).state)
        first = self._dated(
            "row.first_units",
            Shape.WHOLE,
            lambda on: Fraction(in_force(scheme.rows, on, scheme_id).first or NO_LIMIT),
        )
        return StayFormula(exchanged(Fraction(1), unit, scheme.unit), state, first, scheme.per == "course")

    def _bands(self, table_id: str, unit: Unit) -> RuleFormula:
        rows = band_tables()[table_id].rows
        most = max(len(row.steps) for row in rows)
        steps = [(self._band(table_id, place, 0), self._band(table_id, place, 1)) for place in range(most)]
        return BandsFormula(exchanged(Fraction(1), unit, Unit.YEAR), steps)

    def _band(self, table_id: str, place: int, part: int) -> Parameter:
        def value(on: date) -> Fraction:
            steps = in_force(band_tables()[table_id].rows, on, table_id).steps
            if place >= len(steps):
                # A band that was not there: no share above a threshold that nobody reaches adds nothing.
                return Fraction(NO_LIMIT) if part == 0 else Fraction(0)
            return Fraction(steps[place][0], ORE_PER_KRONE) if part == 0 else steps[place][1]

        code, shape = ("row.over", Shape.KRONER) if part == 0 else ("row.state_share", Shape.SHARE)
        return self._dated(code, shape, value)

    def _dated(self, code: str, shape: Shape, value: Callable[[date], Fraction]) -> Parameter:
        """A parameter of the law on 1 January of each calendar year: one cell if it never changes."""
        by_year = [_seen(value, year) for year in self.ground.years]
        self.page.put(0, Said(code))
        if len(set(by_year)) == 1 and by_year[0] is not None:
            cell = self.page.put(1, Formula(constant(by_year[0]), shape))
            self.page.row += 1
            return cell
        contents: list[Content] = [
            Formula(Expression("NA()", None) if one is None else constant(one), shape) for one in by_year
        ]
        run = self.page.run(FIRST_YEAR, contents)
        self.page.row += 1
        return run


def _seen(value: Callable[[date], Fraction], year: int) -> Fraction | None:
    """The parameter in a year; none before the first row that anybody has seen."""
    try:
        return value(date(year, 1, 1))
    except Refused:
        return None
