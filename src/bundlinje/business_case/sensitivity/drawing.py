"""All inputs at once: draws of a case from named streams, and what they say about each payer, year by year.

Every input is drawn from a stream of its own, keyed by seed, case and input: an input that is added changes no other
one's draws, and two scenarios differ only where they differ. Inputs are drawn independently of one another; cohorts
that state no spread of their own share one intake. What is drawn is what is not known of rates, prices and costs; that
small groups also turn out otherwise by chance is a matter of the forecast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bundlinje.business_case.sensitivity.estimate import Estimate, Summary, of_sorted, summary

if TYPE_CHECKING:
    import numpy as np

    from bundlinje.business_case.sensitivity.compiled import Array, Compiled, Outcome
    from bundlinje.business_case.sensitivity.inputs import Input

DRAWS = 10_000
SEED = 1
AT = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Draws of a case: the inputs, and what came out at each draw. The functions of this module tell of it."""

    compiled: Compiled
    seed: int
    draws: int
    values: Mapping[str, Array]
    outcome: Outcome

    @property
    def assumed(self) -> tuple[Input, ...]:
        """The inputs whose spread nobody stated."""
        return tuple(one for one in self.compiled.inputs if one.mark)


def drawn(case: Compiled, *, draws: int = DRAWS, seed: int = SEED) -> Drawn:
    """Draw every uncertain input and work the case out at each draw."""
    from bundlinje.streams import Streams

    streams = Streams(seed)
    uncertain = [one for one in case.inputs if not one.is_certain]
    values = {one.name: _drawn(one, streams.of(case.case, one.name, 0), draws) for one in uncertain}
    return Drawn(case, seed, draws, values, case.run(values, draws))


def _drawn(one: Input, generator: np.random.Generator, draws: int) -> Array:
    """The draws of an input, all from one block of its stream; a rate is never above one."""
    values = one.distribution.sample(generator, draws)
    return values.clip(max=1) if one.is_rate else values


def net_summary(found: Drawn, view: str) -> Summary:
    """The present value of a view's net: mean, P10, P50, P90, and the chance that it is above zero."""
    return summary(found.outcome.net_worth(view))


@dataclass(frozen=True, slots=True)
class Band:
    """P10, P50 and P90 of an amount in one year, in øre."""

    year: int
    low: Estimate
    middle: Estimate
    high: Estimate


def fan(found: Drawn, view: str, *, cumulated: bool = True) -> tuple[Band, ...]:
    """The net of a view year by year, or accumulated up to each year: undiscounted, as a fan."""
    import numpy as np

    rows = found.outcome.seen(found.outcome.net, view)
    rows = np.sort(np.cumsum(rows, axis=0) if cumulated else rows, axis=-1)
    return tuple(
        Band(year, *(of_sorted(row, AT)[p] for p in AT)) for year, row in zip(found.outcome.years, rows, strict=True)
    )
