"""Figures that are not counted: drawn through the three values an outlook states, by the same place every year."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from tests.bundlinje.planned.invented import invented

from bundlinje.forecast.figure_spread import drawn_figure
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.situation import Situation, situation
from bundlinje.planned.group_terms import MILLIONTHS
from bundlinje.problems import Refused
from bundlinje.streams import BLOCK, Streams

SAVING: dict[str, Any] = {
    "facts": {
        "admitted": {"enrolment": "Optaget"},
        "cost": {"event": "Udgift", "value": "kr", "coverage": "complete"},
    },
    "measures": {"spent": {"total": "cost", "over": "last-month"}},
    "outcomes": {},
    "figures": {"saving": {"mean": "spent", "among": "measured"}},
    "terms": [
        {"id": "part", "per": "money", "of": "saving", "at": "each follow-up", "pays": "25 %", "if_worse": "nothing"}
    ],
    "payers": {"part": "by"},
    "expected": None,
}
BLOCKS = 40


def stands(**said: Any) -> Situation:
    parts = {**SAVING, **({"expected": {"rates": {"saving": "300 kr"}}} if said.pop("expects", False) else {})}
    return situation(invented(**parts), Outlook.model_validate({"outlook": "opdigtet", **said}))


def values(now: Situation, effect: Fraction = Fraction(1)) -> Any:
    """Many worlds of the figure in kroner, at its first follow-up."""
    blocks = [drawn_figure(now, "saving", Streams(1).of("x", "saving", n), effect) for n in range(BLOCKS)]
    return np.concatenate(blocks)


SKEW = {"saving": {"p10": "100 kr", "p50": "200 kr", "p90": "500 kr"}}


@pytest.mark.parametrize(("ore", "share"), [(10_000, 0.1), (20_000, 0.5), (50_000, 0.9)])
def test_one_five_and_nine_of_ten_worlds_stay_below_the_three_values(ore: int, share: float) -> None:
    below = values(stands(figures=SKEW))[:, 0] <= ore * MILLIONTHS
    assert abs(below.mean() - share) < 4 * (share * (1 - share) / (BLOCKS * BLOCK)) ** 0.5


def test_a_world_keeps_its_place_from_follow_up_to_follow_up() -> None:
    found = values(stands(figures=SKEW))
    assert found.shape == (BLOCKS * BLOCK, 2)
    assert (found[:, 0] == found[:, 1]).all()


def test_a_figure_without_a_spread_is_what_the_contract_expects() -> None:
    assert (values(stands(expects=True)) == 30_000 * MILLIONTHS).all()


def test_an_effect_multiplies_a_figure() -> None:
    whole, half = (values(stands(figures=SKEW), effect) for effect in (Fraction(1), Fraction(1, 2)))
    assert np.abs(2 * half - whole).max() <= 2


def test_a_figure_that_nobody_says_anything_of_is_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        values(stands())
    assert [(one.code, one.values["figure"]) for one in refused.value.problems] == [
        ("planned.figure_not_drawn", "saving")
    ]
