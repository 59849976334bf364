"""How far a business case stands, gathered once for tables and JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bundlinje.business_case.bottom_line import BottomLine, bottom_line
from bundlinje.business_case.sensitivity.acceptability import Acceptable
from bundlinje.business_case.sensitivity.compiling import compiled_as_asked
from bundlinje.business_case.sensitivity.drawing import Drawn, drawn, net_summary
from bundlinje.business_case.sensitivity.estimate import Summary
from bundlinje.business_case.sensitivity.one_at_a_time import Tornado, tornado
from bundlinje.business_case.sensitivity.scenarios import side_by_side
from bundlinje.business_case.sensitivity.telling import Knowing, acceptable_prices, worth_of_knowing
from bundlinje.business_case.sensitivity.variants import Asked

STEPS = 3
"""Scenarios, compiling, drawing: what one waits for."""


@dataclass(frozen=True, slots=True)
class InScenario:
    """A scenario and the bottom line of the view that is asked about; `is_default` marks the one to decide by."""

    scenario: str
    is_default: bool
    line: BottomLine


@dataclass(frozen=True, slots=True)
class SensitivityView:
    """Everything asked of how far a case stands, for one view."""

    asked: Asked
    view: str
    scenarios: tuple[InScenario, ...]
    tornado: Tornado
    drawn: Drawn
    summaries: dict[str, Summary]
    effect: str | None
    """The effect whose price acceptability is told of."""
    acceptable: tuple[Acceptable, ...]
    knowing: Knowing


def gathered(
    asked: Asked, at: tuple[str, str | None], how: tuple[int, int], tick: Callable[[int, int], None]
) -> SensitivityView:
    """How far a case stands; `at` is for whom and of which effect, `how` is how many draws from which seed."""
    view, effect = at
    scenarios = tuple(
        InScenario(one.scenario.id, one.is_default, bottom_line(one.worked, view)) for one in side_by_side(asked)
    )
    tick(1, STEPS)
    case = compiled_as_asked(asked)
    tick(2, STEPS)
    draws, seed = how
    found = drawn(case, draws=draws, seed=seed)
    tick(3, STEPS)
    chosen = effect or next(iter(case.effects), None)
    return SensitivityView(
        asked=asked,
        view=view,
        scenarios=scenarios,
        tornado=tornado(case, view),
        drawn=found,
        summaries={name: net_summary(found, name) for name in found.outcome.views},
        effect=chosen,
        acceptable=acceptable_prices(found, chosen) if chosen else (),
        knowing=worth_of_knowing(found, view),
    )
