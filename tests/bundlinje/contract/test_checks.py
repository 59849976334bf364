"""What the checker says before anyone signs: each rule broken alone in a contract that is otherwise in order.

A row reads: the code, the contract, what is written differently in it, and what stands on the line pointed at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

HOME_ROW = "- {id: home, each: home, pays: {by: follow-up, 1-2: 1 000 kr, 3-4: 2 000 kr}, saving: 5 000 kr}"
GATE_ROW = "enough: {where: {in-work: {at_least: 20 %}}}"
RATE_TOP = "- {from: 5 pp, pays: 400 000 kr}"
LEAVES = "leaves: {dropped: counts until that day, died: left out, moved: left out, withdrew: left out, "

ERRORS: list[tuple[str, str, str, str, str]] = [
    # names
    ("contract.unknown_name_meant", "whole", "each: well, pays: 4", "each: wel, pays: 4", "one_of"),
    ("contract.unknown_name_meant", "whole", "{shelter-days: {at_most: 5", "{shelter-day: {at_most: 5", "Egen bolig"),
    ("contract.unknown_name_meant", "whole", "after: home,", "after: hom,", "8.5 %"),
    ("contract.unknown_name_meant", "whole", "falls back to well", "falls back to wel", "well-north"),
    ("contract.unknown_name_meant", "whole", "gate: enough", "gate: enuf", "gain"),
    ("contract.unknown_name_meant", "whole", "when: home", "when: hom", "price-index"),
    ("contract.unknown_name_meant", "whole", "of: saving,", "of: savings,", "gain"),
    ("contract.unknown_name_meant", "whole", "level: more-work", "level: mor-work", "level"),
    ("contract.unknown_name_meant", "whole", "measured: both", "measured: bot", "index"),
    ("contract.unknown_name_meant", "whole", "{days_in: shelter, over: half-year}", "{days_in: sheltr, over: half-year}", "sheltr"),
    ("contract.unknown_name_meant", "whole", "{average: job, over: half-year}", "{average: job, over: half-yer}", "degree"),
    ("contract.unknown_name_meant", "whole", "{own: expected-days, as", "{own: expected-day, as", "first-days"),
    ("contract.unknown_name_meant", "whole", "after: job-start", "after: job-stat", "kept"),
    ("contract.unknown_name_meant", "whole", "{control: {group: control}}", "{control: {group: contrl}}", "contrl"),
    ("contract.unknown_name_meant", "whole", "group: intervention}", "group: interventio}", "mean-cost"),
    ("contract.unknown_name_meant", "whole", "{mix: {in-work: 40", "{mix: {in-wrk: 40", "mix"),
    ("contract.unknown_name_meant", "whole", "{segment: north}", "{segment: nort}", "well-north"),
    ("contract.unknown_name_meant", "whole", "north: kommune/decentral", "norh: kommune/decentral", "way: {to"),
    ("contract.unknown_name_meant", "whole", "{kommune/decentral: 60 %,", "{kommune/decentrl: 60 %,", "home:"),
    ("contract.unknown_name_meant", "whole", "keep: kommune", "keep: komune", "keep"),
    ("contract.unknown_name_meant", "whole", "overflow: kommune/central", "overflow: kommune/centrl", "gain"),
    ("contract.unknown_name_meant", "whole", "{to: senior, up_to", "{to: senio, up_to", "receivers"),
    ("contract.unknown_name_meant", "whole", "paid_by: giver", "paid_by: givr", "guarantee"),
    ("contract.unknown_name_meant", "whole", "terms: [home, work]", "terms: [home, wrk]", "20 000"),
    ("contract.unknown_name_meant", "whole", "{of: medfond}", "{of: medfnd}", "junior"),
    ("contract.unknown_name_meant", "whole", "indexed: price-index", "indexed: price-indx", "price-indx"),
    ("contract.unknown_name_meant", "whole", "expected: {work: 40 %}", "expected: {wrk: 40 %}", "ends_early"),
    ("contract.unknown_name_meant", "whole", "rates: {home: 50 %", "rates: {hme: 50 %", "rates"),
    ("contract.unknown_name_meant", "whole", "medfond: 4 000 000 kr", "medfnd: 4 000 000 kr", "4 000 000"),
    ("contract.unknown_name_meant", "whole", "{kommune: 50 %, fond", "{komune: 50 %, fond", "advice"),
    ("contract.unknown_name_meant", "whole", "{kommune: 20 000", "{komune: 20 000", "savings"),
    ("contract.unknown_name_meant", "flows", "passes_on: outcomes", "passes_on: outcome", "passes_on"),
    ("contract.unknown_name_meant", "flows", "{to: fond, up_to: balance}", "{to: fon, up_to: balance}", "vehicle"),
    ("contract.unknown_name_meant", "flows", "second: 25 000 kr}", "second: 25 000 kr, secnd: 1 kr}", "calm"),
    ("contract.unknown_name", "whole", "measured: both", "measured: xyzzy", "index"),
    ("contract.unknown_anchor", "whole", "after: job-start", "after: xyzzy", "kept"),
    ("contract.name_of_something_else", "whole", "of: saving,", "of: cost,", "gain"),
    ("contract.figure_in_each", "whole", "each: well, pays: 4", "each: in-work, pays: 4", "way"),
    ("contract.figure_in_when", "whole", "when: home", "when: in-work", "work"),
    ("contract.outcome_as_gate", "whole", "gate: enough", "gate: home", "gain"),
    ("contract.unit_in_gate", "whole", GATE_ROW, "enough: {where: {degree: {at_least: 20 %}}}", "enough"),
    ("contract.counts_units", "whole", "  well: {where: {better", "  started: {where: {segment: north}, not_measured: waits}\n  well: {where: {better", "started"),
    ("contract.same_name", "whole", "  well: {where: {better", "  cost: {where: {segment: north}, not_measured: waits}\n  well: {where: {better", "total: benefits"),
    ("contract.same_name", "whole", "  both: {mix", "  cost: {sum: cost}\n  both: {mix", "cost: {sum"),
    ("contract.same_name", "whole", "  both: {mix", "  price-index: {reported: price-index, by: statistik}\n  both: {mix", "reported"),
    ("contract.term_without_id", "whole", "{id: index, measured: both}", "{measured: both}", "measured: both"),
    ("contract.repeated_id", "whole", "{id: index, measured: both}", "{id: home, measured: both}", "measured: both"),
    ("contract.cycle", "whole", "where: {shelter-days: {at_most: 5 days}}", "where: {all: [work, {shelter-days: {at_most: 5 days}}]}", "Egen bolig"),
    ("contract.cycle", "whole", "{shelter-days: {at_most: 5 days}}, not_measured: counts as not achieved", "{shelter-days: {at_most: 5 days}}, not_measured: falls back to work", "Egen bolig"),
    ("contract.cycle", "whole", "{share: work, among: due, to_date: true}", "{mix: {both: 100 %}}", "in-work"),
    ("contract.cycle", "whole", GATE_ROW, "enough: {where: {achieved: enough, in-work: {at_least: 20 %}}}", "enough"),
    ("contract.cycle", "flows", "passes_on: outcomes", "passes_on: investors", "investors"),
    ("contract.passed_on_before_it_came", "flows", "passes_on: outcomes", "passes_on: providers", "passes_on"),
    # units
    ("contract.wrong_unit", "whole", "{at_most: 5 days}", "{at_most: 5 %}", "Egen bolig"),
    ("contract.wrong_unit", "whole", "{at_least: 25 %}", "{at_least: 25}", "degree"),
    ("contract.wrong_unit", "whole", "{at_least: 8.5 %}", "{at_least: 8.5 points}", "better-score"),
    ("contract.wrong_unit", "whole", "{in-work: {at_least: 20 %}}", "{in-work: {at_least: 20 days}}", "enough"),
    ("contract.wrong_unit", "whole", "at_least: 0 days}", "at_least: 1 kr}", "first-days"),
    ("contract.wrong_unit", "whole", "{historical: {achieved: 300, of: 1500}}", "{historical: {value: 20 kr}}", "more-work"),
    ("contract.wrong_unit", "whole", "{control: {group: control}}", "{target: 20 %}", "target"),
    ("contract.wrong_unit", "whole", "{1 pp: down}", "{1 kr: down}", "more-work"),
    ("contract.wrong_unit", "whole", "kept, in: 30 days", "kept, in: 30 kr", "keep"),
    ("contract.wrong_unit", "whole", "{up_to: 0 days, pays: 0 kr}, {above: 0 days", "{up_to: 5, pays: 0 kr}, {above: 5 days", "calm"),
    ("contract.wrong_unit", "whole", "expected: {work: 40 %}", "expected: {work: 40 days}", "ends_early"),
    ("contract.per_wrong_unit", "whole", "per: money", "per: pp", "gain"),
    ("contract.mixed_units", "whole", "{in-work: 40 %, well-share: 60 %}", "{in-work: 40 %, mean-cost: 60 %}", "both"),
    ("contract.times_is_no_count", "whole", "times: {count: admitted}", "times: {mean: cost, among: measured}", "times"),
    ("contract.norm_of_another_unit", "whole", "own: {expected-days: days}", "own: {expected-days: kr}", "first-days"),
    ("contract.fact_does_not_fit", "whole", "{average: job, over: half-year}", "{times: job, over: half-year}", "degree"),
    ("contract.fact_does_not_fit", "whole", "{total: benefits, over: first-year}", "{total: shelter, over: first-year}", "cost"),
    ("contract.fact_of_another_kind", "whole", "indexed: price-index", "indexed: wellbeing", "wellbeing"),
    ("contract.fact_of_another_kind", "whole", "after: job-start", "after: drawn", "drawn"),
    ("contract.base_is_no_month", "whole", "base: 2023-01}", "base: January}", "January"),
    # who is counted, when, and by which rules
    ("contract.planned_is_no_number_of_units", "whole", "planned: 1 200", "planned: 1.200", "planned"),
    ("contract.partly_in_missing", "whole", "{span: 6 months, before: follow-up, partly_in: left out}", "{span: 6 months, before: follow-up}", "half-year"),
    ("contract.partly_in_missing", "whole", "{total: benefits, over: first-year}", "{total: benefits, over: calendar-year}", "cost"),
    ("contract.laid_out_differently", "whole", "{degree: {at_least: 25 %}}", "{cost: {at_most: 5 kr}}", "any"),
    ("contract.leaving_without_rule", "whole", "died: left out, ", "", "leaves"),
    ("contract.leaving_without_rule", "whole", "moved: left out, ", "", "leaves"),
    ("contract.leaving_without_rule", "whole", "withdrew: left out, ", "", "leaves"),
    ("contract.leaving_without_rule", "whole", "second_course: not counted, ", "", "leaves"),
    ("contract.leaving_without_rule", "whole", ", other_project: first project", "", "leaves"),
    ("contract.leaves_missing", "flows", "leaves: {dropped: stays, died: left out, moved: left out, withdrew: left out, second_course: not counted, other_project: both}\n", "", "contract"),
    ("contract.corrections_missing", "whole", "corrections: {less: set off in the next payment}\n", "", "contract"),
    ("contract.follow_ups_out_of_order", "whole", "2024-01-31, 2024-07-31,", "2024-07-31, 2024-01-31,", "follow_ups"),
    ("contract.follow_ups_out_of_order", "whole", "2024-01-31, 2024-07-31,", "2024-01-31, 2024-01-31,", "follow_ups"),
    ("contract.paid_before_measured", "whole", "paid_on: 2025-03-01", "paid_on: 2025-01-01", "follow_ups"),
    ("contract.no_such_follow_up", "whole", "at: follow-up 4", "at: follow-up 5", "at:"),
    ("contract.no_such_follow_up", "whole", "late: 3-4}\nfacts", "late: 3-5}\nfacts", "phases"),
    ("contract.no_such_follow_up", "whole", "{historical: {achieved: 300, of: 1500}}", "{until: {follow_up: 9}, first: {target: 20 %}, then: {target: 10 %}}", "more-work"),
    # prices, limits, payers
    ("contract.measure_without_in", "whole", "each: kept, in: 30 days, ", "each: kept, ", "keep"),
    ("contract.outcome_by_quantity", "whole", "{each: well, pays: 4", "{each: well, in: 2, pays: 4", "way"),
    ("contract.in_nothing", "whole", "kept, in: 30 days", "kept, in: 0 days", "keep"),
    ("contract.ways_of_two_shapes", "whole", "{each: well, pays: 4 000 kr}", "{per: pp, of: in-work, at: to date, pays: 1 kr, if_worse: nothing}", "way"),
    ("contract.case_is_no_number", "whole", "1-2: 1 000 kr, 3-4: 2", "1-4: 1 000 kr, sidste: 2", "home"),
    ("contract.case_twice", "whole", "1-2: 1 000 kr, 3-4: 2", "1-3: 1 000 kr, 3-4: 2", "home"),
    ("contract.case_left_out", "whole", "1-2: 1 000 kr, 3-4: 2", "1-2: 1 000 kr, 4: 2", "home"),
    ("contract.case_left_out", "whole", "{by: phase, early: 100 kr, late: 200 kr}", "{by: phase, early: 100 kr}", "calm"),
    ("contract.case_left_out", "whole", "north: 1 000 kr, south: 2 000 kr", "north: 1 000 kr", "way"),
    ("contract.term_without_payers", "whole", "  fee: kommune\n", "", "fee"),
    ("contract.payers_of_what_earns_nothing", "whole", "  fee: kommune\n", "  fee: kommune\n  index: kommune\n", "index: kommune"),
    ("contract.no_payers", "flows", "    payers: vehicle\n", "", "terms"),
    ("contract.both_forms", "flows", "corrections: {less: repaid}", "corrections: {less: repaid}\nlimits: []", "limits: []"),
    ("contract.advice_not_whole", "whole", "{kommune: 50 %, fond: 50 %}", "{kommune: 50 %, fond: 40 %}", "advice"),
    ("contract.role_missing", "whole", "roles: [provider]", "roles: [partner]", "parties"),
    ("contract.role_missing", "flows", "roles: [authority]", "roles: [evaluator]", "parties"),
    ("contract.currency_without_rate", "flows", "title: Pengestrømme", "title: Pengestrømme\ncurrency: EUR", "EUR"),
    ("contract.amendment_of_nothing", "whole", "terms.keep.pays: 600 kr", "terms.kep.pays: 600 kr", "Færre"),
    ("contract.amendment_breaks", "whole", "terms.keep.pays: 600 kr", "terms.keep.pays: 600", "Færre"),
    ("contract.wrong_unit", "whole", "terms.keep.pays: 600 kr", "outcomes.home.where: {shelter-days: {at_most: 5 kr}}", "Færre"),
    ("curve.gap", "whole", RATE_TOP, "- {above: 5 pp, pays: 400 000 kr}", "above: 5 pp"),
    ("curve.gap", "whole", RATE_TOP, "- {from: 5 pp, up_to: 9 pp, pays: 400 000 kr}", "up_to: 9 pp"),
    ("curve.overlap", "whole", RATE_TOP, "- {from: 4 pp, pays: 400 000 kr}", "from: 4 pp"),
]  # fmt: skip

WARNINGS: list[tuple[str, str, str, str, str]] = [
    ("contract.never_paid", "whole", "- {id: index, measured: both}\n", "", "both"),
    ("contract.never_paid", "whole", "  well: {where: {better", "  alone: {where: {segment: north}, not_measured: waits}\n  well: {where: {better", "alone"),
    ("contract.never_used", "whole", "  cost: {total", "  lonely: {days_in: shelter, over: half-year}\n  cost: {total", "lonely"),
    ("contract.never_used", "whole", ", gate: enough}", "}", "enough"),
    ("contract.never_used", "whole", "  half-year: {span", "  week: {span: 1 week, after: enrolment, partly_in: left out}\n  half-year: {span", "week"),
    ("contract.never_used", "whole", "  drawn: {flow", "  spare: {event: Andet, coverage: complete}\n  drawn: {flow", "spare"),
    ("contract.reserved_name", "whole", "  both: {mix", "  all: {count: admitted}\n  both: {mix", "all: {count"),
    ("contract.looks_like_thousands", "whole", "kept, in: 30 days", "kept, in: 1.475 days", "keep"),
    ("contract.years_do_not_sum", "whole", '{"1": 700, "2": 500}', '{"1": 700, "2": 400}', "by_year"),
    ("contract.milestone_beyond_planned", "whole", "{by: 2023-06-30, planned: 600}", "{by: 2023-06-30, planned: 1201}", "milestones"),
    ("contract.milestone_after_intake", "whole", "{by: 2023-06-30, planned: 600}", "{by: 2024-06-30, planned: 600}", "milestones"),
    ("contract.leaving_unsaid", "whole", "{dropped: counts until that day, ", "{", "leaves"),
    ("contract.first_follow_up_too_early", "flows", "[2024-06-30, 2025-12-31]", "[2023-12-30, 2025-12-31]", "follow_ups"),
    ("contract.due_after_last_follow_up", "flows", "[2024-06-30, 2025-12-31]", "[2024-06-30, 2025-12-29]", "calm"),
    ("contract.repayment_ends_too_early", "whole", 'until: "2026-12"}', 'until: "2025-11"}', "repayment"),
    ("contract.follow_up_ends_too_early", "whole", 'until: "2026"}\n  rep', 'until: "2024"}\n  rep', "follow_up"),
    ("contract.in_force_before_agreed", "whole", "in_force: 2023-01-01", "in_force: 2022-10-31", "in_force"),
    ("contract.ceilings_below_cap", "flows", "payers: {in_turn: [{to: giver, up_to: 100 000 kr}, byen]}\n", "payers: {shares: {byen: {share: 50 %, at_most: 100 000 kr}, giver: {share: 50 %, at_most: 100 000 kr}}}\n", "shares"),
    ("contract.payer_without_role", "whole", "keep: kommune", "keep: huset", "keep: huset"),
    ("contract.guarantor_without_role", "whole", "paid_by: giver", "paid_by: medfond", "guarantee"),
    ("contract.unknown_value", "whole", "each: kept, in: 30 days, pays: 500 kr", "each: kept, in: 30 days, pays: {unknown: bilag B}", "bilag B"),
    ("contract.assumed_values", "whole", "pays: 500 kr}", "pays: {amount: 500 kr, assumed: skøn}}", "contract: whole"),
    ("contract.price_above_saving", "whole", "saving: 5 000 kr", "saving: 1 900 kr", "home"),
    ("contract.gate_above_curve", "whole", "  at: follow-up 4", "  gate: high\n  at: follow-up 4", "gate"),
    ("contract.part_of_result_paid", "flows", "  calm: {where", "  calmer: {where: {visits: {at_most: 0}}, not_measured: waits}\n  calm: {where", "terms"),
    ("contract.cherry_picking", "flows", ", milestones: [{by: 2023-12-31, planned: 40}]", "", "terms"),
    ("contract.capital_missing", "flows", "capital: {fond: 2 000 000 kr}\n", "", "contract"),
    ("contract.capital_never_drawn", "flows", "  drawn: {flow: Trukket kapital}\n", "", "capital"),
    ("contract.capital_never_returned", "flows", "capital: {fond: 2 000 000 kr}", "capital: {fond: 2 000 000 kr, giver: 1 kr}", "giver"),
    ("contract.cap_never_binds", "flows", "{at_most: 90 % of planned units, for: total, excess: lost}", "{at_most: 2 000 000 kr, for: total, excess: lost}", "limits"),
    ("contract.cannot_tell_from_luck", "whole", "{historical: {achieved: 300, of: 1500}}", "{target: 37 %}", "more-work"),
    ("contract.can_never_tell_from_luck", "whole", "{achieved: 300, of: 1500}", "{achieved: 3, of: 8}", "more-work"),
]  # fmt: skip

BESIDES: dict[str, tuple[tuple[str, str], ...]] = {
    "contract.gate_above_curve": ((GATE_ROW, f"{GATE_ROW}\n  high: {{where: {{more-work: {{at_least: 6 pp}}}}}}"),),
    "contract.part_of_result_paid": (("    limits: [{at_most: 90", "    - {id: calmer, measured: calmer}\n    limits: [{at_most: 90"), ("    terms: [{id: fee, fixed: 25 000 kr, due: \"2024-01-15, 2024-07-15\"}]\n    payers: vehicle\n    split: huset", "    payers: vehicle")),
    "contract.cherry_picking": (("    terms: [{id: fee, fixed: 25 000 kr, due: \"2024-01-15, 2024-07-15\"}]\n    payers: vehicle\n    split: huset", "    payers: vehicle"),),
    "contract.reserved_name": (("- {id: index, measured: both}", "- {id: index, measured: both}\n- {id: everybody, measured: all}"),),
    "contract.ceilings_below_cap": (("{at_most: 90 % of planned units, for: total, excess: lost}", "{at_most: 300 000 kr, for: total, excess: lost}"),),
}  # fmt: skip
"""What else must be written differently for the rule to be broken."""


@pytest.mark.requirement("CON-01", "CON-02", "CON-03", "CON-19")
@pytest.mark.parametrize("name", ["whole", "flows"])
def test_a_contract_in_order_gets_no_remark(
    name: str, text_of: Callable[..., str], examine: Callable[..., Any]
) -> None:
    contract, problems = examine(text_of(name), name)
    assert contract is not None
    assert problems == ()


def _broken(row: tuple[str, str, str, str, str], text_of: Callable[..., str], examine: Callable[..., Any]) -> Any:
    code, name, old, new, _ = row
    text = text_of(name, (old, new), *BESIDES.get(code, ()))
    return text.splitlines(), examine(text, name)


def _ids(rows: list[tuple[str, str, str, str, str]]) -> list[str]:
    return [f"{row[0].removeprefix('contract.')}-{number}" for number, row in enumerate(rows)]


@pytest.mark.parametrize("row", ERRORS, ids=_ids(ERRORS))
def test_a_broken_rule_is_an_error_where_it_stands(
    row: tuple[str, str, str, str, str], text_of: Callable[..., str], examine: Callable[..., Any]
) -> None:
    lines, (contract, problems) = _broken(row, text_of, examine)
    assert contract is not None
    assert {problem.code for problem in problems if problem.is_error} == {row[0]}
    assert row[4] in lines[next(p for p in problems if p.code == row[0]).place.line - 1]


@pytest.mark.parametrize("row", WARNINGS, ids=_ids(WARNINGS))
def test_a_doubtful_choice_is_a_warning_where_it_stands(
    row: tuple[str, str, str, str, str], text_of: Callable[..., str], examine: Callable[..., Any]
) -> None:
    lines, (contract, problems) = _broken(row, text_of, examine)
    assert contract is not None
    assert {problem.code for problem in problems} == {row[0]}
    assert not any(problem.is_error for problem in problems)
    assert row[4] in lines[problems[0].place.line - 1]
