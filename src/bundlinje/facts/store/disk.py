"""Rows too many for memory: prepared Parquet files, counted where they lie by DuckDB within a stated limit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from os import getpid
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from bundlinje.facts.store.schema import sql_schema

if TYPE_CHECKING:
    import duckdb
    import narwhals as nw
    from numpy.typing import NDArray


@dataclass(eq=False)
class DiskRows:
    """Every table as a prepared file in `folder`. May be sent to another process, which opens the files itself."""

    folder: Path
    own: tuple[str, ...] = ()
    memory_limit: str | None = None
    threads: int | None = None
    _brought: int = field(default=0, init=False)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "engine"}

    @cached_property
    def engine(self) -> duckdb.DuckDBPyConnection:
        """The in-process database that reads the files; what exceeds its memory limit spills to a temporary folder."""
        import duckdb

        settings: dict[str, Any] = {
            "preserve_insertion_order": False,
            "autoload_known_extensions": False,
            "temp_directory": str(Path(gettempdir()) / f"bundlinje-{getpid()}"),
        }
        if self.memory_limit:
            settings["memory_limit"] = self.memory_limit
        if self.threads:
            settings["threads"] = self.threads
        return duckdb.connect(config=settings)

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """A table, lazily; one without a file is empty."""
        import narwhals as nw

        path = self.folder / f"{name}.parquet"
        if path.exists():
            return nw.from_native(self.engine.read_parquet(str(path)))
        blanks = [self._blank(kind).alias(column) for column, kind in self._schema(name).items()]
        return nw.from_native(self.engine.sql("SELECT 1 WHERE false").select(*blanks))

    @staticmethod
    def _blank(kind: str) -> duckdb.Expression:
        import duckdb

        return duckdb.ConstantExpression(None).cast(duckdb.sqltype(kind))

    def _schema(self, name: str) -> dict[str, str]:
        unused = {"id", "void", "source"}
        return {column: kind for column, kind in sql_schema(name, self.own).items() if column not in unused}

    def bring(self, columns: Mapping[str, NDArray[Any]]) -> nw.LazyFrame[Any]:
        """Columns from outside as a frame that joins with these tables."""
        import narwhals as nw

        self._brought += 1
        name = f"brought_{self._brought}"
        self.engine.register(name, dict(columns))
        return nw.from_native(self.engine.table(name))

    def of_units(self, keys: Sequence[Any]) -> DiskRows:
        """The same files, opened anew."""
        return DiskRows(self.folder, self.own, self.memory_limit, self.threads)

    def keep(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """The frame itself: what lies on disk is not copied."""
        return frame
