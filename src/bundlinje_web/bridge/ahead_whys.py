"""The reasons of every number that a forecast of the fund tells, worked out while its worlds are still there.

ahead.balance|mixture|below|budget…   as `ahead_numbers` has them
ahead.risk.<lasting|ever|promise>      how often something comes about; `ahead.error.…` how far chance may move that
ahead.returns.<line>.<what>            what an investment costs, has brought and may bring
ahead.headroom.<reading>.<what>        headroom with drawn repayment in the place of the rule's
ahead.assumed.<owner>                  the assumed values, one by one
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.expected_headroom import EXPECTED
from bundlinje.forecast.fund.fan import ever_below
from bundlinje.report.assumed_tables import by_owner
from bundlinje.report.fund_ahead_tables import line_name
from bundlinje.report.table import Code
from bundlinje_web.bridge import ahead_numbers
from bundlinje_web.bridge.ahead_numbers import BY_NAME, counted, how_drawn, world_at
from bundlinje_web.bridge.explaining import How, Source, Told, Unit, Why, added, closed, quotient, saying, stated

if TYPE_CHECKING:
    from bundlinje.forecast.fund.expected_headroom import ExpectedHeadroom
    from bundlinje.forecast.fund.lines import LineForecast
    from bundlinje.forecast.fund.returns import Return
    from bundlinje.grammar.part import Marked
    from bundlinje.report.fund_ahead import FundAhead

_THREE = ("p10", "p50", "p90")
_WHOLE = "ahead.whole"
"""What every krone that comes back is held against: one for each that was put in."""
_DRAWN = Source(file="contracts, outlooks, facts")


def every_why(view: FundAhead) -> Iterator[Why]:
    """The reasons of every number of the tables."""
    for year in view.found.years:
        codes = [f"ahead.balance.{year}.{level}" for level in BY_NAME]
        codes += [f"ahead.{what}.{year}" for what in ("mixture", "below", "budget")]
        yield from (ahead_numbers.why(view, code) for code in codes)
    yield stated(saying("books.map.whole"), 1, Unit.SHARE, Source(file="books/capital.yaml"), code=_WHOLE)
    yield from _risks(view)
    for one in view.returns:
        yield from _Returned(view, one).whys()
    for reading in view.headroom:
        yield from _headroom(view, reading)
    yield from _assumed(view)


def codes_of(view: FundAhead) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The codes of the numbers in every table and picture, row by row as they stand there."""
    fund, years = view.found.scenario.fund, view.found.years
    closed = {column.last: f"fund.balance.{column.id}" for column in fund.accounts}
    known = [closed[year] for year, _ in view.known]
    balance = [[*_levels(year), f"ahead.budget.{year}", f"ahead.mixture.{year}", f"ahead.below.{year}"]
               for year in years]  # fmt: skip
    fan = [["", *_levels(year), f"ahead.below.{year}", f"ahead.budget.{year}"] for year in years]
    risks = ["lasting", "ever", *(["promise"] if view.risk.promise is not None else [])]
    lines = [f"ahead.returns.{one.line}" for one in view.returns]
    readings = [one.stated.code.rpartition(".")[2] for one in view.headroom]
    owners = [*by_owner(view.found.assumed, view.found.scenario.agreements), "all"]
    found = {
        "balance": [["", "", known[-1]], *balance],
        "fan": [*([code] for code in known), *fan],
        "risk": [[f"ahead.risk.{one}", f"ahead.error.{one}"] for one in risks],
        "returns": [["", *(f"{one}.{what}" for what in _RETURNS)] for one in lines],
        "returned": [*([f"{one}.share_{what}" for what in ("p50", "p10", "", "", "p90")] for one in lines), [_WHOLE]],
        "headroom": [[f"fund.headroom.{one}", *(f"ahead.headroom.{one}.{what}" for what in _HEADROOM)]
                     for one in readings],
        "assumed": [[f"ahead.assumed.{one or 'fund'}"] for one in owners],
    }  # fmt: skip
    return {name: tuple(tuple(row) for row in rows) for name, rows in found.items()}


_RETURNS = ("invested", "received", "p10", "p50", "p90", "back")
_HEADROOM = ("p10", "p50", "p90", "share", "needed")


def _levels(year: int) -> list[str]:
    return [f"ahead.balance.{year}.{level}" for level in BY_NAME]


# --- how often ---


def _risks(view: FundAhead) -> Iterator[Why]:
    balances, risk, draws = view.found.balances(Method.LEARNED), view.risk, view.found.draws
    ever = int(ever_below(balances).sum())
    last = str(risk.years[-1])
    yield counted(Code("forecast/risk.lasting", {"year": last}), draws - ever, draws, "ahead.risk.lasting")
    yield counted(Code("forecast/risk.ever", {"year": last}), ever, draws, "ahead.risk.ever")
    yield from (_error(name, *told, draws) for name, told in (("lasting", risk.lasting), ("ever", risk.ever)))
    if risk.promise is not None:
        label = Code("forecast/risk.promise", {"year": str(risk.promised_through)})
        kept = [place for place, year in enumerate(risk.years) if year <= risk.promised_through]
        holds = draws - int(ever_below(balances[kept]).sum())
        yield counted(label, holds, draws, "ahead.risk.promise")
        yield _error("promise", *risk.promise, draws)


def _error(name: str, share: Fraction, error: float, draws: int) -> Why:
    note = saying("books.why.error_how", share=f"{float(share):.4f}", draws=str(draws))
    value = Fraction(error).limit_denominator(10**9)
    return stated(saying("books.why.error"), value, Unit.POINTS, _DRAWN, code=f"ahead.error.{name}", notes=(note,))


# --- what each investment brings ---


@dataclass(frozen=True)
class _Returned:
    """One investment's row."""

    view: FundAhead
    one: Return

    @property
    def line(self) -> LineForecast:
        """Its forecast."""
        return self.view.found.line(self.one.line)

    def _label(self, what: str, **more: Told) -> Told:
        return saying(f"books.why.{what}", line=line_name(self.view.found, self.one.line), **more)

    def _code(self, what: str) -> str:
        return f"ahead.returns.{self.one.line}.{what}"

    def _in_books(self, what: str, value: int) -> Why:
        """What the closed years hold, which the books explain; of a line they do not have, nothing."""
        known = any(line.id == self.one.line for line in self.view.found.scenario.fund.investments())
        code = f"fund.progress.{self.one.line}.{what}" if known else ""
        return stated(self._label(f"{what}_so_far"), value, source=Source(file="books"), code=code)

    def whys(self) -> Iterator[Why]:
        """Every number of the row."""
        yield self._invested()
        yield added(self._label("returned"), (self._in_books("received", self.one.received),), self._code("received"))
        for level in _THREE:
            yield (whole := self._in_all(level))
            label = self._label("share", share=str(int(BY_NAME[level] * 100)))
            yield quotient(label, closed(whole), closed(self._invested()), self._code(f"share_{level}"))
        totals = self.line.total(Method.LEARNED)
        holds = int((self.one.received + totals >= self.one.invested).sum())
        yield counted(self._label("back"), holds, self.view.found.draws, self._code("back"))

    def _invested(self) -> Why:
        planned = self.view.found.scenario.budget.spending.get(self.one.line, {})
        so_far = self._in_books("invested", self.one.invested - sum(planned.values()))
        budget = Source(file="books/budget.yaml")
        parts = (stated(saying("books.why.planned", year=str(year)), ore, source=budget)
                 for year, ore in planned.items() if ore)  # fmt: skip
        return added(self._label("invested"), (so_far, *parts), self._code("invested"))

    def _in_all(self, level: str) -> Why:
        line, found = self.line, self.view.found
        totals = line.total(Method.LEARNED)
        world = world_at(totals, BY_NAME[level])
        by_year = ((str(year), int(line.received[Method.LEARNED][place, world])) for place, year in
                   enumerate(found.years))  # fmt: skip
        parts = [self._in_books("received", self.one.received)]
        parts += [stated(saying("books.why.comes", year=year), ore, source=_DRAWN) for year, ore in by_year if ore]
        if beyond := int(line.beyond[Method.LEARNED][world]):
            parts.append(stated(saying("books.why.beyond", year=str(found.years[-1])), beyond, source=_DRAWN))
        value = Fraction(self.one.received + int(totals[world]))
        label = self._label("in_all", share=str(int(BY_NAME[level] * 100)))
        notes = how_drawn(found.draws, found.run.seed, level)
        return Why(label, value, Unit.ORE, How.CHOSEN, tuple(parts), self._code(level), notes=notes)


# --- headroom ---


def _headroom(view: FundAhead, reading: ExpectedHeadroom) -> Iterator[Why]:
    name = reading.stated.code.rpartition(".")[2]
    code = f"ahead.headroom.{name}"
    for level in _THREE:
        chain = reading.at[BY_NAME[level]]
        parts = []
        for step in chain.steps:
            in_books = any(one.code == step.code for one in reading.stated.steps)
            of_books = f"fund.{chain.code}.{step.code.rpartition('.')[2]}" if in_books else ""
            called = saying("books.why.expected_back") if step.code == EXPECTED else Code(step.code)
            parts.append(stated(called, step.figure.known, source=_DRAWN, code=of_books))
        label = saying("books.why.headroom", share=str(int(BY_NAME[level] * 100)))
        notes = how_drawn(view.found.draws, view.found.run.seed, level)
        yield added(label, parts, f"{code}.{level}", notes=notes)
    rule = Source(file="fund.yaml")
    yield stated(saying("books.why.rule_share"), reading.share, Unit.SHARE, rule, code=f"{code}.share")
    needed = reading.shares.get(BY_NAME["p50"])
    if needed is not None:
        back = stated(saying("books.why.needed_back"), needed.numerator, Unit.RATIO, _DRAWN)
        of = stated(saying("books.why.needed_of"), needed.denominator, Unit.RATIO, _DRAWN)
        yield quotient(saying("books.why.needed"), back, of, f"{code}.needed")


# --- assumed values ---


def _assumed(view: FundAhead) -> Iterator[Why]:
    found = view.found
    for owner, marks in by_owner(found.assumed, found.scenario.agreements).items():
        yield _values(saying("books.why.assumed"), marks, owner or "fund")
    yield _values(saying("books.why.assumed"), list(found.assumed), "all")


def _value(mark: Marked) -> Why:
    """One assumed value, with the reason that was given for it."""
    source = Source(file=mark.path.partition(":")[0])
    return stated(mark.path, 1, Unit.COUNT, source, notes=(mark.why,) if mark.why else ())


def _values(label: Told, marks: list[Marked], owner: str) -> Why:
    return added(label, map(_value, marks), f"ahead.assumed.{owner}", Unit.COUNT)
