"""What was known on a day: corrections supersede, later days and later knowledge are not there yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from bundlinje.dates import FOREVER, day_number
from bundlinje.facts import Facts, facts_from_rows
from bundlinje.facts.base import FactKind

Declared = Mapping[str, FactKind]
SPELL = {"fact": "shelter", "unit": "a", "from": "2024-01-10", "until": "2024-03-10"}


@pytest.fixture
def known(declared: Declared) -> Callable[..., list[tuple[Any, ...]]]:
    """The rows of a table known on a day, some columns of them."""

    def rows(on: str, table: str, *columns: str, **tables: Any) -> list[tuple[Any, ...]]:
        tables.setdefault("enrolments", [{"unit": "a", "from": "2024-01-01"}])
        facts = facts_from_rows(declared, **tables).as_of(date.fromisoformat(on))
        return facts.frame(table).select(columns).sort(columns).rows()

    return rows


def _day(text: str) -> int:
    return day_number(date.fromisoformat(text))


def test_a_spell_has_lasted_until_the_cut_off_at_most(known: Any) -> None:
    assert known("2024-01-09", "spells", "until", spells=[SPELL]) == []
    assert known("2024-01-10", "spells", "until", spells=[SPELL]) == [(_day("2024-01-11"),)]
    assert known("2024-03-08", "spells", "until", spells=[SPELL]) == [(_day("2024-03-09"),)]
    assert known("2024-12-31", "spells", "until", spells=[SPELL]) == [(_day("2024-03-10"),)]


def test_an_open_spell_lasts_until_the_cut_off(known: Any) -> None:
    assert known("2024-12-31", "spells", "until", spells=[{**SPELL, "until": "open"}]) == [(_day("2025-01-01"),)]


@pytest.mark.parametrize(("on", "rows"), [("2024-04-30", 0), ("2024-05-01", 1)])
def test_what_was_recorded_later_is_not_known_though_it_had_happened(known: Any, on: str, rows: int) -> None:
    assert len(known(on, "spells", "unit", spells=[{**SPELL, "recorded": "2024-05-01"}])) == rows


def test_the_newest_correction_by_then_counts(known: Any) -> None:
    versions = [
        {**SPELL, "id": "7"},
        {**SPELL, "id": "7", "until": "2024-02-01", "recorded": "2024-04-01"},
        {"id": "7", "void": "yes", "recorded": "2024-06-01"},
        {**SPELL, "id": "7", "until": "2024-02-02", "recorded": "2024-08-01"},
    ]
    seen = {on: known(on, "spells", "until", spells=versions) for on in ("2024-03-31", "2024-05-31", "2024-07-31")}
    assert seen["2024-03-31"] == [(_day("2024-03-10"),)]
    assert seen["2024-05-31"] == [(_day("2024-02-01"),)]
    assert seen["2024-07-31"] == []
    assert known("2024-08-01", "spells", "until", spells=versions) == [(_day("2024-02-02"),)]


def test_no_day_counts_twice_though_what_was_believed_then_overlaps(known: Any) -> None:
    spells = [
        {**SPELL, "id": "1"},
        {**SPELL, "id": "1", "until": "2024-02-01", "recorded": "2024-06-01"},
        {**SPELL, "id": "2", "from": "2024-02-01", "until": "2024-04-01"},
    ]
    days = [(b - a) for a, b in known("2024-05-01", "spells", "from", "until", spells=spells)]
    assert sum(days) == _day("2024-04-01") - _day("2024-01-10")
    assert sum(b - a for a, b in known("2024-06-01", "spells", "from", "until", spells=spells)) == sum(days)


def test_a_row_delivered_twice_counts_once_with_an_id_or_without(known: Any) -> None:
    visit = {"fact": "er-visit", "unit": "a", "day": "2024-01-10"}
    assert len(known("2025-01-01", "events", "day", events=[visit, visit])) == 1
    assert len(known("2025-01-01", "events", "day", events=[{**visit, "id": "1"}] * 2 + [{**visit, "id": "2"}])) == 2


def test_an_exit_a_start_and_another_project_ahead_are_not_known(known: Any) -> None:
    row = {
        "unit": "a", "from": "2024-01-01", "started": "2024-02-01", "until": "2024-05-01", "left": "died",
        "also_in": "other", "also_from": "2024-03-01",
    }  # fmt: skip
    columns = ("started", "until", "left", "also_in")
    assert known("2023-12-31", "enrolments", *columns, enrolments=[row]) == []
    assert known("2024-01-31", "enrolments", *columns, enrolments=[row]) == [(None, FOREVER, None, None)]
    assert known("2024-03-01", "enrolments", *columns, enrolments=[row]) == [
        (_day("2024-02-01"), FOREVER, None, "other")
    ]
    assert known("2024-05-01", "enrolments", *columns, enrolments=[row]) == [
        (_day("2024-02-01"), _day("2024-05-01"), "died", "other")
    ]


def test_a_report_is_known_on_the_last_day_it_speaks_of_or_when_it_says(known: Any) -> None:
    report = {"fact": "net-price", "from": "2024-01-01", "until": "2024-02-01", "value": "113.4"}
    assert known("2024-01-30", "reports", "value", reports=[report]) == []
    assert known("2024-01-31", "reports", "value", reports=[report]) == [(1134,)]
    assert known("2024-02-09", "reports", "value", reports=[{**report, "recorded": "2024-02-10"}]) == []


def test_as_of_never_looks_further_than_an_earlier_as_of(declared: Declared) -> None:
    facts = facts_from_rows(declared, enrolments=[{"unit": "a", "from": "2024-01-01"}], spells=[SPELL])
    early = facts.as_of(date(2024, 2, 1))
    assert early.as_of(date(2025, 1, 1)).digest() == early.digest()
    assert early.digest() != facts.digest()


def test_no_facts_are_no_rows(declared: Declared) -> None:
    empty = Facts.empty(declared)
    assert empty.as_of(date(2024, 1, 1)).digest() == empty.digest()
    assert empty.frame("spells").height == 0
