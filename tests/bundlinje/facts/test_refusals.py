"""What bad facts get: every mistake in every table, at its place, all at once, and nothing half loaded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bundlinje.problems import Place, Problem

Refuse = Callable[..., tuple[Problem, ...]]
SPELL = {"fact": "shelter", "unit": "a", "from": "2024-01-01", "until": "2024-02-01"}
EVENT = {"fact": "paid-out", "unit": "a", "day": "2024-01-01", "value": "10"}
SCORE = {"fact": "hba1c", "unit": "a", "day": "2024-01-01", "value": "48.5"}
REPORT = {"fact": "net-price", "from": "2024-01-01", "until": "2024-02-01", "value": "113.4"}
FLOW = {"account": "senior", "day": "2024-01-01", "amount": "10"}
UNIT = {"unit": "a", "from": "2024-01-01"}


@pytest.mark.parametrize(
    ("table", "rows", "code"),
    [
        ("spells", [{**SPELL, "until": ""}], "facts.spell.no_end"),
        ("spells", [{**SPELL, "until": "2024-01-01"}], "facts.period.reversed"),
        ("spells", [{**SPELL, "until": "2023-01-01"}], "facts.period.reversed"),
        ("spells", [{**SPELL, "from": "2024-02-30"}], "facts.day.unreadable"),
        ("spells", [{**SPELL, "from": "1.1.24"}], "facts.day.unreadable"),
        ("spells", [{**SPELL, "from": "45292"}], "facts.day.serial"),
        ("spells", [{**SPELL, "until": "9999-12-31"}], "facts.day.strange"),
        ("spells", [{**SPELL, "from": "open"}], "facts.day.unreadable"),
        ("spells", [{**SPELL, "fact": "shleter"}], "facts.fact.unknown"),
        ("spells", [{**SPELL, "fact": "er-visit"}], "facts.fact.unknown"),
        ("spells", [{**SPELL, "unit": "z"}], "facts.unit.not_enrolled"),
        ("spells", [{**SPELL, "unit": ""}], "facts.cell.blank"),
        ("spells", [{**SPELL, "value": "3"}], "facts.value.not_declared"),
        ("spells", [{**SPELL, "fact": "job"}], "facts.value.missing"),
        ("spells", [{**SPELL, "fact": "job", "value": "37"}], "facts.value.share_over_one"),
        ("spells", [{**SPELL, "fact": "benefit", "value": "37 %"}], "facts.value.unreadable"),
        ("spells", [SPELL, {**SPELL, "from": "2024-01-31", "until": "open"}], "facts.spell.overlaps"),
        ("spells", [{**SPELL, "colour": "red"}], "facts.column.unknown"),
        ("spells", [{**SPELL, "fra": "2024-01-01"}], "facts.column.repeated"),
        ("spells", [{k: v for k, v in SPELL.items() if k != "until"}], "facts.column.missing"),
        ("spells", [{**SPELL, "void": "perhaps"}], "facts.word.unknown"),
        ("spells", [{**SPELL, "void": "yes"}], "facts.void.no_id"),
        ("spells", [{**dict.fromkeys(SPELL, ""), "id": "1", "void": True}], "facts.void.not_recorded"),
        ("spells", [{**SPELL, "id": "1"}, {**SPELL, "id": "1", "until": "2024-03-01"}], "facts.id.repeated"),
        ("events", [{**EVENT, "value": "ten"}], "facts.value.unreadable"),
        ("events", [{**EVENT, "value": "1.234"}], "facts.value.decimals"),
        ("events", [{**EVENT, "value": "1,234"}], "facts.value.ambiguous"),
        ("events", [{**EVENT, "value": "123456789012"}], "facts.value.too_large"),
        ("events", [{**EVENT, "value": "1e5"}], "facts.value.unreadable"),
        ("scores", [{**SCORE, "value": "48.55"}], "facts.value.decimals"),
        ("scores", [{**SCORE, "value": None}], "facts.value.missing"),
        ("scores", [SCORE, {**SCORE, "value": "50"}], "facts.score.twice"),
        ("reports", [REPORT, {**REPORT, "value": "114"}], "facts.report.twice"),
        ("flows", [{**FLOW, "amount": "10.005"}], "facts.value.decimals"),
        ("enrolments", [UNIT, {**UNIT, "from": "2024-05-01"}], "facts.enrolment.twice"),
        ("enrolments", [{**UNIT, "started": "2023-12-31"}], "facts.enrolment.started_before"),
        ("enrolments", [{**UNIT, "group": "placebo"}], "facts.word.unknown"),
        ("enrolments", [{**UNIT, "age-at-start": "33.5"}], "facts.value.decimals"),
        ("coverage", [{"fact": "job", "unit": "*", "from": "2024-01-01", "until": "2025-01-01"}], "facts.fact.unknown"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_code(refused: Refuse, table: str, rows: list[dict[str, Any]], code: str) -> None:
    problems = refused(**{table: rows})
    assert {problem.code for problem in problems} == {code}
    assert all(problem.place.file == table for problem in problems)


def test_all_mistakes_of_all_tables_come_at_once_in_reading_order(refused: Refuse) -> None:
    problems = refused(spells=[{**SPELL, "until": ""}, {**SPELL, "from": "x"}], scores=[{**SCORE, "value": "?"}])
    assert [(p.code, p.place) for p in problems] == [
        ("facts.value.unreadable", Place("scores", 1, 4, "value")),
        ("facts.spell.no_end", Place("spells", 1, 4, "until")),
        ("facts.day.unreadable", Place("spells", 2, 3, "from")),
    ]


@pytest.mark.parametrize("text", ["0102031234", "010203-1234", "010203 1234", "note 311299-0001 end", "1234567890"])
@pytest.mark.parametrize("column", ["unit", "source", "id"])
def test_what_looks_like_a_personal_number_is_refused_and_never_repeated(
    refused: Refuse, text: str, column: str
) -> None:
    problems = refused(enrolments=[UNIT, {"unit": "b", "from": "2024-01-01", column: text}])
    assert "facts.personal_number" in {problem.code for problem in problems}
    assert not any(text in repr(problem) for problem in problems)


def test_a_personal_number_in_a_header_is_not_repeated(refused: Refuse) -> None:
    problems = refused(enrolments=[{**UNIT, "010203-1234": "x"}])
    assert {problem.code for problem in problems} == {"facts.personal_number", "facts.column.unknown"}
    assert "010203" not in repr(problems)


@pytest.mark.parametrize("text", ["12345678901", "2024-01-01", "123456-789", "990203-1234", "100.0000000001"])
def test_other_numbers_are_no_personal_numbers(refused: Refuse, text: str) -> None:
    problems = refused(enrolments=[{**UNIT, "source": text, "from": ""}])
    assert {problem.code for problem in problems} == {"facts.cell.blank"}


def test_many_like_mistakes_are_shown_first_and_then_counted(refused: Refuse) -> None:
    problems = refused(spells=[{**SPELL, "until": ""} for _ in range(1)] + [{**SPELL, "from": "x"}] * 1_000)
    more = next(problem for problem in problems if problem.code == "facts.more")
    assert (more.values["same"], more.values["count"]) == ("facts.day.unreadable", 980)
    assert len(problems) == 22


def test_units_without_any_enrolment_are_refused(refused: Refuse) -> None:
    problems = refused(enrolments=[], spells=[SPELL])
    assert {problem.code for problem in problems} == {"facts.table.missing"}


def test_a_float_is_no_exact_number_and_a_strange_table_no_table(declared: Any) -> None:
    from bundlinje.facts import facts_from_rows

    with pytest.raises(TypeError):
        facts_from_rows(declared, enrolments=[{**UNIT, "wish": 0.5}])
    with pytest.raises(ValueError, match="visits"):
        facts_from_rows(declared, visits=[])


def test_a_day_may_be_a_date_and_a_withdrawn_row_may_be_blank(declared: Any) -> None:
    from bundlinje.facts import facts_from_rows

    rows = [{**SPELL, "id": "1", "from": date(2024, 1, 1)}, {"id": "1", "recorded": date(2024, 5, 1), "void": "ja"}]
    facts = facts_from_rows(declared, enrolments=[UNIT], spells=rows)
    assert facts.frame("spells").height == 0
    assert facts.as_of(date(2024, 4, 30)).frame("spells").height == 1
