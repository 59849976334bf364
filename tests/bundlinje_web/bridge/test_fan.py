"""Every number in the table of a payments' fan is the number that its reasons add up to."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundlinje.money import ORE_PER_KRONE
from bundlinje.report.table import Thousands
from bundlinje_web.bridge.ahead_numbers import fan_codes, why_contract
from bundlinje_web.bridge.charts import payments_fan
from bundlinje_web.bridge.forecast import contract_ahead

AARHUS = Path(__file__).parents[3] / "examples" / "aarhus"
NEAREST = 500 * ORE_PER_KRONE
"""The table is in thousands of kroner; half of one is what rounding may move."""


@pytest.mark.parametrize("code", ["hjem-job-og-helhed", "laer-for-livet"])
def test_each_number_of_the_fan_is_the_sum_of_the_years_in_the_world_it_was_taken_from(code: str) -> None:
    view = contract_ahead((AARHUS / "contracts" / f"{code}.yaml").read_text("utf-8"), code, AARHUS)
    rows, codes = payments_fan(view, "da").table.rows, fan_codes(view, code)
    assert {
        (row, column) for row, each in enumerate(rows) for column, cell in enumerate(each.cells[:-1]) if cell
    } == set(codes)
    for (row, column), address in codes.items():
        why, cell = why_contract(view, code, address.split(".", 2)[2]), rows[row].cells[column]
        assert isinstance(cell, Thousands)
        assert cell.ore is not None
        assert why.value is not None
        assert abs(why.value - cell.ore) <= NEAREST
        assert sum(part.value or 0 for part in why.parts) == why.value
        assert len(why.parts) == row + 1


def test_a_year_that_is_not_ahead_has_no_such_number() -> None:
    code = "hjem-job-og-helhed"
    view = contract_ahead((AARHUS / "contracts" / f"{code}.yaml").read_text("utf-8"), code, AARHUS)
    for name in ("until-1999.p50", "until-.p50", "until-soon.p50"):
        with pytest.raises(KeyError):
            why_contract(view, code, name)
