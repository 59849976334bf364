"""What the contracts are expected to bring the Council, beside the budget at full effect: the README's own table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from bundlinje.money import round_half_away
from bundlinje.planned.expected import ExpectedPayments

EXAMPLES = Path(__file__).parents[3] / "examples" / "aarhus"
LINES = {
    "housing_first_rb": ("hjem-job-og-helhed", "havnen"),
    "dialog_mod_vold_rb": ("dialog-mod-vold",),
    "ungifokus_rb": ("ungifokus",),
    "laer_for_livet_rb": ("laer-for-livet",),
    "din_vej_i_job_rb": ("din-vej-i-job",),
    "ips_plus_rb": ("ips-plus",),
    "flere_kloge_haender_rb": ("flere-kloge-haender",),
}
COLUMNS = {"B2025": (2025,), "B2026": (2026,), "B2027": (2027,), "B2028": (2028,), "later": tuple(range(2029, 2035))}
BUDGETED_EFFECT = Fraction(8, 10)
COUNCIL = "raadet"
THOUSAND_KRONER = 100_000

Expect = Callable[[str], ExpectedPayments]
Cells = tuple[int, ...]


def _budget(line: str) -> Cells:
    """The budgeted payments of a line at full effect, in 1 000 kr."""
    book: dict[str, Any] = yaml.safe_load((EXAMPLES / "books" / "budget.yaml").read_text(encoding="utf-8"))
    cells = next(row["cells"] for row in book["rows"] if row["line"] == line)
    amounts = [cells.get(column, 0) for column in COLUMNS]
    return tuple(round_half_away(-_amount(cell) / BUDGETED_EFFECT) for cell in amounts)


def _amount(cell: Any) -> int:
    amount: int = cell["amount"] if isinstance(cell, dict) else cell
    return amount


def _expected(expected: Expect, line: str) -> Cells:
    """What the Council is expected to receive by the contracts' own terms, in 1 000 kr."""
    received = [expected(name).receivers for name in LINES[line]]
    by_column = (
        sum(years.get(year, {}).get(COUNCIL, 0) for years in received for year in column) for column in COLUMNS.values()
    )
    return tuple(round_half_away(Fraction(ore, THOUSAND_KRONER)) for ore in by_column)


def _told() -> Iterator[tuple[str, Cells, Cells]]:
    """The rows of the README's table: line, expected cells, budgeted cells."""
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for line, rest in re.findall(r"^\| `(\w+_rb)` \|(.*)\|$", text, re.MULTILINE):
        pairs = [cell.replace("\N{NO-BREAK SPACE}", "").replace(" ", "").split("/") for cell in rest.split("|")]
        yield line, tuple(int(first) for first, _ in pairs), tuple(int(second) for _, second in pairs)


@pytest.mark.parametrize("line", sorted(LINES))
def test_the_readme_tells_what_is_expected_and_what_is_budgeted_at_full_effect(expected: Expect, line: str) -> None:
    told = {name: (ours, budget) for name, ours, budget in _told()}
    assert told[line] == (_expected(expected, line), _budget(line))


def test_the_readme_tells_of_every_line_that_has_a_budget_of_payments() -> None:
    book: dict[str, Any] = yaml.safe_load((EXAMPLES / "books" / "budget.yaml").read_text(encoding="utf-8"))
    budgeted = [row["line"] for row in book["rows"] if row["line"].endswith("_rb")]
    assert [line for line, _, _ in _told()] == budgeted


def test_at_19_of_42_din_vej_i_job_pays_within_a_tenth_of_its_budget_at_full_effect(
    expected: Expect,
) -> None:
    for ours, budget in zip(_expected(expected, "din_vej_i_job_rb"), _budget("din_vej_i_job_rb"), strict=True):
        assert abs(ours - budget) <= budget / Fraction(10)
