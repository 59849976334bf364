"""The same model written by hand, for the benchmark's portfolio alone: NumPy, a plain loop, a workbook of formulas."""

from __future__ import annotations

import importlib
import random
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.portfolio import CHANCES, DELAYS, FAITH, FIRST, LAST, SEED, Deal, Totals


def by_numpy(deals: list[Deal], draws: int) -> Totals:
    """Idiomatic NumPy: arrays over draws, one binomial for each goal, year and quarter of intake."""
    dice = np.random.default_rng(SEED)
    totals = np.zeros((LAST - FIRST + 1, draws), dtype=np.int64)
    for deal in deals:
        delay = dice.choice(DELAYS, draws, p=CHANCES)
        share = np.minimum(dice.gamma(FAITH, 1 / FAITH, draws), 1)
        units = dice.binomial(np.array(deal.plan)[:, None], share)
        month = np.array([deal.month(quarter) for quarter in range(len(deal.plan))])[:, None] + delay
        to_date = np.zeros((len(deal.goals), draws), dtype=np.int64)
        paid = np.zeros(draws, dtype=np.int64)
        rates = [dice.beta(g.rate * g.worth / 100, (100 - g.rate) * g.worth / 100, draws) for g in deal.goals]
        for year in deal.years:
            there = month < 12 * (year + 1)
            for g, goal in enumerate(deal.goals):
                hits = sum(dice.binomial(units[j] * there[j], rates[g]) for j in range(len(units)))
                to_date[g] = np.minimum(to_date[g] + hits * goal.price, goal.cap)
            whole = np.minimum(to_date.sum(axis=0), deal.cap)
            totals[year - FIRST] += np.maximum(whole - paid, 0)
            paid = np.maximum(paid, whole)
    return totals


def by_loop(deals: list[Deal], draws: int) -> Totals:
    """Draw by draw, person by person."""
    dice = random.Random(SEED)
    totals = np.zeros((LAST - FIRST + 1, draws), dtype=np.int64)
    for draw in range(draws):
        for deal in deals:
            (delay,) = dice.choices(DELAYS, CHANCES)
            share = dice.gammavariate(FAITH, 1 / FAITH)
            units = [sum(dice.random() < share for _ in range(planned)) for planned in deal.plan]
            rates = [dice.betavariate(g.rate * g.worth / 100, (100 - g.rate) * g.worth / 100) for g in deal.goals]
            to_date, paid = [0] * len(deal.goals), 0
            for year in deal.years:
                there = sum(n for j, n in enumerate(units) if deal.month(j) + delay < 12 * (year + 1))
                for g, goal in enumerate(deal.goals):
                    hits = sum(dice.random() < rates[g] for _ in range(there))
                    to_date[g] = min(to_date[g] + hits * goal.price, goal.cap)
                whole = min(sum(to_date), deal.cap)
                totals[year - FIRST, draw] += max(whole - paid, 0)
                paid = max(paid, whole)
    return totals


def workbook(path: Path, deals: list[Deal], draws: int) -> None:
    """The same as formulas: a sheet a contract, a row a draw."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        fund, lasts = book.add_worksheet("fund"), []
        for deal in deals:
            sheet = book.add_worksheet(deal.name)
            for row in range(draws):
                cells = _row(deal, row + 1)
                for column, formula in enumerate(cells):
                    sheet.write_formula(row, column, formula)
            lasts.append((deal, len(_row(deal, 1)) - 1))
        for row in range(draws):
            for year in range(FIRST, LAST + 1):
                held = [
                    f"'{deal.name}'!{_column(last - (deal.last - year))}{row + 1}-{_before(deal, last, year, row + 1)}"
                    for deal, last in lasts
                    if year in deal.years
                ]
                fund.write_formula(row, year - FIRST, f"={'+'.join(held) or '0'}")


def _before(deal: Deal, last: int, year: int, row: int) -> str:
    """What the contract had paid by the end of the year before."""
    return "0" if year == deal.year else f"'{deal.name}'!{_column(last - (deal.last - year) - 1)}{row}"


def _row(deal: Deal, row: int) -> list[str]:
    """The formulas of one draw: delay, share, units, rates, successes, each goal to date, and the whole to date."""
    limits = ",".join(f"{limit:g}" for limit in np.cumsum([0, *CHANCES[:-1]]))
    cells = [f"=3*(MATCH(RAND(),{{{limits}}},1)-1)", f"=MIN(1,GAMMAINV(RAND(),{FAITH},{1 / FAITH!r}))"]
    units = range(len(cells), len(cells) + len(deal.plan))
    cells += [f"=IF({n}=0,0,CRITBINOM({n},$B{row},RAND()))" for n in deal.plan]
    rates = range(len(cells), len(cells) + len(deal.goals))
    cells += [f"=BETAINV(RAND(),{g.rate * g.worth / 100!r},{(100 - g.rate) * g.worth / 100!r})" for g in deal.goals]
    to_date: list[list[int]] = []
    for goal, rate in zip(deal.goals, rates, strict=True):
        columns: list[int] = []
        for year in deal.years:
            first = len(cells)
            for j, unit in enumerate(units):
                there = f"IF({deal.month(j)}+$A{row}<{12 * (year + 1)},{_column(unit)}{row},0)"
                cells.append(f"=IF({there}=0,0,CRITBINOM({there},{_column(rate)}{row},RAND()))")
            hits = f"SUM({_column(first)}{row}:{_column(len(cells) - 1)}{row})"
            before = f"{_column(columns[-1])}{row}" if columns else "0"
            cells.append(f"=MIN({before}+{goal.price}*{hits},{goal.cap})")
            columns.append(len(cells) - 1)
        to_date.append(columns)
    for place in range(len(deal.years)):
        whole = "+".join(f"{_column(columns[place])}{row}" for columns in to_date)
        cells.append(f"=MIN({whole},{deal.cap})")
    return cells


def _column(number: int) -> str:
    """The letters of a column counted from 0."""
    head, last = divmod(number, 26)
    return (_column(head - 1) if head else "") + chr(ord("A") + last)


def by_office(deals: list[Deal], draws: int) -> tuple[Totals, dict[str, float]]:
    """The workbook recalculated by LibreOffice, and the CPU and wall seconds it took beyond an empty one."""

    import openpyxl

    root = Path(__file__).parents[1]
    sys.path[:0] = [str(root), str(root / "tools")]
    recalculated = importlib.import_module("tests.office").recalculated
    with TemporaryDirectory() as folder:
        full, empty = Path(folder) / "full.xlsx", Path(folder) / "empty.xlsx"
        workbook(full, deals, draws)
        workbook(empty, deals, 0)
        cost = []
        for path in (empty, empty, full):  # the first start of a profile is slower
            wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            (made,) = recalculated(path, into=Path(folder) / "made")
            spent = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = spent.ru_utime + spent.ru_stime - before.ru_utime - before.ru_stime
            cost.append((used, time.perf_counter() - wall))
        rows = openpyxl.load_workbook(made, data_only=True)["fund"].iter_rows(values_only=True)
        found = np.array([row for row in rows if row[0] is not None], dtype=float).T
    return found, {"cpu": cost[2][0] - cost[1][0], "wall": cost[2][1] - cost[1][1]}
