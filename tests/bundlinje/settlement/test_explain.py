"""Opening a line: what is refused, how deep it goes, and what it says about what it leans on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.strategies import PARTS, told

from bundlinje.explanation import Because, Reason
from bundlinje.problems import Refused
from bundlinje.settlement.explain import Explained, explain

PEOPLE = [{"unit": unit, "from": "2021-09-10"} for unit in "ab"]
JOBS = [{"fact": "job", "unit": "a", "day": "2021-10-01"}]
JOB = {"id": "job", "each": "in-job", "pays": "10 000 kr"}


def _opened(number: int = 1, until: int = 1, **parts: Any) -> Explained:
    return explain(told(PEOPLE, JOBS, **{"terms": [JOB], **parts}).settled(until)[-1], number)


def _those(explained: Explained, reason: Reason) -> list[Because]:
    return [one for one in explained.made_of.walk() if one.reason is reason]


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_line_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(Refused) as refused:
        _opened(number)
    assert [(one.code, one.values["last"]) for one in refused.value.problems] == [("settle.no_such_line", 2)]


@pytest.mark.requirement("PAY-28")
def test_a_line_opens_down_to_unit_window_value_evidence_price_and_payer() -> None:
    explained = _opened()
    assert explained.made_of.values["clause"] == "job"
    entry = next(one for one in _those(explained, Reason.ENTRY))
    assert (entry.values["unit"], entry.values["from"], entry.values["until"]) == ("a", "2021-09-10", "2022-03-09")
    assert (entry.values["quantity"], entry.values["price_ore"], entry.ore) == ("1", "1000000", 1000000)
    outcome, measure = _those(explained, Reason.OUTCOME)[0], _those(explained, Reason.MEASURE)[0]
    assert (outcome.values["outcome"], outcome.values["state"]) == ("in-job", "achieved")
    assert (measure.values["value"], measure.values["evidence"]) == ("1", 1)
    payers = [(one.values["party"], one.ore) for one in explained.paid_by.parts]
    assert payers == [("msb/decentral", 600000), ("outcomes-fund", 400000)]


def test_an_explanation_is_plain_data() -> None:
    data = json.loads(json.dumps(_opened().as_data()))
    assert (data["line"], data["amount_ore"], sorted(data)) == (
        "1.outcomes.1", 1000000, ["amount_ore", "line", "made_of", "paid_by", "received_by"],
    )  # fmt: skip


def test_a_cut_names_the_limit_and_what_it_saw() -> None:
    cap = {"id": "cap", "at_most": "4 000 kr", "for": "total", "excess": "lost"}
    cut = _those(_opened(limits=[cap]), Reason.CUT)[0]
    assert (cut.ore, cut.values["name"]) == (-600000, "cap")
    assert json.loads(str(cut.values["groups"])) == [{"key": 0, "before": 1000000, "bound": 400000, "after": 400000}]


def test_assumed_values_are_named_where_they_concern_the_line() -> None:
    terms = [
        {**JOB, "pays": {"amount": "1 kr", "assumed": "et gæt"}},
        {"id": "other", "each": "admitted", "pays": "1 kr"},
    ]
    first, second = (_opened(number, terms=terms) for number in (1, 2))
    assert [one.values["why"] for one in _those(first, Reason.LEANS_ON)] == ["et gæt"]
    assert _those(second, Reason.LEANS_ON) == []


def test_an_outcome_inside_an_outcome_is_opened_too() -> None:
    outcomes = {
        "in-job": {"where": {"jobs": {"at_least": 1}}, "not_measured": "waits"},
        "both": {"where": {"all": ["in-job", {"jobs": {"below": 5}}]}, "after": "in-job", "not_measured": "waits"},
    }
    explained = _opened(outcomes=outcomes, figures={}, gates={}, terms=[{"id": "t", "each": "both", "pays": "1 kr"}])
    assert [one.values["outcome"] for one in _those(explained, Reason.OUTCOME)] == ["both", "in-job"]


def test_a_measure_that_is_priced_itself_is_opened_without_an_outcome() -> None:
    nights = {"id": "nights", "each": "jobs", "in": 2, "pays": "1 000 kr"}
    explained = _opened(terms=[nights])
    assert _those(explained, Reason.OUTCOME) == []
    assert [one.values["value"] for one in _those(explained, Reason.MEASURE)] == ["1", "0"]


def test_a_figure_whose_ends_are_not_yet_the_same_is_told_as_a_range() -> None:
    figures = {"rate": {"share": "at-home", "among": "due"}, "n": {"count": "in-job", "among": "due"}}
    mix = {"mix": {"n": "50 %", "rate": "50 %"}}
    level = {"id": "t", "level": "both", "at": "to date", "pays": [{"pays": "1 kr"}]}
    settled = told(PEOPLE, JOBS, figures={**figures, "both": mix}, gates={}, terms=[level]).settled(1)[0]
    assert [(one.clause, one.entries) for one in settled.waiting] == [("t", 1)]


def test_alternatives_of_figures_show_the_quantity_each_way_priced() -> None:
    way = {"per": "unit", "of": "n-jobs", "at": "to date", "if_worse": "nothing"}
    one_of = {"id": "way", "one_of": [{**way, "pays": "7 kr"}, {**way, "pays": "5 kr"}], "take": "greatest"}
    explained = explain(told([*PEOPLE, {"unit": "c", "from": "2021-09-10"}], [*JOBS, {**JOBS[0], "unit": "b"}],
                             terms=[one_of]).settled(1)[0], 1)  # fmt: skip
    taken = next(one for one in _those(explained, Reason.ENTRY) if one.values["state"] == "earning")
    assert (taken.values["quantity"], taken.values["price_ore"], taken.ore) == ("2", "700", 1400)


def test_a_figure_that_was_known_and_is_not_any_more_is_told_as_a_range() -> None:
    people = [PEOPLE[0], {"unit": "b", "from": "2022-03-01"}]
    read = [{"fact": "shelter", "unit": "a", "from": "2021-01-01", "until": "2024-01-01"}]
    per = {"id": "t", "per": "unit", "of": "n", "at": "to date", "pays": "1 kr", "if_worse": "nothing"}
    figures = {"n": {"count": "at-home", "among": "due"}}
    story = told(people, figures=figures, gates={}, terms=[per], corrections={"less": "repaid"}).with_rows(
        "coverage", read
    )
    second = story.settled(2)[1]
    assert second.lines[0].ore == -100
    figure = next(one for one in explain(second, 1).made_of.walk() if one.reason is Reason.FIGURE)
    assert (figure.values["low"], figure.values["high"]) == ("1", "2")


def test_a_reported_figure_is_opened_to_the_number_printed() -> None:
    facts = {**PARTS["facts"], "effect": {"report": "Effekt", "by": "En evaluator", "decimals": 2, "unit": "points"}}
    level = {"id": "t", "level": "f", "at": "to date", "pays": [{"pays": "1 kr"}]}
    parts = {"facts": facts, "figures": {"f": {"reported": "effect", "by": "evaluator"}}, "gates": {}, "terms": [level]}
    printed = {"fact": "effect", "from": "2021-01-01", "until": "2022-01-01", "value": "1.25"}
    explained = explain(told(PEOPLE, **parts).with_rows("reports", [printed]).settled(1)[0], 1)
    assert [one.values["value"] for one in _those(explained, Reason.FIGURE)] == ["1.25"]


def test_a_number_fixed_at_enrolment_is_opened_without_a_window() -> None:
    facts = {**PARTS["facts"], "enrolled": {"enrolment": "Visiteret", "own": {"age": "count"}}}
    young = {"where": {"age": {"below": 30}}, "not_measured": "waits"}
    measures = {"age": {"own": "age"}}
    parts = {"facts": facts, "measures": measures, "outcomes": {"young": young}, "figures": {}, "gates": {}}
    story = told([{**PEOPLE[0], "age": 29}], **parts, terms=[{"id": "t", "each": "young", "pays": "1 kr"}])
    measure = _those(explain(story.settled(1)[0], 1), Reason.MEASURE)[0]
    assert (measure.values["value"], "from" in measure.values) == ("29", False)


def test_outcomes_inside_outcomes_are_opened_so_far_and_no_further() -> None:
    chain = {f"o{n}": {"where": f"o{n + 1}", "not_measured": "waits"} for n in range(6)}
    outcomes = {**chain, "o6": {"where": {"jobs": {"at_least": 1}}, "not_measured": "waits"}}
    explained = _opened(outcomes=outcomes, figures={}, gates={}, terms=[{"id": "t", "each": "o0", "pays": "1 kr"}])
    assert [one.values["outcome"] for one in _those(explained, Reason.OUTCOME)] == ["o0", "o1", "o2", "o3", "o4"]


def test_a_figure_that_was_known_and_is_lost_is_told_as_not_known() -> None:
    read = [{"fact": "shelter", "unit": "a", "from": "2021-01-01", "until": "2024-01-01"}]
    figures = {"days": {"mean": "shelter-days", "among": "due", "to_date": True}}
    level = {"id": "t", "level": "days", "at": "to date", "pays": [{"pays": "1 kr"}]}
    people = [PEOPLE[0], {"unit": "b", "from": "2022-03-01"}]
    story = told(people, figures=figures, gates={}, terms=[level], corrections={"less": "repaid"})
    second = story.with_rows("coverage", read).settled(2)[1]
    figure = next(one for one in explain(second, 1).made_of.walk() if one.reason is Reason.FIGURE)
    assert (second.lines[0].ore, figure.values["value"]) == (-100, None)


def test_an_entry_that_is_gone_is_told_without_a_price() -> None:
    record = {"unit": "a", "from": "2021-09-10", "id": "e1", "recorded": "2021-09-10"}
    people = [record, {**record, "void": "yes", "recorded": "2022-07-10"}, PEOPLE[1]]
    start = {"id": "start", "each": "admitted", "pays": "1 kr"}
    second = told(people, terms=[start], corrections={"less": "repaid"}).settled(2)[1]
    entry = next(one for one in explain(second, 1).made_of.walk() if one.values.get("unit") == "a")
    assert (second.lines[0].ore, entry.ore, "price_ore" in entry.values) == (-100, 0, False)


def test_a_guarantee_that_is_called_again_says_what_was_topped_up_before() -> None:
    rule = {"at_least": "100 % of drawn capital", "for": "total", "at": "each follow-up", "paid_by": "bikuben"}
    late = {**JOBS[0], "unit": "b", "recorded": "2022-07-05"}
    drawn = [{"account": "raadet", "day": "2021-09-01", "value": 15_000}]
    story = told(PEOPLE, [*JOBS, late], terms=[JOB], guarantee=rule).with_rows("flows", drawn)
    first, second = (explain(one, len(one.lines)).made_of for one in story.settled(2))
    assert [one.ore for one in (first, second)] == [500000, -500000]
    assert "topped_up_before_ore" not in first.parts[0].values
    assert second.parts[0].values["topped_up_before_ore"] == 500000
