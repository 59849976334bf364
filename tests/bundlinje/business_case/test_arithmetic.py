"""The arithmetic of a case: worked by hand here, or published by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundlinje.business_case.bottom_line import bottom_line, views
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.consequences import persistence
from bundlinje.business_case.effects import converted, net_rate
from bundlinje.business_case.flows import Side, by_year, of_side, total
from bundlinje.business_case.parts import Mode, Sector
from bundlinje.business_case.read import parse_case
from bundlinje.business_case.values import Rates
from bundlinje.business_case.worked import Worked, worked_out
from bundlinje.problems import Refused

MakeCase = Callable[..., Case]


def benefit(worked: Worked, item: str, account: str = "") -> dict[int, int]:
    """Øre by year of one consequence, in one account or in all."""
    flows = worked.item(Side.BENEFIT, item).flows
    return by_year(flow for flow in flows if account in ("", flow.account.name))


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


@pytest.mark.requirement("BC-04")
def test_savings_fall_with_each_payer_and_budget(case: Case) -> None:
    worked = worked_out(case)
    accounts = {flow.account.name for flow in of_side(worked.flows, Side.BENEFIT)}
    assert accounts == {"msb/decentral", "mso/decentral", "mso/non-decentral", "region", "state"}
    decentral, other = benefit(worked, "homes", "mso/decentral"), benefit(worked, "homes", "mso/non-decentral")
    assert all(abs(decentral[year] - 3 * other[year]) <= 2 for year in decentral)


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


def test_extended_parameters_lower_what_counts_one_by_one(make: MakeCase) -> None:
    plain = make({"mode": "extended", "effects.in-work.evidence": 1, "optimism": {1: "0 %", 2: "15 %"}})
    base = benefit(worked_out(plain), "homes")[2025]
    for slot, value, left in (
        ("overlap", {"group": "homes", "share": "20 %"}, Fraction(4, 5)),
        ("realised", "60 %", Fraction(3, 5)),
        ("evidence", 2, Fraction(85, 100)),
    ):
        case = make({**_extended(), f"consequences.2.{slot}": value})
        assert abs(benefit(worked_out(case), "homes")[2025] - base * left) <= 2, slot


def _extended() -> dict[str, object]:
    return {"mode": "extended", "effects.in-work.evidence": 1, "optimism": {1: "0 %", 2: "15 %"}}


def test_a_phase_in_and_a_fade_follow_the_years_after_finishing(make: MakeCase) -> None:
    changes = {
        **_extended(),
        "cohorts": [{"start": 2023, "participants": 100}],
        "consequences.2.phase_in": ["50 %", "100 %"],
        "consequences.2.fade": "10 %",
    }
    years = benefit(worked_out(make(changes)), "homes")
    whole = 100 * Fraction(2, 5) * 2_000_001
    want = [whole / 2, *(whole * Fraction(9, 10) ** t for t in range(1, 5))]
    assert all(abs(ore - exact) <= 1 for ore, exact in zip(years.values(), want, strict=True))


def test_what_cannot_be_cut_is_freed_and_not_lost(make: MakeCase) -> None:
    whole = worked_out(make(_extended())).item(Side.BENEFIT, "homes")
    part = worked_out(make({**_extended(), "consequences.2.realised": "60 %"})).item(Side.BENEFIT, "homes")
    money = sum((flow.exact for flow in part.flows), Fraction(0))
    freed = sum((flow.freed for flow in part.flows), Fraction(0))
    assert money + freed == sum((flow.exact for flow in whole.flows), Fraction(0))
    assert freed == money * Fraction(2, 3)


def test_weak_evidence_takes_off_the_cautious_default_and_says_so(make: MakeCase) -> None:
    worked = worked_out(make({"mode": "extended", "effects.in-work.evidence": 3}))
    assert worked.rates["in-work"].rate == Fraction(2, 5) * Fraction(60, 100)
    assert "data.evidence.evidence-level" in {mark.path for mark in worked.marks}


def test_the_budget_is_the_municipality_in_the_kroner_of_each_year(make: MakeCase) -> None:
    changes = {
        "mode": "budget",
        "optimism": {2: "0 %"},
        "growth": {"net-price": {"value": "2 %", "assumed": "Opfundet"}},
        "indices": {"net-price": {2023: "10 %"}},
    }
    case = make(changes)
    worked = worked_out(case)
    assert {flow.account.sector for flow in worked.flows} == {Sector.MUNICIPALITY}
    each = Fraction(54, 5) * 6 * 1_194_400 * Fraction(4, 5)
    assert benefit(worked, "support", "msb/decentral")[2024] == round(each * Fraction(110, 100) * Fraction(102, 100))
    assert bottom_line(worked).net_present_value == bottom_line(worked).total
    assert "growth.net-price" in {mark.path for mark in worked.marks}


def test_the_budget_refuses_years_whose_prices_nobody_has_stated(make: MakeCase) -> None:
    with pytest.raises(Refused) as refused:
        worked_out(make({"mode": "budget"}))
    assert {problem.code for problem in refused.value.problems} == {"data.index_year_unknown"}
    assert {problem.place.path for problem in refused.value.problems} >= {"consequences.0", "costs.0"}


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


def test_persistence_takes_each_year_off_what_the_year_before_left() -> None:
    fade = Rates.model_validate(["10 %", "50 %"])
    assert [persistence(fade, t) for t in range(4)] == [1, Fraction(9, 10), Fraction(9, 20), Fraction(9, 40)]


PEOPLE = st.integers(0, 500)
PARTS = st.integers(0, 100).map(lambda n: f"{n} %")


@settings(max_examples=40)
@given(first=PEOPLE, second=PEOPLE, more=st.integers(1, 7))
def test_benefits_are_linear_in_participants(make: MakeCase, first: int, second: int, more: int) -> None:
    once = _exact(make, {"cohorts.0.participants": first, "cohorts.1.participants": second})
    times = _exact(make, {"cohorts.0.participants": first * more, "cohorts.1.participants": second * more})
    assert times == {key: exact * more for key, exact in once.items()}


def _exact(make: MakeCase, changes: dict[str, object]) -> dict[tuple[str, str, int], Fraction]:
    flows = of_side(worked_out(make(changes)).flows, Side.BENEFIT)
    return {(flow.item, flow.account.name, flow.year): flow.exact for flow in flows}


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


@settings(max_examples=40)
@given(completion=PARTS, with_=PARTS, without=PARTS)
def test_neutral_extended_parameters_count_as_som(make: MakeCase, completion: str, with_: str, without: str) -> None:
    changes: dict[str, object] = {
        "cohorts.0.completion": completion,
        "effects.in-work": {"with": with_, "without": without, "evidence": 1, "source": "Opfundet"},
        "optimism": {1: "0 %"},
        "consequences.0.fade": "0 %",
        "consequences.1.phase_in": "100 %",
        "consequences.2.realised": "100 %",
        "consequences.2.overlap": {"group": "homes", "share": "0 %"},
        "costs.0.overrun": "0 %",
    }
    case = make(changes)
    assert worked_out(case, Mode.EXTENDED).flows == worked_out(case, Mode.SOM).flows


def test_a_rate_may_be_written_as_so_many_of_so_many(make: MakeCase) -> None:
    case = make({"effects.in-work": {"with": "19/42", "without": "10 %", "source": "Opfundet"}})
    assert net_rate(case, "in-work", Mode.SOM).rate == Fraction(19, 42) - Fraction(1, 10)
    assert Case.model_validate(case.as_data()) == case


def test_what_a_mode_does_not_count_is_neither_needed_nor_leant_on(make: MakeCase) -> None:
    """SØM counts without realisation, so an unknown one stops only the extended calculation."""
    case = make({"consequences.0.realised": {"unknown": "Ikke undersøgt"}, "consequences.2.fade": "10 %"})
    assert worked_out(case, Mode.SOM).left_out == ()
    with pytest.raises(Refused) as refused:
        worked_out(case, Mode.EXTENDED)
    assert [problem.place.path for problem in refused.value.problems] == ["consequences.0.realised"]


def test_an_unknown_effect_that_nothing_counts_stops_nothing(make: MakeCase) -> None:
    case = make({"effects.other": {"with": {"unknown": "Måles som forsøg"}, "without": "0 %"}})
    assert worked_out(case).left_out == ()
    assert "other" not in worked_out(case).rates


def test_expected_growth_is_assumed_and_marks_what_it_carries(make: MakeCase) -> None:
    growth = {"net-price": {"value": "2 %", "assumed": "Skøn"}}
    worked = worked_out(make({"growth": growth, "prices.home.year": 2026}))
    assert "growth.net-price" in {mark.path for mark in worked.item(Side.BENEFIT, "homes").marks}
    assert "growth.net-price" not in {mark.path for mark in worked.item(Side.BENEFIT, "support").marks}


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


def test_an_overrun_raises_a_cost_where_the_mode_counts_it(make: MakeCase) -> None:
    case = make({"costs.0.overrun": "41 %"})
    whole = worked_out(case, Mode.SOM).item(Side.COST, "advisers").ore
    assert worked_out(case, Mode.EXTENDED).item(Side.COST, "advisers").ore == whole * Fraction(141, 100)


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
