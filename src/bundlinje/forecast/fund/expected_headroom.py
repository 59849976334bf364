"""Headroom with drawn repayment: what the two 80 % rules allow, beside what is left if repayment comes as forecast.

Each rule counts on a repayment that it fixes by a share: of all investments, or of the calculated payments. Drawn
repayment takes that place here, received and to come. Both rules then give the same headroom, and what tells them
apart is shown: the share that each would have had to name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.fan import Chance
from bundlinje.forecast.fund.forecast import FundForecast
from bundlinje.forecast.paths import P10, P50, P90, Spread, chance, quantile_at, spread
from bundlinje.fund.figure import Chain, Figure, Step
from bundlinje.fund.headroom import OF_CALCULATED, OF_INVESTMENTS, headroom
from bundlinje.fund.reservations import Reservations, reservations
from bundlinje.money import Ore

COUNTED = "headroom.counted_repayment"
RECEIVED, BUDGETED, EXPECTED = "headroom.received", "headroom.budgeted", "headroom.expected"


@dataclass(frozen=True, slots=True)
class ExpectedHeadroom:
    """One reading of the rule: as `stated`, and with the repayment that one, five and nine of ten worlds stay below.

    `share` is what the rule names, `shares` what it would have to name for each of them. `overdrawn` is the chance that
    repayment does not cover what is spent and promised beyond the capital.
    """

    stated: Chain
    at: Mapping[Fraction, Chain]
    share: Fraction
    shares: Mapping[Fraction, Fraction | None]
    overdrawn: Chance


def expected_headroom(forecast: FundForecast, method: Method = Method.LEARNED) -> tuple[ExpectedHeadroom, ...]:
    """Both readings: as a share of investments, and of calculated result payments."""
    fund = forecast.scenario.fund
    rules = fund.facts.rules
    invested = fund.sum(["investment"], fund.columns).known
    received = -fund.sum(["result_payment"], fund.accounts).known
    calculated = sum(sum(one.calculated.values()) for one in forecast.lines)
    to_come = _levels(forecast, method)
    by_rule = {
        OF_INVESTMENTS: (rules.headroom_share.share, received, invested),
        OF_CALCULATED: (rules.budget_effect.share, 0, calculated),
    }
    return tuple(
        ExpectedHeadroom(
            stated=chain,
            at={level: _with_drawn(chain, received, ore) for level, ore in to_come.items()},
            share=Fraction(by_rule[chain.code][0]),
            shares={
                level: _share(ore + by_rule[chain.code][1], by_rule[chain.code][2]) for level, ore in to_come.items()
            },
            overdrawn=chance(forecast.to_come(method) + received + _before_repayment(chain) < 0),
        )
        for chain in headroom(fund)
    )


def _levels(forecast: FundForecast, method: Method) -> dict[Fraction, Ore]:
    ordered = sorted(forecast.to_come(method).tolist())
    return {level: int(ordered[quantile_at(len(ordered), level)]) for level in (P10, P50, P90)}


def _kept(chain: Chain) -> tuple[Step, ...]:
    """The steps of a rule without the repayment that it counts on."""
    return tuple(step for step in chain.steps if step.code not in (COUNTED, RECEIVED, BUDGETED))


def _before_repayment(chain: Chain) -> Ore:
    return sum(step.figure.known for step in _kept(chain))


def _with_drawn(chain: Chain, received: Ore, to_come: Ore) -> Chain:
    drawn = (Step(RECEIVED, Figure(received)), Step(EXPECTED, Figure(to_come)))
    return Chain(chain.code, (*_kept(chain), *drawn))


def _share(ore: Ore, of: Ore) -> Fraction | None:
    return Fraction(ore, of) if of else None


@dataclass(frozen=True, slots=True)
class Position:
    """Free and reserved money as the books have it, what is expected back as forecast, and what would then be free."""

    books: Reservations
    expected: Spread
    free_if_repaid: Spread


def positions(forecast: FundForecast, method: Method = Method.LEARNED) -> tuple[Position, ...]:
    """The position at the end of the last closed year, from the printed balance where there is one and the lines."""
    to_come = forecast.to_come(method)
    return tuple(
        Position(one, spread(to_come), spread(to_come + one.free.result.known))
        for one in reservations(forecast.scenario.fund)
    )
