"""A case that is otherwise: an effect at another level, inputs moved, a later start, another horizon, own values.

Rates are changed in the case and worked out anew; what is only more or less of the same (a price, a cost, a quantity)
scales the flows of its items. Everything stays exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from math import prod
from types import MappingProxyType
from typing import TYPE_CHECKING

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.check import EVIDENCE_REACHES
from bundlinje.business_case.consequences import finishers_of
from bundlinje.business_case.effects import net_rate
from bundlinje.business_case.flows import Flow, Item, Side
from bundlinje.business_case.marks import unknown
from bundlinje.business_case.parts import Cohort, Consequence, Effect, Mode
from bundlinje.business_case.repayment import Terms, with_repayments
from bundlinje.business_case.sensitivity.inputs import intake_name
from bundlinje.business_case.sensitivity.overriding import overridden
from bundlinje.business_case.values import Rates, exact
from bundlinje.business_case.who_gains import shared_repayment
from bundlinje.business_case.worked import Worked, worked_out
from bundlinje.grammar.quantity import Dimension, Quantity
from bundlinje.grammar.stated import Number
from bundlinje.grammar.written import Length
from bundlinje.money import round_half_away
from bundlinje.problems import Place, Refused, error

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is otherwise in a scenario; nothing is what the case states.

    `effect` is the level of every net success rate. `values` are inputs by name (`bundlinje.business_case.sensitivity.
    inputs`): a rate, or a factor on what is stated. `start_later` and `repaid_later` are years; costs of fixed years
    stand as budgeted, for staff are hired before participants come. `all_repay`: region and state repay their part.
    `overrides` are values as a case file writes them, by path, with ids for steps into lists.
    """

    id: str
    effect: Fraction = ONE
    values: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    start_later: int = 0
    repaid_later: int = 0
    horizon: int | None = None
    all_repay: bool = False
    overrides: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class InScenario:
    """A case worked out in a scenario, with its repayment; `is_default` marks the one to decide by."""

    scenario: Scenario
    worked: Worked
    is_default: bool = False

    @property
    def beyond_evidence(self) -> bool:
        """Whether it counts years so late that they can hardly be put down to the intervention."""
        return self.worked.case.follow_up_years > EVIDENCE_REACHES


@dataclass(frozen=True)
class Asked:
    """The case that is asked about, the mode it is counted in (none: its own), and the contract that repays, if any.

    With `known_only`, items that need an unknown value are left out instead of refused.
    """

    case: Case
    mode: Mode | None = None
    contract: Contract | None = None
    known_only: bool = False

    def told(self, scenarios: Iterable[Scenario], default: str = "") -> tuple[InScenario, ...]:
        """The case in each scenario, in the order given."""
        asked = tuple(scenarios)
        repaid = with_repayments([_before_repayment(self, one) for one in asked], self.terms)
        return tuple(
            InScenario(one, _after_repayment(worked, one), one.id == default)
            for one, worked in zip(asked, repaid, strict=True)
        )

    @cached_property
    def terms(self) -> Terms | None:
        """The contract's terms, laid out once for every scenario."""
        return None if self.contract is None else Terms(self.contract)

    @cached_property
    def worked(self) -> Worked:
        """The case as it is stated, before repayment."""
        return self.work(self.case)

    def work(self, case: Case) -> Worked:
        """A case worked out in the mode asked for, before repayment."""
        return worked_out(case, self.mode, known_only=self.known_only)


def in_scenario(asked: Asked, scenario: Scenario) -> InScenario:
    """The case in a scenario, with its repayment. A strange name or value is refused."""
    (told,) = asked.told([scenario])
    return told


def _before_repayment(asked: Asked, scenario: Scenario) -> Worked:
    case = overridden(asked.case, scenario.overrides) if scenario.overrides else asked.case
    _refuse_strangers(case, scenario)
    worked = asked.work(_timed(_moved(case, scenario), scenario))
    return replace(worked, items=tuple(_scaled(item, case, scenario.values) for item in worked.items))


def _after_repayment(worked: Worked, scenario: Scenario) -> Worked:
    worked = replace(worked, items=tuple(_later(item, scenario.repaid_later) for item in worked.items))
    return shared_repayment(worked) if scenario.all_repay else worked


def _moved(case: Case, scenario: Scenario) -> Case:
    """The case with its rates and its intake moved."""
    effects = {name: _effect(case, name, effect, scenario) for name, effect in case.effects.items()}
    consequences = [_consequence(one, scenario.values) for one in case.consequences]
    cohorts = [_cohort(case, cohort, scenario.values) for cohort in case.cohorts]
    return case.model_copy(update={"effects": effects, "consequences": consequences, "cohorts": cohorts})


def _effect(case: Case, name: str, effect: Effect, scenario: Scenario) -> Effect:
    """An effect at its inputs' values, then at the level: the baseline stays, and the difference to it is scaled."""
    if unknown(effect):
        return effect
    stated, place = net_rate(case, name, Mode.SOM), f"effects.{name}"
    if stated.with_ is None:
        return effect.model_copy(
            update={"net": rate_number(scenario.values.get(f"{place}.net", stated.net) * scenario.effect)}
        )
    without = scenario.values.get(f"{place}.without", stated.without)
    with_ = scenario.values.get(f"{place}.with", stated.with_)
    level = without + (with_ - without) * scenario.effect
    return effect.model_copy(update={"with_": rate_number(level), "without": rate_number(without), "d": None})


def _consequence(one: Consequence, values: Mapping[str, Fraction]) -> Consequence:
    place = f"consequences.{one.id}"
    changes: dict[str, object] = {}
    if f"{place}.fade" in values and one.fade is not None:
        changes["fade"] = _faded(one.fade, values[f"{place}.fade"])
    if f"{place}.overlap" in values and one.overlap is not None:
        changes["overlap"] = one.overlap.model_copy(update={"share": rate_number(values[f"{place}.overlap"])})
    if f"{place}.realised" in values:
        changes["realised"] = rate_number(values[f"{place}.realised"])
    return one.model_copy(update=changes)


def _faded(fade: Rates, first: Fraction) -> Rates:
    """A fade whose first year is as asked, and whose other years follow in proportion, none above all."""
    scale = first / exact(fade.at(0)) if exact(fade.at(0)) else ONE
    return Rates(years=[rate_number(min(exact(year) * scale, ONE)) for year in fade.years])


def _cohort(case: Case, cohort: Cohort, values: Mapping[str, Fraction]) -> Cohort:
    changes: dict[str, object] = {}
    if unknown(case.cohorts):
        return cohort
    if intake_name(cohort) in values:
        people = exact(cohort.participants) * values[intake_name(cohort)]
        changes["participants"] = Number(value=Quantity(people, Dimension.COUNT))
    if "completion" in values:
        changes["completion"] = rate_number(
            min(exact(cohort.completion) * values["completion"] / _completion(case), ONE)
        )
    return cohort.model_copy(update=changes)


def _completion(case: Case) -> Fraction:
    """The share of everybody who starts that completes, as stated."""
    people = sum((exact(cohort.participants) for cohort in case.cohorts), Fraction(0))
    return sum((finishers_of(cohort) for cohort in case.cohorts), Fraction(0)) / people if people else ONE


def rate_number(value: Fraction) -> Number:
    """A part of one as a case has it: no level of an effect brings more than everybody through."""
    value = max(min(value, ONE), Fraction(0))
    return Number(value=Quantity(value, Dimension.SHARE, "%"))


def _timed(case: Case, scenario: Scenario) -> Case:
    """The case with its cohorts later and its horizon otherwise."""
    cohorts = [one.model_copy(update={"start": one.start + scenario.start_later}) for one in case.cohorts]
    horizon = case.horizon if scenario.horizon is None else Length(scenario.horizon, "year")
    return case.model_copy(update={"cohorts": cohorts, "horizon": horizon})


def _scaled(item: Item, case: Case, values: Mapping[str, Fraction]) -> Item:
    """An item whose price, quantity or amount is so many times what is stated, rounded anew."""
    by = prod((values[name] for name in _factors(item, case) if name in values), start=ONE)
    return item if by == 1 else replace(item, flows=tuple(_times(flow, by) for flow in item.flows))


def _factors(item: Item, case: Case) -> tuple[str, ...]:
    """The inputs that an item is multiplied by."""
    if item.side is Side.COST:
        return (f"costs.{item.id}",)
    price = next(one.price for one in case.consequences if one.id == item.id)
    return f"consequences.{item.id}.quantity", f"prices.{price}"


def _times(flow: Flow, by: Fraction) -> Flow:
    return replace(flow, exact=flow.exact * by, ore=round_half_away(flow.exact * by), freed=flow.freed * by)


def _later(item: Item, years: int) -> Item:
    """A repayment so many years later; nothing else moves."""
    if item.side is not Side.REPAYMENT or not years:
        return item
    return replace(item, flows=tuple(replace(flow, year=flow.year + years) for flow in item.flows))


def _refuse_strangers(case: Case, scenario: Scenario) -> None:
    """Refuse names that are no input of the case."""
    known = known_inputs(case)
    strange = [name for name in scenario.values if name not in known]
    if strange:
        listed = ", ".join(known)
        raise Refused(error("sensitivity.unknown_input", Place(path=name), name=name, known=listed) for name in strange)


def known_inputs(case: Case) -> tuple[str, ...]:
    """The names of every input a case has, in any mode."""
    effects = [
        f"effects.{name}.{part}"
        for name, effect in case.effects.items()
        for part in (("net",) if effect.net is not None else ("with", "without"))
    ]
    consequences = [
        f"consequences.{one.id}.{part}"
        for one in case.consequences
        for part in (
            "quantity",
            "realised",
            *(["fade"] * (one.fade is not None)),
            *(["overlap"] * (one.overlap is not None)),
        )
    ]
    prices = [f"prices.{one.price}" for one in case.consequences]
    costs = [f"costs.{cost.id}" for cost in case.costs]
    intakes = [intake_name(cohort) for cohort in case.cohorts]
    return tuple(dict.fromkeys((*intakes, "completion", *effects, *consequences, *prices, *costs)))
