"""How far a business case stands, for programs: money in whole øre, shares and chances from 0 to 1."""

from __future__ import annotations

from typing import Any

from bundlinje.business_case.sensitivity.estimate import Estimate, Summary
from bundlinje.report.case_data import number, ore
from bundlinje.report.sensitivity_gathered import SensitivityView


def sensitivity_data(view: SensitivityView) -> dict[str, Any]:
    """Everything that is told of how far a case stands."""
    compiled = view.drawn.compiled
    return {
        "case": compiled.case,
        "mode": compiled.mode.value,
        "view": view.view,
        "draws": view.drawn.draws,
        "seed": view.drawn.seed,
        "scenarios": [
            {
                "scenario": one.scenario,
                "default": one.is_default,
                "net_ore": one.line.total,
                "present_value_ore": ore(one.line.net_present_value),
                "break_even": one.line.break_even.stays,
            }
            for one in view.scenarios
        ],
        "tornado": {
            "present_value_ore": ore(view.tornado.net),
            "inputs": [
                {
                    "input": one.input.name,
                    "rests_on": one.input.why.value,
                    "low": number(one.at_low),
                    "high": number(one.at_high),
                    "at_low_ore": ore(one.net_low),
                    "at_high_ore": ore(one.net_high),
                    "switch": number(one.switch),
                }
                for one in view.tornado.swings
            ],
        },
        "drawn": [{"view": name, **_summary(found)} for name, found in view.summaries.items()],
        "knowing": {
            "goes_ahead": view.knowing.goes_ahead,
            "everything": _money(view.knowing.everything),
            "inputs": [{"input": name, **_money(found)} for name, found in view.knowing.inputs.items()],
        },
        "acceptability": {
            "effect": view.effect,
            "prices": [
                {
                    "price_ore": one.price,
                    "covers": number(one.covers.value),
                    "worth": {payer: number(found.value) for payer, found in one.worth.items()},
                }
                for one in view.acceptable
            ],
        },
    }


def _summary(found: Summary) -> dict[str, Any]:
    levels = {f"p{round(level * 100)}_ore": ore(found.at(level).value) for level in (0.1, 0.5, 0.9)}
    return {
        **levels,
        "mean_ore": ore(found.mean.value),
        "error_ore": ore(found.mean.error),
        "above_zero": number(found.above_zero.value),
        "above_zero_error": number(found.above_zero.error),
    }


def _money(found: Estimate) -> dict[str, int | None]:
    return {"worth_ore": ore(found.value), "error_ore": ore(found.error)}
