"""Facts from CSV as Danish and English programs write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from bundlinje.dates import FOREVER, day_number, day_of
from bundlinje.facts import Facts, facts_from_rows, read_facts
from bundlinje.facts.base import FactKind
from bundlinje.problems import Place, Problem

Refuse = Callable[..., tuple[Problem, ...]]
Declared = Mapping[str, FactKind]

PLAIN = "fact,unit,from,until,value\njob,a,2024-01-01,2024-02-01,0.37\nshelter,b,2024-01-05,open,\n"
DANISH = "Faktum;Enhed;Fra;Til;Værdi\njob;a;01-01-2024;01.02.2024;37 %\nshelter;b;5/1/2024;åben;\n"


def _expected(declared: Declared) -> Facts:
    return facts_from_rows(
        declared,
        enrolments=[{"unit": u, "from": f} for u, f in (("a", "2024-01-01"), ("b", "2024-01-01"), ("c", "2024-02-01"))],
        spells=[
            {"fact": "job", "unit": "a", "from": "2024-01-01", "until": "2024-02-01", "value": "0.37"},
            {"fact": "shelter", "unit": "b", "from": "2024-01-05", "until": "open"},
        ],
    )


@pytest.mark.parametrize("text", [PLAIN, DANISH, DANISH.replace("\n", "\r\n"), DANISH.replace("\n", "\r")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16"])
def test_csv_reads_alike_however_it_is_written(folder: Path, declared: Declared, text: str, encoding: str) -> None:
    (folder / "spells.csv").write_bytes(text.encode(encoding))
    assert read_facts(folder, declared).digest() == _expected(declared).digest()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman"])
def test_danish_letters_survive_three_encodings(folder: Path, declared: Declared, encoding: str) -> None:
    text = "unit;from;segment;left\næble;2024-01-01;Øst;flyttet\nål;2024-01-01;Åby;GENNEMFØRT\n"
    (folder / "enrolments.csv").write_bytes(text.encode(encoding))
    rows = read_facts(folder, declared).frame("enrolments").sort("segment")
    assert rows.select("unit", "segment", "left").rows() == [("ål", "Åby", "completed"), ("æble", "Øst", "moved")]


def test_quoted_cells_may_hold_separators_and_line_breaks_and_keep_the_line_numbers(
    folder: Path, refused: Refuse
) -> None:
    (folder / "flows.csv").write_text('account,day,amount,why\nx,2024-01-01,1,"two\nlines, here"\nx,2024-01-02,?,""\n')
    assert [(p.code, p.place) for p in refused(folder)] == [
        ("facts.value.unreadable", Place("flows.csv", 4, 3, "amount"))
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "facts.file.empty", None),
        ("\n \n", "facts.file.empty", None),
        ("fact,unit,day\ner-visit,a,2024-01-01\ner-visit,b,20", "facts.day.unreadable", 3),
        ("fact,unit,day\ner-visit,a,2024-01-01\ner-visit,b", "facts.file.cut", 3),
        ("fact,unit,day\ner-visit,a\ner-visit,b,2024-01-01\n", "facts.row.cells", 2),
        ('fact,unit,day\n"er-visit",a,2024-01-01\n"er-visit', "facts.file.quote_open", 3),
        ("fact,unit,day\0\n", "facts.file.not_text", None),
    ],
)
def test_a_broken_file_is_refused_where_it_breaks(
    folder: Path, refused: Refuse, text: str, code: str, line: int
) -> None:
    (folder / "events.csv").write_text(text)
    assert (code, line) in [(problem.code, problem.place.line) for problem in refused(folder)]


@pytest.mark.parametrize(
    ("written", "ore"),
    [("1234,50", 123_450), ("1 234,50", 123_450), ("1.234,50", 123_450), ("1234.5", 123_450), ("-12", -1_200),
     ("−12", -1_200), ("1.234.567", 123_456_700), ("0,05", 5)],
)  # fmt: skip
def test_kroner_read_as_they_are_written_with_a_decimal_comma(
    folder: Path, declared: Declared, written: str, ore: int
) -> None:
    (folder / "events.csv").write_text(f"fact;unit;day;value\npaid-out;a;2024-01-01;{written}\n", "utf-8")
    assert read_facts(folder, declared).frame("events")["value"].to_list() == [ore]


def test_a_number_that_reads_in_two_ways_is_refused(folder: Path, refused: Refuse) -> None:
    (folder / "events.csv").write_text("fact;unit;day;value\npaid-out;a;2024-01-01;1.234\n")
    assert [problem.code for problem in refused(folder)] == ["facts.value.ambiguous"]


def test_who_has_not_started_is_told_by_a_blank_and_not_by_a_missing_column(folder: Path, declared: Declared) -> None:
    assert read_facts(folder, declared).frame("enrolments")["started"].null_count() == 0
    (folder / "enrolments.csv").write_text("unit,from,started\na,2024-01-01,\nb,2024-01-01,2024-03-01\n")
    started = read_facts(folder, declared).frame("enrolments")["started"].to_list()
    assert sorted(started, key=str) == [day_number(date(2024, 3, 1)), None]


def test_blanks_of_an_enrolment_have_stated_meanings(folder: Path, declared: Declared) -> None:
    row = read_facts(folder, declared).frame("enrolments").row(0, named=True)
    assert (row["group"], row["until"], row["left"], row["age-at-start"]) == ("intervention", FOREVER, None, None)


def test_files_that_are_no_tables_or_stand_twice_are_told(folder: Path, refused: Refuse) -> None:
    for name in ("visits.csv", "enrolments.xlsx"):
        (folder / name).write_bytes(b"x")
    assert {(p.code, p.place.file) for p in refused(folder)} == {
        ("facts.file.unknown", "visits.csv"),
        ("facts.file.twice", "enrolments.xlsx"),
    }


def test_an_empty_and_a_missing_folder_are_refused(tmp_path: Path, refused: Refuse) -> None:
    assert [problem.code for problem in refused(tmp_path)] == ["facts.folder.empty"]
    assert [problem.code for problem in refused(tmp_path / "gone")] == ["facts.folder.missing"]


def test_many_rows_are_read_to_the_last(folder: Path, declared: Declared) -> None:
    lines = [f"shelter,a,{day_of(2 * i)},{day_of(2 * i + 1)}" for i in range(40_000)]
    (folder / "spells.csv").write_text("\n".join(["fact,unit,from,until", *lines, lines[0], ""]))
    spells = read_facts(folder, declared).frame("spells")
    assert (spells.height, (spells["until"] - spells["from"]).sum()) == (40_000, 40_000)


@pytest.mark.requirement("FUP-13")
def test_each_row_keeps_its_source(folder: Path, declared: Declared) -> None:
    text = "fact,unit,day,kilde\ner-visit,a,2024-01-01,register\ner-visit,a,2024-01-02,interview\n"
    (folder / "events.csv").write_text(text)
    assert sorted(read_facts(folder, declared).frame("events")["source"]) == ["interview", "register"]
