"""Intake early warning: against plan, where it ends, what it costs, and the amendment that restores balance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from tests.bundlinje.forecast.fund.invented import agreement, with_history

from bundlinje.contract.amend import versions
from bundlinje.forecast.fund.agreements import Run
from bundlinje.forecast.fund.capital import capital_of
from bundlinje.forecast.fund.intake_warning import intake_forecast, result_warnings
from bundlinje.forecast.fund.redated import amended_by
from bundlinje.forecast.fund.restoring import Balance
from bundlinje.forecast.learning.surprise import Level
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.planned.intake import planned_intake
from bundlinje.settlement.standing import compare
from bundlinje.words.problems import say

RUN = Run(draws=2_000, seed=5)
KR = 100


@pytest.mark.requirement("REC-01", "REC-02", "REC-03")
def test_intake_stands_against_the_plan_and_its_dated_milestone() -> None:
    found = intake_forecast(with_history(agreement("one"), 4, 3), "fond", RUN)
    (cohort,) = found.cohorts
    assert (cohort.planned, cohort.planned_by_now, cohort.by, cohort.admitted) == (24, 12, date(2024, 12, 31), 4)
    assert cohort.standing == "below"
    assert (found.planned, found.came) == (24, 4)


@pytest.mark.requirement("REC-15", "PP-05")
def test_late_intake_warns_with_its_effect_on_repayment_in_kroner() -> None:
    found = intake_forecast(with_history(agreement("one"), 4, 3), "fond", RUN)
    assert found.warning is not None
    assert found.warning.code == "early_warning.intake_far_below_plan"
    assert say(found.warning, "da")
    assert found.came < found.final.p10 < found.final.p90 < found.planned
    assert found.lost.mean > 10 * found.lost.error > 0


def test_what_is_lost_is_about_what_those_who_are_missing_would_have_brought() -> None:
    found = intake_forecast(with_history(agreement("one"), 4, 2), "fond", RUN)
    missing = found.planned - found.final.mean
    # Each who still comes in the second year is followed up at its end, and twice after.
    assert found.lost.mean == pytest.approx(missing * 3 * 10_000 * KR * 0.5, rel=0.05)


def test_intake_on_plan_gives_no_warning_and_loses_little() -> None:
    found = intake_forecast(with_history(agreement("one"), 12, 6), "fond", RUN)
    assert found.warning is None
    assert compare(round(found.final.mean), found.planned, Fraction(1, 10)) == "on_plan"
    assert found.lost.mean < 0.1 * found.repayment.mean


def test_before_the_first_follow_up_there_is_a_forecast_and_nothing_to_be_surprised_by() -> None:
    found = intake_forecast(agreement("one"), "fond", RUN)
    assert (found.cohorts, found.came, found.seen, found.warning) == ((), 0, None, None)
    assert found.reached[0] < 1


@pytest.mark.requirement("PP-05")
def test_the_amendment_that_restores_balance_is_the_smallest_in_proportion_and_in_the_contracts_language() -> None:
    late = with_history(agreement("one"), 4, 3)
    found = intake_forecast(late, "fond", RUN)
    restored = found.restored
    assert restored is not None
    assert restored.balance is Balance.AMENDED
    assert restored.amendment is not None
    assert found.repayment.mean < 400_000 * KR
    assert found.final.mean <= restored.units < 24
    assert restored.capital == 400_000 * restored.units // 24 * KR
    assert restored.repayment.mean >= restored.capital
    assert restored.repayment.mean < 400_000 * (restored.units + 1) / 24 * KR
    amended = versions(amended_by(late.contract, restored.amendment.replaces, restored.amendment.on_date))[-1].contract
    assert capital_of(amended, "fond") == restored.capital
    assert sum(one.units for one in planned_intake(amended)) == restored.units
    assert restored.amendment.on_date == date(2025, 1, 1)


def test_where_each_who_comes_brings_less_than_they_cost_no_smaller_plan_helps() -> None:
    restored = intake_forecast(with_history(agreement("one", price="2 000"), 12, 6), "fond", RUN).restored
    assert restored is not None
    assert (restored.balance, restored.amendment, restored.units) == (Balance.RESULTS, None, 24)


def test_where_repayment_covers_the_capital_nothing_is_amended() -> None:
    restored = intake_forecast(with_history(agreement("one", price="30 000"), 12, 6), "fond", RUN).restored
    assert restored is not None
    assert (restored.balance, restored.amendment, restored.capital) == (Balance.HOLDS, None, 400_000 * KR)


def test_capital_that_is_drawn_already_cannot_be_taken_out_by_an_amendment() -> None:
    from bundlinje.facts import facts_from_rows
    from bundlinje.facts.store.writing import rows_in_force

    late = with_history(agreement("one"), 4, 3)
    assert late.facts is not None
    rows = {name: rows_in_force(late.facts, name) for name in ("enrolments", "spells", "coverage")}
    flows = [{"fact": "drawn", "account": "fond", "day": "2024-01-15", "value": "400000.00"}]
    drawn = replace(late, facts=facts_from_rows(late.contract.facts, **rows, flows=flows))
    restored = intake_forecast(drawn, "fond", RUN).restored
    assert restored is not None
    assert restored.balance is Balance.SPENT


def test_an_account_without_capital_has_no_balance_to_restore() -> None:
    assert intake_forecast(agreement("one"), "huset", RUN).restored is None


@pytest.mark.requirement("RSK-05")
def test_four_in_work_of_42_where_half_were_expected_must_be_decided_upon() -> None:
    (found,) = result_warnings(with_history(agreement("one", planned=84), 42, 4))
    assert (found.follow_up.achieved, found.follow_up.measured) == (4, 42)
    assert found.seen.level is Level.ALARM
    assert found.is_to_be_decided
    assert found.warning is not None
    assert found.warning.code == "early_warning.far_below_expected"
    assert "42" in say(found.warning, "en")


def test_results_as_expected_ask_for_no_decision() -> None:
    (found,) = result_warnings(with_history(agreement("one"), 12, 6))
    assert (found.warning, found.is_to_be_decided) == (None, False)
    assert result_warnings(agreement("one")) == ()


@pytest.mark.requirement("FUP-14")
def test_repayment_in_all_follows_the_results_that_have_been_seen() -> None:
    weak, strong = (
        intake_forecast(with_history(agreement("one"), 12, working), "fond", RUN).repayment for working in (2, 10)
    )
    assert weak.p90 < strong.p50
    assert weak.p10 < weak.p50 < weak.p90


def test_an_outlook_with_little_faith_in_the_plan_learns_faster_from_who_came() -> None:
    late = with_history(agreement("one"), 4, 3)

    def final(strength: int) -> float:
        outlook = Outlook.model_validate({"outlook": "one", "intake": {"strength": strength}})
        return intake_forecast(replace(late, outlook=outlook), "fond", RUN).final.mean

    assert final(2) < final(200)
