"""Business cases beside each other and beside themselves: comparisons, changes that came back in, and variance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bundlinje.business_case.bottom_line import EVERYBODY, BottomLine
from bundlinje.business_case.importing import Imported
from bundlinje.business_case.parts import Mode, Sector
from bundlinje.business_case.variance import Frozen, Variance
from bundlinje.business_case.workbook import Change
from bundlinje.report.case_cells import heads, kkr, named, payer_name, percent, return_cell, said, times
from bundlinje.report.case_gathered import CaseView
from bundlinje.report.table import Cell, Name, Row, Table, Weight


def compare_table(views: Sequence[CaseView]) -> Table:
    """Cases or ways of counting side by side, by what decides: in all, for the public and for each payer."""
    rows = [Row(said("row.participants"), tuple(times(view.worked.participants) for view in views))]
    sectors = [sector for sector in Sector if any(line.view == sector for view in views for line in view.payers)]
    for name in (EVERYBODY, *sectors):
        lines = [next((line for line in view.lines if line.view == name), None) for view in views]
        rows.append(Row(payer_name(name, None), (), Weight.GROUP))
        rows += [
            Row(said(f"compare.{what}"), tuple(None if line is None else figure(line) for line in lines))
            for what, figure in _FIGURES.items()
        ]
    same = len({view.case.case for view in views}) == 1
    names = tuple(said(f"mode.{view.worked.mode}") if same else _both(view) for view in views)
    return Table(said("title.compare"), (*heads("kkr"), *names), tuple(rows), (said("note.compare"),))


def _both(view: CaseView) -> Cell:
    own = {language: view.case.title_in(language) for language in ("da", "en")}
    return said("compare.case", title=Name(own), mode=said(f"mode.{view.worked.mode}"))


_FIGURES: Mapping[str, Callable[[BottomLine], Cell]] = {
    "benefits": lambda line: kkr(sum(line.benefits)),
    "costs": lambda line: kkr(sum(line.costs)),
    "repayments": lambda line: kkr(sum(line.repayments)),
    "net": lambda line: kkr(line.total),
    "present": lambda line: kkr(line.net_present_value),
    "ratio": lambda line: times(line.benefit_cost_ratio),
    "irr": lambda line: return_cell(line.internal_rate_of_return),
    "break_even": lambda line: said("never") if line.break_even.stays is None else str(line.break_even.stays),
}
"""What is held beside each other of every bottom line."""


def changes_table(changes: Sequence[Change], before: CaseView, after: CaseView) -> list[Table]:
    """What came back in a workbook: every change, and what it does to the bottom lines."""
    rows = tuple(Row(one.where, (_text(one.before), _text(one.after))) for one in changes)
    if not rows:
        return [Table(said("title.changes"), heads("where"), (Row(said("note.no_changes")),))]
    told = Table(said("title.changes"), heads("where", "before", "after"), rows, text_columns=(0, 1, 2))
    return [told, moved_table(before, after)]


def _text(value: str | int | None) -> Cell:
    return said("nothing") if value is None else str(value)


def imported_tables(found: Imported, before: CaseView, after: CaseView) -> list[Table]:
    """What came in from a table: rows that are new and rows that were replaced, and what that does."""
    rows = tuple(
        Row(name, (said(f"imported.{how}"),))
        for how, names in (("added", found.added), ("replaced", found.replaced))
        for name in names
    )
    told = Table(said("title.imported"), heads("row", "how"), rows, text_columns=(0, 1))
    return [told, moved_table(before, after)]


def moved_table(before: CaseView, after: CaseView) -> Table:
    """The net of every payer before and after."""
    names = list(dict.fromkeys(line.view for view in (before, after) for line in view.lines))
    rows = tuple(_moved(name, before, after) for name in names)
    return Table(said("title.moved"), heads("net_kkr", "before", "after", "difference"), rows)


def _moved(name: str, before: CaseView, after: CaseView) -> Row:
    was, now = (sum(line.total for line in view.lines if line.view == name) for view in (before, after))
    weight = Weight.DIFFERENCE if was != now else Weight.PLAIN
    return Row(payer_name(name, before.contract), (kkr(was), kkr(now), kkr(now - was)), weight)


def variance_table(frozen: Frozen, found: Variance) -> Table:
    """The net as approved and as it came, and the difference by cause; the parts sum to it exactly."""
    rows = [Row(said("row.approved"), (kkr(found.approved), None), Weight.TOTAL)]
    for cause, part in found.parts.items():
        share = part / found.difference if found.difference else None
        rows.append(Row(said(f"cause.{cause}"), (kkr(part), percent(share))))
    rows.append(Row(said("row.came"), (kkr(found.came), None), Weight.TOTAL))
    title = said(
        "title.variance",
        title=named(frozen.case.title, frozen.case.case),
        view=payer_name(found.view, None),
        day=frozen.approved_on,
    )
    return Table(title, heads("kkr", "amount", "share"), tuple(rows), (said("note.variance"),))


MODES = tuple(Mode)
"""Every way of counting, in the order in which they are shown side by side."""
