"""The social return: values to people that no budget shows, less what is not the intervention's, and the ratio."""

from __future__ import annotations

from collections.abc import Sequence

from bundlinje.business_case.flows import Side
from bundlinje.business_case.parts import SocialValue, Sroi
from bundlinje.business_case.workbook.expression import (
    Block,
    Expression,
    added,
    at,
    at_least,
    constant,
    product_of,
    ratio,
    rounded,
    total,
    when,
    words,
)
from bundlinje.business_case.workbook.ground import Ground, input_line, title
from bundlinje.business_case.workbook.page import Formula, Look, Page, Said, Shape
from bundlinje.business_case.workbook.payers_page import TOTAL
from bundlinje.business_case.workbook.price_levels import PriceLevels
from bundlinje.business_case.workbook.quantity_rows import fill_quantity
from bundlinje.business_case.workbook.settings_page import FIRST_YEAR, year_headings
from bundlinje.grammar.stated import Number

NONE = words("–")


def fill_social(ground: Ground, page: Page, levels: PriceLevels) -> None:
    """Fill the page: what is taken off, a block for each social value, then both terms of the ratio."""
    rule = ground.case.sroi
    if rule is None:
        return
    page.line(Said("sheet.sroi"), look=Look.TITLE)
    page.line(Said("note.sroi"), look=Look.NOTE)
    page.gap()
    social = _Social(ground, page, rule)
    social.taken_off()
    values = [social.value(place, one, levels) for place, one in enumerate(rule.social)]
    pairs = zip(rule.social, values, strict=True)
    social.ratio(added([worth for one, worth in pairs if one.same_as is None]))


class _Social:
    """Writes the page of one case."""

    def __init__(self, ground: Ground, page: Page, rule: Sroi) -> None:
        self.ground, self.page, self.rule = ground, page, rule
        self.deadweight: Expression | None = None
        self.kept = constant(1)
        self.stays = constant(1)

    def taken_off(self) -> None:
        """The shares taken off every value: each is an input, and what would have happened anyway is taken off once."""
        if isinstance(self.rule.deadweight, Number):
            self.deadweight = self._share("deadweight", self.rule.deadweight)
        else:
            self.page.line(Said("row.deadweight"), Said("deadweight_from_effect"))
        for key, number in (("displacement", self.rule.displacement), ("attribution", self.rule.attribution)):
            if number is not None:
                self.kept = self.kept * (1 - self._share(key, number))
        if self.rule.drop_off is not None:
            self.stays = 1 - self._share("drop_off", self.rule.drop_off)

    def _share(self, key: str, number: Number) -> Expression:
        entry = self.ground.entry(("sroi", key), number, Shape.SHARE, "sroi", key)
        return input_line(self.ground, self.page, Said(f"row.{key}"), entry, number)

    def value(self, place: int, one: SocialValue, levels: PriceLevels) -> Expression:
        """The block of one value; the answer is what it is worth today."""
        self._heading(one)
        proxy = self._proxy(place, one, levels)
        path = ("sroi", "social", place, "quantity")
        quantity = fill_quantity(self.ground, self.page, one.quantity, path, f"social_{one.id}")
        left = self._left(quantity)
        caused = self._caused(one.of) * self.kept * proxy
        self.page.put(0, Said("row.value_of_success"))
        each = self.page.put(1, Formula(caused, Shape.KRONER))
        self.page.row += 1
        year_headings(self.ground, self.page, Said("row.social_by_year"))
        return self._by_year(one, left, each)

    def _heading(self, one: SocialValue) -> None:
        self.page.gap()
        self.page.put(0, title(one.title, one.id), Look.HEADING)
        self.page.put(1, Said(f"sector.{one.sector}"), Look.HEADING)
        self.page.put(2, Said("column.status"), Look.HEADING)
        heads = [Said("column.t", {"t": t}) for t in self.ground.after_finishing]
        self.page.run(FIRST_YEAR, heads, Look.FIGURES)
        self.page.row += 1
        if one.same_as is not None:
            self.page.line(Said("row.same_as", {"id": one.same_as}), look=Look.NOTE)

    def _proxy(self, place: int, one: SocialValue, levels: PriceLevels) -> Expression:
        """The proxy in the case's kroner."""
        case = self.ground.case
        entry = self.ground.entry(("sroi", "social", place, "proxy"), one.proxy, Shape.KRONER, "proxy", one.id)
        stated = one.proxy_year or case.price_year
        label = Said("row.proxy", {"year": str(stated)})
        cell = input_line(self.ground, self.page, label, entry, one.proxy)
        return levels.between(cell, one.index or case.index, stated, case.price_year)

    def _left(self, quantity: Block) -> Block:
        """The quantity of each year after what has dropped off."""
        self.page.put(0, Said("row.left_of_quantity"))
        drops = self.rule.drop_off is not None
        cells = [one * self._after(t) if drops and t else one for t, one in enumerate(quantity.cells)]
        run = self.page.run(FIRST_YEAR, [Formula(cell, Shape.COUNT) for cell in cells])
        self.page.row += 1
        return run

    def _after(self, years: int) -> Expression:
        """What is left after so many years."""
        stays = self.stays
        value = None if stays.value is None else stays.number**years
        return Expression(f"({stays.text})^{years}", value)

    def _caused(self, effect: str) -> Expression:
        """The share of finishers whose success counts: net of the baseline, or gross less the deadweight stated."""
        if self.deadweight is None:
            return self.ground.rates[effect]
        return self.ground.gross[effect] * (1 - self.deadweight)

    def _by_year(self, one: SocialValue, left: Block, each: Expression) -> Expression:
        """Kroner by calendar year, each rounded once, and what they are worth today."""
        self.page.put(0, Said("row.social_value"))
        pairs = list(zip(self.ground.cohorts, self.ground.positions, strict=True))
        cells = [
            rounded(
                added([who.finishers * at(left, where.cells[place], self.ground.horizon + 1) for who, where in pairs])
                * each
            )
            for place in range(len(self.ground.years))
        ]
        run = self.page.run(FIRST_YEAR, [Formula(cell, Shape.KRONER) for cell in cells])
        self.page.put(TOTAL, Formula(total(run), Shape.KRONER), Look.TOTAL)
        self.page.row += 1
        self.page.put(0, Said("row.present_value"))
        name = self.ground.name("social", one.id, "npv")
        worth = self.page.put(1, Formula(product_of(run, self.ground.discount), Shape.KRONER, name))
        self.page.row += 1
        return worth

    def ratio(self, social: Expression) -> None:
        """Both terms, the ratio, and what is left of each krone put in."""
        self.page.gap()
        self.page.line(Said("row.ratio_heading"), look=Look.HEADING)
        inputs = self._figure("inputs", 0 - self._worth(Side.COST))
        savings = self._figure("savings", self._worth(Side.BENEFIT))
        values = self._figure("social", social)
        whole = self._figure("value", savings + values)
        none = at_least(0, inputs)
        self._figure("ratio", when(none, NONE, ratio(whole, inputs, NONE)), Shape.FACTOR)
        self._figure("net_ratio", when(none, NONE, ratio(whole - inputs, inputs, NONE)), Shape.FACTOR)

    def _worth(self, side: Side) -> Expression:
        runs: Sequence[Block] = [row.years for row in self.ground.flows if row.side is side]
        return added([product_of(run, self.ground.discount) for run in runs])

    def _figure(self, code: str, cell: Expression, shape: Shape = Shape.KRONER) -> Expression:
        self.page.put(0, Said(f"figure.sroi_{code}"))
        made = self.page.put(1, Formula(cell, shape, self.ground.name("result", "sroi", code)))
        self.page.row += 1
        return made
