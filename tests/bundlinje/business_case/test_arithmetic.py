"""The arithmetic of a case: worked by hand here, or published by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bundlinje.business_case.benefits import benefit

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.effects import converted, net_rate
from bundlinje.business_case.flows import Side, by_year, of_side
from bundlinje.business_case.parts import Mode
from bundlinje.business_case.read import parse_case
from bundlinje.business_case.worked import worked_out
from bundlinje.problems import Refused

MakeCase = Callable[..., Case]


@pytest.mark.requirement("BC-10")
def test_success_is_net_of_what_would_have_happened_anyway(make: MakeCase) -> None:
    """The national agency's own example: 12 % with the new, 2 % with the existing, so 10 % is entered."""
    case = make({"effects.in-work": {"with": "12 %", "without": "2 %", "source": "SØM, faq"}})
    rate = net_rate(case, "in-work", Mode.SOM)
    assert rate.rate == Fraction(1, 10)
    stated = make({"effects.in-work": {"net": "10 %", "source": "SØM, faq"}})
    assert worked_out(stated).flows == worked_out(case).flows


def test_successes_are_participants_times_completion_times_net_rate(case: Case) -> None:
    worked = worked_out(case)
    assert [success.number for success in worked.successes] == [30 * Fraction(9, 25), 20 * Fraction(9, 25)]


@pytest.mark.requirement("BC-02")
def test_a_consequence_falls_from_the_year_the_cohort_finishes_and_for_the_horizon(case: Case) -> None:
    """10.8 and 7.2 successes, 6 months at 11,944 kr., of which the municipality bears 80 % on the last step."""
    mine = benefit(worked_out(case), "support", "msb/decentral")
    each = Fraction(6 * 1_194_400 * 4, 5)
    first, second = Fraction(54, 5) * each, Fraction(36, 5) * each
    assert mine == {
        2024: first,
        2025: first + second,
        2026: first + second,
        2027: first + second,
        2028: first + second,
        2029: second,
    }


def test_what_a_success_costs_elsewhere_is_taken_off(case: Case) -> None:
    study = benefit(worked_out(case), "study", "state")
    assert study[2024] == -Fraction(54, 5) * 2 * 600_000


@pytest.mark.requirement("BC-11", "BC-16")
def test_costs_are_itemised_and_what_they_replace_is_taken_off(case: Case) -> None:
    costs = {item.id: by_year(item.flows) for item in worked_out(case).items if item.side is Side.COST}
    assert costs["advisers"] == {2023: -147_500_000, 2024: -147_500_000}
    assert costs["contract"] == {2022: -10_000_000}
    assert costs["measuring"] == {2025: -4_000_000, 2026: -2_000_000}
    assert costs["material"] == {2023: -30 * 50_000, 2024: -20 * 50_000}
    assert costs["old-course"] == {2023: 30 * 200_000, 2024: 20 * 200_000}


@pytest.mark.requirement("BC-12")
def test_a_service_taken_home_and_a_group_that_widens_are_both_counted(make: MakeCase) -> None:
    """Assessments now bought outside are replaced; assessments for more people are an extra cost."""
    case = make(
        {
            "costs": [
                {"id": "bought", "kind": "replaced", "payer": "msb/decentral", "year": 2023, "amount": "300 000 kr"},
                {
                    "id": "wider",
                    "kind": "running",
                    "payer": "msb/decentral",
                    "per": "participant",
                    "amount": "4 000 kr",
                },
            ]
        }
    )
    costs = by_year(of_side(worked_out(case).flows, Side.COST))
    assert costs == {2023: 30_000_000 - 30 * 400_000, 2024: -20 * 400_000}


def test_the_incredible_years_give_the_published_net_worth() -> None:
    """30,000 kr. a child, 158,000 kr. net a child, 10,000 children: 300 million invested, 1.6 billion net.

    Rambøll Management 2012, as told at deutroligeår.dk. The gross benefit is the sum of the two.
    """
    case = parse_case(
        """
        case: de-utrolige-aar
        title: De Utrolige År
        base_year: 2012
        price_year: 2012
        horizon: 0 years
        discount: undiscounted
        cohorts: [{start: 2012, participants: 10000}]
        effects: {helped: {net: 100 %, source: Rambøll 2012}}
        consequences: [{id: life, of: helped, price: life-course, quantity: 1}]
        prices:
          life-course: {amount: 188 000 kr, unit: child, year: 2012, split: {municipality: 100 %}, source: Rambøll 2012}
        costs: [{id: course, kind: running, payer: municipality, per: participant, amount: 30 000 kr}]
        """
    )
    line = bottom_line(worked_out(case))
    assert line.costs == (30_000_000_000,)
    assert line.per_participant == 15_800_000
    assert line.total == 158_000_000_000


def test_a_price_of_another_year_follows_its_index(make: MakeCase) -> None:
    """Net price index 2015 = 100: mean of 2021 105.4, of 2022 113.5 (Danmarks Statistik)."""
    old = worked_out(make({"prices.home.year": 2021})).item(Side.BENEFIT, "homes").ore
    new = worked_out(make()).item(Side.BENEFIT, "homes").ore
    assert Fraction(old, new) > Fraction(107, 100)
    assert Fraction(old, new) < Fraction(109, 100)


@pytest.mark.requirement("BC-02")
def test_an_unverified_price_marks_every_result_it_touches(make: MakeCase) -> None:
    worked = worked_out(make({"consequences.0.price": "P24", "consequences.2.price": "P28"}))
    assert "data.prices.P24.rule" in {mark.path for mark in worked.item(Side.BENEFIT, "support").marks}
    assert "data.reimbursement.entry_week" in {mark.path for mark in worked.item(Side.BENEFIT, "homes").marks}
    assert not worked.item(Side.BENEFIT, "beds").marks
    assert "data.prices.P24.rule" in {mark.path for mark in worked.marks}


def test_an_unknown_value_is_refused_with_its_place_and_never_counted_as_nothing(make: MakeCase) -> None:
    case = make({"prices.home.amount": {"unknown": "Ikke offentlig"}})
    with pytest.raises(Refused) as refused:
        worked_out(case)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.path) == ("case.needs_unknown", "prices.home.amount")
    part = worked_out(case, known_only=True)
    assert [mark.path for mark in part.left_out] == ["prices.home.amount"]
    assert "homes" not in {item.id for item in part.items}
    assert "support" in {item.id for item in part.items}


def test_an_effect_size_is_turned_into_a_rate_in_three_ways() -> None:
    """Cox: expit(logit p0 + 1.65 d); normal: Φ(Φ⁻¹(p0) + d). Φ(0.35) = 0.63683 (table of the normal distribution)."""
    rates = converted(Fraction(35, 100), Fraction(1, 2))
    assert abs(rates["normal"] - Fraction("0.63683065")) < Fraction(1, 10**7)
    assert abs(rates["cox"] - Fraction("0.64050")) < Fraction(1, 10**4)
    assert rates["cox"] < rates["logistic"]


@pytest.mark.requirement("SEN-07")
def test_the_lowest_of_three_conversions_is_the_default(make: MakeCase) -> None:
    case = make({"effects.in-work": {"d": "0.35", "without": "20 %", "source": "Opfundet"}})
    rate = net_rate(case, "in-work", Mode.SOM)
    assert rate.with_ == min(rate.conversions.values())
    chosen = make({"effects.in-work": {"d": "0.35", "without": "20 %", "by": "normal", "source": "Opfundet"}})
    assert net_rate(chosen, "in-work", Mode.SOM).with_ == rate.conversions["normal"]


PEOPLE = st.integers(0, 500)


@settings(max_examples=40)
@given(first=PEOPLE, second=PEOPLE, more=st.integers(1, 7))
def test_benefits_are_linear_in_participants(make: MakeCase, first: int, second: int, more: int) -> None:
    once = _exact(make, {"cohorts.0.participants": first, "cohorts.1.participants": second})
    times = _exact(make, {"cohorts.0.participants": first * more, "cohorts.1.participants": second * more})
    assert times == {key: exact * more for key, exact in once.items()}


def _exact(make: MakeCase, changes: dict[str, object]) -> dict[tuple[str, str, int], Fraction]:
    flows = of_side(worked_out(make(changes)).flows, Side.BENEFIT)
    return {(flow.item, flow.account.name, flow.year): flow.exact for flow in flows}


def test_a_rate_may_be_written_as_so_many_of_so_many(make: MakeCase) -> None:
    case = make({"effects.in-work": {"with": "19/42", "without": "10 %", "source": "Opfundet"}})
    assert net_rate(case, "in-work", Mode.SOM).rate == Fraction(19, 42) - Fraction(1, 10)
    assert Case.model_validate(case.as_data()) == case


def test_an_unknown_effect_that_nothing_counts_stops_nothing(make: MakeCase) -> None:
    case = make({"effects.other": {"with": {"unknown": "Måles som forsøg"}, "without": "0 %"}})
    assert worked_out(case).left_out == ()
    assert "other" not in worked_out(case).rates


def test_expected_growth_is_assumed_and_marks_what_it_carries(make: MakeCase) -> None:
    growth = {"net-price": {"value": "2 %", "assumed": "Skøn"}}
    worked = worked_out(make({"growth": growth, "prices.home.year": 2026}))
    assert "growth.net-price" in {mark.path for mark in worked.item(Side.BENEFIT, "homes").marks}
    assert "growth.net-price" not in {mark.path for mark in worked.item(Side.BENEFIT, "support").marks}


def test_a_cost_for_each_success_or_finisher_follows_their_number(make: MakeCase) -> None:
    bonus = {
        "id": "bonus",
        "kind": "running",
        "payer": "raadet",
        "per": "success",
        "of": "in-work",
        "amount": "1 000 kr",
    }
    party = {"id": "party", "kind": "material", "payer": "raadet", "per": "finisher", "amount": "100 kr"}
    worked = worked_out(make({"costs": [bonus, party]}))
    assert by_year(worked.item(Side.COST, "bonus").flows) == {2024: -1_080_000, 2025: -720_000}
    assert by_year(worked.item(Side.COST, "party").flows) == {2024: -270_000, 2025: -180_000}


def test_nominal_amounts_are_told_in_the_price_year_where_the_index_is_known(make: MakeCase) -> None:
    cost = {
        "id": "own",
        "kind": "running",
        "payer": "raadet",
        "year": 2023,
        "amount": "110 kr",
        "price_year": "nominal",
    }
    case = make({"costs": [cost], "indices": {"net-price": {2023: "10 %"}}})
    assert by_year(worked_out(case).item(Side.COST, "own").flows) == {2023: -10_000}
