"""How limits are written, and which ones cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from bundlinje.grammar.amount import Fixed
from bundlinje.limits.base import AnyLimit
from bundlinje.limits.bound import Against, AnyBound, Balance, Units, accounts_of, against
from bundlinje.limits.scope import Scope

BOUNDS: TypeAdapter[Any] = TypeAdapter(AnyBound)


@pytest.mark.parametrize(
    ("written", "measured"),
    [
        ("9 000 000 kr", Against.TO_DATE),
        ("115 % of drawn capital", Against.TO_DATE),
        ("90 % of planned units", Against.UNITS),
        ("12 units", Against.UNITS),
        ("1 unit", Against.UNITS),
        ("balance of senior", Against.BALANCE),
        ("50 % of senior", Against.BALANCE),
        ({"amount": "9 kr", "assumed": "not public"}, Against.TO_DATE),
        ({"amount": "9 kr", "indexed": "net-price", "base": "2023-01"}, Against.TO_DATE),
        ({"amount": "50 % of senior", "assumed": "not public"}, Against.BALANCE),
        ({"unknown": "not public"}, Against.TO_DATE),
    ],
)
def test_a_bound_knows_what_it_is_measured_against_and_writes_what_it_read(written: Any, measured: Against) -> None:
    bound = BOUNDS.validate_python(written)
    assert against(bound) is measured
    assert BOUNDS.validate_python(bound) == bound
    assert BOUNDS.validate_python(BOUNDS.dump_python(bound)) == bound


@pytest.mark.parametrize("written", ["many", "70 %", "1 000", 12, {}, {"upto": 1}, "12.5 units", "some kr", None])
def test_what_is_no_bound_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        BOUNDS.validate_python(written)


def test_a_part_that_is_no_bound_is_refused() -> None:
    with pytest.raises(ValidationError, match="unreadable"):
        BOUNDS.validate_python(TypeAdapter(AnyLimit).validate_python(
            {"at_most": Fixed(ore=1), "for": "total", "excess": "lost"}))  # fmt: skip


def test_the_forms_that_have_no_text_elsewhere_write_themselves() -> None:
    assert Balance(account="senior").text() == "balance of senior"
    assert (Units(units=1).text(), Units(units=1_200).text()) == ("1 unit", "1200 units")
    assert BOUNDS.validate_python("1 200 units") == Units(units=1_200)


def test_a_bound_names_the_account_it_looks_at() -> None:
    texts = ["balance of senior", "50 % of senior", {"amount": "50 % of senior", "assumed": "why"}, "9 kr"]
    texts += ["50 % of drawn capital"]
    assert [accounts_of(BOUNDS.validate_python(text)) for text in texts] == [("senior",)] * 3 + [()] * 2


@pytest.mark.parametrize("text", ["each unit", "term home", "total", "each follow-up"])
def test_a_scope_writes_what_it_read(text: str) -> None:
    assert Scope.read(f" {text} ").text() == text


@pytest.mark.parametrize("text", ["every unit", "term", "term ", "unit", ""])
def test_what_is_no_scope_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Scope.read(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{at_most: 12 units, for: each unit, excess: lost}", "limit.scope_of_units"),
        ("{at_most: 12 units, for: each year, excess: lost}", "limit.scope_of_units"),
        ("{at_most: balance of senior, for: each unit, excess: lost}", "limit.scope_of_balance"),
        ("{at_most: 12 units, for: total, excess: lost, cut: in term order}", "limit.cut_of_units"),
        ("{at_most: {amount: 70 %, assumed: why}, for: total, excess: lost}", "limit.unmeasurable_bound"),
        (
            "{at_most: {amount: 2 % a year on senior, assumed: why}, for: total, excess: lost}",
            "limit.unmeasurable_bound",
        ),
        ("{at_least: 12 units, for: total, at: final settlement, paid_by: x}", "limit.floor_bound"),
        ("{at_least: 9 kr, for: total, at: final settlement, paid_by: x, up_to: balance of y}", "limit.floor_bound"),
        ("{at_least: 9 kr, for: each unit, at: final settlement, paid_by: x}", "limit.floor_scope"),
        ("{at_most: 9 kr, for: every unit, excess: lost}", "scope.unreadable"),
        ("{at_most: 9 kr, for: total}", "missing"),
        ("{at_least: 9 kr, for: total, at: final settlement}", "missing"),
        ("{together: [{at_most: 9 kr, for: total}], excess: lost}", "too_short"),
    ],
)
def test_a_limit_that_can_do_nothing_is_refused_with_a_code(limit: Any, text: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        limit(text)
    assert [mistake["type"] for mistake in refusal.value.errors()] == [code]
