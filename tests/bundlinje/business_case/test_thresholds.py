"""What would have to be true for the case to be worth nothing: break-even rates and switching values."""

from __future__ import annotations

from collections.abc import Callable

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.flows import Side
from bundlinje.business_case.thresholds import break_even_rates, switching_values
from bundlinje.business_case.worked import worked_out

MakeCase = Callable[..., Case]


def test_at_the_break_even_rate_the_case_is_worth_nothing(make: MakeCase) -> None:
    worked = worked_out(make())
    found = break_even_rates(worked, "everybody")
    assert found.factor is not None
    percent = f"{found.rates['in-work'].numerator}/{found.rates['in-work'].denominator}"
    there = worked_out(make({"effects.in-work": {"net": percent, "source": "Opfundet"}}))
    assert abs(bottom_line(there).net_present_value) < 50


def test_at_its_switching_value_an_item_makes_the_net_nothing(make: MakeCase) -> None:
    worked = worked_out(make())
    found = {(one.side, one.item): one for one in switching_values(worked, "everybody")}
    factor = found[Side.COST, "advisers"].factor
    assert factor is not None
    ore = round(147_500_000 * factor)
    there = worked_out(make({"costs.0.amount": f"{ore // 100}.{ore % 100:02d} kr"}))
    assert abs(bottom_line(there).net_present_value) < 2


def test_in_the_budget_only_what_the_municipality_sees_must_break_even(make: MakeCase) -> None:
    still = dict.fromkeys(range(2023, 2031), "0 %")
    worked = worked_out(make({"mode": "budget", "indices": {"net-price": still}}))
    found = switching_values(worked)
    assert sum(one.present_value for one in found) == bottom_line(worked, "municipality").total
    assert {one.item: one.factor for one in found}["advisers"] is None
