"""Taking in consequences and prices from a spreadsheet: CSV or XLSX, every mistake with its row, all rows or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pydantic import ValidationError

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.check import check
from bundlinje.business_case.import_cells import Reader, Unreadable, kroner, number, share, text, unit, whole, yes
from bundlinje.business_case.parts import Consequence, Price
from bundlinje.facts.reading.csv_file import read_csv
from bundlinje.facts.reading.raw import LINE, Raw
from bundlinje.facts.reading.xlsx_file import read_xlsx
from bundlinje.grammar.shape import code_of
from bundlinje.problems import Collector, Place, Problem, error

Table: TypeAlias = Literal["consequences", "prices"]
YEAR = "t"
"""Where the quantities of single years wait until all of a row are there."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its cell goes in a row of the case, the headers it may have, and how it is read."""

    path: str
    headers: tuple[str, ...]
    read: Reader = text


_SAID = (
    Column("source", ("source", "kilde")),
    Column("assumed", ("assumed", "antaget")),
    Column("note", ("note", "bemærkning")),
)
COLUMNS: Mapping[Table, tuple[Column, ...]] = {
    "consequences": (
        Column("id", ("id", "konsekvens", "consequence")),
        Column("title", ("title", "titel")),
        Column("of", ("of", "effect", "effekt")),
        Column("price", ("price", "pris")),
        Column("saves", ("saves", "sparer"), yes),
        Column("department", ("department", "forvaltning")),
        Column("budget", ("budget",)),
        Column("entry_week", ("entry_week", "uge på trappen", "week on the ladder"), whole),
        Column("cashable", ("cashable", "kan høstes"), yes),
        Column("fade", ("fade", "aftager"), share),
        Column("phase_in", ("phase_in", "indfasning"), share),
        Column("realised", ("realised", "realiseret"), share),
        Column("overlap.group", ("overlap_group", "overlapsgruppe")),
        Column("overlap.share", ("overlap_share", "overlap"), share),
        Column("evidence", ("evidence", "evidens"), whole),
        Column("quantity.each_year", ("each_year", "hvert år"), number),
        Column("quantity.from", ("from", "fra år"), whole),
        Column("quantity.until", ("until", "til år"), whole),
        Column("quantity.unknown", ("unknown", "ukendt")),
        *_SAID,
    ),
    "prices": (
        Column("id", ("id", "pris", "price")),
        Column("title", ("title", "titel")),
        Column("amount.value", ("amount", "beløb", "kr"), kroner),
        Column("amount.unknown", ("unknown", "ukendt")),
        Column("unit", ("unit", "enhed"), unit),
        Column("year", ("year", "price_year", "prisår"), whole),
        Column("index", ("index", "indeks")),
        Column("split.municipality", ("municipality", "kommune"), share),
        Column("split.region", ("region",), share),
        Column("split.state", ("state", "stat"), share),
        Column("ladder.entry_week", ("ladder", "refusionstrappe"), whole),
        Column("scheme", ("scheme", "ordning")),
        Column("bands", ("bands", "bånd")),
        Column("net_of_reimbursement", ("net_of_reimbursement", "efter refusion"), yes),
        *_SAID,
    ),
}
_QUANTITY_YEAR = ("t", "år ", "year ")


@dataclass(frozen=True, slots=True)
class Imported:
    """The case with what was taken in, and the ids that are new and those that were replaced."""

    case: Case
    added: tuple[str, ...]
    replaced: tuple[str, ...]


def import_table(path: Path, table: Table, case: Case) -> Imported:
    """The case with the rows of a file: a row whose id is there already replaces it. Raises `Refused` with everything.

    A blank cell says nothing: it is no zero. Years of a quantity are columns `t0`, `t1`, … and must have no gap.
    """
    found = Collector()
    raw = _read(path, table, found)
    found.refuse_errors()
    rows = _rows(raw, table, found) if raw is not None else []
    found.refuse_errors()
    imported = _merged(case, table, rows)
    found.add(*_sense(imported.case, table, rows))
    found.refuse_errors()
    return imported


def _read(path: Path, table: Table, found: Collector) -> Raw | None:
    try:
        content = path.read_bytes()
    except OSError:
        found.add(error("file.unreadable", Place(path.name)))
        return None
    if path.suffix.lower() == ".xlsx":
        return read_xlsx(content, path.name, table, found)
    return read_csv(content, path.name, found)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    part: Consequence | Price
    id: str
    place: Callable[[str], Place]


def _rows(raw: Raw, table: Table, found: Collector) -> list[_Row]:
    columns = _matched(raw, table, found)
    rows = []
    seen: dict[str, int] = {}
    for record in raw.cells.iter_rows(named=True):
        line = int(record[LINE])
        told = _data(raw, record, columns, found)
        row = None if told is None else _validated(raw, table, line, told, found)
        if row is not None and row.id in seen:
            found.add(error("case.repeated_id", raw.place(line), id=row.id))
        elif row is not None:
            seen[row.id] = line
            rows.append(row)
    return rows


def _matched(raw: Raw, table: Table, found: Collector) -> dict[int, Column]:
    """The column of each place in the file; unknown and repeated headers go to `found`."""
    known = {header: column for column in COLUMNS[table] for header in column.headers}
    matched: dict[int, Column] = {}
    for number_, header in enumerate(raw.headers):
        name = header.strip().lower()
        column = known.get(name) or (_quantity_year(name) if table == "consequences" else None)
        if column is None:
            shown = ", ".join(one.headers[0] for one in COLUMNS[table])
            found.add(error("case.import_column", raw.place(raw.header_line), column=header, known=shown))
        elif column.path in {other.path for other in matched.values()}:
            found.add(error("case.import_column_twice", raw.place(raw.header_line), column=header))
        else:
            matched[number_] = column
    return matched


def _quantity_year(header: str) -> Column | None:
    """A column such as `t0` or `år 3`: the quantity of one year after finishing."""
    for start in _QUANTITY_YEAR:
        rest = header.removeprefix(start).strip()
        if header.startswith(start) and rest.isdigit():
            return Column(f"{YEAR}.{int(rest)}", (header,), number)
    return None


def _data(
    raw: Raw, record: Mapping[str, Any], columns: Mapping[int, Column], found: Collector
) -> tuple[dict[str, Any], dict[str, int]] | None:
    """A row as the data a case would have, and which column each part of it came from; none if a cell is unreadable."""
    readable = True
    data: dict[str, Any] = {}
    places: dict[str, int] = {}
    for number_, column in columns.items():
        cell = record[str(number_)]
        if cell is None:
            continue
        try:
            value = column.read(cell, raw.mark)
        except Unreadable as fault:
            found.add(error(fault.code, raw.place(int(record[LINE]), number_), text=cell))
            readable = False
            continue
        _put(data, column.path.split("."), value)
        places[column.path] = number_
    return (data, places) if readable else None


def _put(data: dict[str, Any], steps: Sequence[str], value: object) -> None:
    *outer, last = steps
    for step in outer:
        data = data.setdefault(step, {})
    data[last] = value


def _validated(
    raw: Raw, table: Table, line: int, told: tuple[dict[str, Any], dict[str, int]], found: Collector
) -> _Row | None:
    data, places = told
    years = data.pop(YEAR, None)
    if years is not None:
        numbered = {int(t): value for t, value in years.items()}
        if sorted(numbered) != list(range(len(numbered))):
            found.add(error("case.import_year_blank", raw.place(line)))
            return None
        data["quantity"] = [numbered[t] for t in range(len(numbered))]

    def place(path: str) -> Place:
        near = [column for name, column in places.items() if name.split(".")[0] == path.split(".", maxsplit=1)[0]]
        return raw.place(line, near[0] if near else None)

    name = str(data.get("id", ""))
    try:
        part = _part(table, data)
    except ValidationError as refusal:
        for fault in refusal.errors(include_url=False):
            where = ".".join(str(step) for step in fault["loc"])
            found.add(_told(fault, place(where)))
        return None
    return _Row(line, part, name, place)


def _part(table: Table, data: Mapping[str, Any]) -> Consequence | Price:
    if table == "consequences":
        return Consequence.model_validate(data)
    return Price.model_validate({key: value for key, value in data.items() if key != "id"})


def _told(fault: Any, place: Place) -> Problem:
    code, values = code_of(fault)
    return error(code, place, **values)


def _merged(case: Case, table: Table, rows: Sequence[_Row]) -> Imported:
    new = {row.id: row.part for row in rows}
    if table == "prices":
        there = set(case.prices)
        changed = case.model_copy(update={"prices": {**case.prices, **new}})
    else:
        there = {one.id for one in case.consequences}
        kept = [new.get(one.id, one) for one in case.consequences]
        more = [part for name, part in new.items() if name not in there]
        changed = case.model_copy(update={"consequences": [*kept, *more]})
    added = tuple(name for name in new if name not in there)
    return Imported(changed, added, tuple(name for name in new if name in there))


def _sense(case: Case, table: Table, rows: Sequence[_Row]) -> list[Problem]:
    """What the case now says and cannot mean, at the rows that say it."""
    place_of = {row.id: row.place for row in rows}

    def place(path: Sequence[str | int], **_: bool) -> Place:
        section, *rest = path or ("",)
        if section != table or not rest:
            return Place(path=".".join(str(step) for step in path))
        name = case.consequences[rest[0]].id if isinstance(rest[0], int) else str(rest[0])
        shown = place_of.get(name)
        return shown(".".join(str(step) for step in rest[1:])) if shown else Place(path=f"{section}.{name}")

    return [problem for problem in check(case, place) if problem.is_error]
