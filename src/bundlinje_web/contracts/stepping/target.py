"""Whom it is for, how many, and when they come."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.bridge.written import Path, Written
from bundlinje_web.contracts.stepping.asking import (
    Ask,
    Group,
    Told,
    code_at,
    count_at,
    day_at,
    day_of,
    lines_at,
    name_at,
    put,
    source_of,
    yaml_at,
)
from bundlinje_web.contracts.stepping.parties import _from, choices
from bundlinje_web.frame.fields import CountField
from bundlinje_web.frame.words import say_now

UNITS = ("person", "family", "class", "school", "student", "citizen")


def groups(written: Written) -> list[Group]:
    """One group for every cohort; an agreement with none has room for one."""
    many = written.get("cohorts")
    if isinstance(many, dict):
        return [_cohort(written, ("cohorts", str(key)), str(key)) for key in many]
    return [_cohort(written, ("cohort",), "")]


def _cohort(written: Written, at: Path, name: str) -> Group:
    before = f"cohort_{name}" if name else "cohort"
    asks = [
        code_at(
            written, f"{before}_unit", (*at, "unit"), say_now("contracts.ask.unit"), choices(UNITS, "unit_of"), False
        ),
        name_at(written, f"{before}_who", (*at, "who"), say_now("contracts.ask.who"), rows=3),
        lines_at(written, f"{before}_criteria", (*at, "criteria"), say_now("contracts.ask.criteria")),
        day_at(written, f"{before}_from", (*at, "intake", "from"), say_now("contracts.ask.intake_from")),
        day_at(written, f"{before}_until", (*at, "intake", "until"), say_now("contracts.ask.intake_until")),
        count_at(written, f"{before}_planned", (*at, "intake", "planned"), say_now("contracts.ask.planned")),
        _by_year(written, f"{before}_by_year", (*at, "intake", "by_year")),
    ]
    title = say_now("contracts.steps.cohort", name=name) if name else say_now("contracts.step.target")
    return Group(title, asks, _from(source_of(written, (*at, "who"))))


def _by_year(written: Written, name: str, path: Path) -> Ask:
    """How many each year; where years are not plain numbers, as text."""
    raw = written.get(*path) or {}
    if not isinstance(raw, dict) or not all(str(value).isdecimal() for value in raw.values()):
        return yaml_at(written, name, path, say_now("contracts.ask.by_year"))
    years = [str(key) for key in raw] or [str(n) for n in range(1, _years(written, path[:-1]) + 1)]
    fields = {f"_{year}": CountField(required=False, label=_year_name(year)) for year in years}
    initial = {f"_{year}": int(raw[year]) if year in raw else None for year in years}

    def change(text: Written, told: Told) -> Written:
        kept = {year: told[f"_{year}"] for year in years if told[f"_{year}"] is not None}
        return put(text, path, kept or None)

    def check(told: Told) -> Iterator[tuple[str, str]]:
        given = [value for value in told.values() if value is not None]
        if given and len(given) < len(years):
            missing = next(suffix for suffix, value in told.items() if value is None)
            yield missing, say_now("contracts.ask.every_year")

    return Ask(name, fields, initial, change, check)


def _years(written: Written, intake: Path) -> int:
    """Over how many years they come."""
    first, last = (day_of(written.get(*intake, end)) for end in ("from", "until"))
    return min(max(last.year - first.year + 1, 0), 10) if first and last else 0


def _year_name(year: str) -> str:
    return year if len(year) == 4 else say_now("contracts.ask.year_number", n=year)
