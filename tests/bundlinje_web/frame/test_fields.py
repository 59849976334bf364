"""Fields read what people write, and say what to do when they cannot."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from bundlinje_web.frame.fields import CountField, DayField, KronerField, TextField, looks_like_cpr, read_kroner


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("1.234,50", 123_450),
        ("1234,5", 123_450),
        ("2.800.000", 280_000_000),
        ("0", 0),
        ("1 000 kr.", 100_000),
        ("-45", -4_500),
    ],
)
def test_kroner_are_read_as_danes_write_them(written: str, ore: int) -> None:
    assert read_kroner(written) == ore


def test_kroner_are_read_as_the_english_write_them() -> None:
    assert read_kroner("1,234.50", "en") == 123_450


@pytest.mark.parametrize("written", ["", "tolv", "1.23", "1,234", "12,345,6", "1..000", "--5", "1e6"])
def test_what_is_no_amount_in_kroner_is_refused_not_guessed(written: str) -> None:
    with pytest.raises(ValueError):
        read_kroner(written)


@given(st.integers(min_value=-(10**13), max_value=10**13), st.sampled_from(["da", "en"]))
def test_an_amount_that_is_shown_is_read_as_the_same_amount(ore: int, language: str) -> None:
    with override(language):
        shown = KronerField(least=None).prepare_value(ore)
        assert KronerField(least=None).clean(shown) == ore


def test_an_amount_below_zero_is_refused_where_none_makes_sense() -> None:
    with override("da"), pytest.raises(ValidationError, match="nul kroner eller mere"):
        KronerField().clean("-1")


@pytest.mark.parametrize("text", ["010190-1234", "0101901234", "ring til 311299 4321 nu", "310158–0001"])
@pytest.mark.requirement("CNF-09")
def test_a_text_with_something_like_a_persons_number_is_refused(text: str) -> None:
    assert looks_like_cpr(text)
    with override("da"), pytest.raises(ValidationError, match="ligner et CPR-nummer") as told:
        TextField(rows=3).clean(text)
    assert text not in str(told.value)


@pytest.mark.parametrize("text", ["2.800.000 kr.", "2025-014", "J.nr. 99123456789012", "400190-1234", "Tlf. 89402000"])
def test_other_numbers_are_not_taken_for_a_persons(text: str) -> None:
    assert not looks_like_cpr(text)


def test_too_long_a_text_is_told_with_both_lengths_and_never_cut() -> None:
    with override("en"), pytest.raises(ValidationError, match=r"has 201 characters.*at most 200"):
        TextField().clean("x" * 201)
    assert "maxlength" not in TextField().widget.attrs


@pytest.mark.parametrize("written", ["31-12-2024", "31.12.2024", "31/12/2024", "2024-12-31"])
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert DayField().clean(written) == date(2024, 12, 31)


def test_a_day_that_must_lie_later_says_after_which_day() -> None:
    field = DayField(after=lambda: date(2025, 3, 1))
    with override("da"), pytest.raises(ValidationError, match=r"Vælg en dag efter 1\. marts 2025"):
        field.clean("2025-03-01")
    assert field.clean("2025-03-02") == date(2025, 3, 2)


@pytest.mark.parametrize(("written", "count"), [("1.200", 1200), ("15", 15), ("", None)])
def test_a_whole_number_is_read_with_its_points(written: str, count: int | None) -> None:
    assert CountField(required=False).clean(written) == count


@pytest.mark.parametrize(("written", "says"), [("femten", "whole number"), ("0", "1 or more"), ("600", "500 or less")])
def test_a_number_outside_its_bounds_says_which_bounds(written: str, says: str) -> None:
    with override("en"), pytest.raises(ValidationError, match=says):
        CountField(least=1, most=500).clean(written)
