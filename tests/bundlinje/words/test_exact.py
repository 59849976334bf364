"""Exact values in a reader's language."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bundlinje.grammar.quantity import Quantity
from bundlinje.grammar.written import Length
from bundlinje.words.exact import length, money, number, of_dimension, percent, quantity


@pytest.mark.parametrize(
    ("written", "da", "en"),
    [
        ("5 days", "5 dage", "5 days"),
        ("1 day", "1 dag", "1 day"),
        ("3 weeks", "3 uger", "3 weeks"),
        ("8.5 %", "8,5 %", "8.5%"),
        ("5 pp", "5 procentpoint", "5 percentage points"),
        ("6.8 points", "6,8 point", "6.8 points"),
        ("20 000 kr", "20.000 kr.", "DKK 20,000"),
        ("10 times", "10 gange", "10 times"),
        (1475, "1.475", "1,475"),
    ],
)
@pytest.mark.requirement("FND-17")
def test_a_quantity_is_written_as_its_readers_write_it(written: object, da: str, en: str) -> None:
    read = Quantity.read(written)
    assert (quantity(read, "da"), quantity(read, "en")) == (da, en)


def test_a_number_no_decimals_can_tell_stays_a_fraction() -> None:
    assert number(Fraction(1, 3), "da") == "1/3"
    assert percent(Fraction(1, 3), "da") == "1/3 (ca. 33,33 %)"
    assert percent(Fraction(1, 3), "en") == "1/3 (about 33.33%)"


def test_part_of_an_oere_is_told_exactly_or_said_to_be_rounded() -> None:
    assert of_dimension(Fraction(1, 2), "kr", "da") == "0,005 kr."
    assert of_dimension(Fraction(2440000, 3), "kr", "da") == "ca. 8.133,33 kr."
    assert of_dimension(Fraction(2440000, 3), "kr", "en") == "about DKK 8,133.33"


def test_another_currency_is_named() -> None:
    assert money(123_450, "da", "EUR") == "1.234,50 EUR"
    assert money(123_450, "en", "EUR") == "EUR 1,234.50"


def test_a_length_bends_its_unit() -> None:
    assert [length(Length(n, "month"), "da") for n in (1, 6)] == ["1 måned", "6 måneder"]
