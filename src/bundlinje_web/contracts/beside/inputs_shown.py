"""Every input of a business case: what it is, its value, how well it is known, and where it is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bundlinje.business_case.case_file import Case
from bundlinje.grammar.part import Mark, Part
from bundlinje.report.case_cells import named
from bundlinje_web.bridge.case import case_of
from bundlinje_web.contracts.beside.inputs_told import value_told
from bundlinje_web.frame.grids import Grid, GridCell, plain_grid, told
from bundlinje_web.frame.words import say_now


def grids(text: str, names: Mapping[str, str]) -> list[Grid]:
    """What the parties know, then the inputs: people, effects, consequences, prices and costs.

    `names` is what the parties of the contract are called.
    """
    case = case_of(text)
    areas = (_grid(case, area) for area in ("cohorts", "effects", "consequences", "prices", "costs"))
    return [shown for shown in (_known(case, names), *areas) if shown]


def _known(case: Case, names: Mapping[str, str]) -> Grid | None:
    """What each party knows or assumes, and from where (BC-17)."""
    rows = [
        (
            GridCell(names.get(one.party, one.party)),
            [GridCell(cell) for cell in (told(named(one.text, "")), _kind(one), _source(one))],
        )
        for one in case.knowledge
    ]
    heads = [say_now(f"beside.inputs.{name}") for name in ("who", "knows", "kind", "source")]
    return plain_grid(say_now("beside.inputs.knowledge"), heads, rows) if rows else None


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
        yield (
            told(named(title, key)),
            value_told(part),
            _kind(part),
            str(getattr(part, "year", "") or ""),
            _source(part),
        )


_VALUES = ("participants", "completion", "with_", "without", "net", "d", "amount")
"""The values of an input that may be known each in its own way."""


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
