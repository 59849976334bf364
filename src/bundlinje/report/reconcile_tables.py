"""What was printed beside what was computed: Tabel 1, the department's table, and every difference there is."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bundlinje.fund.columns import Column, ColumnKind
from bundlinje.fund.funnel import CHANNELS, Intake, counted, intake_by_year
from bundlinje.fund.model import Fund
from bundlinje.fund.printed import Unit
from bundlinje.fund.reconcile import Comparison, comparisons
from bundlinje.fund.reconcile import reconcile as find
from bundlinje.report.table import Cell, Code, Count, Name, Percent, Points, Row, Table, Thousands, Weight


def number(value: Fraction, unit: Unit) -> Cell:
    """A compared number as a cell of its unit."""
    if unit is Unit.KRONER:
        return Thousands(int(value))
    if unit is Unit.COUNT:
        return Count(int(value))
    return Percent(value) if unit is Unit.SHARE else Points(value)


def differences_under(fund: Fund, prefix: str) -> tuple[bool, tuple[Cell, ...]]:
    """Whether the numbers of a table fail to reconcile, and the notes that say so, or that they do."""
    mine = [one for one in comparisons(fund) if one.where.startswith(prefix)]
    wrong = [one for one in mine if not one.agrees]
    head = Code("note.does_not_reconcile") if wrong else Code("note.reconciles")
    notes = [head] if mine else []
    for one in wrong:
        notes.append(_difference(fund, one))
        notes.extend(_alternatives(one))
    return bool(wrong), (*notes, *_rounding(fund, mine))


def where(fund: Fund, one: Comparison) -> Cell:
    """The statement that is compared, in words: which table and column, which text, whose capital."""
    table, name, *rest = one.where.split(".")
    if table == "table2":
        return Code(f"where.table2.{name}", {"column": heading(fund.column(rest[0]))})
    if table == "table1":
        state = Code("row.total") if rest[0] == "total" else Code(f"state.{rest[0]}")
        return Code("where.table1", {"channel": Code(f"channel.{name}"), "state": state})
    if table == "capital":
        return Code(f"where.capital.{rest[0]}", {"agreement": name})
    known = f"heading.{_HEADS.get(name, name)}" if table == "department-table" and name in _DEPARTMENT else ""
    return Code(f"where.{table}", {"name": Code(known) if known else ".".join([name, *rest])})


def document(fund: Fund, one: Comparison) -> str:
    """The title of the document a statement stands in."""
    known = fund.facts.documents.get(one.source)
    return known.title if known else one.source


def heading(column: Column) -> Cell:
    """A column's heading."""
    if column.kind is ColumnKind.LATER:
        return Code("column.later")
    return Code(f"column.{column.kind.value}", {"year": str(column.first)})


def _difference(fund: Fund, one: Comparison) -> Code:
    return Code(
        "note.difference",
        {
            "where": where(fund, one),
            "printed": number(one.printed, one.unit),
            "computed": number(one.computed, one.unit),
            "difference": number(one.difference, one.unit),
            "source": document(fund, one),
        },
    )


def _alternatives(one: Comparison) -> Iterator[Code]:
    for other in one.alternatives:
        amount = Code("note.no_cell") if other.amount is None else number(other.amount, one.unit)
        left = number(other.difference, one.unit)
        yield Code(
            "note.alternative",
            {
                "cell": other.cell,
                "amount": amount,
                "difference": left,
                "why": Name({"da": other.why.da, "en": other.why.en}),
            },
        )


def _rounding(fund: Fund, mine: list[Comparison]) -> Iterator[Code]:
    close = [one for one in mine if one.within_rounding and one.where.startswith("table2.")]
    if close and fund.printed is not None:
        yield Code("note.rounding", {"rounding": Thousands(fund.printed.rounding)})
        for one in close:
            yield Code("note.rounded", {"where": where(fund, one), "difference": number(one.difference, one.unit)})


def table1_table(fund: Fund) -> Table:
    """Tabel 1 counted from the proposals, beside what was printed."""
    rows = tuple(row for channel in CHANNELS for row in _channel(fund, channel))
    alarm, notes = differences_under(fund, "table1.")
    years = tuple(_year(one) for one in intake_by_year(fund.proposals.proposals if fund.proposals else [], "ordinary"))
    title: Cell = Code("title.table1")
    if fund.funnel:
        title = Name({"da": fund.funnel.title.da, "en": fund.funnel.title.en})
    heads = (Code("heading.state"), Code("heading.computed"), Code("heading.printed"))
    return Table(title, heads, rows, (*years, *notes), alarm)


def _channel(fund: Fund, channel: str) -> Iterator[Row]:
    told = counted(fund, "call" if channel == "call" else "ordinary")
    lines = fund.funnel.lines if fund.funnel else []
    printed = {line.state: Count(line.number) for line in lines if line.channel == channel}
    yield Row(Code(f"channel.{channel}"), (Count(told.total), printed.get(None)), Weight.TOTAL)
    for state, count in told.states:
        label = Code("table1.line", {"label": Code(f"state.{state}")})
        yield Row(label, (Count(count), printed.get(state)))


def _year(one: Intake) -> Code:
    if one.year is None:
        return Code("table1.year_unknown", {"received": Count(one.received)})
    assumed: Cell = Code("table1.year_assumed", {"assumed": Count(one.assumed)}) if one.assumed else ""
    values: dict[str, Cell] = {"year": str(one.year), "received": Count(one.received), "open": Count(one.open)}
    return Code("table1.year", {**values, "assumed": assumed})


def reconcile_table(fund: Fund) -> Table:
    """Everything that does not reconcile, each with both numbers, the difference, the source and its words."""
    wrong = find(fund)
    rows = tuple(
        Row(
            where(fund, one),
            (
                number(one.printed, one.unit),
                number(one.computed, one.unit),
                number(one.difference, one.unit),
                document(fund, one),
                one.quote,
            ),
        )
        for one in wrong
    )
    heads = ("where", "printed", "computed", "difference", "source", "quote")
    notes: list[Cell] = [alternative for one in wrong for alternative in _alternatives(one)]
    every = comparisons(fund)
    notes.extend(_rounding(fund, [one for one in every if one.where.startswith("table2.")]))
    notes.append(Code("note.compared", {"all": Count(len(every)), "wrong": Count(len(wrong))}))
    title = Code("title.reconcile")
    headings = tuple(Code(f"heading.{head}") for head in heads)
    return Table(title, headings, rows, tuple(notes), bool(wrong), text_columns=(0, 4, 5))


def department_table(fund: Fund) -> Table | None:
    """The department's table with its sums, if there is one."""
    if fund.department is None:
        return None
    columns = tuple(fund.department.columns)
    rows = [
        Row(
            Name({"da": row.label.da, "en": row.label.en}),
            tuple(Thousands(int(row.cells[column].value)) for column in columns),
        )
        for row in fund.department.rows
    ]
    sums = tuple(Thousands(int(sum(row.cells[c].value for row in fund.department.rows))) for c in columns)
    rows.append(Row(Code("row.total"), sums, Weight.TOTAL))
    alarm, notes = differences_under(fund, "department-table.")
    title = Name({"da": fund.department.title.da, "en": fund.department.title.en})
    heads = (Code("heading.investment"), *(Code(f"heading.{_HEADS.get(column, column)}") for column in columns))
    return Table(title, heads, tuple(rows), notes, alarm)


_DEPARTMENT = {"investment", "repayment", "savings", "net"}
_HEADS = {"investment": "all_investors"}
