"""All tables together: every one is read and checked before anything is refused, and nothing is half taken in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bundlinje.facts.base import FactKind
from bundlinje.facts.reading.checks import in_force, settled_rows, strangers
from bundlinje.facts.reading.raw import LINE, Raw
from bundlinje.facts.reading.tell import Teller
from bundlinje.facts.reading.typed import typed
from bundlinje.facts.store.memory import MemoryRows
from bundlinje.facts.store.schema import own_names, schema, stored
from bundlinje.facts.tables import NAMES, Facts
from bundlinje.problems import Collector, error

if TYPE_CHECKING:
    import polars as pl

OF_UNITS = ("spells", "events", "scores", "coverage")
"""Tables whose rows are about one unit."""


def facts_of(raws: Mapping[str, Raw], declared: Mapping[str, FactKind], found: Collector | None = None) -> Facts:
    """The facts of raw tables. Every mistake in them, and those already in `found`, raises one `Refused`."""
    found = found or Collector()
    read: dict[str, tuple[pl.DataFrame, Teller]] = {}
    for name, raw in raws.items():
        _declared(name, raw, declared, found)
        result = typed(raw, name, declared, found)
        if result is not None:
            frame, teller = result
            read[name] = settled_rows(frame, name, teller), teller
    _strangers(raws, read, declared, found)
    found.refuse_errors()
    return Facts(declared, MemoryRows({name: _stored(read, name, declared) for name in NAMES}))


def _declared(name: str, raw: Raw, declared: Mapping[str, FactKind], found: Collector) -> None:
    tables = {kind.table for kind in declared.values()}
    if name not in tables and name != "coverage" and raw.cells.height:
        found.add(error("facts.table.undeclared", raw.place(), table=name))


def _strangers(
    raws: Mapping[str, Raw],
    read: Mapping[str, tuple[pl.DataFrame, Teller]],
    declared: Mapping[str, FactKind],
    found: Collector,
) -> None:
    if not any(kind.table == "enrolments" for kind in declared.values()):
        return
    about_units = [name for name in OF_UNITS if name in read and read[name][0].height]
    if "enrolments" in read:
        enrolled = in_force(read["enrolments"][0])["unit"].drop_nulls().unique()
        for name in about_units:
            strangers(read[name][0], enrolled, read[name][1])
    elif "enrolments" not in raws and about_units:
        found.add(error("facts.table.missing", table="enrolments"))


def _stored(
    read: Mapping[str, tuple[pl.DataFrame, Teller]], name: str, declared: Mapping[str, FactKind]
) -> pl.DataFrame:
    import polars as pl

    types = schema(name, own_names(declared))
    frame = read[name][0].drop(LINE) if name in read else pl.DataFrame(schema=types)
    return stored(frame.select(pl.col(column).cast(dtype) for column, dtype in types.items()))
