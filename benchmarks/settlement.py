"""Settlement of invented unit-outcomes: ours beside idiomatic pandas and a plain loop with `Decimal`, in one run.

One contract of N unit-outcomes: quantity × price, rounded once; a cap for each person, then for each term, then in all,
newest follow-up first and in proportion inside it; then every line (term × follow-up) shared between three payers and
two investors. All three give the same øre for every row, after every cap, and for every share: that is asserted first.

    python -m benchmarks.settlement [--sizes 10000 100000 1000000] [--repeats 5]

Every method runs in a process of its own; times are CPU seconds, medians; memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

import numpy as np

RESULTS = Path(__file__).parent / "results" / "settlement.md"
SEED = 20_221
TERMS = tuple(f"term-{number}" for number in range(6))
FOLLOW_UPS = 10
LOOP_ROWS = 100_000
"""The loop with `Decimal` runs on so many rows; its time for more is scaled from there."""
PAYERS = {"msb/decentral": 60, "msb/other": 25, "outcomes-fund": 15}
INVESTORS = {"dsi": 2_000_000, "raadet": 1_000_000}

Outcome: TypeAlias = dict[str, Any]
"""What a method finds: columns `gross`, `by person`, `by term` and `in all` after the caps, and each line's shares."""


@dataclass(frozen=True)
class Case:
    """Invented unit-outcomes as columns, the price list in øre, and the caps in øre."""

    columns: dict[str, Any]
    prices: Any
    per_person: int
    per_term: int
    in_all: int

    def caps(self) -> list[tuple[str, str, int]]:
        """Name of the column after it, scope and bound of every cap, in the order they bite."""
        scopes = (("by person", "each person", self.per_person), ("by term", "each term", self.per_term))
        return [*scopes, ("in all", "total", self.in_all)]


def case(rows: int) -> Case:
    """A case of so many unit-outcomes: the same for every method and on every machine."""
    dice = np.random.default_rng(SEED)
    follow_up = dice.integers(1, FOLLOW_UPS + 1, rows).astype(np.int32)
    columns = {
        "unit": np.arange(rows, dtype=np.int32),
        "person": dice.integers(0, max(1, rows // 6), rows).astype(np.int32),
        "term": np.sort(dice.integers(0, len(TERMS), rows)).astype(np.int32),
        "follow_up": follow_up,
        "due": (follow_up * 182 + dice.integers(0, 182, rows)).astype(np.int32),
        "tenths": np.where(dice.random(rows) < 0.45, dice.integers(1, 520, rows), 0).astype(np.int64),
    }
    prices = dice.integers(5_000, 400_000, (len(TERMS), FOLLOW_UPS + 1)).astype(np.int64)
    mean = 45 * 26 * 200_000 // 100
    return Case(columns, prices, per_person=9 * mean, per_term=rows * mean // 6 * 9 // 10, in_all=rows * mean * 7 // 10)


# --- ours -------------------------------------------------------------------------------------------------------------


def ours(given: Case) -> Outcome:
    """The limits and splits of the package."""
    from dataclasses import replace

    from bundlinje.limits.base import Claims
    from bundlinje.money import round_half_away_column

    class Known:
        is_final = False

        def ore(self, bound: Any) -> int:
            return bound.ore

        def units(self, bound: Any) -> int:
            raise NotImplementedError

        def paid_in_year(self, terms: Any) -> int:
            return 0

    columns = given.columns
    gross = round_half_away_column(columns["tenths"] * given.prices[columns["term"], columns["follow_up"]], 10)
    claims = Claims(
        term=columns["term"],
        unit=columns["unit"],
        person=columns["person"],
        cohort=np.zeros_like(columns["unit"]),
        follow_up=columns["follow_up"],
        year=columns["follow_up"],
        due=columns["due"],
        to_date=gross,
        settled=np.zeros_like(gross),
        term_names=TERMS,
    )
    found: Outcome = {"gross": gross}
    for name, scope, bound in given.caps():
        cut = _limit(scope, bound).cut(claims, Known())
        claims = replace(claims, to_date=claims.to_date - cut.off)
        found[name] = claims.to_date
    return found | _shared_by_us(columns, claims.to_date)


@cache
def _limit(scope: str, bound: int) -> Any:
    """A cap as a contract holds it; the contract is read once."""
    from pydantic import TypeAdapter

    from bundlinje.grammar.amount import Fixed
    from bundlinje.limits.base import AnyLimit

    made: TypeAdapter[Any] = TypeAdapter(AnyLimit)
    return made.validate_python({"at_most": Fixed(ore=bound), "for": scope, "excess": "lost"})


@cache
def _splits() -> tuple[Any, Any]:
    from pydantic import TypeAdapter

    from bundlinje.splits.base import AnySplit

    made: TypeAdapter[Any] = TypeAdapter(AnySplit)
    shares = {name: f"{share} %" for name, share in PAYERS.items()}
    return made.validate_python({"shares": shares}), made.validate_python("pro rata to drawn capital")


def _shared_by_us(columns: dict[str, Any], paid: Any) -> Outcome:
    from bundlinje.limits.columns.cutting import sums_by
    from bundlinje.splits.base import Purse

    (payers, investors), purse = _splits(), Purse(drawn=INVESTORS)
    width = FOLLOW_UPS + 1
    sums = sums_by(columns["term"].astype(np.int64) * width + columns["follow_up"], paid)
    lines = {code: int(ore) for code, ore in enumerate(sums) if ore}
    return {
        "payers": [[c, *payers.parts(ore, purse).values()] for c, ore in lines.items()],
        "investors": [[c, *investors.parts(ore, purse).values()] for c, ore in lines.items()],
    }


# --- pandas -----------------------------------------------------------------------------------------------------------


def with_pandas(given: Case) -> Outcome:
    """Group, sum, cumulate, merge back: what a careful analyst writes with pandas."""
    import pandas as pd

    frame = pd.DataFrame(given.columns)
    price = given.prices[frame["term"], frame["follow_up"]]
    frame["gross"] = (frame["tenths"] * price + 5) // 10
    former = "gross"
    keys_of = {"each person": ["person"], "each term": ["term"], "total": []}
    for name, scope, bound in given.caps():
        keys = keys_of[scope]
        frame[name] = frame[former] - _off_with_pandas(frame, former, keys, bound)
        former = name
    lines = frame.groupby([frame["term"].astype("int64") * (FOLLOW_UPS + 1) + frame["follow_up"]])["in all"].sum()
    lines = lines[lines != 0]
    found = {name: frame[name].to_numpy() for name in ("gross", "by person", "by term", "in all")}
    payers, investors = (_shares_with_pandas(lines, list(by.values())) for by in (PAYERS, INVESTORS))
    return found | {"payers": payers, "investors": investors}


def _off_with_pandas(frame: Any, column: str, keys: list[str], bound: int) -> Any:
    import pandas as pd

    by = keys or [pd.Series(0, index=frame.index)]
    excess = (frame.groupby(by)[column].transform("sum") - bound).clip(lower=0)
    rows = frame[(excess > 0) & (frame[column] > 0)].sort_values(["term", "unit", "follow_up", "due"])
    if rows.empty:
        return pd.Series(0, index=frame.index)
    by_row = keys or [pd.Series(0, index=rows.index)]
    level = rows.groupby([*by_row, -rows["follow_up"]])[column]
    sums = level.sum()
    above = (sums.groupby(level=0).cumsum() - sums).rename("above").reset_index(drop=True)
    number = level.ngroup()
    total = level.transform("sum")
    take = (excess[rows.index] - number.map(above)).clip(lower=0).clip(upper=total)
    assert int(rows[column].max()) * int(take.max()) < 2**63, "pandas would overflow here without a word"
    product = rows[column] * take
    part, remainder = product // total, product % total
    ranked = pd.DataFrame({"number": number, "remainder": -remainder}).sort_values(
        ["number", "remainder"], kind="stable"
    )
    place = ranked.groupby("number").cumcount()
    left_over = take - part.groupby(number).transform("sum")
    return (part + (place.reindex(rows.index) < left_over)).reindex(frame.index, fill_value=0)


def _shares_with_pandas(lines: Any, weights: list[int]) -> list[list[int]]:
    import pandas as pd

    products = pd.DataFrame({number: lines * weight for number, weight in enumerate(weights)})
    parts = products // sum(weights)
    place = (-(products % sum(weights))).rank(axis=1, method="first")
    parts += place.le(lines - parts.sum(axis=1), axis=0)
    return [[int(code), *map(int, row)] for code, row in zip(parts.index, parts.to_numpy(), strict=True)]


# --- a loop with Decimal ----------------------------------------------------------------------------------------------


def with_decimal(given: Case) -> Outcome:
    """One row after another in kroner, the way the agreement is read aloud."""
    price = [[Decimal(int(ore)) / 100 for ore in term] for term in given.prices]
    names = list(given.columns)
    rows = [dict(zip(names, map(int, row), strict=True)) for row in zip(*given.columns.values(), strict=True)]
    for row in rows:
        exact = Decimal(row["tenths"]) / 10 * price[row["term"]][row["follow_up"]]
        row["gross"] = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    former = "gross"
    for name, scope, bound in given.caps():
        groups = defaultdict(list)
        for row in rows:
            row[name] = row[former]
            groups[row.get(scope.removeprefix("each "))].append(row)
        for members in groups.values():
            _cut_with_decimal(members, former, name, Decimal(bound) / 100)
        former = name
    lines: dict[int, Decimal] = defaultdict(Decimal)
    for row in rows:
        lines[row["term"] * (FOLLOW_UPS + 1) + row["follow_up"]] += row[former]
    found: Outcome = {
        name: [int(row[name] * 100) for row in rows] for name in ("gross", "by person", "by term", "in all")
    }
    for name, weights in (("payers", list(PAYERS.values())), ("investors", list(INVESTORS.values()))):
        found[name] = [[c, *_parts_with_decimal(kr, weights)] for c, kr in sorted(lines.items()) if kr]
    return found


def _cut_with_decimal(members: list[dict[str, Any]], column: str, after: str, bound: Decimal) -> None:
    excess = sum((row[column] for row in members), Decimal(0)) - bound
    for follow_up in sorted({row["follow_up"] for row in members}, reverse=True):
        if excess <= 0:
            return
        here = [row for row in members if row["follow_up"] == follow_up and row[column] > 0]
        here.sort(key=lambda row: (row["term"], row["unit"], row["follow_up"], row["due"]))
        take = min(excess, sum((row[column] for row in here), Decimal(0)))
        for row, ore in zip(here, _parts_with_decimal(take, [row[column] for row in here]), strict=True):
            row[after] = row[column] - Decimal(ore) / 100
        excess -= take


def _parts_with_decimal(amount: Decimal, weights: list[Any]) -> list[int]:
    whole, ore = sum(weights), int(amount * 100)
    divided = [divmod(ore * weight, whole) for weight in weights] if whole else []
    parts = [int(part) for part, _ in divided]
    for i in sorted(range(len(parts)), key=lambda i: -divided[i][1])[: ore - sum(parts)]:
        parts[i] += 1
    return parts


# --- measuring --------------------------------------------------------------------------------------------------------

METHODS: dict[str, Callable[[Case], Outcome]] = {"ours": ours, "pandas": with_pandas, "Decimal loop": with_decimal}


def digest(found: Outcome) -> str:
    """One fingerprint of every amount a method found."""
    plain = {name: np.asarray(values, dtype=np.int64) for name, values in sorted(found.items())}
    return hashlib.sha256(b"".join(name.encode() + values.tobytes() for name, values in plain.items())).hexdigest()


def measure(method: str, rows: int, repeats: int) -> dict[str, Any]:
    """CPU seconds of every repeat, after one that is not counted; peak memory; the fingerprint of what was found."""
    given = case(rows)
    idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = digest(METHODS[method](given))
    seconds = []
    for _ in range(repeats):
        start = time.process_time()
        METHODS[method](given)
        seconds.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "digest": found, "peak": peak // 1024, "idle": idle // 1024}


def in_own_process(method: str, rows: int, repeats: int) -> dict[str, Any]:
    """`measure` in a process of its own, so that peak memory is the method's."""
    command = [sys.executable, "-m", "benchmarks.settlement", "--child", method, "--sizes", str(rows)]
    done = subprocess.run([*command, "--repeats", str(repeats)], check=True, capture_output=True, text=True)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def compare(rows: int, repeats: int) -> dict[str, dict[str, Any]]:
    """All methods on the same rows; the loop is scaled where it would take too long. Different øre raise."""
    found = {}
    for method in METHODS:
        run_on = min(rows, LOOP_ROWS) if method == "Decimal loop" else rows
        found[method] = in_own_process(method, run_on, repeats)
        found[method]["cpu"] = median(found[method]["seconds"]) * rows / run_on
        found[method]["scaled"] = run_on != rows
    same = {one["digest"] for one in found.values() if not one["scaled"]}
    assert len(same) == 1, f"the methods differ on {rows} rows"
    return found


def table(sizes: list[int], repeats: int) -> str:
    """The page of results."""
    import pandas as pd

    lines = [
        "# Settlement: caps per person, term and contract, and shares at the line",
        "",
        "Written by `python -m benchmarks.settlement`; invented unit-outcomes, fixed seed. One contract, six terms,",
        "ten follow-ups, six unit-outcomes a person. Every method finds the same øre for every row after every cap,",
        f"and for every share: asserted before anything is written. CPU seconds, median of {repeats} after a warm-up,",
        f"each method in a process of its own; Python {platform.python_version()}, NumPy {np.__version__}, pandas",
        f"{pd.__version__}. Ours and pandas start from columns; the loop makes its rows from them, in the time shown.",
        f"\\* the loop ran on {LOOP_ROWS:,} rows and is scaled in proportion to more.",
        "",
        "| unit-outcomes | method | CPU s | against ours | peak memory, MB (before the work) |",
        "|--:|---|--:|--:|--:|",
    ]
    for rows in sizes:
        found = compare(rows, repeats)
        for method, one in found.items():
            star = "\\*" if one["scaled"] else ""
            ratio = one["cpu"] / found["ours"]["cpu"]
            memory = "" if one["scaled"] else f"{one['peak']} ({one['idle']})"
            lines.append(f"| {rows:,} | {method} | {one['cpu']:.3f}{star} | {ratio:.1f} × | {memory} |")
            print(lines[-1], flush=True)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Compare, and write the page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    asked.add_argument("--repeats", type=int, default=5)
    asked.add_argument("--child", choices=METHODS, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.child:
        print(json.dumps(measure(given.child, given.sizes[0], given.repeats)))
        return
    page = table(given.sizes, given.repeats)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
