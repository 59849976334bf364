"""Putting the files of a fund together: what each says must fit what the others say, and every cell finds its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from pydantic import BaseModel

from bundlinje.fund.books_file import Book, Capital, Claims, DepartmentTable, PrintedRow, PrintedTable, Progress
from bundlinje.fund.columns import Column, missing_years, repeated_years
from bundlinje.fund.figure import Figure, Origin
from bundlinje.fund.fund_file import FundFile, Organisations
from bundlinje.fund.model import Fund, PrintedTotals
from bundlinje.fund.parts import CellText
from bundlinje.fund.proposals_file import PrintedFunnel, ProposalsFile
from bundlinje.grammar.source import Sourced
from bundlinje.money import Ore
from bundlinje.problems import Collector, Place, Problem, error

M = TypeVar("M", bound=BaseModel)
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """What stood in the folder, each file with the places of everything in it; none where there was no file."""

    fund: tuple[FundFile, Sourced] | None
    books: list[tuple[Book, Sourced] | None]
    printed: tuple[PrintedTable, Sourced] | None
    claims: tuple[Claims, Sourced] | None
    capital: tuple[Capital, Sourced] | None
    progress: tuple[Progress, Sourced] | None
    department: tuple[DepartmentTable, Sourced] | None
    proposals: tuple[ProposalsFile, Sourced] | None
    funnel: tuple[PrintedFunnel, Sourced] | None
    organisations: tuple[Organisations, Sourced] | None


def assemble(files: Files, found: Collector) -> Fund:
    """The fund of files that are each well formed; what does not fit together goes to `found`."""
    if files.fund is None:
        raise ValueError("a fund needs its fund.yaml; the reader has refused the folder before this")
    facts, sourced = files.fund
    books = [book for book in files.books if book is not None]
    columns = tuple(column for book, _ in books for column in book.columns)
    found.add(*_fund_problems(facts, sourced), *_column_problems(books), *_source_problems(files, facts))
    for book, where in books:
        found.add(*_row_problems(book, where, facts))
    found.add(*_line_problems(files, facts), *_deposit_problems(facts, sourced, columns))
    found.add(*_claim_problems(files, facts, columns))
    claims = [*(files.claims[0].claims if files.claims else [])]
    return Fund(
        facts=facts,
        columns=columns,
        cells=dict(_cells(books)),
        texts=dict(_texts(books)),
        unit=max((book.unit for book, _ in books), default=100),
        printed=_printed(files.printed),
        claims=tuple(claims),
        capital=tuple(files.capital[0].capital) if files.capital else (),
        progress=tuple(files.progress[0].progress) if files.progress else (),
        department=_value(files.department),
        proposals=_value(files.proposals),
        funnel=_value(files.funnel),
        organisations=tuple(files.organisations[0].organisations) if files.organisations else (),
    )


def _value(file: tuple[M, Sourced] | None) -> M | None:
    return file[0] if file else None


def _texts(books: Iterable[tuple[Book, Sourced]]) -> Iterator[tuple[tuple[str, str], CellText]]:
    for book, _ in books:
        for row in book.rows:
            yield from (((row.line, column), cell) for column, cell in row.cells.items())


def _cells(books: Iterable[tuple[Book, Sourced]]) -> Iterator[tuple[tuple[str, str], Figure]]:
    for book, sourced in books:
        for number, row in enumerate(book.rows):
            for column, cell in row.cells.items():
                path: Path = ("rows", number, "cells", column)
                origin = _origin(f"{row.line}/{column}", cell, book.unit, book.source, row.quote, sourced.place(path))
                yield (row.line, column), Figure.read(origin)


def _origin(name: str, cell: CellText, unit: Ore, source: str, quote: str | None, place: Place) -> Origin:
    ore = None if cell.amount is None else cell.amount * unit
    why = cell.assumed or cell.unknown
    return Origin(name, ore, cell.mark, cell.source or source, cell.printed or quote or "", why, place)


def _printed(file: tuple[PrintedTable, Sourced] | None) -> PrintedTotals | None:
    if file is None:
        return None
    table, sourced = file

    def row(name: str, cells: PrintedRow) -> Mapping[str, Figure]:
        return {
            column: Figure.read(
                _origin(
                    f"printed.{name}/{column}", cell, table.unit, table.source, cells.quote,
                    sourced.place((name, "cells", column)),
                )
            )
            for column, cell in cells.cells.items()
        }  # fmt: skip

    return PrintedTotals(table, row("total", table.total), row("balance", table.balance), table.rounding * table.unit)


def _fund_problems(facts: FundFile, sourced: Sourced) -> Iterator[Problem]:
    yield from _repeated(sourced, "lines", [line.id for line in facts.lines])
    yield from _repeated(sourced, "deposits", [deposit.id for deposit in facts.deposits])
    yield from _repeated(sourced, "outcomes_funds", [fund.id for fund in facts.outcomes_funds])
    repayable = {line.id for line in facts.lines if line.group == "investment"}
    for number, line in enumerate(facts.lines):
        if (line.group == "result_payment") != (line.of is not None) or (line.of and line.of not in repayable):
            yield error("fund.repays_nothing", sourced.place(("lines", number, "of")), line=line.id, of=line.of or "")
    for number, cost in enumerate(facts.running_costs):
        if cost.line not in {line.id for line in facts.lines if line.group == "drift"}:
            yield error("fund.unknown_line", sourced.place(("running_costs", number, "line")), line=cost.line)


def _repeated(sourced: Sourced, where: str, ids: list[str]) -> Iterator[Problem]:
    for number, name in enumerate(ids):
        if name in ids[:number]:
            yield error("fund.repeated_id", sourced.place((where, number, "id")), id=name)


def _column_problems(books: list[tuple[Book, Sourced]]) -> Iterator[Problem]:
    columns: tuple[Column, ...] = ()
    for book, sourced in books:
        columns += tuple(book.columns)
        place = sourced.place(("columns",), of_key=True)
        for year in missing_years(columns):
            yield error("fund.missing_year", place, year=year)
        for year in repeated_years(columns):
            yield error("fund.repeated_year", place, year=year)


def _row_problems(book: Book, sourced: Sourced, facts: FundFile) -> Iterator[Problem]:
    lines = {line.id for line in facts.lines}
    columns = {column.id for column in book.columns}
    seen: set[str] = set()
    for number, row in enumerate(book.rows):
        place = sourced.place(("rows", number, "line"))
        if row.line not in lines:
            yield error("fund.unknown_line", place, line=row.line)
        if row.line in seen:
            yield error("fund.repeated_id", place, id=row.line)
        seen.add(row.line)
        for column in row.cells:
            if column not in columns:
                where = sourced.place(("rows", number, "cells", column), of_key=True)
                yield error("fund.unknown_column", where, column=column, known=", ".join(sorted(columns)))


def _deposit_problems(facts: FundFile, sourced: Sourced, columns: tuple[Column, ...]) -> Iterator[Problem]:
    known = {column.id for column in columns}
    for number, deposit in enumerate(facts.deposits):
        if deposit.column not in known:
            place = sourced.place(("deposits", number, "column"))
            yield error("fund.unknown_column", place, column=deposit.column, known=", ".join(sorted(known)))


def _line_problems(files: Files, facts: FundFile) -> Iterator[Problem]:
    lines = {line.id for line in facts.lines}
    capital = [row.line for row in files.capital[0].capital] if files.capital else []
    progress = [row.line for row in files.progress[0].progress] if files.progress else []
    for key, file, named in (("capital", files.capital, capital), ("progress", files.progress, progress)):
        for number, line in enumerate(named):
            if line not in lines and file is not None:
                yield error("fund.unknown_line", file[1].place((key, number, "line")), line=line)


def _claim_problems(files: Files, facts: FundFile, columns: tuple[Column, ...]) -> Iterator[Problem]:
    if files.claims is None:
        return
    lines, known = {line.id for line in facts.lines}, {column.id for column in columns}
    yield from _repeated(files.claims[1], "claims", [claim.id for claim in files.claims[0].claims])
    for number, claim in enumerate(files.claims[0].claims):
        said = claim.computes.model_dump(by_alias=True)
        for key in ("column", "from", "through"):
            if isinstance(said.get(key), str) and said["what"] != "column_sum" and said[key] not in known:
                place = files.claims[1].place(("claims", number, "computes", key))
                yield error("fund.unknown_column", place, column=said[key], known=", ".join(sorted(known)))
        if "line" in said and said["line"] not in lines:
            place = files.claims[1].place(("claims", number, "computes", "line"))
            yield error("fund.unknown_line", place, line=said["line"])


def _source_problems(files: Files, facts: FundFile) -> Iterator[Problem]:
    """Every `source` in any of the files names a document of the fund."""
    every = [files.fund, *files.books, files.printed, files.claims, files.capital, files.progress]
    for file in [*every, files.department, files.proposals, files.funnel]:
        if file is not None:
            for path, name in _sources(file[1].data, ()):
                if name not in facts.documents:
                    known = ", ".join(facts.documents)
                    yield error("fund.unknown_document", file[1].place(path), document=name, known=known)


def _sources(data: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "source" and isinstance(value, str):
                yield (*path, key), value
            yield from _sources(value, (*path, key))
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _sources(item, (*path, number))
