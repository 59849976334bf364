"""Rows in memory: Polars frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class MemoryRows:
    """Every table as a frame, in the stored schema."""

    frames: Mapping[str, pl.DataFrame]

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """A table, lazily."""
        import narwhals as nw

        return nw.from_native(self.frames[name].lazy())

    def bring(self, columns: Mapping[str, NDArray[Any]]) -> nw.LazyFrame[Any]:
        """Columns from outside as a frame that joins with these tables."""
        import narwhals as nw
        import polars as pl

        series = [
            pl.Series(name, column.tolist(), pl.String) if column.dtype == object else pl.Series(name, column)
            for name, column in columns.items()
        ]
        return nw.from_native(pl.DataFrame(series).lazy())

    def of_units(self, keys: Sequence[Any]) -> MemoryRows:
        """Only the rows about these units; tables that are about no unit, and coverage, stay whole."""
        import polars as pl

        chosen = dict(self.frames)
        for name in ("enrolments", "spells", "events", "scores"):
            chosen[name] = self.frames[name].filter(pl.col("unit").is_in(list(keys)))
        return MemoryRows(chosen)

    def keep(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Run a frame once and keep its rows, for the many measures that will look at them."""
        import narwhals as nw

        kept: nw.LazyFrame[Any] = nw.from_native(frame.to_native().collect().lazy())
        return kept
