"""A case that is written reads back as the same case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.read import parse_case, read_case
from bundlinje.business_case.write import write_case

MakeCase = Callable[..., Case]
CASES = sorted((Path(__file__).parents[3] / "examples" / "aarhus" / "cases").glob("*.yaml"))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"cohorts.0.participants": {"value": 30, "assumed": "Plan"}, "optimism": {2: "15 %"}},
        {"prices.home.amount": {"unknown": "Ikke offentlig"}, "expects": {"dropped-out": "8.1 %", "saving": "1 kr"}},
        {"effects.in-work.with": "19/42", "indices": {"net-price": {2023: "-1 %"}}, "mode": "budget"},
        {"consequences.0.fade": ["10 %", "5 %"], "consequences.1.spread": {"cv": "20 %"}, "note": "Ja: nej"},
    ],
)
def test_a_written_case_reads_back_as_itself(make: MakeCase, changes: dict[str, object]) -> None:
    case = make(changes)
    assert parse_case(write_case(case)) == case


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_of_the_fund_reads_back_as_itself(path: Path) -> None:
    case = read_case(path)
    assert parse_case(write_case(case)) == case
    assert parse_case(write_case(case)).digest() == case.digest()
