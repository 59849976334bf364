"""Prepared Parquet: written by this program after every check, and counted where it lies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from bundlinje.facts.base import FactKind
from bundlinje.facts.store.disk import DiskRows
from bundlinje.facts.store.fetch import fetch
from bundlinje.facts.store.prepared import PREPARED, scales
from bundlinje.facts.store.schema import own_names
from bundlinje.facts.tables import Facts
from bundlinje.problems import Collector, Place, Problem, error


def is_prepared(path: Path) -> bool:
    """Whether `write_facts` wrote the file, so that its rows need no second check."""
    return _marked(path) is not None


def prepared_facts(
    folder: Path, files: Mapping[str, Path], declared: Mapping[str, FactKind], memory_limit: str | None = None
) -> Facts:
    """Facts that stay in their files. Refused if a file holds a fact the contract does not declare in that scale."""
    rows = DiskRows(folder, own_names(declared), memory_limit)
    found = Collector()
    for table, path in files.items():
        found.add(*_other_scales(table, path, declared), *_undeclared(table, path, rows, declared))
    found.refuse_errors()
    return Facts(declared, rows)


def _marked(path: Path) -> str | None:
    import polars as pl

    if path.suffix != ".parquet":
        return None
    try:
        return pl.read_parquet_metadata(path).get(PREPARED)
    except (pl.exceptions.PolarsError, OSError):
        return None


def _other_scales(table: str, path: Path, declared: Mapping[str, FactKind]) -> Iterator[Problem]:
    written = json.loads(_marked(path) or "{}")
    now = scales(table, declared)
    for name in sorted(written.keys() & now.keys()):
        if written[name] != now[name]:
            yield error("facts.prepared.other_scale", Place(path.name, path=name), fact=name)


def _undeclared(table: str, path: Path, rows: DiskRows, declared: Mapping[str, FactKind]) -> Iterator[Problem]:
    frame = rows.table(table)
    if "fact" not in frame.collect_schema().names():
        return
    known = [name for name, kind in declared.items() if table in {kind.table, "coverage"}]
    for name in sorted(set(fetch(frame.select("fact").unique())["fact"]) - set(known)):
        place = Place(path.name, path=str(name))
        yield error("facts.fact.unknown", place, fact=str(name), table=table, column="fact", known=", ".join(known))
