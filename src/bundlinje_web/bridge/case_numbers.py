"""Every number of a business case by its code, each explained down to what the case file states.

case.<contract>.net.<view>.<year>     benefits, costs, repayments: the same with that word
case.<contract>.cumulated.<view>.<year>       case.<contract>.total.<view>
case.<contract>.cashable.<view>               not_cashable, freed: the same with that word
case.<contract>.present.<view>                case.<contract>.sector.<sector>.<what>
case.<contract>.item.<side>:<item>:<year>:<account>
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from bundlinje.business_case.bottom_line import sees
from bundlinje.business_case.flows import Flow, Side
from bundlinje.business_case.trace import Shape, Trace, why_benefit, why_cost
from bundlinje.data.discount import factor
from bundlinje.money import Ore, round_half_away
from bundlinje.report.case_cells import named, payer_name
from bundlinje.report.table import Code
from bundlinje_web.bridge.case import CaseSeen
from bundlinje_web.bridge.explaining import How, Source, Told, Unit, Why, added, closed, saying, stated

ROOT = "case"
_SIDES = {"benefits": (Side.BENEFIT,), "costs": (Side.COST,), "repayments": (Side.REPAYMENT,), "net": tuple(Side)}
_MONEY = ("cashable", "not_cashable", "freed")
_UNITS = {"ore": Unit.ORE, "share": Unit.SHARE, "people": Unit.COUNT}
_SHAPES = {Shape.SUM: How.SUM, Shape.PRODUCT: How.PRODUCT, Shape.ROUNDED: How.ROUNDED, Shape.STATED: How.STATED}


def why(seen: CaseSeen, code: str, name: str) -> Why:
    """A number of a case. Raises `KeyError`."""
    return _Numbers(seen, code).why(name)


def value(seen: CaseSeen, name: str) -> Ore:
    """The value alone of a number of a view: what tables are filled with, at once. Raises `KeyError`."""
    what, _, rest = name.partition(".")
    view, _, last = rest.rpartition(".")
    line = seen.lines[view or rest]
    rows = {"benefits": line.benefits, "costs": line.costs, "repayments": line.repayments, "net": line.net}
    if what == "total":
        return line.total
    if what == "sector":
        return sum(rows[last])
    return {**rows, "cumulated": line.cumulated}[what][line.years.index(int(last))]


class _Numbers:
    def __init__(self, seen: CaseSeen, code: str) -> None:
        self.seen = seen
        self.code = code

    def why(self, name: str) -> Why:
        what, _, rest = name.partition(".")
        if what == "item":
            return self._item(*rest.split(":", 3))
        if what == "sector":
            sector, _, side = rest.rpartition(".")
            return self._over(side, sector, f"sector.{rest}")
        if what in _MONEY:
            return self._money(what, rest)
        if what in ("total", "present"):
            return self._total(rest) if what == "total" else self._present(rest)
        view, _, year = rest.rpartition(".")
        if not year.isdecimal() or int(year) not in self.seen.worked.years:
            raise KeyError(name)
        if what == "cumulated":
            return self._cumulated(view, int(year))
        return self._year(what, view, int(year))

    def _address(self, name: str) -> str:
        return f"{ROOT}.{self.code}.{name}"

    def _view(self, view: str) -> Told:
        if view not in self.seen.lines:
            raise KeyError(view)
        return payer_name(view, self.seen.contract)

    def _flows(self, what: str, view: str, year: int | None = None) -> list[Flow]:
        seen = sees(view)
        of = [flow for flow in self.seen.worked.flows if seen(flow) and flow.side in _SIDES[what]]
        return [flow for flow in of if year in (None, flow.year) and flow.ore]

    def _flow(self, flow: Flow, sign: int = 1) -> Why:
        label = saying(
            "figures.case.flow",
            item=self._item_name(flow.side, flow.item),
            payer=payer_name(flow.account.name, self.seen.contract),
            year=str(flow.year),
        )
        code = self._address(f"item.{flow.side.value}:{flow.item}:{flow.year}:{flow.account.name}")
        return stated(label, sign * flow.ore, code=code)

    def _item_name(self, side: Side, item: str) -> Told:
        if side is Side.REPAYMENT:
            return saying("figures.case.repayment")
        listed = self.seen.case.consequences if side is Side.BENEFIT else self.seen.case.costs
        found = next((one for one in listed if one.id == item), None)
        return item if found is None else named(found.title, item)

    def _sum(self, label: Told, flows: Iterable[Flow], code: str, sign: int = 1) -> Why:
        parts = [self._flow(flow, sign) for flow in flows]
        if not parts:
            return stated(label, 0, source=Source(file=f"cases/{self.code}.yaml"), code=code)
        return added(label, parts, code)

    def _money(self, what: str, view: str) -> Why:
        """Benefits that a budget can be cut by, those it cannot, and capacity that is freed: benefit by benefit."""
        label, code = saying(f"figures.case.{what}", view=self._view(view)), self._address(f"{what}.{view}")
        flows = self._flows("benefits", view)
        if what != "freed":
            return self._sum(label, [flow for flow in flows if flow.cashable is (what == "cashable")], code)
        source = Source(self.seen.case.title_in("da"), "", f"cases/{self.code}.yaml")
        parts = [replace(self._flow(flow), value=flow.freed, code="", source=source) for flow in flows if flow.freed]
        whole = Fraction(round_half_away(sum((flow.freed for flow in flows), Fraction(0))))
        return Why(label, whole, Unit.ORE, How.ROUNDED if parts else How.STATED, tuple(parts), code, source)

    def _year(self, what: str, view: str, year: int) -> Why:
        label = saying(f"figures.case.{what}", view=self._view(view), year=str(year))
        sign = -1 if what == "costs" else 1
        return self._sum(label, self._flows(what, view, year), self._address(f"{what}.{view}.{year}"), sign)

    def _over(self, what: str, view: str, name: str) -> Why:
        """All years of a view: year by year."""
        label = saying(f"figures.case.{what}_all", view=self._view(view))
        parts = [closed(self._year(what, view, year)) for year in self.seen.worked.years]
        return added(label, parts, self._address(name))

    def _total(self, view: str) -> Why:
        return self._over("net", view, f"total.{view}")

    def _cumulated(self, view: str, year: int) -> Why:
        years = [one for one in self.seen.worked.years if one <= year]
        parts = [closed(self._year("net", view, one)) for one in years]
        label = saying("figures.case.cumulated", view=self._view(view), year=str(year))
        return added(label, parts, self._address(f"cumulated.{view}.{year}"))

    def _present(self, view: str) -> Why:
        worked, parts = self.seen.worked, []
        for t, year in enumerate(worked.years):
            rate = factor(worked.discount, t)
            net = closed(self._year("net", view, year))
            weight = stated(
                saying("figures.case.discount", year=str(year), table=worked.case.discount), rate, Unit.RATIO
            )
            value = (net.value or Fraction(0)) * rate
            parts.append(
                Why(saying("figures.case.in_base", year=str(year)), value, Unit.ORE, How.PRODUCT, (net, weight))
            )
        label = saying("figures.case.present", view=self._view(view), year=str(worked.case.base_year))
        return added(label, parts, self._address(f"present.{view}"))

    def _item(self, side_name: str, item: str, year_text: str, account: str) -> Why:
        side, year = Side(side_name) if side_name in list(Side) else None, int(year_text)
        flows = [
            flow
            for flow in self.seen.worked.flows
            if (flow.side, flow.item, flow.year, flow.account.name) == (side, item, year, account)
        ]
        if not flows or side is None:
            raise KeyError(item)
        flow = flows[0]
        address = self._address(f"item.{side_name}:{item}:{year_text}:{account}")
        source = Source(self.seen.case.title_in("da"), "", f"cases/{self.code}.yaml")
        whole = sum(one.ore for one in flows)
        label = self._flow(flow).label
        if side is Side.REPAYMENT:
            where = (
                Source(self.seen.contract.title_in("da"), "", f"contracts/{self.code}.yaml")
                if self.seen.contract
                else source
            )
            notes = (saying("figures.case.by_contract"),)
            return stated(label, whole, source=where, code=address, notes=notes)
        if side is Side.COST:
            trace = why_cost(self.seen.worked, item, year)
        else:
            trace = why_benefit(self.seen.worked, item, flow.account, year)
        made = of_trace(trace, source)
        if made.value != whole:  # a cost that several share, or an item moved by its whole amount
            return stated(label, whole, source=source, code=address, notes=(saying("figures.case.part_of"),))
        return Why(label, Fraction(whole), Unit.ORE, made.how, made.parts, address, source)


def of_trace(trace: Trace, source: Source) -> Why:
    """A number of the engine's own explanation, as the page tells it."""
    parts = tuple(of_trace(part, source) for part in trace.parts)
    told = {name: str(value) for name, value in trace.values.items()}
    label = Code(f"case/why.{trace.code.removeprefix('case.')}", told)
    unit = _UNITS.get(trace.unit, Unit.RATIO)
    return Why(label, trace.value, unit, _SHAPES[trace.shape], parts, source=Source() if parts else source)
