"""What pages tell of a forecast of the fund: its words, tables, pictures and reasons, without the worlds drawn for it.

All of it is values without a language, so that it can be kept and told again after the worlds are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from bundlinje.charts.data import Fan, SideBySide
from bundlinje.report.table import Count, Name, Percent, Row, Table
from bundlinje_web.bridge.explaining import Source, Told, Why, added, saying, stated
from bundlinje_web.said import LANGUAGES, say

if TYPE_CHECKING:
    from bundlinje.forecast.risk.portfolio import Assessment
    from bundlinje.forecast.risk.stakes import Stake
    from bundlinje.report.fund_ahead import FundAhead


Codes: TypeAlias = tuple[tuple[str, ...], ...]
"""The codes of a table's numbers, row by row."""


@dataclass(frozen=True)
class AheadTold:
    """A forecast of the fund as it is told.

    `lasting` is the conclusion in words; `tables` and `pictures` by name, and under the same names in `codes` the code
    of every number in the cells; `whys` the reasons of each. `by_contract` is how many lines are forecast from their
    contract's own follow-ups, of how many.
    """

    draws: int
    seed: int
    years: tuple[int, ...]
    lasting: tuple[Told, ...]
    tables: Mapping[str, Table]
    fan: Fan
    returned: SideBySide
    codes: Mapping[str, Codes]
    whys: tuple[Why, ...]
    by_contract: tuple[int, int] = (0, 0)

    @cached_property
    def by_code(self) -> dict[str, Why]:
        """Every number by its code."""
        return {one.code: one for one in self.whys}

    def why(self, code: str) -> Why:
        """The number with this code. Raises `KeyError`."""
        return self.by_code[code]

    def code_at(self, name: str, row: int, column: int) -> str:
        """The code of the number in a cell of a table; nothing where the cell is none."""
        rows = self.codes[name]
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


@dataclass(frozen=True)
class RiskTold:
    """A contract's risks as the portfolio tells them: its row, what stands around all rows, and its reasons."""

    row: Row
    table: Table
    whys: tuple[Why, ...] = ()


def ahead_told(view: FundAhead) -> AheadTold:
    """What pages tell of a forecast."""
    from bundlinje.charts.forecasts import fund_fan, fund_returns
    from bundlinje.forecast.fund.lines import Basis
    from bundlinje.report.fund_ahead_tables import ahead_tables, anew, first_at_risk
    from bundlinje_web.bridge.ahead_whys import codes_of, every_why

    balance, risk, returns, headroom, assumed = ahead_tables(view)
    tables = {"balance": _without_last_note(balance), "risk": risk, "returns": returns}
    learned = sum(one.basis is Basis.LEARNED for one in view.found.lines)
    return AheadTold(
        draws=view.found.draws,
        seed=view.found.run.seed,
        years=tuple(view.found.years),
        lasting=(*_lasting(view), first_at_risk(view), anew(view)),
        tables={**tables, "headroom": headroom, "assumed": _without_last_note(assumed)},
        fan=fund_fan(view),
        returned=fund_returns(view, _both("books.map.chart"), _both("books.map.whole"), _conclusion(view)),
        codes=codes_of(view),
        whys=tuple(every_why(view)),
        by_contract=(learned, len(view.found.lines)),
    )


def _both(code: str, **values: object) -> Name:
    """Words of the application as a name in each language, for pictures."""
    return Name({language: say(code, language, **values) for language in LANGUAGES})


def _conclusion(view: FundAhead) -> Name:
    whole = sum(one.in_all.p50 >= one.invested for one in view.returns)
    return _both("books.map.conclusion", whole=whole, of=len(view.returns))


SURE = Fraction(8, 10)
"""In how many of the worlds the money is there for what the conclusion promises."""


def _lasting(view: FundAhead) -> Iterator[Told]:
    """How long the money lasts in eight of ten worlds, and when it most often runs out in the others."""
    import numpy as np

    balances, years = view.found.balances(), view.found.years
    lowest = np.minimum.accumulate(balances, axis=0)
    kept = [Fraction(int((row >= 0).sum()), view.found.draws) for row in lowest]
    sure = [year for year, share in zip(years, kept, strict=True) if share >= SURE]
    if kept[-1] == 1:
        yield saying("books.ahead.all", draws=Count(view.found.draws), year=str(years[-1]))
    elif sure:
        yield saying("books.ahead.most", year=str(sure[-1]), last=str(years[-1]), share=Percent(kept[-1]))
    else:
        yield saying("books.ahead.few", year=str(years[0]), share=Percent(kept[0]))
    dry = np.flatnonzero(lowest[-1] < 0)
    if len(dry):
        first = np.argmax(balances[:, dry] < 0, axis=0)
        yield saying("books.ahead.runs_out", year=str(years[int(np.bincount(first).argmax())]), worlds=Count(len(dry)))


def _without_last_note(of: Table) -> Table:
    """The last note speaks of the command line."""
    return replace(of, notes=of.notes[:-1])


def told_risk(found: Assessment, code: str) -> RiskTold:
    """What the portfolio tells of a contract's risks, with the reasons of its amounts."""
    from bundlinje.report.risk_tables import portfolio_table

    table = portfolio_table((found,))
    return RiskTold(table.rows[0], replace(table, rows=()), tuple(_risk_whys(found, code)))


def _risk_whys(found: Assessment, code: str) -> Iterator[Why]:
    """What investors may lose, and what payers pay and may lose, party by party."""
    from bundlinje.forecast.risk.stakes import Bears
    from bundlinje.report.risk_tables import INVESTORS
    from bundlinje.report.settlement_tables import account_name

    def ore(amount: float | None) -> Fraction | None:
        return None if amount is None else Fraction(amount)

    payers = found.borne_as(Bears.PAYMENT)
    known = tuple(one for one in payers if one.expected_loss is not None)
    told: tuple[tuple[str, tuple[Stake, ...], Callable[[Stake], Fraction | None]], ...] = (
        ("investors_lose", found.borne_as(*INVESTORS), lambda one: ore(one.expected_loss)),
        ("payers_pay", payers, lambda one: ore(one.moves.mean) if one.moves else None),
        ("payers_lose", known, lambda one: ore(one.expected_loss)),
    )
    source = Source(file=f"contracts/{code}.yaml, outlooks, facts")
    for name, stakes, amount in told:
        parts = [stated(account_name(found.contract, one.party), amount(one), source=source) for one in stakes]
        if parts:
            yield added(saying(f"books.why.{name}"), parts, f"risk.{code}.{name}")
