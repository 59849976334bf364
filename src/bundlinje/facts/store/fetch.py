"""Results of lazy frames as NumPy columns, from any engine, with nothing but that engine installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl
    from numpy.typing import NDArray


def fetch(frame: nw.LazyFrame[Any]) -> dict[str, NDArray[Any]]:
    """Run a lazy frame; its columns as NumPy arrays, in the same but no particular order of rows."""
    import numpy as np

    native = frame.to_native()
    if frame.implementation.is_duckdb():
        return {name: np.ma.filled(column) for name, column in native.fetchnumpy().items()}
    done = frame.collect()
    return {name: done[name].to_numpy() for name in done.columns}


def fetch_polars(frame: nw.LazyFrame[Any]) -> pl.DataFrame:
    """Run a lazy frame into memory, blanks kept."""
    import numpy as np
    import polars as pl

    native = frame.to_native()
    if isinstance(native, pl.LazyFrame):
        return native.collect()
    if not frame.implementation.is_duckdb():
        collected: pl.DataFrame = frame.collect("polars").to_native()
        return collected
    columns = {}
    for name, column in native.fetchnumpy().items():
        blank = np.ma.getmaskarray(column)
        series = pl.Series(name, np.ma.getdata(column).tolist() if column.dtype == object else np.ma.getdata(column))
        columns[name] = pl.select(pl.when(pl.Series(~blank)).then(series).alias(name)).to_series()
    return pl.DataFrame(columns)
