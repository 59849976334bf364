"""The fund's tables for programs: plain mappings with stable keys, amounts in 1.000 kr. as the reports tell them.

The keys are public: see docs of the command line. An amount that is not a whole number of 1.000 kr. keeps its decimals.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from bundlinje.fund.capital import raised, without_repayment
from bundlinje.fund.figure import Chain, Figure, Origin
from bundlinje.fund.funnel import CHANNELS, counted, intake_by_year
from bundlinje.fund.headroom import headroom
from bundlinje.fund.model import Fund
from bundlinje.fund.printed import Unit
from bundlinje.fund.progress import plan_against_actual
from bundlinje.fund.reconcile import Comparison, comparisons, reconcile
from bundlinje.fund.reservations import reservations
from bundlinje.fund.scenarios import effect_levels
from bundlinje.fund.table2 import differences, table2
from bundlinje.fund.year import Year, year_in_short
from bundlinje.money import ORE_PER_KRONE, Ore

UNIT = "1000 DKK"
_KKR = 1_000 * ORE_PER_KRONE


def exact(value: Fraction) -> int | float:
    """A number as JSON tells it: whole where it is whole."""
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def kkr(ore: Ore | None) -> int | float | None:
    """Øre as 1.000 kr."""
    return None if ore is None else exact(Fraction(ore, _KKR))


def _figures(figures: Mapping[str, Figure]) -> dict[str, int | float | None]:
    return {column: kkr(figure.ore) for column, figure in figures.items()}


def because(origins: tuple[Origin, ...], language: str = "da") -> list[dict[str, Any]]:
    """The numbers something was computed from, each with its amount, mark, document and place."""
    return [
        {
            "cell": origin.id,
            "amount": kkr(origin.ore),
            "mark": origin.mark.name.lower(),
            "source": origin.source,
            "quote": origin.quote,
            "why": origin.why.text(language) if origin.why else None,
            "file": origin.place.file or None,
            "line": origin.place.line,
        }
        for origin in origins
    ]


def table2_data(fund: Fund, language: str) -> dict[str, Any]:
    """Tabel 2: columns, rows, computed total and balance, what was printed, and how the two differ."""
    computed, found = table2(fund), differences(fund)
    columns = [column.id for column in fund.columns]
    printed = fund.printed
    return {
        "unit": UNIT,
        "columns": columns,
        "rows": [
            {
                "id": row.line.id,
                "label": row.line.label.text(language),
                "group": row.line.group,
                "of": row.line.of,
                "cells": {column: kkr(row.cells[column].ore) if column in row.cells else None for column in columns},
            }
            for row in computed.rows
        ],
        "total": _figures(computed.total),
        "balance": _figures(computed.balance),
        "printed": {
            "total": _figures(printed.totals) if printed else {},
            "balance": _figures(printed.balances) if printed else {},
        },
        "differences": {
            "total": {column: kkr(ore) for column, ore in found.total.items()},
            "balance": {column: kkr(ore) for column, ore in found.balance.items()},
            "chain": {column: kkr(ore) for column, ore in found.chain.items()},
        },
        "reconciles": not [one for one in reconcile(fund) if one.where.startswith("table2.")],
        "rounding": kkr(printed.rounding) if printed else None,
        "assumed": because(tuple(o for f in fund.cells.values() for o in f.because if o.mark), language),
        "because": {column: because(figure.because, language) for column, figure in computed.total.items()},
        "notes": [note.text(language) for note in printed.table.notes] if printed else [],
        "year": _year(year_in_short(fund, fund.accounts[-1].id)),
    }


def _year(year: Year) -> dict[str, Any]:
    return {
        "column": year.column,
        "spent": kkr(year.spent.ore),
        "investments": year.investments,
        "received": kkr(year.received.ore),
        "repaying": year.repaying,
        "net": kkr(year.net.ore),
    }


def table1_data(fund: Fund, language: str = "da") -> dict[str, Any]:
    """Tabel 1: proposals by channel and state as counted, as printed, and by year."""
    rows = fund.proposals.proposals if fund.proposals else []
    lines = fund.funnel.lines if fund.funnel else []
    return {
        "channels": [
            {
                "channel": channel,
                "total": counted(fund, channel).total,
                "states": dict(counted(fund, channel).states),
                "printed": {line.state or "total": line.number for line in lines if line.channel == channel},
                "years": [
                    {"year": one.year, "received": one.received, "open": one.open, "assumed": one.assumed}
                    for one in intake_by_year(rows, channel)
                ],
            }
            for channel in CHANNELS
        ],
        "differences": [_comparison(one, language) for one in reconcile(fund) if one.where.startswith("table1.")],
    }


def _chain(chain: Chain) -> dict[str, Any]:
    return {
        "reading": chain.code,
        "steps": [
            {"code": step.code, "amount": kkr(step.figure.ore), "because": because(step.figure.because)}
            for step in chain.steps
        ],
        "result": kkr(chain.result.ore),
        "mark": chain.result.mark.name.lower(),
    }


def headroom_data(fund: Fund) -> dict[str, Any]:
    """The headroom under both readings of the 80 % rule, and the balance at several levels of effect."""
    rules = fund.facts.rules
    return {
        "unit": UNIT,
        "headroom_share": exact(rules.headroom_share.share),
        "budget_effect": exact(rules.budget_effect.share),
        "readings": [_chain(chain) for chain in headroom(fund)],
        "levels": [
            {
                "effect": exact(outlook.effect),
                "balances": _figures(outlook.balances),
                "end": kkr(outlook.end.ore),
                "lowest": kkr(outlook.lowest[1].ore),
                "lowest_in": outlook.lowest[0],
                "runs_out": outlook.runs_out,
            }
            for outlook in effect_levels(fund)
        ],
        "share_without_repayment": exact(without_repayment(fund)),
    }


def reservations_data(fund: Fund) -> dict[str, Any]:
    """Free, reserved and expected money: from the printed balance if there is one; every basis is in `positions`."""
    first = reservations(fund)[0]
    return {
        "unit": UNIT,
        "at": fund.accounts[-1].id,
        "free": kkr(first.free.result.ore),
        "reserved": kkr(first.reserved.ore),
        "expected": kkr(first.expected.ore),
        "positions": [
            {
                "basis": one.basis,
                "steps": _chain(one.free)["steps"],
                "reserved": kkr(one.reserved.ore),
                "reserved_by_line": {line: kkr(figure.ore) for line, figure in one.by_line},
                "free": kkr(one.free.result.ore),
                "expected": kkr(one.expected.ore),
                "free_if_repaid": kkr(one.free_if_repaid.ore),
            }
            for one in reservations(fund)
        ],
    }


def progress_data(fund: Fund, language: str) -> dict[str, Any]:
    """Plan against actual for each investment, and the capital raised."""
    return {
        "unit": UNIT,
        "at": fund.accounts[-1].id,
        "investments": [
            {
                "id": one.line.id,
                "label": one.line.label.text(language),
                "committed": kkr(int(one.committed.printed.value)) if one.committed else None,
                "invested": kkr(one.invested.ore),
                "to_invest": kkr(one.to_invest.ore),
                "received": kkr(one.received.ore),
                "budgeted": kkr(one.budgeted.ore),
                "calculated": kkr(one.calculated.ore),
                "ratio": None if one.ratio is None else exact(one.ratio),
                "standing": one.standing,
                "basis": one.basis,
                "source": one.source or None,
            }
            for one in plan_against_actual(fund)
        ],
        "capital": [
            {
                "id": one.line,
                "council": kkr(one.council),
                "all_investors": kkr(one.all_investors),
                "outside_share": None if one.outside_share is None else exact(one.outside_share),
                "gearing": None if one.gearing is None else exact(one.gearing),
            }
            for one in raised(fund)
        ],
    }


def reconcile_data(fund: Fund, language: str = "da") -> list[dict[str, Any]]:
    """Everything that does not reconcile."""
    return [_comparison(one, language) for one in reconcile(fund)]


def compared_count(fund: Fund) -> int:
    """How many printed numbers were computed again."""
    return len(comparisons(fund))


_UNITS = {Unit.KRONER: UNIT, Unit.SHARE: "percent", Unit.POINTS: "percentage points", Unit.COUNT: "count"}


def _told(value: Fraction, unit: Unit) -> int | float:
    if unit is Unit.KRONER:
        return exact(value / _KKR)
    return exact(value) if unit is Unit.COUNT else round(exact(value * 100), 4)


def _comparison(one: Comparison, language: str) -> dict[str, Any]:
    return {
        "where": one.where,
        "printed": _told(one.printed, one.unit),
        "computed": _told(one.computed, one.unit),
        "difference": _told(one.difference, one.unit),
        "source": one.source,
        "unit": _UNITS[one.unit],
        "quote": one.quote,
        "tolerance": _told(one.tolerance, one.unit),
        "because": because(one.because, language),
        "alternatives": [
            {
                "cell": other.cell,
                "amount": None if other.amount is None else _told(other.amount, one.unit),
                "why": other.why.text(language),
                "difference": _told(other.difference, one.unit),
            }
            for other in one.alternatives
        ],
    }
