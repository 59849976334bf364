"""A reference that is replaced by another from a follow-up, a date or a cohort on. Contract and people are invented."""

from __future__ import annotations

import pytest

from bundlinje.contract.read import parse_contract
from bundlinje.facts import facts_from_rows
from bundlinje.settlement.settle import settle_history

TEXT = """
contract: aftrapning
title: Opdigtet aftale om færre døgn på herberg
parties:
  by: {name: Bakkeby Kommune, roles: [authority, payer, provider]}
  fond: {name: Bakkeby Fond, roles: [investor]}
cohort:
  unit: person
  who: Unge uden bolig
  intake: {from: 2024-01-01, until: 2024-12-31, planned: 2}
facts:
  admitted: {enrolment: Visiteret}
  shelter: {spell: Døgn på herberg, coverage: complete}
measures:
  nights: {days_in: shelter, over: {span: 6 months, before: follow-up, partly_in: left out}}
figures:
  mean-nights: {mean: nights, among: due}
  fewer-nights:
    figure: mean-nights
    better: lower
    compared_with: {until: UNTIL, first: {target: 10 days}, then: {target: 8 days}}
    as: difference
follow_ups: [2025-06-30, 2025-12-31]
leaves: {dropped: stays, died: left out, moved: stays, withdrew: left out, second_course: counts, other_project: both}
terms:
- {id: fewer, per: day, of: fewer-nights, at: each follow-up, pays: 1 000 kr, if_worse: nothing}
payers: by
receivers: fond
corrections: {less: repaid}
"""


@pytest.mark.parametrize("until", ["{follow_up: 2}", "{date: 2025-07-01}"])
def test_the_second_reference_holds_from_its_moment_on(until: str) -> None:
    contract = parse_contract(TEXT.replace("UNTIL", until))
    facts = facts_from_rows(contract.facts, enrolments=[{"unit": name, "from": "2024-02-01"} for name in ("ea", "liv")])
    assert [one.total_ore for one in settle_history(contract, facts)] == [10_000_00, 8_000_00]


def test_a_pooled_figure_belongs_to_no_cohort_so_a_cohorts_reference_never_begins() -> None:
    contract = parse_contract(TEXT.replace("UNTIL", "{cohorts: [all]}"))
    facts = facts_from_rows(contract.facts, enrolments=[{"unit": "ea", "from": "2024-02-01"}])
    assert [one.total_ore for one in settle_history(contract, facts)] == [10_000_00, 10_000_00]
