"""The forecast of one contract: what it pays, by year and party, against closed forms and what was settled."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats
from tests.bundlinje.planned.invented import invented

from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract
from bundlinje.facts import read_facts
from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.contract import ContractForecast, forecast_contract
from bundlinje.forecast.drawing import Choices
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.paths import capital_back, chance, spread
from bundlinje.planned.expected import expected_payments
from bundlinje.problems import Refused

EXAMPLES = Path(__file__).parents[3] / "examples" / "aarhus"
KRONER = 100
SURE = Choices(Method.FLAT, Fraction(1), certain_intake=True)
DRAWS = 8_192


def outlook(**said: Any) -> Outlook:
    calm = {"shock": "0 %", "correlation": {"follow_ups": "0 %", "outcomes": "0 %"}}
    return Outlook.model_validate({"outlook": "opdigtet", **calm, **said})


def forecast(contract: Contract, choices: Choices | None = SURE, draws: int = DRAWS, **said: Any) -> ContractForecast:
    return forecast_contract(contract, outlook(**said), None, draws, 1, choices)


def of(people: int, **parts: Any) -> Contract:
    return invented({"from": "2024-01-01", "planned": people}, **parts)


# --- payments ---------------------------------------------------------------------------------------------------------


def test_a_payment_is_a_price_for_each_who_achieves() -> None:
    paths = forecast(of(10)).paths
    assert paths.years == (2024, 2025)
    assert (paths.paid % (100_000 * KRONER) == 0).all()
    assert (paths.total == paths.achieved["in-work"] * 100_000 * KRONER).all()
    counts = paths.paid[0] // (100_000 * KRONER)
    law = stats.binom(10, 0.6).pmf(np.arange(11))
    assert np.abs(np.bincount(counts, minlength=11) / DRAWS - law).max() < 4.5 * (0.25 / DRAWS) ** 0.5


def test_without_limits_the_mean_is_what_is_expected() -> None:
    found, expected = forecast(of(10)).paths, expected_payments(of(10))
    for place, year in enumerate(found.years):
        told = spread(found.paid[place])
        assert abs(told.mean - sum(expected.by_year[year].values())) < 4 * told.error


def test_a_cap_on_what_varies_pays_less_than_what_is_expected_under_it() -> None:
    """No formula on the mean would find it: 600,000 a year is just allowed, and half of the years reach beyond it."""
    limits = [{"at_most": "600 000 kr", "for": "each year", "excess": "lost"}]
    found = forecast(of(10, limits=limits)).paths
    assert expected_payments(of(10, limits=limits)).total == 1_200_000 * KRONER
    count = np.arange(11)
    a_year = float(np.minimum(count, 6) @ stats.binom(10, 0.6).pmf(count)) * 100_000 * KRONER
    told = spread(found.total)
    assert abs(told.mean - 2 * a_year) < 4 * told.error
    binds, error = chance(found.limited)
    over = float(stats.binom(10, 0.6).sf(6))
    assert abs(float(binds) - (1 - (1 - over) ** 2)) < 4 * error


def test_all_that_is_paid_is_received_and_each_side_sums_to_it() -> None:
    paths = forecast(of(10)).paths
    assert (sum(paths.payers.values()) == paths.paid).all()
    assert (paths.received_by(["senior", "junior"]) == paths.paid).all()


def test_a_guarantee_tops_up_the_worlds_that_fall_short_and_no_others() -> None:
    guarantee = {"id": "bund", "at_least": "100 % of drawn capital", "for": "total", "at": "final settlement"}
    paths = forecast(of(10, guarantee={**guarantee, "paid_by": "garant", "up_to": "300 000 kr"})).paths
    short = np.maximum(1_200_000 * KRONER - paths.total, 0)
    assert (paths.guaranteed.sum(axis=0) == np.minimum(short, 300_000 * KRONER)).all()
    assert not paths.guaranteed[0].any()


def test_a_price_that_is_not_known_or_a_rate_nobody_stated_is_refused() -> None:
    unknown = [{"id": "pay", "each": "in-work", "pays": {"unknown": "Aftalen er ikke offentlig."}}]
    for parts, code in (({"terms": unknown}, "price_unknown"), ({"expected": None}, "rate_unknown")):
        with pytest.raises(Refused) as refused:
            forecast(of(10, **parts), draws=512)
        assert [one.code for one in refused.value.problems] == [f"planned.{code}"]


# --- risk -------------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("RSK-02", "PP-07")
def test_the_chance_of_getting_the_capital_back_is_the_chance_that_enough_achieve() -> None:
    """1,200,000 kr. was put in and each result pays 100,000: 12 of 20 must achieve."""
    found = forecast(of(10)).paths
    back, error = capital_back(found, ["senior", "junior"], 1_200_000 * KRONER)
    assert abs(float(back) - float(stats.binom(20, 0.6).sf(11))) < 4 * error
    assert 0.5 < back < 0.7


@pytest.mark.requirement("PP-07")
@pytest.mark.parametrize(("people", "price"), [(4, 250_000), (10, 100_000), (1_000, 1_000)])
def test_fewer_people_at_the_same_expected_payment_make_it_vary_more(people: int, price: int) -> None:
    """Of the same 1,200,000 kr. the standard deviation is 1,000,000 × √(2 × .6 × .4 ÷ n): the planned n decides."""
    terms = [{"id": "pay", "each": "in-work", "pays": f"{price:_} kr".replace("_", " ")}]
    found = forecast(of(people, terms=terms)).paths.total.astype(float)
    exact = 1_000_000 * KRONER * (2 * 0.6 * 0.4 / people) ** 0.5
    assert found.std() == pytest.approx(exact, rel=4 * (1 / (2 * DRAWS)) ** 0.5 * 1.5)


# --- timing -----------------------------------------------------------------------------------------------------------

ONE_TIME: dict[str, Any] = {
    "terms": [{"id": "exam", "each": "passed", "pays": "50 000 kr"}],
    "payers": {"exam": "by"},
    "expected": {"rates": {"passed": "40 %"}},
    "follow_ups": ["2024-12-31", "2025-12-31", "2026-12-31"],
}


@pytest.mark.requirement("SEN-04")
def test_a_late_start_pays_the_same_later() -> None:
    contract = of(10, **ONE_TIME)
    on_time, late = (
        forecast(contract, Choices(Method.FLAT, Fraction(1)), intake={"strength": 10**9, "delays": {months: "100 %"}})
        for months in ("none", "12 months")
    )
    assert not on_time.paths.paid[1:].any()
    assert (late.paths.paid[1] == on_time.paths.paid[0]).all()
    assert not late.paths.paid[[0, 2]].any()


def test_a_start_too_late_for_the_last_follow_up_pays_nothing() -> None:
    contract = of(10, **ONE_TIME)
    said = {"strength": 10**9, "delays": {"36 months": "100 %"}}
    assert not forecast(contract, Choices(Method.FLAT, Fraction(1)), intake=said).paths.paid.any()


# --- from where the facts leave a contract ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def job() -> ContractForecast:
    """Din vej i job after its first follow-up, what was signed worth one person: what goes on as it goes."""
    contract = read_contract(EXAMPLES / "contracts" / "din-vej-i-job.yaml")
    facts = read_facts(EXAMPLES / "facts" / "din-vej-i-job", contract.facts)
    said = Outlook.model_validate(
        {"outlook": contract.contract, "rates": {"in-work": {"expected": "50 %", "strength": 1}}, "shock": "0 %"}
    )
    return forecast_contract(contract, said, facts, DRAWS)


def test_what_was_settled_is_the_same_in_every_world(job: ContractForecast) -> None:
    """4 in work × 17,000 kr., as the accounts of 2024 say."""
    assert (job.paths.paid[job.paths.years.index(2024)] == 68_000 * KRONER).all()


@pytest.mark.requirement("FUP-14")
def test_if_present_results_go_on_the_final_repayment_is_theirs(job: ContractForecast) -> None:
    """4 of 42 moves one half, worth one person, to 4.5 of 43; all who have come or will are followed six times more."""
    rate = job.beliefs["in-work"].belief.mean
    assert rate == pytest.approx(4.5 / 43)
    mean_there = float(job.paths.admitted.mean())
    expected = 68_000 + 6 * mean_there * rate * 17_000
    told = spread(job.paths.total)
    assert abs(told.mean - expected * KRONER) < 4 * told.error
    signed = expected_payments(job.stands.contract).total
    assert told.p90 < signed / 2


def test_the_budgets_flat_share_beside_it_takes_no_notice(job: ContractForecast) -> None:
    facts = read_facts(EXAMPLES / "facts" / "din-vej-i-job", job.stands.contract.facts)
    flat = forecast_contract(job.stands.contract, None, facts, 1_024, 1, Choices(Method.FLAT))
    assert flat.beliefs["in-work"].belief.mean == pytest.approx(0.4)
    assert spread(flat.paths.total).p10 > spread(job.paths.total).p90
