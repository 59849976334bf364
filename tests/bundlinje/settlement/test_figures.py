"""Figures as a settlement sees them: whom they count, over which follow-ups, and what is not known."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.strategies import PARTS, told

from bundlinje.explanation import Reason
from bundlinje.settlement.explain import explain
from bundlinje.settlement.result import Settlement
from bundlinje.settlement.view import POOLED, Scene

COHORT = {"unit": "person", "who": "Nogle", "intake": {"planned": 4}, "segments": ["north", "south"]}
PEOPLE = [
    {"unit": "a", "cohort": "one", "segment": "north", "from": "2021-10-01", "started": "2021-11-01"},
    {
        "unit": "b",
        "cohort": "one",
        "segment": "south",
        "from": "2021-10-01",
        "until": "2022-05-01",
        "left": "completed",
    },
    {"unit": "c", "cohort": "two", "segment": "south", "from": "2021-10-01", "started": "2021-10-01"},
    {"unit": "h", "cohort": "one", "group": "historical", "from": "2021-09-05", "started": "2021-10-01"},
]
JOBS = [{"fact": "job", "unit": unit, "day": "2021-11-01"} for unit in ("a", "b", "h")]
SPELLS = [{"fact": "shelter", "unit": "a", "from": "2021-10-01", "until": "2021-10-11"}]
READ = [{"fact": "shelter", "unit": unit, "from": "2021-01-01", "until": "2024-01-01"} for unit in ("a", "c")]
REPORTS = {
    "effect": {"report": "Effekt", "by": "En evaluator", "decimals": 2, "unit": "points"},
}


def _settled(reports: Any = (), until: int = 1, terms: Any = None, **figures: Any) -> Settlement:
    parts = {"figures": figures, "gates": {}, "cohort": None, "cohorts": {"one": COHORT, "two": COHORT}}
    term = [{"id": name, "measured": name} for name in figures]
    story = told(PEOPLE, JOBS, facts={**PARTS["facts"], **REPORTS}, terms=terms or term, **parts)
    story = story.with_rows("spells", SPELLS).with_rows("coverage", READ).with_rows("reports", reports)
    return story.settled(until)[-1]


def _value(figure: Any, cohort: int = POOLED, reports: Any = (), **more: Any) -> Fraction | None:
    found = _settled(reports=reports, f=figure, **more).land.figure("f", 1, 1, cohort).value
    return found.value if found.known else None


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ({"count": "in-job", "among": "due"}, 2),
        ({"count": "in-job", "among": "started"}, 1),
        ({"count": "in-job", "among": "completed"}, 1),
        ({"count": "admitted"}, 3),
        ({"count": "started"}, 2),
        ({"count": "completed"}, 1),
        ({"share": "in-job", "among": "admitted"}, Fraction(2, 3)),
        ({"share": "in-job", "among": "due", "segment": "south"}, Fraction(1, 2)),
        ({"share": "in-job", "among": "due", "group": "historical"}, 1),
        ({"share": "at-home", "among": "measured"}, Fraction(1, 2)),
        ({"share": "at-home", "among": "due"}, None),
        ({"share": "in-job", "among": "due", "segment": "west"}, None),
        ({"sum": "jobs", "among": "due"}, 2),
        ({"sum": "shelter-days", "among": "measured"}, 10),
        ({"sum": "shelter-days", "among": "due"}, None),
        ({"mean": "shelter-days", "among": "measured"}, 5),
        ({"mean": "shelter-days", "among": "due"}, None),
        ({"ratio": ["jobs", "jobs"], "among": "due"}, 1),
        ({"ratio": ["shelter-days", "jobs"], "among": "measured"}, 5),
    ],
)
def test_a_figure_counts_whom_it_says(figure: Any, value: Any) -> None:
    assert _value(figure) == value


def test_a_figure_of_each_cohort_sees_that_cohort_alone() -> None:
    figure = {"share": "in-job", "among": "due", "cohorts": "each"}
    assert [_value(figure, cohort) for cohort in (0, 1)] == [1, 0]
    term = {"id": "t", "per": "pp", "of": "f", "at": "to date", "pays": "1 kr", "if_worse": "nothing"}
    lines = _settled(terms=[term], f=figure).lines
    assert [(line.cohort, line.ore) for line in lines if line.leg == "outcomes"] == [("one", 10000), ("two", 0)]


def test_a_unit_admitted_and_not_yet_due_is_in_the_denominator_of_the_admitted() -> None:
    people = [{"unit": "a", "from": "2021-10-01"}, {"unit": "b", "from": "2022-06-01"}]
    figures = {"f": {"share": "in-job", "among": "admitted"}}
    story = told(people, JOBS[:1], gates={}, figures=figures, terms=[{"id": "t", "measured": "f"}])
    assert story.settled(1)[0].land.figure("f", 1, 1, POOLED).value.value == Fraction(1, 2)


@pytest.mark.parametrize(
    ("reports", "value"),
    [
        ([], None),
        ([("", "2022-01-01", "1.25")], Fraction(5, 4)),
        ([("", "2022-01-01", "1.25"), ("", "2022-06-01", "2.5")], Fraction(5, 2)),
        ([("one", "2022-01-01", "1.25")], None),
    ],
)
def test_a_reported_figure_is_the_newest_report_as_printed(reports: Any, value: Any) -> None:
    rows = [
        {"fact": "effect", "cohort": c, "from": "2021-01-01", "until": until, "value": v} for c, until, v in reports
    ]
    assert _value({"reported": "effect", "by": "evaluator"}, reports=rows) == value


def test_a_report_about_a_cohort_is_for_that_cohort() -> None:
    rows = [{"fact": "effect", "cohort": "two", "from": "2021-01-01", "until": "2022-01-01", "value": "1.5"}]
    figure = {"reported": "effect", "by": "evaluator", "cohorts": "each"}
    assert [_value(figure, cohort, reports=rows) for cohort in (0, 1)] == [None, Fraction(3, 2)]


def test_a_figure_to_date_covers_all_follow_ups_so_far_and_others_their_own() -> None:
    land = _settled(
        until=2, f={"count": "in-job", "among": "due", "to_date": True}, g={"count": "in-job", "among": "due"}
    ).land
    assert [land.figure(name, 2, 2, POOLED).value.value for name in "fg"] == [2, 0]


def test_an_early_end_lets_an_expected_figure_stand() -> None:
    ends = {"on_date": "2022-06-01", "pays": "all that is not yet due counts as expected", "expected": {"f": 7}}
    story = told(PEOPLE[2:3], [], gates={}, figures={"f": {"count": "in-job", "among": "due"}}, ends_early=ends,
                 cohort=None, cohorts={"two": COHORT}, terms=[{"id": "t", "measured": "f"}])  # fmt: skip
    assert story.settled(1)[0].land.figure("f", 1, 1, POOLED).value.value == 7


GATES: dict[str, Any] = {
    "one": {"where": {"n": {"at_least": 1}}},
    "three": {"where": {"n": {"above": 2, "at_most": 9, "below": 10}}},
    "unknown": {"where": {"home": {"at_least": "90 %"}}},
    "maybe": {"where": {"home-rate": {"at_least": "1 %"}}},
    "any": {"where": {"any": [{"n": {"at_least": 9}}, "one"]}},
    "all": {"where": {"all": [{"n": {"at_least": 1}}, "three"]}},
    "not": {"where": {"not": "three"}},
    "not-unknown": {"where": {"not": "unknown"}},
    "each": {"where": {"n-each": {"at_least": 1}}, "cohorts": "each"},
}


def test_a_gate_is_open_shut_or_not_known() -> None:
    figures = {
        "n": {"count": "in-job", "among": "due"},
        "n-each": {"count": "in-job", "among": "due", "cohorts": "each"},
        "home": {"mean": "shelter-days", "among": "due"},
        "home-rate": {"share": "at-home", "among": "due"},
    }
    term = {"id": "t", "each": "in-job", "pays": "1 kr", "gate": "one"}
    parts = {"figures": figures, "gates": GATES, "cohort": None, "cohorts": {"one": COHORT, "two": COHORT}}
    story = told(PEOPLE, JOBS, terms=[term], **parts).with_rows("coverage", READ).with_rows("spells", SPELLS)
    land = story.settled(1)[0].land
    found = {name: land.gate(name, 1, 0) for name in GATES}
    assert found == {
        "one": True, "three": False, "unknown": None, "maybe": True, "any": True, "all": False, "not": True,
        "not-unknown": None, "each": True,
    }  # fmt: skip
    assert land.gate("each", 1, 1) is False


def test_a_comparison_is_opened_down_to_both_sides_and_the_interval() -> None:
    past = {"historical": {"achieved": 1, "of": 4}}
    group = {"historical": {"group": "historical"}}
    figures: dict[str, Any] = {"rate": {"share": "in-job", "among": "due"}, "n": {"count": "in-job", "among": "due"}}
    told_of: dict[str, set[Reason]] = {}
    references = {
        "counted": {"figure": "rate", "compared_with": past, "as": "difference"},
        "from-facts": {"figure": "rate", "compared_with": group, "as": "difference"},
        "relative": {"figure": "rate", "compared_with": past, "as": "relative"},
        "number": {"figure": "n", "compared_with": {"target": 1}, "as": "difference"},
        "nobody": {"figure": "rate", "compared_with": {"control": {"group": "control"}}, "as": "difference"},
        "weighed": {"mix": {"rate": "50 %", "counted": "50 %"}},
    }
    for name, reference in references.items():
        figures[name] = reference if "mix" in reference else {"better": "higher", **reference}
    for name in references:
        level = {"id": "t", "level": name, "at": "to date", "pays": [{"pays": "1 kr"}]}
        settlement = _settled(terms=[level], **figures)
        if settlement.lines[0].leg == "outcomes":
            told_of[name] = {one.reason for one in explain(settlement, 1).made_of.walk()}
    assert {name for name, reasons in told_of.items() if Reason.REFERENCE in reasons} == {
        "counted", "from-facts", "relative", "number", "weighed",
    }  # fmt: skip
    assert "nobody" not in told_of


def test_large_numbers_are_squared_exactly() -> None:
    benefits = {**PARTS["facts"], "benefits": {"event": "Ydelse", "value": "kr", "coverage": "complete"}}
    measures = {"kr": {"total": "benefits", "over": "start"}}
    paid = [{"fact": "benefits", "unit": unit, "day": "2021-11-01", "value": 40_000_000} for unit in ("a", "b")]
    figures = {"f": {"sum": "kr", "among": "due"}}
    parts = {"facts": benefits, "measures": measures, "outcomes": {}, "figures": figures, "gates": {}, "cohort": None}
    story = told(PEOPLE[:2], paid, **parts, cohorts={"one": COHORT}, terms=[{"id": "t", "measured": "f"}])
    land = story.settled(1)[0].land
    seen = Scene(land.contract, land.measuring, land.outcomes, 1, 1).sum("kr", "due")
    assert (seen.total, seen.squares) == (8 * 10**9, 2 * (4 * 10**9) ** 2)
