"""A list is searched, filtered, sorted, paged and exported by its address alone."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from bundlinje_web.frame.exports import exported, harmless
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing


@dataclass(frozen=True)
class Project:
    """Something to list."""

    name: str
    capital: int | None
    ends: date
    step: str


PROJECTS = [
    Project("Havnen", 720_000_000, date(2026, 12, 31), "5"),
    Project("=cmd|' /C calc'!A0", None, date(2024, 1, 1), "6"),
    Project("Lær for Livet", 440_000_050, date(2033, 6, 30), "5"),
]
COLUMNS = [
    Column("frame.name", lambda project: project.name),
    Column("frame.role", lambda project: project.capital, Kind.KR),
    Column("frame.yes", lambda project: project.ends, Kind.DAY),
]
STEP = Filter("frame.more", [("5", "5"), ("6", "6")], lambda rows, step: [row for row in rows if row.step == step])


def listing(query: str = "", **more: Any) -> Listing:
    request = RequestFactory().get(f"/liste/{query}")
    request.resolver_match = None
    return Listing(request, PROJECTS, COLUMNS, "projekter", filters=[STEP], search=("name",), **more)  # type: ignore[arg-type]


def names(found: Listing) -> list[str]:
    return [row.name for row in found.kept]


def test_a_list_is_sorted_by_the_column_in_the_address_and_what_is_unknown_comes_last() -> None:
    with override("da"):
        assert names(listing("?sorter=role")) == ["Lær for Livet", "Havnen", "=cmd|' /C calc'!A0"]
        assert names(listing("?sorter=-role")) == ["Havnen", "Lær for Livet", "=cmd|' /C calc'!A0"]


def test_exactly_one_heading_says_how_the_list_is_sorted() -> None:
    heads = listing("?sorter=-name").heads
    assert [head["direction"] for head in heads] == ["descending", "", ""]
    assert heads[0]["sort"] == "name"


def test_a_sort_that_does_not_exist_changes_nothing() -> None:
    assert names(listing("?sorter=nonsense")) == [project.name for project in PROJECTS]


def test_filters_narrow_and_tell_how_many_each_choice_leaves() -> None:
    found = listing("?more=5")
    assert names(found) == ["Havnen", "Lær for Livet"]
    assert [(value, count, is_set) for value, _, count, is_set in found.choices[0]["options"]] == [
        ("5", 2, True),
        ("6", 1, False),
    ]


def test_a_filter_value_that_is_no_choice_is_no_filter() -> None:
    assert len(names(listing("?more=7"))) == len(PROJECTS)


def test_search_finds_words_however_they_are_written() -> None:
    with override("da"):
        assert names(listing("?q=LÆR")) == ["Lær for Livet"]


def read_csv(answer: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_an_export_holds_every_row_of_the_same_query_with_exact_amounts() -> None:
    with override("da"):
        rows = read_csv(listing("?more=5&sorter=name").exported("csv"))
    assert rows[1:] == [["Havnen", "7200000.00", "2026-12-31"], ["Lær for Livet", "4400000.50", "2033-06-30"]]


def test_the_same_rows_come_out_as_json_and_excel() -> None:
    with override("en"):
        told = json.loads(listing("?more=5&sorter=name").exported("json").content)
        book = openpyxl.load_workbook(io.BytesIO(listing("?more=5&sorter=name").exported("xlsx").content))
    assert told[1] == {"name": "Lær for Livet", "role": "4400000.50", "yes": "2033-06-30"}
    assert book.active is not None
    assert [cell.value for cell in book.active[3]] == ["Lær for Livet", 4_400_000.5, "2033-06-30"]


def test_no_cell_of_an_export_is_a_formula() -> None:
    with override("da"):
        text = read_csv(listing().exported("csv"))
        book = openpyxl.load_workbook(io.BytesIO(listing().exported("xlsx").content))
    assert text[2][0] == "'=cmd|' /C calc'!A0"
    assert book.active is not None
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)


@given(st.text())
def test_harmless_text_never_begins_like_a_formula_and_loses_nothing(text: str) -> None:
    safe = harmless(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe.endswith(text)


def test_a_kind_of_file_there_is_not_is_not_found() -> None:
    with pytest.raises(Http404):
        exported("exe", "list", [], [])
