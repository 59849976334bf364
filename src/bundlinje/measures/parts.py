"""Measuring in parts: units are dealt out, every part is counted by itself, and the whole numbers are put together.

The parts may run one after another, or on a Dask cluster (`bundlinje[cluster]`). How many there are changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from bundlinje.facts.tables import Facts
from bundlinje.measures.base import Declared, Measure
from bundlinje.measures.collect import Counted, Units, Windows, collected


class Cluster(Protocol):
    """What is asked of a cluster: a `distributed.Client` is one."""

    def submit(self, task: Any, /, *arguments: Any, pure: bool) -> Any:
        """Run a task somewhere, some time."""
        ...

    def gather(self, futures: Any, /) -> Any:
        """Wait for results."""
        ...


@dataclass(frozen=True, eq=False)
class Count:
    """One measure to be counted: the arguments of `collected`, so that they can travel."""

    measure: Measure
    facts: Facts
    units: Units
    windows: Windows
    declared: Declared

    def run(self) -> Counted:
        """Count it here."""
        return collected(self.measure, self.facts, self.units, self.windows, self.declared)

    def part(self, number: int, of: int) -> Count:
        """The windows and facts of every `of`-th unit, from the unit with index `number` on."""
        import numpy as np

        mine = self.windows["unit"] % of == number
        index, moved = np.unique(self.windows["unit"][mine], return_inverse=True)
        windows = {**{name: column[mine] for name, column in self.windows.items()}, "unit": moved}
        keys = [self.units[i] for i in index.tolist()]
        return Count(self.measure, self.facts.of_units(keys), keys, windows, self.declared)


def collected_in_parts(count: Count, parts: int, cluster: Cluster | None = None) -> Counted:
    """`Count.run`, with the units dealt out to so many parts. `parts` below 1 raises `ValueError`."""
    import numpy as np

    if parts < 1:
        raise ValueError(parts)
    tasks = [count.part(number, parts) for number in range(parts)]
    if cluster is None:
        done = [task.run() for task in tasks]
    else:
        done = cluster.gather([cluster.submit(Count.run, task, pure=False) for task in tasks])
    index = [np.unique(count.windows["unit"][count.windows["unit"] % parts == number]) for number in range(parts)]
    u = [units[counted.u] for units, counted in zip(index, done, strict=True)]
    rest = (np.concatenate([getattr(one, name) for one in done]) for name in ("occasion", "num", "evidence"))
    return Counted(np.concatenate(u).astype(np.int32), *rest)
