"""The Aarhus fund against the printed reports: Tabel 2 cell by cell, and every contradiction with both numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bundlinje.fund import Fund
from bundlinje.fund.progress import plan_against_actual
from bundlinje.report.fund_data import reconcile_data, table2_data
from bundlinje.report.fund_tables import table2_table
from bundlinje.report.table import Weight
from bundlinje.words.tables import text

GOLDEN = Path(__file__).parents[2] / "golden" / "aarhus_fund"


def _golden(name: str) -> Any:
    return yaml.safe_load((GOLDEN / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.requirement("FND-04", "FND-05", "FND-17", "PP-31")
def test_tabel_2_is_the_printed_table_cell_by_cell_in_the_printed_layout(aarhus: Fund) -> None:
    golden = _golden("table2")
    table = table2_table(aarhus)
    shown = [(text(row.label, "da"), [text(cell, "da") for cell in row.cells]) for row in table.rows]
    size = len(golden["rows"])
    assert [text(heading, "da") for heading in table.headings[1:]] == golden["columns"]
    assert shown[:size] == [(row["label"], row.get("cells", [])) for row in golden["rows"]]
    assert shown[size:][:4] == [
        ("I alt", golden["computed_total"]),
        ("Restbeløb i Fonden ult. året (80% effekt)", golden["computed_balance"]),
        ("I alt som trykt", golden["printed_total"]),
        ("Restbeløb som trykt", golden["printed_balance"]),
    ]


@pytest.mark.requirement("FND-06", "PP-31")
def test_a_table_that_does_not_reconcile_says_so_under_itself(aarhus: Fund) -> None:
    table = table2_table(aarhus)
    notes = [text(note, "da") for note in table.notes]
    assert table.alarm
    assert "TABELLEN STEMMER IKKE. Trykt og beregnet er forskellige her:" in notes
    assert [row.weight for row in table.rows[-2:]] == [Weight.DIFFERENCE, Weight.DIFFERENCE]


@pytest.mark.requirement("FND-06", "PP-31")
def test_every_contradiction_is_found_with_both_numbers_and_its_source(aarhus: Fund) -> None:
    found = reconcile_data(aarhus)
    assert [[one["where"], one["printed"], one["computed"], one["difference"]] for one in found] == _golden("reconcile")
    assert all(one["source"] in aarhus.facts.documents and one["quote"] for one in found)


def test_the_machine_shape_of_tabel_2_is_the_agreed_one(aarhus: Fund) -> None:
    data = table2_data(aarhus, "da")
    assert data["columns"] == [*(f"R{y}" for y in range(2020, 2025)), *(f"B{y}" for y in range(2025, 2029)), "later"]
    housing = next(row for row in data["rows"] if row["id"] == "housing_first")
    assert housing["label"] == "2 Housing First-indsatser"
    assert housing["group"] == "investment"
    assert housing["cells"]["R2020"] is None
    assert housing["cells"]["R2021"] == 1945
    assert data["total"]["B2025"] == 507
    assert data["printed"]["total"]["B2025"] == 1056
    assert data["printed"]["balance"]["R2024"] == 7781
    assert data["balance"]["R2024"] == 7700
    assert data["differences"]["total"]["B2025"] == 549
    assert [one["cell"] for one in data["assumed"]] == ["housing_first_rb/B2027"]


@pytest.mark.requirement("FND-18")
def test_what_each_investment_repays_is_its_printed_rows_added(aarhus: Fund) -> None:
    found = {
        one.line.id: [
            (one.invested + one.to_invest).known // 100_000,
            one.repaid.known // 100_000,
            round((one.ratio or 0) * 1000),
        ]
        for one in plan_against_actual(aarhus)
    }
    assert found == _golden("projects")
