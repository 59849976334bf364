"""What the state reimburses: the ladder's published sums, limits that begin and end on a day, and what always holds."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.data.payers import ByPayer
from bundlinje.data.provenance import Provenance, Status
from bundlinje.data.reimbursement import banded, municipal_share, municipal_weeks, on_ladder, supported, weekly
from bundlinje.data.reimbursement_rows import Bands, band_tables, in_force, ladders, schemes
from bundlinje.data.units import Unit
from bundlinje.money import ore_from_kroner, round_half_away
from bundlinje.problems import Refused

BENEFIT = ore_from_kroner("11 944")
SHELTER, CRISIS, HOUSING = (schemes()[name] for name in ("shelter-110", "crisis-centre-109", "housing-first-85a"))
WEEKS = st.fractions(min_value=0, max_value=400, max_denominator=52)
ENTRY = st.integers(1, 200)
KRONE = 100


@pytest.mark.parametrize(
    ("weeks", "whole", "municipal"),
    [
        (4, "11 025.23", "2 205.05"),
        (26, "71 664", "38 588.31"),
        (52, "143 328", "88 753.11"),
        (104, "286 656", "203 415.51"),
    ],
)
def test_social_assistance_from_the_first_week_on_is_divided_as_published(
    weeks: int, whole: str, municipal: str
) -> None:
    """11,944 kr. a month is 11,944 × 12/52 a week."""
    borne = on_ladder(weekly(BENEFIT, Unit.MONTH), entry_week=1, weeks=weeks)
    assert round_half_away(borne.total) == ore_from_kroner(whole)
    assert round_half_away(borne.municipality) == ore_from_kroner(municipal)
    assert municipal_share(BENEFIT, Unit.MONTH, 1, weeks) == borne.municipality


@pytest.mark.parametrize(
    ("week", "percent"), [(1, 20), (4, 20), (5, 60), (26, 60), (27, 70), (52, 70), (53, 80), (999, 80)]
)
def test_the_municipality_bears_more_the_longer_a_citizen_is_on_support(week: int, percent: int) -> None:
    assert municipal_weeks(week, 1) * 100 == percent


@given(ENTRY, WEEKS, WEEKS)
def test_weeks_in_two_stretches_count_as_in_one(entry: int, first: Fraction, then: Fraction) -> None:
    in_two = municipal_weeks(entry, first) + municipal_weeks(entry + first, then)
    assert in_two == municipal_weeks(entry, first + then)


@given(ENTRY, WEEKS)
def test_the_municipality_never_bears_less_than_a_fifth_or_more_than_four(entry: int, weeks: Fraction) -> None:
    assert weeks / 5 <= municipal_weeks(entry, weeks) <= weeks * 4 / 5


@given(ENTRY, WEEKS)
def test_weeks_avoided_mirror_weeks_spent(entry: int, weeks: Fraction) -> None:
    assert municipal_weeks(entry, -weeks) == -municipal_weeks(entry, weeks)


def test_there_is_no_week_before_the_first() -> None:
    with pytest.raises(ValueError, match="0"):
        municipal_weeks(0, 1)


def test_what_held_before_the_ladder_is_not_guessed() -> None:
    with pytest.raises(Refused) as refusal:
        municipal_weeks(1, 4, on=date(2015, 12, 31))
    (problem,) = refusal.value.problems
    assert (problem.code, problem.values["first"]) == ("data.not_in_force", "2016-01-01")


def test_half_of_a_stay_at_a_crisis_centre_is_the_states() -> None:
    assert supported(1_599 * KRONE, 60, CRISIS, date(2020, 1, 1)) == _halves(1_599 * 60 * KRONE)


@pytest.mark.parametrize(
    ("day", "state_days"),
    [("2023-09-30", 365), ("2023-10-01", 120), ("2026-03-31", 120), ("2026-04-01", 90), ("2040-01-01", 90)],
)
def test_the_state_bears_half_of_the_first_days_at_a_shelter(day: str, state_days: int) -> None:
    """Sources: godtigang-housingfirst.dk; sbst.dk, „Omstilling af hjemløshedsområdet“."""
    borne = supported(2 * KRONE, 365, SHELTER, date.fromisoformat(day))
    assert borne == ByPayer.with_state(Fraction(730 * KRONE), state=Fraction(state_days * KRONE))


@pytest.mark.parametrize(("before", "state_days"), [(0, 30), (100, 20), (120, 0), (300, 0)])
def test_days_spent_earlier_in_the_running_year_use_up_the_limit(before: int, state_days: int) -> None:
    borne = supported(2 * KRONE, 30, SHELTER, date(2024, 5, 1), before=before)
    assert (borne.state, borne.total) == (state_days * KRONE, 60 * KRONE)


@pytest.mark.parametrize(("before", "state_months"), [(0, 12), (12, 12), (18, 6), (24, 0)])
def test_housing_first_support_is_reimbursed_for_two_years(before: int, state_months: int) -> None:
    assert supported(2 * KRONE, 12, HOUSING, date(2024, 1, 1), before=before).state == state_months * KRONE


def test_housing_first_support_was_municipal_before_the_provision() -> None:
    assert supported(2 * KRONE, 12, HOUSING, date(2023, 9, 30)) == ByPayer(municipality=Fraction(24 * KRONE))


@given(st.sampled_from(sorted(schemes())), WEEKS, WEEKS)
def test_a_stay_avoided_mirrors_a_stay(name: str, quantity: Fraction, before: Fraction) -> None:
    day = date(2025, 1, 1)
    spent = supported(100, quantity, schemes()[name], day, before)
    assert supported(100, -quantity, schemes()[name], day, before) == -spent


@pytest.mark.parametrize(
    ("yearly", "state"),
    [
        ("830 000", "0"),
        ("1 160 000", "82 500"),
        ("1 630 000", "200 000"),
        ("2 050 000", "410 000"),
        ("2 450 000", "710 000"),
    ],
)
def test_only_what_lies_above_a_threshold_is_reimbursed(yearly: str, state: str) -> None:
    """25 % over 830,000, 50 % over 1,630,000, 75 % over 2,050,000 kr. a year at the level of 2020: law 1060 of 2020."""
    bands = in_force(band_tables()["sel-176"].rows, date(2022, 1, 1), "sel-176")
    borne = banded(ore_from_kroner(yearly), bands)
    assert (borne.state, borne.total) == (ore_from_kroner(state), ore_from_kroner(yearly))


@pytest.mark.parametrize(
    ("table", "day", "state"),
    [
        ("sel-176", "2020-06-01", 0),
        ("sel-176a", "2020-06-01", 42_500),
        ("sel-176", "2021-01-01", 42_500),
        ("sel-176a", "2021-01-01", 0),
    ],
)
def test_the_two_schemes_became_one_in_2021(table: str, day: str, state: int) -> None:
    bands = in_force(band_tables()[table].rows, date.fromisoformat(day), table)
    assert banded(1_000_000 * KRONE, bands).state == state * KRONE


def test_bands_of_ones_own_are_used_as_the_packages_are() -> None:
    own = Bands(None, 2030, ((100, Fraction(1, 2)),), Provenance(Status.CHOICE))
    assert banded(300, own) == ByPayer.with_state(Fraction(300), state=Fraction(100))
    assert banded(-300, own) == -banded(300, own)
    assert own.status.is_assumed


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_dearer_case_never_costs_the_municipality_less(one: int, more: int) -> None:
    bands = in_force(band_tables()["sel-176"].rows, date(2022, 1, 1), "sel-176")
    assert banded(one, bands).municipality <= banded(one + more, bands).municipality


def test_every_row_says_where_it_is_from() -> None:
    rows = [
        *ladders(),
        *(r for s in schemes().values() for r in s.rows),
        *(r for t in band_tables().values() for r in t.rows),
    ]
    assert [row for row in rows if not row.provenance.source or row.status.is_assumed] == []


def _halves(ore: int) -> ByPayer:
    return ByPayer(municipality=Fraction(ore, 2), state=Fraction(ore, 2))
