"""Running measures: whole numbers for every window, from whichever engine holds the facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from bundlinje.facts.store.fetch import fetch
from bundlinje.facts.tables import Facts
from bundlinje.measures.base import Declared, Measure

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    from numpy.typing import NDArray

Units: TypeAlias = "Sequence[Any] | NDArray[Any]"
"""The keys that facts know units by; a window names its unit by the index here."""

Windows: TypeAlias = "Mapping[str, NDArray[Any]]"
"""Laid-out windows, one row each, in columns: `unit` (index of the unit), `occasion`, `start` and `end` (day numbers,
half-open) and `target` (the day aimed at, −1 for none). `unit` and `occasion` together are unique."""


@dataclass(frozen=True, eq=False)
class Counted:
    """A row per unit and occasion in which a fact was used, in no particular order. Where there is none, all is 0."""

    u: NDArray[np.int32]
    occasion: NDArray[np.int16]
    num: NDArray[np.int64]
    evidence: NDArray[np.int64]


def collected(measure: Measure, facts: Facts, units: Units, windows: Windows, declared: Declared) -> Counted:
    """Count the facts in force in windows, on the engine that holds them. `units` are their keys by index."""
    return collect(measure.aggregate(facts.tables, brought(facts, units, windows), declared))


def collect(frame: nw.LazyFrame[Any]) -> Counted:
    """Run the lazy frame of a measure on its engine."""
    import numpy as np

    columns = fetch(frame.select("u", "occasion", "num", "evidence"))
    return Counted(
        columns["u"].astype(np.int32),
        columns["occasion"].astype(np.int16),
        columns["num"].astype(np.int64),
        columns["evidence"].astype(np.int64),
    )


def brought(facts: Facts, units: Units, windows: Windows) -> nw.LazyFrame[Any]:
    """The windows where the facts are, with the key that facts know each unit by: a whole number or a text."""
    import numpy as np

    index = windows["unit"].astype(np.int32)
    columns: dict[str, NDArray[Any]] = {"u": index, "occasion": windows["occasion"].astype(np.int16)}
    columns |= {name: windows[name].astype(np.int32) for name in ("start", "end", "target")}
    if isinstance(units, np.ndarray) and units.dtype.kind in "iu":
        return facts.rows.bring({**columns, "unit": units[index]})
    asked = np.unique(index)
    keys: dict[str, NDArray[Any]] = {"u": asked, "unit": _texts(units, asked)}
    return facts.rows.bring(columns).join(facts.rows.bring(keys), on="u")


def _texts(units: Units, asked: NDArray[np.int32]) -> NDArray[Any]:
    """The keys of some units; texts cross to the engine once for each unit, not once for each window."""
    import numpy as np

    keys = np.empty(len(asked), dtype=object)
    keys[:] = [units[i] for i in asked.tolist()]
    return keys
