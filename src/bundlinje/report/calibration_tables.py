"""How often forecasts held on simulated histories, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bundlinje.contract.model import Contract
from bundlinje.report.calibration_gathered import Calibrated
from bundlinje.report.forecast_cells import error_of, heads, said, share
from bundlinje.report.forecast_tables import outcome_name
from bundlinje.report.table import Cell, Count, Percent, Row, Table, Weight

_PLACES = 6


def rates_table(contract: Contract, title: Cell, found: Sequence[Calibrated]) -> Table:
    """How often the interval of an outcome's next count held."""
    rows = tuple(_row(outcome_name(contract, one.outcome or ""), one, (Count(one.measured or 0),)) for one in found)
    names = ("outcome", "measured", "should_hold", "held", "error", "calibration")
    return _table(title, names, rows, said("note.calibration", histories=_histories(found)))


def years_table(title: Cell, found: Sequence[Calibrated]) -> Table:
    """How often the interval of each year's payments or balance held."""
    rows = tuple(_row(said("year.all") if one.year is None else str(one.year), one) for one in found)
    names = ("calibrated_year", "should_hold", "held", "error", "calibration")
    return _table(title, names, rows, said("note.calibration_by_year", histories=_histories(found)))


def _table(title: Cell, names: tuple[str, ...], rows: tuple[Row, ...], note: Cell) -> Table:
    notes = (note, said("note.calibration_chance"))
    return Table(said("title.calibration", title=title), heads(*names), rows, notes)


def _histories(found: Sequence[Calibrated]) -> Cell:
    return Count(found[0].histories if found else 0)


def _row(label: Cell, one: Calibrated, before: tuple[Cell, ...] = ()) -> Row:
    judged = one.found
    held = (Percent(judged.level), share(judged.shared.share), error_of(judged.shared.error))
    within = said("calibrated" if judged.holds else "not_calibrated")
    return Row(label, (*before, *held, within), Weight.PLAIN if judged.holds else Weight.DIFFERENCE)


def calibration_data(found: Sequence[Calibrated]) -> list[dict[str, Any]]:
    """How often intervals held, for programs."""
    return [
        {
            "outcome": one.outcome,
            "year": one.year,
            "measured": one.measured,
            "histories": one.histories,
            "should_hold": float(one.found.level),
            "held": round(one.found.shared.share, _PLACES),
            "error": round(one.found.shared.error, _PLACES),
            "holds": one.found.holds,
        }
        for one in found
    ]
