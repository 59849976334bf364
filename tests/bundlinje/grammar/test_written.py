"""Values written as short texts, and YAML read with places and without surprises."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bundlinje.contract.parts import Moment, NotMeasured
from bundlinje.grammar.amount import AnyAmount, ByCase, Fixed, Growing, Indexed, PartOf, Stated, Unknown, Yearly
from bundlinje.grammar.part import Mark
from bundlinje.grammar.source import parse_yaml
from bundlinje.grammar.stated import Number
from bundlinje.grammar.window import AnyWindow, Calendar, Named, Window
from bundlinje.grammar.written import Length, Numbers, Span
from bundlinje.problems import Collector
from bundlinje.terms.timing import At, Schedule

AMOUNT: TypeAdapter[Any] = TypeAdapter(AnyAmount)
WINDOW: TypeAdapter[Any] = TypeAdapter(AnyWindow)


@pytest.mark.parametrize(
    ("kind", "text", "written"),
    [
        (Length, "6 months", "6 months"),
        (Length, "1 years", "1 year"),
        (Span, "0-6 months", "6 months"),
        (Span, "12–24 months", "12-24 months"),
        (Span, "30 days", "30 days"),
        (Numbers, "3", "3"),
        (Numbers, "1 - 4", "1-4"),
        (Moment, "2021-05-01", "2021-05-01"),
        (Moment, "2021-05", "2021-05"),
        (Moment, "2021", "2021"),
        (At, "follow-up 3", "follow-up 3"),
        (At, "to date", "to date"),
        (NotMeasured, "waits", "waits"),
        (NotMeasured, "falls back to x", "falls back to x"),
        (Schedule, "2024-07-01, 2024-01-01", "2024-01-01, 2024-07-01"),
        (Schedule, "every month from 2024-01-31 until 2024-03-31", "every month from 2024-01-31 until 2024-03-31"),
    ],
)
def test_a_text_is_written_in_its_plainest_form(kind: Any, text: str, written: str) -> None:
    assert kind.read(text).text() == written
    assert kind.read(written) == kind.read(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Length, "6"),
        (Length, "0-6 months"),
        (Span, "6-6 months"),
        (Span, "6 moons"),
        (Numbers, "4-1"),
        (Numbers, "en"),
        (Moment, "2021-13"),
        (Moment, "2021-02-30"),
        (At, "follow-up 0"),
        (At, "follow-up x"),
        (At, "somewhen"),
        (NotMeasured, "falls back to"),
        (Schedule, "every day from 2024-01-01 until 2024-02-01"),
        (Schedule, "every month from 2024-02-01 until 2024-01-01"),
        (Schedule, "every month since 2024-02-01 until 2024-03-01"),
    ],
)
def test_a_text_that_means_nothing_is_refused(kind: Any, text: str) -> None:
    with pytest.raises(ValueError):
        kind.read(text)


def test_a_length_after_the_end_of_a_month_stays_in_the_month() -> None:
    assert Length.read("1 month").after(date(2024, 1, 31)) == date(2024, 2, 29)
    assert Length.read("2 weeks").after(date(2024, 1, 31)) == date(2024, 2, 14)


def test_a_moment_without_a_day_can_mean_the_first() -> None:
    assert Moment.read("2021-05").first_day() == date(2021, 5, 1)


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("20 000 kr", Fixed),
        ("-12.50 kr.", Fixed),
        ("30 % of saving", PartOf),
        ("1/3", PartOf),
        ("2.5 % a year on senior", Yearly),
        ({"by": "segment", "north": "1 kr", "south": {"unknown": "x"}}, ByCase),
        ({"amount": "1 kr", "indexed": "prices", "base": "2023-01"}, Indexed),
        ({"amount": "1 kr", "grows": "2 % a year", "from": 2023}, Growing),
        ({"amount": "1 kr", "assumed": "why"}, Stated),
        ({"unknown": "why"}, Unknown),
    ],
)
def test_the_form_of_an_amount_is_told_by_how_it_is_written(raw: Any, form: type) -> None:
    amount = AMOUNT.validate_python(raw)
    assert type(amount) is form
    assert AMOUNT.validate_python(AMOUNT.dump_python(amount, by_alias=True)) == amount
    assert AMOUNT.validate_python(amount) == amount


@pytest.mark.parametrize("raw", ["20.000 kr", "20 000", "twenty kr", {}, {"amount": "x"}, 12, None, "2 % a month on x"])
def test_what_is_no_amount_is_refused(raw: Any) -> None:
    with pytest.raises(ValidationError):
        AMOUNT.validate_python(raw)


@pytest.mark.parametrize(
    ("raw", "form"),
    [("calendar-year", Calendar), ("half-year", Named), ({"span": "6 months", "after": "exit"}, Window)],
)
def test_the_form_of_a_window_is_told_by_how_it_is_written(raw: Any, form: type) -> None:
    window = WINDOW.validate_python(raw)
    assert type(window) is form
    assert WINDOW.validate_python(window) == window


def test_a_number_is_known_assumed_or_unknown() -> None:
    said = ["45", {"value": 36, "assumed": "why"}, {"unknown": "why"}]
    assert [Number.model_validate(raw).mark for raw in said] == [Mark.KNOWN, Mark.ASSUMED, Mark.UNKNOWN]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: no", {"a": "no"}),
        ("a: 2021-09-01", {"a": "2021-09-01"}),
        ("a: 8.5", {"a": "8.5"}),
        ("a: 12", {"a": 12}),
        ("a: '12'", {"a": "12"}),
        ("a: true", {"a": True}),
        ("a:", {"a": None}),
        ("a: null", {"a": None}),
        ("1: x", {"1": "x"}),
        ("a: 1_000", {"a": "1_000"}),
    ],
)
def test_yaml_is_read_without_surprises(text: str, data: Any) -> None:
    assert parse_yaml(text, "f", Collector()).data == data


def test_every_path_has_its_line_and_column() -> None:
    source = parse_yaml("a:\n  b: [1, {c: d}]\n", "f", Collector())
    assert (source.place(("a", "b", 1, "c")).line, source.place(("a", "b", 1, "c")).column) == (2, 14)
    assert (source.place(("a", "b", 1, "c"), of_key=True).column) == 11
    assert source.place(("a", "b", 7, "x")).line == 2
    assert source.place(("zzz",)).line == 1


@given(st.integers(0, 3), st.integers(0, 3))
def test_setting_something_aside_leaves_everything_else_in_its_place(gone: int, kept: int) -> None:
    source = parse_yaml("a:\n- w: 1\n- x: 2\n- y: 3\n- z: 4\n", "f", Collector())
    rest = source.without([("a", gone)])
    assert rest.everything == source.data
    assert (("a", gone) in rest.aside, rest.mentions("a"), rest.mentions("b")) == (True, True, False)
    if kept != gone:
        moved = kept - (kept > gone)
        assert rest.data["a"][moved] == source.data["a"][kept]
        assert rest.place(("a", moved)).line == source.place(("a", kept)).line
