"""The mark of a prepared file: that it was checked, and the scale its numbers are stored at."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bundlinje.facts.base import FactKind
from bundlinje.facts.enrolment import Enrolment

PREPARED = "bundlinje.facts"
"""Key in the metadata of a prepared Parquet file. Its value is `scales` of the table, as JSON."""


def scales(table: str, declared: Mapping[str, FactKind]) -> dict[str, list[str | int]]:
    """Dimension and scale of every value in a table, by fact or by the unit's own number."""
    held = {name: kind.carries for name, kind in declared.items() if kind.table == table}
    if table == "enrolments":
        held = {n: kind.own_value(n) for kind in declared.values() if isinstance(kind, Enrolment) for n in kind.own}
    return {name: [str(value.dimension), value.scale] for name, value in held.items() if value is not None}


def mark(table: str, declared: Mapping[str, FactKind]) -> dict[str, str]:
    """The metadata a prepared file carries."""
    return {PREPARED: json.dumps(scales(table, declared), sort_keys=True)}
