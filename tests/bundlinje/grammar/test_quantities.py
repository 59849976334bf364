"""Numbers with their unit: read exactly, written so that they read the same, refused where they are in doubt."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.grammar.quantity import Dimension, Quantity, Share, exact, plain_text

UNITS = ["", "times", "days", "weeks", "%", "pp", "points"]


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("5 days", 5, Dimension.DAYS),
        ("1 day", 1, Dimension.DAYS),
        ("2 weeks", 14, Dimension.DAYS),
        ("1 week", 7, Dimension.DAYS),
        ("25 %", Fraction(1, 4), Dimension.SHARE),
        ("25%", Fraction(1, 4), Dimension.SHARE),
        ("−5 pp", Fraction(-1, 20), Dimension.SHARE),
        ("6.8 points", Fraction(34, 5), Dimension.POINTS),
        ("6,8 points", Fraction(34, 5), Dimension.POINTS),
        ("20 000 kr", 2_000_000, Dimension.KRONER),
        ("20 000 kr.", 2_000_000, Dimension.KRONER),
        ("12.50 kr", 1_250, Dimension.KRONER),
        ("1 475", 1475, Dimension.COUNT),
        (12, 12, Dimension.COUNT),
        ("1 time", 1, Dimension.COUNT),
        ("193/1475", Fraction(193, 1475), Dimension.COUNT),
    ],
)
def test_a_quantity_is_read_exactly(text: object, value: Fraction | int, dimension: Dimension) -> None:
    quantity = Quantity.read(text)
    assert (quantity.value, quantity.dimension) == (Fraction(value), dimension)


@pytest.mark.parametrize(
    "text",
    ["", "mange", "5 meter", "20.000 kr", "1 2 3 days", "5 days ago", "1/0", "٣ days", True, 1.5, None, "5 kr. og"],
)
def test_what_is_no_quantity_is_refused(text: object) -> None:
    with pytest.raises(ValueError):
        Quantity.read(text)


@given(st.fractions(max_denominator=10**6), st.sampled_from(UNITS))
def test_a_quantity_written_reads_as_the_same(value: Fraction, unit: str) -> None:
    quantity = Quantity.read(f"{plain_text(value)} {unit}")
    assert Quantity.read(quantity.text()) == quantity


@given(st.integers(-(10**12), 10**12))
def test_kroner_written_read_as_the_same(ore: int) -> None:
    quantity = Quantity(Fraction(ore), Dimension.KRONER, "kr")
    assert Quantity.read(quantity.text()) == quantity


@given(st.fractions())
def test_an_exact_number_survives_being_written(value: Fraction) -> None:
    assert exact(plain_text(value)) == value


@given(st.fractions())
def test_a_share_survives_being_written(value: Fraction) -> None:
    assert Share.read(Share(value).text()) == value


@pytest.mark.parametrize("text", ["60", "0.6", "", "%", "seks"])
def test_a_share_says_that_it_is_one(text: str) -> None:
    with pytest.raises(ValueError):
        Share.read(text)
