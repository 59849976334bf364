"""A case as arrays is the case: the same amounts as the exact arithmetic, at the values stated and at any others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.flows import Side
from bundlinje.business_case.parts import Mode, Sector
from bundlinje.business_case.sensitivity.compiled import Compiled, Outcome
from bundlinje.business_case.sensitivity.compiling import compiled
from bundlinje.business_case.sensitivity.inputs import Why, inputs_of
from bundlinje.business_case.sensitivity.variants import Asked, Scenario, in_scenario, known_inputs
from bundlinje.business_case.worked import Worked, worked_out
from bundlinje.data.discount import factor
from bundlinje.grammar.part import Mark
from bundlinje.problems import Refused

Amounts = dict[tuple[str, int | Side, Sector], float]


def _exact(worked: Worked) -> Amounts:
    """Exact net by year and payer, and exact present values by side and payer, before anything is rounded to øre."""
    found: defaultdict[tuple[str, int | Side, Sector], Fraction] = defaultdict(Fraction)
    for flow in worked.flows:
        payer, worth = flow.account.sector, factor(worked.discount, flow.year - worked.case.base_year)
        found["net", flow.year, payer] += flow.exact
        found["worth", flow.side, payer] += flow.exact * worth
    return {key: float(value) for key, value in found.items() if value}


def _of(outcome: Outcome, draw: int = 0) -> Amounts:
    every: Amounts = {}
    for k, payer in enumerate(outcome.payers):
        every |= {("net", year, payer): float(outcome.net[y, k, draw]) for y, year in enumerate(outcome.years)}
        every["worth", Side.BENEFIT, payer] = float(outcome.benefits[k, draw])
        every["worth", Side.COST, payer] = float(outcome.costs[k, draw])
    return {key: value for key, value in every.items() if abs(value) > 1e-6}


def test_at_the_values_stated_it_is_the_exact_arithmetic(uncertain: Case, mode: Mode) -> None:
    worked = worked_out(uncertain, mode)
    assert _of(compiled(worked).run({}, 1)) == pytest.approx(_exact(worked), rel=1e-9)


def test_successes_are_those_of_the_exact_arithmetic(uncertain: Case, mode: Mode) -> None:
    worked = worked_out(uncertain, mode)
    stated = {name: float(sum(one.number for one in worked.successes if one.effect == name)) for name in worked.rates}
    told = compiled(worked).run({}, 1).successes
    assert {name: float(found[0]) for name, found in told.items()} == pytest.approx(stated, rel=1e-9)


VALUES = st.dictionaries(
    st.sampled_from([
        "participants", "participants.2024", "completion", "effects.in-work.with", "effects.in-work.without",
        "effects.schooling.net", "consequences.support.quantity", "consequences.support.fade",
        "consequences.beds.overlap", "consequences.homes.fade", "consequences.homes.realised", "prices.home",
        "costs.advisers", "costs.contract", "costs.material",
    ]),
    st.integers(1, 99).map(lambda n: Fraction(n, 100)),
)  # fmt: skip


@settings(max_examples=40)
@given(values=VALUES)
def test_at_any_values_it_is_the_exact_arithmetic(
    uncertain: Case, arrays: Compiled, values: dict[str, Fraction]
) -> None:
    if "completion" in values:
        values["completion"] = min(values["completion"], Fraction(9, 10))
    if values.get("consequences.support.fade", 0) > Fraction(1, 2):
        values["consequences.support.fade"] = Fraction(1, 2)
    level = {name: float(value) for name, value in values.items()}
    exact = _exact(in_scenario(Asked(uncertain), Scenario("any", values=values)).worked)
    assert _of(arrays.run(level, 1)) == pytest.approx(exact, rel=1e-9)


def test_every_input_of_the_arrays_is_an_input_that_a_scenario_may_move(uncertain: Case, arrays: Compiled) -> None:
    assert {one.name for one in arrays.inputs} <= set(known_inputs(uncertain))


def test_draws_do_not_touch_one_another(arrays: Compiled) -> None:
    rates = np.array([0.2, 0.5, 0.9])
    together = arrays.run({"effects.in-work.with": rates}, 3)
    alone = [arrays.run({"effects.in-work.with": rate}, 1) for rate in rates]
    assert [_of(together, draw) for draw in range(3)] == [pytest.approx(_of(one), rel=1e-12) for one in alone]


def test_payers_sum_to_everybody(arrays: Compiled) -> None:
    outcome = arrays.run({}, 1)
    worth = {
        view: float(outcome.net_worth(view)[0]) for view in ("everybody", *(payer.value for payer in outcome.payers))
    }
    assert sum(worth.values()) == pytest.approx(2 * worth["everybody"])


def test_what_cannot_be_worked_out_stays_out(make: Callable[..., Case]) -> None:
    case = make({"prices.home.amount": {"unknown": "Ikke oplyst"}})
    names = {one.name for one in compiled(worked_out(case, known_only=True)).inputs}
    assert "consequences.support.quantity" in names
    assert "consequences.homes.quantity" not in names


def test_an_input_says_what_its_spread_rests_on(arrays: Compiled) -> None:
    why = {one.name: one.why for one in arrays.inputs}
    assert why["effects.in-work.with"] is Why.COUNTED
    assert why["prices.home"] is why["participants.2024"] is Why.STATED
    assert why["participants"] is why["effects.in-work.without"] is why["prices.bed-day"] is Why.ASSUMED
    assert {one.mark for one in arrays.inputs if one.why is Why.ASSUMED} == {Mark.ASSUMED}


def test_nothing_fades_or_fails_to_be_realised_as_som_counts(uncertain: Case) -> None:
    names = {one.name for one in compiled(worked_out(uncertain, Mode.SOM)).inputs}
    assert not [name for name in names if name.endswith((".fade", ".realised", ".overlap"))]


def test_everybody_who_always_completes_leaves_nothing_uncertain(make: Callable[..., Case]) -> None:
    case = make({"cohorts.0.completion": "100 %", "cohorts.1.completion": "100 %"})
    assert {one.name: one.why for one in compiled(worked_out(case)).inputs}["completion"] is Why.CERTAIN


def test_cohorts_of_one_year_share_one_spread_or_are_refused(make: Callable[..., Case]) -> None:
    same = {"cohorts.1.start": 2023, "cohorts.0.spread": {"cv": "10 %"}, "cohorts.1.spread": {"cv": "10 %"}}
    assert "participants.2023" in {one.name for one in inputs_of(worked_out(make(same)))}
    with pytest.raises(Refused) as refused:
        inputs_of(worked_out(make({**same, "cohorts.1.spread": {"cv": "30 %"}})))
    assert [one.code for one in refused.value.problems] == ["sensitivity.intake_spreads_differ"]


@pytest.mark.parametrize("spread", [{"cv": "80 %"}, {"p10": "50 %", "p50": "51 %", "p90": "150 %"}])
def test_a_spread_that_a_rate_cannot_have_is_refused_with_the_name_of_its_input(
    make: Callable[..., Case], spread: dict[str, str]
) -> None:
    case = make({"effects.in-work": {"with": "80 %", "without": "10 %", "spread": spread, "source": "Opfundet"}})
    with pytest.raises(Refused) as refused:
        inputs_of(worked_out(case))
    assert {one.place.path for one in refused.value.problems} == {"effects.in-work.with"}
