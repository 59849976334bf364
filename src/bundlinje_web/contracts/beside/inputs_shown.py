"""Every input of a business case: what it is, its value, how well it is known, and where it is from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bundlinje.business_case.case_file import Case
from bundlinje.grammar.part import Mark, Part
from bundlinje.report.case_cells import named
from bundlinje_web.bridge.case import case_of
from bundlinje_web.frame.grids import Grid, GridCell, plain_grid, told
from bundlinje_web.frame.words import say_now


def grids(text: str) -> list[Grid]:
    """The inputs by what they are: people, effects, consequences, prices and costs."""
    case = case_of(text)
    return [shown for area in ("cohorts", "effects", "consequences", "prices", "costs") if (shown := _grid(case, area))]


def _grid(case: Case, area: str) -> Grid | None:
    rows = [
        (GridCell(name), [GridCell(cell) for cell in (value, kind, year, source)])
        for name, value, kind, year, source in _rows(case, area)
    ]
    heads = [say_now(f"beside.inputs.{name}") for name in ("what", "value", "kind", "year", "source")]
    return plain_grid(say_now(f"beside.inputs.{area}"), heads, rows) if rows else None


def _rows(case: Case, area: str) -> Iterator[tuple[str, str, str, str, str]]:
    held: Any = getattr(case, area)
    items = (
        held.items()
        if isinstance(held, dict)
        else ((getattr(one, "id", None) or str(getattr(one, "start", "")), one) for one in held)
    )
    for key, part in items:
        title = getattr(part, "title", None) or getattr(part, "success", None)
        yield told(named(title, key)), _value(part), _kind(part), str(getattr(part, "year", "") or ""), _source(part)


_VALUES = ("participants", "completion", "with_", "without", "net", "quantity", "amount")


def _value(part: Part) -> str:
    found = []
    for name in _VALUES:
        value = getattr(part, name, None)
        if value is not None:
            found.append(f"{say_now(f'beside.inputs.of.{name.rstrip(chr(95))}')} {_written(value)}")
    return "; ".join(found)


def _written(value: Any) -> str:
    """A value as the case file writes it."""
    inner = getattr(value, "value", value)
    text = getattr(inner, "text", None)
    if callable(text):
        return str(text())
    return (
        say_now("frame.not_stated") if inner is None else str(inner) if not isinstance(inner, Part) else _dumped(inner)
    )


def _dumped(part: Part) -> str:
    """A part as the file writes it, on one line."""
    written: Any = part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if isinstance(written, dict):
        return ", ".join(f"{key} {value}" for key, value in written.items())
    return ", ".join(map(str, written)) if isinstance(written, list) else str(written)


def _marks(part: Part) -> Iterator[Mark]:
    if part.assumed:
        yield Mark.ASSUMED
    for name in _VALUES:
        value = getattr(part, name, None)
        mark = getattr(value, "mark", None)
        if mark is not None:
            yield mark
        elif getattr(value, "assumed", None):
            yield Mark.ASSUMED


def _kind(part: Part) -> str:
    worst = max(_marks(part), default=Mark.KNOWN)
    kinds = {Mark.KNOWN: "stated", Mark.ASSUMED: "assumed", Mark.UNKNOWN: "unknown"}
    return say_now(f"figures.kind.{kinds[worst]}")


def _source(part: Part) -> str:
    told_sources = [part.source or "", part.assumed or ""]
    for name in _VALUES:
        value = getattr(part, name, None)
        told_sources += [getattr(value, "source", None) or "", getattr(value, "assumed", None) or ""]
    return " · ".join(dict.fromkeys(one for one in told_sources if one))
