"""Everything a reader asks about how far a case stands, in one value: for the command line, reports and screens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bundlinje.business_case.bottom_line import EVERYBODY
from bundlinje.business_case.sensitivity.acceptability import Acceptable
from bundlinje.business_case.sensitivity.compiling import compiled_as_asked
from bundlinje.business_case.sensitivity.detectable import Detectable, detectable
from bundlinje.business_case.sensitivity.distributions import Beta
from bundlinje.business_case.sensitivity.drawing import DRAWS, SEED, Drawn, drawn, net_summary
from bundlinje.business_case.sensitivity.estimate import Summary
from bundlinje.business_case.sensitivity.information import Pilot
from bundlinje.business_case.sensitivity.inputs import ASSUMED, Assumed, Input
from bundlinje.business_case.sensitivity.one_at_a_time import Tornado, tornado
from bundlinje.business_case.sensitivity.scenarios import side_by_side
from bundlinje.business_case.sensitivity.telling import Knowing, acceptable_prices, pilots, worth_of_knowing
from bundlinje.business_case.sensitivity.variants import Asked, InScenario, Scenario


@dataclass(frozen=True, slots=True)
class Examined:
    """How far a case stands: scenarios, tornado, chances by view, and what knowing more would be worth.

    `view` is whose decision it is: the tornado and the worth of knowing are that view's. Prices of a success, pilots
    and what can be shown are by effect; an effect whose rate was not counted on people has no pilots.
    """

    view: str
    scenarios: tuple[InScenario, ...]
    tornado: Tornado
    drawn: Drawn
    summaries: Mapping[str, Summary]
    prices: Mapping[str, tuple[Acceptable, ...]]
    knowing: Knowing
    pilots: Mapping[str, tuple[Pilot, ...]]
    detectable: Mapping[str, Detectable]

    @property
    def assumed(self) -> tuple[Input, ...]:
        """The inputs whose spread nobody stated: the result leans on them."""
        return self.drawn.assumed


def examined(
    asked: Asked,
    own: Iterable[Scenario] = (),
    *,
    view: str | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    assumed: Assumed = ASSUMED,
) -> Examined:
    """Examine a case. The decision is by default everybody's where others than the public pay, else the public's."""
    found = drawn(compiled_as_asked(asked, assumed), draws=draws, seed=seed)
    chosen = view or next(iter(found.outcome.views), EVERYBODY)
    effects = tuple(found.compiled.effects)
    return Examined(
        view=chosen,
        scenarios=side_by_side(asked, own),
        tornado=tornado(found.compiled, chosen),
        drawn=found,
        summaries=MappingProxyType({one: net_summary(found, one) for one in found.outcome.views}),
        prices=MappingProxyType({name: acceptable_prices(found, name) for name in effects}),
        knowing=worth_of_knowing(found, chosen),
        pilots=MappingProxyType({name: pilots(found, name, chosen) for name in effects if _counted(found, name)}),
        detectable=MappingProxyType(detectable(asked.worked)),
    )


def _counted(found: Drawn, effect: str) -> bool:
    name = found.compiled.effects[effect][0]
    return any(one.name == name and isinstance(one.distribution, Beta) for one in found.compiled.inputs)
