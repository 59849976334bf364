"""An outcome looks at numbers that come equally often: each follow-up, each calendar year, or so many times a unit."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import measures_of, window_of
from bundlinje.grammar.source import Sourced
from bundlinje.grammar.window import Calendar
from bundlinje.problems import Problem, error


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Outcomes whose measures are laid out differently."""
    for name in contract.outcomes:
        found = {measure: _layout(contract, measure) for measure in sorted(measures_of(contract, name))}
        if len({layout for layout in found.values() if layout}) > 1:
            said = ", ".join(f"{measure}: {layout}" for measure, layout in found.items() if layout)
            yield error(
                "contract.laid_out_differently", source.place(("outcomes", name, "where")), name=name, measures=said
            )


def _layout(contract: Contract, measure: str) -> str:
    """How often a measure comes; nothing for a number that is fixed for the unit."""
    window = window_of(contract, contract.measures[measure].over)
    if window is None:
        return ""
    if isinstance(window, Calendar):
        return window.calendar
    if window.per_follow_up:
        return "before follow-up"
    return f"{window.repeats} ×" if window.every is None else f"{window.repeats} × {window.every.text()}"
