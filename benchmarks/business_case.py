"""An uncertain business case: ours beside a plain loop and idiomatic NumPy, in one run.

An invented case of 16 consequences in 31 years for three payers, with 50 uncertain inputs, drawn 10,000 times. Ours is
everything a reader waits for: drawing the inputs, working the case out, P10, P50 and P90 of every payer's net in every
year, the chance of a gain, and a tornado with switching values. The others are handed our draws and only work the case
out; each must give the same present value for every payer, draw by draw. LibreOffice recalculates a workbook in which
every draw is a row and every year and payer a formula; its time to open a workbook without draws is taken off.

    python -m benchmarks.business_case [--draws 10000] [--repeats 5]
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.runs import Runs, repeated, tell
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.sensitivity.compiled import Compiled
from bundlinje.business_case.sensitivity.compiling import compiled
from bundlinje.business_case.sensitivity.drawing import Drawn, drawn, fan, net_summary
from bundlinje.business_case.sensitivity.one_at_a_time import tornado
from bundlinje.business_case.worked import Worked, worked_out

RESULTS = Path(__file__).parent / "results" / "business_case.md"
SEED = 2026
CONSEQUENCES, LAST_YEAR = 16, 30
PAYERS = ("municipality", "region", "state")
LOOP_DRAWS = 500
"""The loop and LibreOffice run on so many draws; their time for more is scaled from there."""
TOGETHER = 1e-9
"""The largest relative difference between two methods that is only the order of additions."""


METHODS = ("ours", "model", "broadcast", "loop", "office")


def case() -> Case:
    """The invented case, the same every time: shares, quantities, prices and fades that differ."""
    rng = np.random.default_rng(SEED)
    names = [f"service-{number}" for number in range(CONSEQUENCES)]
    shares = np.round(100 * rng.dirichlet([3, 1, 2], CONSEQUENCES)).astype(int)
    data = {
        "case": "benchmark",
        "title": {"da": "Opfundet", "en": "Invented"},
        "base_year": 2024,
        "price_year": 2024,
        "horizon": f"{LAST_YEAR} years",
        "mode": "extended",
        "cohorts": [{"start": 2024, "participants": 300, "completion": "80 %"}],
        "effects": {"in-work": {"net": "20 %", "of": 120, "evidence": 1}},
        "consequences": [
            {"id": name, "of": "in-work", "price": name, "quantity": {"each_year": int(rng.integers(1, 40))},
             "fade": f"{int(rng.integers(3, 25))} %", "spread": {"cv": "25 %"}}
            for name in names
        ],
        "prices": {
            name: {"amount": f"{int(rng.integers(500, 25_000))} kr", "unit": "month", "year": 2024,
                   "spread": {"cv": "15 %"}, "split": _split(*map(int, row))}
            for name, row in zip(names, shares, strict=True)
        },
        "costs": [
            {"id": "running", "kind": "running", "payer": "municipality", "year": 2024, "amount": "18 000 000 kr"},
        ],
    }  # fmt: skip
    return Case.model_validate(data)


def _split(municipality: int, region: int, _: int) -> dict[str, str]:
    shares = (municipality, region, 100 - municipality - region)
    return {payer: f"{share} %" for payer, share in zip(PAYERS, shares, strict=True)}


def ours(compiled_case: Compiled, draws: int) -> Any:
    """Everything a reader waits for."""
    found = drawn(compiled_case, draws=draws, seed=SEED)
    told = {payer: net_summary(found, payer).above_zero.value for payer in PAYERS}
    for payer in PAYERS:
        fan(found, payer, cumulated=False)
    tornado(compiled_case)
    return {"above_zero": told, "worth": _answer(np.array([found.outcome.net_worth(payer) for payer in PAYERS]))}


def only_model(compiled_case: Compiled, found: Drawn) -> Any:
    """Ours, handed its draws as the others are."""
    outcome = compiled_case.run(found.values, found.draws)
    return {"worth": _answer(np.array([outcome.net_worth(payer) for payer in PAYERS]))}


def _answer(worth: Any) -> list[float]:
    """A few numbers that two different answers hardly share."""
    few = worth[:, :LOOP_DRAWS]
    return [*few.sum(axis=1).tolist(), *few[:, -1].tolist()]


class Told:
    """The case as its formulas say it, for those who write it by hand: amounts of a success by service and payer."""

    def __init__(self, stated: Worked) -> None:
        self.services = [one.id for one in stated.case.consequences]
        flows = {
            (f.item, f.account.sector.value): float(f.exact) for i in stated.items for f in i.flows if f.year == 2024
        }
        rate, kept = stated.rates["in-work"].net, 1 - stated.rates["in-work"].correction
        people = sum(one.finishers for one in stated.successes)
        whole = float(people * rate * kept)
        self.each = [[flows.get((name, payer), 0.0) / whole for payer in PAYERS] for name in self.services]
        self.cost = flows["running", "municipality"]
        self.finishers, self.kept = float(people), float(kept)
        self.discount = [float(stated.discount.rate(t)) for t in range(LAST_YEAR + 1)]


def loop(told: Told, values: dict[str, list[float]], draws: int) -> Any:
    """The case as a loop over draws, years and services."""
    worth = []
    for d in range(draws):
        successes = told.finishers * told.kept * values["participants"][d] * values["completion"][d] / 0.8
        successes *= values["effects.in-work.net"][d]
        left, factor, net = [1.0] * len(told.services), 1.0, [0.0] * len(PAYERS)
        for t in range(LAST_YEAR + 1):
            factor /= 1 + (told.discount[t] if t else 0)
            for s, name in enumerate(told.services):
                if t:
                    left[s] *= 1 - values[f"consequences.{name}.fade"][d]
                amount = successes * left[s] * values[f"consequences.{name}.quantity"][d] * values[f"prices.{name}"][d]
                for k in range(len(PAYERS)):
                    net[k] += factor * amount * told.each[s][k]
        net[0] += told.cost * values["costs.running"][d]
        worth.append(net)
    return {"worth": _answer(np.array(worth).T)}


def broadcast(told: Told, values: dict[str, Any]) -> Any:
    """The case as idiomatic NumPy: one array of draws × services × years, then one sum over services."""
    column = lambda pattern: np.array([values[pattern.format(name)] for name in told.services]).T  # noqa: E731
    t = np.arange(LAST_YEAR + 1)
    left = (1 - column("consequences.{}.fade"))[:, :, None] ** t
    amount = column("consequences.{}.quantity") * column("prices.{}")
    people = told.finishers * told.kept * values["participants"] * values["completion"] / 0.8
    amount = amount * (people * values["effects.in-work.net"])[:, None]
    net = np.einsum("ds,dst,sk->dtk", amount, left, np.array(told.each), optimize=True)
    net[:, 0, 0] += told.cost * values["costs.running"]
    factor = np.cumprod([1.0, *(1 / (1 + rate) for rate in told.discount[1:])])
    return {"worth": _answer(np.einsum("dtk,t->kd", net, factor))}


def workbook(path: Path, told: Told, values: dict[str, list[float]], draws: int) -> None:
    """The case as an analyst writes it in a workbook: inputs by draw, then a formula for each draw, year and payer."""
    import xlsxwriter

    parts = ("consequences.{}.quantity", "prices.{}", "consequences.{}.fade")
    people = ("participants", "completion", "effects.in-work.net", "costs.running")
    columns = [*(part.format(name) for part in parts for name in told.services), *people]
    factors = np.cumprod([1.0, *(1 / (1 + rate) for rate in told.discount[1:])])
    with xlsxwriter.Workbook(str(path)) as book:
        inputs, amounts, net, worth = (book.add_worksheet(name) for name in ("inputs", "amounts", "net", "worth"))
        for k in range(len(PAYERS)):
            amounts.write_row(k, 0, [row[k] for row in told.each])
        net.write_row(0, 0, factors.tolist())
        for d in range(draws):
            row = len(PAYERS) + d
            inputs.write_row(row, 0, [values[column][d] for column in columns])
            for sheet, formulas in zip((amounts, net, worth), _formulas(told, row + 1), strict=True):
                for column, formula in enumerate(formulas):
                    sheet.write_formula(row, column, formula)


def _formulas(told: Told, r: int) -> tuple[list[str], list[str], list[str]]:
    """The formulas of row `r`: first-year amounts by service, nets by payer and year, present values by payer."""
    n, years = len(told.services), LAST_YEAR + 1
    at = lambda column: f"inputs!{_column(column)}{r}"  # noqa: E731
    people = f"{told.finishers * told.kept!r}*{at(3 * n)}*{at(3 * n + 1)}/0.8*{at(3 * n + 2)}"
    amounts = [f"={people}*{at(s)}*{at(n + s)}" for s in range(n)]
    row, left = f"amounts!A{r}:{_column(n - 1)}{r}", f"(1-{at(2 * n)}:{_column(3 * n - 1)}{r})"
    net = [
        f"=SUMPRODUCT({row},{left}^{t},amounts!$A${k + 1}:${_column(n - 1)}${k + 1})"
        for k in range(len(PAYERS))
        for t in range(years)
    ]
    net[0] += f"+{told.cost!r}*{at(3 * n + 3)}"
    ends = [(_column(k * years), _column((k + 1) * years - 1)) for k in range(len(PAYERS))]
    worth = [f"=SUMPRODUCT(net!{one}{r}:{other}{r},net!$A$1:${_column(years - 1)}$1)" for one, other in ends]
    return amounts, net, worth


def _column(number: int) -> str:
    """The letters of a column counted from 0."""
    head, last = divmod(number, 26)
    return (_column(head - 1) if head else "") + chr(ord("A") + last)


def office(told: Told, values: dict[str, list[float]], draws: int) -> Any:
    """The workbook recalculated by LibreOffice: what it says, and the CPU and wall seconds it took for the draws."""
    import openpyxl

    root = Path(__file__).parents[1]
    sys.path[:0] = [str(root), str(root / "tools")]
    recalculated = importlib.import_module("tests.office").recalculated
    with TemporaryDirectory() as folder:
        full, empty = Path(folder) / "full.xlsx", Path(folder) / "empty.xlsx"
        workbook(full, told, values, draws)
        workbook(empty, told, values, 0)
        cost = []
        for path in (empty, empty, full):  # the first start of a profile is slower
            wall, cpu = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            (made,) = recalculated(path, into=Path(folder) / "made")
            spent = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = spent.ru_utime + spent.ru_stime - cpu.ru_utime - cpu.ru_stime
            cost.append((used, time.perf_counter() - wall))
        rows = openpyxl.load_workbook(made, data_only=True)["worth"].iter_rows(values_only=True)
        found = np.array([row for row in rows if row[0] is not None], dtype=float).T
    cpu_used, wall_used = (cost[2][n] - cost[1][n] for n in (0, 1))
    return {"worth": _answer(found), "cpu": cpu_used, "wall": wall_used}


def child(method: str, draws: int) -> None:
    """One method in this process; reading and compiling the case, and drawing for the others, are not timed."""
    stated = worked_out(case())
    arrays = compiled(stated)
    if method == "ours":
        ours(arrays, 600)  # loads what is loaded once
        tell(lambda: ours(arrays, draws))
        return
    found, told = drawn(arrays, draws=draws, seed=SEED), Told(stated)
    plain = {name: column.tolist() for name, column in found.values.items()}
    works: dict[str, Callable[[], Any]] = {
        "model": lambda: only_model(arrays, found),
        "broadcast": lambda: broadcast(told, dict(found.values)),
        "loop": lambda: loop(told, plain, LOOP_DRAWS),
    }
    if method == "office":
        told_by_office = office(told, plain, LOOP_DRAWS)
        cost = {name: told_by_office.pop(name) for name in ("cpu", "wall")}
        print(json.dumps({**cost, "peak_mb": 0, "answer": told_by_office}))
        return
    tell(works[method])


def _same(one: Any, other: Any) -> bool:
    return bool(np.allclose(one["worth"], other["worth"], rtol=TOGETHER, atol=0))


def compared(draws: int, repeats: int) -> dict[str, Runs]:
    """Every method, several times, each in a process of its own; different answers raise `AssertionError`."""
    found = {
        method: repeated(
            1 if method == "office" else repeats, "benchmarks.business_case", "--child", method, "--draws", str(draws)
        )
        for method in METHODS
    }
    strange = [method for method in METHODS if not _same(found[method].answer, found["ours"].answer)]
    if strange:
        raise AssertionError(f"{strange} do not give what ours gives")
    return found


def compiling(repeats: int) -> float:
    """Seconds to compile the case, which is done once for all draws."""
    stated, seen = worked_out(case()), []
    for _ in range(repeats):
        start = time.process_time()
        compiled(stated)
        seen.append(time.process_time() - start)
    return median(seen)


def page(found: dict[str, Runs], draws: int, once: float) -> str:
    """The result as a page."""
    scale = draws / LOOP_DRAWS
    rows = [
        ("ours, all of it", found["ours"], 1.0),
        ("ours, the model only", found["model"], 1.0),
        ("NumPy, one array of draws × services × years, the model only", found["broadcast"], 1.0),
        (f"a loop in Python, the model only ({LOOP_DRAWS} draws, scaled)", found["loop"], scale),
        (f"LibreOffice, the model only ({LOOP_DRAWS} draws, scaled)", found["office"], scale),
    ]
    model = found["model"].cpu
    lines = [
        f"| {name} | {1e3 * runs.wall * by:,.1f} | {1e3 * runs.cpu * by:,.1f} | {runs.cpu * by / model:,.1f} |"
        for name, runs, by in rows
    ]
    inputs = sum(not one.is_certain for one in compiled(worked_out(case())).inputs)
    about = (
        f"{CONSEQUENCES} consequences, {LAST_YEAR + 1} years, {len(PAYERS)} payers, {inputs} uncertain inputs, "
        f"{draws:,} draws. All of it is drawing, the model, P10, P50 and P90 for each payer and year, chances, and the "
        "tornado with switching values. Medians of fresh processes; all gave the same present values, draw by draw. "
        f"Compiling the case takes {1e3 * once:,.0f} ms, once. Read the ratios: milliseconds depend on the machine and "
        "on what else it does. Made by `python -m benchmarks.business_case`."
    )
    head = ("| method | wall ms | CPU ms | times the model, CPU |", "|---|---|---|---|")
    return "\n".join(["# An uncertain business case", "", about, "", *head, *lines, ""])


def main() -> None:
    """Compare all methods, or do one's work for a process that asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--child", choices=METHODS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.draws)
        return
    told = page(compared(asked.draws, asked.repeats), asked.draws, compiling(asked.repeats))
    RESULTS.write_text(told, encoding="utf-8")
    print(told)


if __name__ == "__main__":
    main()
