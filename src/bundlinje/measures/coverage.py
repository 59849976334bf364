"""Coverage: whether a register was read for every day of a window, so that silence means none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bundlinje.facts.tables import Facts
from bundlinje.measures.base import Declared, Measure
from bundlinje.measures.collect import Units, Windows

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

EVERYONE = "*"
"""The unit of a coverage row that holds for all units."""


def known_windows(
    measure: Measure,
    facts: Facts,
    units: Units,
    windows: Windows,
    evidence: NDArray[np.int64],
    declared: Declared,
) -> NDArray[np.bool_]:
    """For each window, in order, whether its value is known.

    A measure that counts silence as none is known where all its facts are covered; a score or a unit's own number is
    known where there is one. `evidence` is the rows of facts used in each window.
    """
    names = measure.needs_coverage()
    if not names:
        known: NDArray[np.bool_] = evidence > 0
        return known
    return covered(facts, names, units, windows, declared)


def covered(
    facts: Facts, names: Sequence[str], units: Units, windows: Windows, declared: Declared
) -> NDArray[np.bool_]:
    """For each window, in order, whether all these facts are covered on every day of it.

    A fact whose coverage is complete always is. Rows for the unit and rows for everyone count together, and rows that
    adjoin or overlap count once. An empty window is covered.
    """
    import numpy as np

    index = windows["unit"]
    known = np.ones(len(index), np.bool_)
    stated = [name for name in dict.fromkeys(names) if declared[name].stated_coverage]
    if stated and len(index):
        rows = facts.frame("coverage")
        asked = _asked(units, windows)
        for name in stated:
            known &= _days_covered(rows, name, asked) >= windows["end"] - windows["start"]
    return known


def _asked(units: Units, windows: Windows) -> pl.DataFrame:
    import polars as pl

    keys = pl.Series("unit", [str(units[i]) for i in windows["unit"].tolist()], dtype=pl.String)
    days = pl.DataFrame({"start": windows["start"], "end": windows["end"]})
    return days.with_columns(keys, row=pl.int_range(pl.len()))


def _days_covered(rows: pl.DataFrame, name: str, asked: pl.DataFrame) -> NDArray[np.int64]:
    """Days of each window that some row covers."""
    import polars as pl

    mine = rows.filter(pl.col("fact") == name).select("from", "until", unit=pl.col("unit").cast(pl.String))
    everyone = mine.filter(pl.col("unit") == EVERYONE).drop("unit")
    hits = pl.concat(
        [asked.join(mine, on="unit", how="inner").drop("unit"), asked.drop("unit").join(everyone, how="cross")],
        how="diagonal",
    )
    inside = hits.filter((pl.col("from") < pl.col("end")) & (pl.col("until") > pl.col("start")))
    return _union_days(inside, asked.height)


def _union_days(hits: pl.DataFrame, windows: int) -> NDArray[np.int64]:
    """Days in the union of the stretches of each window."""
    import numpy as np
    import polars as pl

    low = pl.max_horizontal("from", "start")
    high = pl.min_horizontal("until", "end")
    cut = hits.select("row", low=low, high=high).sort("row", "low", "high")
    reached = pl.col("high").cum_max().shift(1).over("row")
    fresh = pl.max_horizontal(pl.lit(0), pl.col("high") - pl.max_horizontal("low", reached))
    days = cut.select("row", days=fresh).group_by("row").agg(pl.col("days").sum())
    result = np.zeros(windows, np.int64)
    result[days["row"].to_numpy()] = days["days"].to_numpy()
    return result
