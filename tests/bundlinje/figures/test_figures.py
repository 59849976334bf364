"""Figures: from units to a number for the group, a range of it while units wait, or not known."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from bundlinje.figures.base import NOT_KNOWN, SHELF, Range, Sum, Tally, counted_in
from bundlinje.figures.count import Count
from bundlinje.figures.mean import Mean
from bundlinje.figures.mix import Mix
from bundlinje.figures.ratio import Ratio
from bundlinje.figures.reported import Reported
from bundlinje.figures.share import Share
from bundlinje.figures.sum import Sum as Total
from bundlinje.grammar.quantity import Dimension

THREE_OF_TEN = Tally(Fraction(3), 0, 10)
TWO_WAIT = Tally(Fraction(3), 2, 10)


def exactly(value: Fraction | int | str) -> Range:
    return Range.exactly(Fraction(value))


def added(total: int, known: int, missing: int = 0) -> Sum:
    return Sum(Fraction(total), Fraction(total**2), known, missing)


def test_the_shelf_holds_seven_kinds() -> None:
    assert list(SHELF.kinds) == ["count", "mean", "mix", "ratio", "reported", "share", "sum"]


def test_a_count_is_a_range_while_units_wait(told: Any) -> None:
    count = Count(count="job")
    assert count.of(told(tallies={("job", "due"): THREE_OF_TEN})) == exactly(3)
    assert count.of(told(tallies={("job", "due"): TWO_WAIT})) == Range(Fraction(3), Fraction(5))


def test_a_share_is_of_its_denominator_and_of_nobody_it_is_not_known(told: Any) -> None:
    share = Share(share="job", among="admitted")
    assert share.of(told(tallies={("job", "admitted"): THREE_OF_TEN})) == exactly("3/10")
    assert share.of(told(tallies={("job", "admitted"): TWO_WAIT})) == Range(Fraction(3, 10), Fraction(1, 2))
    assert share.of(told(tallies={("job", "admitted"): Tally(Fraction(0), 0, 0)})) == NOT_KNOWN


def test_a_mean_is_not_known_while_one_of_the_due_lacks_the_measure(told: Any) -> None:
    due, measured = Mean(mean="fall", among="due"), Mean(mean="fall", among="measured")
    assert due.of(told(sums={("fall", "due"): added(49, 10)})) == exactly("4.9")
    assert due.of(told(sums={("fall", "due"): added(49, 10, missing=1)})) == NOT_KNOWN
    assert measured.of(told(sums={("fall", "measured"): added(49, 10, missing=1)})) == exactly("4.9")
    assert measured.of(told(sums={("fall", "measured"): added(0, 0)})) == NOT_KNOWN


def test_a_sum_is_not_known_while_one_of_the_due_lacks_the_measure(told: Any) -> None:
    assert Total(sum="cost").of(told(sums={("cost", "due"): added(70, 3)})) == exactly(70)
    assert Total(sum="cost").of(told(sums={("cost", "due"): added(70, 3, missing=1)})) == NOT_KNOWN
    measured = Total(sum="cost", among="measured")
    assert measured.of(told(sums={("cost", "measured"): added(70, 3, missing=1)})) == exactly(70)


def test_a_ratio_divides_two_sums_unless_there_is_nothing_to_divide_by(told: Any) -> None:
    ratio = Ratio(ratio=("care", "childhood"))
    over, under = ("care", "due"), ("childhood", "due")
    assert ratio.of(told(sums={over: added(3, 2), under: added(12, 2)})) == exactly("1/4")
    assert ratio.of(told(sums={over: added(3, 2), under: added(0, 2)})) == NOT_KNOWN
    assert ratio.of(told(sums={over: added(3, 1, missing=1), under: added(12, 2)})) == NOT_KNOWN


def test_a_reported_number_is_known_once_somebody_reports_it(told: Any) -> None:
    reported = Reported(reported="index", by="statistik")
    assert reported.of(told(reports={"index": Fraction("118.4")})) == exactly("118.4")
    assert reported.of(told()) == NOT_KNOWN


def test_a_mix_weighs_its_members_and_needs_them_all(told: Any) -> None:
    mix = Mix.model_validate({"mix": {"home": "25 %", "work": "75 %"}})
    known = {("home", ""): exactly("1/2"), ("work", ""): Range(Fraction(1, 4), Fraction(1, 2))}
    assert mix.of(told(figures=known)) == Range(Fraction(5, 16), Fraction(1, 2))
    assert mix.of(told(figures={("home", ""): exactly(1)})) == NOT_KNOWN


@pytest.mark.parametrize(
    ("figure", "dimension"),
    [
        (Count(count="job"), Dimension.COUNT),
        (Share(share="job", among="due"), Dimension.SHARE),
        (Ratio(ratio=("a", "b")), Dimension.SHARE),
        (Mean(mean="cost", among="due"), Dimension.KRONER),
        (Total(sum="cost"), Dimension.KRONER),
        (Reported(reported="cost", by="x"), Dimension.KRONER),
        (Mix.model_validate({"mix": {"cost": "100 %"}}), Dimension.KRONER),
    ],
)
def test_a_figure_counts_what_it_is_built_from(figure: Any, dimension: Dimension, told: Any) -> None:
    assert figure.dimension(told(dimensions={"cost": Dimension.KRONER})) is dimension


@pytest.mark.parametrize(
    ("value", "direction", "steps"),
    [
        ("0.059", "down", "0.05"),
        ("0.059", "up", "0.06"),
        ("0.055", "nearest", "0.06"),
        ("0.0549", "nearest", "0.05"),
        ("-0.055", "nearest", "-0.06"),
        ("-0.051", "down", "-0.06"),
        ("-0.051", "up", "-0.05"),
        ("0.05", "down", "0.05"),
        ("0.05", "up", "0.05"),
    ],
)
def test_a_figure_counted_in_whole_percentage_points(value: str, direction: str, steps: str) -> None:
    assert counted_in(exactly(value), {"1 pp": direction}) == exactly(steps)


def test_a_range_is_counted_in_steps_at_both_ends_and_not_known_stays_so() -> None:
    assert counted_in(Range(Fraction("0.019"), Fraction("0.031")), {"1 pp": "down"}) == Range(
        Fraction("0.01"), Fraction("0.03")
    )
    assert counted_in(NOT_KNOWN, {"1 pp": "down"}) == NOT_KNOWN
    assert counted_in(exactly("0.019"), None) == exactly("0.019")


def test_a_range_has_no_single_value() -> None:
    with pytest.raises(ValueError):
        _ = Range(Fraction(0), Fraction(1)).value
    with pytest.raises(ValueError):
        _ = NOT_KNOWN.value
    assert not NOT_KNOWN.known
