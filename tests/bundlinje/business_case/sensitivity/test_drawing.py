"""Draws of a case: the same for the same seed, told with their errors, and what they say beyond the net."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.sensitivity.compiled import Compiled
from bundlinje.business_case.sensitivity.compiling import compiled
from bundlinje.business_case.sensitivity.drawing import Drawn, drawn, fan, net_summary
from bundlinje.business_case.sensitivity.inputs import Assumed, Why
from bundlinje.business_case.sensitivity.one_at_a_time import Tornado, switching_values, tornado
from bundlinje.business_case.sensitivity.telling import (
    acceptable_prices,
    benefit_cost_ratio,
    cost_each,
    pilots,
    worth_of_knowing,
)
from bundlinje.business_case.worked import worked_out
from bundlinje.problems import Refused
from bundlinje.words.problems import say

Make = Callable[..., Case]


def test_the_same_seed_draws_the_same_and_another_does_not(arrays: Compiled) -> None:
    first, again, other = (drawn(arrays, draws=600, seed=seed).outcome.net_worth("everybody") for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_fewer_draws_are_the_beginning_of_more(arrays: Compiled) -> None:
    few, many = (drawn(arrays, draws=n).outcome.net_worth("everybody") for n in (300, 900))
    assert few == pytest.approx(many[:300], rel=1e-12)


def test_an_input_that_is_added_changes_no_other_draw(make: Make, uncertain: Case, arrays: Compiled) -> None:
    cost = uncertain.costs[0].model_copy(update={"id": "one-more"})
    more = compiled(worked_out(uncertain.model_copy(update={"costs": [cost, *uncertain.costs]})))
    before, after = (drawn(one, draws=100).values for one in (arrays, more))
    assert set(after) - set(before) == {"costs.one-more"}
    assert all((after[name] == before[name]).all() for name in before)


def test_what_is_certain_is_not_drawn_and_what_nobody_stated_is_told(draws: Drawn) -> None:
    assert {one.name for one in draws.assumed} == {one.name for one in draws.compiled.inputs if one.why is Why.ASSUMED}
    assert set(draws.values) == {one.name for one in draws.compiled.inputs if not one.is_certain}


def test_no_drawn_rate_is_above_one(make: Make) -> None:
    wide = {"p10": "50 %", "p50": "100 %", "p90": "160 %"}
    case = make({"effects.in-work": {"with": "90 %", "without": "10 %", "spread": wide, "source": "Opfundet"}})
    drawn_rate = drawn(compiled(worked_out(case)), draws=500).values["effects.in-work.with"]
    assert drawn_rate.max() == 1


@pytest.mark.requirement("SEN-01")
def test_every_payer_has_its_quantiles_and_its_chance_of_gaining(draws: Drawn) -> None:
    assert draws.outcome.views == ("everybody", "public", "municipality", "region", "state", "investor")
    for view in draws.outcome.views:
        told = net_summary(draws, view)
        assert told.at(0.1).value <= told.at(0.5).value <= told.at(0.9).value
        assert 0 <= told.above_zero.value <= 1
        assert told.mean.error > 0


def test_without_uncertainty_every_draw_is_the_case_as_stated(make: Make) -> None:
    """Counted on very many people, and with no spread to speak of, nothing is left to chance."""
    sure = {"of": 10**9, "without_of": 10**9}
    case = make({f"effects.in-work.{key}": value for key, value in sure.items()} | {
        "cohorts.0.completion": "100 %", "cohorts.1.completion": "100 %",
        **{f"cohorts.{i}.spread": {"cv": "0 %"} for i in (0, 1)},
        **{f"consequences.{i}.spread": {"cv": "0 %"} for i in range(4)},
        **{f"costs.{i}.spread": {"cv": "0 %"} for i in range(5)},
        **{f"prices.{name}.spread": {"cv": "0 %"} for name in ("benefit", "bed-day", "home", "grant")},
    })  # fmt: skip
    one = compiled(worked_out(case))
    stated = float(one.run({}, 1).net_worth("everybody")[0])
    assert drawn(one, draws=200).outcome.net_worth("everybody") == pytest.approx(np.full(200, stated), rel=1e-3)


def test_a_fan_ends_where_the_undiscounted_total_lies(draws: Drawn) -> None:
    bands = fan(draws, "public")
    yearly = fan(draws, "public", cumulated=False)
    assert [band.year for band in bands] == list(draws.outcome.years)
    assert bands[0] == yearly[0]
    total = draws.outcome.seen(draws.outcome.net, "public").sum(axis=0)
    assert bands[-1].middle.value == pytest.approx(np.median(total), rel=0.01)
    assert all(band.low.value <= band.middle.value <= band.high.value for band in bands)


def test_the_acceptability_curve_rises_for_who_is_paid_and_falls_for_who_pays(draws: Drawn) -> None:
    curve = acceptable_prices(draws, "in-work")
    assert all(before.covers.value <= after.covers.value for before, after in pairwise(curve))
    for view in draws.outcome.views:
        assert all(before.worth[view].value >= after.worth[view].value for before, after in pairwise(curve))


def test_prices_may_be_chosen(draws: Drawn) -> None:
    assert [point.price for point in acceptable_prices(draws, "in-work", (0, 5_000_00))] == [0, 5_000_00]


def test_the_ratio_is_of_benefits_to_the_costs_of_everybody(draws: Drawn) -> None:
    ratio = benefit_cost_ratio(draws, "public")
    assert ratio is not None
    assert 0 < ratio[0.1].value < ratio[0.9].value


def test_without_costs_there_is_no_ratio(make: Make) -> None:
    found = drawn(compiled(worked_out(make({"costs": []}))), draws=50)
    assert benefit_cost_ratio(found, "public") is None
    assert cost_each(found) == 0


def test_knowing_everything_is_worth_more_than_knowing_any_one_thing(draws: Drawn) -> None:
    told = worth_of_knowing(draws, "everybody")
    values = [estimate.value for estimate in told.inputs.values()]
    assert values == sorted(values, reverse=True)
    assert values[0] <= told.everything.value + 4 * told.everything.error
    assert told.goes_ahead == (draws.outcome.net_worth("everybody").mean() > 0)


def test_a_larger_pilot_is_worth_more_and_costs_more(draws: Drawn) -> None:
    told = pilots(draws, "in-work", "everybody")
    assert all(one.worth <= other.worth for one, other in pairwise(told))
    assert all((one.cost or 0) < (other.cost or 0) for one, other in pairwise(told))


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_pilot_of_an_effect_that_is_not_there_is_refused(draws: Drawn, language: str) -> None:
    with pytest.raises(Refused) as refused:
        pilots(draws, "nothing", "everybody")
    assert "nothing" in say(refused.value.problems[0], language)  # type: ignore[arg-type]


def test_a_pilot_needs_a_rate_that_was_counted(make: Make) -> None:
    points = {"p10": "50 %", "p50": "100 %", "p90": "150 %"}
    case = make({"effects.in-work": {"with": "50 %", "without": "10 %", "spread": points, "source": "Opfundet"}})
    with pytest.raises(Refused) as refused:
        pilots(drawn(compiled(worked_out(case)), draws=100), "in-work", "everybody")
    assert refused.value.problems[0].code == "sensitivity.pilot_needs_people"


@pytest.fixture(scope="module")
def moved(arrays: Compiled) -> Tornado:
    return tornado(arrays, "everybody")


def test_a_tornado_stands_with_its_widest_swing_first(moved: Tornado) -> None:
    sizes = [swing.size for swing in moved.swings]
    assert sizes == sorted(sizes, reverse=True)
    assert moved.swings[0].size > 0


def test_each_swing_moves_one_input_to_its_p10_and_its_p90(arrays: Compiled, moved: Tornado) -> None:
    for swing in moved.swings:
        assert swing.at_low == pytest.approx(swing.input.distribution.quantile(0.1))
        for value, net in ((swing.at_low, swing.net_low), (swing.at_high, swing.net_high)):
            assert float(arrays.run({swing.input.name: value}, 1).net_worth("everybody")[0]) == pytest.approx(net)


@pytest.mark.requirement("SEN-01")
def test_at_its_switching_value_an_input_makes_the_net_nothing(arrays: Compiled) -> None:
    inputs = [one for one in arrays.inputs if not one.is_certain]
    found = dict(zip([one.name for one in inputs], switching_values(arrays, "everybody", inputs), strict=True))
    scale = abs(float(arrays.run({}, 1).net_worth("everybody")[0]))
    known = {name: value for name, value in found.items() if value is not None}
    assert {"effects.in-work.with", "costs.advisers"} <= set(known)
    for name, value in known.items():
        assert abs(float(arrays.run({name: value}, 1).net_worth("everybody")[0])) < 1e-6 * scale, name


def test_an_input_that_cannot_turn_the_net_has_no_switching_value(make: Make) -> None:
    case = make({"costs.3.amount": "1 kr"})
    switches = {swing.input.name: swing.switch for swing in tornado(compiled(worked_out(case)), "public").swings}
    assert switches["costs.material"] is None


def test_a_case_in_which_nothing_is_uncertain_has_no_tornado(make: Make) -> None:
    bare = {"consequences": [], "effects": {}, "costs": [], "prices": {}, "cohorts": []}
    assert tornado(compiled(worked_out(make(bare)))).swings == ()


def test_who_assumes_less_sees_less_spread(uncertain: Case, arrays: Compiled) -> None:
    narrow = Assumed(quantity=(0.01, 0.01, 0.01), price=0.01, unverified_price=0.01, cost=0.01)
    sure = compiled(worked_out(uncertain), assumed=narrow)
    spreads = [net_summary(drawn(one, draws=1_000), "everybody").deviation for one in (sure, arrays)]
    assert spreads[0] < spreads[1]


def test_a_fade_has_its_switching_value_too_though_its_years_multiply(make: Make) -> None:
    case = make({
        "mode": "extended",
        "effects.in-work.evidence": None,
        "consequences.0.fade": "10 %",
        "consequences.1.fade": "10 %",
        "costs.0.amount": "1 300 000 kr",
    })  # fmt: skip
    arrays = compiled(worked_out(case))
    (fade,) = (one for one in arrays.inputs if one.name == "consequences.support.fade")
    (switch,) = switching_values(arrays, "everybody", [fade])
    ends = [float(arrays.run({fade.name: value}, 1).net_worth("everybody")[0]) for value in (0.0, 1.0)]
    assert ends[0] > 0 > ends[1]
    assert switch is not None
    assert 0.1 < switch < 1
    assert abs(float(arrays.run({fade.name: switch}, 1).net_worth("everybody")[0])) < 1e-9 * ends[0]
