"""The forecast of a portfolio: ours beside NumPy by the book, a plain loop and LibreOffice, in one run.

Invented contracts: intake by quarter that may start late and come short, several goals measured at the end of every
year to 2040, a price and a cap for each goal, and a cap on the whole contract. Ours reads each contract's own terms and
simulates it; the others are the same model written by hand for this shape alone: one binomial for each goal, year and
quarter of intake in NumPy; one throw for each person in the loop; a cell for each in LibreOffice, a row a draw. All
find the same mean repayment within their sampling error: asserted before anything is written.

    python -m benchmarks.forecast [--contracts 13] [--draws 10000] [--repeats 3]

Every method runs in a process of its own; CPU seconds, medians. Reading YAML is not timed; all else of ours is.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import resource
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import numpy as np

from benchmarks.runs import Runs, repeated, tell

RESULTS = Path(__file__).parent / "results" / "forecast.md"
SEED = 2040
FIRST, LAST = 2025, 2040
DELAYS = (0, 3, 6, 9, 12)
"""Months the start may slip, and the chance of each."""
CHANCES = (0.45, 0.25, 0.15, 0.1, 0.05)
FAITH = 20
"""How many planned units the belief in the plan is worth."""
FEW = {"loop": 100, "office": 100}
"""The slow methods run on so many draws; their time for more is scaled from there."""
METHODS = ("ours", "numpy", "loop", "office")
AARHUS = Path(__file__).parents[1] / "examples" / "aarhus"

Totals: TypeAlias = Any
"""What the payers pay in kroner: years × draws."""


@dataclass(frozen=True)
class Goal:
    """What one outcome pays: its expected rate and the people it is worth, kroner for each success, and the cap."""

    rate: int
    worth: int
    price: int
    cap: int


@dataclass(frozen=True)
class Deal:
    """One invented contract: the month its intake begins, units by quarter, its goals, its last year and its cap."""

    name: str
    year: int
    quarter: int
    plan: tuple[int, ...]
    goals: tuple[Goal, ...]
    last: int
    cap: int

    def month(self, quarter: int) -> int:
        """The month, counted from the year 0, in which a quarter of intake begins."""
        return self.year * 12 + 3 * (self.quarter + quarter)

    @property
    def years(self) -> range:
        """The years at whose end it is followed up."""
        return range(self.year, self.last + 1)


def portfolio(contracts: int) -> list[Deal]:
    """So many invented contracts, the same every time."""
    dice = np.random.default_rng(SEED)
    return [_deal(f"deal-{number}", dice) for number in range(contracts)]


def _deal(name: str, dice: np.random.Generator) -> Deal:
    people = int(np.exp(dice.uniform(np.log(15), np.log(500))))
    quarters = int(dice.integers(4, 13))
    plan = np.floor(dice.dirichlet(np.full(quarters, 8.0)) * people).astype(int)
    plan[: people - plan.sum()] += 1
    year = int(dice.integers(FIRST, FIRST + 4))
    last = min(LAST, year + quarters // 4 + int(dice.integers(2, 9)))
    goals = []
    for _ in range(int(dice.integers(1, 7))):
        rate, price = int(dice.integers(15, 70)), int(dice.integers(2_000, 30_000))
        expected = people * rate * price * (last - year + 1) // 100
        goals.append(Goal(rate, int(dice.integers(10, 200)), price, int(expected * dice.uniform(0.8, 1.2))))
    cap = int(sum(goal.cap for goal in goals) * dice.uniform(0.75, 0.95))
    return Deal(name, year, int(dice.integers(0, 4)), tuple(map(int, plan)), tuple(goals), last, cap)


# --- ours -------------------------------------------------------------------------------------------------------------


def text(deal: Deal) -> str:
    """The contract in the contract language."""
    names = [f"goal-{number}" for number in range(len(deal.goals))]
    data = {
        "contract": deal.name,
        "title": "Opdigtet",
        "parties": {
            "by": {"name": "Byen", "roles": ["authority", "payer"]},
            "fond": {"name": "Fonden", "roles": ["investor"]},
            "huset": {"name": "Huset", "roles": ["provider"]},
        },
        "cohort": {
            "unit": "person",
            "who": "Opdigtede borgere",
            "intake": {
                "from": _day(deal.month(0)),
                "until": _day(deal.month(len(deal.plan))),
                "planned": sum(deal.plan),
            },
        },
        "windows": {"month": {"span": "1 month", "before": "follow-up", "partly_in": "counts as full"}},
        "facts": {
            "admitted": {"enrolment": "Optaget"},
            **{f"in-{name}": {"spell": "I mål", "coverage": "stated"} for name in names},
        },
        "measures": {f"is-{name}": {"is_in": f"in-{name}", "over": "month"} for name in names},
        "outcomes": {name: {"where": {f"is-{name}": {"at_least": 1}}, "not_measured": "waits"} for name in names},
        "follow_ups": [f"{year}-12-31" for year in deal.years],
        "leaves": {
            "completed": "stays", "dropped": "stays", "died": "left out", "moved": "stays", "withdrew": "left out",
            "second_course": "not counted", "other_project": "first project",
        },
        "terms": [
            {"id": f"pay-{name}", "each": name, "pays": f"{goal.price} kr"}
            for name, goal in zip(names, deal.goals, strict=True)
        ],
        "limits": [
            *(
                {"at_most": f"{goal.cap} kr", "for": "total", "terms": [f"pay-{name}"], "excess": "lost"}
                for name, goal in zip(names, deal.goals, strict=True)
            ),
            {"at_most": f"{deal.cap} kr", "for": "total", "excess": "lost"},
        ],
        "payers": "by",
        "receivers": "fond",
        "corrections": {"less": "set off in the next payment"},
        "expected": {"rates": {name: f"{goal.rate} %" for name, goal in zip(names, deal.goals, strict=True)}},
    }  # fmt: skip
    return json.dumps(data)


def _day(month: int) -> str:
    return date(month // 12, month % 12 + 1, 1).isoformat()


def uncertain(deal: Deal) -> dict[str, Any]:
    """The outlook of a contract: what the others have written into their model."""
    return {
        "outlook": deal.name,
        "rates": {f"goal-{number}": {"strength": goal.worth} for number, goal in enumerate(deal.goals)},
        "intake": {
            "strength": FAITH,
            "delays": {
                f"{m} months" if m else "none": f"{100 * c:.0f} %" for m, c in zip(DELAYS, CHANCES, strict=True)
            },
        },
        "correlation": {"follow_ups": "0 %", "outcomes": "0 %"},
        "shock": "0 %",
    }


def read(deals: list[Deal]) -> list[tuple[Any, Any, Any]]:
    """Contracts, outlooks and plans by quarter."""
    from bundlinje.contract.read import parse_contract
    from bundlinje.forecast.outlook_file import Outlook
    from bundlinje.planned.intake import Batch

    return [
        (
            parse_contract(text(deal)),
            Outlook.model_validate(uncertain(deal)),
            tuple(
                Batch("all", "", date.fromisoformat(_day(deal.month(quarter))), units)
                for quarter, units in enumerate(deal.plan)
                if units
            ),
        )
        for deal in deals
    ]


def ours(contracts: list[tuple[Any, Any, Any]], draws: int) -> Totals:
    """Every contract simulated by its own terms, and the sum by year."""
    from bundlinje.forecast.contract import forecast_from
    from bundlinje.forecast.situation import situation

    totals = np.zeros((LAST - FIRST + 1, draws), dtype=np.int64)
    for contract, outlook, plan in contracts:
        paths = forecast_from(situation(contract, outlook, plan=plan), draws, SEED).paths
        for row, year in enumerate(paths.years):
            totals[year - FIRST] += paths.paid[row]
    return totals // 100


# --- the others -------------------------------------------------------------------------------------------------------


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
    import time

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


# --- measuring --------------------------------------------------------------------------------------------------------


def summary(totals: Totals) -> dict[str, Any]:
    """What the reader is shown: P10, P50 and P90 by year; and the mean of all with its error, to compare by."""
    whole = totals.sum(axis=0)
    ordered = np.sort(totals, axis=1)
    places = [int(share * (ordered.shape[1] - 1)) for share in (0.1, 0.5, 0.9)]
    return {
        "fan": ordered[:, places].tolist(),
        "mean": float(whole.mean()),
        "error": float(whole.std(ddof=1) / len(whole) ** 0.5),
    }


def aarhus(draws: int) -> dict[str, Any]:
    """The fund of the examples, from its files to the fan: facts settled and learned from, rates believed two ways."""
    from bundlinje.forecast.fund.agreements import Run, read_agreements
    from bundlinje.forecast.fund.fan import LEVELS, fan
    from bundlinje.forecast.fund.file import read_fund_outlook
    from bundlinje.forecast.fund.forecast import forecast_fund
    from bundlinje.fund import read_fund

    fund = read_fund(AARHUS)
    outlook = read_fund_outlook(AARHUS / "outlooks" / "fund.yaml", fund)
    shown = fan(forecast_fund(fund, read_agreements(AARHUS, fund), outlook, Run(draws, SEED)))
    return {"fan": [shown.at[level] for level in LEVELS]}


def child(method: str, contracts: int, draws: int) -> None:
    """One method in this process."""
    if method == "aarhus":
        tell(lambda: aarhus(draws))
        return
    deals = portfolio(contracts)
    if method == "ours":
        held = read(deals)
        ours(held[:1], 512)  # loads what is loaded once
        tell(lambda: summary(ours(held, draws)))
    elif method == "office":
        totals, cost = by_office(deals, FEW[method])
        print(json.dumps({**cost, "peak_mb": 0, "answer": summary(totals)}))
    else:
        made = {"numpy": by_numpy, "loop": by_loop}[method]
        tell(lambda: summary(made(deals, FEW.get(method, draws))))


def compared(contracts: int, draws: int, repeats: int, methods: tuple[str, ...]) -> dict[str, Runs]:
    """The methods on one portfolio; means further apart than chance allows raise `AssertionError`."""
    asked = ("--contracts", str(contracts), "--draws", str(draws))
    found = {
        method: repeated(1 if method in FEW else repeats, "benchmarks.forecast", "--child", method, *asked)
        for method in methods
    }
    mean, error = found["ours"].answer["mean"], found["ours"].answer["error"]
    for method, runs in found.items():
        apart = abs(runs.answer["mean"] - mean) / (error**2 + runs.answer["error"] ** 2) ** 0.5
        assert method == "ours" or apart < 4, f"{method} is {apart:.1f} standard errors from ours"
    return found


NAMES = {
    "ours": "ours, by each contract's own terms",
    "numpy": "NumPy, one binomial for each goal, year and quarter",
    "loop": "a loop in Python, person by person",
    "office": "LibreOffice, a row of formulas a draw",
}


def lines(contracts: int, draws: int, found: dict[str, Runs]) -> list[str]:
    """The rows of the table for one portfolio."""
    base = found["ours"].cpu / draws
    rows = []
    for method, runs in found.items():
        of = FEW.get(method, draws)
        each = runs.cpu / of
        star = f" ({of} draws)" if of != draws else ""
        peak = f"{runs.peak_mb:,.0f}" if runs.peak_mb else ""
        size = f"{contracts:,} × {draws:,}"
        rows.append(f"| {size} | {NAMES[method]}{star} | {1e6 * each:,.0f} | {each / base:,.1f} × | {peak} |")
    return rows


def page(rows: list[str], repeats: int, fund: Runs, draws: int) -> str:
    """The result as a page."""
    about = (
        "Written by `python -m benchmarks.forecast`: invented contracts with several goals, followed up each year to "
        f"{LAST}, a cap for each goal and for the contract; intake that starts late and comes short. The others are "
        "written for this shape alone; ours reads any contract. Every method finds the same mean within its sampling "
        f"error. Medians of {repeats} fresh processes (one for the loop and for LibreOffice). Read the ratios: "
        "microseconds depend on the machine and on what else it does.\n\n"
        f"The Aarhus fund of the examples, {draws:,} draws, from files to fan: {fund.cpu:.1f} CPU seconds, "
        f"{fund.peak_mb:,.0f} MB. Its contracts have facts that are settled first, and each is drawn in two ways."
    )
    head = ("| contracts × draws | method | CPU µs a draw | against ours | peak memory, MB |", "|--:|---|--:|--:|--:|")
    return "\n".join(["# The forecast of a portfolio", "", about, "", *head, *rows, ""])


def main() -> None:
    """Compare all methods, or do one's work for a process that asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contracts", type=int, nargs="+", default=[13])
    parser.add_argument("--draws", type=int, nargs="+", default=[10_000])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--child", choices=(*METHODS, "aarhus"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.contracts[0], asked.draws[0])
        return
    rows: list[str] = []
    for number, (contracts, draws) in enumerate(zip(asked.contracts, asked.draws, strict=True)):
        methods = METHODS if not number else METHODS[:2]
        rows += lines(contracts, draws, compared(contracts, draws, asked.repeats, methods))
        print(*rows[-len(methods) :], sep="\n", flush=True)
    fund = repeated(1, "benchmarks.forecast", "--child", "aarhus", "--draws", str(asked.draws[0]))
    RESULTS.write_text(page(rows, asked.repeats, fund, asked.draws[0]), "utf-8")


if __name__ == "__main__":
    main()
