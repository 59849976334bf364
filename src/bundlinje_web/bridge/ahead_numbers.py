"""Every number that was drawn by its code, each explained by the world it came about in.

ahead.balance.<year>.<p10…p90>     the fund's balance that a share of the worlds stay below
ahead.below.<year>                 the share of the worlds that end a year below zero
ahead.budget.<year>                the balance if every budgeted payment comes to the øre
outlook.<contract>.<year>.<p>      what a contract pays in a year; `total` for all years
outlook.<contract>.back.<investor> how often an investor's capital comes back
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.fan import LEVELS
from bundlinje.forecast.paths import quantile_at
from bundlinje.report.forecast_gathered import accounts_of
from bundlinje.report.fund_ahead_tables import line_name
from bundlinje.report.settlement_tables import account_name
from bundlinje_web.bridge.explaining import How, Source, Told, Unit, Why, added, quotient, saying, stated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bundlinje.report.forecast_gathered import Gathered
    from bundlinje.report.fund_ahead import FundAhead

    Int64 = NDArray[np.int64]

ROOT, OUTLOOK = "ahead", "outlook"
UNTIL = "until-"
BY_NAME = {f"p{int(level * 100)}": level for level in LEVELS}


def world_at(values: Int64, level: Fraction) -> int:
    """The draw whose value is the quantile: the first of them in the order drawn."""
    order = np.argsort(values, kind="stable")
    return int(order[quantile_at(len(values), level)])


def how_drawn(draws: int, seed: int, level: str) -> tuple[Told, ...]:
    """From how many worlds and which seed a level was taken."""
    share = str(int(BY_NAME[level] * 100))
    return (saying("figures.ahead.drawn", draws=str(draws), seed=str(seed), share=share),)


def why(view: FundAhead, code: str) -> Why:
    """A number of the fund's forecast. Raises `KeyError`."""
    _, what, rest = code.split(".", 2)
    if what == "balance":
        year, _, level = rest.partition(".")
        return _balance(view, int(year), level, Method.LEARNED)
    if what == "mixture":
        return _balance(view, int(rest), "p50", Method.MIXTURE)
    if what == "below":
        return _below(view, int(rest))
    if what == "budget":
        return _budget(view, int(rest))
    raise KeyError(code)


def _place(view: FundAhead, year: int) -> int:
    if year not in view.found.years:
        raise KeyError(year)
    return view.found.years.index(year)


def _start(view: FundAhead) -> Why:
    fund = view.found.scenario.fund
    closed = fund.accounts[-1]
    label = saying("figures.ahead.start", year=str(closed.last))
    return stated(label, view.found.scenario.budget.start, code=f"fund.balance.{closed.id}")


def _fixed(view: FundAhead, place: int) -> Iterator[Why]:
    budget, last = view.found.scenario.budget, str(view.found.years[place])
    years = view.found.years[: place + 1]
    put_in = sum(budget.deposits.get(year, 0) for year in years)
    spent = sum(by_year.get(year, 0) for by_year in budget.spending.values() for year in years)
    books = Source(file="books/budget.yaml")
    yield stated(saying("figures.ahead.deposits", year=last), put_in, source=books)
    yield stated(saying("figures.ahead.spending", year=last), -spent, source=books)


def _balance(view: FundAhead, year: int, level: str, method: Method) -> Why:
    place, found = _place(view, year), view.found
    balances = found.balances(method)[place]
    world = world_at(balances, BY_NAME[level])
    parts = [_start(view), *_fixed(view, place)]
    for line in found.lines:
        received = int(line.received[method][: place + 1, world].sum())
        label = saying("figures.ahead.received", line=line_name(found, line.line), year=str(year))
        if received:
            parts.append(stated(label, received, source=Source(file="contracts, outlooks, facts")))
    return Why(
        saying("figures.ahead.balance", year=str(year), share=str(int(BY_NAME[level] * 100))),
        Fraction(int(balances[world])),
        Unit.ORE,
        How.CHOSEN,
        tuple(parts),
        f"ahead.balance.{year}.{level}" if method is Method.LEARNED else f"ahead.mixture.{year}",
        notes=how_drawn(found.draws, found.run.seed, level),
    )


def counted(label: Told, holds: int, draws: int, code: str) -> Why:
    """The share of the worlds in which something holds."""
    source = Source(file="outlooks")
    return quotient(
        label,
        stated(saying("figures.ahead.worlds_where"), holds, Unit.COUNT, source),
        stated(saying("figures.ahead.worlds"), draws, Unit.COUNT, source),
        code,
    )


def _below(view: FundAhead, year: int) -> Why:
    balances = view.found.balances(Method.LEARNED)[_place(view, year)]
    label = saying("figures.ahead.below", year=str(year))
    return counted(label, int((balances < 0).sum()), view.found.draws, f"ahead.below.{year}")


def _budget(view: FundAhead, year: int) -> Why:
    place, budget = _place(view, year), view.found.scenario.budget
    years = view.found.years[: place + 1]
    repaid = sum(by_year.get(one, 0) for by_year in budget.repaid.values() for one in years)
    back = stated(saying("figures.ahead.budgeted", year=str(year)), repaid, source=Source(file="books/budget.yaml"))
    value = Fraction(int(budget.flat[place]))
    parts = (_start(view), *_fixed(view, place), back)
    return Why(saying("figures.ahead.budget", year=str(year)), value, Unit.ORE, How.SUM, parts, f"ahead.budget.{year}")


def why_contract(view: Gathered, code: str, name: str) -> Why:
    """A number of a contract's forecast. Raises `KeyError`."""
    what, _, level = name.partition(".")
    address = f"{OUTLOOK}.{code}.{name}"
    if what == "back":
        return _back(view, level, address)
    paths = view.found.paths
    notes = how_drawn(paths.draws, view.found.seed, level)
    source = Source(file=f"contracts/{code}.yaml, outlooks, facts")
    if what == "total":
        world = world_at(paths.total, BY_NAME[level])
        parts = tuple(
            stated(saying("figures.ahead.paid", year=str(year)), int(paths.paid[number, world]), source=source)
            for number, year in enumerate(paths.years)
        )
        label = saying("figures.ahead.paid_in_all", share=str(int(BY_NAME[level] * 100)))
        return Why(label, Fraction(int(paths.total[world])), Unit.ORE, How.CHOSEN, parts, address, notes=notes)
    if what.startswith(UNTIL):
        return _until(view, what.removeprefix(UNTIL), level, address)
    place = paths.years.index(int(what)) if what.isdecimal() and int(what) in paths.years else None
    if place is None:
        raise KeyError(name)
    world = world_at(paths.paid[place], BY_NAME[level])
    parts = tuple(
        stated(account_name(view.contract, account), int(ore[place, world]), source=source)
        for account, ore in paths.payers.items()
    )
    label = saying("figures.ahead.paid_in", year=what, share=str(int(BY_NAME[level] * 100)))
    return Why(label, Fraction(int(paths.paid[place, world])), Unit.ORE, How.CHOSEN, parts, address, notes=notes)


def fan_codes(view: Gathered, code: str) -> Mapping[tuple[int, int], str]:
    """The address of each number in the table of the payments' fan, by its row and column."""
    known = {
        (row, 0): f"{OUTLOOK}.{code}.{UNTIL}{year}.p50"
        for row, year in enumerate(view.found.paths.years)
        if year <= view.settled_until
    }
    ahead = {
        (row, column): f"{OUTLOOK}.{code}.{UNTIL}{year}.{level}"
        for row, year in enumerate(view.found.paths.years)
        if year > view.settled_until
        for column, level in enumerate(BY_NAME, 1)
    }
    return known | ahead


def _until(view: Gathered, year_told: str, level: str, address: str) -> Why:
    """What is paid up to and with a year: in the world that is so far up among all, year by year."""
    paths = view.found.paths
    place = next((place for place, year in enumerate(paths.years) if str(year) == year_told), None)
    if place is None:
        raise KeyError(address)
    until = paths.years[place]
    summed = paths.paid[: place + 1].sum(axis=0)
    world = world_at(summed, BY_NAME[level])
    source = Source(file=f"contracts/{view.contract.contract}.yaml, outlooks, facts")
    parts = tuple(
        stated(saying("figures.ahead.paid", year=str(year)), int(paths.paid[number, world]), source=source)
        for number, year in enumerate(paths.years[: place + 1])
    )
    if until <= view.settled_until:
        return added(saying("figures.ahead.paid_until", year=year_told), parts, address)
    share = str(int(BY_NAME[level] * 100))
    label = saying("figures.ahead.paid_until_at", year=year_told, share=share)
    notes = how_drawn(paths.draws, view.found.seed, level)
    return Why(label, Fraction(int(summed[world])), Unit.ORE, How.CHOSEN, parts, address, notes=notes)


def _back(view: Gathered, investor: str, address: str) -> Why:
    one = next((one for one in view.back if one.investor == investor and one.chance is not None), None)
    if one is None:
        raise KeyError(investor)
    paths = view.found.paths
    received = paths.received_by(accounts_of(view.found, investor)).sum(axis=0)
    party = view.contract.parties[investor].name if investor in view.contract.parties else investor
    holds = int((received >= (one.capital or 0)).sum())
    return counted(saying("figures.ahead.back", party=party), holds, paths.draws, address)
