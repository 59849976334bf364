"""Who a price falls to: ladders, day caps, bands and schemes of the law, and published examples of them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bundlinje.business_case.benefits import benefit

from bundlinje.business_case.bottom_line import bottom_line, views
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.flows import Side, of_side, total
from bundlinje.business_case.parts import Sector
from bundlinje.business_case.worked import worked_out

MakeCase = Callable[..., Case]
PARTS = st.integers(0, 100).map(lambda n: f"{n} %")


@pytest.mark.requirement("BC-04")
def test_savings_fall_with_each_payer_and_budget(case: Case) -> None:
    worked = worked_out(case)
    accounts = {flow.account.name for flow in of_side(worked.flows, Side.BENEFIT)}
    assert accounts == {"msb/decentral", "mso/decentral", "mso/non-decentral", "region", "state"}
    decentral, other = benefit(worked, "homes", "mso/decentral"), benefit(worked, "homes", "mso/non-decentral")
    assert all(abs(decentral[year] - 3 * other[year]) <= 2 for year in decentral)


@pytest.mark.parametrize(("weeks", "municipal"), [(4, 220_505), (26, 3_858_831), (52, 8_875_311), (104, 20_341_551)])
def test_the_ladder_gives_the_published_cumulative_shares(make: MakeCase, weeks: int, municipal: int) -> None:
    """11,944 kr. a month from week 1: of 4 weeks 2,205.05, of 26 38,588.31, of 52 88,753.11, of 104 203,415.51."""
    case = make(
        {
            "prices.benefit.ladder.entry_week": 1,
            "cohorts": [{"start": 2023, "participants": 1}],
            "effects.in-work": {"net": "100 %", "source": "Opfundet"},
            "consequences.0.quantity": [f"{min(weeks, 52) * 12}/52", f"{max(weeks - 52, 0) * 12}/52"],
        }
    )
    shares = benefit(worked_out(case), "support", "msb/decentral")
    assert abs(sum(shares.values()) - municipal) <= 1
    assert abs(total(worked_out(case).item(Side.BENEFIT, "support").flows) - round(weeks * 1_194_400 * 12 / 52)) <= 1


def test_bed_days_of_discharged_patients_cost_what_was_published(make: MakeCase) -> None:
    """66 beds × 365 days × 1,976 kr. = 47,601,840 kr. (P27): the municipality pays the region."""
    case = make(
        {
            "horizon": "0 years",
            "price_year": 2016,
            "base_year": 2016,
            "cohorts": [{"start": 2016, "participants": 66}],
            "effects.in-work": {"net": "100 %", "source": "Opfundet"},
            "consequences": [
                {
                    "id": "beds",
                    "of": "in-work",
                    "price": "P27",
                    "quantity": 365,
                    "department": "msb",
                    "budget": "decentral",
                }
            ],
            "prices": None,
            "costs": None,
        }
    )
    worked = worked_out(case)
    assert benefit(worked, "beds", "msb/decentral") == {2016: 4_760_184_000}
    assert benefit(worked, "beds", "region") == {2016: -4_760_184_000}


@settings(max_examples=40)
@given(completion=PARTS, with_=PARTS, realised=PARTS, fade=PARTS)
def test_payers_sum_to_the_whole(make: MakeCase, completion: str, with_: str, realised: str, fade: str) -> None:
    changes = {
        "mode": "extended",
        "cohorts.0.completion": completion,
        "effects.in-work.with": with_,
        "consequences.0.realised": realised,
        "consequences.2.fade": fade,
    }
    worked = worked_out(make(changes))
    everybody = bottom_line(worked)
    sectors = [bottom_line(worked, view) for view in views(worked) if view in {sector.value for sector in Sector}]
    for t, net in enumerate(everybody.net):
        assert net == sum(line.net[t] for line in sectors)
    assert everybody.net_present_value == sum((line.net_present_value for line in sectors), Fraction(0))


@pytest.mark.parametrize(
    ("price", "quantity", "municipal"),
    [
        # 150 days at 1,000 kr., the state bears half of the first 120.
        ({"amount": "1 000 kr", "unit": "day", "day_cap": {"share": "50 %", "first": 120}}, 150, 90_000),
        # The law of October 2023 says the same.
        ({"amount": "1 000 kr", "unit": "day", "scheme": "shelter-110"}, 150, 90_000),
        # 1.2 million a year: 25 % of what lies above 0.8 and 50 % of what lies above 1.0 million.
        (
            {
                "amount": "100 000 kr",
                "unit": "month",
                "bands": [{"over": "800 000 kr", "share": "25 %"}, {"over": "1 000 000 kr", "share": "50 %"}],
            },
            12,
            1_050_000,
        ),
        ({"amount": "1 000 kr", "unit": "day", "net_of_reimbursement": True}, 10, 10_000),
    ],
)
def test_every_way_a_price_may_say_who_pays_divides_it(
    make: MakeCase, price: dict[str, object], quantity: int, municipal: int
) -> None:
    changes = {
        "prices.home": {**price, "year": 2022, "source": "Opfundet"},
        "consequences.2.quantity": [quantity],
        "effects.in-work": {"net": "100 %", "source": "Opfundet"},
        "cohorts": [{"start": 2024, "participants": 1}],
    }
    item = worked_out(make(changes)).item(Side.BENEFIT, "homes")
    assert sum(flow.ore for flow in item.flows if flow.account.sector is Sector.MUNICIPALITY) == municipal * 100


def test_the_bands_of_the_law_are_marked_as_a_choice_of_level(make: MakeCase) -> None:
    home = {"amount": "150 000 kr", "unit": "month", "bands": "sel-176", "year": 2022, "source": "Opfundet"}
    item = worked_out(make({"prices.home": home})).item(Side.BENEFIT, "homes")
    assert any(flow.account.sector is Sector.STATE for flow in item.flows)
    assert "prices.home.rule" in {mark.path for mark in item.marks}


def test_a_course_under_a_scheme_of_the_law_ends_after_its_months(make: MakeCase) -> None:
    """Housing First support: half from the state for 24 months of the course."""
    home = {"amount": "10 000 kr", "unit": "month", "scheme": "housing-first-85a", "year": 2022, "source": "Opfundet"}
    changes = {
        "prices.home": home,
        "consequences.2.quantity": {"each_year": 12},
        "effects.in-work": {"net": "100 %", "source": "Opfundet"},
        "cohorts": [{"start": 2024, "participants": 1}],
    }
    state = benefit(worked_out(make(changes)), "homes", "state")
    assert state == {2024: 6_000_000, 2025: 6_000_000}
