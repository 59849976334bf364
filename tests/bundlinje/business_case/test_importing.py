"""Tables from a spreadsheet: Danish and English, every mistake with its row and column, all rows or none."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.import_cells import Unreadable, kroner, number, share, unit, whole, yes
from bundlinje.business_case.importing import import_table
from bundlinje.business_case.values import exact
from bundlinje.data.payers import Payer
from bundlinje.data.units import Unit
from bundlinje.problems import Problem, Refused
from bundlinje.words.problems import say

MakeCase = Callable[..., Case]

PRICES = """\
Pris;Titel;Beløb;Enhed;Prisår;Kommune;Stat;Kilde
home;Bolig;21.000,50;år;2022;60 %;40 %;Opfundet
dag;Dagtilbud;"1 250,5";døgn;2021;100%;;Opfundet
"""
CONSEQUENCES = """\
id,effekt,pris,t0,t1,t2,t3,t4,forvaltning,budget,kan høstes,realiseret
homes,in-work,home,1,1,0.5,0.5,0,msb,decentral,nej,60%
more,in-work,bed-day,2,2,2,2,2,,,ja,
"""


def write(tmp_path: Path, text: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def refused(path: Path, table: str, case: Case) -> list[Problem]:
    with pytest.raises(Refused) as found:
        import_table(path, table, case)  # type: ignore[arg-type]
    return list(found.value.problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_prices_are_taken_in_as_danish_programs_write_them(make: MakeCase, tmp_path: Path, encoding: str) -> None:
    found = import_table(write(tmp_path, PRICES, encoding=encoding), "prices", make())
    home = found.case.prices["home"]
    assert exact(home.amount) == 2_100_050
    assert (home.unit, home.year) == (Unit.YEAR, 2022)
    assert home.split is not None
    assert {payer: exact(rate) for payer, rate in home.split.items()} == {
        Payer.MUNICIPALITY: Fraction(3, 5),
        Payer.STATE: Fraction(2, 5),
    }
    assert exact(found.case.prices["dag"].amount) == 125_050
    assert (found.added, found.replaced) == (("dag",), ("home",))


def test_consequences_keep_their_order_and_new_ones_come_last(make: MakeCase, tmp_path: Path) -> None:
    found = import_table(write(tmp_path, CONSEQUENCES), "consequences", make())
    assert [one.id for one in found.case.consequences] == ["support", "beds", "homes", "study", "more"]
    homes = found.case.consequences[2]
    assert [exact(number) for number in homes.quantity.years or ()] == [1, 1, Fraction(1, 2), Fraction(1, 2), 0]
    assert not homes.cashable
    assert homes.realised is not None
    assert exact(homes.realised) == Fraction(3, 5)
    assert found.case.consequences[4].realised is None


def test_a_workbook_is_read_as_a_text_file_is(make: MakeCase, tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("prices")
        rows = [("pris", "beløb", "enhed", "prisår", "region"), ("scan", 1234.5, "besøg", 2022, 1)]
        for line, cells in enumerate(rows):
            sheet.write_row(line, 0, cells)
    found = import_table(path, "prices", make({"consequences.1.price": "scan"}))
    assert exact(found.case.prices["scan"].amount) == 123_450
    assert found.case.prices["scan"].split is not None


def test_every_mistake_is_told_with_its_row_and_column_and_nothing_is_taken_in(make: MakeCase, tmp_path: Path) -> None:
    text = PRICES.replace("21.000,50", "mange").replace("100%", "50 %").replace("døgn", "snes")
    found = refused(write(tmp_path, text), "prices", make())
    assert {(p.code, p.place.line, p.place.column) for p in found} == {
        ("case.import_number", 2, 3),
        ("shape.not_one_of", 3, 4),
    }
    assert all(say(problem, "da") and say(problem, "en") for problem in found)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("in-work,home", "in-wrok,home", "case.unknown_effect"),
        ("in-work,home", "in-work,hoem", "case.unknown_price"),
        ("1,1,0.5", "1,,0.5", "case.import_year_blank"),
        ("nej", "måske", "case.import_yes"),
        ("kan høstes", "høstbar", "case.import_column"),
        ("t1", "t0", "case.import_column_twice"),
        ("more,", "homes,", "case.repeated_id"),
        ("msb,decentral", "raadet,decentral", "case.unknown_department"),
    ],
)
def test_a_mistake_in_a_table_stops_it(make: MakeCase, tmp_path: Path, old: str, new: str, code: str) -> None:
    found = refused(write(tmp_path, CONSEQUENCES.replace(old, new, 1)), "consequences", make())
    assert code in {problem.code for problem in found}
    assert all(problem.place.file == "table.csv" for problem in found)


def test_a_file_that_is_not_there_is_refused(make: MakeCase, tmp_path: Path) -> None:
    assert [p.code for p in refused(tmp_path / "none.csv", "prices", make())] == ["file.unreadable"]


@pytest.mark.parametrize(
    ("cell", "mark", "told"),
    [
        ("1.234.567,5", ",", "1234567.5"),
        ("1 234,50", ",", "1234.50"),
        ("1,234,567.5", ".", "1234567.5"),
        ("12", ".", "12"),
        ("−3,5", ",", "−3.5"),
        ("12 %", ",", "12 %"),
    ],
)
def test_a_number_is_told_alike_whichever_mark_parts_it(cell: str, mark: str, told: str) -> None:
    assert number(cell, mark) == told


@pytest.mark.parametrize(
    ("read", "cell", "code"),
    [
        (number, "1.234", "case.import_number_unclear"),
        (number, "1.23.4", "case.import_number"),
        (whole, "1,5", "case.import_whole"),
        (kroner, "1,005", "case.import_ore"),
        (yes, "måske", "case.import_yes"),
    ],
)
def test_an_unclear_cell_is_not_guessed_at(read: Callable[[str, str], object], cell: str, code: str) -> None:
    with pytest.raises(Unreadable) as found:
        read(cell, ",")
    assert found.value.code == code


def test_shares_and_units_are_read_as_people_write_them() -> None:
    assert [share(cell, ",") for cell in ("60 %", "0,6", "1", "0,125", "0")] == [
        "60 %",
        "60 %",
        "100 %",
        "12.5 %",
        "0 %",
    ]
    assert [unit(cell, ",") for cell in ("Måned", "month", "døgn")] == ["month", "month", "day"]
    assert [kroner(cell, ",") for cell in ("1.000.000", "12,5", "7 kr.")] == ["1000000 kr", "12.50 kr", "7 kr"]
