"""Beliefs: what was signed, moved by every follow-up; and once-outcomes that are not failed before their time is up."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.bundlinje.planned.invented import invented

from bundlinje.contract.read import read_contract
from bundlinje.facts import Facts, facts_from_rows, read_facts
from bundlinje.forecast.beliefs import Method, intake_belief, plan_by_month, rate_belief
from bundlinje.forecast.learning.belief import Beta, Certain
from bundlinje.forecast.learning.one_time import Still
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.situation import Situation, situation
from bundlinje.problems import Refused

EXAMPLES = Path(__file__).parents[3] / "examples" / "aarhus"
YEARS = ["2024-12-31", "2025-12-31", "2026-12-31", "2027-12-31"]
ONCE = {"in-work": {"where": {"working": {"at_least": 1}}, "not_measured": "waits", "happens": "once"}}


def outlook(**said: Any) -> Outlook:
    rates = {"in-work": {"expected": "50 %", "strength": 10, **said.pop("rate", {})}}
    return Outlook.model_validate({"outlook": "opdigtet", "rates": rates, **said})


def seen(years: list[tuple[int, int]]) -> Facts:
    """Facts of follow-ups, by how many came in the year (all on 1 January) and how many of everybody was in work."""
    enrolments, spells, came = list[dict[str, Any]](), list[dict[str, Any]](), 0
    for number, (new, working) in enumerate(years):
        year = 2024 + number
        enrolments += [{"unit": f"u{came + one:02}", "from": f"{year}-01-01"} for one in range(new)]
        came += new
        ends = {"from": f"{year}-12-01", "until": f"{year + 1}-01-01"}
        spells += [{"fact": "job", "unit": f"u{came - 1 - one:02}", **ends} for one in range(working)]
    last = f"{2024 + len(years)}-01-01"
    coverage = [{"fact": "job", "unit": "*", "from": "2024-01-01", "until": last}]
    return facts_from_rows(invented().facts, enrolments=enrolments, spells=spells, coverage=coverage)


def stands(facts: Facts | None = None, said: Outlook | None = None, planned: int = 40, **parts: Any) -> Situation:
    intake = {"from": "2024-01-01", "until": "2024-01-01", "planned": planned}
    return situation(invented(intake, follow_ups=YEARS, **parts), said or outlook(), facts)


# --- outcomes that can come at every follow-up ------------------------------------------------------------------------


def test_before_any_follow_up_what_was_signed_is_believed() -> None:
    belief = rate_belief(stands(), "in-work")
    assert (belief.signed, belief.strength, belief.follow_ups) == (Fraction(1, 2), 10, ())
    assert belief.belief == Beta(Fraction(5), Fraction(5))


def test_a_follow_up_is_added_to_what_was_signed_exactly() -> None:
    belief = rate_belief(stands(seen([(20, 4)])), "in-work")
    assert [(one.number, one.achieved, one.measured) for one in belief.follow_ups] == [(1, 4, 20)]
    assert belief.belief == Beta(Fraction(5 + 4), Fraction(5 + 16))


def test_the_same_people_asked_again_are_worth_less_than_new_people() -> None:
    """20 asked twice, alike by one half: 40 answers ÷ (1 + ½) are worth 26 2/3. 20 and 20 others: 60 ÷ (1 + ½ × ½)."""
    same = rate_belief(stands(seen([(20, 4), (0, 8)])), "in-work").belief
    assert same == Beta(5 + Fraction(12 * 2, 3), 5 + Fraction(28 * 2, 3))
    others = rate_belief(stands(seen([(20, 4), (20, 8)])), "in-work").belief
    assert others == Beta(5 + Fraction(12 * 4, 5), 5 + Fraction(48 * 4, 5))


def test_how_alike_follow_ups_are_is_the_outlooks_to_say() -> None:
    strangers = outlook(correlation={"follow_ups": "0 %"})
    assert rate_belief(stands(seen([(20, 4), (0, 8)]), strangers), "in-work").belief == Beta(
        Fraction(5 + 12), Fraction(5 + 28)
    )


@pytest.mark.parametrize(("signed", "certain"), [("0 %", 0), ("100 %", 1)])
def test_what_was_signed_as_certain_is_moved_by_nothing(signed: str, certain: int) -> None:
    found = rate_belief(stands(seen([(20, 4)]), outlook(rate={"expected": signed})), "in-work")
    assert found.belief == Certain(Fraction(certain))


def test_a_flat_budget_learns_nothing() -> None:
    for facts in (None, seen([(20, 0)])):
        found = rate_belief(stands(facts), "in-work", Method.FLAT, Fraction(4, 5))
        assert found.belief == Certain(Fraction(2, 5))


def test_a_mixture_falls_to_its_collapse_when_nobody_achieves() -> None:
    before, after = (rate_belief(stands(facts), "in-work", Method.MIXTURE).belief for facts in (None, seen([(40, 0)])))
    assert before.mean == pytest.approx(0.9 * 0.5 + 0.1 * 0.125)
    assert after.mean < 0.06


def test_the_contracts_own_expectation_stands_where_the_outlook_says_none() -> None:
    silent = Outlook.model_validate({"outlook": "opdigtet"})
    assert rate_belief(stands(said=silent), "in-work").signed == Fraction(3, 5)


def test_a_rate_that_neither_outlook_nor_contract_says_is_refused() -> None:
    silent = Outlook.model_validate({"outlook": "opdigtet"})
    with pytest.raises(Refused) as refused:
        rate_belief(stands(said=silent, expected=None), "in-work")
    assert [(one.code, one.values["name"]) for one in refused.value.problems] == [("planned.rate_unknown", "in-work")]


def test_din_vej_i_job_moves_by_itself_from_one_half_towards_4_of_42() -> None:
    """One half was signed, worth ten people. 4 of 42 came: (5 + 4) ÷ (10 + 42) is believed."""
    contract = read_contract(EXAMPLES / "contracts" / "din-vej-i-job.yaml")
    facts = read_facts(EXAMPLES / "facts" / "din-vej-i-job", contract.facts)
    now = situation(contract, None, facts)
    found = rate_belief(now, "in-work")
    assert found.signed == Fraction(1, 2)
    assert [(one.achieved, one.measured) for one in found.follow_ups] == [(4, 42)]
    assert found.belief.mean == pytest.approx(9 / 52)
    flat = rate_belief(now, "in-work", Method.FLAT).belief
    assert flat.mean == pytest.approx(0.4)
    low, high = found.belief.interval()
    assert 4 / 42 < low < found.belief.mean < high < flat.mean


# --- outcomes that happen once ----------------------------------------------------------------------------------------


def test_who_has_not_got_there_yet_is_no_failure_and_no_follow_up_of_it() -> None:
    now = stands(seen([(40, 10)]), outcomes=ONCE)
    known = now.known["in-work"]
    assert (known.got_there, known.still, known.through.measured) == (10, (Still(30, Fraction(1, 4)),), 0)
    found = rate_belief(now, "in-work")
    assert found.follow_ups == ()
    assert found.belief.mean > rate_belief(stands(seen([(40, 10)])), "in-work").belief.mean + 0.1


def test_nobody_after_a_quarter_of_the_time_lowers_what_is_believed_a_little() -> None:
    """Posterior of r with 40 people without it after a quarter of the time: r⁴(1−r)⁴(1−r/4)⁴⁰, its mean by sums."""
    found = rate_belief(stands(seen([(40, 0)]), outcomes=ONCE), "in-work").belief
    grid = [(number + 0.5) / 10_000 for number in range(10_000)]
    weights = [rate**4 * (1 - rate) ** 4 * (1 - rate / 4) ** 40 for rate in grid]
    exact = sum(rate * weight for rate, weight in zip(grid, weights, strict=True)) / sum(weights)
    assert found.mean == pytest.approx(exact, abs=0.006)
    assert 0.2 < found.mean < 0.45


def test_people_who_have_come_differently_far_are_told_apart() -> None:
    known = stands(seen([(10, 0), (20, 0)]), outcomes=ONCE).known["in-work"]
    assert known.still == (Still(20, Fraction(1, 3)), Still(10, Fraction(1, 2)))


def test_when_everybodys_time_is_up_counting_is_exact() -> None:
    said = outlook(rate={"latest": "13 months"})
    found = rate_belief(stands(seen([(40, 10)]), said, outcomes=ONCE), "in-work")
    assert found.belief == Beta(Fraction(5 + 10), Fraction(5 + 30))
    assert [(one.achieved, one.measured) for one in found.follow_ups] == [(10, 40)]


def test_before_it_can_come_nothing_is_learned() -> None:
    said = outlook(rate={"earliest": "13 months"})
    found = rate_belief(stands(seen([(40, 0)]), said, outcomes=ONCE), "in-work")
    assert found.belief == Beta(Fraction(5), Fraction(5))


def test_what_is_believed_does_not_depend_on_when_it_is_asked() -> None:
    now = stands(seen([(40, 3)]), outcomes=ONCE)
    one, other = (rate_belief(now, "in-work").belief for _ in range(2))
    assert one.mean == other.mean
    assert one.interval() == other.interval()


# --- intake -----------------------------------------------------------------------------------------------------------


def test_intake_is_believed_as_planned_before_anybody_came() -> None:
    belief = intake_belief(stands())
    assert (belief.mean, belief.delay) == (1.0, 0.0)


def test_intake_moves_by_how_many_came_of_those_planned_by_now() -> None:
    """20 of 40 came; the plan is worth 20 units: (20 + 20) ÷ (20 + 40)."""
    assert intake_belief(stands(seen([(20, 4)]))).mean == pytest.approx(40 / 60)


def test_the_plan_is_told_by_month_from_its_first() -> None:
    spread = situation(
        invented({"from": "2024-03-01", "until": "2024-06-30", "planned": 10}, follow_ups=YEARS), outlook()
    )
    assert plan_by_month(spread) == [3, 2, 3, 2]
