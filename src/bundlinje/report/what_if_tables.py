"""What if and intake, for people."""

from __future__ import annotations

from bundlinje.contract.model import Contract
from bundlinje.forecast.fund.intake_warning import IntakeForecast
from bundlinje.forecast.fund.whatif import Difference
from bundlinje.report.forecast_cells import SPREAD, error_of, heads, rough, said, share, spread_cells
from bundlinje.report.settlement_tables import account_name, contract_name
from bundlinje.report.table import Cell, Count, Kroner, Row, Table, Weight


def difference_tables(found: Difference) -> list[Table]:
    """What a change makes of the balance: year by year, and of the chance of ending a year below zero."""
    rows = [
        Row(str(year), (*spread_cells(one), rough(one.error)))
        for year, one in zip(found.years, found.by_year, strict=True)
    ]
    balance = Table(
        said("title.difference"), heads("kkr", *SPREAD, "mean_error"), tuple(rows), (said("note.difference"),)
    )
    more, error = found.ever
    risk = Table(
        said("title.risk"),
        heads("what", "chance", "error"),
        (
            Row(said("risk.before"), (share(found.ever_before[0]), error_of(found.ever_before[1]))),
            Row(said("risk.after"), (share(found.ever_after[0]), error_of(found.ever_after[1]))),
            Row(said("risk.more"), (error_of(more), error_of(error)), Weight.TOTAL),
        ),
    )
    return [balance, risk]


def intake_tables(contract: Contract, account: str, found: IntakeForecast) -> list[Table]:
    """Intake against plan, where it is heading, and what that does to repayment."""
    rows = tuple(
        Row(
            contract_name(contract) if one.cohort == "all" else one.cohort,
            tuple(None if n is None else Count(n) for n in (one.planned, one.planned_by_now, one.admitted)),
        )
        for one in found.cohorts
    )
    plan = Table(said("title.intake"), heads("cohort", "planned", "planned_by_now", "admitted"), rows)
    final = found.final
    ahead = (
        Row(said("intake.final"), (Count(final.p10), Count(final.p50), Count(final.p90))),
        Row(
            said("intake.repayment"),
            (rough(found.repayment.p10), rough(found.repayment.p50), rough(found.repayment.p90)),
        ),
        Row(said("intake.lost"), (rough(found.lost.p10), rough(found.lost.p50), rough(found.lost.p90))),
    )
    notes: list[Cell] = [said("note.reached", planned=Count(found.planned), chance=share(found.reached[0]))]
    notes.append(
        said(
            "note.lost", amount=Kroner(rough(found.lost.mean).ore or 0), error=Kroner(rough(found.lost.error).ore or 0)
        )
    )
    if found.restored is not None:
        notes.append(restored_told(found))
    title = said("title.heading", account=account_name(contract, account))
    heading = Table(title, heads("intake_kkr", "p10", "p50", "p90"), ahead, tuple(notes))
    return [*([plan] if rows else []), heading]


def restored_told(found: IntakeForecast) -> Cell:
    """What restores balance, or that nothing does; nothing where the account's capital is not known."""
    restored = found.restored
    if restored is None:
        return None
    values: dict[str, Cell] = {
        "units": Count(restored.units),
        "capital": Kroner(restored.capital),
        "repayment": Kroner(rough(restored.repayment.mean).ore or 0),
    }
    return said(f"restored.{restored.balance}", **values)
