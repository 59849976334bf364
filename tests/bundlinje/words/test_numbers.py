"""Numbers, money and days as Danish and English readers write them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.words import numbers


@pytest.mark.parametrize(
    ("ore", "danish", "english"),
    [
        (0, "0 kr.", "DKK 0"),
        (123_456_750, "1.234.567,50 kr.", "DKK 1,234,567.50"),
        (-5, "-0,05 kr.", "DKK -0.05"),
        (2_000_000, "20.000 kr.", "DKK 20,000"),
    ],
)
def test_kroner_show_oere_only_where_there_are_any(ore: int, danish: str, english: str) -> None:
    assert (numbers.kroner(ore), numbers.kroner(ore, "en")) == (danish, english)


@pytest.mark.requirement("FND-17")
@pytest.mark.parametrize(
    ("ore", "danish", "english"),
    [(1_284_400_000, "12.844", "12,844"), (3_829_750_000, "38.297,5", "38,297.5"), (-4_500_000, "-45", "-45")],
)
def test_reports_tell_thousands_with_a_decimal_only_where_it_is_needed(ore: int, danish: str, english: str) -> None:
    assert (numbers.thousands(ore), numbers.thousands(ore, "en")) == (danish, english)


def test_millions_and_shares_are_told_the_way_of_each_language() -> None:
    assert numbers.millions(1_138_900_000) == "11,4 mio. kr."
    assert numbers.millions(1_138_900_000, "en") == "DKK 11.4 million"
    assert (numbers.percent(Fraction(80, 100)), numbers.percent(Fraction(80, 100), "en")) == ("80 %", "80%")
    assert numbers.percent(Fraction(45384, 55260)) == "82,1 %"
    assert numbers.points(Fraction(110, 1475)) == "7,46 procentpoint"
    assert numbers.points(Fraction(110, 1475), "en") == "7.46 percentage points"


def test_days_are_written_out_or_short() -> None:
    day = date(2024, 12, 31)
    assert (numbers.day(day), numbers.day(day, "en")) == ("31. december 2024", "31 December 2024")
    assert (numbers.day_short(day), numbers.day_short(day, "en")) == ("31-12-2024", "2024-12-31")
    assert (numbers.month(date(2025, 3, 1)), numbers.month(date(2025, 3, 1), "en")) == ("marts 2025", "March 2025")


@given(st.fractions(), st.integers(0, 6))
def test_a_rounded_number_reads_back_within_half_of_its_last_digit(value: Fraction, places: int) -> None:
    told = Fraction(numbers.decimal(value, places).replace(".", "").replace(",", "."))
    assert abs(told - value) * 2 * 10**places <= 1


@given(st.integers())
def test_thousands_are_parted_every_third_digit(number: int) -> None:
    assert int(numbers.whole(number).replace(".", "")) == number
    assert all(len(part) == 3 for part in numbers.whole(number).lstrip("-").split(".")[1:])


@pytest.mark.parametrize(
    ("sentence", "told"),
    [("Den koster 5 kr..", "Den koster 5 kr."), ("Og så …", "Og så …"), ("vent...", "vent..."), ("1..2", "1..2")],
)
def test_an_abbreviation_lends_the_sentence_its_stop(sentence: str, told: str) -> None:
    assert numbers.one_stop(sentence) == told
