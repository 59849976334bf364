"""Price levels: how an amount in one year's kroner is told in another's, by the yearly changes of its index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Mode
from bundlinje.business_case.workbook.expression import Block, Expression, constant, product
from bundlinje.business_case.workbook.ground import Ground, input_line
from bundlinje.business_case.workbook.page import Content, Formula, Look, Page, Said, Shape
from bundlinje.business_case.workbook.settings_page import FIRST_YEAR
from bundlinje.data.indices import indices
from bundlinje.data.prices import catalogue


@dataclass(slots=True)
class PriceLevels:
    """The yearly ratios of every index that is needed, from the year before `first` on."""

    nominal: bool
    price_year: int
    calendar: range
    first: int = 0
    ratios: dict[str, Block] = field(default_factory=dict)

    def told(self, amount: Expression, index: str, stated: int) -> Expression | Block:
        """An amount in the case's kroner; where each year counts in its own, by calendar year."""
        if not self.nominal:
            return self.between(amount, index, stated, self.price_year)
        cells = [self.between(amount, index, stated, year) for year in self.calendar]
        return Block("", tuple(cells))

    def between(self, amount: Expression, index: str, stated: int, year: int) -> Expression:
        """An amount of one year's kroner in another year's."""
        if stated == year:
            return amount
        low, high = min(stated, year), max(stated, year)
        ratio = product(self.ratios[index].part(low + 1 - self.first, high + 1 - self.first))
        return amount * ratio if year > stated else amount / ratio


def needed(case: Case, mode: Mode, calendar: range) -> tuple[dict[str, None], range]:
    """The indices a case needs, and the years they must reach over; the last one not in it."""
    stated, proxies = list(_stated(case, mode, calendar)), list(_proxies(case))
    years = [year for _, year in (*stated, *proxies)] + [case.price_year]
    years += list(calendar) if mode is Mode.BUDGET else []
    moved = [index for index, year in stated if year != case.price_year or mode is Mode.BUDGET]
    moved += [index for index, _ in proxies]
    return dict.fromkeys(moved), range(min(years) + 1, max(years) + 1)


def _proxies(case: Case) -> Iterator[tuple[str, int]]:
    """The index of every social value whose proxy is of another year; it is told in the case's kroner in every mode."""
    for one in case.sroi.social if case.sroi is not None else ():
        if one.proxy_year is not None and one.proxy_year != case.price_year:
            yield one.index or case.index, one.proxy_year


def _stated(case: Case, mode: Mode, calendar: range) -> Iterator[tuple[str, int]]:
    """Every index with a year whose kroner it is asked to leave."""
    for one in case.consequences:
        own = case.prices.get(one.price)
        row = catalogue().get(one.price)
        if own is not None:
            yield own.index or case.index, own.year
        elif row is not None and row.year is not None:
            yield row.index or case.index, row.year
    for cost in case.costs:
        if cost.price_year == "nominal":
            years: Iterable[int] = () if mode is Mode.BUDGET else (cost.by_year or cost.years or calendar)
        else:
            years = (cost.price_year or case.price_year,)
        yield from ((cost.index or case.index, year) for year in years)


def fill_price_levels(ground: Ground, page: Page) -> PriceLevels:
    """Begin the page of prices with its indices: yearly changes, and the ratios they make."""
    page.line(Said("sheet.prices"), look=Look.TITLE)
    page.line(Said("note.prices"), look=Look.NOTE)
    page.gap()
    names, years = needed(ground.case, ground.mode, ground.years)
    levels = PriceLevels(ground.nominal, ground.case.price_year, ground.years, years.start)
    if not names:
        return levels
    page.put(0, Said("row.indices"), Look.HEADING)
    page.run(FIRST_YEAR, [Formula(constant(year), Shape.YEAR) for year in years], Look.HEADING)
    page.row += 1
    for name in names:
        growth = _growth(ground, page, name)
        page.put(0, Said("row.change_of_index", {"index": name}))
        changes = page.run(FIRST_YEAR, [_change(ground, name, year, growth) for year in years])
        page.row += 1
        page.put(0, Said("row.ratio_of_index", {"index": name}))
        levels.ratios[name] = page.run(FIRST_YEAR, [Formula(one + 1, Shape.FACTOR) for one in changes.cells])
        page.row += 1
    page.gap()
    return levels


def _growth(ground: Ground, page: Page, name: str) -> Expression | None:
    number = ground.case.growth.get(name)
    if number is None:
        return None
    entry = ground.entry(("growth", name), number, Shape.GROWTH, "growth", name)
    return input_line(ground, page, Said("row.growth_of_index", {"index": name}), entry, number)


def _change(ground: Ground, name: str, year: int, growth: Expression | None) -> Content:
    """The change from the year before: the case's own, the published one, the expected growth, or not known."""
    own = ground.case.indices.get(name, {}).get(year)
    if own is not None:
        return ground.entry(("indices", name, year), own, Shape.GROWTH, "index", name, year)
    published = indices()[name].steps.get(year) if name in indices() else None
    if published is not None:
        return Formula(constant(published.ratio - 1), Shape.GROWTH)
    return Formula(growth or Expression("NA()", None), Shape.GROWTH)
