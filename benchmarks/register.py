"""Measuring a register: four measures in two windows for every participant, ours against idiomatic pandas.

`python -m benchmarks.register --size 1 --size 10` writes `benchmarks/results/register.md`. Both sides read the same
Parquet file in fresh processes and must answer with the same integers.
"""

from __future__ import annotations

import argparse
import importlib
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.generate import DECLARED, PARTICIPANTS, register, windows
from benchmarks.picture import bars
from benchmarks.runs import Runs, limit_memory, repeated, tell

RESULTS = Path(__file__).parent / "results"
MEASURES = ({"days_in": "support"}, {"average": "employment"}, {"days_in": "shelter"}, {"is_in": "education"})
CUTOFF = date(2024, 12, 31)
OUR_LIMIT = "2GB"
"""What the engine may hold; the process must stay below four gigabytes in all."""
PANDAS_LIMIT_GB = 12
HERE = Path(tempfile.gettempdir()) / "bundlinje-benchmarks"


def ours(size: int) -> list[list[int]]:
    """Rows, sum and weighted sum of every measure, counted by DuckDB in the file."""
    from bundlinje.facts import read_facts
    from bundlinje.measures.base import SHELF
    from bundlinje.measures.collect import collected

    facts = read_facts(register(HERE, size), DECLARED, memory_limit=OUR_LIMIT).as_of(CUTOFF)
    asked, people = windows(size), np.arange(PARTICIPANTS * size, dtype=np.int32)
    answers = []
    for raw in MEASURES:
        kind = SHELF.kinds[next(iter(raw))].model_validate(raw)
        found = collected(kind, facts, people, asked, DECLARED)
        answers.append(_summary(found.u, found.occasion, found.num))
    return answers


def pandas(size: int) -> list[list[int]]:
    """The same as an analyst writes it: read, merge, clip, group."""
    import pandas as pd

    limit_memory(PANDAS_LIMIT_GB)
    spells = pd.read_parquet(register(HERE, size) / "spells.parquet")
    day = (CUTOFF - date(1970, 1, 1)).days
    spells = spells[spells["from"] <= day]
    spells["until"] = spells["until"].clip(upper=day + 1)
    asked = pd.DataFrame(windows(size)).drop(columns="target")
    answers = []
    for raw in MEASURES:
        kind, fact = next(iter(raw.items()))
        mine = asked.assign(start=asked["end"] - 1) if kind == "is_in" else asked
        hits = mine.merge(spells[spells["fact"] == fact], on="unit")
        hits = hits[(hits["from"] < hits["end"]) & (hits["until"] > hits["start"])]
        days = np.minimum(hits["until"], hits["end"]) - np.maximum(hits["from"], hits["start"])
        hits["num"] = days * hits["value"] if kind == "average" else days
        found = hits.groupby(["unit", "occasion"])["num"].sum().astype("int64").reset_index()
        answers.append(_summary(found["unit"].to_numpy(), found["occasion"].to_numpy(), found["num"].to_numpy()))
    return answers


def _summary(unit: Any, occasion: Any, num: Any) -> list[int]:
    """Three integers that two different answers hardly share."""
    weight = (unit.astype(np.int64) * 7 + occasion) % 10_007
    return [len(num), int(num.sum()), int((num // 1_000 * weight + num % 1_000 * weight).sum())]


OURS = ("duckdb", "polars", "narwhals", "bundlinje.facts.reading.folder", "bundlinje.measures.collect")


def _import(names: tuple[str, ...]) -> None:
    for name in names:
        importlib.import_module(name)


def compared(size: int) -> tuple[Runs, Runs]:
    """Ours and pandas in neighbouring runs. Different answers raise `AssertionError`."""
    register(HERE, size)
    times = 5 if size < 100 else 3
    mine = repeated(times, "benchmarks.register", "--child", "ours", "--size", str(size))
    theirs = repeated(times, "benchmarks.register", "--child", "pandas", "--size", str(size))
    if mine.answer is None:
        raise AssertionError("ours ran out of memory")
    if theirs.answer is not None and mine.answer != theirs.answer:
        raise AssertionError(f"{mine.answer} is not {theirs.answer}")
    return mine, theirs


def row(size: int, mine: Runs, theirs: Runs) -> str:
    """One line of the result table."""
    cells = [f"{size} M", f"{PARTICIPANTS * size:,}", f"{mine.cpu:.2f}", f"{mine.wall:.2f}", f"{mine.peak_mb:,.0f}"]
    if theirs.answer is None:
        cells += [f"does not fit in {PANDAS_LIMIT_GB} GB", "–", "–"]
        return _line([*cells, str(mine.runs)])
    ratio = f"{theirs.cpu / mine.cpu:.1f}"
    return _line([*cells, f"{theirs.cpu:.2f}", f"{theirs.peak_mb:,.0f}", ratio, str(mine.runs)])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


HEAD = f"""# Measuring a register

Four measures (`days_in` twice, `average`, `is_in`) in two windows of half a year for every participant, over weekly
spells in one prepared Parquet file, as of {CUTOFF}. Medians of fresh processes, reading included, imports not; both
sides gave the same integers. Read the ratio: seconds depend on the machine and on what else it does. The engine was
limited to {OUR_LIMIT}; the peak is that of the whole process. Made by `python -m benchmarks.register`.
Sizes of 100 million spells were run three times.

"""
COLUMNS = (
    "spells", "participants", "ours, CPU s", "ours, wall s", "ours, peak MB", "pandas, CPU s", "pandas, peak MB",
    "times less CPU", "runs",
)  # fmt: skip


def main() -> None:
    """Compare at the sizes asked for, or do one side's work for a process that asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, choices=(1, 10, 100), action="append")
    parser.add_argument("--child", choices=("ours", "pandas"))
    asked = parser.parse_args()
    sizes = asked.size or [1, 10]
    if asked.child:
        _import(OURS if asked.child == "ours" else ("pandas", "pyarrow.parquet"))
        tell(lambda: {"ours": ours, "pandas": pandas}[asked.child](sizes[0]))
        return
    lines, drawn = [], []
    for size in sizes:
        mine, theirs = compared(size)
        lines.append(row(size, mine, theirs))
        drawn += [_bar(size, "ours", mine), _bar(size, "pandas", theirs)]
        print(lines[-1], flush=True)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "register.md").write_text(
        "\n".join([HEAD + _line(COLUMNS), "|---" * len(COLUMNS) + "|", *lines, ""]), "utf-8"
    )
    (RESULTS / "register.svg").write_text(bars("CPU seconds, logarithmic: less is better", drawn), "utf-8")


def _bar(size: int, side: str, runs: Runs) -> tuple[str, float | None, str]:
    label = f"{size} million spells, {side}"
    if runs.answer is None:
        return label, None, f"does not fit in {PANDAS_LIMIT_GB} GB"
    return label, runs.cpu, f"{runs.cpu:.2f} s, {runs.peak_mb:,.0f} MB"


if __name__ == "__main__":
    main()
