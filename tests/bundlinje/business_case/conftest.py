"""An invented business case that tests may change, and a way to write one in a few lines."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.read import examine_case, parse_case
from bundlinje.problems import Problem

CASE = """\
# Invented: nobody has run this intervention.
case: invented
title: {da: Opfundet indsats, en: Invented intervention}
theory_of_change: Støtte giver job.
alternative: Den almindelige indsats.
knowledge:
- {party: msb, text: Opfundet erfaring, source: Opfundet}
base_year: 2022
price_year: 2022
horizon: 4 years
parties: {msb: municipality, mso: municipality, raadet: investor}
budgets:
  mso: {decentral: 75 %, non-decentral: 25 %}
cohorts:
- {start: 2023, participants: 30, completion: 90 %, takes: 1 year}
- {start: 2024, participants: 20, completion: 90 %, takes: 1 year}
effects:
  in-work: {with: 50 %, of: 42, without: 10 %, evidence: 2, source: Opfundet}
consequences:
- {id: support, of: in-work, price: benefit, quantity: {each_year: 6}, department: msb, budget: decentral}
- {id: beds, of: in-work, price: bed-day, quantity: [3, 2, 1, 1, 1], cashable: false}
- {id: homes, of: in-work, price: home, quantity: {each_year: 1}, department: mso}
- {id: study, of: in-work, price: grant, quantity: {each_year: 2}, saves: false}
prices:
  benefit: {amount: 11 944 kr, unit: month, year: 2022, ladder: {entry_week: 53}, source: Opfundet}
  bed-day: {amount: 4 000 kr, unit: day, year: 2022, split: {region: 100 %}, source: Opfundet}
  home: {amount: 20 000.01 kr, unit: year, year: 2022, split: {municipality: 100 %}, source: Opfundet}
  grant: {amount: 6 000 kr, unit: month, year: 2022, split: {state: 100 %}, source: Opfundet}
costs:
- {id: advisers, kind: running, payer: raadet, year: 2023-2024, amount: 1 475 000 kr}
- {id: contract, kind: transaction, payer: raadet, year: 2022, amount: 100 000 kr}
- {id: measuring, kind: evaluation, payer: msb/decentral, by_year: {2025: 40 000 kr, 2026: 20 000 kr}}
- {id: material, kind: material, payer: raadet, per: participant, amount: 500 kr}
- {id: old-course, kind: replaced, payer: msb/decentral, per: participant, amount: 2 000 kr}
"""


def changed(raw: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The data of a case with another value at a path such as `cohorts.0.start`; None deletes what stands there."""
    data = copy.deepcopy(raw)
    *steps, last = path.split(".")
    inside: Any = data
    for step in steps:
        inside = inside[int(step)] if isinstance(inside, list) else inside.setdefault(step, {})
    if value is None:
        del inside[last]
    elif isinstance(inside, list):
        inside[int(last)] = value
    else:
        inside[last] = value
    return data


@cache
def raw_case() -> dict[str, Any]:
    """The invented case as plain data."""
    data: dict[str, Any] = yaml.safe_load(CASE)
    return data


MakeCase = Callable[..., Case]
Examine = Callable[..., tuple[Problem, ...]]


def make_case(changes: dict[str, Any] | None = None) -> Case:
    """The invented case with some paths changed."""
    data = raw_case()
    for path, value in (changes or {}).items():
        data = changed(data, path, value)
    return Case.model_validate(data)


@pytest.fixture(scope="session")
def case_text() -> str:
    return CASE


@pytest.fixture(scope="session")
def case() -> Case:
    return parse_case(CASE, "invented.yaml")


@pytest.fixture(scope="session")
def make() -> MakeCase:
    return make_case


@pytest.fixture
def examine(tmp_path: Path) -> Examine:
    """What the reader has to say about the invented case with a piece of its text replaced."""

    def look(old: str = "", new: str = "") -> tuple[Problem, ...]:
        assert old in CASE, old
        path = tmp_path / "invented.yaml"
        path.write_text(CASE.replace(old, new, 1), encoding="utf-8")
        return examine_case(path, "invented.yaml")[1]

    return look
