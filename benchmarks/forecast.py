"""The forecast of a portfolio: ours beside NumPy by the book, a plain loop and LibreOffice, in one run.

Invented contracts: intake by quarter that may start late and come short, several goals measured at the end of every
year to 2040, a price and a cap for each goal, and a cap on the whole contract. Ours reads each contract's own terms and
simulates it; the others are the same model written by hand for this shape alone: one binomial for each goal, year and
quarter of intake in NumPy; one throw for each person in the loop; a cell for each in LibreOffice, a row a draw. All
find the same mean repayment within their sampling error: asserted before anything is written.

    python -m benchmarks.forecast [--contracts 13 13 1000] [--draws 10000 100000 10000] [--repeats 3]

Every method runs in a process of its own; CPU seconds, medians. Reading YAML is not timed; all else of ours is. Shared
by two processes, everything is timed: they start, import, draw up the portfolio and read it themselves. The slow
methods run on a sample of the draws, and are scaled to a draw; the page says so.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.forecast_peers import by_loop, by_numpy, by_office
from benchmarks.portfolio import CHANCES, DELAYS, FAITH, FIRST, LAST, SEED, Deal, Totals, portfolio
from benchmarks.runs import Runs, repeated, tell

RESULTS = Path(__file__).parent / "results" / "forecast.md"
MOST = {"numpy": 1_300_000, "loop": 1_300, "office": 1_300}
"""The slow methods run on so many draws of a contract at most; their time for more is scaled from there."""
METHODS = ("ours", "shared", "numpy", "loop", "office")
AT_SIZE = ("ours", "shared", "numpy")
"""What a portfolio after the first is tried with: the rest would only say the same, slowly."""
WORKERS, JOBS = 2, 16
AARHUS = Path(__file__).parents[1] / "examples" / "aarhus"

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


def ours(deals: list[Deal], draws: int) -> tuple[Totals, float]:
    """Every contract simulated by its own terms, and the sum by year; and the CPU seconds that reading it took.

    One contract at a time, so that memory does not grow with the portfolio.
    """
    from bundlinje.forecast.contract import forecast_from
    from bundlinje.forecast.situation import situation

    totals, reading = np.zeros((LAST - FIRST + 1, draws), dtype=np.int64), 0.0
    for deal in deals:
        began = time.process_time()
        ((contract, outlook, plan),) = read([deal])
        reading += time.process_time() - began
        paths = forecast_from(situation(contract, outlook, plan=plan), draws, SEED).paths
        for row, year in enumerate(paths.years):
            totals[year - FIRST] += paths.paid[row]
    return totals // 100, reading


@dataclass(frozen=True)
class Job:
    """Some contracts of a portfolio, by their place in it."""

    contracts: int
    places: tuple[int, ...]
    draws: int


def some(job: Job) -> Totals:
    """What the payers of some contracts pay."""
    deals = portfolio(job.contracts)
    return ours([deals[place] for place in job.places], job.draws)[0]


def shared(contracts: int, draws: int) -> Totals:
    """The same portfolio, shared out among processes."""
    from bundlinje.forecast.parallel import Processes

    jobs = [Job(contracts, tuple(range(first, contracts, JOBS)), draws) for first in range(min(JOBS, contracts))]
    return sum(Processes(WORKERS).run(some, jobs), np.zeros((LAST - FIRST + 1, draws), dtype=np.int64))


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
    deals, sample = portfolio(contracts), sampled(method, contracts, draws)
    if method in ("ours", "shared"):
        _told(method, deals, draws)
    elif method == "office":
        totals, cost = by_office(deals, sample)
        print(json.dumps({**cost, "peak_mb": 0, "answer": summary(totals)}))
    else:
        made = {"numpy": by_numpy, "loop": by_loop}[method]
        tell(lambda: summary(made(deals, sample)))


def _told(method: str, deals: list[Deal], draws: int) -> None:
    """Ours here, without reading; or by workers, with all they do. The peak is that of the largest process."""
    if method == "ours":
        ours(deals[:1], 512)  # loads what is loaded once
    wall, before = time.perf_counter(), _cpu()
    totals, reading = ours(deals, draws) if method == "ours" else (shared(len(deals), draws), 0.0)
    cost = {"cpu": _cpu() - before - reading, "wall": time.perf_counter() - wall}
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(one).ru_maxrss for one in who) / 1024
    print(json.dumps({**cost, "peak_mb": peak, "answer": summary(totals)}))


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def sampled(method: str, contracts: int, draws: int) -> int:
    """On how many of the draws a method runs."""
    return min(draws, MOST.get(method, contracts * draws) // contracts)


def compared(contracts: int, draws: int, repeats: int, methods: tuple[str, ...]) -> dict[str, Runs]:
    """The methods on one portfolio; means further apart than chance allows raise `AssertionError`."""
    asked = ("--contracts", str(contracts), "--draws", str(draws))
    found = {
        method: repeated(repeats if method in AT_SIZE else 1, "benchmarks.forecast", "--child", method, *asked)
        for method in methods
    }
    assert found["shared"].answer == found["ours"].answer, "workers answer something else"
    mean, error = found["ours"].answer["mean"], found["ours"].answer["error"]
    for method, runs in found.items():
        apart = abs(runs.answer["mean"] - mean) / (error**2 + runs.answer["error"] ** 2) ** 0.5
        assert method in ("ours", "shared") or apart < 4, f"{method} is {apart:.1f} standard errors from ours"
    return found


NAMES = {
    "ours": "ours, by each contract's own terms",
    "shared": f"ours, shared by {WORKERS} processes that start and read for themselves",
    "numpy": "NumPy, one binomial for each goal, year and quarter",
    "loop": "a loop in Python, person by person",
    "office": "LibreOffice, a row of formulas a draw",
}


def lines(contracts: int, draws: int, found: dict[str, Runs]) -> list[str]:
    """The rows of the table for one portfolio."""
    base = found["ours"].cpu / draws
    rows = []
    for method, runs in found.items():
        of = sampled(method, contracts, draws)
        each = runs.cpu / of
        star = f" (a sample of {of:,} draws)" if of != draws else ""
        peak = f"{runs.peak_mb:,.0f}" if runs.peak_mb else ""
        size = f"{contracts:,} × {draws:,}"
        rows.append(
            f"| {size} | {NAMES[method]}{star} | {1e6 * each:,.0f} | {each / base:,.1f} × | {runs.wall:,.0f} | {peak} |"
        )
    return rows


def page(rows: list[str], repeats: int, fund: Runs, draws: int) -> str:
    """The result as a page."""
    about = (
        "Written by `python -m benchmarks.forecast`: invented contracts with several goals, followed up each year to "
        f"{LAST}, a cap for each goal and for the contract; intake that starts late and comes short. The others are "
        "written for this shape alone; ours reads any contract. Every method finds the same mean within its sampling "
        f"error, and workers the same bits. Medians of {repeats} fresh processes (one for the loop and for "
        "LibreOffice). Where a method ran on a sample of the draws, its time a draw is that of the sample. Peak memory "
        "is that of the largest process: it grows with neither draws nor contracts but for the answer itself. Read the "
        "ratios: "
        "microseconds depend on the machine and on what else it does.\n\n"
        f"The Aarhus fund of the examples, {draws:,} draws, from files to fan: {fund.cpu:.1f} CPU seconds, "
        f"{fund.peak_mb:,.0f} MB. Its contracts have facts that are settled first, and each is drawn in two ways."
    )
    head = (
        "| contracts × draws | method | CPU µs a draw | against ours | wall, s | peak memory, MB |",
        "|--:|---|--:|--:|--:|--:|",
    )
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
        methods = METHODS if not number else AT_SIZE
        rows += lines(contracts, draws, compared(contracts, draws, asked.repeats, methods))
        print(*rows[-len(methods) :], sep="\n", flush=True)
    fund = repeated(1, "benchmarks.forecast", "--child", "aarhus", "--draws", str(asked.draws[0]))
    RESULTS.write_text(page(rows, asked.repeats, fund, asked.draws[0]), "utf-8")


if __name__ == "__main__":
    main()
