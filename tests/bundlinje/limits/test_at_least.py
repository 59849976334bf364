"""Floors: a guarantee that tops up."""

from __future__ import annotations

from typing import Any

import pytest

GUARANTEE = "{at_least: 100 % of drawn capital, for: total, at: %s, paid_by: bikuben, up_to: 2 000 kr}"


def guarantee(at: str = "final settlement") -> str:
    return GUARANTEE.replace("%s", at)


@pytest.mark.requirement("PAY-25")
@pytest.mark.parametrize(("earned", "called"), [(7_500, 500), (5_000, 2_000), (8_000, 0), (9_000, 0)])
def test_a_guarantee_covers_the_shortfall_up_to_its_amount(
    limit: Any, claims: Any, answers: Any, earned: int, called: int
) -> None:
    cut = limit(guarantee()).cut(claims([earned]), answers(is_final=True))
    assert cut.top_up == called * 100
    assert cut.paid_by == "bikuben"


def test_a_guarantee_is_silent_before_the_final_settlement(limit: Any, claims: Any, answers: Any) -> None:
    assert limit(guarantee()).cut(claims([5_000]), answers()).top_up == 0


def test_a_floor_may_hold_at_each_follow_up(limit: Any, claims: Any, answers: Any) -> None:
    assert limit(guarantee("each follow-up")).cut(claims([7_500]), answers()).top_up == 50_000


def test_a_floor_without_a_ceiling_covers_all(limit: Any, claims: Any, answers: Any) -> None:
    floor = limit("{at_least: 6 000 kr, for: total, at: final settlement, paid_by: bikuben}")
    assert floor.cut(claims([500]), answers(is_final=True)).top_up == 550_000


def test_a_floor_on_a_term_looks_at_that_term(limit: Any, claims: Any, answers: Any) -> None:
    for scope in ("term work", "total, terms: [work]"):
        floor = limit(f"{{at_least: 60 kr, for: {scope}, at: final settlement, paid_by: bikuben}}")
        assert floor.cut(claims([900, 10], term=[0, 1]), answers(is_final=True)).top_up == 5_000
        assert floor.term_names() == ("work",)
