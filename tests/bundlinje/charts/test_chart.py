"""Saving: the picture as its suffix says, and its table beside it."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from tests.bundlinje.charts.conftest import drawn, name

from bundlinje import charts
from bundlinje.charts.csv_file import as_csv
from bundlinje.charts.data import About, Cumulated, Curve
from bundlinje.problems import Refused
from bundlinje.report.table import Code, Count, Kroner, Percent, Row, Table, Thousands, Times


@pytest.mark.parametrize(("suffix", "begins"), [(".svg", b"<svg"), (".png", b"\x89PNG"), (".SVG", b"<svg")])
def test_a_chart_is_saved_as_its_suffix_says_with_its_table_beside_it(
    suffix: str, begins: bytes, tmp_path: Path
) -> None:
    picture, table = drawn("fan").save(tmp_path / f"fond{suffix}")
    assert (picture.name, table.name) == (f"fond{suffix}", "fond.csv")
    assert picture.read_bytes().startswith(begins)
    assert table.read_text("utf-8-sig") == drawn("fan").csv().replace("\r\n", "\n")


def test_another_suffix_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        drawn("fan").save(tmp_path / "fond.pdf")
    (problem,) = refused.value.problems
    assert (problem.code, problem.values["suffix"]) == ("charts.suffix", ".pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_table_for_a_danish_spreadsheet_has_semicolons_and_decimal_commas() -> None:
    table = Table(
        "t",
        (Code("charts/heading.year"), "a", "b", "c", "d", "e"),
        (
            Row("2026", (Kroner(-123_450), Thousands(3_829_750_000), Percent(Fraction(1, 8)), Count(1_200), None)),
            Row("=1+1", (Kroner(100), Thousands(None), Percent(Fraction(1, 3)), Times(Fraction(5, 2)), "-x")),
        ),
        notes=("Kilde; x",),
    )
    lines = as_csv(table, "da").split("\r\n")
    assert lines[0] == "År;a;b;c;d;e"
    assert lines[1] == "2026;-1234,5;38297,5;0,125;1200;"
    assert lines[2] == "'=1+1;1;?;0,333333;2,5;'-x"
    assert lines[3:] == ["", '"Kilde; x"', ""]


def test_a_table_for_an_english_spreadsheet_has_commas_and_decimal_points() -> None:
    table = Table("t", (Code("charts/heading.year"), "a"), (Row("2026", (Kroner(-123_450),)),))
    assert as_csv(table, "en") == "Year,a\r\n2026,-1234.5\r\n"


def test_the_table_of_a_chart_tells_every_oere() -> None:
    about = About(name("Netto", "Net"))
    chart = charts.cumulated(Cumulated(about, (Curve("netto", ((2026, 123_456_789_01), (2027, -1))),)))
    rows = list(csv.reader(chart.csv().splitlines(), delimiter=";"))
    assert rows[1:] == [["2026", "123456,78901"], ["2027", "-0,00001"]]
    assert rows[0] == ["År", "netto (1.000 kr.)"]


def test_a_chart_says_its_own_title_where_it_is_given_one() -> None:
    about = About(name("Netto", "Net"), title=name("vi tjener det hjem", "we earn it back"))
    chart = charts.cumulated(Cumulated(about, (Curve("netto", ((2026, -1), (2027, 100_000))),), 2027), "en")
    assert chart.title == "We earn it back"
    assert "breaks even in 2027" in chart.description
