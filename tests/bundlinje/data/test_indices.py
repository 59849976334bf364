"""Amounts in other years' prices: exact where every step is known, refused where one is not."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.data.indices import Index, Step, converted, index_of, indices, steps_from_levels
from bundlinje.data.provenance import Provenance, Status
from bundlinje.problems import Refused

SEEN, CHOSEN = Provenance(Status.SEEN, "an invented table"), Provenance(Status.CHOICE)
CPI, NET = index_of("cpi"), index_of("net-price")
YEARS = st.integers(2015, 2023)
ORE = st.integers(-(10**12), 10**12)


def test_consumer_prices_follow_the_yearly_levels() -> None:
    """Source: Statistics Denmark, consumer price index 2015=100, means of twelve months: 2022 113.46, 2023 117.21."""
    assert converted(113_46, CPI, 2022, 2023) == 117_21
    assert converted(100_00, CPI, 2015, 2022) == 113_46


def test_a_years_net_price_level_is_the_mean_of_its_months() -> None:
    """Source: Statistics Denmark, net price index 2015=100; months of 2022 sum to 1362.4, of 2023 to 1416.5."""
    assert converted(13_624, NET, 2022, 2023) == 14_165


@pytest.mark.parametrize(
    ("name", "from_year", "permille"),
    [
        ("net-price", 2024, 1019),
        ("pl", 2024, 1028),
        ("wage", 2024, 1032),
        ("satsreg", 2024, 1036),
        ("construction", 2024, 1028),
        ("cpi-budget", 2024, 1021),
        ("pl", 2022, 1023),
        ("wage", 2022, 1027),
        ("satsreg", 2022, 1027),
        ("cpi-budget", 2022, 1018),
    ],
)
def test_rates_of_the_finance_acts_carry_one_year_to_the_next(name: str, from_year: int, permille: int) -> None:
    assert converted(1_000_00, index_of(name), from_year, from_year + 1) == permille * 100


@pytest.mark.parametrize(("before", "after", "nearest"), [(19_728, 20_359, 1), (4_550, 4_695, 5)])
def test_the_transfer_rate_into_2024_gives_the_benefits_printed_for_2024(before: int, after: int, nearest: int) -> None:
    """Source: highest unemployment benefit a month and sickness benefit a week, in whole kroner and in five kroner."""
    told = converted(before, index_of("satsreg"), 2023, 2024)
    assert abs(told - after) <= Fraction(nearest, 2)


@given(ORE, YEARS, YEARS, YEARS)
def test_the_way_there_does_not_matter(ore: int, one: int, other: int, third: int) -> None:
    assert converted(converted(ore, CPI, one, other), CPI, other, third) == converted(ore, CPI, one, third)


def test_within_one_year_nothing_changes_even_where_nothing_is_known() -> None:
    assert converted(12_345, index_of("construction"), 1999, 1999) == 12_345


def test_a_step_nobody_has_seen_is_refused_and_never_guessed() -> None:
    with pytest.raises(Refused) as refusal:
        converted(100, index_of("pl"), 2021, 2025)
    gaps = [(p.code, p.values["from_year"], p.values["to_year"]) for p in refusal.value.problems]
    assert gaps == [("data.index_year_unknown", 2021, 2022), ("data.index_year_unknown", 2023, 2024)]


def test_what_is_missing_is_missing_in_both_directions() -> None:
    assert NET.missing(2022, 2025) == NET.missing(2025, 2022) == (2024,)
    assert [step.to for step in NET.path(2025, 2022)] == [2023, 2025]


def test_a_step_of_ones_own_closes_a_gap_and_keeps_its_mark() -> None:
    own = Step(2024, Fraction(102, 100), CHOSEN)
    assert converted(1_000_00, NET.with_steps(own), 2023, 2025) == 1_000_00 * Fraction(102, 100) * Fraction(1019, 1000)
    assert NET.with_steps(own).status.is_assumed
    assert not NET.status.is_assumed


def test_a_step_of_ones_own_replaces_the_one_that_was_there_and_leaves_the_package_alone() -> None:
    own = index_of("pl").with_steps(Step(2025, Fraction(2), CHOSEN))
    assert (converted(50, own, 2024, 2025), converted(1_000, index_of("pl"), 2024, 2025)) == (100, 1_028)


def test_levels_of_ones_own_make_an_index_with_the_gaps_they_have() -> None:
    steps = steps_from_levels({2020: Fraction(100), 2021: Fraction(110), 2023: Fraction(121)}, SEEN)
    own = Index("invented", MappingProxyType({step.to: step for step in steps}), SEEN)
    assert (own.ratio(2020, 2021), own.missing(2020, 2023)) == (Fraction(11, 10), (2022, 2023))


def test_an_index_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused) as refusal:
        index_of("gold")
    assert refusal.value.problems[0].code == "data.index_unknown"


@pytest.mark.parametrize("name", sorted(indices()))
def test_every_step_says_where_it_is_from(name: str) -> None:
    index = index_of(name)
    assert index.name is not None
    assert index.steps
    assert all(step.provenance.source for step in index.steps.values())
