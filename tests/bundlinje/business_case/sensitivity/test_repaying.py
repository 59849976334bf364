"""Repayment over draws: the share that was agreed, or the contract's own terms at each draw's outcomes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Mode
from bundlinje.business_case.sensitivity.compiled import Compiled
from bundlinje.business_case.sensitivity.compiling import compiled
from bundlinje.business_case.sensitivity.repaying import ByContract, ByShare
from bundlinje.business_case.sensitivity.variants import Asked, Scenario, in_scenario
from bundlinje.business_case.worked import worked_out
from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract

Make = Callable[..., Case]
CONTRACT = Path(__file__).parents[4] / "examples" / "aarhus" / "contracts" / "din-vej-i-job.yaml"
VIEWS = ("everybody", "municipality", "investor")
RULES: dict[str, dict[str, Any]] = {
    "gain": {"share": "60 %", "to": "raadet"},
    "account": {"share": "90 %", "of": "mso/decentral", "to": "raadet", "delay": 2},
    "capped": {"share": "100 %", "to": "raadet", "cap": "500 000 kr"},
    "some years": {"share": "50 %", "to": "raadet", "years": "2025-2026", "delay": 0},
}


def _worth(arrays: Compiled, values: dict[str, Fraction], view: str) -> float:
    outcome = arrays.run({name: float(value) for name, value in values.items()}, 1)
    return float(outcome.net_worth(view)[0])


@pytest.fixture(scope="module", params=list(RULES))
def shared(request: pytest.FixtureRequest, make: Make) -> Case:
    return make({"repayment": RULES[request.param], "consequences.3.quantity": {"each_year": 1}})


@settings(max_examples=20)
@given(
    values=st.dictionaries(
        st.sampled_from(["participants", "effects.in-work.with", "consequences.support.quantity", "prices.home"]),
        st.integers(5, 99).map(lambda n: Fraction(n, 100)),
    )
)
def test_a_share_of_each_draws_own_gain_is_repaid(shared: Case, values: dict[str, Fraction]) -> None:
    arrays = compiled(worked_out(shared))
    exact = in_scenario(Asked(shared), Scenario("any", values=values)).worked
    assert isinstance(arrays.repaying, ByShare)
    for view in VIEWS:
        told = float(bottom_line(exact, view).net_present_value)
        assert _worth(arrays, values, view) == pytest.approx(told, abs=20), view  # each flow is rounded to the øre


def test_a_year_of_loss_repays_nothing(make: Make) -> None:
    """With the rate at nothing, below its baseline, the municipality loses in every year."""
    case = make({"repayment": {"share": "60 %", "to": "raadet"}})
    rates = {"effects.in-work.with": np.array([0.0, 0.5])}
    repaid, alone = (compiled(worked_out(one)).run(rates, 2).net_worth("investor") for one in (case, make()))
    assert repaid[0] == pytest.approx(alone[0])
    assert repaid[1] > alone[1]


def test_the_budget_view_sees_what_the_municipality_pays(make: Make) -> None:
    case = make({"repayment": {"share": "60 %", "to": "raadet"}, "growth": {"net-price": "2 %"}})
    told = compiled(worked_out(case, Mode.BUDGET)).run({}, 1)
    assert [payer.value for payer in told.payers] == ["municipality"]
    exact = in_scenario(Asked(case, Mode.BUDGET), Scenario("same")).worked
    assert float(told.net_worth("municipality")[0]) == pytest.approx(
        float(bottom_line(exact, "municipality").total), abs=20
    )


@pytest.fixture(scope="module")
def contract() -> Contract:
    return read_contract(CONTRACT)


@pytest.fixture(scope="module")
def under_contract(make: Make) -> Case:
    """The invented case as if it were the one behind the contract."""
    parties = {"msb": "municipality", "mso": "municipality", "raadet": "investor", "fund": "investor"}
    return make({"parties": parties, "effects.in-work.outcome": "in-work"})


@pytest.fixture(scope="module")
def contracted(under_contract: Case, contract: Contract) -> Compiled:
    return compiled(worked_out(under_contract), contract)


AT: list[dict[str, Fraction]] = [
    {},
    {"effects.in-work.with": Fraction(1, 4)},
    {"effects.in-work.without": Fraction(1, 5)},
    {"completion": Fraction(6, 10)},
    {"effects.in-work.with": Fraction(6, 10), "completion": Fraction(1), "effects.in-work.without": Fraction(0)},
    {"participants": Fraction(1, 2)},
]


@pytest.mark.parametrize("mode", [Mode.SOM, Mode.EXTENDED])
@pytest.mark.parametrize("values", AT, ids=str)
def test_a_contract_pays_by_its_own_terms_on_what_it_measures(
    under_contract: Case, contract: Contract, mode: Mode, values: dict[str, Fraction]
) -> None:
    """Nothing caps this contract's payments here, so that they are a straight line in what is measured."""
    arrays = compiled(worked_out(under_contract, mode), contract)
    exact = in_scenario(Asked(under_contract, mode, contract), Scenario("any", values=values)).worked
    assert isinstance(arrays.repaying, ByContract)
    assert exact.items[-1].flows
    for view in VIEWS:
        told = float(bottom_line(exact, view).net_present_value)
        assert _worth(arrays, values, view) == pytest.approx(told, rel=1e-6, abs=100), view


def test_scenarios_told_together_repay_as_each_alone(under_contract: Case, contract: Contract) -> None:
    scenarios = [
        Scenario("as stated"),
        Scenario("half", values={"participants": Fraction(1, 2)}),
        Scenario("later", start_later=1, repaid_later=1),
        Scenario("budget", effect=Fraction(8, 10)),
        Scenario("shared", all_repay=True),
    ]
    together = Asked(under_contract, contract=contract).told(scenarios)
    alone = [in_scenario(Asked(under_contract, contract=contract), one) for one in scenarios]
    assert list(together) == alone
    assert len({one.worked.items[-1].flows for one in together}) == len(scenarios)


def test_between_two_levels_a_contract_pays_between_them(contracted: Compiled) -> None:
    rates = 0.5 * np.array([0.5, 0.6, 0.75])
    paid = contracted.run({"effects.in-work.with": rates}, 3).net_worth("investor")
    assert paid[0] < paid[1] < paid[2]


def test_each_effect_moves_a_contracts_payments_by_what_it_brings(under_contract: Case, contract: Contract) -> None:
    effect = under_contract.effects["in-work"]
    other = effect.model_copy(update={"outcome": "an-outcome-the-contract-does-not-pay-for"})
    case = under_contract.model_copy(update={"effects": {"in-work": effect, "other": other}})
    repaying = compiled(worked_out(case), contract).repaying
    assert isinstance(repaying, ByContract)
    assert {name: one.weight for name, one in repaying.effects.items()} == {"in-work": 1, "other": 0}


def test_draws_reach_years_and_payers_that_the_case_as_stated_does_not(make: Make) -> None:
    """As stated nothing is gained, so nothing is repaid and no sector gains; draws may do better."""
    case = make({
        "effects.in-work.with": "10 %",
        "repayment": {"share": "60 %", "to": "region"},
        "consequences.1.saves": True,
    })  # fmt: skip
    told = compiled(worked_out(case)).run({"effects.in-work.with": np.array([0.1, 0.6])}, 2)
    assert {payer.value for payer in told.payers} == {"municipality", "region", "state", "investor"}
    exact = in_scenario(Asked(case), Scenario("better", values={"effects.in-work.with": Fraction(6, 10)})).worked
    for view in told.views:
        assert float(told.net_worth(view)[1]) == pytest.approx(
            float(bottom_line(exact, view).net_present_value), abs=20
        ), view
