"""What was approved against what came: frozen and unchanged, and split into parts that sum to the whole."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.variance import MOVED, Cause, freeze, read_frozen, shapley, variance
from bundlinje.problems import Refused

MakeCase = Callable[..., Case]


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"cohorts.0.participants": 20}, Cause.INTAKE),
        ({"cohorts.1.completion": "50 %"}, Cause.INTAKE),
        ({"effects.in-work.with": "30 %"}, Cause.EFFECT),
        ({"prices.home.amount": "15 000 kr"}, Cause.PRICE),
        ({"costs.2.by_year": {2025: "90 000 kr"}}, Cause.PRICE),
        ({"consequences.0.quantity": {"each_year": 4}}, Cause.OTHER),
    ],
)
def test_what_changed_alone_explains_the_whole(make: MakeCase, changes: dict[str, object], cause: Cause) -> None:
    found = variance(make(), make(changes))
    assert found.difference != 0
    assert found.parts[cause] == found.difference
    assert sum(found.parts.values()) == found.difference


def test_a_delay_is_timing_where_the_last_years_fall_out_of_what_is_paid_for(make: MakeCase) -> None:
    """Benefits follow the participants; a day cap that tightens with the years makes the delay cost money."""
    prices = {
        "prices.home": {
            "amount": "1 000 kr",
            "unit": "day",
            "year": 2022,
            "scheme": "shelter-110",
            "source": "Opfundet",
        }
    }
    quantity = {"consequences.2.quantity": {"each_year": 200}}
    found = variance(make({**prices, **quantity}), make({**prices, **quantity, "cohorts.0.start": 2026}))
    assert found.parts[Cause.TIMING] == found.difference != 0


@given(
    people=st.integers(0, 60),
    rate=st.integers(10, 90),
    kroner=st.integers(0, 60_000),
    late=st.integers(0, 3),
    months=st.integers(0, 12),
)
@settings(max_examples=15)
def test_the_parts_sum_to_the_difference_exactly(
    make: MakeCase, people: int, rate: int, kroner: int, late: int, months: int
) -> None:
    came = make(
        {
            "cohorts.0.participants": people,
            "effects.in-work.with": f"{rate} %",
            "prices.home.amount": f"{kroner} kr",
            "cohorts.1.start": 2024 + late,
            "consequences.0.quantity": {"each_year": months},
        }
    )
    found = variance(make(), came)
    assert sum(found.parts.values()) == found.difference


def test_no_order_of_moving_is_favoured() -> None:
    """Two causes that only matter together share what they bring."""

    def net(moved: frozenset[Cause]) -> int:
        return 100 if {Cause.INTAKE, Cause.EFFECT} <= moved else 0

    parts = shapley(MOVED, net)
    assert parts == {Cause.INTAKE: 50, Cause.EFFECT: 50, Cause.PRICE: 0, Cause.TIMING: 0}


def test_a_cohort_that_never_came_is_intake(make: MakeCase) -> None:
    only = make({"cohorts": [{"start": 2023, "participants": 30, "completion": "90 %", "takes": "1 year"}]})
    found = variance(make(), only)
    assert found.parts[Cause.INTAKE] == found.difference < 0
    assert isinstance(found.parts[Cause.INTAKE], Fraction)


def test_an_approved_case_is_kept_with_its_day_and_digest(make: MakeCase, tmp_path: Path) -> None:
    path = tmp_path / "approved.json"
    digest = freeze(make(), "2022-09-06", path)
    kept = read_frozen(path)
    assert (kept.case, kept.approved_on, kept.digest) == (make(), "2022-09-06", digest)


def test_an_approved_case_that_was_changed_afterwards_is_refused(make: MakeCase, tmp_path: Path) -> None:
    path = tmp_path / "approved.json"
    freeze(make(), "2022-09-06", path)
    path.write_text(path.read_text(encoding="utf-8").replace('"30"', '"60"', 1), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_frozen(path)
    assert [problem.code for problem in refused.value.problems] == ["case.frozen_changed"]


def test_a_file_that_is_no_approved_case_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "approved.json"
    path.write_text('{"case": {"title": "x"}}', encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_frozen(path)
    assert [problem.code for problem in refused.value.problems] == ["case.frozen_unreadable"]
