"""A settlement as plain data for JSON: lines, totals, payers and investors, what waits and what it leans on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from bundlinje.comparisons.interval import SMALL_SAMPLE, wilson
from bundlinje.settlement.intake import Admitted, admitted_against_plan
from bundlinje.settlement.outcomes import STATE_NAMES
from bundlinje.settlement.result import Line, Settlement


def settlement_data(settlement: Settlement) -> dict[str, Any]:
    """The settlement of one follow-up. Amounts are whole øre."""
    return {
        "contract": settlement.contract,
        "follow_up": settlement.follow_up,
        "cutoff": settlement.cutoff.isoformat(),
        "paid_on": settlement.paid_on.isoformat(),
        "lines": [line_data(line) for line in settlement.lines],
        "total_ore": settlement.total_ore,
        "payers": settlement.payers,
        "investors": settlement.investors,
        "guarantors": settlement.guarantors,
        "held_back": list(settlement.held_back),
        "waiting": [{"leg": one.leg, "clause": one.clause, "entries": one.entries} for one in settlement.waiting],
        "assumed": [{"path": mark.path, "why": mark.why} for mark in settlement.assumed],
        "digest": settlement.digest,
    }


def line_data(line: Line) -> dict[str, Any]:
    """One line of a settlement."""
    return {
        "id": line.id,
        "leg": line.leg,
        "clause": line.clause,
        "kind": str(line.kind),
        "cohort": line.cohort,
        "segment": line.segment,
        "amount_ore": line.ore,
        "entries": len(line.entries),
        "payers": dict(line.payers),
        "receivers": dict(line.receivers),
    }


def measured_data(settlement: Settlement) -> dict[str, Any]:
    """What was measured at a follow-up: every outcome counted by state, and every figure with what is known of it."""
    return {
        "contract": settlement.contract,
        "follow_up": settlement.follow_up,
        "cutoff": settlement.cutoff.isoformat(),
        "units": int(settlement.land.roll.takes_part.sum()),
        "intake": [_admitted(one) for one in admitted_against_plan(settlement)],
        "outcomes": list(_outcomes(settlement)),
        "figures": list(_figures(settlement)),
    }


def _admitted(one: Admitted) -> dict[str, Any]:
    return {
        "cohort": one.cohort,
        "planned": one.planned,
        "planned_by_now": one.planned_by_now,
        "by": one.by.isoformat() if one.by else None,
        "admitted": one.admitted,
        "standing": one.standing,
    }


def _outcomes(settlement: Settlement) -> Iterator[dict[str, Any]]:
    land = settlement.land
    for name in land.contract.outcomes:
        states = land.outcomes.states(name)
        for code, group in enumerate(land.roll.group.names):
            members = land.roll.takes_part & (land.roll.group.codes == code)
            state = states.state[members]
            counts = {word: int((state == number).sum()) for number, word in enumerate(STATE_NAMES)}
            measured = int(np.sum(states.measured[members]))
            yield {"outcome": name, "group": group, **counts, "measured": measured, **_how_sure(counts)}


def _how_sure(counts: Mapping[str, int]) -> dict[str, Any]:
    """The 95 % interval of the share that achieved it among those decided, and whether they are too few to tell."""
    decided = counts["achieved"] + counts["not_achieved"]
    low, high = wilson(counts["achieved"], decided)
    return {"interval": [f"{low:.4f}", f"{high:.4f}"] if decided else None, "small_sample": decided < SMALL_SAMPLE}


def _figures(settlement: Settlement) -> Iterator[dict[str, Any]]:
    land = settlement.land
    for name in land.contract.figures:
        for cohort in land.cohorts_of(name):
            seen = land.figure(name, 1, settlement.follow_up, cohort)
            low, high = seen.value.low, seen.value.high
            yield {
                "figure": name,
                "cohort": land.roll.cohort.name(cohort),
                "dimension": str(seen.dimension),
                "low": None if low is None else str(low),
                "high": None if high is None else str(high),
            }
