"""The price catalogue: every row as it was handed over, who bears it, and no number where none was seen."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.data.indices import indices
from bundlinje.data.payers import ByPayer, Payer
from bundlinje.data.prices import PriceRow, Reading, catalogue, price
from bundlinje.data.provenance import Status
from bundlinje.data.rules import Fixed, InBands, NotSeen, OnLadder, SupportedStay
from bundlinje.data.units import Unit
from bundlinje.money import ore_from_kroner
from bundlinje.problems import Refused

with Path(__file__).with_name("catalogue.csv").open(encoding="utf-8") as file:
    HANDED_OVER = {row["id"]: row for row in csv.DictReader(file)}
UNITS = {
    "døgn": Unit.DAY,
    "uge": Unit.WEEK,
    "måned": Unit.MONTH,
    "år": Unit.YEAR,
    "år pr. plads": Unit.YEAR,
    "år pr. borger": Unit.YEAR,
    "år pr. elev": Unit.YEAR,
    "time": Unit.HOUR,
    "kontakt": Unit.CONTACT,
    "besøg": Unit.VISIT,
    "sag": Unit.CASE,
    "barn": Unit.CHILD,
    "deltager": Unit.PARTICIPANT,
    "pct": Unit.PERCENT,
}
SPRING = date(2024, 4, 1)
USABLE = sorted(id_ for id_, row in catalogue().items() if row.ore is not None and not isinstance(row.rule, NotSeen))


def _shares(row: Mapping[str, str]) -> ByPayer | None:
    percent = [row[payer.value] for payer in Payer]
    return ByPayer(*(Fraction(int(one), 100) for one in percent)) if all(percent) else None


def test_the_catalogue_has_the_60_rows_handed_over() -> None:
    assert list(catalogue()) == list(HANDED_OVER)
    assert len(catalogue()) == 60


@pytest.mark.parametrize("id_", list(HANDED_OVER))
def test_a_row_is_as_it_was_handed_over(id_: str) -> None:
    told, row = HANDED_OVER[id_], catalogue()[id_]
    assert row.ore == (ore_from_kroner(told["kroner"]) if told["kroner"] else None)
    assert row.year == (int(told["year"]) if told["year"] else None)
    assert (row.unit, row.status.value) == (UNITS[told["unit"]], told["status"])


@pytest.mark.parametrize("id_", [id_ for id_ in USABLE if _shares(HANDED_OVER[id_])])
def test_below_the_thresholds_for_expensive_cases_stated_shares_divide_the_price(id_: str) -> None:
    quantity = Fraction(1)
    row = replace(catalogue()[id_], ore=1)
    assert row.borne(quantity, SPRING) == _shares(HANDED_OVER[id_])


@pytest.mark.parametrize("id_", [id_ for id_, row in catalogue().items() if row.ore is None])
def test_a_price_nobody_has_seen_is_unknown_and_not_nothing(id_: str) -> None:
    with pytest.raises(Refused) as refusal:
        price(id_).borne(Fraction(1), SPRING)
    assert [problem.code for problem in refusal.value.problems] == ["data.price_unknown"]
    assert price(id_).status.is_assumed


@pytest.mark.parametrize("id_", list(HANDED_OVER))
def test_every_price_that_was_seen_names_its_source(id_: str) -> None:
    row = catalogue()[id_]
    assert bool(row.provenance.source) is (row.ore is not None)
    assert row.provenance.source or row.provenance.note


@pytest.mark.parametrize("id_", list(HANDED_OVER))
def test_every_price_has_a_name_in_both_languages_and_an_index_that_exists(id_: str) -> None:
    row = catalogue()[id_]
    assert row.name.da
    assert row.name.en
    assert row.index in indices() or row.unit is Unit.PERCENT


def test_a_price_without_payers_says_why_and_is_refused() -> None:
    silent = [row for row in catalogue().values() if isinstance(row.rule, NotSeen)]
    assert [row.id for row in silent] == ["P47", "P48", "P49", "P50"]
    with pytest.raises(Refused) as refusal:
        silent[0].borne(Fraction(1), SPRING)
    assert refusal.value.problems[0].values == {"id": "P47"}


def test_a_division_nobody_checked_is_marked_though_the_amount_was_seen() -> None:
    row = price("P24")
    assert (row.status, row.status_on(SPRING)) == (Status.SEEN, Status.UNVERIFIED)


@pytest.mark.parametrize("id_", list(HANDED_OVER))
def test_what_leans_on_a_price_is_known_no_better_than_its_amount_or_its_division(id_: str) -> None:
    row = catalogue()[id_]
    order, known = list(Status), row.status_on(SPRING)
    assert order.index(known) >= max(order.index(row.status), order.index(row.rule_status))
    assert known.is_assumed or not isinstance(row.rule, NotSeen | InBands)


@pytest.mark.parametrize(("id_", "reads"), [("P01", "at_least"), ("P03", "low"), ("P04", "high"), ("P46", "about")])
def test_a_figure_that_is_not_exact_says_how_it_is_meant(id_: str, reads: str) -> None:
    assert price(id_).reads is Reading(reads)


def test_66_beds_at_the_rate_for_discharged_patients_are_the_published_47_6_million() -> None:
    """Source: Fyens Stiftstidende, article 3244047: 66 × 365 × 1,976 kr., printed as 47.6 million."""
    borne = price("P27").borne(Fraction(66 * 365), date(2016, 1, 1))
    assert borne == ByPayer(municipality=Fraction(ore_from_kroner("47 601 840")))
    assert price("P27").paid_to is Payer.REGION


def test_a_citizen_nobody_has_placed_on_the_ladder_stands_on_its_last_step_and_that_is_assumed() -> None:
    row = price("P28")
    borne = row.borne(Fraction(1), SPRING)
    assert borne == ByPayer.with_state(Fraction(11_944_00), state=Fraction(11_944_00, 5))
    assert row.status_on(SPRING) is Status.CHOICE


def test_a_citizen_new_to_the_ladder_is_divided_from_its_first_week() -> None:
    """52 weeks at 11,944 kr. a month: the municipality bears 88,753.11."""
    borne = price("P28").borne(Fraction(12), SPRING, before=Fraction(0))
    assert borne.rounded()[Payer.MUNICIPALITY] == ore_from_kroner("88 753.11")


def test_a_pension_is_borne_from_the_step_the_catalogue_tells() -> None:
    row = price("P40")
    assert row.rule == OnLadder(entry_week=53)
    assert row.status_on(SPRING) is Status.SEEN


def test_a_year_at_a_shelter_is_half_the_states_for_120_days() -> None:
    borne = price("P02").borne(Fraction(1), SPRING)
    assert borne.state == Fraction(550_000_00 * 120, 365) / 2
    assert borne.total == 550_000_00


def test_an_expensive_placement_is_reimbursed_above_the_thresholds_and_part_years_in_proportion() -> None:
    """1,160,000 a year: a quarter of the 330,000 above 830,000 is the state's."""
    row = price("P22")
    assert row.borne(Fraction(1), SPRING).state == 82_500_00
    assert row.borne(Fraction(-1, 2), SPRING).state == -41_250_00
    assert row.status_on(SPRING) is Status.CHOICE


def test_a_citizens_own_payment_lowers_what_the_municipality_bears() -> None:
    assert price("P07").borne(Fraction(2), SPRING) == ByPayer(municipality=Fraction(-2 * 93_38))


def test_a_price_is_told_in_another_years_prices_before_it_is_divided() -> None:
    row = price("P05")
    borne = row.borne(Fraction(1), SPRING, price_year=2023)
    assert borne.total == row.in_prices_of(2023) == 1_599_00 * indices()["net-price"].ratio(2016, 2023)
    assert borne.state == borne.total / 2


def test_a_price_without_an_index_stays_in_its_own_year() -> None:
    row = replace(price("P45"), index=None)
    assert row.in_prices_of(2022) == 4_638_00
    with pytest.raises(Refused) as refusal:
        row.in_prices_of(2023)
    assert refusal.value.problems[0].code == "data.price_without_index"


@pytest.mark.parametrize("rule", [OnLadder(), SupportedStay("shelter-110"), InBands("sel-176")], ids=repr)
def test_reimbursement_is_never_taken_off_twice(rule: OnLadder | SupportedStay | InBands) -> None:
    row = replace(price("P02"), rule=rule, net_of_reimbursement=True)
    with pytest.raises(Refused) as refusal:
        row.borne(Fraction(1), SPRING)
    assert refusal.value.problems[0].code == "data.reimbursed_twice"


def test_a_price_net_of_reimbursement_may_have_fixed_shares() -> None:
    row = replace(price("P45"), net_of_reimbursement=True)
    assert row.borne(Fraction(1), SPRING).municipality == 4_638_00


def test_the_source_that_does_not_say_whether_it_is_net_leaves_it_unknown() -> None:
    assert price("P01").net_of_reimbursement is None
    assert price("P28").net_of_reimbursement is False


def test_a_price_that_is_not_in_the_catalogue_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        price("P99")
    assert refusal.value.problems[0].code == "data.price_not_there"


@pytest.mark.parametrize("shares", [ByPayer(), ByPayer(Fraction(1, 2)), ByPayer(Fraction(1), Fraction(1))], ids=repr)
def test_fixed_shares_that_are_not_a_whole_are_no_shares(shares: ByPayer) -> None:
    with pytest.raises(ValueError, match="ByPayer"):
        Fixed(shares)


@given(st.sampled_from(USABLE), st.fractions(min_value=0, max_value=3, max_denominator=365))
def test_a_use_avoided_mirrors_a_use_and_nothing_is_lost_between_the_payers(id_: str, quantity: Fraction) -> None:
    row: PriceRow = catalogue()[id_]
    borne = row.borne(quantity, SPRING)
    assert row.borne(-quantity, SPRING) == -borne
    assert abs(borne.total) == quantity * (row.ore or 0)
