"""Comparisons, changes and variance of business cases for programs: money in whole øre."""

from __future__ import annotations

from typing import Any

from bundlinje.business_case.importing import Imported
from bundlinje.business_case.variance import Frozen, Variance
from bundlinje.business_case.workbook import Inputs
from bundlinje.report.case_data import case_data, number, ore
from bundlinje.report.case_gathered import CaseView


def compare_data(view: CaseView) -> dict[str, Any]:
    """One of the cases held beside each other."""
    told = case_data(view)
    return {key: told[key] for key in ("case", "contract", "mode", "participants", "lines", "left_out", "assumed")}


def changes_data(found: Inputs, before: CaseView, after: CaseView) -> dict[str, Any]:
    """What a workbook changes."""
    changes = [
        {
            "path": one.where,
            "before": None if one.before is None else str(one.before),
            "after": None if one.after is None else str(one.after),
        }
        for one in found.changes
    ]
    warnings = [{"code": one.code, "cell": one.place.path} for one in found.problems]
    return {"changes": changes, "added": [], "replaced": [], "warnings": warnings, "net": _moved(before, after)}


def imported_data(found: Imported, before: CaseView, after: CaseView) -> dict[str, Any]:
    """What a table brings in."""
    return {
        "changes": [],
        "added": list(found.added),
        "replaced": list(found.replaced),
        "warnings": [],
        "net": _moved(before, after),
    }


def _moved(before: CaseView, after: CaseView) -> list[dict[str, Any]]:
    names = dict.fromkeys(line.view for view in (before, after) for line in view.lines)
    return [{"view": name, "before_ore": _net(before, name), "after_ore": _net(after, name)} for name in names]


def _net(view: CaseView, name: str) -> int:
    return sum(line.total for line in view.lines if line.view == name)


def variance_data(frozen: Frozen, found: Variance) -> dict[str, Any]:
    """The difference between a case as approved and as it came."""
    return {
        "case": frozen.case.case,
        "approved_on": frozen.approved_on,
        "digest": frozen.digest,
        "view": found.view,
        "approved_ore": found.approved,
        "came_ore": found.came,
        "difference_ore": found.difference,
        "causes": [
            {
                "cause": cause.value,
                "ore": ore(part),
                "share": number(part / found.difference) if found.difference else None,
            }
            for cause, part in found.parts.items()
        ],
    }
