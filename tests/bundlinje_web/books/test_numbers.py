"""Every number of the fund by its code is explained down to the books, and the parts make it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from bundlinje.explanation import DoesNotAddUp
from bundlinje.fund import Fund
from bundlinje.fund.headroom import headroom
from bundlinje.fund.reconcile import comparisons
from bundlinje.fund.reservations import by_line, reservations
from bundlinje.fund.table2 import differences, table2
from bundlinje_web.bridge.explaining import How, Why, added, stated
from bundlinje_web.bridge.fund import fund_in
from bundlinje_web.bridge.fund_numbers import FundNumbers, NoSuchNumber

AARHUS = Path(__file__).parents[3] / "examples" / "aarhus"
PROGRESS = ("invested", "to_invest", "received", "budgeted", "calculated", "ratio", "paid_out", "repaid")


@pytest.fixture(scope="module")
def fund() -> Fund:
    return fund_in(AARHUS)


def _codes(fund: Fund) -> Iterator[str]:
    yield from (f"fund.table2.{line}.{column}" for line, column in fund.cells)
    tables = ("total", "balance", "printed.total", "printed.balance", "difference.total", "difference.chain")
    yield from (f"fund.{table}.{column.id}" for column in fund.columns for table in tables)
    for chain in headroom(fund):
        yield f"fund.{chain.code}"
        yield from (f"fund.{chain.code}.{step.code.rpartition('.')[2]}" for step in chain.steps)
    for one in reservations(fund):
        yield from (f"fund.reservations.{one.basis}{part}" for part in ("", ".expected", ".free_if_repaid"))
    yield from (f"fund.reserved.{line}" for line, _ in by_line(fund, fund.accounts[-1].id))
    yield from (f"fund.progress.{line.id}.{what}" for line in fund.investments() for what in PROGRESS)
    yield from (f"fund.check.{one.where}{part}" for one in comparisons(fund) for part in ("", ":printed", ":computed"))
    yield from (f"fund.year.{what}" for what in ("spent", "received", "net"))
    yield from (f"fund.sum.{what}" for what in ("capital", "paid", "received"))
    yield from (f"fund.raised.all.{what}" for what in ("council", "all_investors"))


def _opened(numbers: FundNumbers, code: str, seen: dict[str, Why]) -> None:
    """Open a number and all it is made of. A tree that does not add up cannot be made."""
    if code not in seen:
        seen[code] = numbers.why(code)
        for part in seen[code].walk():
            if part.code:
                _opened(numbers, part.code, seen)


@pytest.mark.requirement("REP-14")
@pytest.mark.parametrize("effect", [None, Fraction(60, 100), Fraction(120, 100)])
def test_every_number_opens_down_to_what_somebody_wrote(fund: Fund, effect: Fraction | None) -> None:
    numbers, seen = FundNumbers(fund, effect), {}
    for code in _codes(fund):
        _opened(numbers, code, seen)
    assert len(seen) > 500
    shut = [code for code, why in seen.items() if not why.is_open]
    assert shut == []


def test_the_values_are_those_of_the_engine(fund: Fund) -> None:
    numbers, table = FundNumbers(fund), table2(fund)
    for column in fund.columns:
        assert numbers.why(f"fund.total.{column.id}").value == table.total[column.id].ore
        assert numbers.why(f"fund.balance.{column.id}").value == table.balance[column.id].ore
        assert numbers.why(f"fund.difference.total.{column.id}").value == differences(fund).total[column.id]
    for one in comparisons(fund):
        assert numbers.why(f"fund.check.{one.where}").value == one.difference
    for chain in headroom(fund):
        assert numbers.why(f"fund.{chain.code}").value == chain.result.ore


@pytest.mark.requirement("FND-11")
def test_a_cell_at_another_effect_is_a_share_of_the_budgeted_one(fund: Fund) -> None:
    line, column = next(key for key in fund.cells if key[0].endswith("_rb") and key[1].startswith("B"))
    why = FundNumbers(fund, Fraction(60, 100)).why(f"fund.table2.{line}.{column}")
    assert why.how is How.PRODUCT
    assert why.value == Fraction(fund.cells[line, column].known) * 60 / 80


def test_a_leaf_names_its_document_and_its_line_in_our_file(fund: Fund) -> None:
    why = FundNumbers(fund).why("fund.table2.job_bootcamp.R2020")
    assert why.source.title == fund.facts.documents["annual-report-2024"].title
    assert why.source.file.endswith("accounts.yaml")
    assert why.source.line


def test_a_code_that_is_no_number_is_refused(fund: Fund) -> None:
    for code in (
        "fund.table2.rotter.R2020",
        "fund.balance.R1999",
        "fund.nothing",
        "other.table2",
        "fund.check.text.no",
    ):
        with pytest.raises(NoSuchNumber):
            FundNumbers(fund).why(code)


def test_a_tree_that_does_not_add_up_cannot_be_made() -> None:
    one, two = stated("one", 1), stated("two", 2)
    assert added("three", (one, two)).value == 3
    with pytest.raises(DoesNotAddUp):
        Why("four", Fraction(4), how=How.SUM, parts=(one, two))
    assert added("unknown", (one, stated("none", None))).value is None
