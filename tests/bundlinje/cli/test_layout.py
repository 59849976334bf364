"""What fits where: tables fold and part in a narrow terminal, numbers never break, texts hang under their number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.bundlinje.cli.running import AARHUS, ROOT

from bundlinje.cli.columns import Column, blocks, columns_of, fitted, total
from bundlinje.cli.prose import beside, folded
from bundlinje.cli.tables import drawn_lines
from bundlinje.fund import read_fund
from bundlinje.report.fund_tables import progress_tables, table2_table
from bundlinje.report.reconcile_tables import reconcile_table
from bundlinje.report.table import Count, Row, Table
from bundlinje.words.explanation import Line

FUND = read_fund(ROOT / AARHUS)
TABLES = {"table2": table2_table(FUND), "progress": progress_tables(FUND)[0], "reconcile": reconcile_table(FUND)}
WIDTHS = (80, 100, 120, 160, 300)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_no_line_is_wider_than_the_terminal(name: str, width: int, language: str) -> None:
    lines = list(drawn_lines(TABLES[name], language, width))  # type: ignore[arg-type]
    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_number_of_a_table_stands_whole_on_one_line(width: int) -> None:
    shown = " ".join(drawn_lines(TABLES["table2"], "da", width)).split()
    cells = [cell for column in columns_of(TABLES["table2"], "da")[1:] for cell in column.cells if cell]
    assert [cell for cell in cells if cell not in shown] == []


def test_a_table_with_room_enough_stands_in_one_piece() -> None:
    columns = columns_of(TABLES["table2"], "da")
    assert blocks(columns, 300) == [columns]
    assert fitted(columns, 300) == [column.natural for column in columns]


def test_every_block_of_a_parted_table_begins_with_the_labels() -> None:
    columns = columns_of(TABLES["table2"], "da")
    parted = blocks(columns, 80)
    assert len(parted) > 1
    assert {block[0] for block in parted} == {columns[0]}
    assert [column for block in parted for column in block[1:]] == columns[1:]


def test_headings_fold_before_a_table_is_parted() -> None:
    labels, wide = Column("Line", ("a",), is_text=True), Column("A long heading", ("1.000",))
    assert wide.narrowest == len("heading")
    assert fitted([labels, wide], total([4, 8])) == [4, 8]


def test_a_column_of_texts_that_says_nothing_is_left_out() -> None:
    table = Table("t", ("line", "cohort", "amount"), (Row("a", (None, Count(1))),), text_columns=(0, 1))
    assert [column.heading for column in columns_of(table, "da")] == ["line", "amount"]


@given(
    st.lists(st.builds(Column, st.text("ab ", min_size=1), st.lists(st.text("1."), min_size=1).map(tuple)), min_size=1),
    st.integers(20, 200),
)
def test_a_column_is_never_narrower_than_its_longest_number(columns: list[Column], room: int) -> None:
    for column, width in zip(columns, fitted(columns, room), strict=True):
        assert max(map(len, column.cells)) <= width


def test_a_clause_that_folds_hangs_under_its_text() -> None:
    text = "3.4 Det er planlagt at visitere 45 personer i alt"
    assert folded(text, 30) == ["3.4 Det er planlagt at", "    visitere 45 personer i alt"]


def test_an_item_that_folds_hangs_under_its_text() -> None:
    assert folded("    a) one two three four", 16) == ["    a) one two", "       three", "       four"]


def test_an_empty_line_stays_empty() -> None:
    assert folded("", 30) == [""]


def test_an_amount_stands_to_the_right_of_the_first_part_of_its_reason() -> None:
    lines = list(beside(Line(1, "for a home that was kept", 100, "1 kr."), left=16, right=6))
    assert lines == ["  for a home       1 kr.", "      that was", "      kept"]
