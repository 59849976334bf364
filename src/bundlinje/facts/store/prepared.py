"""The mark of a prepared file: that it was checked, and the scale its numbers are stored at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from bundlinje.facts.base import FactKind
from bundlinje.facts.declared import own_numbers
from bundlinje.facts.values import Measured

PREPARED = "bundlinje.facts"
"""Key in the metadata of a prepared Parquet file. Its value is what `mark` says of the table, as JSON."""

Scale = list[str | int] | None


def scales(table: str, declared: Mapping[str, FactKind]) -> dict[str, Scale]:
    """Dimension and scale of the values in a table, by fact or by the unit's own number; null where there are none."""
    if table == "enrolments":
        return {name: _scale(held) for name, held in own_numbers(declared).items()}
    return {name: _scale(kind.carries) for name, kind in declared.items() if kind.table == table}


def _scale(held: Measured | None) -> Scale:
    return None if held is None else [str(held.dimension), held.scale]


def mark(table: str, facts: Iterable[str], declared: Mapping[str, FactKind]) -> dict[str, str]:
    """The metadata a prepared file carries: the facts it holds, and the scales of its numbers."""
    said = {"facts": sorted(facts), "scales": scales(table, declared)}
    return {PREPARED: json.dumps(said, sort_keys=True)}
