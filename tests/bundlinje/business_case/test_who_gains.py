"""Who gains beside who pays, and what would change if every sector repaid its part."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Sector
from bundlinje.business_case.repayment import with_repayment
from bundlinje.business_case.who_gains import if_they_paid, who_gains
from bundlinje.business_case.worked import worked_out

MakeCase = Callable[..., Case]


@pytest.mark.requirement("PP-09")
def test_who_gains_stands_beside_who_pays_sector_by_sector(make: MakeCase) -> None:
    worked = with_repayment(worked_out(make({"repayment": {"share": "70 %", "to": "raadet"}})))
    rows = {one.sector: one for one in who_gains(worked)}
    assert rows[Sector.REGION].benefits > 0
    assert rows[Sector.REGION].repayments == 0
    assert rows[Sector.MUNICIPALITY].share_of_repayment == 1
    assert sum(one.share_of_gain or Fraction(0) for one in rows.values()) == 1
    assert sum(one.net for one in rows.values()) == bottom_line(worked).total


@pytest.mark.requirement("SEN-06", "PP-10", "BC-06")
def test_if_region_and_state_repaid_their_part_the_municipality_would_break_even_earlier(make: MakeCase) -> None:
    case = make(
        {
            "parties": {"msb": "municipality", "raadet": "investor"},
            "costs": [
                {"id": "own", "kind": "running", "payer": "msb/decentral", "year": 2022, "amount": "1 200 000 kr"}
            ],
            "consequences": [
                {
                    "id": "a",
                    "of": "in-work",
                    "price": "home",
                    "quantity": 1,
                    "department": "msb",
                    "budget": "decentral",
                },
                {"id": "b", "of": "in-work", "price": "bed-day", "quantity": 4},
                {"id": "c", "of": "in-work", "price": "grant", "quantity": 1},
            ],
            "budgets": None,
            "repayment": {"share": "90 %", "to": "raadet"},
            "horizon": "30 years",
        }
    )
    found = if_they_paid(with_repayment(worked_out(case)))
    assert found.paid_by[Sector.REGION] > 0
    assert found.paid_by[Sector.STATE] > 0
    assert found.agreed.stays is None or found.shared.stays is not None
    assert found.municipality_saves == found.paid_by[Sector.REGION] + found.paid_by[Sector.STATE]
    assert found.years_later is None or found.years_later > 0


@pytest.mark.requirement("BC-06")
def test_repaying_alone_puts_off_the_year_of_break_even(make: MakeCase) -> None:
    case = make(
        {
            "costs.2": {"id": "own", "kind": "running", "payer": "msb/decentral", "year": 2022, "amount": "900 000 kr"},
            "repayment": {"share": "40 %", "to": "raadet"},
            "consequences.1.quantity": {"each_year": 40},
            "horizon": "8 years",
        }
    )
    found = if_they_paid(with_repayment(worked_out(case)))
    assert found.years_later is not None
    assert found.years_later >= 0
