"""The costs: each line as it is stated, and by calendar year in the kroner that count."""

from __future__ import annotations

from bundlinje.business_case.flows import Side, account
from bundlinje.business_case.parts import Cost, Sector
from bundlinje.business_case.workbook.expression import Block, Expression, added, constant, rounded, same, when
from bundlinje.business_case.workbook.ground import FlowRow, Ground, input_line, status_of, title, why_of
from bundlinje.business_case.workbook.page import Content, Entry, Formula, Look, Page, Said, Shape
from bundlinje.business_case.workbook.price_levels import PriceLevels
from bundlinje.business_case.workbook.settings_page import FIRST_YEAR, year_headings


def fill_costs(ground: Ground, page: Page, levels: PriceLevels) -> None:
    """Fill the page: two rows a cost, as stated and as it counts (negative, or positive where it lowers the cost)."""
    page.line(Said("sheet.costs"), look=Look.TITLE)
    page.line(Said("note.costs"), look=Look.NOTE)
    page.gap()
    year_headings(ground, page, *(Said(f"column.{name}") for name in ("cost", "amount", "status", "why")))
    for place, cost in enumerate(ground.case.costs):
        stated, overrun = _stated(ground, page, place, cost)
        _counted(ground, page, levels, cost, stated, overrun)


def _stated(ground: Ground, page: Page, place: int, cost: Cost) -> tuple[Block, Expression | None]:
    """The amounts of each year as stated, and the overrun to be expected where that counts."""
    overrun = None
    if cost.overrun is not None and ground.extended:
        entry = ground.entry(("costs", place, "overrun"), cost.overrun, Shape.SHARE, "cost", cost.id, "overrun")
        overrun = input_line(ground, page, Said("row.overrun"), entry, cost.overrun)
    page.put(0, title(cost.title, cost.id), Look.HEADING)
    if cost.by_year is not None:
        run = _by_year(ground, page, place, cost)
    else:
        entry = ground.entry(("costs", place, "amount"), cost.amount, Shape.KRONER, "cost", cost.id, "amount")
        amount = page.put(1, entry)
        ground.listed.append((entry.path, amount))
        page.put(2, status_of(cost.amount))
        page.put(3, why_of(cost.amount))
        run = page.run(FIRST_YEAR, [Formula(one, Shape.KRONER) for one in _of_amount(ground, cost, amount)])
    page.row += 1
    return run, overrun


def _by_year(ground: Ground, page: Page, place: int, cost: Cost) -> Block:
    """One input for each year the case names."""
    amounts = cost.by_year or {}
    page.put(2, status_of(max(amounts.values(), key=lambda number: number.mark)))
    page.put(3, " · ".join(dict.fromkeys(filter(None, map(why_of, amounts.values())))))
    contents: list[Content] = []
    for year in ground.years:
        path = ("costs", place, "by_year", year)
        number = amounts.get(year)
        contents.append(
            Formula(constant(0), Shape.KRONER)
            if number is None
            else ground.entry(path, number, Shape.KRONER, "cost", cost.id, year)
        )
    run = page.run(FIRST_YEAR, contents)
    pairs = zip(contents, run.cells, strict=True)
    ground.listed += [(content.path, cell) for content, cell in pairs if isinstance(content, Entry)]
    return run


def _of_amount(ground: Ground, cost: Cost, amount: Expression) -> list[Expression]:
    """An amount by calendar year: in the years named, or for each person in the year they start or finish."""
    if cost.years is not None:
        return [amount if year in cost.years else constant(0) for year in ground.years]
    return [amount * added(_people(ground, cost, year)) for year in ground.calendar.cells]


def _people(ground: Ground, cost: Cost, year: Expression) -> list[Expression]:
    """The people of each cohort that a cost falls due for in a year."""
    if cost.per == "participant":
        return [when(same(one.start, year), one.participants, 0) for one in ground.cohorts]
    if cost.per == "finisher":
        return [when(same(one.finishes, year), one.finishers, 0) for one in ground.cohorts]
    numbers = ground.successes[cost.of or ""]
    pairs = zip(ground.cohorts, numbers, strict=True)
    return [when(same(one.finishes, year), number, 0) for one, number in pairs]


def _counted(
    ground: Ground, page: Page, levels: PriceLevels, cost: Cost, stated: Block, overrun: Expression | None
) -> None:
    """The amounts as they count: in the right year's kroner, with the overrun, rounded once to the øre."""
    where = account(ground.case, cost.payer)
    page.put(0, Said(f"kind.{cost.kind.value}"))
    page.put(1, cost.payer)
    told = [_told(ground, levels, cost, year, one) for year, one in zip(ground.years, stated.cells, strict=True)]
    factor = ground.knobs["costs"] * -cost.sign
    if overrun is not None:
        factor = factor * (overrun + 1)
    run = page.run(FIRST_YEAR, [Formula(rounded(one * factor), Shape.KRONER) for one in told])
    page.row += 1
    row = FlowRow(Side.COST, cost.id, where, run)
    ground.costs.append(row)
    if not ground.nominal or where.sector is Sector.MUNICIPALITY:
        ground.flows.append(row)


def _told(ground: Ground, levels: PriceLevels, cost: Cost, year: int, amount: Expression) -> Expression:
    """An amount of a calendar year in the kroner that count."""
    stated = year if cost.price_year == "nominal" else cost.price_year or ground.case.price_year
    counts = year if ground.nominal else ground.case.price_year
    if stated == counts or not _falls_in(cost, year):
        return amount
    told = levels.between(amount, cost.index or ground.case.index, stated, counts)
    # A year without the cost needs no index, and nobody may have seen one for it.
    return when(same(amount, 0), 0, told) if cost.per else told


def _falls_in(cost: Cost, year: int) -> bool:
    """Whether a cost may fall in a calendar year: where it is for people, that depends on when they come."""
    named = cost.by_year if cost.by_year is not None else cost.years
    return named is None or year in named
