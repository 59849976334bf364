"""What draws tell beyond the net: the price a success may have, the ratio, and what knowing more would be worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from bundlinje.business_case.bottom_line import EVERYBODY
from bundlinje.business_case.sensitivity.acceptability import Acceptable, acceptability, price_range
from bundlinje.business_case.sensitivity.distributions import Beta
from bundlinje.business_case.sensitivity.estimate import Estimate, quantiles
from bundlinje.business_case.sensitivity.information import Pilot, line, normal_evpi, partial, perfect, pilot
from bundlinje.problems import Refused, error

if TYPE_CHECKING:
    from bundlinje.business_case.sensitivity.drawing import Drawn
    from bundlinje.money import Ore

SIZES = (10, 20, 40, 80, 160, 320)
"""Pilots that are tried where nobody names a size."""


def acceptable_prices(found: Drawn, effect: str, prices: Sequence[Ore] | None = None) -> tuple[Acceptable, ...]:
    """Over prices of a success: the chance that they cover what the intervention costs, and leave each payer a gain.

    Costs and gains are present values; a gain is a payer's benefits before it pays for any success.
    """
    outcome = found.outcome
    successes, cost = outcome.successes[_known(found, effect)], -outcome.seen(outcome.costs, EVERYBODY)
    gain = {view: outcome.seen(outcome.benefits, view) for view in outcome.views}
    return acceptability(prices or price_range(successes, cost, gain), successes, cost, gain)


def benefit_cost_ratio(found: Drawn, view: str) -> Mapping[float, Estimate] | None:
    """P10, P50 and P90 of a view's benefits over everybody's costs, in present values; none if nothing is spent."""
    outcome = found.outcome
    cost = -outcome.seen(outcome.costs, EVERYBODY)
    if (cost <= 0).any():
        return None
    return quantiles(outcome.seen(outcome.benefits, view) / cost, (0.1, 0.5, 0.9))


@dataclass(frozen=True, slots=True)
class Knowing:
    """What knowing more is worth to a view before it decides, in øre.

    `everything` is perfect information, `normal` its closed form if the net were normal: a check on the order of size.
    `inputs` is each uncertain input alone, the most valuable first.
    """

    view: str
    goes_ahead: bool
    everything: Estimate
    normal: float
    inputs: Mapping[str, Estimate]


def worth_of_knowing(found: Drawn, view: str) -> Knowing:
    """What it would be worth to know everything, and each input alone, before deciding."""
    net = found.outcome.net_worth(view)
    mean, deviation = float(net.mean()), float(net.std(ddof=1))
    alone = {name: partial(values, net) for name, values in found.values.items()}
    ranked = sorted(alone.items(), key=lambda one: (-one[1].value, one[0]))
    return Knowing(view, mean > 0, perfect(net), normal_evpi(mean, deviation), MappingProxyType(dict(ranked)))


def pilots(found: Drawn, effect: str, view: str, sizes: Sequence[int] = SIZES) -> tuple[Pilot, ...]:
    """What trying the intervention on so many first is worth to a view, against what they cost.

    A participant of a pilot costs what one costs in the case. A rate whose spread is no count of people is refused.
    """
    name = found.compiled.effects[_known(found, effect)][0]
    rate = next(one for one in found.compiled.inputs if one.name == name).distribution
    if not isinstance(rate, Beta):
        raise Refused([error("sensitivity.pilot_needs_people", effect=effect)])
    expected = line(found.values[name], found.outcome.net_worth(view))
    each = cost_each(found)
    return tuple(pilot(rate, expected, size, None if each is None else round(each * size)) for size in sizes)


def cost_each(found: Drawn) -> float | None:
    """What a participant costs as stated, over all costs, in øre of today; none where nobody takes part."""
    stated = found.compiled.run({}, 1)
    cost = -float(stated.seen(stated.costs, EVERYBODY)[0])
    return cost / found.compiled.participants if found.compiled.participants else None


def _known(found: Drawn, effect: str) -> str:
    if effect not in found.compiled.effects:
        known = ", ".join(found.compiled.effects)
        raise Refused([error("sensitivity.unknown_effect", effect=effect, known=known)])
    return effect
