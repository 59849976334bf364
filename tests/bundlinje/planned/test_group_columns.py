"""Groups in columns: every figure, gate and group term says in each world what it says of that world alone."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bundlinje.planned.invented import invented

from bundlinje.contract.model import Contract
from bundlinje.planned.counted_view import CountedView
from bundlinje.planned.counts import POOLED, Counts
from bundlinje.planned.figure_columns import FigureColumns, Span
from bundlinje.planned.fold import fold
from bundlinje.planned.group_earned import GroupEarned, group_earned
from bundlinje.planned.group_terms import MILLIONTHS
from bundlinje.planned.imagined import ImaginedLand
from bundlinje.planned.intake import planned_intake
from bundlinje.planned.roster import Roster
from bundlinje.planned.tariff import Tariff
from bundlinje.problems import Refused
from bundlinje.settlement.ground import gate_held
from bundlinje.terms.base import Seen

LAST = 3
COMPARED = {"figure": "share", "better": "higher", "as": "difference"}
PAST = {"historical": {"achieved": 3, "of": 7}}
LATER = {"until": {"follow_up": 2}, "first": {"target": "20 %"}, "then": PAST}
FIGURES: dict[str, Any] = {
    "share": {"share": "in-work", "among": "due"},
    "of-all": {"share": "in-work", "among": "admitted", "to_date": True},
    "started": {"share": "started", "among": "admitted"},
    "number": {"count": "in-work", "to_date": True},
    "there": {"count": "admitted"},
    "whole-points": {"share": "in-work", "among": "due", "counted_in": {"1 pp": "down"}},
    "mixed": {"mix": {"share": "25 %", "of-all": "75 %"}},
    "better": {**COMPARED, "compared_with": PAST},
    "lower": {**COMPARED, "better": "lower", "compared_with": {"historical": {"value": "30 %"}}},
    "attained": {**COMPARED, "as": "attainment", "compared_with": {"target": "40 %"}},
    "of-nothing": {**COMPARED, "as": "attainment", "compared_with": {"target": "0 %"}},
    "relative": {**COMPARED, "as": "relative", "compared_with": LATER},
    "anyway": {**COMPARED, "compared_with": {"deadweight": "10 %"}},
    "weighed": {
        **COMPARED,
        "compared_with": {
            "mix": [{"weight": "50 %", "reference": PAST}, {"weight": "50 %", "reference": {"target": "20 %"}}]
        },
    },
    "people": {**COMPARED, "compared_with": PAST, "times": {"count": "in-work", "among": "due"}},
    "drawn": {"mean": "working", "among": "measured"},
}
GATES: dict[str, Any] = {
    "half": {"where": {"share": {"at_least": "50 %"}}},
    "inside": {"where": {"better": {"above": "0 %", "at_most": "40 %"}}},
    "either": {"where": {"any": ["half", {"number": {"below": 3}}]}},
    "both": {"where": {"all": [{"share": {"above": "10 %"}}, {"not": "half"}]}},
}
CURVE = [
    {"below": "10 %", "pays": "0 kr"},
    {"from": "10 %", "up_to": "60 %", "pays": "1 000 kr", "rising_to": "33 333.33 kr"},
    {"above": "60 %", "pays": "50 000 kr"},
]
TERMS: dict[str, dict[str, Any]] = {
    "per": {"per": "pp", "of": "better", "pays": "1 234.56 kr", "if_worse": "nothing"},
    "both-ways": {"per": "pp", "of": "better", "pays": "1 234.56 kr", "if_worse": "flows back"},
    "gated": {"per": "unit", "of": "people", "pays": "777.77 kr", "if_worse": "flows back", "gate": "either"},
    "level": {"level": "share", "pays": CURVE},
    "gated-level": {"level": "relative", "pays": CURVE, "gate": "both"},
    "drawn": {"per": "event", "of": "drawn", "pays": "99.99 kr", "if_worse": "flows back"},
}
AT = ("each follow-up", "to date", "every year", "final settlement")
WAYS: list[list[str]] = [["per"], ["level", "capped-at-nothing"]]
TERMS["capped-at-nothing"] = {**TERMS["gated"], "if_worse": "nothing"}


def term_of(kind: str, at: str) -> dict[str, Any]:
    """A term of a kind that is asked at some time; the ways of a choice are asked at the same."""
    if kind != "one_of":
        return {**TERMS[kind], "at": at}
    return {"one_of": [[term_of(one, at) for one in way] for way in WAYS], "take": "greatest"}


@cache
def tariff(kind: str = "per", at: str = AT[0]) -> Tariff:
    """The tariff of the invented contract with all these figures and gates, and one term."""
    contract = invented(
        {"from": "2024-01-01", "until": "2025-03-31", "planned": 15},
        follow_ups=["2024-12-31", "2025-06-30", "2025-12-31"],
        figures=FIGURES,
        gates=GATES,
        terms=[{"id": "t", **term_of(kind, at)}],
        payers={"t": "by"},
    )
    return Tariff(Roster(contract, planned_intake(contract)))


@st.composite
def counted(draw: st.DrawFn, kind: str = "per", at: str = AT[0]) -> Counts:
    """Worlds in which any number of units come, and any of them achieve."""
    on, worlds = tariff(kind, at), draw(st.integers(1, 4))
    dice = np.random.default_rng(draw(st.integers(0, 2**32)))
    admitted = dice.integers(0, draw(st.sampled_from([1, 3, 2_000])), (worlds, len(on.roster)), endpoint=True)
    due = admitted @ on.slots("in-work").occasions()
    drawn = dice.integers(-3 * MILLIONTHS, 3 * MILLIONTHS, (worlds, LAST))
    return Counts(on, {"in-work": dice.integers(0, due, endpoint=True)}, {"in-work": due}, admitted, {"drawn": drawn})


def land(counts: Counts, now: int) -> ImaginedLand:
    return counts.tariff.ground_at(now)


SPANS = [Span(first, last) for last in range(1, LAST + 1) for first in range(1, last + 1)]


@pytest.mark.parametrize("name", FIGURES)
@settings(max_examples=6)
@given(counts=counted())
def test_every_figure_is_in_each_world_what_it_is_alone(name: str, counts: Counts) -> None:
    for span in SPANS:
        columns = FigureColumns(counts, land(counts, span.last))
        found = columns.figure(name, span)
        for world in range(counts.worlds):
            assert found.one(world) == columns.view(world, span).figure(name)


@pytest.mark.parametrize("name", GATES)
@settings(max_examples=6)
@given(counts=counted())
def test_every_gate_is_open_in_the_worlds_in_which_it_is_open_alone(name: str, counts: Counts) -> None:
    contract = counts.tariff.contract
    for number in range(1, LAST + 1):
        ground = land(counts, number)
        found = FigureColumns(counts, ground).is_open(name, number, POOLED)
        for world in range(counts.worlds):
            view = CountedView(counts, ground, world, number, number)
            assert found[world] == (gate_held(contract, contract.gates[name], view.figure) is True)


class Alone:
    """The ground of one world, on which every figure is seen by its own code."""

    def __init__(self, counts: Counts, now: int, world: int) -> None:
        self.counts, self.ground, self.world = counts, land(counts, now), world

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ground, name)

    def follow_ups(self) -> list[int]:
        return [self.ground.now]

    def figure(self, name: str, first: int, last: int, cohort: int) -> Seen:
        view = CountedView(self.counts, self.ground, self.world, first, last, cohort)
        return Seen(name, view.figure(name), view.dimension(name), first, last, cohort)

    def gate(self, name: str, follow_up: int, cohort: int) -> bool | None:
        view = CountedView(self.counts, self.ground, self.world, follow_up, follow_up)
        return gate_held(self.ground.contract, self.ground.contract.gates[name], view.figure)


def earned(counts: Counts, now: int) -> list[GroupEarned]:
    ((_, term),) = counts.tariff.contract.all_terms()
    return list(group_earned(term, counts, land(counts, now), FigureColumns(counts, land(counts, now))))


@pytest.mark.parametrize("kind", [*TERMS, "one_of"])
@settings(max_examples=6)
@given(data=st.data(), at=st.sampled_from(AT))
def test_every_group_term_earns_in_each_world_what_it_earns_there_alone(kind: str, data: Any, at: str) -> None:
    counts = data.draw(counted(kind, at))
    ((_, term),) = counts.tariff.contract.all_terms()
    for now in range(1, LAST + 1):
        found = earned(counts, now)
        for world in range(counts.worlds):
            alone = term.entries(Alone(counts, now, world))
            rows = alone.rows
            assert [int(one.ore[world]) for one in found] == alone.gross.tolist()
            assert [(one.cohort, one.follow_up, one.due) for one in found] == list(
                zip(rows.cohort.tolist(), rows.follow_up.tolist(), rows.due.tolist(), strict=True)
            )


@settings(max_examples=6)
@given(counted("one_of"))
def test_a_contract_pays_every_way_that_is_chosen(counts: Counts) -> None:
    """Members of the ways stand side by side at one follow-up: none may stand in place of another."""
    nothing = np.zeros(counts.worlds, dtype=np.int64)
    paid = sum((one.ore for one in fold(counts).outcome_payments()), nothing)
    assert np.array_equal(paid, sum((one.ore for now in range(1, LAST + 1) for one in earned(counts, now)), nothing))


def test_a_price_nobody_has_published_is_refused_only_where_a_value_lies_on_it() -> None:
    curve = [{"below": "10 %", "pays": "0 kr"}, {"from": "10 %", "pays": {"unknown": "Ikke offentlig"}}]
    contract: Contract = invented(
        figures={"share": FIGURES["share"]}, terms=[{"id": "t", "level": "share", "at": AT[0], "pays": curve}],
        payers={"t": "by"},
    )  # fmt: skip
    on = Tariff(Roster(contract, planned_intake(contract)))
    admitted = np.full((2, 1), 10)
    due = admitted @ on.slots("in-work").occasions()
    low = Counts(on, {"in-work": np.zeros_like(due)}, {"in-work": due}, admitted, {})
    assert [one.ore.tolist() for one in earned(low, 1)] == [[0, 0]]
    one_high = np.zeros_like(due)
    one_high[1] = due[1]
    with pytest.raises(Refused) as refused:
        earned(Counts(on, {"in-work": one_high}, {"in-work": due}, admitted, {}), 1)
    assert [one.code for one in refused.value.problems] == ["planned.price_unknown"]


def test_what_is_expected_in_parts_of_units_is_seen_as_exactly() -> None:
    on = tariff()
    admitted = np.ones((1, len(on.roster)), dtype=np.int64)
    due = admitted @ on.slots("in-work").occasions()
    counts = Counts(on, {"in-work": due.astype(object) * Fraction(1, 3)}, {"in-work": due}, admitted, {})
    columns = FigureColumns(counts, land(counts, LAST))
    assert columns.figure("share", Span(1, LAST)).one(0).value == Fraction(1, 3)
    assert columns.figure("people", Span(1, LAST)).one(0) == columns.view(0, Span(1, LAST)).figure("people")
