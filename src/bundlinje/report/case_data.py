"""A business case for programs: plain mappings with stable keys, money in whole øre, shares from 0 to 1."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bundlinje.business_case.bottom_line import BottomLine
from bundlinje.business_case.flows import Side
from bundlinje.business_case.social_return import SocialReturn
from bundlinje.grammar.part import Mark, Marked
from bundlinje.money import round_half_away
from bundlinje.report.case_gathered import CaseView, EffectView

_PLACES = 6


def case_data(view: CaseView) -> dict[str, Any]:
    """Everything a case comes to."""
    worked = view.worked
    return {
        "case": view.case.case,
        "contract": view.contract.contract if view.contract else None,
        "mode": worked.mode.value,
        "base_year": view.case.base_year,
        "price_year": view.case.price_year,
        "participants": number(worked.participants),
        "lines": [_line(line) for line in view.lines],
        "effects": [_effect(one) for one in view.effects],
        "break_even_factor": number(view.break_even.factor),
        "switching_values": [
            {
                "side": one.side.value,
                "item": one.item,
                "present_value_ore": ore(one.present_value),
                "factor": number(one.factor),
            }
            for one in view.switches
            if one.side is not Side.REPAYMENT
        ],
        "sectors": _sectors(view),
        "if_they_paid": _if_they_paid(view),
        "cashable": {
            "cashable_ore": view.cashable.cashable,
            "not_cashable_ore": view.cashable.not_cashable,
            "freed_ore": view.cashable.freed,
        },
        "horizon": [
            {
                "years": one.years,
                "until": one.until,
                "surplus_ore": one.surplus,
                "present_value_ore": ore(one.present_value),
            }
            for one in view.horizon
        ],
        "transaction_ore": view.transaction.transaction,
        "transaction_share": number(view.transaction.share),
        "social_return": _social(view.social),
        "unit_prices": [
            {
                "term": one.term,
                "effect": one.effect,
                "paid_ore": one.paid,
                "saving_ore": ore(one.saving),
                "holds": one.holds,
            }
            for one in view.unit_prices
        ],
        "published": [
            {"what": one.what, "stated": one.stated, "own": one.own, "source": one.source} for one in view.published
        ],
        "left_out": marks_data(worked.left_out),
        "assumed": marks_data(tuple(mark for mark in worked.marks if mark.mark is Mark.ASSUMED)),
    }


def number(value: Fraction | float | None) -> float | None:
    """A ratio or a share as JSON tells it."""
    return None if value is None else round(float(value), _PLACES)


def ore(value: Fraction | float | None) -> int | None:
    """An exact amount in whole øre."""
    return None if value is None else round_half_away(Fraction(value))


def _line(line: BottomLine) -> dict[str, Any]:
    turns, found = line.break_even, line.internal_rate_of_return
    return {
        "view": line.view,
        "years": [
            {"year": year, "benefit_ore": benefit, "cost_ore": cost, "repayment_ore": repaid, "net_ore": net}
            for year, benefit, cost, repaid, net in zip(
                line.years, line.benefits, line.costs, line.repayments, line.net, strict=True
            )
        ],
        "net_ore": line.total,
        "present_value_ore": ore(line.net_present_value),
        "benefit_cost_ratio": number(line.benefit_cost_ratio),
        "internal_rate_of_return": number(found.rate),
        "no_rate": found.why.value if found.why else None,
        "break_even": turns.stays,
        "break_even_first": turns.first,
        "break_even_discounted": line.break_even_discounted,
        "per_participant_ore": ore(line.per_participant),
        "per_success_ore": ore(line.per_success),
    }


def _effect(one: EffectView) -> dict[str, Any]:
    shows = one.shows
    return {
        "effect": one.rate.id,
        "with": number(one.rate.with_),
        "without": number(one.rate.without) if one.rate.with_ is not None else None,
        "counted": number(one.rate.rate),
        "successes": number(one.successes),
        "break_even": number(one.break_even),
        "detectable": number(shows.difference) if shows else None,
        "power": number(shows.power) if shows else None,
        "enough": shows.enough if shows else None,
    }


def _sectors(view: CaseView) -> list[dict[str, Any]]:
    return [
        {
            "sector": one.sector.value,
            "benefit_ore": one.benefits,
            "cost_ore": one.costs,
            "repayment_ore": one.repayments,
            "net_ore": one.net,
            "share_of_gain": number(one.share_of_gain),
            "share_of_repayment": number(one.share_of_repayment),
        }
        for one in view.sectors
    ]


def _if_they_paid(view: CaseView) -> dict[str, Any]:
    found = view.if_they_paid
    return {
        "break_even_agreed": found.agreed.stays,
        "break_even_shared": found.shared.stays,
        "paid_by": {sector.value: paid for sector, paid in found.paid_by.items()},
        "municipality_saves_ore": found.municipality_saves,
    }


def _social(found: SocialReturn) -> dict[str, Any]:
    return {
        "inputs_ore": ore(found.inputs),
        "savings_ore": ore(found.savings),
        "social_ore": ore(found.social),
        "ratio": number(found.ratio),
        "net_ratio": number(found.net_ratio),
        "values": [
            {"value": one.id, "present_value_ore": ore(one.present_value), "counted": one.counted}
            for one in found.values
        ],
    }


def marks_data(marks: tuple[Marked, ...]) -> list[dict[str, str]]:
    """Marked values: where they stand, and the reason given there."""
    return [{"path": mark.path, "why": mark.why} for mark in marks]
