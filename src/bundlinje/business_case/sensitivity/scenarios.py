"""Scenarios side by side: pessimistic, budget, expected and one's own; and families that move one thing step by step.

The budget scenario is the default, for estimates are to be conservative: it counts 80 % of every net effect, the level
at which the fund budgets its result payments. The pessimistic one puts every rate and the intake at its P10 and every
cost at its P90, all at once, which is worse than one in ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.sensitivity.distributions import HIGH, LOW
from bundlinje.business_case.sensitivity.inputs import Input, inputs_of, intake_name
from bundlinje.business_case.sensitivity.variants import Asked, InScenario, Scenario
from bundlinje.grammar.quantity import plain_text

PESSIMISTIC, BUDGET, EXPECTED = "pessimistic", "budget", "expected"
BUDGET_LEVEL = Fraction(80, 100)
EFFECT_LEVELS = tuple(Fraction(level, 100) for level in (50, 60, 70, 80, 90, 100, 110, 120))
INTAKE_LEVELS = tuple(Fraction(level, 100) for level in (50, 60, 70, 80, 90, 100, 110))
DELAYS = (0, 1, 2)
LIFETIME = 30
"""Years after finishing that stand for the rest of a working life."""
HORIZONS = (5, 7, 8, 10, LIFETIME)
_MILLIONTHS = 10**6


def side_by_side(asked: Asked, own: Iterable[Scenario] = ()) -> tuple[InScenario, ...]:
    """Pessimistic, budget (the default), expected, and one's own."""
    return asked.told((*standard(asked), *own), default=BUDGET)


def standard(asked: Asked) -> tuple[Scenario, ...]:
    """The three scenarios of every case, the worst first."""
    worst = dict(_worst(asked.case, inputs_of(asked.worked)))
    return Scenario(PESSIMISTIC, values=worst), Scenario(BUDGET, effect=BUDGET_LEVEL), Scenario(EXPECTED)


def _worst(case: Case, inputs: Iterable[Input]) -> Iterator[tuple[str, Fraction]]:
    """Rates with the intervention and intake at P10, costs at P90 and what lowers them at P10; the rest as stated."""
    lowering = {f"costs.{cost.id}" for cost in case.costs if cost.sign < 0}
    for one in inputs:
        area, last = one.name.partition(".")[0], one.name.rpartition(".")[2]
        falls = area in ("participants", "completion") or (area == "effects" and last in ("with", "net"))
        if not one.is_certain and (falls or one.name in lowering):
            yield one.name, _exact(one.quantile(LOW))
        elif not one.is_certain and area == "costs":
            yield one.name, _exact(one.quantile(HIGH))


def _exact(value: float) -> Fraction:
    """A quantile to the millionth: a scenario stands on numbers that can be written down."""
    return Fraction(round(value * _MILLIONTHS), _MILLIONTHS)


def by_effect(asked: Asked, levels: Iterable[Fraction] = EFFECT_LEVELS) -> tuple[InScenario, ...]:
    """The effect level up and down: every net success rate at so much of what is stated."""
    return asked.told(
        (Scenario(f"effect.{_percent(level)}", effect=level) for level in levels), f"effect.{_percent(BUDGET_LEVEL)}"
    )


def by_intake(asked: Asked, levels: Iterable[Fraction] = INTAKE_LEVELS) -> tuple[InScenario, ...]:
    """The volume up and down: every intake at so much of what is planned, while costs of fixed years stand."""
    intakes = [intake_name(cohort) for cohort in asked.case.cohorts]
    return asked.told(Scenario(f"intake.{_percent(level)}", values=dict.fromkeys(intakes, level)) for level in levels)


def by_delay(asked: Asked, years: Iterable[int] = DELAYS) -> tuple[InScenario, ...]:
    """A later start, and result payments that come later, by so many years."""
    delays = tuple(years)
    starts = (Scenario(f"start.{late}", start_later=late) for late in delays)
    payments = (Scenario(f"repaid.{late}", repaid_later=late) for late in delays if late)
    return asked.told((*starts, *payments))


def by_horizon(asked: Asked, years: Iterable[int] = HORIZONS) -> tuple[InScenario, ...]:
    """Other horizons, in years after finishing: the longer, the weaker the link to the intervention."""
    return asked.told(Scenario(f"horizon.{late}", horizon=late) for late in years)


def by_payer(asked: Asked) -> tuple[InScenario, ...]:
    """Repayment as agreed, and if region and state repaid their part of the gain."""
    return asked.told((Scenario(EXPECTED), Scenario("all_repay", all_repay=True)))


def _percent(level: Fraction) -> str:
    """A level as a part of an id: 80, 112.5."""
    return plain_text(level * 100)
