"""The cases come to what public documents print of them, at the precision they print."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.budget_views import DepartmentRow, by_horizon, department_row
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.published import compared
from bundlinje.business_case.worked import Worked
from bundlinje.contract.model import Contract

WorkOut = Callable[..., Worked]
ReadCase = Callable[[str], Case]
ReadContract = Callable[[str], Contract]

TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[3] / "examples" / "aarhus" / "books" / "department-table.yaml").read_text("utf-8")
)
ROWS = {row["agreement"]: row["cells"] for row in TABLE["rows"]}
UNTIL = {"laer-for-livet": 2040}
"""The table holds figures until 2030, and of this one agreement until 2040 (its note **)."""


def _printed(ore: int) -> str:
    """Øre as the table prints them: millions with one decimal."""
    million = (Decimal(ore) / 100_000_000).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return str(million or abs(million)).replace(".", ",")


def _number(cell: str) -> str:
    return cell.split(maxsplit=1)[0]


def _row(worked: WorkOut, name: str, until: int | None = None) -> DepartmentRow:
    return department_row(worked(name), "msb", until=until or UNTIL.get(name, 2030))


@pytest.mark.requirement("BC-08")
@pytest.mark.parametrize("name", sorted(ROWS))
def test_the_departments_table_of_september_2022_comes_out(worked: WorkOut, name: str) -> None:
    row = _row(worked, name)
    cells = {
        "investment": row.investment, "repayment": row.repayment, "savings": row.saving, "net": row.net,
    }  # fmt: skip
    assert {column: _printed(ore) for column, ore in cells.items()} == {
        column: _number(cell) for column, cell in ROWS[name].items()
    }


@pytest.mark.requirement("BC-08")
@pytest.mark.parametrize("name", sorted(ROWS))
def test_net_is_savings_less_repayment(worked: WorkOut, name: str) -> None:
    row = _row(worked, name)
    assert row.net == row.saving - row.repayment


@pytest.mark.requirement("BC-08")
def test_the_columns_sum_to_what_the_text_says(worked: WorkOut) -> None:
    rows = [_row(worked, name) for name in ROWS]
    assert sum(Decimal(_printed(row.investment).replace(",", ".")) for row in rows) == Decimal("59.7")
    assert sum(Decimal(_printed(row.repayment).replace(",", ".")) for row in rows) == Decimal("14.1")
    assert sum(Decimal(_printed(row.saving).replace(",", ".")) for row in rows) == Decimal("22.9")


@pytest.mark.requirement("BC-08")
def test_by_2030_all_five_together_save_the_18_2_million_of_the_text(worked: WorkOut) -> None:
    saved = [_row(worked, name, until=2030).saving for name in ROWS]
    assert sum(Decimal(_printed(ore).replace(",", ".")) for ore in saved) == Decimal("18.2")


def _surplus(worked: WorkOut, name: str) -> dict[int, int]:
    return {row.until: row.surplus for row in by_horizon(worked(name))}


@pytest.mark.requirement("BC-05")
@pytest.mark.parametrize(
    ("name", "years", "until", "printed"), [("din-vej-i-job", 7, 2029, "0,4"), ("ips-plus", 8, 2030, "0,1")]
)
def test_the_municipal_surplus_over_so_many_years_is_the_printed_one(
    worked: WorkOut, name: str, years: int, until: int, printed: str
) -> None:
    rows = {row.years: row for row in by_horizon(worked(name))}
    assert rows[years].until == until
    assert _printed(rows[years].surplus) == printed


@pytest.mark.requirement("BC-05")
def test_ips_plus_breaks_even_in_2030_and_stays_there(worked: WorkOut) -> None:
    break_even = bottom_line(worked("ips-plus"), "municipality").break_even
    assert (break_even.first, break_even.stays) == (2030, 2030)


@pytest.mark.requirement("BC-05")
def test_din_vej_i_job_is_in_deficit_until_shortly_before_the_year_of_the_printed_surplus(worked: WorkOut) -> None:
    surplus = _surplus(worked, "din-vej-i-job")
    assert all(surplus[year] < 0 for year in range(2023, 2028))
    assert surplus[2029] > 0


@pytest.mark.parametrize("name", [*sorted(ROWS), "din-vej-i-job", "ips-plus"])
def test_what_a_case_says_was_published_is_what_it_comes_to(worked: WorkOut, name: str) -> None:
    rows = compared(worked(name))
    assert rows
    for row in rows:
        assert row.own is not None
        assert row.stated is not None
        assert _printed(row.own) == _printed(row.stated), row.what


@pytest.mark.requirement("BC-10")
def test_expected_rates_are_inputs_as_they_were_published(case: ReadCase) -> None:
    half = case("din-vej-i-job").effects["in-work"]
    assert half.with_ is not None
    assert half.with_.value is not None
    assert half.with_.value.text() == "50 %"
    assert "ca. halvdelen kommer i beskæftigelse" in (half.with_.source or "")
    diabetes = case("sammen-om-diabetes").effects["lower-hba1c"].with_
    assert diabetes is not None
    assert diabetes.value is not None
    assert diabetes.value.text() == "31 %"
