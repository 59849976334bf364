"""Long repayment: milestones bring a part of it earlier, and what waiting costs stands beside the kroner."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import accumulate

import pytest

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.worked import Worked
from bundlinje.contract.model import Contract
from bundlinje.planned.expected import expected_payments

MILESTONES = ("camp", "mentor")
"""Taking part is paid for at once; what it is to lead to, an exam and a youth education, comes years later."""


def _paid_by(contract: Contract) -> dict[int, Fraction]:
    """The share of all that is expected that is paid by the end of each year."""
    paid = expected_payments(contract)
    years = {year: sum(accounts.values()) for year, accounts in sorted(paid.by_year.items())}
    return dict(zip(years, (Fraction(ore, paid.total) for ore in accumulate(years.values())), strict=True))


@pytest.mark.requirement("PP-20")
def test_with_milestones_a_larger_share_has_come_by_every_year(contract: Callable[[str], Contract]) -> None:
    agreed = contract("laer-for-livet")
    results_alone = agreed.model_copy(update={"terms": [one for one in agreed.terms if one.id not in MILESTONES]})
    early, late = _paid_by(agreed), _paid_by(results_alone)
    *before, last = late
    assert all(early[year] > late[year] for year in before)
    assert early[last] == late[last] == 1


@pytest.mark.requirement("PP-20")
def test_an_investor_sees_both_the_kroner_that_come_back_and_what_they_are_worth_today(
    worked: Callable[[str], Worked],
) -> None:
    line = bottom_line(worked("laer-for-livet"), "investor")
    assert line.total > 0 > line.net_present_value
    assert line.break_even.stays is not None
    assert line.break_even_discounted is None
    assert line.net_present_value == sum(ore * line.present_value([0] * t + [1]) for t, ore in enumerate(line.net))
