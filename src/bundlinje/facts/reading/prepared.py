"""Prepared Parquet: written by this program after every check, and counted where it lies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bundlinje.facts.base import FactKind
from bundlinje.facts.store.disk import DiskRows
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
    found = Collector()
    for table, path in files.items():
        said = json.loads(_marked(path) or "{}")
        found.add(*_undeclared(table, path, said["facts"], declared), *_other_scales(table, path, said, declared))
    found.refuse_errors()
    return Facts(declared, DiskRows(folder, own_names(declared), memory_limit))


def _marked(path: Path) -> str | None:
    import polars as pl

    if path.suffix != ".parquet":
        return None
    try:
        return pl.read_parquet_metadata(path).get(PREPARED)
    except (pl.exceptions.PolarsError, OSError):
        return None


def _undeclared(table: str, path: Path, facts: Iterable[str], declared: Mapping[str, FactKind]) -> Iterator[Problem]:
    known = [name for name, kind in declared.items() if table in {kind.table, "coverage"}]
    for name in sorted(set(facts) - set(known)):
        place = Place(path.name, path=name)
        yield error("facts.fact.unknown", place, fact=name, table=table, column="fact", known=", ".join(known))


def _other_scales(
    table: str, path: Path, said: Mapping[str, Any], declared: Mapping[str, FactKind]
) -> Iterator[Problem]:
    now = scales(table, declared)
    counted = now.keys() if table == "enrolments" else now.keys() & set(said["facts"])
    for name in sorted(counted):
        if said["scales"].get(name) != now[name]:
            yield error("facts.prepared.other_scale", Place(path.name, path=name), fact=name)
