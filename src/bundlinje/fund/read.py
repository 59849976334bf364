"""Reading a fund's folder: every mistake of every file at once, each with its line; or the whole fund, never half."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bundlinje.fund.assemble import Files, assemble
from bundlinje.fund.books_file import Book, Capital, Claims, DepartmentTable, PrintedTable, Progress
from bundlinje.fund.fund_file import FundFile, Organisations
from bundlinje.fund.model import Fund
from bundlinje.fund.proposals_file import PrintedFunnel, ProposalsFile
from bundlinje.grammar.shape import real_path
from bundlinje.grammar.source import Sourced, read_yaml
from bundlinje.problems import Collector, Place, Problem, error

M = TypeVar("M", bound=BaseModel)

_CODES = {
    "extra_forbidden": "fund.unknown_key",
    "missing": "fund.missing_key",
    "literal_error": "fund.not_one_of",
    "union_tag_invalid": "fund.not_one_of",
    "union_tag_not_found": "fund.missing_key",
    "int_type": "fund.not_whole",
    "cell.not_whole": "fund.not_whole",
    "cell.blank": "fund.cell_blank",
    "cell.unclear": "fund.cell_unclear",
    "cell.reading_without_reason": "fund.reading_without_reason",
    "kroner.unreadable": "fund.kroner_unreadable",
    "unit.unknown": "fund.unit_unknown",
    "day.unreadable": "fund.day_unreadable",
    "column.unreadable": "fund.column_unreadable",
    "printed.unreadable": "fund.printed_unreadable",
    "share.unreadable": "fund.share_unreadable",
    "value.without_source": "fund.value_without_source",
    "too_short": "fund.list_empty",
}


def read_fund(folder: Path) -> Fund:
    """The fund in a folder: `fund.yaml` and `books/accounts.yaml` must be there, the rest may be.

    Raises `Refused` with every problem found in any of the files.
    """
    found = Collector()
    files = Files(
        fund=_read(folder, "fund.yaml", FundFile, found),
        books=[
            _read(folder, "books/accounts.yaml", Book, found),
            _read(folder, "books/budget.yaml", Book, found, optional=True),
        ],
        printed=_read(folder, "books/printed.yaml", PrintedTable, found, optional=True),
        claims=_read(folder, "books/claims.yaml", Claims, found, optional=True),
        capital=_read(folder, "books/capital.yaml", Capital, found, optional=True),
        progress=_read(folder, "books/progress.yaml", Progress, found, optional=True),
        department=_read(folder, "books/department-table.yaml", DepartmentTable, found, optional=True),
        proposals=_read(folder, "proposals/proposals.yaml", ProposalsFile, found, optional=True),
        funnel=_read(folder, "proposals/tabel-1.yaml", PrintedFunnel, found, optional=True),
        organisations=_read(folder, "organisations.yaml", Organisations, found, optional=True),
    )
    found.refuse_errors()
    fund = assemble(files, found)
    found.refuse_errors()
    return fund


def _read(
    folder: Path, name: str, shape: type[M], found: Collector, *, optional: bool = False
) -> tuple[M, Sourced] | None:
    path = folder / name
    if optional and not path.exists():
        return None
    sourced = read_yaml(path, found, name)
    if sourced.data is None:
        return None
    try:
        return shape.model_validate(sourced.data), sourced
    except ValidationError as refusal:
        found.add(*(_problem(sourced, fault) for fault in refusal.errors()))
        return None


def _problem(sourced: Sourced, fault: Any) -> Problem:
    """What the shape's checker found, as a located problem with a code of ours."""
    kind = str(fault["type"])
    path = real_path(sourced.data, fault["loc"])
    context = fault.get("ctx", {})
    values = {
        "key": str(fault["loc"][-1]) if fault["loc"] else "",
        "text": str(context.get("text", _short(fault.get("input")))),
        "known": str(context.get("known") or context.get("expected") or context.get("expected_tags") or ""),
    }
    if kind == "union_tag_not_found":
        values["key"] = "what"
    return error(_CODES.get(kind, "fund.value_unreadable"), _place(sourced, path, kind), **values)


def _place(sourced: Sourced, path: tuple[str | int, ...], kind: str) -> Place:
    return sourced.place(path, of_key=kind == "extra_forbidden")


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
