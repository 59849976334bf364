"""The risk assessment for programs: plain mappings with stable keys, money in whole øre, chances from 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from bundlinje.forecast.risk.portfolio import Assessment
from bundlinje.forecast.risk.stakes import Stake

_PLACES = 6


def risk_data(found: Sequence[Assessment]) -> dict[str, Any]:
    """Every contract's assessment."""
    return {"contracts": [_assessment(one) for one in found]}


def _assessment(one: Assessment) -> dict[str, Any]:
    return {
        "contract": one.contract.contract,
        "simulated": not one.why_not,
        "risks": [
            {
                "risk": risk.kind.value,
                "level": risk.level.value,
                "reason": risk.reason,
                "values": {name: _plain(value) for name, value in risk.values.items()},
            }
            for risk in one.risks
        ],
        "stakes": [_stake(stake) for stake in one.stakes],
    }


def _plain(value: int | float | Fraction | str) -> int | float | str:
    return value if isinstance(value, int | str) else round(float(value), _PLACES)


def _stake(stake: Stake) -> dict[str, Any]:
    moves = stake.moves
    return {
        "party": stake.party,
        "bears": stake.bears.value,
        "at_stake_ore": stake.at_stake,
        "moves_ore": None if moves is None else {"p10": moves.p10, "p50": moves.p50, "p90": moves.p90},
        "loss_chance": None if stake.loss is None else round(float(stake.loss[0]), _PLACES),
        "expected_loss_ore": None if stake.expected_loss is None else round(stake.expected_loss),
    }
